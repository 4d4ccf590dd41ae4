//! `change-mismatch`: two figures, and a change between them that they do not make.

use super::context::{Context, Draft, figure};
use super::finding::Severity;
use super::interval::{Interval, share};
use super::parts::{leads, moves, percent, points};
use super::step::{Step, likened, steps};
use crate::extract::Sentence;
use crate::extract::atom::Run;
use crate::extract::quantity::{Hedge, Quantity, hedge_before};
use crate::extract::token::Kind;
use crate::lexicon::{Class, List};

pub(crate) fn check(context: &mut Context) {
    super::arithmetic::change::check(context);
    let document = context.document;
    for sentence in &document.sentences {
        let run = document.run(sentence);
        for step in steps(&run, sentence).iter().chain(&likened(&run, sentence)) {
            let Some(told) = Told::of(&run, sentence, step) else { continue };
            let within = |q: &&Quantity| (step.atoms.0..step.atoms.1).contains(&q.number);
            context.look(sentence, &sentence.figures.iter().filter(within).collect::<Vec<_>>());
            if let Some(draft) = told.judge(&run, step) {
                let related = [(sentence, step.atoms.0, step.atoms.1, "the two figures")];
                context.report(sentence, told.atoms(), draft, &related);
            }
        }
    }
}

/// What the words say of a step.
enum Told {
    /// A share of the earlier figure, and whether it is a fall.
    Share(Quantity, bool),
    /// So many times the earlier figure, the atoms that say so, and their hedge.
    Times(f64, (usize, usize), Hedge),
}

impl Told {
    fn of(run: &Run, sentence: &Sentence, step: &Step) -> Option<Self> {
        let other = |q: &Quantity| points(run, q) || run.listed(q.to, List::Pointed);
        let mut shares = sentence.figures.iter().filter(|q| percent(run, q) && !q.is_range() && !other(q));
        let share = shares.find_map(|q| Some(Self::Share(*q, direction(run, q, step)?)));
        let times = || step.times.map(|(times, atoms)| Self::Times(times, atoms, hedge_before(run, atoms.0)));
        share.or_else(times)
    }

    fn atoms(&self) -> (usize, usize) {
        match self {
            Self::Share(q, _) => (q.number, q.to),
            Self::Times(_, atoms, _) => *atoms,
        }
    }

    fn judge(&self, run: &Run, step: &Step) -> Option<Draft> {
        match self {
            Self::Share(q, falls) => by_share(run, q, *falls, step),
            Self::Times(times, atoms, hedge) => by_multiple(run, *times, *atoms, *hedge, step),
        }
    }
}

/// Whether a share tells how much less the second figure is (true), or how much more; none where it does not tell of them.
fn direction(run: &Run, q: &Quantity, step: &Step) -> Option<bool> {
    let (first, last) = step.atoms;
    let told = if q.from >= last { behind(run, q, last) } else { before(run, q, first) }?;
    let said = |list: List| told.iter().any(|&k| run.listed(k, list));
    let (fell, rose) = (said(List::Fell), said(List::Rose));
    if fell != rose {
        return Some(fell);
    }
    // "fell from 390 to 340, or 13 percent": the verb stands before the figures.
    let verb = |list: List| (first.saturating_sub(6)..first).any(|k| run.listed(k, list));
    let (fell, rose) = (verb(List::Fell), verb(List::Rose));
    let or = q.from > last && (run.word(q.from - 1, "or") || run.mark(q.from - 1, '('));
    (or && fell != rose).then_some(fell)
}

/// The atoms around a share behind a step: ", down 13 percent", ", a 13 percent drop"; only what tells of it may stand between.
fn behind(run: &Run, q: &Quantity, last: usize) -> Option<Vec<usize>> {
    let lead = (last..q.from).find(|&k| run.at(k).kind == Kind::Mark)?;
    // The second figure's month may stand before the mark.
    let dated = lead - last <= 4 && !(last..lead).any(|k| run.any(k, Class::Verb.bit() | Class::Conjunction.bit()));
    let clean = (lead + 1..q.from).all(|k| moves(run, k) || leads(run, k)) && q.from - lead <= 6;
    (dated && clean).then(|| (lead..q.from).chain(q.to..(q.to + 2).min(run.len())).collect())
}

/// The atoms before a share that leads to a step: "rose 13 percent from", "down 13 percent to".
fn before(run: &Run, q: &Quantity, first: usize) -> Option<Vec<usize>> {
    let small = |k: usize| run.word(k, "from") || run.word(k, "to") || run.is(k, Class::HedgeBefore);
    let clean = q.to <= first && first - q.to <= 3 && (q.to..first).all(small);
    let from = (q.from.saturating_sub(3)..q.from)
        .rev()
        .find(|&k| run.at(k).kind == Kind::Mark)
        .map_or(q.from.saturating_sub(3), |k| k + 1);
    clean.then(|| (from..q.from).collect())
}

/// "from 390 to 340 is down 12.8 %, not 23": the share that the figures make is neither the printed one nor, by their own
/// rounding, can it be.
fn by_share(run: &Run, q: &Quantity, falls: bool, step: &Step) -> Option<Draft> {
    let change = (step.after.0 / step.before.0 - 1.0) * 100.0;
    let slack = step.after.1.over(&step.before.1).scaled(100.0);
    let printed = if falls { -q.low.value } else { q.low.value };
    let read = share(q);
    let read = if falls { Interval::new(-read.high, -read.low) } else { read };
    let rounded = (slack.low - 100.0..=slack.high - 100.0).contains(&printed);
    if read.meets(&Interval::new(change, change)) || rounded {
        return None;
    }
    let expected = format!("{} {} %", if change < 0.0 { "down" } else { "up" }, figure(change.abs(), 1));
    let way = if falls { "down" } else { "up" };
    let (before, after) = (figure(step.before.0, 2), figure(step.after.0, 2));
    let message = format!("from {before} to {after} is {expected}, not {way} {}", run.slice(q.from, q.to));
    Some(draft(message, expected, step))
}

/// What a multiple may be of: "doubled" from 8 in a hundred below to 12 above, "more than doubled" from the double on.
fn allowed(times: f64, hedge: Hedge) -> Option<Interval> {
    Some(match hedge {
        Hedge::MoreThan | Hedge::AtLeast => Interval::new(times, times * 1.6),
        Hedge::Nearly => Interval::new(times * 0.8, times),
        Hedge::About => Interval::new(times * 0.8, times * 1.25),
        Hedge::None => Interval::new(times * 0.92, times * 1.12),
        Hedge::LessThan | Hedge::UpTo => return None,
    })
}

/// "doubled from 200 to 350", "twice as many as the 120".
fn by_multiple(run: &Run, times: f64, (from, to): (usize, usize), hedge: Hedge, step: &Step) -> Option<Draft> {
    let ratio = step.after.0 / step.before.0;
    if allowed(times, hedge)?.meets(&Interval::new(ratio, ratio)) {
        return None;
    }
    let (before, after) = (figure(step.before.0, 2), figure(step.after.0, 2));
    let expected = format!("{} times as much", figure(ratio, 2));
    let message = format!("{after} is {expected} as {before}, which is not “{}”", run.slice(from, to));
    Some(draft(message, expected, step))
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
