//! The network: pieces and marks of one window in, probabilities out. It knows nothing of texts.
//!
//! Plain arithmetic over slices, in a fixed order, so that the answer is the same on every machine. Large products are of
//! whole numbers (weights and inputs in eight bits), which no order of summation can change.

mod attention;
mod encoder;
mod heads;
mod kernel;
mod math;
mod matrix;
#[cfg(test)]
mod tests;
mod weights;

pub(crate) use encoder::Encoder;
pub(crate) use heads::{Heads, Raw};
pub use weights::Fault;
pub(crate) use weights::Weights;

/// What the network is given of a window.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Input {
    /// All pieces, with the opening and the closing one.
    pub(crate) pieces: Vec<u32>,
    /// The first piece of each word.
    pub(crate) firsts: Vec<usize>,
    /// The marks of each word, one bit each.
    pub(crate) marks: Vec<u32>,
    /// How many words at the start belong to the window before.
    pub(crate) before: usize,
}

/// Encoder and heads.
#[derive(Debug)]
pub(crate) struct Net {
    encoder: Encoder,
    heads: Heads,
}

impl Net {
    /// The network of a weights file.
    pub(crate) fn new(weights: &Weights) -> Result<Self, Fault> {
        Ok(Self { encoder: Encoder::new(weights)?, heads: Heads::new(weights)? })
    }

    /// What it says of a window's own words: anchors with a probability above `floor`, and their links.
    pub(crate) fn read(&self, input: &Input, floor: f32) -> Vec<Raw> {
        let pieces = self.encoder.encode(&input.pieces);
        self.heads.read(&pieces, input, floor)
    }
}
