//! Functions of single numbers and of rows, written out so that every machine gives the same.

use super::kernel::{Isa, Work, run};

const LANES: usize = 8;

/// e to the power of `x`, for -87 to 88.
#[inline(always)]
pub(super) fn exp(x: f32) -> f32 {
    const ROUND: f32 = 12_582_912.0; // 1.5 * 2^23: adding it leaves the nearest whole number in the last bits
    let x = if x < -87.0 { -87.0 } else { x };
    let x = if x > 88.0 { 88.0 } else { x };
    let shifted = x * std::f32::consts::LOG2_E + ROUND;
    let whole = shifted - ROUND;
    let power = f32::from_bits(shifted.to_bits().wrapping_sub(ROUND.to_bits()).wrapping_add(127) << 23);
    let f = x - whole * 0.693_359_4 + whole * 2.121_944_4e-4;
    let p = ((((1.987_569_1e-4 * f + 1.398_199_9e-3) * f + 8.333_452e-3) * f + 4.166_579_6e-2) * f + 1.666_666_5e-1)
        * f
        + 0.5;
    (p * f * f + f + 1.0) * power
}

/// Half of `x`, times one plus the error function of `x` over the root of two.
#[inline(always)]
fn gelu_of(x: f32) -> f32 {
    let z = x.abs() * std::f32::consts::FRAC_1_SQRT_2;
    let t = 1.0 / (1.0 + 0.327_591_1 * z);
    let p = ((((1.061_405_4 * t - 1.453_152) * t + 1.421_413_7) * t - 0.284_496_74) * t + 0.254_829_6) * t;
    let erf = 1.0 - p * exp(-z * z);
    0.5 * x * (1.0 + erf.copysign(x))
}

/// One over one plus e to the power of minus `x`.
pub(super) fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + exp(-x))
}

/// The hyperbolic tangent.
pub(super) fn tanh(x: f32) -> f32 {
    1.0 - 2.0 / (exp(2.0 * x) + 1.0)
}

/// Turns scores into probabilities; what lies beyond `length` becomes nought.
#[inline(always)]
pub(super) fn softmax(row: &mut [f32], length: usize) {
    let (row, rest) = row.split_at_mut(length);
    rest.fill(0.0);
    let most = fold(row, f32::MIN, |a, b| if a > b { a } else { b });
    row.iter_mut().for_each(|x| *x = exp(*x - most));
    let share = 1.0 / fold(row, 0.0, |a, b| a + b);
    row.iter_mut().for_each(|x| *x *= share);
}

/// Folds a row in eight lanes and these into one.
#[inline(always)]
pub(super) fn fold(row: &[f32], start: f32, with: impl Fn(f32, f32) -> f32) -> f32 {
    let (chunks, rest) = row.as_chunks::<LANES>();
    let mut lanes = [start; LANES];
    for chunk in chunks {
        lanes.iter_mut().zip(chunk).for_each(|(l, &x)| *l = with(*l, x));
    }
    lanes.iter_mut().zip(rest).for_each(|(l, &x)| *l = with(*l, x));
    lanes.into_iter().fold(start, with)
}

/// The sum of products of two rows.
#[inline(always)]
pub(super) fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut lanes = [0.0f32; LANES];
    for (a, b) in a.as_chunks::<LANES>().0.iter().zip(b.as_chunks::<LANES>().0) {
        lanes.iter_mut().zip(a.iter().zip(b)).for_each(|(l, (a, b))| *l += a * b);
    }
    lanes.into_iter().sum()
}

/// What a row is divided and shifted by after its own mean and spread are taken out.
#[derive(Debug)]
pub(super) struct Norm {
    pub(super) weight: Vec<f32>,
    pub(super) bias: Vec<f32>,
    pub(super) eps: f32,
}

impl Norm {
    /// Adds `more` to `x` and norms each row.
    pub(super) fn add(&self, x: &mut [f32], more: &[f32]) {
        run(Normed { norm: self, x, more });
    }
}

struct Normed<'a> {
    norm: &'a Norm,
    x: &'a mut [f32],
    more: &'a [f32],
}

impl Work for Normed<'_> {
    #[inline(always)]
    fn run<I: Isa>(self, _: I) {
        let width = self.norm.weight.len();
        for (row, more) in self.x.chunks_exact_mut(width).zip(self.more.chunks_exact(width)) {
            row.iter_mut().zip(more).for_each(|(x, y)| *x += y);
            let mean = fold(row, 0.0, |a, b| a + b) / width as f32;
            row.iter_mut().for_each(|x| *x -= mean);
            let scale = 1.0 / (dot(row, row) / width as f32 + self.norm.eps).sqrt();
            for ((x, w), b) in row.iter_mut().zip(&self.norm.weight).zip(&self.norm.bias) {
                *x = *x * scale * w + b;
            }
        }
    }
}

struct Gelu<'a>(&'a mut [f32]);

impl Work for Gelu<'_> {
    #[inline(always)]
    fn run<I: Isa>(self, _: I) {
        self.0.iter_mut().for_each(|x| *x = gelu_of(*x));
    }
}

/// The activation of every number.
pub(super) fn gelu(x: &mut [f32]) {
    run(Gelu(x));
}
