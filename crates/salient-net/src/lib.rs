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

pub use heads::{LINKS, Links, Raw};
pub use weights::{Fault, Weights};

use encoder::Encoder;
use heads::Heads;

/// The weights that the program ships.
pub static SHIPPED: &[u8] = include_bytes!("../weights/reader.bin");
/// Their SHA-256 as a hexadecimal number, with the name of the file behind it.
pub static DIGEST: &str = include_str!("../weights/reader.bin.sha256");
/// The fit of a claim's confidence to what the reader says, as JSON; it belongs to these weights.
pub static CONFIDENCE: &str = include_str!("../weights/confidence.json");

/// What the network is given of a window.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Input {
    /// All pieces, with the opening and the closing one.
    pub pieces: Vec<u32>,
    /// The first piece of each word.
    pub firsts: Vec<usize>,
    /// The marks of each word, one bit each.
    pub marks: Vec<u32>,
    /// How many words at the start belong to the window before.
    pub before: usize,
}

/// Encoder and heads.
#[derive(Debug)]
pub struct Net {
    encoder: Encoder,
    heads: Heads,
}

impl Net {
    /// The network of a weights file.
    pub fn new(weights: &Weights) -> Result<Self, Fault> {
        Ok(Self { encoder: Encoder::new(weights)?, heads: Heads::new(weights)? })
    }

    /// What it says of a window's own words: anchors with a probability above `floor`, and their links.
    pub fn read(&self, input: &Input, floor: f32) -> Vec<Raw> {
        let pieces = self.encoder.encode(&input.pieces);
        self.heads.read(&pieces, input, floor)
    }
}
