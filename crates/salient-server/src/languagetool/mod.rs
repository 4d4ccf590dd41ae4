//! LanguageTool's protocol, version 2: what its clients in browsers and offices send, answered with our findings. Nothing
//! that is sent is kept.

mod annotated;
mod answer;
mod form;
mod languages;

use crate::api::whole_body;
use crate::app::App;
use crate::error::Problem;
use answer::{Checked, Info, Software};
use axum::Json;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use form::{CheckForm, Wanted};
use languages::{ENGLISH, Language};
use salient::read::{Meta, language, plain};
use std::sync::Arc;

/// Where the protocol is answered.
pub(crate) const ROOT: &str = "/v2/";
/// Where texts are sent.
pub(crate) const CHECK: &str = "/v2/check";
/// Where it is asked whether there is a server.
pub(crate) const HEALTH: &str = "/v2/healthcheck";
/// Bytes of a form for each character of its text, at most in texts of plain letters: much is escaped.
const ESCAPED: usize = 4;

/// Checks a text in LanguageTool's protocol
///
/// A form with `text`, or with `data`: a JSON object whose `annotation` is a list of `{"text": …}` and `{"markup": …,
/// "interpretAs": …}`. Offsets are UTF-16 code units of the whole text with its markup. Other fields are tolerated.
#[utoipa::path(post, path = "/v2/check", tag = "languagetool", request_body(content = CheckForm, content_type = "application/x-www-form-urlencoded"),
    responses((status = 200, body = Checked), (status = 400, body = String, content_type = "text/plain"), (status = 413, body = String, content_type = "text/plain"), (status = 429, body = String, content_type = "text/plain")))]
pub(crate) async fn check(State(app): State<Arc<App>>, request: Request) -> Result<Json<Checked>, Problem> {
    let rules = rules_at(&app, &request);
    let wanted = Wanted::read(&whole_body(&app, request).await?)?;
    let (length, most) = (wanted.text.units(), longest(&app));
    if length > most {
        let detail = format!(
            "Your text exceeds the limit of {most} characters (it's {length} characters). Please submit a shorter text."
        );
        return Err(Problem::new(StatusCode::PAYLOAD_TOO_LARGE, detail));
    }
    app.metrics.checked();
    Ok(Json(app.ask_long(move |_| Ok(checked(&wanted, &rules))).await?))
}

fn checked(wanted: &Wanted, rules: &str) -> Checked {
    let text = wanted.text.plain();
    if let Some(other) = language::other(text) {
        let reason = format!("the text is {other}, and only English is read");
        return Checked::new(wanted.language, text, Vec::new(), Some(reason));
    }
    let article = plain("text", text.to_owned(), Meta::default());
    let report = salient::check::article(&article, &wanted.options);
    let matches = report.findings.iter().map(|f| answer::found(f, &wanted.text, rules)).collect();
    Checked::new(wanted.language, text, matches, None)
}

/// The languages that are read, in LanguageTool's protocol
#[utoipa::path(get, path = "/v2/languages", tag = "languagetool", responses((status = 200, body = Vec<Language>)))]
pub(crate) async fn languages() -> Json<&'static [Language]> {
    Json(ENGLISH)
}

/// What answers, in LanguageTool's protocol
#[utoipa::path(get, path = "/v2/info", tag = "languagetool", responses((status = 200, body = Info)))]
pub(crate) async fn info() -> Json<Info> {
    Json(Info { software: Software::ours() })
}

/// The most characters of a text, in LanguageTool's protocol
#[utoipa::path(get, path = "/v2/maxtextlength", tag = "languagetool", responses((status = 200, body = String, content_type = "text/plain")))]
pub(crate) async fn maxtextlength(State(app): State<Arc<App>>) -> String {
    longest(&app).to_string()
}

/// Whether the server answers, in LanguageTool's protocol
#[utoipa::path(get, path = "/v2/healthcheck", tag = "languagetool", responses((status = 200, body = String, content_type = "text/plain")))]
pub(crate) async fn healthcheck() -> &'static str {
    "OK"
}

/// What clients that ask with `HEAD` whether there is a server wait for.
pub(crate) async fn there() -> StatusCode {
    StatusCode::OK
}

/// The most UTF-16 code units of a text.
fn longest(app: &App) -> usize {
    app.config.most / ESCAPED
}

/// The address that the pages of rules have for the client.
fn rules_at(app: &App, request: &Request) -> String {
    let host = request.headers().get(header::HOST).and_then(|h| h.to_str().ok());
    let base = app.config.public.clone().or_else(|| host.map(|h| format!("http://{h}")));
    format!("{}/rule/", base.unwrap_or_default())
}

/// A problem as LanguageTool tells it: a line of text that any site may read.
pub(crate) fn problem(problem: &Problem, mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.remove(header::CONTENT_LENGTH);
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    let (parts, _) = response.into_parts();
    (parts, Body::from(format!("Error: {}", problem.detail))).into_response()
}
