//! `total-shrank`: a side's total since the beginning is below one that it gave before.

use super::account::statement::What;
use super::context::{Context, Draft, amount_of, figure};
use super::finding::Severity;
use super::interval::Interval;
use super::people;

pub(crate) fn check(context: &mut Context) {
    let Some(record) = context.record else { return };
    let (own, claims) = (context.own, context.claims);
    for clash in people::clashes(record, own).into_iter().filter(|c| c.shrank) {
        context.report_claim(&claims[clash.claim], clash.draft);
    }
    for (number, claim) in context.claims.iter().enumerate().filter(|(n, _)| record.clear(own, *n)) {
        let Some((told, now)) = own.said[number].as_ref().and_then(|t| Some((t, total(&t.what)?))) else { continue };
        let Some(account) = record.same_side(own, told) else { continue };
        let same = |what: &What| std::mem::discriminant(what) == std::mem::discriminant(&told.what);
        let above = |what: &What| total(what).is_some_and(|before| before.low > now.high);
        let before = account.statements.iter().rev().find(|s| s.day < told.day && same(&s.what) && above(&s.what));
        let Some(before) = before else { continue };
        let was = total(&before.what).map_or(0.0, |i| i.low);
        let draft = Draft {
            rule: "total-shrank",
            severity: Severity::Warning,
            message: format!(
                "a total cannot shrink: {} on {}, {} now",
                amount_of(&before.stated.claim),
                before.day,
                amount_of(&own.stated[number].claim)
            ),
            expected: format!("at least {}", figure(was, 1)),
            basis: record.source(before.stated),
            fix: None,
        };
        context.report_claim(claim, draft);
    }
}

/// A total of ground that changed hands.
fn total(what: &What) -> Option<Interval> {
    match what {
        What::Taken(i) | What::Back(i) | What::BackShare(i) => Some(*i),
        What::Held(_) => None,
    }
}
