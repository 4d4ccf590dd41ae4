//! `same-side-clash`: two statements of one side about one day that cannot both hold.

use super::account::statement::What;
use super::context::{Context, Draft, amount_of};
use super::finding::Severity;

pub(crate) fn check(context: &mut Context) {
    let Some(record) = context.record else { return };
    let own = context.own;
    for (number, claim) in context.claims.iter().enumerate().filter(|(n, _)| record.clear(own, *n)) {
        let Some(told) = &own.said[number] else { continue };
        let What::Held(now) = told.what else { continue };
        let Some(account) = record.same_side(own, told) else { continue };
        let clash = |what: &What| matches!(what, What::Held(then) if !then.meets(&now));
        let Some(other) = account.statements.iter().find(|s| s.day == told.day && clash(&s.what)) else { continue };
        let (here, there) = (&own.stated[number].claim, &other.stated.claim);
        let draft = Draft {
            rule: "same-side-clash",
            severity: Severity::Warning,
            message: format!(
                "{} said otherwise of the same day: {} {} here, {} {} there",
                told.side.1,
                here.predicate,
                amount_of(here),
                there.predicate,
                amount_of(there)
            ),
            expected: amount_of(there),
            basis: record.source(other.stated),
            fix: None,
        };
        context.report_claim(claim, draft);
    }
}
