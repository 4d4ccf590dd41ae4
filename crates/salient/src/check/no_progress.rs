//! `no-progress`: a new figure for the same total: what is claimed now allows that nothing was gained since the last one.

use super::account::statement::What;
use super::account::{Account, Statement};
use super::context::{Context, Draft, amount, amount_of, range};
use super::finding::Severity;
use super::interval::Interval;
use super::known::Told;
use crate::extract::quantity::Hedge;
use crate::record::body;

/// Totals closer together than that are one statement said again.
const APART: i64 = 14;

pub(crate) fn check(context: &mut Context) {
    let Some(record) = context.record else { return };
    let own = context.own;
    let mut told_of: Vec<(String, String)> = Vec::new();
    for (number, claim) in context.claims.iter().enumerate().filter(|(n, _)| record.clear(own, *n)) {
        let Some(told) = &own.said[number] else { continue };
        // "Nearly" and "up to" name no total that could have grown.
        if matches!(claim.hedge, Hedge::Nearly | Hedge::UpTo | Hedge::LessThan) {
            continue;
        }
        let key = (told.topic.region.clone(), told.side.0.clone());
        let Some(account) = record.same_side(own, told).filter(|_| !told_of.contains(&key)) else { continue };
        let Some((before, now, was)) = stalled(&account, told, soft(&own.stated[number].claim)) else { continue };
        let then = &before.stated.claim;
        if (then.low, then.high, then.unit) == (claim.low, claim.high, claim.unit) {
            continue;
        }
        told_of.push(key);
        let days = i64::from(told.day.since(before.day).map_or(0, |s| s.get_days()));
        let printed = amount(claim.low, claim.high, claim.unit, claim.hedge, None);
        let draft = Draft {
            rule: "no-progress",
            severity: Severity::Note,
            message: format!(
                "a new figure, but no gain: {printed} allows the {} of {days} days before",
                amount_of(&before.stated.claim)
            ),
            expected: format!("more than {} km² for a gain", range(&Interval::new(was.high, was.high), 1)),
            basis: format!("now {} km², then {} km²: {}", range(&now, 0), range(&was, 1), record.source(before.stated)),
            fix: None,
        };
        context.report_claim(claim, draft);
    }
}

/// A share whose ends are further apart than that tells nothing of progress: "about two-thirds".
const ROUGH: f64 = 1.08;

/// What a reader takes an area to be, in square kilometres.
fn soft(claim: &body::Claim) -> Option<Interval> {
    Some(claim.reading?.soft.scaled(claim.unit?.km2()?))
}

/// The last total before, with both readings in square kilometres, where the new one does not get beyond it.
fn stalled<'a>(
    account: &Account<'a>,
    told: &Told,
    soft: Option<Interval>,
) -> Option<(Statement<'a>, Interval, Interval)> {
    let early = |s: &&Statement| i64::from(told.day.since(s.day).map_or(0, |span| span.get_days())) >= APART;
    let taken = account.statements.iter().rev().find_map(|s| match s.what {
        What::Taken(i) if s.day <= told.day => Some(i),
        _ => None,
    });
    let km2 = |what: &What| match (what, taken) {
        (What::Back(i) | What::Taken(i), _) => Some(*i),
        (What::BackShare(share), Some(whole)) if whole.high.is_finite() => {
            Some(Interval::new(share.low / 100.0 * whole.low, share.high / 100.0 * whole.high))
        }
        _ => None,
    };
    // "More than 800" is read as a reader reads it: it is not 750.
    let now = soft.filter(|_| matches!(told.what, What::Back(_) | What::Taken(_))).or_else(|| km2(&told.what))?;
    if matches!(told.what, What::BackShare(_)) && now.high > ROUGH * now.low {
        return None;
    }
    // The earlier total must be in square kilometres.
    let taken = matches!(told.what, What::Taken(_));
    let like = |s: &&Statement| if taken { matches!(s.what, What::Taken(_)) } else { matches!(s.what, What::Back(_)) };
    let before = account.statements.iter().rev().filter(early).find(like)?;
    let was = km2(&before.what)?;
    let stalled = now.low <= was.high && now.high >= was.low && was.high.is_finite();
    stalled.then(|| (before.clone(), now, was))
}
