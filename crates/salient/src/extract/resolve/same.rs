//! The same claim twice in a document is one: the fuller sentence of the body keeps it.

use super::Resolved;
use crate::extract::attributes::place_key as key;
use crate::extract::claim::Claim;

/// Drops what a document says again.
pub(super) fn distinct(claims: Vec<Resolved>) -> Vec<Resolved> {
    let mut out: Vec<Resolved> = Vec::new();
    for claim in claims {
        match out.iter_mut().find(|o| repeats(o, &claim)) {
            Some(known) if fuller(&claim, known) => *known = claim,
            Some(_) => {}
            None => out.push(claim),
        }
    }
    out.sort_by_key(|c| c.claim.start);
    out
}

/// The one that is printed in the body rather than in a headline, or that names its speaker.
fn fuller(new: &Resolved, known: &Resolved) -> bool {
    (known.headline && !new.headline) || (known.claim.asserter.is_none() && new.claim.asserter.is_some())
}

fn repeats(a: &Resolved, b: &Resolved) -> bool {
    let (one, two) = (&a.claim, &b.claim);
    let voice = one.asserter == two.asserter || one.asserter.is_none() || two.asserter.is_none();
    let kind = one.predicate == two.predicate && one.polarity == two.polarity && one.unit == two.unit;
    kind && voice && same_value(one, two) && near(one, two) && one.actor == two.actor
}

fn same_value(a: &Claim, b: &Claim) -> bool {
    a.low == b.low && a.high == b.high
}

/// Whether two places can be one: equal but for common nouns, or for a figure one is not given or holds the other's name.
fn near(a: &Claim, b: &Claim) -> bool {
    let (one, two) = (a.place.as_deref().map(key), b.place.as_deref().map(key));
    let numeric = a.low.is_some();
    match (one, two) {
        (Some(one), Some(two)) => one == two || numeric && (one.contains(&two) || two.contains(&one)),
        _ => numeric,
    }
}
