//! `/api/rules`: what the checks look for.

use crate::error::Problem;
use axum::Json;
use axum::extract::Path;
use salient::check::{RULES, Rule, Severity};
use serde::Serialize;
use utoipa::ToSchema;

/// A rule.
#[derive(Serialize, ToSchema)]
pub(crate) struct RuleOut {
    /// What is wrong, as a name.
    name: &'static str,
    /// What is wrong, in a sentence.
    summary: &'static str,
    /// Whether it runs unasked.
    default: bool,
    /// The greatest weight of its findings.
    severity: Severity,
    /// Its page, in Markdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<&'static str>,
}

fn out(rule: &Rule, page: bool) -> RuleOut {
    let Rule { name, default, severity, .. } = *rule;
    RuleOut { name, summary: rule.summary(), default, severity, page: page.then_some(rule.page) }
}

/// All rules
#[utoipa::path(get, path = "/api/rules", tag = "rules", responses((status = 200, body = Vec<RuleOut>)))]
pub(super) async fn list() -> Json<Vec<RuleOut>> {
    Json(RULES.iter().map(|r| out(r, false)).collect())
}

/// One rule with its page
#[utoipa::path(get, path = "/api/rules/{name}", tag = "rules", params(("name" = String, Path, description = "its name", example = "unit-mismatch")),
    responses((status = 200, body = RuleOut), (status = 404, body = Problem, content_type = "application/problem+json")))]
pub(super) async fn get(Path(name): Path<String>) -> Result<Json<RuleOut>, Problem> {
    let rule = RULES.iter().find(|r| r.name == name).ok_or_else(|| Problem::missing("no rule has that name"))?;
    Ok(Json(out(rule, true)))
}
