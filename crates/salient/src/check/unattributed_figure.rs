//! `unattributed-figure`: a figure about ground or losses stands in the text's own voice.

use super::context::{Context, Draft};
use super::finding::Severity;

pub(crate) fn check(context: &mut Context) {
    let document = context.document;
    let mut found = Vec::new();
    for claim in context.claims.iter().filter(|c| c.asserter.is_none() && c.low.is_some()) {
        let place = document.sentences.iter().find_map(|s| {
            let run = document.run(s);
            let q = s.figures.iter().find(|q| {
                let at = document.article.point(run.at(q.number).start as usize);
                claim.start <= at && at < claim.end && claim.low.is_some_and(|l| (l - q.low.value).abs() < 1e-9)
            })?;
            Some((s, q.from, q.to))
        });
        found.extend(place.map(|p| (p, claim.predicate.clone())));
    }
    for ((sentence, from, to), predicate) in found {
        let words = document.run(sentence).slice(from, to).to_owned();
        let draft = Draft {
            rule: "unattributed-figure",
            severity: Severity::Note,
            message: format!("no source is given for {words} ({predicate})"),
            basis: "no speaker was found for this claim".to_owned(),
            expected: "a source".to_owned(),
            fix: None,
        };
        context.report(sentence, (from, to), draft, &[]);
    }
}
