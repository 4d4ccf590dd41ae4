//! What a check says.

use crate::read::Place;
use crate::read::part::Part;
use serde::{Deserialize, Serialize};

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Context worth a line.
    Note,
    /// Conflicts with another statement.
    Warning,
    /// Cannot be right as printed.
    Error,
}

impl Severity {
    /// Its name in messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A piece of the text that a finding points to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Span {
    /// First code point in the text as received.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The text there.
    pub quote: String,
    /// What it has to do with the finding.
    pub label: String,
    /// The page, paragraph or other part of a file that has no lines.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<Part>,
    /// Where it stands, as editors count it.
    #[serde(skip)]
    pub place: Place,
    /// First byte in the clean text.
    #[serde(skip)]
    pub from: usize,
    /// One past the last.
    #[serde(skip)]
    pub to: usize,
}

/// The one safe change that mends a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Fix {
    /// First code point of what is replaced, in the text as received.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// What replaces it.
    pub replacement: String,
}

/// One result of a rule.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Finding {
    /// The rule's name.
    pub rule: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// What is printed, what it should be, and the cause where it can be told.
    pub message: String,
    /// The document's path or name.
    pub document: String,
    /// First code point in the text as received.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The text there.
    pub quote: String,
    /// What the other figures call for.
    pub expected: String,
    /// What is printed.
    pub found: String,
    /// Other pieces of the text that it rests on.
    pub related: Vec<Span>,
    /// The arithmetic, in one line.
    pub basis: String,
    /// The one safe change, if there is exactly one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fix: Option<Fix>,
    /// The line in the text as received, from 1.
    pub line: usize,
    /// The page, paragraph or other part of a file that has no lines.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<Part>,
    /// Where it stands, as editors count it.
    #[serde(skip)]
    pub place: Place,
    /// First byte in the clean text.
    #[serde(skip)]
    pub from: usize,
    /// One past the last.
    #[serde(skip)]
    pub to: usize,
}
