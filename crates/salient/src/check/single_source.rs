//! `single-source`: many carriers in the record, and one report behind them all.

use super::context::{Context, Draft};
use super::finding::Severity;

/// So many carriers look like many sources.
const MANY: usize = 3;

pub(crate) fn check(context: &mut Context) {
    let Some(record) = context.record else { return };
    let own = context.own;
    let names = &record.view.identity;
    for (number, claim) in context.claims.iter().enumerate() {
        let mine = &own.stated[number].claim;
        let Some(asserter) = mine.asserter.as_deref() else { continue };
        let same = |c: &crate::record::body::Claim| {
            c.predicate == mine.predicate
                && c.actor == mine.actor
                && c.place.as_deref().map(|p| names.place(p)) == mine.place.as_deref().map(|p| names.place(p))
                && (c.low, c.high, c.unit, c.extent, c.polarity)
                    == (mine.low, mine.high, mine.unit, mine.extent, mine.polarity)
                && c.asserter.as_deref().map(|a| names.speaker(a)) == Some(names.speaker(asserter))
        };
        let Some(told) = record.utterances.iter().find(|u| u.claims.iter().any(|s| s.counts() && same(&s.claim)))
        else {
            continue;
        };
        let [report] = told.reports[..] else { continue };
        if told.claims.len() < MANY {
            continue;
        }
        let agency = told.claims.iter().find_map(|s| record.view.article_of(&s.claim)?.body.agency.clone());
        let draft = Draft {
            rule: "single-source",
            severity: Severity::Note,
            message: format!(
                "{} carriers in the record, one report{}",
                told.claims.len(),
                agency.map(|a| format!(" ({a})")).unwrap_or_default()
            ),
            expected: "a second, independent report".to_owned(),
            basis: format!("all are copies of {report:.8}"),
            fix: None,
        };
        context.report_claim(claim, draft);
    }
}
