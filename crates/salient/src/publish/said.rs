//! An utterance as one object: what was claimed, once, and the articles that carry it. It borrows from the record, so that
//! lists of a thousand claims are written without copying them.

use crate::extract::attributes::{People, PlaceKind, Tense, Whole};
use crate::extract::claim::{Spans, Value};
use crate::extract::interval::Reading;
use crate::extract::quantity::Hedge;
use crate::extract::{Extent, Polarity, Predicate, Side, Unit};
use crate::record::utterance::Utterance;
use crate::record::view::{Article, Stated, View};
use crate::record::{Id, Origin, Status};
use serde::Serialize;

/// A claim with its carriers.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Said<'v> {
    /// An exact piece of the first carrier's text.
    pub quote: &'v str,
    /// What is claimed.
    pub predicate: Predicate,
    /// Who holds, took, lost: the ISO 3166-1 code of a state and its forces, or a group's usual name.
    pub actor: Option<&'v str>,
    /// Where, in the text's words.
    pub place: Option<&'v str>,
    /// The number as printed, in `unit`, or the lower end of a range.
    pub low: Option<f64>,
    /// The same, or the upper end.
    pub high: Option<f64>,
    /// The first unit printed.
    pub unit: Option<Unit>,
    /// How the number is bounded.
    pub hedge: Hedge,
    /// What the figure can mean, in `unit`.
    pub reading: Option<Reading>,
    /// For a share, its whole in the text's words.
    pub of: Option<&'v str>,
    /// How much of the place, where there is no number.
    pub extent: Option<Extent>,
    /// The same value printed in other units.
    pub restated: &'v [Value],
    /// Who says it; `null` for the text's own voice.
    pub asserter: Option<&'v str>,
    /// The party spoken for; `other` for none of them.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub side: Option<&'v Side>,
    /// Affirmed or denied.
    pub polarity: Polarity,
    /// When it is said to hold, as EDTF.
    pub as_of: Option<&'v str>,
    /// When what it tells happened, where that is a stretch of time, as EDTF.
    pub event: Option<&'v str>,
    /// When it was said, as EDTF.
    pub said: Option<&'v str>,
    /// Who passed it on, the outlet first.
    pub chain: &'v [String],
    /// The first carrier's claim.
    pub id: &'v Id,
    /// The corrections that were applied.
    pub corrected: &'v [Id],
    /// How probable it is that all of this is what the text says, 0 to 1: the most certain of its carriers' readings;
    /// `null` where the reader did not tell.
    pub confidence: Option<f64>,
    /// Who made it out of the text: `machine`, `person`, `proposed by NAME`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub origin: &'v Origin,
    /// What its last reviewer thought of it.
    pub review: Status,
    /// Who that was; `null` where nobody has reviewed it.
    pub reviewer: Option<&'v str>,
    /// How its words place it in time.
    pub tense: Option<Tense>,
    /// The figure is a running total up to now, and not what was added in a stretch of time.
    pub total: bool,
    /// The ground was taken back.
    pub again: bool,
    /// Which people it counts, where its words tell.
    pub people: Option<People>,
    /// What a share is of.
    pub whole: Option<Whole>,
    /// What kind of place it names.
    pub kind: Option<PlaceKind>,
    /// Reports that carry it, independent of each other as far as texts tell.
    pub reports: usize,
    /// The articles that carry it, the earliest published first.
    pub carriers: Vec<Carrier<'v>>,
}

/// An article that carries a claim.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Carrier<'v> {
    /// The claim as this article has it.
    pub claim: &'v Id,
    /// The article.
    pub article: &'v Id,
    /// The words there.
    pub quote: &'v str,
    /// First code point of the quote in the article's clean text.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// Who passed it on, the outlet first.
    pub chain: &'v [String],
    /// How certain the reading of this article is, 0 to 1.
    pub confidence: Option<f64>,
    /// Who made it out of the text: `machine`, `person`, `proposed by NAME`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub origin: &'v Origin,
    /// What its last reviewer thought of it.
    pub review: Status,
    /// Who that was; `null` where nobody has reviewed it.
    pub reviewer: Option<&'v str>,
    /// The reader that found it, with its version.
    pub reader: Option<&'v str>,
    /// Where its parts stand, in code points of the article's clean text.
    pub spans: Spans,
    /// When it was recorded.
    pub recorded: &'v str,
    /// The article's title.
    pub title: Option<&'v str>,
    /// Where it was published.
    pub url: Option<&'v str>,
    /// The day of publication, `YYYY-MM-DD` first.
    pub published: Option<&'v str>,
    /// The outlet.
    pub publisher: Option<&'v str>,
    /// The news agency that it credits.
    pub agency: Option<&'v str>,
    /// The names under which it was received.
    pub names: Option<&'v [String]>,
}

impl<'v> Said<'v> {
    /// An utterance of a record.
    pub fn of(view: &'v View, utterance: &Utterance<'v>) -> Self {
        let (stated, claim) = (utterance.claims[0], &utterance.claims[0].claim);
        Self {
            quote: &claim.quote,
            predicate: claim.predicate,
            actor: claim.actor.as_deref(),
            place: claim.place.as_deref(),
            low: claim.low,
            high: claim.high,
            unit: claim.unit,
            hedge: claim.hedge,
            reading: claim.reading,
            of: claim.of.as_deref(),
            extent: claim.extent,
            restated: &claim.restated,
            asserter: claim.asserter.as_deref(),
            side: claim.side.as_ref(),
            polarity: claim.polarity,
            as_of: claim.as_of.as_deref(),
            event: claim.event.as_deref(),
            said: claim.said.as_deref(),
            chain: &claim.chain,
            id: &stated.id,
            corrected: &stated.corrected,
            confidence: utterance.confidence(),
            origin: &claim.origin,
            review: stated.status(),
            reviewer: stated.reviewer(),
            tense: claim.tense,
            total: claim.total,
            again: claim.again,
            people: claim.people,
            whole: claim.whole,
            kind: claim.kind,
            reports: utterance.reports.len(),
            carriers: utterance.claims.iter().map(|s| Carrier::of(view, s)).collect(),
        }
    }
}

impl<'v> Carrier<'v> {
    /// An article of a record, by its claim.
    pub fn of(view: &'v View, stated: &'v Stated) -> Self {
        let (claim, article) = (&stated.claim, view.article_of(&stated.claim));
        let told = |field: fn(&Article) -> &Option<String>| article.and_then(|a| field(a).as_deref());
        Self {
            claim: &stated.id,
            article: &claim.article,
            quote: &claim.quote,
            start: claim.start,
            end: claim.end,
            chain: &claim.chain,
            confidence: claim.confidence,
            origin: &claim.origin,
            review: stated.status(),
            reviewer: stated.reviewer(),
            reader: view.reader_of(claim),
            spans: claim.spans,
            recorded: &stated.recorded,
            title: told(|a| &a.body.title),
            url: told(|a| &a.body.url),
            published: told(|a| &a.body.published),
            publisher: told(|a| &a.body.publisher),
            agency: told(|a| &a.body.agency),
            names: article.map(|a| &a.names[..]),
        }
    }
}
