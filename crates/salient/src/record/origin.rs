//! Where a claim comes from, and what people think of it.

use crate::extract::predicate::words;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Who made a claim out of a text. Kept and printed in words: `machine`, `person`, `proposed by NAME`.
///
/// ```
/// use salient::record::Origin;
/// assert_eq!(Origin::read("proposed by a model"), Some(Origin::Proposed("a model".into())));
/// assert_eq!(Origin::read("somebody"), None);
/// assert_eq!(Origin::Person.to_string(), "person");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Origin {
    /// This program read it.
    #[default]
    Machine,
    /// A person entered it.
    Person,
    /// Somebody or something proposes it, by name.
    Proposed(String),
}

const MACHINE: &str = "machine";
const PERSON: &str = "person";
const PROPOSED: &str = "proposed by ";

impl Origin {
    /// Read from its words; `None` where they are none of the three forms.
    pub fn read(words: &str) -> Option<Self> {
        match words.trim() {
            MACHINE => Some(Self::Machine),
            PERSON => Some(Self::Person),
            other => {
                let name = other.strip_prefix(PROPOSED)?.trim();
                (!name.is_empty()).then(|| Self::Proposed(name.to_owned()))
            }
        }
    }

    /// Whether this program read it.
    pub fn is_machine(&self) -> bool {
        *self == Self::Machine
    }

    /// Whether it waits for somebody to confirm it before it counts.
    pub fn is_proposed(&self) -> bool {
        matches!(self, Self::Proposed(_))
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Machine => f.pad(MACHINE),
            Self::Person => f.pad(PERSON),
            Self::Proposed(name) => f.pad(&format!("{PROPOSED}{name}")),
        }
    }
}

impl From<Origin> for String {
    fn from(origin: Origin) -> Self {
        origin.to_string()
    }
}

impl TryFrom<String> for Origin {
    type Error = String;

    fn try_from(words: String) -> Result<Self, String> {
        Self::read(&words).ok_or_else(|| format!("`{words}`: write `{MACHINE}`, `{PERSON}` or `{PROPOSED}NAME`"))
    }
}

words! {
    /// What a reviewer thinks of a claim.
    Status {
        /// Nobody has looked, or a word was taken back.
        Unreviewed = "unreviewed",
        /// It is what the text says: it counts, however certain the reading was.
        Confirmed = "confirmed",
        /// It is not what the text says: it is kept, and shown and counted nowhere unless it is asked for.
        Rejected = "rejected",
    }
}
