//! The contents of entries. Fields stand in the order in which they are hashed; a field that is added later is skipped
//! where it is empty, so that old contents keep their ids.

use super::entry::Id;
use super::origin::{Origin, Status};
use crate::extract::attributes::{Attributes, People, PlaceKind, Tense, Whole};
use crate::extract::claim::{Polarity, Spans, Value};
use crate::extract::confidence;
use crate::extract::interval::Reading;
use crate::extract::quantity::Hedge;
use crate::extract::{Extent, Predicate, Side, Unit};
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
    /// What read the claims, with its version; runs before there were several do not tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reader: Option<String>,
    /// A hash of the record and maps that articles were checked against; runs that looked within each text alone have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub against: Option<String>,
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
    /// The words in which it says that it corrects an earlier version of itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrects: Option<String>,
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

/// An article was checked by a run against the whole record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checked {
    /// The article.
    pub article: Id,
    /// The run.
    pub run: Id,
    /// Findings.
    pub findings: usize,
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
    pub predicate: Predicate,
    /// Who holds, took, lost.
    pub actor: Option<String>,
    /// Where, in the text's words.
    pub place: Option<String>,
    /// The number as printed.
    pub low: Option<f64>,
    /// Its upper end.
    pub high: Option<f64>,
    /// The first unit printed.
    pub unit: Option<Unit>,
    /// How it is bounded.
    pub hedge: Hedge,
    /// What the figure can mean.
    pub reading: Option<Reading>,
    /// For a share, its whole in the text's words.
    pub of: Option<String>,
    /// How much of the place, where there is no number.
    pub extent: Option<Extent>,
    /// The same value in other units.
    pub restated: Vec<Value>,
    /// Who says it.
    pub asserter: Option<String>,
    /// For whom they speak.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub side: Option<Side>,
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
    /// How probable it is that all of this is what the text says, 0 to 1, in three decimals; runs of older readers do not
    /// tell, and their claims count as certain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f64>,
    /// How its words place it in time; a claim that does not tell is of an older reader, see [`Claim::completed`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tense: Option<Tense>,
    /// The figure is a running total up to now, and not what was added in a stretch of time.
    #[serde(default, skip_serializing_if = "is_false")]
    pub total: bool,
    /// The ground was taken back.
    #[serde(default, skip_serializing_if = "is_false")]
    pub again: bool,
    /// Which people it counts, where its words tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub people: Option<People>,
    /// What a share is of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub whole: Option<Whole>,
    /// What kind of place it names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<PlaceKind>,
    /// Where its parts stand, in code points of the clean text.
    #[serde(default, skip_serializing_if = "Spans::is_empty")]
    pub spans: Spans,
    /// Who made it out of the text: `machine`, `person`, `proposed by NAME`; where it is not told, this program.
    #[serde(default, skip_serializing_if = "Origin::is_machine")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub origin: Origin,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature is serde's")]
fn is_false(flag: &bool) -> bool {
    !flag
}

impl Claim {
    /// Whether it counts in checks across texts and in answers while nobody has reviewed it: it was read with enough
    /// certainty and is no proposal.
    pub fn certain(&self) -> bool {
        confidence::certain(self.confidence) && !self.origin.is_proposed()
    }

    /// With what an older reader did not tell, read from its quote: its words are all that is left of the sentence.
    pub fn completed(self) -> Self {
        if self.tense.is_some() {
            return self;
        }
        let Attributes { tense, total, again } = Attributes::of_quote(&self.quote, self.predicate);
        Self { tense, total, again, ..self }.named()
    }

    /// With what its place and its whole tell by their names.
    pub(super) fn named(self) -> Self {
        let share = self.unit == Some(Unit::Percent);
        let whole = self.of.as_deref().filter(|_| share).map(Whole::of);
        Self { whole, kind: self.place.as_deref().map(PlaceKind::of), ..self }
    }

    /// What is claimed, without who or which run read it, how certainly, and where its parts stand: two runs that found the
    /// same claim agree on it, and so does a person.
    pub(super) fn bare(&self) -> Self {
        let run = Id(String::new());
        let (total, again, spans) = (false, false, Spans::default());
        let (tense, whole, kind, people, origin) = (None, None, None, None, Origin::Machine);
        Self { run, confidence: None, tense, total, again, people, whole, kind, spans, origin, ..self.clone() }
    }
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

/// What a reviewer thinks of a claim; the last word counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// The claim.
    pub claim: Id,
    /// Confirmed, rejected, or unreviewed again.
    pub status: Status,
    /// Who says so.
    pub reviewer: String,
    /// Why, if it was said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// The review of the same claim before this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Id>,
}
