//! `/api/articles`: the texts of the record, with what they claim.

use super::List;
use crate::app::App;
use crate::asked::{Asked, Part, maybe_day};
use crate::error::Problem;
use crate::world::World;
use axum::Json;
use axum::extract::{Path, State};
use salient::publish::records;
use salient::record::view::Article;
use salient::record::{Id, body};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};

/// Which articles.
#[derive(Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub(crate) struct ArticlesQuery {
    /// Published on or after this day
    #[param(example = "2025-01-01")]
    pub(crate) from: Option<String>,
    /// Published on or before this day
    pub(crate) to: Option<String>,
    /// Words that the text holds
    pub(crate) text: Option<String>,
    /// The outlet
    pub(crate) publisher: Option<String>,
    /// At most so many, up to 1,000
    pub(crate) limit: Option<u32>,
    /// Leave out so many before
    pub(crate) offset: Option<u32>,
}

/// An article in a list.
#[derive(Serialize, ToSchema)]
pub(crate) struct ArticleOut {
    /// Its id: a hash of what it says of itself.
    pub(crate) id: Id,
    /// What it says of itself.
    #[serde(flatten)]
    pub(crate) article: body::Article,
    /// The names under which it was received.
    pub(crate) names: Vec<String>,
    /// The report that it carries: the same for copies.
    pub(crate) report: Id,
    /// Its claims.
    pub(crate) claims: usize,
    /// Its findings, as recorded.
    pub(crate) findings: usize,
    /// When it was recorded.
    pub(crate) recorded: String,
}

/// Articles that are asked for, newest first.
pub(crate) fn listed(world: &World, query: &ArticlesQuery) -> Result<List<ArticleOut>, Problem> {
    let (from, to) = (maybe_day(query.from.as_deref())?, maybe_day(query.to.as_deref())?);
    let texts = query
        .text
        .as_deref()
        .filter(|t| !t.trim().is_empty())
        .map(|words| world.search(words))
        .transpose()
        .map_err(Problem::fault)?;
    let passes = |a: &&Article| {
        let day = a.date();
        from.is_none_or(|from| day.is_some_and(|d| d >= from))
            && to.is_none_or(|to| day.is_some_and(|d| d <= to))
            && texts.as_ref().is_none_or(|hashes| hashes.contains(&a.body.text))
            && query
                .publisher
                .as_deref()
                .is_none_or(|p| a.body.publisher.as_deref().is_some_and(|own| own.eq_ignore_ascii_case(p)))
    };
    let mut found: Vec<&Article> = world.view().articles.values().filter(passes).collect();
    found.sort_by(|a, b| (b.day(), &a.id).cmp(&(a.day(), &b.id)));
    Ok(List::of(&found, Part::new(query.limit, query.offset), |a| out(world, a)))
}

fn out(world: &World, article: &Article) -> ArticleOut {
    ArticleOut {
        id: article.id.clone(),
        article: article.body.clone(),
        names: article.names.clone(),
        report: world.reports().of(&article.id).clone(),
        claims: world.claims_of(&article.id).len(),
        findings: world.findings_of(&article.id).len(),
        recorded: article.recorded.clone(),
    }
}

/// An article with its claims, findings, carriers and text.
pub(crate) fn whole(world: &World, id: &str) -> Result<Value, Problem> {
    let article = world.article(id).ok_or_else(|| Problem::missing("no article has that id"))?;
    let text = world.text(&article.body.text).map_err(Problem::fault)?;
    Ok(records::article(world.view(), world.reports(), article, &text))
}

/// The texts of the record, newest first
#[utoipa::path(get, path = "/api/articles", tag = "record", params(ArticlesQuery),
    responses((status = 200, body = List<ArticleOut>), (status = 400, body = Problem, content_type = "application/problem+json")))]
pub(super) async fn list(
    State(app): State<Arc<App>>,
    Asked(query): Asked<ArticlesQuery>,
) -> Result<Json<List<ArticleOut>>, Problem> {
    app.ask(move |world| listed(world, &query).map(Json)).await
}

/// One text with its claims, findings and carriers
#[utoipa::path(get, path = "/api/articles/{id}", tag = "record", params(("id" = String, Path, description = "its id, or the beginning of it")),
    responses((status = 200, body = Object), (status = 404, body = Problem, content_type = "application/problem+json")))]
pub(super) async fn get(State(app): State<Arc<App>>, Path(id): Path<String>) -> Result<Json<Value>, Problem> {
    app.ask(move |world| whole(world, &id).map(Json)).await
}
