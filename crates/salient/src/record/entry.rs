//! One statement of the record: its kind, its content, its id, and its link in the chain.

use super::Error;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;
use std::str::FromStr;

/// What an entry says something about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// The program, lexicon and rules that read an article.
    Run,
    /// A received text with what is known beside it.
    Article,
    /// Where an article came from.
    Received,
    /// An article was read by a run: how many claims, what was not understood.
    Read,
    /// A claim of an article.
    Claim,
    /// A finding within an article.
    Finding,
    /// One source's map at one time.
    Snapshot,
    /// A correction of another entry.
    Correction,
    /// Two names are one, or are not.
    Merge,
    /// What a reviewer thinks of a claim.
    Review,
    /// An article was checked by a run against the whole record.
    Checked,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 11] = [
        Self::Run,
        Self::Article,
        Self::Received,
        Self::Read,
        Self::Claim,
        Self::Finding,
        Self::Snapshot,
        Self::Correction,
        Self::Merge,
        Self::Review,
        Self::Checked,
    ];

    /// Its name in stores and files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Run => "run",
            Self::Article => "article",
            Self::Received => "received",
            Self::Read => "read",
            Self::Claim => "claim",
            Self::Finding => "finding",
            Self::Snapshot => "snapshot",
            Self::Correction => "correction",
            Self::Merge => "merge",
            Self::Review => "review",
            Self::Checked => "checked",
        }
    }
}

impl FromStr for Kind {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self, Error> {
        Self::ALL.into_iter().find(|k| k.name() == name).ok_or_else(|| Error(format!("no kind is named `{name}`")))
    }
}

/// The content hash of an entry: the first 16 bytes of SHA-256 over its kind and body, in hexadecimal.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Id(pub String);

impl Id {
    /// The id of a content.
    ///
    /// ```
    /// use salient::record::{Id, Kind};
    /// let id = Id::of(Kind::Merge, "{}");
    /// assert_eq!(id.0.len(), 32);
    /// assert_ne!(id, Id::of(Kind::Claim, "{}"));
    /// ```
    pub fn of(kind: Kind, body: &str) -> Self {
        let hash = Sha256::new().chain_update(kind.name()).chain_update([0]).chain_update(body).finalize();
        Self(hex(&hash[..16]))
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// One entry as a store keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its number in the order of recording, from 1.
    pub seq: u64,
    /// What it is about.
    pub kind: Kind,
    /// The hash of kind and body.
    pub id: Id,
    /// Its content as canonical JSON.
    pub body: String,
    /// When it was recorded, UTC, RFC 3339.
    pub recorded: String,
    /// The hash that chains it to all entries before it.
    pub link: String,
}

impl Entry {
    /// Its content, typed.
    ///
    /// # Errors
    /// The body is not of that type: the ledger was written by a later version, or damaged.
    pub fn read<T: for<'a> Deserialize<'a>>(&self) -> Result<T, Error> {
        serde_json::from_str(&self.body).map_err(|e| Error(format!("entry {} ({}): {e}", self.seq, self.kind.name())))
    }
}

/// The link of an entry: a hash over the link before it, its id and the time of its recording.
pub fn chain(before: &str, id: &Id, recorded: &str) -> String {
    let hash = Sha256::new().chain_update(before).chain_update([0]).chain_update(&id.0).chain_update([0]);
    hex(&hash.chain_update(recorded).finalize())
}

/// Bytes in hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// SHA-256 in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}
