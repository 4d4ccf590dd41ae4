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
    bias: Vec<[f32; COLUMNS]>,
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    /// Weights times `scale`; `sum` of the whole weights of an output; `smooth` evens the inputs before they are rounded.
    Bytes {
        panels: &'static [Panel],
        scale: Vec<[f32; COLUMNS]>,
        sum: Vec<[f32; COLUMNS]>,
        smooth: Vec<f32>,
    },
    Floats(Vec<[f32; COLUMNS]>),
}

impl Matrix {
    /// The map of this name.
    pub(super) fn new(weights: &Weights, name: &str) -> Result<Self, Fault> {
        let tensor = weights.tensor(&format!("{name}.weight"))?;
        let columns = |part: &str| {
            let mut all = weights.floats(&format!("{name}.{part}"))?;
            all.resize(tensor.outputs.next_multiple_of(COLUMNS), 0.0);
            Ok::<_, Fault>(all.as_chunks().0.to_vec())
        };
        let kind = if tensor.whole {
            let (scale, sum) = (columns("scale")?, columns("sum")?);
            Kind::Bytes {
                panels: tensor.bytes.as_chunks().0,
                scale,
                sum,
                smooth: weights.floats(&format!("{name}.smooth"))?,
            }
        } else {
            Kind::Floats(tensor.floats().as_chunks().0.to_vec())
        };
        Ok(Self { inputs: tensor.inputs, outputs: tensor.outputs, bias: columns("bias")?, kind })
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
                for (p, (panel, bias)) in panels.chunks_exact(*inputs).zip(bias).enumerate() {
                    for (a, out) in packed.chunks_exact(*inputs).zip(self.out.chunks_mut(outputs * ROWS)) {
                        for (out, sums) in out.chunks_exact_mut(*outputs).zip(isa.floats(a, panel)) {
                            put(&mut out[p * COLUMNS..], &std::array::from_fn(|c| sums[c] + bias[c]));
                        }
                    }
                }
            }
            Kind::Bytes { panels, scale, sum, smooth } => {
                let (packed, rows) = rounded(self.x, smooth);
                let columns = scale.iter().zip(sum).zip(bias);
                for (p, (panel, ((scale, sum), bias))) in panels.chunks_exact(inputs / 4).zip(columns).enumerate() {
                    let blocks = packed.chunks_exact(inputs / 4).zip(self.out.chunks_mut(outputs * ROWS));
                    for ((a, out), rows) in blocks.zip(rows.as_chunks::<ROWS>().0) {
                        let totals = isa.bytes(a, panel);
                        for ((out, totals), row) in out.chunks_exact_mut(*outputs).zip(&totals).zip(rows) {
                            let value =
                                |c: usize| (totals[c] as f32 - row.zero * sum[c]) * (row.step * scale[c]) + bias[c];
                            put(&mut out[p * COLUMNS..], &std::array::from_fn(value));
                        }
                    }
                }
            }
        }
    }
}

/// Writes as many values as there are places.
#[inline(always)]
fn put(out: &mut [f32], values: &[f32; COLUMNS]) {
    if let Some(out) = out.first_chunk_mut() {
        *out = *values;
    } else {
        out.iter_mut().zip(values).for_each(|(o, v)| *o = *v);
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
    zero: f32,
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
        *rounding = Rounding { step, zero };
        let block = &mut packed[i / ROWS * (inputs / 4)..][..inputs / 4];
        for (p, quad) in block.iter_mut().zip(whole.as_chunks::<4>().0) {
            p.as_chunks_mut::<4>().0[i % ROWS] = *quad;
        }
    }
    (packed, rows)
}
