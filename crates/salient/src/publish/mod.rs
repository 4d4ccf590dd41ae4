//! What was found, as people and programs read it: one file a format.

pub mod annotation;
pub mod answer;
pub mod chart;
pub mod claimreview;
pub mod compare;
pub mod csv;
pub mod explain;
pub mod github;
pub mod html;
pub mod ink;
pub mod json;
pub mod map;
pub mod records;
pub mod said;
pub mod sarif;
pub mod sideless;
pub mod table;
pub mod text;
pub mod titles;

use crate::check::{Finding, Report, Severity, Suppression};
use crate::read::Article;

/// The forms of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Diagnostics for people.
    Text,
    /// One JSON array of findings.
    Json,
    /// One finding a line.
    Ndjson,
    /// SARIF 2.1.0.
    Sarif,
    /// Workflow commands of GitHub Actions.
    Github,
    /// One self-contained page.
    Html,
}

/// One article with its report: what every format is given.
pub struct Checked<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its report.
    pub report: &'a Report,
}

/// Counts of findings by weight: errors, warnings, notes.
pub fn counts<'a>(findings: impl Iterator<Item = &'a Finding>) -> (usize, usize, usize) {
    let mut out = (0, 0, 0);
    for finding in findings {
        match finding.severity {
            Severity::Error => out.0 += 1,
            Severity::Warning => out.1 += 1,
            Severity::Note => out.2 += 1,
        }
    }
    out
}

/// "2 errors, 1 warning", or "no findings".
pub fn summary((errors, warnings, notes): (usize, usize, usize)) -> String {
    let parts: Vec<String> = [(errors, "error"), (warnings, "warning"), (notes, "note")]
        .iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, word)| format!("{n} {word}{}", if *n == 1 { "" } else { "s" }))
        .collect();
    if parts.is_empty() { "no findings".to_owned() } else { parts.join(", ") }
}

/// "; not told: 2 ignored, 3 in the baseline", or nothing where all is told.
pub fn silent(suppressed: impl Iterator<Item = Suppression>) -> String {
    let (ignored, known): (Vec<_>, Vec<_>) = suppressed.partition(|by| *by == Suppression::Ignored);
    let parts: Vec<String> = [(ignored.len(), "ignored"), (known.len(), "in the baseline")]
        .iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, word)| format!("{n} {word}"))
        .collect();
    if parts.is_empty() { String::new() } else { format!("; not told: {}", parts.join(", ")) }
}
