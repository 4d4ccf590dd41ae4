//! What went wrong, as RFC 9457 problem details; the page shows the same as text.

use crate::crew::NoAnswer;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

/// A problem.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Problem {
    /// Always `about:blank`: the status says what kind it is.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// The status in words.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What is wrong and what to do.
    pub detail: String,
}

impl Problem {
    /// A problem with a status and a sentence.
    pub fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        let title = status.canonical_reason().unwrap_or("Problem").to_owned();
        Self { kind: "about:blank", title, status: status.as_u16(), detail: detail.into() }
    }

    /// 404.
    pub fn missing(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, detail)
    }

    /// 400.
    pub fn asked(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, detail)
    }

    /// 500: the cause is logged and not told, since it may name files.
    pub fn fault(cause: impl std::fmt::Display) -> Self {
        tracing::error!(%cause, "an answer failed");
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "this answer failed; the log of the server says why")
    }
}

impl From<NoAnswer> for Problem {
    fn from(why: NoAnswer) -> Self {
        match why {
            NoAnswer::Busy => {
                Self::new(StatusCode::SERVICE_UNAVAILABLE, "too many questions at once; try again in a moment")
            }
            NoAnswer::Failed => Self::fault("a question could not be answered"),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_vec(&self).unwrap_or_default();
        let kind = HeaderValue::from_static("application/problem+json");
        let mut out = (status, [(header::CONTENT_TYPE, kind)], body).into_response();
        if matches!(self.status, 429 | 503) {
            out.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
        }
        out.extensions_mut().insert(self);
        out
    }
}
