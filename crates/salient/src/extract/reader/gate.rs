//! The gate: which sentences are read at all. It decides by the lexicon, in no time.
//!
//! A text that is not about a war is not read. In one that is, a sentence is read that has a number, or a word of claims
//! beside something that can be a place or a party, and where the sentences around it are about the war too.

use super::View;
use crate::lexicon::gate::{Gate, gate};
use std::ops::Range;

const NUMBER: u32 = 1 << 2 | 1 << 15 | 1 << 16 | 1 << 17;
const NAMED: u32 = 1 << 3 | 1 << 5 | 1 << 8 | 1 << 11 | 1 << 14;
const VERB: u32 = 1 << 18;

/// How much of war a text must hold in a hundred words, and how many words of war.
const TEXT: (f32, usize) = (0.9, 2);
/// In a text that holds this much, a number, a verb or a name is enough.
const WAR: (f32, usize) = (2.7, 3);
/// How much of war the sentences around must hold in a hundred words, and how many on each side are looked at.
const AROUND: (f32, usize) = (0.3, 4);
/// The fewest words that a rate is taken of.
const FEWEST: usize = 60;
/// A text of fewer words than these tells too little of what it is about: beside any word of war, a number, or a word of claims
/// with a name, is enough. Reading it costs next to nothing.
const SHORT: usize = 80;
/// Fewer words than these between two sentences that are read are read with them.
const GAP: usize = 30;

struct Seen<'a> {
    words: &'a Range<usize>,
    marks: u32,
    claim: bool,
    war: f32,
}

/// For each sentence of a view whether it is read.
pub fn open(text: &str, view: &View) -> Vec<bool> {
    let mut kinds: Vec<String> = Vec::new();
    let seen: Vec<Seen> = view.sentences.iter().map(|s| look(text, view, s, gate(), &mut kinds)).collect();
    let (all, kinds) = (rate(&seen), kinds.len());
    if seen.iter().map(|s| s.words.len()).sum::<usize>() < SHORT {
        return seen.iter().map(|s| all > 0.0 && told(s)).collect();
    }
    if all < TEXT.0 || kinds < TEXT.1 {
        return vec![false; seen.len()];
    }
    let war = all >= WAR.0 && kinds >= WAR.1;
    let mut open: Vec<bool> = (0..seen.len()).map(|i| passes(&seen, i, war)).collect();
    fill(&seen, &mut open);
    open
}

fn look<'a>(text: &str, view: &View, words: &'a Range<usize>, gate: &Gate, kinds: &mut Vec<String>) -> Seen<'a> {
    let mut seen = Seen { words, marks: 0, claim: false, war: 0.0 };
    let (mut lower, mut said) = (String::new(), Vec::new());
    for word in &view.words[words.clone()] {
        seen.marks |= word.marks;
        lower.clear();
        lower.extend(text[word.start as usize..word.end as usize].chars().flat_map(char::to_lowercase));
        let ends = lower.split_once('-').into_iter().flat_map(|(a, b)| [a, b.rsplit('-').next().unwrap_or(b)]);
        for part in std::iter::once(lower.as_str()).chain(ends) {
            let Some(hint) = gate.hint(part) else { continue };
            seen.claim |= hint.claim;
            if hint.war > 0.0 && !said.iter().any(|w| w == part) {
                seen.war += hint.war;
                said.push(part.to_owned());
            }
        }
    }
    for word in said {
        if kinds.len() < WAR.1 && !kinds.contains(&word) {
            kinds.push(word);
        }
    }
    seen
}

/// How much of war there is in a hundred words.
fn rate(seen: &[Seen]) -> f32 {
    let words: usize = seen.iter().map(|s| s.words.len()).sum();
    seen.iter().map(|s| s.war).sum::<f32>() / words.max(FEWEST) as f32 * 100.0
}

fn passes(seen: &[Seen], i: usize, war: bool) -> bool {
    let around = &seen[i.saturating_sub(AROUND.1)..(i + AROUND.1 + 1).min(seen.len())];
    let (named, claim) = (seen[i].marks & NAMED > 0, claims(&seen[i]));
    rate(around) >= AROUND.0 && (told(&seen[i]) || war && (claim || named))
}

fn claims(seen: &Seen) -> bool {
    seen.claim || seen.marks & VERB > 0
}

/// Whether a sentence has a number, or a word of claims beside something that can be a place or a party.
fn told(seen: &Seen) -> bool {
    seen.marks & NUMBER > 0 || claims(seen) && seen.marks & NAMED > 0
}

/// Opens what lies between two open sentences that are close.
fn fill(seen: &[Seen], open: &mut [bool]) {
    let mut last: Option<usize> = None;
    for i in 0..open.len() {
        if open[i] {
            if let Some(last) = last
                && seen[i].words.start - seen[last].words.end < GAP
            {
                open[last..i].fill(true);
            }
            last = Some(i);
        }
    }
}
