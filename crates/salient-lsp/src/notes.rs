//! What is said of a text beside its findings: what was not looked at, and why.

use gen_lsp_types::DiagnosticSeverity;

/// One such thing, shown at the text's first line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Note {
    /// Its weight.
    pub(crate) severity: DiagnosticSeverity,
    /// Its name.
    pub(crate) code: &'static str,
    /// What was not looked at, and what to do.
    pub(crate) message: String,
}

impl Note {
    /// Nothing of the text was looked at.
    pub(crate) fn unread(message: impl Into<String>) -> Self {
        Self { severity: DiagnosticSeverity::Warning, code: "not-checked", message: message.into() }
    }

    /// Something was not looked at.
    pub(crate) fn partly(message: impl Into<String>) -> Self {
        Self { severity: DiagnosticSeverity::Information, code: "not-all-checked", message: message.into() }
    }

    /// Settings that were not taken as they stand.
    pub(crate) fn settings(message: impl Into<String>) -> Self {
        Self { severity: DiagnosticSeverity::Warning, code: "settings", message: message.into() }
    }
}
