//! The encoder: pieces to vectors, through layers of attention and two linear maps.

use super::attention::Attention;
use super::math::{Norm, gelu};
use super::matrix::Matrix;
use super::weights::{Fault, Tensor, Weights};

/// The first layers of a published encoder, trained on.
#[derive(Debug)]
pub(crate) struct Encoder {
    words: Tensor,
    scale: Vec<f32>,
    places: Tensor,
    /// The place of a window's first piece.
    start: usize,
    norm: Norm,
    heads: usize,
    near: Vec<f32>,
    layers: Vec<Layer>,
}

#[derive(Debug)]
struct Layer {
    joined: Matrix,
    out: Matrix,
    after: Norm,
    up: Matrix,
    down: Matrix,
    last: Norm,
}

impl Encoder {
    /// The encoder of a weights file.
    pub(crate) fn new(weights: &Weights) -> Result<Self, Fault> {
        let words = weights.tensor("words")?;
        let layer = |i: usize| {
            let name = |part: &str| format!("layer.{i}.{part}");
            Ok(Layer {
                joined: Matrix::new(weights, &name("joined"))?,
                out: Matrix::new(weights, &name("out"))?,
                after: weights.norm(&name("after"))?,
                up: Matrix::new(weights, &name("up"))?,
                down: Matrix::new(weights, &name("down"))?,
                last: weights.norm(&name("last"))?,
            })
        };
        Ok(Self {
            scale: if words.whole { weights.floats("words.scale")? } else { Vec::new() },
            words,
            places: weights.tensor("places")?,
            start: weights.number("start")?,
            norm: weights.norm("norm")?,
            heads: weights.number("heads")?,
            near: weights.floats("near")?,
            layers: (0..weights.number("layers")?).map(layer).collect::<Result<_, Fault>>()?,
        })
    }

    /// The width of a vector.
    fn width(&self) -> usize {
        self.words.inputs
    }

    /// A vector for each piece.
    pub(crate) fn encode(&self, pieces: &[u32]) -> Vec<f32> {
        let mut x = self.embed(pieces);
        for layer in &self.layers {
            let joined = layer.joined.of(&x);
            let attention = Attention { heads: self.heads, width: self.width(), near: &self.near, joined: &joined };
            layer.after.add(&mut x, &layer.out.of(&attention.mixed()));
            let mut inner = layer.up.of(&x);
            gelu(&mut inner);
            layer.last.add(&mut x, &layer.down.of(&inner));
        }
        x
    }

    fn embed(&self, pieces: &[u32]) -> Vec<f32> {
        let (mut x, mut places) = (Vec::new(), Vec::new());
        for (i, &piece) in pieces.iter().enumerate() {
            let scale = self.scale.get(piece as usize).copied().unwrap_or(1.0);
            x.extend(self.words.row(piece as usize).map(|v| v * scale));
            places.extend(self.places.row(self.start + i));
        }
        self.norm.add(&mut x, &places);
        x
    }
}
