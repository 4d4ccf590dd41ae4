//! `denied`: somebody else denies what is claimed, here or in the record.

use super::account::statement::What;
use super::context::{Context, Draft};
use super::finding::Severity;
use super::known::{Own, Record, Told};
use crate::extract::{Extent, Polarity};
use crate::read::marks::shown;
use crate::record::body;
use crate::record::view::Stated;

/// A denial answers what was said so many days before or after.
const ANSWERS: i64 = 7;

pub(crate) fn check(context: &mut Context) {
    let Some(record) = context.record else { return };
    let own = context.own;
    for (number, claim) in context.claims.iter().enumerate().filter(|(_, c)| c.polarity == Polarity::Affirm) {
        let Some((denial, here)) = denial(record, own, number) else { continue };
        let who = denial.claim.asserter.as_deref().unwrap_or("somebody");
        let (place, severity) =
            if here { ("in this text", Severity::Note) } else { ("in the record", Severity::Warning) };
        let draft = Draft {
            rule: "denied",
            severity,
            message: format!("{who} denies it, {place}"),
            expected: "the denial beside the claim".to_owned(),
            basis: if here { shown(&denial.claim.quote) } else { record.source(denial) },
            fix: None,
        };
        context.report_claim(claim, draft);
    }
}

/// A denial of a claim of the text: in the text itself, or else in the record.
fn denial<'a>(record: &'a Record, own: &'a Own, number: usize) -> Option<(&'a Stated, bool)> {
    let (claim, told) = (&own.stated[number].claim, own.said[number].as_ref());
    let inside =
        own.stated.iter().zip(&own.said).find(|(s, t)| denies(record, (&s.claim, t.as_ref()), (claim, told), true));
    if let Some((stated, _)) = inside {
        return Some((stated, true));
    }
    let told = told?;
    let accounts = record.accounts(own, &told.topic, false);
    let found = accounts.iter().flat_map(|a| a.statements.iter().map(move |s| (a, s))).find(|(account, s)| {
        let near = i64::from(told.day.since(s.day).map_or(i32::MAX, |span| span.get_days())).abs() <= ANSWERS;
        let other = Told { side: (account.side.clone(), String::new()), what: s.what, day: s.day, ..told.clone() };
        near && denies(record, (&s.stated.claim, Some(&other)), (claim, Some(told)), false)
    });
    found.map(|(_, s)| (s.stated, false))
}

/// Whether the first claim denies the second: the same content, or "not all is lost" to "all is lost".
fn denies(
    record: &Record,
    first: (&body::Claim, Option<&Told>),
    second: (&body::Claim, Option<&Told>),
    here: bool,
) -> bool {
    let (denial, claim) = (first.0, second.0);
    if denial.polarity != Polarity::Deny || denial.side.is_some() && denial.side == claim.side {
        return false;
    }
    let key = |c: &body::Claim| c.place.as_deref().map(|p| record.view.identity.place(p));
    let content = |c: &body::Claim| (c.predicate, c.actor.clone(), c.low.map(f64::to_bits), c.unit, c.extent);
    let place = key(denial) == key(claim) || here && (denial.place.is_none() || claim.place.is_none());
    let same = content(denial) == content(claim) && place;
    let gone = |told: Option<&Told>| told.is_some_and(|t| matches!(t.what, What::Held(i) if i.high == 0.0));
    let topics = first.1.zip(second.1).is_some_and(|(a, b)| a.topic == b.topic);
    same || gone(second.1) && topics && denial.extent == Some(Extent::All)
}
