//! `figure-altered`: another carrier of the same report, or another version of the same page, prints another figure.

use super::context::{Context, Draft, amount_of};
use super::finding::Severity;
use super::interval::Interval;
use super::known::Record;
use crate::extract::Unit;
use crate::record::body;
use crate::record::view::Stated;

pub(crate) fn check(context: &mut Context) {
    let Some(record) = context.record else { return };
    let own = context.own;
    let carriers = record.carriers(context.document, own);
    for (number, claim) in context.claims.iter().enumerate().filter(|(_, c)| c.low.is_some()) {
        let mine = &own.stated[number].claim;
        let twins = own.stated.iter().filter(|s| key(record, &s.claim) == key(record, mine)).count();
        let mut odd = carriers.iter().filter_map(|(article, version)| {
            let theirs = record.view.claims.iter().filter(|s| s.claim.article == article.id && s.counts());
            let theirs: Vec<&Stated> = theirs.filter(|s| key(record, &s.claim) == key(record, mine)).collect();
            match theirs[..] {
                // Only where each of them says one thing is it plain which figure became which.
                [other] if twins == 1 && record.same_day(own, mine, &other.claim) && !agree(mine, &other.claim) => {
                    Some((other, *version))
                }
                _ => None,
            }
        });
        let Some((other, version)) = odd.next() else { continue };
        let what = if version { "another version of this page" } else { "another carrier of this report" };
        let (here, there) = (amount_of(mine), amount_of(&other.claim));
        let draft = Draft {
            rule: "figure-altered",
            severity: Severity::Warning,
            message: format!("{what} prints {there}, not {here}"),
            expected: there,
            basis: record.source(other),
            fix: None,
        };
        context.report_claim(claim, draft);
    }
}

/// What two claims must share to be the same one: everything but the figure.
fn key(record: &Record, claim: &body::Claim) -> [Option<String>; 5] {
    let names = &record.view.identity;
    // One area in another unit is the same sort of figure.
    let sort = claim.unit.map(|unit| if unit.km2().is_some() { Unit::Km2 } else { unit }.to_string());
    [
        Some(format!("{} {:?}", claim.predicate, claim.polarity)),
        claim.actor.clone(),
        claim.place.as_deref().map(|p| names.place(p)),
        claim.asserter.as_deref().map(|a| names.speaker(a)),
        sort,
    ]
}

/// Figures that can be one: rounded, hedged, or the same area in another unit.
fn agree(a: &body::Claim, b: &body::Claim) -> bool {
    let size = |c: &body::Claim| -> Option<Interval> { Some(c.reading?.hard.scaled(c.unit?.km2().unwrap_or(1.0))) };
    size(a).zip(size(b)).is_none_or(|(a, b)| a.meets(&b))
}
