//! `sum-mismatch`: parts that are listed after their total do not add up to it.

use super::context::{Context, Draft, range, words};
use super::finding::Severity;
use super::interval::{Interval, count};
use crate::extract::Sentence;
use crate::extract::atom::Run;
use crate::extract::quantity::{Counted, Hedge, Quantity};
use crate::lexicon::{Class, List};

pub(crate) fn check(context: &mut Context) {
    let document = context.document;
    for sentence in &document.sentences {
        let run = document.run(sentence);
        for (index, total) in sentence.figures.iter().enumerate() {
            let Some(parts) = parts(&run, sentence, index, total) else { continue };
            let sum = parts.iter().fold(Interval::new(0.0, 0.0), |sum, q| sum.plus(&count(q)));
            if sum.meets(&count(total)) {
                continue;
            }
            let printed: Vec<String> = parts.iter().map(|q| super::context::figure(q.low.value, 2)).collect();
            let expected = range(&sum, 1);
            let draft = Draft {
                rule: "sum-mismatch",
                severity: Severity::Error,
                message: format!("the parts add up to {expected}, not {}", words(&run, total)),
                basis: format!(
                    "{} = {}",
                    printed.join(" + "),
                    super::context::figure(parts.iter().map(|q| q.low.value).sum(), 2)
                ),
                expected,
                fix: None,
            };
            let related: Vec<_> = parts.iter().map(|q| (sentence, q.number, q.to, "a part")).collect();
            context.report(sentence, (total.number, total.to), draft, &related);
        }
    }
}

/// The figures of a closed list behind a total: "12 people: 5 in Kharkiv, 4 in Sumy and 3 in Dnipro."
fn parts(run: &Run, sentence: &Sentence, index: usize, total: &Quantity) -> Option<Vec<Quantity>> {
    let said = (total.from.saturating_sub(4)..total.from).any(|k| run.listed(k, List::Summed))
        || run.word(total.from, "a total of");
    let open = (total.to..total.to + 5)
        .find(|&k| run.mark(k, ':') || run.mark(k, '—') || run.mark(k, '–') && run.at(k).spaced)?;
    if total.counted == Counted::Bare
        || total.is_range()
        || total.low.value < 3.0
        || !said && !run.mark(open, ':') && !run.mark(open, '—') && !run.mark(open, '–')
    {
        return None;
    }
    let end = (open + 1..run.len())
        .find(|&k| run.mark(k, ';') || run.mark(k, '—') || run.mark(k, '–') || run.mark(k, ')'))
        .unwrap_or(run.len());
    let parts: Vec<Quantity> =
        sentence.figures[index + 1..].iter().filter(|q| q.number > open && q.to <= end).copied().collect();
    let last = parts.last()?;
    let joined = (last.from.saturating_sub(3)..last.from).any(|k| run.word(k, "and"));
    let first = parts.first()?;
    let alike = parts.iter().all(|q| fits(run, total, q));
    let plain =
        (open..end).all(|k| !run.listed(k, List::SomeOf) || run.is(k, Class::HedgeBefore)) && first.from <= open + 3;
    let even = parts
        .windows(2)
        .all(|w| w[1].from - w[0].to <= 9 && (w[0].to..w[1].from).any(|k| run.mark(k, ',') || run.word(k, "and")));
    (parts.len() >= 2 && joined && alike && plain && even).then_some(parts)
}

fn fits(run: &Run, total: &Quantity, q: &Quantity) -> bool {
    let bare = q.counted == Counted::Bare
        && (run.any(q.to, Class::Preposition.bit())
            || run.mark(q.to, ',')
            || run.word(q.to, "and")
            || run.is(q.to, Class::Loss));
    let aged = run.mark(q.to, '-')
        || run.listed(q.to, List::Measured)
        || q.from > 0 && run.word(q.from.wrapping_sub(1), "aged");
    let exact = matches!(q.hedge, Hedge::None | Hedge::About);
    (bare || q.counted == total.counted) && !aged && exact && !q.low.vague && !q.low.fraction && !q.is_range()
}
