//! `change-mismatch`: two figures, and a change between them that they do not make.

use super::context::{Context, Draft, figure};
use super::finding::Severity;
use super::interval::{Interval, count, share};
use super::parts::percent;
use crate::extract::Sentence;
use crate::extract::atom::Run;
use crate::extract::number::{self, Number};
use crate::extract::quantity::{Counted, Hedge, Quantity};
use crate::lexicon::List;

/// Two values of one thing, the earlier first, with what each can stand for, and the atoms that give them.
struct Step {
    before: (f64, Interval),
    after: (f64, Interval),
    atoms: (usize, usize),
}

/// A figure and what it can stand for: counts below a thousand are exact.
fn read(q: &Quantity, number: &Number) -> (f64, Interval) {
    (number.value, count(&Quantity { low: *number, high: *number, ..*q }))
}

pub(crate) fn check(context: &mut Context) {
    let document = context.document;
    for sentence in &document.sentences {
        let run = document.run(sentence);
        for step in steps(&run, sentence).iter().chain(&likened(&run, sentence)) {
            let within = |q: &&Quantity| (step.atoms.0..step.atoms.1).contains(&q.number);
            context.look(sentence, &sentence.figures.iter().filter(within).collect::<Vec<_>>());
            let told = by_share(&run, sentence, step).or_else(|| by_multiple(&run, step));
            if let Some(((from, to), draft)) = told {
                let related = [(sentence, step.atoms.0, step.atoms.1, "the two figures")];
                context.report(sentence, (from, to), draft, &related);
            }
        }
    }
}

/// "from 390 in May to 340 in June", "to 340 from 390": two figures of one kind, and nothing counted between them.
fn steps(run: &Run, sentence: &Sentence) -> Vec<Step> {
    let figures = &sentence.figures;
    let led = |q: &Quantity, word: &str| q.from > 0 && run.word(q.from - 1, word);
    let usable = |q: &Quantity| !percent(run, q) && q.hedge == Hedge::None && !q.low.vague && !q.low.fraction;
    let ranges = figures.iter().filter(|q| usable(q) && q.is_range() && led(q, "from") && run.word(q.low.next, "to"));
    let one = ranges.map(|q| Step { before: read(q, &q.low), after: read(q, &q.high), atoms: (q.number, q.to) });
    let two = figures.windows(2).filter(|w| w.iter().all(|q| usable(q) && !q.is_range())).filter_map(|w| {
        let (a, b) = (&w[0], &w[1]);
        let kind = a.counted == b.counted || a.counted == Counted::Bare || b.counted == Counted::Bare;
        let atoms = (a.number, b.to);
        match (kind && b.from - a.to <= 7, led(a, "from") && led(b, "to"), led(a, "to") && led(b, "from")) {
            (true, true, _) => Some(Step { before: read(a, &a.low), after: read(b, &b.low), atoms }),
            (true, _, true) => Some(Step { before: read(b, &b.low), after: read(a, &a.low), atoms }),
            _ => None,
        }
    });
    one.chain(two).filter(|s| s.before.0 > 0.0).collect()
}

/// "340 this year, twice as many as the 120 of 2023": the figure that is likened, and the one that it is likened to.
fn likened(run: &Run, sentence: &Sentence) -> Vec<Step> {
    let pair = |w: &[Quantity]| {
        let (now, then) = (&w[0], &w[1]);
        // "as many as" is a hedge where no multiple stands before it.
        let joined = run.text(then.from).starts_with("as ");
        let like =
            if joined { then.from } else { (then.from.saturating_sub(3)..then.from).find(|&k| run.word(k, "as"))? };
        let first = (like.saturating_sub(4)..like).find(|&k| multiple(run, k).is_some())?;
        let plain =
            |q: &Quantity| !percent(run, q) && !q.is_range() && !q.low.vague && (q.hedge == Hedge::None || joined);
        let close = first >= now.to && first - now.to <= 6 && then.low.value > 0.0;
        let atoms = (now.number, then.to);
        (close && plain(now) && plain(then)).then(|| Step {
            before: read(then, &then.low),
            after: read(now, &now.low),
            atoms,
        })
    };
    sentence.figures.windows(2).filter_map(pair).collect()
}

type Told = ((usize, usize), Draft);

/// "down 23 percent" behind the two figures, or "rose 23 percent" before them.
fn by_share(run: &Run, sentence: &Sentence, step: &Step) -> Option<Told> {
    let points = |q: &Quantity| run.text(q.noun).contains("point") || run.listed(q.to, List::Pointed);
    let told = sentence.figures.iter().filter(|q| percent(run, q) && !q.is_range() && !points(q));
    let (q, falls) = told.filter_map(|q| Some((q, direction(run, q, step)?))).next()?;
    let true_change = (step.after.0 / step.before.0 - 1.0) * 100.0;
    let slack = step.after.1.over(&step.before.1).scaled(100.0);
    let [low, high] = [slack.low - 100.0, slack.high - 100.0];
    let printed = if falls { -q.low.value } else { q.low.value };
    let read = share(q);
    let read = if falls { Interval::new(-read.high, -read.low) } else { read };
    if read.meets(&Interval::new(true_change, true_change)) || (low..=high).contains(&printed) {
        return None;
    }
    let way = if true_change < 0.0 { "down" } else { "up" };
    let expected = format!("{way} {} %", figure(true_change.abs(), 1));
    let message = format!(
        "from {} to {} is {expected}, not {} {}",
        figure(step.before.0, 2),
        figure(step.after.0, 2),
        if falls { "down" } else { "up" },
        run.slice(q.from, q.to)
    );
    Some(((q.number, q.to), draft(message, expected, step)))
}

/// Whether a share tells how much less the second figure is (true), or how much more; none where it does not tell of them.
fn direction(run: &Run, q: &Quantity, step: &Step) -> Option<bool> {
    let (first, last) = step.atoms;
    let gap = if q.from >= last {
        last..q.from
    } else if q.to <= first {
        q.to..first
    } else {
        return None;
    };
    let clean =
        gap.len() <= 7 && !gap.clone().any(|k| run.mark(k, ';') || run.mark(k, '.') || run.listed(k, List::Pointed));
    let near = q.from.saturating_sub(4)..(q.to + 3).min(run.len());
    let said = |list: List| near.clone().any(|k| !(first..last).contains(&k) && run.listed(k, list));
    match (clean, said(List::Fell), said(List::Rose)) {
        (true, true, false) => Some(true),
        (true, false, true) => Some(false),
        _ => None,
    }
}

/// "doubled from 200 to 350", "twice as many as the 120".
fn by_multiple(run: &Run, step: &Step) -> Option<Told> {
    let (first, last) = step.atoms;
    let near = (first.saturating_sub(7)..first).chain(first + 1..last);
    let (at, (times, next)) = near.filter_map(|k| Some((k, multiple(run, k)?))).next()?;
    // "from two to 27 times": the multiple is one of the figures.
    if run.word(last, "times") || next > last {
        return None;
    }
    let hedge = (at.saturating_sub(2)..at).find_map(|k| {
        run.listed(k, List::MoreThan)
            .then_some(Hedge::MoreThan)
            .or(run.listed(k, List::Almost).then_some(Hedge::Nearly))
    });
    let fits = match hedge {
        Some(Hedge::MoreThan) => Interval::new(times, times * 1.6),
        Some(_) => Interval::new(times * 0.8, times),
        None => Interval::new(times * 0.92, times * 1.12),
    };
    let ratio = step.after.0 / step.before.0;
    if fits.meets(&Interval::new(ratio, ratio)) {
        return None;
    }
    let (before, after) = (figure(step.before.0, 2), figure(step.after.0, 2));
    let expected = format!("{} times as much", figure(ratio, 2));
    let message = format!("{after} is {expected} as {before}, which is not “{}”", run.slice(at, next));
    Some(((at, next), draft(message, expected, step)))
}

/// How many times as much a word says, and the atom after it: "doubled", "twice", "three times".
fn multiple(run: &Run, k: usize) -> Option<(f64, usize)> {
    let words = [(List::Doubled, 2.0), (List::Tripled, 3.0), (List::Quadrupled, 4.0), (List::Halved, 0.5)];
    let word = words.iter().find(|(list, _)| run.listed(k, *list)).map(|(_, times)| (*times, k + 1));
    let counted =
        || number::parse(run, k).filter(|n| run.word(n.next, "times") && n.value > 1.0).map(|n| (n.value, n.next + 1));
    word.or_else(counted)
}

fn draft(message: String, expected: String, step: &Step) -> Draft {
    let (before, after) = (step.before.0, step.after.0);
    Draft {
        rule: "change-mismatch",
        severity: Severity::Error,
        message,
        basis: format!("{} ÷ {} = {}", figure(after, 2), figure(before, 2), figure(after / before, 3)),
        expected,
        fix: None,
    }
}
