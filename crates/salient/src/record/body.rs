//! The contents of entries. Fields stand in the order in which they are hashed; a field that is added later is skipped
//! where it is empty, so that old contents keep their ids.

use super::entry::Id;
use crate::extract::claim::{Polarity, Value};
use crate::extract::interval::Reading;
use crate::extract::quantity::Hedge;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The program, lexicon and rules that read an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// Name and version of the program.
    pub tool: String,
    /// A hash of all word lists.
    pub lexicon: String,
    /// A hash of all rules' pages.
    pub rules: String,
}

/// A received text with what is known beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Article {
    /// SHA-256 of the clean text.
    pub text: String,
    /// Its title.
    pub title: Option<String>,
    /// The day of publication, `YYYY-MM-DD` first.
    pub published: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// The outlet.
    pub publisher: Option<String>,
    /// The author line.
    pub byline: Option<String>,
    /// The news agency that it credits.
    pub agency: Option<String>,
}

/// Where an article came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Received {
    /// The article.
    pub article: Id,
    /// The file's name without folders, or the address.
    pub name: String,
    /// SHA-256 of what was received.
    pub sha256: String,
}

/// An article was read by a run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Read {
    /// The article.
    pub article: Id,
    /// The run.
    pub run: Id,
    /// Paragraphs read for claims, and in all.
    pub paragraphs: [usize; 2],
    /// Figures found, and those that no grammar placed.
    pub figures: [usize; 2],
    /// Claims found.
    pub claims: usize,
}

/// A claim of an article. Of the five times, `as_of`, `event` and `said` are here, `published` is the article's, and
/// `recorded` the entry's.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Claim {
    /// The article.
    pub article: Id,
    /// The run that found it.
    pub run: Id,
    /// First code point of the quote in the clean text.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// An exact piece of the text.
    pub quote: String,
    /// As in the guidelines.
    pub predicate: String,
    /// Who holds, took, lost.
    pub actor: Option<String>,
    /// Where, in the text's words.
    pub place: Option<String>,
    /// The number as printed.
    pub low: Option<f64>,
    /// Its upper end.
    pub high: Option<f64>,
    /// The first unit printed.
    pub unit: Option<String>,
    /// How it is bounded.
    pub hedge: Hedge,
    /// What the figure can mean.
    pub reading: Option<Reading>,
    /// For a share, its whole in the text's words.
    pub of: Option<String>,
    /// `all`, `part`, `none`.
    pub extent: Option<String>,
    /// The same value in other units.
    pub restated: Vec<Value>,
    /// Who says it.
    pub asserter: Option<String>,
    /// For whom they speak.
    pub side: Option<String>,
    /// Affirmed or denied.
    pub polarity: Polarity,
    /// When it is said to hold, as EDTF.
    pub as_of: Option<String>,
    /// When what it tells happened, where that is a stretch of time, as EDTF.
    pub event: Option<String>,
    /// When it was said, as EDTF: by default at some time up to publication.
    pub said: Option<String>,
    /// Who passed it on, the outlet first: paper ← agency ← speaker.
    pub chain: Vec<String>,
}

/// A finding within an article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Finding {
    /// The article.
    pub article: Id,
    /// The run that found it.
    pub run: Id,
    /// The rule's name.
    pub rule: String,
    /// `error`, `warning`, `note`.
    pub severity: String,
    /// The sentence for the user.
    pub message: String,
    /// First code point in the clean text.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The text there.
    pub quote: String,
    /// What the other figures call for.
    pub expected: String,
    /// The arithmetic.
    pub basis: String,
}

/// One geometry on a map: its hash, the status, the holder.
pub type Ground = (String, String, Option<String>);

/// One source's map at one time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// The source's name.
    pub source: String,
    /// When the source published it, UTC.
    pub time: String,
    /// A hash of what it says.
    pub digest: String,
    /// The source's name for people.
    pub title: String,
    /// Whom to name.
    pub attribution: String,
    /// The licence.
    pub licence: String,
    /// Whether the geometry may be passed on.
    pub shareable: bool,
    /// Its geometries.
    pub ground: Vec<Ground>,
    /// What the import set aside, in words.
    pub aside: Vec<String>,
}

/// A correction of another entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// The entry that it corrects.
    pub corrects: Id,
    /// Fields and their right values; none withdraws the entry.
    pub set: BTreeMap<String, serde_json::Value>,
    /// Why.
    pub reason: String,
    /// The correction of the same entry before this one: what is set back is a new statement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Id>,
}

/// Two names are one, or are not; the last word counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merge {
    /// `speaker` or `place`.
    pub what: String,
    /// The names, in order.
    pub names: [String; 2],
    /// Whether they are one.
    pub same: bool,
    /// Why.
    pub reason: String,
    /// The merge of the same names before this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Id>,
}
