//! Two figures of one thing, told as a change from the one to the other.

use super::interval::{Interval, count};
use super::parts::percent;
use crate::extract::Sentence;
use crate::extract::atom::Run;
use crate::extract::number::{self, Number};
use crate::extract::quantity::{Counted, Hedge, Quantity};
use crate::lexicon::{Class, List};

/// Two values, the earlier first, with what each can stand for, and the atoms that give them.
pub(super) struct Step {
    pub(super) before: (f64, Interval),
    pub(super) after: (f64, Interval),
    pub(super) atoms: (usize, usize),
    /// How many times as much the words say that the later one is, and the atoms that say so.
    pub(super) times: Option<(f64, (usize, usize))>,
}

impl Step {
    fn new(before: (&Quantity, Number), after: (&Quantity, Number), atoms: (usize, usize)) -> Self {
        Self { before: read(before), after: read(after), atoms, times: None }
    }
}

/// A figure and what it can stand for: counts below a thousand are exact.
fn read((q, number): (&Quantity, Number)) -> (f64, Interval) {
    (number.value, count(&Quantity { low: number, high: number, ..*q }))
}

/// "from 390 in May to 340 in June", "to 340 from 390": two figures of one kind, and nothing counted between them.
pub(super) fn steps(run: &Run, sentence: &Sentence) -> Vec<Step> {
    let figures = &sentence.figures;
    let led = |q: &Quantity, word: &str| q.from > 0 && run.word(q.from - 1, word);
    let usable = |q: &Quantity| plain(run, q) && q.hedge == Hedge::None && !clocked(run, q);
    let ranges = figures.iter().filter(|q| usable(q) && q.is_range() && led(q, "from") && run.word(q.low.next, "to"));
    let one = ranges.map(|q| Step::new((q, q.low), (q, q.high), (q.number, q.to)));
    let two = figures.windows(2).filter(|w| w.iter().all(|q| usable(q) && !q.is_range())).filter_map(|w| {
        let (a, b) = (&w[0], &w[1]);
        let near = alike(a, b) && b.from.saturating_sub(a.to) <= 7;
        let atoms = (a.number, b.to);
        match (near, led(a, "from") && led(b, "to"), led(a, "to") && led(b, "from")) {
            (true, true, _) => Some(Step::new((a, a.low), (b, b.low), atoms)),
            (true, _, true) => Some(Step::new((b, b.low), (a, a.low), atoms)),
            _ => None,
        }
    });
    let multiplied = |step: Step| Step { times: doubled(run, &step), ..step };
    one.chain(two).filter(|s| s.before.0 > 0.0).map(multiplied).collect()
}

fn plain(run: &Run, q: &Quantity) -> bool {
    !percent(run, q) && !q.low.vague && !q.low.fraction
}

fn alike(a: &Quantity, b: &Quantity) -> bool {
    a.counted == b.counted || a.counted == Counted::Bare || b.counted == Counted::Bare
}

/// Ages, times of day and spans are the ends of a stretch, not of a change: "aged from 18 to 24", "from 7 to 9 a.m.".
fn clocked(run: &Run, q: &Quantity) -> bool {
    let aged = (q.from.saturating_sub(3)..q.from).any(|k| run.listed(k, List::Aged));
    aged || run.listed(q.to, List::Clock) || run.listed(q.to, List::Measured) || run.is(q.to, Class::Span)
}

/// "doubled from 200 to 350", "tripled its troops from 1,000 to 2,500": the verb right before the two figures.
fn doubled(run: &Run, step: &Step) -> Option<(f64, (usize, usize))> {
    let words = [(List::Doubled, 2.0), (List::Tripled, 3.0), (List::Quadrupled, 4.0), (List::Halved, 0.5)];
    let first = step.atoms.0.saturating_sub(1);
    let of = |k: usize| words.iter().find(|(list, _)| run.listed(k, *list)).map(|(_, times)| *times);
    let (at, times) = (first.saturating_sub(6)..first).rev().find_map(|k| Some((k, of(k)?)))?;
    let apart = Class::Verb.bit() | Class::Conjunction.bit() | Class::Speech.bit();
    let clean = (at + 1..first).all(|k| !run.any(k, apart) && run.at(k).kind == crate::extract::token::Kind::Word);
    clean.then_some((times, (at, at + 1)))
}

/// "340 this year, twice as many as the 120 of 2023": the figure that is likened, and the one that it is likened to.
pub(super) fn likened(run: &Run, sentence: &Sentence) -> Vec<Step> {
    let figures: Vec<&Quantity> = sentence.figures.iter().filter(|q| !run.word(q.low.next, "times")).collect();
    let pair = |w: &[&Quantity]| {
        let (now, then) = (w[0], w[1]);
        // "as many as" is a hedge where no multiple stands before it.
        let joined = run.text(then.from).starts_with("as ");
        let like =
            if joined { then.from } else { (then.from.saturating_sub(3)..then.from).find(|&k| run.word(k, "as"))? };
        let (at, (times, next)) = (like.saturating_sub(4)..like).find_map(|k| Some((k, multiple(run, k)?)))?;
        let bare = |q: &Quantity| plain(run, q) && !q.is_range() && !clocked(run, q);
        let hedges = now.hedge == Hedge::None && (then.hedge == Hedge::None || joined);
        let close = at >= now.to && at - now.to <= 6 && then.low.value > 0.0 && alike(now, then);
        let step = Step::new((then, then.low), (now, now.low), (now.number, then.to));
        (close && hedges && bare(now) && bare(then)).then_some(Step { times: Some((times, (at, next))), ..step })
    };
    figures.windows(2).filter_map(pair).collect()
}

/// How many times as much a word says, and the atom after it: "twice", "three times".
fn multiple(run: &Run, k: usize) -> Option<(f64, usize)> {
    let counted = || number::parse(run, k).filter(|n| run.word(n.next, "times") && n.value > 1.0);
    let word = run.listed(k, List::Twice).then_some((2.0, k + 1));
    word.or_else(|| counted().map(|n| (n.value, n.next + 1)))
}
