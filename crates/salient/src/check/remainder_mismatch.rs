//! `remainder-mismatch`: a whole less its part is not the stated rest.

use super::areas::{area, claim_finding, only, value};
use super::context::{Context, range};
use crate::extract::{Predicate, Unit};

const NAME: &str = "remainder-mismatch";

pub(crate) fn check(context: &mut Context) {
    super::arithmetic::rest::check(context);
    across(context);
}

/// What one side says that the other took, that it took back, and that is left.
fn across(context: &mut Context) {
    let claims = context.claims;
    let mut found = Vec::new();
    for rest in claims.iter().filter(|c| c.predicate == Predicate::Holds && c.unit.and_then(Unit::km2).is_some()) {
        let whole = only(claims, rest, |c| c.actor == rest.actor && c.predicate == Predicate::Gained);
        let part = only(claims, rest, |c| c.actor != rest.actor && c.predicate == Predicate::Gained);
        if let (Some(whole), Some(part)) = (whole, part) {
            let left = area(whole).minus(&area(part));
            if !left.meets(&area(rest))
                && left.high > 0.0
                && whole.asserter == rest.asserter
                && part.asserter == rest.asserter
            {
                found.push((rest.clone(), whole.clone(), part.clone(), left));
            }
        }
    }
    for (rest, whole, part, left) in found {
        let expected = format!("{} km²", range(&left, 0));
        let message = format!("{} less {} leaves {expected}, not {}", value(&whole), value(&part), value(&rest));
        claim_finding(context, NAME, &rest, message, expected, &[(&whole, "the whole"), (&part, "the part")]);
    }
}
