//! `map-differs`: a stated area is not what the maps of its day show.

use super::context::{Context, Draft, range};
use super::finding::Severity;
use super::interval::{Interval, hard, soft};
use super::maps::{Maps, Seen};
use crate::extract::{Claim, Polarity, Predicate};

pub(crate) fn check(context: &mut Context) {
    let Some(maps) = context.maps else { return };
    for claim in context.claims {
        if claim.polarity != Polarity::Affirm || claim.predicate != Predicate::Holds {
            continue;
        }
        let Some((holder, day)) = claim.actor.as_deref().zip(context.last_day(claim)) else { continue };
        let Some(region) = maps.region(claim).filter(|r| Maps::soil(r) != holder) else { continue };
        let Some(readings) = stated(context, claim) else { continue };
        for seen in maps.seen(&region, holder, day) {
            weigh(context, claim, &readings, &seen);
        }
    }
}

/// A claim's area in square kilometres: what the words can mean, and what a reader takes them to mean.
fn stated(context: &Context, claim: &Claim) -> Option<[Interval; 2]> {
    let factor = claim.unit?.km2()?;
    let open = |hard: Interval, soft: Interval| if hard.high.is_finite() { soft } else { hard };
    context.quantity(claim).map(|q| [hard(&q).scaled(factor), open(hard(&q), soft(&q)).scaled(factor)])
}

fn weigh(context: &mut Context, claim: &Claim, [stated, taken]: &[Interval; 2], seen: &Seen) {
    let (held, both) = (seen.held.area.km2(), seen.both.area.km2());
    let expected = format!("{held:.1} held, {both:.1} with unknown");
    let source = seen.source;
    if taken.meets(&seen.held()) {
        let message = format!("supported: {source} shows {held:.1} km² held");
        return context.support(claim, Draft { severity: Severity::Note, ..draft(message, expected, seen) });
    }
    let (severity, message) = if taken.meets(&seen.band()) {
        let what = format!(
            "fits {source} only if part of the unknown ground is counted: {held:.1} km² held, {both:.1} with it"
        );
        (Severity::Note, what)
    } else if stated.meets(&seen.band()) {
        // It fits on the widest reading only: neither a finding nor support.
        return;
    } else {
        let lies = if stated.low > both { "exceeds" } else { "is below" };
        let what = format!(
            "{} km² {lies} what {source} shows: {held:.1} km² held, {both:.1} with unknown ground",
            range(stated, 0)
        );
        (Severity::Warning, what)
    };
    context.report_claim(claim, Draft { severity, ..draft(message, expected, seen) });
}

fn draft(message: String, expected: String, seen: &Seen) -> Draft {
    Draft { rule: "map-differs", severity: Severity::Warning, message, expected, basis: seen.basis(), fix: None }
}
