//! Why a file is not read, and what to do.

use std::fmt;

/// Why a file is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// It breaks off or contradicts itself: where.
    Damaged(String),
    /// It asks for a password.
    Encrypted,
    /// It is of another kind than its beginning says: which.
    Other(String),
    /// It is larger than a limit: what it has, and how much is read.
    TooLarge(String, String),
    /// It holds no letters: why, as far as it can be told.
    NoText(&'static str),
}

impl Error {
    /// Damaged, with the reason.
    pub(crate) fn damaged(why: impl fmt::Display) -> Self {
        Self::Damaged(why.to_string())
    }

    /// More of something than is read.
    pub(crate) fn more_than(limit: usize, what: &str) -> Self {
        Self::TooLarge(format!("more than {limit} {what}"), format!("{limit}"))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Damaged(why) => {
                write!(f, "the file is damaged ({why}); open it in the program that made it and save it anew")
            }
            Self::Encrypted => f.write_str("the file is encrypted; save it without a password"),
            Self::Other(what) => write!(f, "{what}; give its text, saved as .txt, .html, .docx or .odt"),
            Self::TooLarge(has, limit) => {
                write!(f, "the file has {has}, and at most {limit} are read of one file; split it, or give its text")
            }
            Self::NoText(why) => write!(f, "the file holds no text: {why}; run text recognition over it first"),
        }
    }
}

impl std::error::Error for Error {}
