//! What a project's file can say.

use crate::ignore::Ignore;
use salient::check::Severity;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// What a file says; what it does not say is `None` or empty. Paths are led on from the file's folder.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Which languages are read.
    pub language: Option<Language>,
    /// The conflict: a built-in case by name, or the path of a folder.
    pub case: Option<String>,
    /// The ledger to check against: the path of a file, or the address of a server.
    pub ledger: Option<String>,
    /// The atlas of control maps to check against.
    pub atlas: Option<PathBuf>,
    /// The file of findings that are known.
    pub baseline: Option<PathBuf>,
    /// Claims that are less certain are left out, 0 to 1.
    pub min_confidence: Option<f64>,
    /// The least weight that fails a run.
    pub fail_on: Option<FailOn>,
    /// Rules by name, or `all`.
    pub rules: BTreeMap<String, Level>,
    /// Findings that are not to be told, with the reason.
    pub ignores: Vec<Ignore>,
}

/// Which languages are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// English alone; a text in another language is named and is no pass.
    English,
    /// Any text, as if it were English.
    Any,
}

impl Language {
    pub(crate) const WORDS: [(&'static str, Self); 2] = [("english", Self::English), ("any", Self::Any)];
}

/// The least weight that fails a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum FailOn {
    Note,
    Warning,
    Error,
    Never,
}

impl FailOn {
    pub(crate) const WORDS: [(&'static str, Self); 4] =
        [("note", Self::Note), ("warning", Self::Warning), ("error", Self::Error), ("never", Self::Never)];
}

/// Whether a rule runs, and what its findings weigh.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// It does not run.
    Off,
    /// It runs with its own weight.
    On,
    /// It runs, and all its findings have this weight.
    As(Severity),
}

impl Level {
    pub(crate) const WORDS: [(&'static str, Self); 5] = [
        ("off", Self::Off),
        ("on", Self::On),
        ("note", Self::As(Severity::Note)),
        ("warning", Self::As(Severity::Warning)),
        ("error", Self::As(Severity::Error)),
    ];
}
