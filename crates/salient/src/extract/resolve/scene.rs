//! A document's words with the parts that the lexicon gives them: what all the resolvers look at.

use crate::extract::document::Document;
use crate::extract::reader::View;
use crate::extract::token::{self, Token};
use crate::lexicon::{Class, Mask, Role};
use std::ops::Range;

/// The words of a document, with their parts and sentences.
pub(super) struct Scene<'a> {
    pub(super) document: &'a Document<'a>,
    pub(super) view: &'a View,
    masks: Vec<Mask>,
    sentences: Vec<u32>,
    atoms: Vec<u32>,
}

impl<'a> Scene<'a> {
    /// Looks every word up again.
    pub(super) fn new(document: &'a Document<'a>, view: &'a View) -> Self {
        let mut scene = Self { document, view, masks: Vec::new(), sentences: Vec::new(), atoms: Vec::new() };
        let mut tokens: Vec<Token> = Vec::new();
        for (index, sentence) in document.sentences.iter().enumerate() {
            let run = document.run(sentence);
            for (at, atom) in run.atoms.iter().enumerate() {
                tokens.clear();
                token::tokens(run.lexicon, run.text, atom.start as usize, atom.end as usize, &mut tokens);
                for token in &tokens {
                    scene.masks.push(token.mask | atom.mask);
                    scene.sentences.push(index as u32);
                    scene.atoms.push(at as u32);
                }
            }
        }
        scene.masks.resize(view.words.len(), 0);
        scene.sentences.resize(view.words.len(), 0);
        scene.atoms.resize(view.words.len(), 0);
        scene
    }

    /// How many words there are.
    pub(super) fn len(&self) -> usize {
        self.view.words.len()
    }

    /// A word as printed; nothing past the end.
    pub(super) fn text(&self, word: usize) -> &'a str {
        let article = self.document.article;
        self.view.words.get(word).map_or("", |w| &article.text[w.start as usize..w.end as usize])
    }

    /// A word in lower case with plain apostrophes.
    pub(super) fn lower(&self, word: usize) -> String {
        self.text(word).to_lowercase().replace('’', "'")
    }

    /// The text of a stretch of words, on one line.
    pub(super) fn slice(&self, words: &Range<usize>) -> String {
        let article = self.document.article;
        let (Some(first), Some(last)) =
            (self.view.words.get(words.start), self.view.words.get(words.end.wrapping_sub(1)))
        else {
            return String::new();
        };
        article.text.get(first.start as usize..last.end as usize).map(one_line).unwrap_or_default()
    }

    /// Whether a word can play one of several parts.
    pub(super) fn any(&self, word: usize, mask: Mask) -> bool {
        self.masks.get(word).is_some_and(|m| m & mask != 0)
    }

    /// Whether a word can play a part.
    pub(super) fn is(&self, word: usize, class: Class) -> bool {
        self.any(word, class.bit())
    }

    /// Whether a word's first letter is a capital.
    pub(super) fn capital(&self, word: usize) -> bool {
        token::capital(self.text(word))
    }

    /// Whether a word is letters or digits and no mark.
    pub(super) fn wordy(&self, word: usize) -> bool {
        self.text(word).starts_with(char::is_alphanumeric)
    }

    /// What a word such as "rebels" or "the army" stands for in any war.
    pub(super) fn role(&self, word: usize) -> Option<Role> {
        crate::lexicon::role(&self.lower(word))
    }

    /// The state or group that a word names by the lexicon.
    pub(super) fn party(&self, word: usize) -> Option<&'static str> {
        self.view.words.get(word).and_then(|w| w.party)
    }

    /// The side of the person or body that a word names by the lexicon.
    pub(super) fn speaker(&self, word: usize) -> Option<&'static str> {
        self.view.words.get(word).and_then(|w| w.speaker)
    }

    /// The state in which the place lies that a word names.
    pub(super) fn land(&self, word: usize) -> Option<&'static str> {
        self.view.words.get(word).and_then(|w| w.land)
    }

    /// The sentence of a word.
    pub(super) fn sentence(&self, word: usize) -> usize {
        self.sentences.get(word).map_or(0, |s| *s as usize)
    }

    /// The words of the sentence that a word stands in.
    pub(super) fn around(&self, word: usize) -> Range<usize> {
        self.view.sentences.get(self.sentence(word)).cloned().unwrap_or(word..word)
    }

    /// The first word of a sentence's atom, or one past its last word.
    pub(super) fn word(&self, sentence: usize, atom: usize) -> usize {
        let words = self.view.sentences.get(sentence).cloned().unwrap_or(0..0);
        words.clone().find(|&w| self.atom(w) >= atom).unwrap_or(words.end)
    }

    /// The atom of a word in its sentence.
    pub(super) fn atom(&self, word: usize) -> usize {
        self.atoms.get(word).map_or(0, |a| *a as usize)
    }
}

/// The side of a speaker of no party.
pub(super) const OTHER: &str = "other";

/// A stretch of text without its line breaks.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a code is an ISO 3166-1 one.
pub(super) fn is_state(code: &str) -> bool {
    code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase())
}
