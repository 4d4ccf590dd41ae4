//! What the reader sees of a document: its words, what the recognisers found among them, and nothing else.
//!
//! Training reads the same view (`examples/view.rs` writes it), so that what is learnt and what runs cannot drift apart.

use crate::extract::atom::Run;
use crate::extract::document::{Document, Sentence};
use crate::extract::quantity::Counted;
use crate::extract::token::{self, Kind, Token};
use crate::lexicon::{Class, english, gazetteer};
use std::ops::Range;

/// A word of a document with what the recognisers say of it.
#[derive(Clone, Debug)]
pub struct Word {
    /// First byte in the clean text.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// One bit a mark of [`MARKS`].
    pub marks: u32,
    /// The state or group that it names, by the lexicon.
    pub party: Option<&'static str>,
    /// The side for which the person or body that it names speaks, by the lexicon.
    pub speaker: Option<&'static str>,
    /// The state in which the place that it names lies, by the gazetteer.
    pub land: Option<&'static str>,
}

/// A document as the reader sees it.
#[derive(Clone, Debug, Default)]
pub struct View {
    /// All words, in text order.
    pub words: Vec<Word>,
    /// The words of each sentence of the document.
    pub sentences: Vec<Range<usize>>,
    /// The first word of each figure's number: sentence, figure, word.
    pub figures: Vec<(usize, usize, usize)>,
    /// The words of each date: sentence, date, words.
    pub dates: Vec<(usize, usize, Range<usize>)>,
}

/// The marks that a word can carry, in the order of their bits.
pub const MARKS: [&str; 20] = [
    "capital",
    "upper",
    "number",
    "party",
    "speaker",
    "land",
    "first",
    "quotation",
    "inner-capital",
    "speech",
    "title",
    "force",
    "date",
    "paragraph",
    "faction",
    "persons",
    "settlements",
    "measure",
    "verb",
    "people",
];

const CAPITAL: u32 = 1;
const UPPER: u32 = 1 << 1;
const NUMBER: u32 = 1 << 2;
const PARTY: u32 = 1 << 3;
const SPEAKER: u32 = 1 << 4;
const LAND: u32 = 1 << 5;
const FIRST: u32 = 1 << 6;
const QUOTATION: u32 = 1 << 7;
const INNER: u32 = 1 << 8;
const DATE: u32 = 1 << 12;
const PARAGRAPH: u32 = 1 << 13;
const CLASSES: [(Class, u32); 7] = [
    (Class::Speech, 1 << 9),
    (Class::Title, 1 << 10),
    (Class::Force, 1 << 11),
    (Class::Faction, 1 << 14),
    (Class::Verb, 1 << 18),
    (Class::Military, 1 << 19),
    (Class::Civilian, 1 << 19),
];

impl View {
    /// The view of a document.
    pub fn new(document: &Document) -> Self {
        let mut view = Self::default();
        let mut block = usize::MAX;
        for (index, sentence) in document.sentences.iter().enumerate() {
            let run = document.run(sentence);
            let opens = sentence.block != block;
            block = sentence.block;
            view.sentence(&run, index, sentence, opens);
        }
        view
    }

    fn sentence(&mut self, run: &Run, index: usize, sentence: &Sentence, opens: bool) {
        let first = self.words.len();
        let mut at = Vec::with_capacity(run.len() + 1);
        let mut tokens: Vec<Token> = Vec::new();
        for i in 0..run.len() {
            at.push(self.words.len());
            let atom = run.at(i);
            tokens.clear();
            token::tokens(run.lexicon, run.text, atom.start as usize, atom.end as usize, &mut tokens);
            let alone = tokens.len() == 1;
            self.words.extend(tokens.iter().map(|t| word(run, i, t, alone)));
        }
        at.push(self.words.len());
        self.sentences.push(first..self.words.len());
        self.mark(first, FIRST | if opens { PARAGRAPH } else { 0 });
        for word in self.words.get_mut(first + 1..).into_iter().flatten() {
            word.marks |= if word.marks & CAPITAL > 0 { INNER } else { 0 };
        }
        lands(&mut self.words[first..], run.text);
        for (k, figure) in sentence.figures.iter().enumerate() {
            let counted = match figure.counted {
                Counted::Persons => 1 << 15,
                Counted::Settlements => 1 << 16,
                Counted::Measure(_) => 1 << 17,
                Counted::Bare => 0,
            };
            self.mark(at[figure.number], NUMBER | counted);
            self.figures.push((index, k, at[figure.number]));
        }
        for (k, dated) in sentence.dates.iter().enumerate() {
            let words = at[dated.from]..at[dated.to.min(run.len())];
            words.clone().for_each(|w| self.mark(w, DATE));
            self.dates.push((index, k, words));
        }
    }

    fn mark(&mut self, word: usize, marks: u32) {
        if let Some(word) = self.words.get_mut(word) {
            word.marks |= marks;
        }
    }
}

fn word(run: &Run, i: usize, token: &Token, alone: bool) -> Word {
    let mask = if alone { run.mask(i) | token.mask } else { run.mask(i) };
    let named = |classes: &[Class]| {
        let sense = classes.iter().find_map(|&c| if mask & c.bit() > 0 { run.sense(i, c) } else { None });
        sense.map(|value| english().named[value as usize].side.as_str())
    };
    let party = named(&[Class::Group, Class::State, Class::Seat, Class::Demonym]);
    let speaker = named(&[Class::Person, Class::Surname, Class::Monitor]);
    let mut marks = CLASSES.iter().filter(|(class, _)| mask & class.bit() > 0).fold(0, |m, (_, bit)| m | bit);
    marks |= (u32::from(token.capital) * CAPITAL)
        | (u32::from(token.upper && token.end - token.start > 1) * UPPER)
        | (u32::from(party.is_some()) * PARTY)
        | (u32::from(speaker.is_some()) * SPEAKER)
        | (u32::from(quotes(run.text, token)) * QUOTATION);
    Word { start: token.start, end: token.end, marks, party, speaker, land: None }
}

fn quotes(text: &str, token: &Token) -> bool {
    token.kind == Kind::Mark
        && matches!(text[token.start as usize..].chars().next(), Some('"' | '“' | '”' | '„' | '«' | '»'))
}

/// Marks the words of places that the gazetteer knows: the longest of three capitalised words in a row.
fn lands(words: &mut [Word], text: &str) {
    let mut i = 0;
    while i < words.len() {
        let free = |w: &Word| w.marks & CAPITAL > 0 && w.party.is_none();
        let longest = (1..=3).rev().find_map(|n| {
            let name = words.get(i..i + n)?;
            let (first, last) = (name.first()?, name.last()?);
            let spelt = &text[first.start as usize..last.end as usize];
            let country = if free(first) && free(last) && spelt.len() > 3 { gazetteer::country(spelt) } else { None };
            country.map(|c| (n, c))
        });
        let step = longest.map_or(1, |(n, _)| n);
        if let Some((n, country)) = longest {
            for word in &mut words[i..i + n] {
                (word.land, word.marks) = (Some(country), word.marks | LAND);
            }
        }
        i += step;
    }
}
