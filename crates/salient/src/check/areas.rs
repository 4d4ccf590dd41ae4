//! Areas that claims give, for rules that add them up across a text.

use super::context::{Context, Draft, figure};
use super::finding::Severity;
use super::interval::Interval;
use crate::extract::attributes::place_key;
use crate::extract::quantity::Hedge;
use crate::extract::{Claim, Unit};

/// The one area that a side gives for a place, if it is only one.
pub(crate) fn only<'a>(claims: &'a [Claim], like: &Claim, wanted: impl Fn(&Claim) -> bool) -> Option<&'a Claim> {
    let key = |c: &Claim| c.place.as_deref().map(place_key);
    let mut fit = claims.iter().filter(|c| {
        c.unit.and_then(Unit::km2).is_some()
            && c.side.is_some()
            && c.side == like.side
            && c.polarity == like.polarity
            && key(c) == key(like)
            && wanted(c)
    });
    let first = fit.next()?;
    fit.next().is_none().then_some(first)
}

/// A claim's area in km², read hard.
pub(crate) fn area(claim: &Claim) -> Interval {
    claimed(claim).scaled(claim.unit.and_then(Unit::km2).unwrap_or(1.0))
}

/// A claim's number, read hard.
pub(crate) fn claimed(claim: &Claim) -> Interval {
    let (low, high) = (claim.low.unwrap_or(0.0), claim.high.unwrap_or(0.0));
    let half = |v: f64| {
        let mut step = if v.fract() == 0.0 { 1.0 } else { 0.1 };
        while step >= 1.0 && v != 0.0 && v % (step * 10.0) == 0.0 {
            step *= 10.0;
        }
        if step > 1.0 { (step / 2.0_f64).min(v / 10.0) } else { step / 2.0 }
    };
    match claim.hedge {
        Hedge::None => Interval::new(low - half(low), high + half(high)),
        Hedge::About => Interval::new(low - 2.0 * half(low), high + 2.0 * half(high)),
        Hedge::MoreThan | Hedge::AtLeast => Interval::new(low - half(low), f64::INFINITY),
        Hedge::LessThan | Hedge::UpTo => Interval::new(0.0, high + half(high)),
        Hedge::Nearly => Interval::new(0.9 * low, high),
    }
}

/// A claim's figure in its own unit: "801 km²".
pub(crate) fn value(claim: &Claim) -> String {
    let unit = match claim.unit {
        Some(Unit::Mi2) => "square miles",
        other => other.map_or("", Unit::symbol),
    };
    format!("{} {unit}", figure(claim.low.unwrap_or(0.0), 2))
}

/// Reports on the figure of a claim.
pub(crate) fn claim_finding(
    context: &mut Context,
    rule: &'static str,
    claim: &Claim,
    message: String,
    expected: String,
    related: &[(&Claim, &'static str)],
) {
    let Some((sentence, q)) = context.placed(claim) else { return };
    let placed = |(c, label): &(&Claim, &'static str)| context.placed(c).map(|(s, q)| (s, q.from, q.to, *label));
    let related: Vec<_> = related.iter().filter_map(placed).collect();
    let draft = Draft {
        rule,
        severity: Severity::Error,
        message,
        basis: "figures of one speaker's side on one place".to_owned(),
        expected,
        fix: None,
    };
    context.report(sentence, (q.from, q.to), draft, &related);
}
