//! Where sentences end.
//!
//! A point ends a sentence before a capital, a digit, a quotation or the end, unless it closes an abbreviation or a single
//! initial. Errs towards not splitting, since a claim cut in two is lost and a joined one is read clause by clause.

use super::atom::Run;
use super::token::Kind;
use crate::lexicon::{Class, List};
use std::ops::Range;

/// Atoms after which a sentence is cut all the same, so that a text without any end marks costs no more than others.
const LONGEST: usize = 400;

/// The sentences of a paragraph, as ranges of atoms.
pub fn sentences(run: &Run) -> Vec<Range<usize>> {
    let (mut out, mut from, mut i) = (Vec::new(), 0, 0);
    while i < run.len() {
        if ends(run, i) || i - from >= LONGEST {
            let mut to = i + 1;
            while closes(run, to) {
                to += 1;
            }
            out.push(from..to);
            (from, i) = (to, to);
        } else {
            i += 1;
        }
    }
    if from < run.len() {
        out.push(from..run.len());
    }
    out
}

/// Quotation marks and brackets that still belong to the sentence before them.
fn closes(run: &Run, i: usize) -> bool {
    let glued = run.atoms.get(i).is_some_and(|a| !a.spaced);
    glued && (run.quote(i) || run.mark(i, ')') || run.mark(i, ']') || run.mark(i, '’') || run.mark(i, '\''))
}

fn ends(run: &Run, i: usize) -> bool {
    if run.mark(i, '!') || run.mark(i, '?') || run.mark(i, '…') {
        return starts(run, i + 1);
    }
    if run.text(i).ends_with('.') && run.at(i).kind == Kind::Word {
        return starts_plainly(run, i + 1);
    }
    run.mark(i, '.') && !abbreviates(run, i) && starts(run, i + 1)
}

/// "Gen.", "Aug. 6", "J. Blige": the point belongs to the word before it.
fn abbreviates(run: &Run, i: usize) -> bool {
    let Some(before) = i.checked_sub(1) else { return false };
    if run.at(i).spaced {
        return false;
    }
    let initial = run.at(before).capital && run.text(before).chars().count() == 1;
    let month = run.is(before, Class::Month) && run.text(before).len() <= 4;
    let known = run.is(before, Class::Abbreviation) && (run.at(before).capital || run.text(before).len() <= 3);
    // "in." and "no." end sentences too: before a capital letter they are taken as words.
    let word = run.listed(before, List::NotEnds) && run.atoms.get(i + 1).is_some_and(|a| a.capital);
    initial || month || (known && !word)
}

fn starts(run: &Run, mut i: usize) -> bool {
    while closes(run, i) {
        i += 1;
    }
    let Some(atom) = run.atoms.get(i) else { return true };
    atom.spaced && (atom.capital || atom.kind != Kind::Word || run.text(i).starts_with('\''))
}

/// After "U.S." only a word that opens sentences and no names starts one.
fn starts_plainly(run: &Run, i: usize) -> bool {
    i >= run.len() || (run.at(i).capital && run.any(i, Class::Determiner.bit() | Class::Pronoun.bit()))
}
