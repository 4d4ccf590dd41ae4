//! Tokens with the lexicon's longer phrases joined: what the grammar reads.

use super::token::{Kind, Token};
use crate::lexicon::{Case, Class, Lexicon, List, Mask, Sense};

/// A token, or several that make one phrase of the lexicon.
#[derive(Clone, Copy, Debug)]
pub struct Atom {
    /// First byte in the text.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// What the first token is.
    pub kind: Kind,
    /// White space stands before it.
    pub spaced: bool,
    /// Its first letter is a capital.
    pub capital: bool,
    /// A hyphen stands inside it.
    pub hyphen: bool,
    /// Its number in the lexicon, `u32::MAX` for a phrase or an unknown word.
    pub word: u32,
    /// The parts it can play.
    pub mask: Mask,
    /// The senses of a phrase.
    pub phrase: [Option<Sense>; 2],
}

/// Joins the longest phrase at each token, from left to right.
pub fn atoms(lexicon: &Lexicon, tokens: &[Token], out: &mut Vec<Atom>) {
    let mut at = 0;
    while at < tokens.len() {
        let (length, phrase) = longest(lexicon, tokens, at);
        out.push(join(&tokens[at..at + length], phrase));
        at += length;
    }
}

/// The longest phrase at a token; words that the text breaks with a mark are no phrase.
fn longest(lexicon: &Lexicon, tokens: &[Token], at: usize) -> (usize, [Option<Sense>; 2]) {
    let (mut length, mut senses) = (1, [None; 2]);
    let Some(word) = lexicon.words.get(tokens[at].word as usize) else { return (1, senses) };
    for phrase in &word.phrases {
        let size = phrase.rest.len() + 1;
        if size < length {
            break;
        }
        let Some(found) = tokens.get(at..at + size) else { continue };
        if !found[1..].iter().map(|t| t.word).eq(phrase.rest.iter().copied()) || !written(phrase.sense.case, found) {
            continue;
        }
        if size > length || senses[0].is_none() {
            (length, senses) = (size, [Some(phrase.sense), None]);
        } else if senses[0].is_some_and(|s| s.class != phrase.sense.class) {
            senses[1] = senses[1].or(Some(phrase.sense));
        }
    }
    (length, senses)
}

fn written(case: Case, found: &[Token]) -> bool {
    match case {
        Case::Any => true,
        Case::Capital => found[0].capital,
        Case::Upper => found.iter().all(|t| t.upper || t.kind != Kind::Word),
    }
}

fn join(tokens: &[Token], phrase: [Option<Sense>; 2]) -> Atom {
    let (first, last) = (&tokens[0], &tokens[tokens.len() - 1]);
    let joined = tokens.len() > 1;
    let mask = phrase.iter().flatten().fold(0, |mask, sense| mask | sense.class.bit());
    Atom {
        start: first.start,
        end: last.end,
        kind: if joined && first.kind == Kind::Mark { Kind::Word } else { first.kind },
        spaced: first.spaced,
        capital: first.capital,
        hyphen: first.hyphen,
        word: if joined { u32::MAX } else { first.word },
        mask: if joined { mask } else { first.mask },
        phrase,
    }
}

/// A run of atoms with what is needed to read them.
#[derive(Clone, Copy)]
pub struct Run<'a> {
    /// The text that the offsets point into.
    pub text: &'a str,
    /// The language's lexicon.
    pub lexicon: &'a Lexicon,
    /// The atoms.
    pub atoms: &'a [Atom],
}

impl<'a> Run<'a> {
    /// An atom; past the end, one that is nothing.
    pub fn at(&self, i: usize) -> &Atom {
        const NONE: Atom = Atom {
            start: 0,
            end: 0,
            kind: Kind::Mark,
            spaced: false,
            capital: false,
            hyphen: false,
            word: u32::MAX,
            mask: 0,
            phrase: [None; 2],
        };
        self.atoms.get(i).unwrap_or(&NONE)
    }

    /// The text of an atom; empty past the end.
    pub fn text(&self, i: usize) -> &'a str {
        self.atoms.get(i).map_or("", |a| &self.text[a.start as usize..a.end as usize])
    }

    /// The text from one atom up to, not including, another.
    pub fn slice(&self, from: usize, to: usize) -> &'a str {
        if from >= to.min(self.atoms.len()) {
            return "";
        }
        &self.text[self.atoms[from].start as usize..self.atoms[to.min(self.atoms.len()) - 1].end as usize]
    }

    /// The parts that an atom can play; none past the end.
    pub fn mask(&self, i: usize) -> Mask {
        self.atoms.get(i).map_or(0, |a| a.mask)
    }

    /// Whether an atom can play a part.
    pub fn is(&self, i: usize, class: Class) -> bool {
        self.mask(i) & class.bit() != 0
    }

    /// Whether an atom can play one of several parts.
    pub fn any(&self, i: usize, mask: Mask) -> bool {
        self.mask(i) & mask != 0
    }

    /// The entry behind an atom's sense of `class`.
    pub fn sense(&self, i: usize, class: Class) -> Option<u32> {
        let atom = self.atoms.get(i)?;
        if atom.mask & class.bit() == 0 {
            return None;
        }
        let phrase = atom.phrase.iter().flatten().find(|s| s.class == class).map(|s| s.value);
        phrase.or_else(|| self.lexicon.sense(atom.word, class))
    }

    /// Whether an atom is this word or mark, letter case aside.
    pub fn word(&self, i: usize, word: &str) -> bool {
        self.text(i).eq_ignore_ascii_case(word)
    }

    /// Whether an atom is one of these words or marks, letter case aside.
    pub fn one_of(&self, i: usize, words: &[&str]) -> bool {
        let text = self.text(i);
        words.iter().any(|w| w.len() == text.len() && text.eq_ignore_ascii_case(w))
    }

    /// Whether an atom is in a list of the lexicon.
    pub fn listed(&self, i: usize, list: List) -> bool {
        list.has(self.text(i))
    }

    /// Whether an atom is this mark.
    pub fn mark(&self, i: usize, mark: char) -> bool {
        self.atoms.get(i).is_some_and(|a| a.kind == Kind::Mark && self.text[a.start as usize..].starts_with(mark))
    }

    /// Whether an atom is a quotation mark.
    pub fn quote(&self, i: usize) -> bool {
        self.atoms.get(i).is_some_and(|a| {
            a.kind == Kind::Mark
                && matches!(self.text[a.start as usize..].chars().next(), Some('"' | '“' | '”' | '„' | '«' | '»'))
        })
    }

    /// How many atoms there are.
    pub fn len(&self) -> usize {
        self.atoms.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.atoms.is_empty()
    }

    /// A stretch of the run.
    pub fn part(&self, from: usize, to: usize) -> Run<'a> {
        Run { atoms: &self.atoms[from..to], ..*self }
    }
}
