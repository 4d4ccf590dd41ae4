//! What a link says once its probabilities are summed: over words that mean the same, over stretches that name the same.

use crate::extract::reader::{Link, Span};
use std::ops::Range;

/// A choice with the share of the probability that fell to it.
#[derive(Clone, Debug)]
pub(super) struct Choice<T> {
    pub(super) what: T,
    pub(super) mass: f32,
}

/// Sums votes for the same thing; the strongest first, of equals the one named first.
pub(super) fn tally<T: PartialEq>(votes: impl IntoIterator<Item = (T, f32)>) -> Vec<Choice<T>> {
    let mut out: Vec<Choice<T>> = Vec::new();
    for (what, mass) in votes {
        match out.iter_mut().find(|c| c.what == what) {
            Some(known) => known.mass += mass,
            None => out.push(Choice { what, mass }),
        }
    }
    out.sort_by(|a, b| b.mass.total_cmp(&a.mass));
    out
}

/// The stretches that a span may mean: for each first word its most probable last word within `longest` words.
pub(super) fn stretches(span: &Span, longest: usize) -> Vec<(Range<usize>, f32)> {
    let end_of = |start: usize| {
        let ends = span.end.words.iter().filter(|(end, _)| (start..start + longest).contains(end));
        ends.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))
    };
    let mut out: Vec<(Range<usize>, f32)> = span
        .start
        .words
        .iter()
        .filter_map(|&(start, p)| end_of(start).map(|&(end, q)| (start..end + 1, (p * q).sqrt())))
        .collect();
    out.sort_by(|a, b| b.1.total_cmp(&a.1));
    out
}

/// The probability that a span is not there at all.
pub(super) fn absent(span: &Span) -> f32 {
    f32::midpoint(span.start.none, span.end.none)
}

/// The most probable word.
pub(super) fn first(link: &Link) -> Option<usize> {
    link.words.first().map(|w| w.0)
}
