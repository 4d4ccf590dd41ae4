//! The same value printed again in another unit: "420 square kilometers (162 square miles)".

use super::atom::Run;
use super::quantity::{Quantity, quantity};
use super::token::Kind;
use crate::lexicon::{Class, List, Unit, UnitKind, class::any_of};

/// A value and its restatement.
#[derive(Clone, Copy, Debug)]
pub struct Pair {
    /// The value as first printed.
    pub first: Quantity,
    /// The value printed again.
    pub second: Quantity,
}

/// Every restatement in a sentence, given its measures.
pub fn pairs(run: &Run, figures: &[Quantity]) -> Vec<Pair> {
    let mut out = Vec::new();
    for (index, first) in figures.iter().enumerate().filter(|(_, q)| q.unit().is_some()) {
        if dimension(run, first) {
            continue;
        }
        if let Some(open) = bracket_after(run, first.to) {
            for second in bracketed(run, open) {
                out.push(Pair { first: *first, second });
            }
        } else if let Some(second) =
            alternative(run, first).filter(|s| figures.get(index + 1).is_none_or(|n| n.number >= s.number))
        {
            out.push(Pair { first: *first, second });
        }
    }
    out
}

const SIZES: u64 = any_of(&[Class::Unit, Class::Cardinal, Class::Fraction]);

/// "10 by 12 feet": the bracket restates both sides, which is left alone.
fn dimension(run: &Run, q: &Quantity) -> bool {
    let sized = |i: usize| i > 0 && (run.at(i - 1).kind == Kind::Number || run.any(i - 1, SIZES));
    let before = (0..q.from).rev().take(2).any(|i| run.listed(i, List::Crossing) && sized(i));
    let unit_before =
        q.number > 0 && run.is(q.number - 1, crate::lexicon::Class::Unit) && !run.word(q.number - 1, "in");
    before || unit_before || run.listed(q.to, List::Crossing) || (q.from > 0 && run.mark(q.from.wrapping_sub(1), '/'))
}

/// The atom of the bracket that follows a measure, past a word on its shape.
fn bracket_after(run: &Run, to: usize) -> Option<usize> {
    let mut at = to;
    let stop = |k: usize| run.mark(k, '.') && !run.at(k).spaced;
    while at < to + 3 && (run.listed(at, List::Shapes) || run.mark(at, '-') || stop(at)) {
        at += 1;
    }
    (run.mark(at, '(') || run.mark(at, '[')).then_some(at)
}

/// The measures in a bracket that holds nothing else.
fn bracketed(run: &Run, open: usize) -> Vec<Quantity> {
    let close = (open + 1..run.len().min(open + 24)).find(|&i| run.mark(i, ')') || run.mark(i, ']'));
    let Some(close) = close else { return Vec::new() };
    let inner = run.part(0, close);
    let (mut out, mut at) = (Vec::new(), open + 1);
    while at < close {
        if let Some(q) = quantity(&inner, at, true).filter(|q| q.unit().is_some()) {
            at = q.to;
            out.push(q);
        } else if separates(run, at) {
            at += 1;
        } else {
            return Vec::new();
        }
    }
    let crossed = (open..close).any(|i| run.listed(i, List::Crossing));
    // "4 ft 10 in and 6 ft 4 in (1.49 m and 1.93 m)": which restates which cannot be told.
    let twice = out.iter().enumerate().any(|(n, a)| out[..n].iter().any(|b| a.unit() == b.unit()));
    if crossed || twice { Vec::new() } else { out }
}

fn separates(run: &Run, i: usize) -> bool {
    let marks = [',', ';', '/', '=', '~', '≈', '-', '−', '.', '–'];
    run.is(i, Class::HedgeBefore)
        || run.is(i, Class::HedgeAfter)
        || run.listed(i, List::Restating)
        || marks.iter().any(|&m| run.mark(i, m))
}

/// "20 miles, or 32 kilometers," and "20 miles or 32 km" and "20 miles/32 km"; and without a word "20 miles, about 32
/// kilometers," and "20 miles – 32 km –", where the second can be meant as the first.
fn alternative(run: &Run, first: &Quantity) -> Option<Quantity> {
    let comma = usize::from(run.mark(first.to, ','));
    let told = run.word(first.to + comma, "or") || run.mark(first.to, '/');
    let set_off = comma == 1 || dash(run, first.to);
    if !(told || set_off) {
        return None;
    }
    let mut at = first.to + if told { comma + 1 } else { 1 };
    // "42 knots -- over 48 miles per hour"
    while run.is(at, Class::HedgeBefore) || run.mark(at, '-') && !told {
        at += 1;
    }
    let second = quantity(run, at, true)?;
    let units = [first.unit()?, second.unit()?].map(|u| &run.lexicon.units[u]);
    let ends = run.mark(second.to, ',') || run.mark(second.to, '.') || second.to >= run.len();
    let closed = if told { comma == 0 || ends } else { ends || dash(run, second.to) };
    let pair =
        units[0].name != units[1].name && (units[0].kind == units[1].kind || lost_square(&units, first, &second));
    let same = told || meant(&units, first, &second) || lost_square(&units, first, &second);
    (pair && closed && same).then_some(second)
}

fn dash(run: &Run, i: usize) -> bool {
    ['–', '—', '-'].iter().any(|&mark| run.mark(i, mark)) && run.at(i).spaced
}

/// "158 square kilometers, or 61 miles,": a length whose figure is that of the area, converted.
fn lost_square(units: &[&Unit; 2], first: &Quantity, second: &Quantity) -> bool {
    let squared = units[1].factor * units[1].factor;
    let ratio = first.low.value * units[0].factor / (second.low.value * squared);
    units[0].kind == UnitKind::Area && units[1].kind == UnitKind::Length && (0.8..1.25).contains(&ratio)
}

/// Whether a figure set off by marks alone can be the one before it in another system of units: it is within a factor of
/// two of it, as "100 meters, 3 miles," is not.
fn meant(units: &[&Unit; 2], first: &Quantity, second: &Quantity) -> bool {
    let ratio = first.low.value * units[0].factor / (second.low.value * units[1].factor);
    // Kilometres and metres restate nothing: both are of one system.
    let step = (units[0].factor / units[1].factor).log10();
    (step - step.round()).abs() > 1e-9 && (0.5..2.0).contains(&ratio) && first.is_range() == second.is_range()
}
