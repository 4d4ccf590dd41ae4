//! Windows: whole sentences that are read at once, with some words of the sentences before.
//!
//! Training cuts the same windows (`training/reader/windows.py`) out of texts of which every sentence is read.

use super::View;
use super::pieces::Vocabulary;
use salient_net::Input;

/// Words of the sentences before.
const CONTEXT: usize = 50;
/// Words of a window of several sentences.
const LONGEST: usize = 280;
/// Words of a window of one.
const WORDS: usize = 400;
/// Pieces of a window.
const PIECES: usize = 500;

/// Words of a view that are read at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Window {
    /// The first word, which may be of a sentence before.
    pub(super) first: usize,
    /// The first word of its own.
    pub(super) own: usize,
    /// One past the last.
    pub(super) end: usize,
}

/// The windows over the sentences that are to be read.
pub(super) fn windows(view: &View, read: &[bool]) -> Vec<Window> {
    let sentences: Vec<_> = view.sentences.iter().zip(read).filter(|(s, _)| !s.is_empty()).collect();
    let (mut out, mut i) = (Vec::new(), 0);
    while i < sentences.len() {
        if !sentences[i].1 {
            i += 1;
            continue;
        }
        let (own, mut c, mut j) = (sentences[i].0.start, i, i + 1);
        while c > 0 && own - sentences[c - 1].0.start <= CONTEXT {
            c -= 1;
        }
        let first = sentences[c].0.start;
        while sentences.get(j).is_some_and(|(s, read)| **read && s.end - first <= LONGEST) {
            j += 1;
        }
        out.push(Window { first, own, end: sentences[j - 1].0.end.min(first + WORDS) });
        i = j;
    }
    out
}

/// What the network is given of a window.
pub(super) fn input(window: &Window, text: &str, view: &View, vocabulary: &Vocabulary) -> Input {
    let mut input = Input { pieces: vec![vocabulary.open], before: window.own - window.first, ..Input::default() };
    for word in &view.words[window.first..window.end] {
        let first = input.pieces.len();
        vocabulary.word(&text[word.start as usize..word.end as usize], &mut input.pieces);
        if input.pieces.len() > PIECES + 1 {
            input.pieces.truncate(first);
            break;
        }
        input.firsts.push(first);
        input.marks.push(word.marks);
    }
    input.pieces.push(vocabulary.close);
    input
}
