//! A linear map: weights and inputs in eight bits, or floats.

use super::kernel::{COLUMNS, Isa, Quads, ROWS, Weights as Panel, Work, run};
use super::math::fold;
use super::weights::{Fault, Weights};

/// The largest input, as a whole number. Two weights side by side are at most 128 together where they have the same sign (the
/// exporter sees to it), so that the sum of two products fits into sixteen bits.
const MOST: f32 = 255.0;

/// `out = x * weights + bias`, row by row.
#[derive(Debug)]
pub(super) struct Matrix {
    inputs: usize,
    outputs: usize,
    bias: Vec<f32>,
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    /// Weights times `scale`; `sum` of the whole weights of an output; `smooth` evens the inputs before they are rounded.
    Bytes { panels: &'static [Panel], scale: Vec<f32>, sum: Vec<i32>, smooth: Vec<f32> },
    Floats(Vec<[f32; COLUMNS]>),
}

impl Matrix {
    /// The map of this name.
    pub(super) fn new(weights: &Weights, name: &str) -> Result<Self, Fault> {
        let part = |part: &str| format!("{name}.{part}");
        let tensor = weights.tensor(&part("weight"))?;
        let kind = if tensor.whole {
            let sum = weights.floats(&part("sum"))?.into_iter().map(|s| s as i32).collect();
            let (scale, smooth) = (weights.floats(&part("scale"))?, weights.floats(&part("smooth"))?);
            Kind::Bytes { panels: tensor.bytes.as_chunks().0, scale, sum, smooth }
        } else {
            Kind::Floats(tensor.floats().as_chunks().0.to_vec())
        };
        Ok(Self { inputs: tensor.inputs, outputs: tensor.outputs, bias: weights.floats(&part("bias"))?, kind })
    }

    /// The map of each row of `x`.
    pub(super) fn of(&self, x: &[f32]) -> Vec<f32> {
        let mut out = vec![0.0; x.len() / self.inputs * self.outputs];
        run(Product { matrix: self, x, out: &mut out });
        out
    }
}

struct Product<'a> {
    matrix: &'a Matrix,
    x: &'a [f32],
    out: &'a mut [f32],
}

impl Work for Product<'_> {
    #[inline(always)]
    fn run<I: Isa>(self, isa: I) {
        let Matrix { inputs, outputs, bias, kind } = self.matrix;
        match kind {
            Kind::Floats(panels) => {
                let packed = pack(self.x, *inputs);
                let blocks = packed.chunks_exact(*inputs).zip(self.out.chunks_mut(outputs * ROWS));
                for (a, out) in blocks {
                    for (p, panel) in panels.chunks_exact(*inputs).enumerate() {
                        put(out, bias, p * COLUMNS, &isa.floats(a, panel), |_, _, sum| sum);
                    }
                }
            }
            Kind::Bytes { panels, scale, sum, smooth } => {
                let (packed, rows) = rounded(self.x, smooth);
                for (p, panel) in panels.chunks_exact(inputs / 4).enumerate() {
                    let blocks = packed.chunks_exact(inputs / 4).zip(self.out.chunks_mut(outputs * ROWS));
                    for ((a, out), rows) in blocks.zip(rows.as_chunks::<ROWS>().0) {
                        put(out, bias, p * COLUMNS, &isa.bytes(a, panel), |row, column, total| {
                            (total - rows[row].zero * sum[column]) as f32 * (rows[row].step * scale[column])
                        });
                    }
                }
            }
        }
    }
}

/// Writes a tile's sums into its place among the rows of `out`.
#[inline(always)]
fn put<T: Copy>(
    out: &mut [f32],
    bias: &[f32],
    column: usize,
    sums: &[[T; COLUMNS]; ROWS],
    value: impl Fn(usize, usize, T) -> f32,
) {
    for (row, (out, sums)) in out.chunks_exact_mut(bias.len()).zip(sums).enumerate() {
        for (c, (out, sum)) in out[column..].iter_mut().zip(sums).enumerate() {
            *out = value(row, column + c, *sum) + bias[column + c];
        }
    }
}

/// Rows in blocks of six, side by side; the last block is filled up with noughts.
#[inline(always)]
fn pack(x: &[f32], inputs: usize) -> Vec<[f32; ROWS]> {
    let blocks = (x.len() / inputs).div_ceil(ROWS);
    let mut packed = vec![[0.0; ROWS]; blocks * inputs];
    for (i, row) in x.chunks_exact(inputs).enumerate() {
        let block = &mut packed[i / ROWS * inputs..][..inputs];
        block.iter_mut().zip(row).for_each(|(p, x)| p[i % ROWS] = *x);
    }
    packed
}

/// How a row was rounded: `x = (whole - zero) * step`.
#[derive(Clone, Copy, Default)]
struct Rounding {
    step: f32,
    zero: i32,
}

/// Rows as whole numbers of eight bits, packed four by four in blocks of six rows.
#[inline(always)]
fn rounded(x: &[f32], smooth: &[f32]) -> (Vec<Quads>, Vec<Rounding>) {
    let (inputs, count) = (smooth.len(), x.len() / smooth.len());
    let blocks = count.div_ceil(ROWS);
    let mut packed = vec![[0; 4 * ROWS]; blocks * inputs / 4];
    let mut rows = vec![Rounding::default(); blocks * ROWS];
    let (mut even, mut whole) = (vec![0.0f32; inputs], vec![0u8; inputs]);
    for (i, (row, rounding)) in x.chunks_exact(inputs).zip(&mut rows).enumerate() {
        even.iter_mut().zip(row.iter().zip(smooth)).for_each(|(e, (x, s))| *e = x * s);
        let low = fold(&even, 0.0, |a, b| if a < b { a } else { b });
        let high = fold(&even, 0.0, |a, b| if a > b { a } else { b });
        let step = if high > low { (high - low) / MOST } else { 1.0 };
        let zero = (-low / step + 0.5).floor();
        let (per, shift) = (1.0 / step, zero + 0.5);
        for (w, e) in whole.iter_mut().zip(&even) {
            let v = e * per + shift;
            let v = if v < 0.0 { 0.0 } else { v };
            *w = (if v > MOST { MOST } else { v }) as u8;
        }
        *rounding = Rounding { step, zero: zero as i32 };
        let block = &mut packed[i / ROWS * (inputs / 4)..][..inputs / 4];
        for (p, quad) in block.iter_mut().zip(whole.as_chunks::<4>().0) {
            p.as_chunks_mut::<4>().0[i % ROWS] = *quad;
        }
    }
    (packed, rows)
}
