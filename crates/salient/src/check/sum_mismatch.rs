//! `sum-mismatch`: a total and its parts, tied by the words, do not add up.

use super::context::{Context, Draft, range, words};
use super::finding::Severity;
use super::interval::{Interval, count};
use crate::extract::Sentence;
use crate::extract::atom::Run;
use crate::extract::quantity::{Counted, Hedge, Quantity};
use crate::lexicon::{Class, List};

/// A total with its parts.
struct Sum {
    total: Quantity,
    parts: Vec<Quantity>,
    /// The parts may be fewer than the total ("including"), but never more.
    open: bool,
}

pub(crate) fn check(context: &mut Context) {
    super::arithmetic::sum::check(context);
    let document = context.document;
    for sentence in &document.sentences {
        let run = document.run(sentence);
        for sum in sums(&run, sentence) {
            context.look(sentence, &sum.parts.iter().chain([&sum.total]).collect::<Vec<_>>());
            let Some(draft) = judge(&run, &sum) else { continue };
            let related: Vec<_> = sum.parts.iter().map(|q| (sentence, q.number, q.to, "a part")).collect();
            context.report(sentence, (sum.total.number, sum.total.to), draft, &related);
        }
    }
}

fn judge(run: &Run, sum: &Sum) -> Option<Draft> {
    let added = sum.parts.iter().fold(Interval::new(0.0, 0.0), |sum, q| sum.plus(&count(q)));
    let total = count(&sum.total);
    if added.meets(&total) || sum.open && added.low < total.high {
        return None;
    }
    let printed: Vec<String> = sum.parts.iter().map(|q| super::context::figure(q.low.value, 2)).collect();
    let value = sum.parts.iter().map(|q| q.low.value).sum();
    let expected = range(&added, 1);
    Some(Draft {
        rule: "sum-mismatch",
        severity: Severity::Error,
        message: format!("the parts add up to {expected}, not {}", words(run, &sum.total)),
        basis: format!("{} = {}", printed.join(" + "), super::context::figure(value, 2)),
        expected: if sum.open { format!("at least {expected}") } else { expected },
        fix: None,
    })
}

fn sums(run: &Run, sentence: &Sentence) -> Vec<Sum> {
    let shapes = [listed, included, added];
    let each = |index| shapes.iter().find_map(|shape| shape(run, sentence, index));
    (0..sentence.figures.len()).filter_map(each).collect()
}

/// "12 people: 5 in Kharkiv, 4 in Sumy and 3 in Dnipro."
fn listed(run: &Run, sentence: &Sentence, index: usize) -> Option<Sum> {
    let total = sentence.figures[index];
    let said = (total.from.saturating_sub(4)..=total.from).any(|k| run.listed(k, List::Summed));
    let dash = |k: usize| run.mark(k, '—') || run.mark(k, '–') && run.at(k).spaced;
    let open = (total.to..total.to + 5).find(|&k| run.mark(k, ':') || said && dash(k))?;
    let end = (open + 1..run.len()).find(|&k| run.mark(k, ';') || dash(k) || run.mark(k, ')')).unwrap_or(run.len());
    let parts = run_of(run, &total, &sentence.figures[index + 1..], open + 1, end)?;
    let whole = (open..end).all(|k| !run.listed(k, List::SomeOf) || run.is(k, Class::HedgeBefore));
    (total.counted != Counted::Bare && whole).then_some(Sum { total, parts, open: false })
}

/// "48,000, including 16,000 killed, 31,000 wounded and 2,942 captured": a list that is closed, in which each part says what
/// became of its people.
fn included(run: &Run, sentence: &Sentence, index: usize) -> Option<Sum> {
    let total = sentence.figures[index];
    let open = (total.to..total.to + 8).find(|&k| run.word(k, "including"))?;
    let parts = run_of(run, &total, &sentence.figures[index + 1..], open + 1, run.len())?;
    let fates = parts.iter().all(|q| q.counted != Counted::Bare || run.listed(q.to, List::Fates));
    let distinct = parts.iter().enumerate().all(|(n, q)| parts[..n].iter().all(|p| apart(run, p, q)));
    (fates && distinct).then_some(Sum { total, parts, open: true })
}

/// Whether two parts of a list are told apart by their nouns or what became of them: "12 children and 14 civilians" may be the
/// same people.
fn apart(run: &Run, a: &Quantity, b: &Quantity) -> bool {
    let fate =
        |q: &Quantity| (q.noun..(q.to + 2).min(run.len())).find(|&k| run.listed(k, List::Fates)).map(|k| run.text(k));
    fate(a).is_some() && fate(b).is_some() && fate(a) != fate(b)
}

/// "120 from Hama, 85 from Homs and 60 from Idlib, a total of 285": every figure before the total is a part of it.
fn added(run: &Run, sentence: &Sentence, index: usize) -> Option<Sum> {
    let total = sentence.figures[index];
    let before = (total.from.saturating_sub(2)..=total.from).any(|k| run.listed(k, List::AddedUp));
    let after = run.listed(total.to, List::InAll) || run.listed(total.to - 1, List::InAll);
    let first = sentence.figures.first()?;
    let set_off =
        (first.to..total.from).rev().take(4).any(|k| run.mark(k, ',') || run.mark(k, '—') || run.mark(k, '-'));
    // "a total of 340 since January" is of more than these.
    let running =
        (total.to..total.to + 3).any(|k| run.listed(k, List::Stretch) || run.word(k, "so") || run.word(k, "this"));
    if index < 2 || !(before || after) || !set_off || running {
        return None;
    }
    let parts = run_of(run, &total, &sentence.figures[..index], 0, total.from)?;
    (parts.len() == index).then_some(Sum { total, parts, open: false })
}

/// The figures of a list between two atoms: at least two, alike, joined by commas and a last "and".
fn run_of(run: &Run, total: &Quantity, figures: &[Quantity], from: usize, to: usize) -> Option<Vec<Quantity>> {
    let parts: Vec<Quantity> = figures.iter().filter(|q| q.number >= from && q.to <= to).copied().collect();
    let (first, last) = (parts.first()?, parts.last()?);
    let joined = (last.from.saturating_sub(3)..last.from).any(|k| run.word(k, "and"));
    let near = from == 0 || first.from <= from + 2;
    let even = parts.windows(2).all(|w| {
        let between = w[0].to..w[1].from;
        between.len() <= 9 && between.clone().any(|k| run.mark(k, ',') || run.mark(k, ';') || run.word(k, "and"))
    });
    // "one" alone is no figure: a list that holds it is not all read.
    let inside = |k: usize| parts.iter().any(|q| (q.from..q.to).contains(&k));
    let whole = (first.from..last.to).all(|k| inside(k) || !run.word(k, "one"));
    let smaller = parts.iter().all(|q| q.low.value <= total.high.value);
    let plain = !total.is_range() && total.low.value >= 3.0 && !total.low.vague && !total.low.fraction;
    let alike = parts.iter().all(|q| fits(run, total, q));
    (parts.len() >= 2 && joined && near && even && whole && smaller && plain && alike).then_some(parts)
}

/// Whether a figure can be a part of a total: it counts the same, or stands behind a name, or before where or what became of
/// them; ages, scores and shares are none.
fn fits(run: &Run, total: &Quantity, q: &Quantity) -> bool {
    let named = q.from > 0 && run.at(q.from - 1).capital;
    let ends = run.mark(q.to, ',') || run.word(q.to, "and") || q.to >= run.len() || run.mark(q.to, '.');
    let told = run.any(q.to, Class::Preposition.bit()) || run.is(q.to, Class::Loss) || run.listed(q.to, List::Fates);
    let bare = q.counted == Counted::Bare && (told || named && ends);
    let aged =
        run.mark(q.to, '-') || run.listed(q.to, List::Measured) || q.from > 0 && run.listed(q.from - 1, List::Aged);
    let percent = |q: &Quantity| super::parts::percent(run, q);
    let exact = q.hedge == Hedge::None;
    let same = bare || q.counted == total.counted || total.counted == Counted::Bare && q.counted != Counted::Bare;
    same && !aged && exact && !percent(q) && !percent(total) && !q.low.vague && !q.low.fraction && !q.is_range()
}
