//! What can go wrong, said so that a person knows what to do.

use std::fmt;
use std::path::{Path, PathBuf};

/// A failure with its place.
#[derive(Debug)]
pub enum Error {
    /// The disk said no.
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What was tried.
        doing: &'static str,
        /// What the system said.
        source: std::io::Error,
    },
    /// The atlas on disk is not what was written.
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// Another process writes to the atlas.
    Locked(PathBuf),
    /// A map file cannot be read.
    File {
        /// The file's name.
        file: String,
        /// The feature, counted from 1, where one is to blame.
        feature: Option<usize>,
        /// What is wrong.
        reason: String,
    },
    /// What was asked for is not there, or does not make sense.
    Asked(String),
}

impl Error {
    pub(crate) fn io(path: &Path, doing: &'static str) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Io { path, doing, source }
    }

    /// A failure to read a map file as a whole.
    pub fn file(file: &str, reason: impl Into<String>) -> Self {
        Self::File { file: file.to_owned(), feature: None, reason: reason.into() }
    }

    /// A failure to read one feature of a map file, counted from 1.
    pub fn feature(file: &str, feature: usize, reason: impl Into<String>) -> Self {
        Self::File { file: file.to_owned(), feature: Some(feature), reason: reason.into() }
    }
}

impl Error {
    /// The bare reason, where the place is told elsewhere.
    pub(crate) fn reason(self) -> String {
        match self {
            Self::File { reason, .. } => reason,
            other => other.to_string(),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { path, doing, source } => write!(f, "{}: cannot be {doing}: {source}", path.display()),
            Self::Damaged { path, reason } => write!(f, "{}: damaged: {reason}", path.display()),
            Self::Locked(path) => write!(f, "{}: another import is writing to it; wait for it to end", path.display()),
            Self::File { file, feature: None, reason } => write!(f, "{file}: {reason}"),
            Self::File { file, feature: Some(n), reason } => write!(f, "{file}: feature {n}: {reason}"),
            Self::Asked(what) => f.write_str(what),
        }
    }
}

impl std::error::Error for Error {}
