//! A claim, with the keys that the evaluation's guidelines define.

use super::interval::Reading;
use super::quantity::Hedge;
use serde::{Deserialize, Serialize};

/// A value as printed, in a unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Value {
    /// The number, or the lower end of a range.
    pub low: f64,
    /// The same, or the upper end.
    pub high: f64,
    /// `km2`, `mi2`, `ha`, `percent`, `settlements`, `km`, `mi`, `m`, `persons`.
    pub unit: String,
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
    /// `holds`, `gained`, `lost`, `advanced`, `deployed`, `killed`, `wounded`, `captured`, `casualties`, `displaced`.
    pub predicate: String,
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
    pub unit: Option<String>,
    /// How the number is bounded.
    pub hedge: Hedge,
    /// For a share, the whole in the text's words.
    pub of: Option<String>,
    /// `all`, `part` or `none`, where there is no number.
    pub extent: Option<String>,
    /// The same value printed in other units.
    pub restated: Vec<Value>,
    /// Who makes the claim; `None` for the text's own voice.
    pub asserter: Option<String>,
    /// The party the asserter speaks for; `other` for none of them.
    pub side: Option<String>,
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
    /// What the figure can mean, in the first unit printed; the record keeps it, `salient extract` does not print it.
    #[serde(skip)]
    pub reading: Option<Reading>,
    /// First byte of the quote in the clean text, and one past the last.
    #[serde(skip)]
    pub bytes: (usize, usize),
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
    /// Whether two claims say the same, wherever they stand.
    pub fn same(&self, other: &Self) -> bool {
        if self.predicate != other.predicate || self.actor != other.actor || self.polarity != other.polarity {
            return false;
        }
        match (self.low, other.low) {
            (Some(a), Some(b)) => (a - b).abs() < 1e-9 && self.high == other.high && self.unit == other.unit,
            (None, None) => {
                let place = |c: &Self| c.place.as_deref().map(super::resolve::place_key);
                self.place == other.place || place(self) == place(other)
            }
            _ => false,
        }
    }
}
