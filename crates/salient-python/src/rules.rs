//! The rules by name: which there are, and which are asked for.

use crate::dicts::dicts;
use crate::fault::Fault;
use pyo3::prelude::*;
use salient::check::{Needs, Options, RULES};
use serde::Serialize;

#[derive(Serialize)]
struct Told {
    name: &'static str,
    summary: &'static str,
    default: bool,
    severity: &'static str,
    claims: bool,
    page: &'static str,
}

/// Every rule of the linter, by name: what it checks, and its page in Markdown.
///
/// `default` tells whether it runs unasked, `claims` whether it needs claims to be read (the others are a hundred times as
/// fast: see `only=` of `check`).
///
/// >>> import salient
/// >>> [rule["name"] for rule in salient.rules() if rule["name"].startswith("unit")]
/// ['unit-mismatch']
#[pyfunction]
pub(crate) fn rules(py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
    let told = RULES.iter().map(|rule| Told {
        name: rule.name,
        summary: rule.summary(),
        default: rule.default,
        severity: rule.severity.name(),
        claims: rule.needs == Needs::Claims,
        page: rule.page,
    });
    dicts(py, &told.collect::<Vec<_>>())
}

/// The options of a check.
///
/// # Errors
/// A rule is not known, or the confidence is not one.
pub(crate) fn options(
    select: Vec<String>,
    only: Vec<String>,
    ignore: Vec<String>,
    min_confidence: f64,
) -> Result<Options, Fault> {
    for name in select.iter().chain(&only).chain(&ignore) {
        if name != "all" && !RULES.iter().any(|rule| rule.name == name) {
            return Err(Fault::argument(format!("no rule is named {name:?}; salient.rules() lists them")));
        }
    }
    Ok(Options { select, only, ignore, min_confidence: share(min_confidence)? })
}

/// A confidence.
///
/// # Errors
/// It is none.
pub(crate) fn share(confidence: f64) -> Result<f64, Fault> {
    let well = (0.0..=1.0).contains(&confidence);
    well.then_some(confidence).ok_or_else(|| Fault::argument(format!("min_confidence={confidence} is not from 0 to 1")))
}
