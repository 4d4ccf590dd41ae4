//! The file of weights: a few lines of text that say what lies where, then numbers.
//!
//! `training/reader/export.py` writes it. Lines are `key value`, and `tensor NAME i8|f32 OUTPUTS INPUTS OFFSET BYTES`; an empty
//! line ends them. Offsets count from the end of the head, which is filled up to 64 bytes.

use super::math::Norm;
use std::collections::HashMap;

/// What is wrong with a file of weights.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault(pub String);

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "weights: {}", self.0)
    }
}

impl std::error::Error for Fault {}

/// Rows of numbers in the file.
#[derive(Clone, Debug)]
pub(crate) struct Tensor {
    /// Whole numbers of eight bits, else floats.
    pub(super) whole: bool,
    pub(super) outputs: usize,
    pub(super) inputs: usize,
    pub(super) bytes: &'static [u8],
}

impl Tensor {
    pub(super) fn floats(&self) -> Vec<f32> {
        self.bytes.as_chunks().0.iter().map(|b| f32::from_le_bytes(*b)).collect()
    }

    /// The numbers of one row, of a tensor that is not cut into panels.
    pub(super) fn row(&self, row: usize) -> impl Iterator<Item = f32> {
        let size = if self.whole { self.inputs } else { 4 * self.inputs };
        let bytes = self.bytes.get(row * size..(row + 1) * size).unwrap_or_default();
        let (whole, floats) = if self.whole { (bytes, &[][..]) } else { (&[][..], bytes) };
        let floats = floats.as_chunks().0.iter().map(|b| f32::from_le_bytes(*b));
        whole.iter().map(|b| f32::from(b.cast_signed())).chain(floats)
    }
}

/// A file of weights.
#[derive(Debug)]
pub struct Weights {
    values: HashMap<&'static str, &'static str>,
    tensors: HashMap<&'static str, Tensor>,
}

impl Weights {
    /// Reads the head of a file.
    pub fn new(bytes: &'static [u8]) -> Result<Self, Fault> {
        let end = bytes.windows(2).position(|w| w == b"\n\n").ok_or_else(|| Fault("no head".to_owned()))? + 2;
        let head = std::str::from_utf8(&bytes[..end]).map_err(|e| Fault(e.to_string()))?;
        let data = bytes.get(end.next_multiple_of(64)..).unwrap_or_default();
        let mut this = Self { values: HashMap::new(), tensors: HashMap::new() };
        for line in head.lines() {
            match line.split_once(' ') {
                Some(("tensor", rest)) => {
                    let (name, tensor) = tensor(rest, data).ok_or_else(|| Fault(line.to_owned()))?;
                    this.tensors.insert(name, tensor);
                }
                Some((key, value)) => drop(this.values.insert(key, value)),
                None => {}
            }
        }
        Ok(this)
    }

    /// The value of a key.
    pub fn value(&self, key: &str) -> Result<&'static str, Fault> {
        self.values.get(key).copied().ok_or_else(|| Fault(format!("no {key}")))
    }

    /// The number of a key.
    pub fn number<T: std::str::FromStr>(&self, key: &str) -> Result<T, Fault> {
        self.value(key)?.parse().map_err(|_| Fault(format!("{key} is no number")))
    }

    /// A tensor by name.
    pub(crate) fn tensor(&self, name: &str) -> Result<Tensor, Fault> {
        self.tensors.get(name).cloned().ok_or_else(|| Fault(format!("no {name}")))
    }

    /// A tensor's bytes, as text.
    pub fn text(&self, name: &str) -> Result<&'static str, Fault> {
        std::str::from_utf8(self.tensor(name)?.bytes).map_err(|e| Fault(e.to_string()))
    }

    pub(super) fn floats(&self, name: &str) -> Result<Vec<f32>, Fault> {
        Ok(self.tensor(name)?.floats())
    }

    pub(super) fn norm(&self, name: &str) -> Result<Norm, Fault> {
        let part = |part: &str| self.floats(&format!("{name}.{part}"));
        Ok(Norm { weight: part("weight")?, bias: part("bias")?, eps: self.number("eps")? })
    }
}

fn tensor(line: &'static str, data: &'static [u8]) -> Option<(&'static str, Tensor)> {
    let mut parts = line.split(' ');
    let (name, kind) = (parts.next()?, parts.next()?);
    let mut number = || parts.next()?.parse::<usize>().ok();
    let (outputs, inputs, at, size) = (number()?, number()?, number()?, number()?);
    let bytes = data.get(at..at.checked_add(size)?)?;
    Some((name, Tensor { whole: kind == "i8", outputs, inputs, bytes }))
}
