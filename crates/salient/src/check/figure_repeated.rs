//! `figure-repeated`: a text gives one thing twice, with two figures.

use super::areas::value;
use super::context::{Context, Draft, amount};
use super::finding::Severity;
use crate::extract::attributes::place_key;
use crate::extract::{Claim, Polarity};
use crate::read::marks::shown;

pub(crate) fn check(context: &mut Context) {
    let claims = context.claims;
    for (at, claim) in claims.iter().enumerate() {
        let same = |earlier: &&Claim| same_thing(earlier, claim) && differs(earlier, claim);
        let Some(earlier) = claims[..at].iter().find(same) else { continue };
        let draft = Draft {
            rule: "figure-repeated",
            severity: Severity::Warning,
            message: format!("{} here, {} before: the same thing with two figures?", printed(claim), value(earlier)),
            expected: value(earlier),
            basis: shown(&earlier.quote),
            fix: None,
        };
        context.report_claim(claim, draft);
    }
}

fn printed(claim: &Claim) -> String {
    amount(claim.low, claim.high, claim.unit, claim.hedge, claim.extent)
}

/// Whether two claims are about one thing by all that their words tell: what happened to whom, where and when, in one unit, by
/// one side, and neither a total nor a part of the other.
fn same_thing(a: &Claim, b: &Claim) -> bool {
    let key = |c: &Claim| c.place.as_deref().map(place_key);
    let affirmed = a.polarity == Polarity::Affirm && b.polarity == Polarity::Affirm;
    let counted = a.low.is_some() && a.unit.is_some() && a.unit == b.unit;
    let alike =
        (a.predicate, &a.actor, a.total, a.again, a.whole) == (b.predicate, &b.actor, b.total, b.again, b.whole);
    let known = a.actor.is_some() && a.place.is_some() && key(a) == key(b);
    let day = a.as_of == b.as_of && a.as_of.is_some();
    let apart = a.quote != b.quote;
    affirmed && counted && alike && known && day && apart && a.side == b.side
}

fn differs(a: &Claim, b: &Claim) -> bool {
    a.reading.zip(b.reading).is_some_and(|(a, b)| !a.hard.meets(&b.hard))
}
