//! What a check says.

use crate::read::Place;
use crate::read::part::Part;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

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

impl Finding {
    /// What it says, as 32 hexadecimal digits: the rule, the words that it marks and the figures, but no place. The same
    /// finding has the same fingerprint when lines move, are wrapped anew, or the text is edited elsewhere.
    ///
    /// ```
    /// let found = |text: &str| {
    ///     let text = salient::read::text("a", text);
    ///     salient::check::article(&text, &Default::default()).findings[0].fingerprint()
    /// };
    /// let first = found("Kyiv holds 420 square kilometers (261 square kilometers).");
    /// assert_eq!(first, found("A new first line.\n\nKyiv holds 420 square kilometers (261 square kilometers) today."));
    /// assert_ne!(first, found("Kyiv holds 450 square kilometers (280 square kilometers)."));
    /// ```
    pub fn fingerprint(&self) -> String {
        let mut related: Vec<&str> = self.related.iter().map(|span| span.quote.as_str()).collect();
        related.sort_unstable();
        let parts = [self.rule, &self.quote, &self.expected, &self.found].into_iter().chain(related);
        let hash = parts.fold(Sha256::new(), |hash, part| {
            let words = part.split_whitespace().fold(hash, |hash, word| hash.chain_update(word).chain_update(" "));
            words.chain_update([0])
        });
        hash.finalize()[..16].iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// A finding that is counted and not told, with the reason.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Suppressed {
    /// The finding.
    pub finding: Finding,
    /// What keeps it silent.
    pub by: Suppression,
    /// Why, in somebody's words.
    pub reason: String,
}

/// What keeps a finding silent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Suppression {
    /// Somebody decided so, and said why.
    Ignored,
    /// It was there when the baseline was written.
    Baseline,
}
