//! Where a claim stands in its document: its sentence, its figure.

use crate::extract::quantity::Quantity;
use crate::extract::{Claim, Document, Sentence};

/// The sentence in which a claim begins, and its number.
pub(super) fn sentence_of<'a>(document: &'a Document, claim: &Claim) -> Option<(&'a Sentence, usize)> {
    let starts = |s: &Sentence| {
        let run = document.run(s);
        let (first, last) = (run.at(0).start as usize, run.at(run.len() - 1).end as usize);
        (first..last).contains(&claim.bytes.0)
    };
    document.sentences.iter().enumerate().find(|(_, s)| !s.atoms.is_empty() && starts(s)).map(|(at, s)| (s, at))
}

/// The figure of a claim, and the sentence that it stands in.
pub(super) fn figure_of<'a>(document: &'a Document, claim: &Claim) -> Option<(&'a Sentence, Quantity)> {
    let [from, to] = claim.parts.number?;
    document.sentences.iter().find_map(|s| {
        let run = document.run(s);
        let here = |q: &&Quantity| (from..to).contains(&(run.at(q.number).start as usize));
        s.figures.iter().find(here).map(|q| (s, *q))
    })
}
