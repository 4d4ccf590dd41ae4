//! Words to pieces: WordPiece over the vocabulary of the weights file, in lower case and without accents.

use std::collections::HashMap;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Pieces kept of one word.
const PER_WORD: usize = 6;
/// Letters in a row that are still taken apart.
const LONGEST: usize = 100;

/// The vocabulary, and the pieces that are no words.
#[derive(Debug)]
pub(super) struct Vocabulary {
    pieces: HashMap<&'static str, u32, foldhash::fast::FixedState>,
    pub(super) open: u32,
    pub(super) close: u32,
    pub(super) unknown: u32,
}

impl Vocabulary {
    /// One piece a line; the numbers are the lines'.
    pub(super) fn new(text: &'static str, open: u32, close: u32, unknown: u32) -> Self {
        let pieces = text.split('\n').zip(0..).collect();
        Self { pieces, open, close, unknown }
    }

    /// Adds the pieces of a word, at least one.
    pub(super) fn word(&self, word: &str, out: &mut Vec<u32>) {
        let first = out.len();
        if let Some(&piece) = self.pieces.get(word).filter(|_| word.bytes().all(|b| b.is_ascii_lowercase())) {
            return out.push(piece);
        }
        let mut letters = String::new();
        for c in word.nfd().filter(|&c| !is_combining_mark(c) && !c.is_control()).flat_map(char::to_lowercase) {
            if c.is_whitespace() {
                self.part(&std::mem::take(&mut letters), out);
            } else if alone(c) {
                self.part(&std::mem::take(&mut letters), out);
                self.part(c.encode_utf8(&mut [0; 4]), out);
            } else {
                letters.push(c);
            }
        }
        self.part(&letters, out);
        out.truncate(first + PER_WORD);
        if out.len() == first {
            out.push(self.unknown);
        }
    }

    /// The longest piece that fits, again and again; nothing of a part of which anything does not fit.
    fn part(&self, part: &str, out: &mut Vec<u32>) {
        let (first, mut rest) = (out.len(), part);
        let mut spelt = String::new();
        if part.chars().count() > LONGEST {
            return out.push(self.unknown);
        }
        while !rest.is_empty() {
            let inside = rest.len() < part.len();
            let fits = rest.char_indices().rev().find_map(|(at, c)| {
                let end = at + c.len_utf8();
                spelt.clear();
                spelt.push_str(if inside { "##" } else { "" });
                spelt.push_str(&rest[..end]);
                self.pieces.get(spelt.as_str()).map(|&piece| (piece, end))
            });
            let Some((piece, end)) = fits else {
                out.truncate(first);
                return out.push(self.unknown);
            };
            out.push(piece);
            rest = &rest[end..];
        }
    }
}

/// Punctuation and Chinese characters stand alone.
fn alone(c: char) -> bool {
    c.is_ascii_punctuation()
        || matches!(c, '¡' | '§' | '«' | '¶' | '·' | '»' | '¿' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{2043}'
            | '\u{2045}'..='\u{2051}' | '\u{2053}'..='\u{205e}' | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}'
            | '\u{55a}'..='\u{55f}' | '\u{60c}' | '\u{61b}' | '\u{61f}' | '\u{66a}'..='\u{66d}' | '\u{6d4}')
        || matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{2fa1f}')
}
