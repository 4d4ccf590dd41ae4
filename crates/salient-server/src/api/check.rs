//! `/api/check`: a text in, its findings out; nothing is kept.

use super::claims::share;
use crate::app::App;
use crate::asked::{Asked, maybe_day};
use crate::error::Problem;
use crate::world::World;
use axum::Json;
use axum::body::Bytes;
use axum::extract::{FromRequest, Request, State};
use axum::http::{StatusCode, header};
use salient::check::{Finding, Options, RULES, Report, against};
use salient::extract::Claim;
use salient::extract::confidence::LEAST;
use salient::extract::coverage::Coverage;
use salient::read::{self, Article, Format, Meta};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use std::time::Duration;
use utoipa::{IntoParams, ToSchema};

/// How the text is to be checked.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub(crate) struct CheckQuery {
    /// The conflict: with it, the text is also checked against the record and the maps
    pub(crate) case: Option<String>,
    /// The day of publication
    #[param(example = "2025-01-17")]
    pub(crate) published: Option<String>,
    /// The title
    pub(crate) title: Option<String>,
    /// The address
    pub(crate) url: Option<String>,
    /// Also run these rules, apart by commas; `all` for all
    pub(crate) select: Option<String>,
    /// Do not run these
    pub(crate) ignore: Option<String>,
    /// Leave out claims that are less certain, 0 to 1; by default 0.1. Checks weigh claims from 0.5 on.
    #[param(value_type = Option<f64>, example = 0.5, minimum = 0.0, maximum = 1.0)]
    pub(crate) min_confidence: Option<String>,
}

/// A text as JSON.
#[derive(Deserialize, ToSchema)]
pub(crate) struct TextIn {
    /// The text, plain or as a page of HTML.
    #[schema(
        example = "Kyiv still controls over 420 square kilometers (261 square kilometers) in the Kursk region, DeepState said."
    )]
    text: String,
    /// The day of publication.
    published: Option<String>,
    /// The title.
    title: Option<String>,
    /// The address.
    url: Option<String>,
}

/// What was found.
#[derive(Serialize, ToSchema)]
pub(crate) struct Checked {
    /// What does not add up, in text order.
    findings: Vec<Finding>,
    /// What a map supports.
    supported: Vec<Finding>,
    /// Claims about ground that no map was held against, with the reason.
    unchecked: Vec<Finding>,
    /// The claims, in text order.
    claims: Vec<Claim>,
    /// What was read.
    coverage: Coverage,
    /// The same in words.
    read: String,
    /// What could not be read.
    problems: Vec<String>,
}

/// A text that was handed in, with what to do.
pub(crate) struct Submitted {
    pub(crate) article: Article,
    pub(crate) options: Options,
    pub(crate) case: Option<String>,
}

/// Reads a text that was handed in.
pub(crate) fn submitted(text: &str, html: bool, query: &CheckQuery) -> Result<Submitted, Problem> {
    let told = |text: &Option<String>| text.clone().filter(|t| !t.trim().is_empty());
    let published = maybe_day(told(&query.published).as_deref())?.map(|d| d.to_string());
    let meta = Meta { published, title: told(&query.title), url: told(&query.url), ..Meta::default() };
    let page = html || Format::detect("", text) == Format::Html;
    let article = if page { read::html::read("text", text, meta) } else { read::plain("text", text.to_owned(), meta) };
    let names = |list: &Option<String>| -> Result<Vec<String>, Problem> {
        let all: Vec<String> =
            list.iter().flat_map(|l| l.split(',')).map(|n| n.trim().to_owned()).filter(|n| !n.is_empty()).collect();
        match all.iter().find(|n| *n != "all" && !RULES.iter().any(|r| r.name == *n)) {
            Some(odd) => Err(Problem::asked(format!("no rule is named `{odd}`; /api/rules lists them"))),
            None => Ok(all),
        }
    };
    let least = told(&query.min_confidence).map(|c| share(&c)).transpose()?.unwrap_or(LEAST);
    Ok(Submitted {
        article,
        options: Options {
            select: names(&query.select)?,
            ignore: names(&query.ignore)?,
            min_confidence: least,
            ..Options::default()
        },
        case: told(&query.case),
    })
}

impl Submitted {
    /// Checks it, with the record and the maps where a case is told.
    pub(crate) fn check(&self, world: &World) -> Result<Report, Problem> {
        let Some(name) = &self.case else { return Ok(salient::check::article(&self.article, &self.options)) };
        let case = world
            .case(Some(name))
            .ok_or_else(|| Problem::asked("no case of the record has that name; /api/cases lists them"))?;
        if self.article.text.len() > AGAINST {
            let most = AGAINST >> 10;
            let detail = format!(
                "a text of more than {most} kB is not checked against the record here; use `salient check --ledger`"
            );
            return Err(Problem::new(StatusCode::PAYLOAD_TOO_LARGE, detail));
        }
        Ok(against(&self.article, &self.options, Some(case.maps), Some(&case.record)))
    }
}

/// Checks a text: figures that cannot be right, and why
///
/// The body is plain text, HTML, or JSON with `text` and what is known beside it. Nothing is kept.
#[utoipa::path(post, path = "/api/check", tag = "check", params(CheckQuery),
    request_body(content((TextIn = "application/json"), (String = "text/plain"), (String = "text/html"))),
    responses((status = 200, body = Checked), (status = 400, body = Problem, content_type = "application/problem+json"), (status = 413, body = Problem, content_type = "application/problem+json"), (status = 415, body = Problem, content_type = "application/problem+json"), (status = 429, body = Problem, content_type = "application/problem+json")))]
pub(super) async fn post(
    State(app): State<Arc<App>>,
    Asked(query): Asked<CheckQuery>,
    request: Request,
) -> Result<Json<Checked>, Problem> {
    let kind = request
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|v| v.to_str().ok())
        .unwrap_or("text/plain")
        .to_ascii_lowercase();
    let bytes = whole_body(&app, request).await?;
    let (text, html, query) = taken(&kind, &bytes, query)?;
    let given = submitted(&text, html, &query)?;
    app.metrics.checked();
    let report = app.ask_long(move |world| given.check(world)).await?;
    Ok(Json(out(report)))
}

fn out(report: Report) -> Checked {
    let Report { findings, supported, unchecked, claims, coverage, problems, .. } = report;
    let read = coverage.to_string();
    Checked { findings, supported, unchecked, claims, coverage, read, problems }
}

/// A body must be there within that time.
const UPLOAD: Duration = Duration::from_secs(15);
/// The largest text that is checked against the record, in bytes: each claim is set against all that was said.
const AGAINST: usize = 48 << 10;

/// All of a body, up to the limit.
pub(crate) async fn whole_body(app: &App, request: Request) -> Result<Bytes, Problem> {
    let most = app.config.most;
    let read = tokio::time::timeout(UPLOAD, Bytes::from_request(request, &())).await;
    let slow = || Problem::new(StatusCode::REQUEST_TIMEOUT, "the body did not come in time");
    read.map_err(|_| slow())?.map_err(|e| match e.status() {
        StatusCode::PAYLOAD_TOO_LARGE => {
            Problem::new(e.status(), format!("a text of more than {most} bytes is not read here; use `salient check`"))
        }
        status => Problem::new(status, "the body could not be read"),
    })
}

fn taken(kind: &str, bytes: &[u8], mut query: CheckQuery) -> Result<(String, bool, CheckQuery), Problem> {
    let text = || {
        let (text, _) = read::encoding::decode(bytes);
        text.into_owned()
    };
    match kind.split(';').next().unwrap_or_default().trim() {
        "application/json" => {
            let given: TextIn = serde_json::from_slice(bytes)
                .map_err(|e| Problem::asked(format!("the body is not {{\"text\": …}}: {e}")))?;
            query.published = given.published.or(query.published);
            query.title = given.title.or(query.title);
            query.url = given.url.or(query.url);
            Ok((given.text, false, query))
        }
        "text/html" | "application/xhtml+xml" => Ok((text(), true, query)),
        "" | "text/plain" | "text/markdown" | "application/octet-stream" | "application/x-www-form-urlencoded" => {
            Ok((text(), false, query))
        }
        other => Err(Problem::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            format!("{other} is not read; send text/plain, text/html or application/json"),
        )),
    }
}
