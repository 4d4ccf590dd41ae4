//! `unattributed-figure`: a figure about ground or losses stands in the text's own voice.

use super::context::{Context, Draft};
use super::finding::Severity;
use super::locate::figure_of;

pub(crate) fn check(context: &mut Context) {
    let document = context.document;
    let mut found = Vec::new();
    for claim in context.claims.iter().filter(|c| c.asserter.is_none() && c.low.is_some()) {
        let place = figure_of(document, claim);
        found.extend(place.map(|p| (p, claim.predicate)));
    }
    for ((sentence, q), predicate) in found {
        let words = document.run(sentence).slice(q.from, q.to).to_owned();
        let draft = Draft {
            rule: "unattributed-figure",
            severity: Severity::Note,
            message: format!("no source is given for {words} ({predicate})"),
            basis: "no speaker was found for this claim".to_owned(),
            expected: "a source".to_owned(),
            fix: None,
        };
        context.report(sentence, (q.from, q.to), draft, &[]);
    }
}
