//! The heads: which words make claims, and which words they are linked to.

use super::Input;
use super::kernel::{Isa, Work, run};
use super::math::{Norm, dot, gelu, sigmoid, softmax, tanh};
use super::matrix::Matrix;
use super::weights::{Fault, Tensor, Weights};

/// Actor, side, date, trigger, place's start and end, asserter's start and end.
pub const LINKS: usize = 8;
const MARKS: usize = 20;

/// Scores of one link: the words of the window, then "none" and "elsewhere".
pub type Links = Vec<f32>;

/// A word that makes a claim, with all that is said of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Raw {
    /// The word, from the window's first.
    pub word: usize,
    /// The predicate, in the order of the outputs.
    pub kind: usize,
    /// How probable it is.
    pub p: f32,
    /// Extents' probabilities.
    pub extent: [f32; 3],
    /// How probable a denial is.
    pub deny: f32,
    /// Probabilities of each link.
    pub links: Vec<Links>,
}

/// All heads.
#[derive(Debug)]
pub(crate) struct Heads {
    marks: Matrix,
    mix: Matrix,
    norm: Norm,
    anchor: Matrix,
    kinds: Tensor,
    query: Matrix,
    extent: Matrix,
    deny: Matrix,
    ask: Matrix,
    answer: Matrix,
    absent: Matrix,
    far: Vec<f32>,
}

impl Heads {
    /// The heads of a weights file.
    pub(crate) fn new(weights: &Weights) -> Result<Self, Fault> {
        let matrix = |name| Matrix::new(weights, name);
        Ok(Self {
            marks: matrix("marks")?,
            mix: matrix("mix")?,
            norm: weights.norm("words.norm")?,
            anchor: matrix("anchor")?,
            kinds: weights.tensor("kinds")?,
            query: matrix("query")?,
            extent: matrix("extent")?,
            deny: matrix("deny")?,
            ask: matrix("ask")?,
            answer: matrix("answer")?,
            absent: matrix("absent")?,
            far: weights.floats("far")?,
        })
    }

    /// Reads the vectors of a window's pieces.
    pub(crate) fn read(&self, pieces: &[f32], input: &Input, floor: f32) -> Vec<Raw> {
        let words = self.words(pieces, input);
        let kinds = self.kinds.outputs;
        let mut found = Vec::new();
        for (at, &score) in self.anchor.of(&words).iter().enumerate().skip(input.before * kinds) {
            let p = sigmoid(score);
            if p > floor {
                let (word, kind) = (at / kinds, at % kinds);
                found.push(Raw { word, kind, p, extent: [0.0; 3], deny: 0.0, links: Vec::new() });
            }
        }
        if !found.is_empty() {
            self.ask(&words, &mut found);
        }
        found
    }

    fn words(&self, pieces: &[f32], input: &Input) -> Vec<f32> {
        let width = self.norm.weight.len();
        let bits = input.marks.iter().flat_map(|m| (0..MARKS).map(move |b| f32::from(m >> b & 1 == 1)));
        let marks = self.marks.of(&bits.collect::<Vec<_>>());
        let (mut words, mut joined) = (Vec::new(), Vec::new());
        for (&first, marks) in input.firsts.iter().zip(marks.chunks_exact(marks.len() / input.firsts.len())) {
            let piece = &pieces[first * width..][..width];
            words.extend_from_slice(piece);
            joined.extend_from_slice(piece);
            joined.extend_from_slice(marks);
        }
        let mut mixed = self.mix.of(&joined);
        gelu(&mut mixed);
        self.norm.add(&mut words, &mixed);
        words
    }

    fn ask(&self, words: &[f32], found: &mut [Raw]) {
        let width = self.norm.weight.len();
        let mut joined = Vec::new();
        for raw in &*found {
            joined.extend_from_slice(&words[raw.word * width..][..width]);
            joined.extend(self.kinds.row(raw.kind));
        }
        let mut query = self.query.of(&joined);
        query.iter_mut().for_each(|x| *x = tanh(*x));
        let (extent, deny, absent) = (self.extent.of(&query), self.deny.of(&query), self.absent.of(&query));
        for (i, raw) in found.iter_mut().enumerate() {
            raw.extent.copy_from_slice(&extent[3 * i..3 * i + 3]);
            softmax(&mut raw.extent, 3);
            raw.deny = sigmoid(deny[i]);
        }
        let (ask, answer) = (self.ask.of(&query), self.answer.of(words));
        run(Linking { ask: &ask, answer: &answer, absent: &absent, far: &self.far, found });
    }
}

struct Linking<'a> {
    ask: &'a [f32],
    answer: &'a [f32],
    absent: &'a [f32],
    far: &'a [f32],
    found: &'a mut [Raw],
}

impl Work for Linking<'_> {
    #[inline(always)]
    fn run<I: Isa>(self, _: I) {
        let all = self.ask.len() / self.found.len();
        let (key, steps) = (all / LINKS, self.far.len() / LINKS);
        let share = 1.0 / (key as f32).sqrt();
        let claims = self.ask.chunks_exact(all).zip(self.absent.chunks_exact(2 * LINKS));
        for (raw, (ask, absent)) in self.found.iter_mut().zip(claims) {
            for (l, ask) in ask.chunks_exact(key).enumerate() {
                let far = &self.far[l * steps..][..steps];
                let mut scores: Links = Vec::with_capacity(self.answer.len() / all + 2);
                for (w, answer) in self.answer.chunks_exact(all).enumerate() {
                    let away = (steps / 2 + w).saturating_sub(raw.word).min(steps - 1);
                    scores.push(dot(ask, &answer[l * key..][..key]) * share + far[away]);
                }
                scores.extend_from_slice(&absent[2 * l..2 * l + 2]);
                let length = scores.len();
                softmax(&mut scores, length);
                raw.links.push(scores);
            }
        }
    }
}
