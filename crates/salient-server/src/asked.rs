//! What is asked for: queries and bodies, with what is wrong in them told as a problem.

use crate::error::Problem;
use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use jiff::civil::Date;
use serde::de::DeserializeOwned;

/// A query that was understood.
pub(crate) struct Asked<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Asked<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let found = Query::<T>::from_request_parts(parts, state).await;
        found.map(|query| Self(query.0)).map_err(|e| Problem::asked(e.body_text()))
    }
}

/// A day as people write it in an address.
pub(crate) fn day(text: &str) -> Result<Date, Problem> {
    let well = text.len() == 10 && text.is_ascii() && text.as_bytes()[4] == b'-' && text.as_bytes()[7] == b'-';
    let found = text.parse::<Date>().ok().filter(|d| well && (1000..=9998).contains(&d.year()));
    found.ok_or_else(|| Problem::asked("a day is written as YYYY-MM-DD, for example 2025-02-20"))
}

/// A day where one is told.
pub(crate) fn maybe_day(text: Option<&str>) -> Result<Option<Date>, Problem> {
    text.filter(|t| !t.is_empty()).map(day).transpose()
}

/// A part of a list.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Part {
    pub(crate) limit: usize,
    pub(crate) offset: usize,
}

impl Part {
    /// Up to a thousand, a hundred where nothing is told.
    pub(crate) fn new(limit: Option<u32>, offset: Option<u32>) -> Self {
        Self { limit: limit.map_or(100, |n| n as usize).min(1000), offset: offset.unwrap_or(0) as usize }
    }

    pub(crate) fn of<T>(self, all: &[T]) -> &[T] {
        let from = self.offset.min(all.len());
        &all[from..(from + self.limit).min(all.len())]
    }
}
