//! What was read, and what the figures in it turned out to be.

use serde::Serialize;
use std::fmt;

/// Counts for the line that every run prints.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Coverage {
    /// Paragraphs read for claims.
    pub read: usize,
    /// Paragraphs in all, page furniture included.
    pub paragraphs: usize,
    /// Figures found, dates left out.
    pub figures: usize,
    /// Figures that are part of a claim.
    pub claims: usize,
    /// Figures that are understood and no claim: money, rates, other measures, other counts.
    pub other: usize,
    /// Figures that a rule held against another one: restated, added up, or otherwise related in the text; none where no rule
    /// was run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub checked: Option<usize>,
    /// Lines with figures about people or ground that no grammar placed.
    pub unknown: Vec<usize>,
}

impl fmt::Display for Coverage {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "read {} of {} paragraphs", self.read, self.paragraphs)?;
        if self.read < self.paragraphs {
            write!(f, " ({} page furniture)", self.paragraphs - self.read)?;
        }
        write!(f, "; {} figures: {} in claims, {} other", self.figures, self.claims, self.other)?;
        if !self.unknown.is_empty() {
            self.not_understood(f)?;
        }
        match self.checked {
            Some(n) => write!(f, "; {n} checked, {} not restated or related", self.figures.saturating_sub(n)),
            None => Ok(()),
        }
    }
}

impl Coverage {
    fn not_understood(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let mut lines: Vec<String> = self.unknown.iter().map(ToString::to_string).collect();
        lines.dedup();
        let word = if lines.len() == 1 { "line" } else { "lines" };
        write!(f, ", {} not understood ({word} {})", self.unknown.len(), lines.join(", "))
    }
}
