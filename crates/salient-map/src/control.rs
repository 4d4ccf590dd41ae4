//! What a polygon of a control map says.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The status of a piece of ground on a map. What a source's colours and layers mean is the source's matter
/// (`source/<name>.rs`); these are the words that all sources share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Held by the holder.
    Held,
    /// Held by the holder since before the war that the map follows.
    HeldBefore,
    /// Taken by the holder at some time and not said to be held firmly: an advance, an infiltration.
    Advance,
    /// Claimed by the holder, not confirmed by the map maker.
    Claimed,
    /// The map maker does not know.
    Unknown,
    /// Drawn as contested, apart from ground that is unknown.
    Contested,
    /// Taken back by the holder.
    Returned,
}

impl Status {
    /// Every status.
    pub const ALL: [Self; 7] =
        [Self::Held, Self::HeldBefore, Self::Advance, Self::Claimed, Self::Unknown, Self::Contested, Self::Returned];

    /// Its name in tables and files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::HeldBefore => "held-before",
            Self::Advance => "advance",
            Self::Claimed => "claimed",
            Self::Unknown => "unknown",
            Self::Contested => "contested",
            Self::Returned => "returned",
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Status {
    type Err = String;

    /// ```
    /// use salient_map::Status;
    /// assert_eq!("held".parse(), Ok(Status::Held));
    /// assert!("occupied".parse::<Status>().is_err());
    /// ```
    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|s| s.name() == text).ok_or_else(|| {
            let names: Vec<&str> = Self::ALL.iter().map(|s| s.name()).collect();
            format!("`{text}` is not a status; a status is one of {}", names.join(", "))
        })
    }
}

/// A status and who it is about.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Control {
    /// The status.
    pub status: Status,
    /// ISO 3166-1 code of a state and its forces, or a group's usual name; nobody for unknown ground.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holder: Option<String>,
}

impl Control {
    /// Ground with a holder.
    pub fn by(status: Status, holder: &str) -> Self {
        Self { status, holder: Some(holder.to_owned()) }
    }

    /// Ground of which the map maker does not say who holds it.
    pub fn unknown() -> Self {
        Self { status: Status::Unknown, holder: None }
    }
}
