//! For whom somebody speaks.

use serde::{Deserialize, Serialize};
use std::fmt;

/// The party that an asserter speaks for. Kept and printed as one word: the party's code, or `other`.
///
/// ```
/// use salient::extract::Side;
/// assert_eq!(Side::from("other"), Side::Other);
/// assert_eq!(Side::from("UA").party(), Some("UA"));
/// assert_eq!(serde_json::to_string(&Side::Other).unwrap(), "\"other\"");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum Side {
    /// A party: the ISO 3166-1 code of a state, or a group's usual name.
    Party(String),
    /// None of the parties: a monitor, an agency, a third state's press.
    Other,
}

const OTHER: &str = "other";

impl Side {
    /// As it is kept: the party's code, or `other`.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Party(code) => code,
            Self::Other => OTHER,
        }
    }

    /// The party's code; `None` for nobody's side.
    pub fn party(&self) -> Option<&str> {
        match self {
            Self::Party(code) => Some(code),
            Self::Other => None,
        }
    }

    /// Whether it is the one that is asked for, in any case of its letters.
    pub fn is(&self, asked: &str) -> bool {
        self.as_str().eq_ignore_ascii_case(asked)
    }
}

impl From<String> for Side {
    fn from(word: String) -> Self {
        if word == OTHER { Self::Other } else { Self::Party(word) }
    }
}

impl From<&str> for Side {
    fn from(word: &str) -> Self {
        Self::from(word.to_owned())
    }
}

impl From<Side> for String {
    fn from(side: Side) -> Self {
        match side {
            Side::Party(code) => code,
            Side::Other => OTHER.to_owned(),
        }
    }
}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
