//! Whether two printings of one claim give one figure: by the digits that are printed, whatever hedge stands before them.

use crate::extract::Unit;
use crate::extract::interval::{half_width, number};
use crate::extract::number::{Number, parse_text};
use crate::record::View;
use crate::record::body::Claim;

/// What two claims share that are the same one: everything but the figure and the day.
pub(super) type Key = [Option<String>; 5];

/// What two claims must share to be the same one.
pub(super) fn key(view: &View, claim: &Claim) -> Key {
    // One area in another unit is the same sort of figure.
    let sort = claim.unit.map(|unit| if unit.km2().is_some() { Unit::Km2 } else { unit }.to_string());
    let place = claim.place.as_deref().map(|name| view.identity.place(name));
    let asserter = claim.asserter.as_deref().map(|name| view.identity.speaker(name));
    [Some(format!("{} {:?}", claim.predicate, claim.polarity)), claim.actor.clone(), place, asserter, sort]
}

/// Whether the figures are one: the same digits, or one is the other as somebody rounded it, or the same area in another
/// unit. "About 1,000" and "about 1,300" are two: a hedge says how sure a speaker is, not what is printed.
pub(super) fn agree(a: &Claim, b: &Claim) -> bool {
    let same = |a: Option<f64>, b: Option<f64>, units: (Unit, Unit)| a.zip(b).is_none_or(|(a, b)| one(a, b, units));
    match (a.unit, b.unit) {
        (Some(x), Some(y)) => same(a.low, b.low, (x, y)) && same(a.high, b.high, (x, y)),
        _ => true,
    }
}

fn one(a: f64, b: f64, units: (Unit, Unit)) -> bool {
    let printed = |value: f64| parse_text(&value.to_string());
    let Some((x, y)) = printed(a).zip(printed(b)) else { return true };
    if units.0 != units.1 {
        return converted(&x, &y, units);
    }
    // What rounding to its last digit that is not a zero can have changed.
    a.to_bits() == b.to_bits() || (a - b).abs() < half_width(&x).max(half_width(&y))
}

fn converted(a: &Number, b: &Number, units: (Unit, Unit)) -> bool {
    let km2 = |n: &Number, unit: Unit| number(n).scaled(unit.km2().unwrap_or(1.0));
    km2(a, units.0).meets(&km2(b, units.1))
}

#[cfg(test)]
mod tests {
    use super::one;
    use crate::extract::Unit::{Km2, Mi2};

    #[test]
    fn what_is_printed_is_compared() {
        let km2 = |a, b| one(a, b, (Km2, Km2));
        assert!(!km2(1000.0, 1300.0) && !km2(801.0, 810.0) && !km2(500.0, 550.0) && !km2(1000.0, 1100.0));
        assert!(km2(801.0, 801.0) && km2(1263.0, 1260.0) && km2(1268.0, 1300.0) && km2(801.0, 800.0));
        assert!(one(801.0, 309.0, (Km2, Mi2)) && !one(801.0, 390.0, (Km2, Mi2)));
    }
}
