//! A claim, with the keys that the evaluation's guidelines define.

use super::attributes::{People, PlaceKind, Tense, Whole, place_key};
use super::confidence;
use super::interval::Reading;
use super::predicate::{Extent, Predicate};
use super::quantity::Hedge;
use super::side::Side;
use super::unit::Unit;
use serde::{Deserialize, Serialize};

/// A value as printed, in a unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Value {
    /// The number, or the lower end of a range.
    pub low: f64,
    /// The same, or the upper end.
    pub high: f64,
    /// What it counts.
    pub unit: Unit,
}

/// Whether the asserter affirms or rejects what is claimed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Polarity {
    Affirm,
    Deny,
}

/// One statement about who holds, took or lost how much, or about people: what `salient extract` prints.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Claim {
    /// An exact piece of the text.
    pub quote: String,
    /// What is claimed.
    pub predicate: Predicate,
    /// ISO 3166-1 code of a state and its forces, or a group's usual name.
    pub actor: Option<String>,
    /// The narrowest place, in the text's words.
    pub place: Option<String>,
    /// The number as printed, or the lower end of a range.
    #[serde(serialize_with = "plain")]
    pub low: Option<f64>,
    /// The same, or the upper end.
    #[serde(serialize_with = "plain")]
    pub high: Option<f64>,
    /// The first unit printed.
    pub unit: Option<Unit>,
    /// How the number is bounded.
    pub hedge: Hedge,
    /// For a share, the whole in the text's words.
    pub of: Option<String>,
    /// How much of the place, where there is no number.
    pub extent: Option<Extent>,
    /// The same value printed in other units.
    pub restated: Vec<Value>,
    /// Who makes the claim; `None` for the text's own voice.
    pub asserter: Option<String>,
    /// The party the asserter speaks for; `other` for none of them.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub side: Option<Side>,
    /// Affirmed or denied.
    pub polarity: Polarity,
    /// The day, month, year or interval at which it is said to hold, as EDTF.
    pub as_of: Option<String>,
    /// The document's path or name.
    pub document: String,
    /// First code point of the quote in the text as received.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// A hash of the document and the claim: the same claim in the same text has the same id.
    pub id: String,
    /// How probable it is that all of this is what the text says, 0 to 1; printed with three decimals.
    #[serde(default = "confidence::full", serialize_with = "confidence::print")]
    pub confidence: f64,
    /// How its words place it in time.
    #[serde(default)]
    pub tense: Option<Tense>,
    /// The figure is a running total up to now, and not what was added in a stretch of time.
    #[serde(default)]
    pub total: bool,
    /// The ground was taken back.
    #[serde(default)]
    pub again: bool,
    /// Which people it counts, where its words tell.
    #[serde(default)]
    pub people: Option<People>,
    /// What a share is of; `None` for what is no share.
    #[serde(default)]
    pub whole: Option<Whole>,
    /// What kind of place it names; `None` without a place.
    #[serde(default)]
    pub kind: Option<PlaceKind>,
    /// Where its parts stand.
    #[serde(default)]
    pub spans: Spans,
    /// The reader that made it, with its version.
    #[serde(default)]
    pub reader: String,
    /// What the figure can mean, in the first unit printed; the record keeps it, `salient extract` does not print it.
    #[serde(skip)]
    pub reading: Option<Reading>,
    /// First byte of the quote in the clean text, and one past the last.
    #[serde(skip)]
    pub bytes: (usize, usize),
    /// Where its parts stand, in bytes of the clean text.
    #[serde(skip)]
    pub parts: Spans,
}

/// First code point and one past the last.
pub type Stretch = [usize; 2];

/// Where the parts of a claim stand, in code points of the text as received; in a record, of the clean text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct Spans {
    /// The number with its unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Vec<usize>>))]
    pub number: Option<Stretch>,
    /// The place.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Vec<usize>>))]
    pub place: Option<Stretch>,
    /// A mention of the actor.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Vec<usize>>))]
    pub actor: Option<Stretch>,
    /// A mention of who makes the claim: a name, an office, a pronoun.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Vec<usize>>))]
    pub speaker: Option<Stretch>,
    /// The verb or noun that states it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Vec<usize>>))]
    pub trigger: Option<Stretch>,
}

impl Spans {
    /// Whether no part is told.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// From bytes of an article's clean text to code points of the text as received.
    pub fn points(self, article: &crate::read::Article) -> Self {
        self.each(|[from, to]| [article.point(from), article.end_point(to)])
    }

    /// The same with every end led to another text.
    ///
    /// ```
    /// use salient::extract::claim::Spans;
    /// let spans = Spans { place: Some([4, 9]), ..Spans::default() };
    /// assert_eq!(spans.moved(|at| at + 1).place, Some([5, 10]));
    /// ```
    pub fn moved(self, mut to: impl FnMut(usize) -> usize) -> Self {
        self.each(|ends| ends.map(&mut to))
    }

    fn each(self, mut to: impl FnMut(Stretch) -> Stretch) -> Self {
        Self {
            number: self.number.map(&mut to),
            place: self.place.map(&mut to),
            actor: self.actor.map(&mut to),
            speaker: self.speaker.map(&mut to),
            trigger: self.trigger.map(&mut to),
        }
    }
}

/// Whole numbers print without a point, so that 60 stays 60.
#[expect(clippy::ref_option, reason = "the signature is serde's")]
fn plain<S: serde::Serializer>(value: &Option<f64>, out: S) -> Result<S::Ok, S::Error> {
    match value {
        None => out.serialize_none(),
        Some(v) if v.fract() == 0.0 && v.abs() < 1e15 => out.serialize_i64(*v as i64),
        Some(v) => out.serialize_f64((v * 100.0).round() / 100.0),
    }
}

impl Claim {
    /// Whether it counts in checks across texts and in answers.
    pub fn certain(&self) -> bool {
        self.confidence >= confidence::CERTAIN
    }

    /// Whether two claims say the same, wherever they stand.
    pub fn same(&self, other: &Self) -> bool {
        if self.predicate != other.predicate || self.actor != other.actor || self.polarity != other.polarity {
            return false;
        }
        match (self.low, other.low) {
            (Some(a), Some(b)) => (a - b).abs() < 1e-9 && self.high == other.high && self.unit == other.unit,
            (None, None) => {
                let place = |c: &Self| c.place.as_deref().map(place_key);
                self.place == other.place || place(self) == place(other)
            }
            _ => false,
        }
    }
}
