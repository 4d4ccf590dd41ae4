//! `remainder-mismatch`: a whole less its part is not the stated rest.

use super::areas::{area, claim_finding, only, value};
use super::context::{Context, Draft, range, words};
use super::finding::Severity;
use super::interval::count;
use super::parts::part_of;
use crate::extract::atom::Run;
use crate::extract::quantity::{Counted, Quantity};
use crate::extract::{Predicate, Sentence, Unit};
use crate::lexicon::List;

const NAME: &str = "remainder-mismatch";

pub(crate) fn check(context: &mut Context) {
    let document = context.document;
    for sentence in &document.sentences {
        let run = document.run(sentence);
        for (whole, part, rest) in triples(&run, sentence) {
            context.look(sentence, &[&whole, &part, &rest]);
            let left = count(&whole).minus(&count(&part));
            if left.meets(&count(&rest)) || left.high < 0.0 {
                continue;
            }
            let expected = range(&left, 1);
            let draft = Draft {
                rule: NAME,
                severity: Severity::Error,
                message: format!(
                    "{} less {} leaves {expected}, not {}",
                    words(&run, &whole),
                    words(&run, &part),
                    words(&run, &rest)
                ),
                basis: format!("{} − {} = {}", whole.low.value, part.low.value, whole.low.value - part.low.value),
                expected,
                fix: None,
            };
            let related =
                [(sentence, whole.number, whole.to, "the whole"), (sentence, part.number, part.to, "the part")];
            context.report(sentence, (rest.number, rest.to), draft, &related);
        }
    }
    across(context);
}

/// "Of 40 villages, 12 were retaken, leaving 28": three plain figures of one kind, the last after "leaving".
fn triples(run: &Run, sentence: &Sentence) -> Vec<(Quantity, Quantity, Quantity)> {
    let plain: Vec<&Quantity> = sentence
        .figures
        .iter()
        .filter(|q| q.from == 0 || !(run.mark(q.from.wrapping_sub(1), '(') || run.mark(q.from.wrapping_sub(1), '[')))
        .collect();
    plain
        .windows(3)
        .filter(|w| {
            let between = w[1].to..w[2].from;
            let left = between.clone().any(|k| run.listed(k, List::Left)) && between.len() <= 6;
            let of = (w[0].from.saturating_sub(4)..w[0].number).rev().find(|&k| run.one_of(k, &["of", "out of"]));
            let of = of.is_some_and(|k| sentence.figures.iter().all(|q| q.number < k || q.number >= w[0].number));
            let from = of || part_of(run, w[1], w[0]) || undone(run, w[0], w[1]);
            let alike = same(w[0], w[2])
                && same(w[1], w[2])
                && w[2].low.value < w[0].low.value
                && w[1].low.value < w[0].low.value;
            let distinct =
                sentence.figures.iter().filter(|q| q.number > w[0].number && q.number < w[2].number).count() <= 2;
            left && from && alike && distinct && w.iter().all(|q| !q.is_range() && !q.low.vague && !q.low.fraction)
        })
        .map(|w| (*w[0], *w[1], *w[2]))
        .collect()
}

/// "seized 1,268 and retaken 800", "took 40 villages, of which 12 were lost again": the second undoes a part of the first.
fn undone(run: &Run, whole: &Quantity, part: &Quantity) -> bool {
    let taken = (whole.from.saturating_sub(4)..whole.from).any(|k| run.listed(k, List::Seizing));
    let near = part.from.saturating_sub(whole.to) <= 8;
    let again = (whole.to..(part.to + 4).min(run.len())).any(|k| run.listed(k, List::Again));
    taken && again && near
}

fn same(a: &Quantity, b: &Quantity) -> bool {
    let bare = |q: &Quantity| q.counted == Counted::Bare;
    a.counted == b.counted || bare(a) || bare(b)
}

/// What one side says that the other took, that it took back, and that is left.
fn across(context: &mut Context) {
    let claims = context.claims;
    let mut found = Vec::new();
    for rest in claims.iter().filter(|c| c.predicate == Predicate::Holds && c.unit.and_then(Unit::km2).is_some()) {
        let whole = only(claims, rest, |c| c.actor == rest.actor && c.predicate == Predicate::Gained);
        let part = only(claims, rest, |c| c.actor != rest.actor && c.predicate == Predicate::Gained);
        if let (Some(whole), Some(part)) = (whole, part) {
            let left = area(whole).minus(&area(part));
            if !left.meets(&area(rest))
                && left.high > 0.0
                && whole.asserter == rest.asserter
                && part.asserter == rest.asserter
            {
                found.push((rest.clone(), whole.clone(), part.clone(), left));
            }
        }
    }
    for (rest, whole, part, left) in found {
        let expected = format!("{} km²", range(&left, 0));
        let message = format!("“{}” less “{}” leaves {expected}, not “{}”", value(&whole), value(&part), value(&rest));
        claim_finding(context, NAME, &rest, message, expected, &[(&whole, "the whole"), (&part, "the part")]);
    }
}
