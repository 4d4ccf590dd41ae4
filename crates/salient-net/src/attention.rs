//! Each piece looks at all others, in several heads.

use super::kernel::{COLUMNS, Isa, ROWS, Work, run};
use super::math::softmax;

/// How far apart two pieces can be for the distance to tell.
pub(super) const FAR: usize = 128;

/// What every piece gathers from the others: `mixed` of rows of queries, keys and values.
pub(super) struct Attention<'a> {
    pub(super) heads: usize,
    pub(super) width: usize,
    /// What a head adds by distance, from -128 to 128; empty where distance does not count.
    pub(super) near: &'a [f32],
    pub(super) joined: &'a [f32],
}

impl Attention<'_> {
    /// Rows of the width.
    pub(super) fn mixed(&self) -> Vec<f32> {
        let mut out = vec![0.0; self.joined.len() / 3];
        run(Mixing { of: self, out: &mut out });
        out
    }
}

struct Mixing<'a> {
    of: &'a Attention<'a>,
    out: &'a mut [f32],
}

impl Work for Mixing<'_> {
    #[inline(always)]
    fn run<I: Isa>(self, isa: I) {
        let Attention { heads, width, near, joined } = *self.of;
        let (length, size) = (joined.len() / (3 * width), width / heads);
        let padded = length.div_ceil(COLUMNS) * COLUMNS;
        let share = 1.0 / (size as f32).sqrt();
        let (mut query, mut weight) = (vec![[0.0; ROWS]; size], vec![[0.0; ROWS]; length]);
        let (mut scores, mut bias) = (vec![0.0; padded * ROWS], vec![0.0; 2 * length]);
        let (mut keys, mut values) =
            (vec![[0.0; COLUMNS]; padded * size / COLUMNS], vec![[0.0; COLUMNS]; length * size / COLUMNS]);
        for head in 0..heads {
            gather(joined, 3 * width, width + head * size, &mut keys, &mut values, width, size);
            by_distance(near, head, &mut bias);
            for from in (0..length).step_by(ROWS) {
                let rows = ROWS.min(length - from);
                for r in 0..rows {
                    let row = &joined[(from + r) * 3 * width + head * size..][..size];
                    query.iter_mut().zip(row).for_each(|(q, x)| q[r] = x * share);
                }
                for (p, panel) in keys.chunks_exact(size).enumerate() {
                    for (r, sums) in isa.floats(&query, panel).iter().enumerate() {
                        scores[r * padded + p * COLUMNS..][..COLUMNS].copy_from_slice(sums);
                    }
                }
                for (r, row) in scores.chunks_exact_mut(padded).take(rows).enumerate() {
                    row.iter_mut().zip(&bias[length - (from + r)..]).for_each(|(x, b)| *x += b);
                    softmax(row, length);
                    weight.iter_mut().zip(row).for_each(|(w, x)| w[r] = *x);
                }
                for (p, panel) in values.chunks_exact(length).enumerate() {
                    for (r, sums) in isa.floats(&weight, panel).iter().take(rows).enumerate() {
                        self.out[(from + r) * width + head * size + p * COLUMNS..][..COLUMNS].copy_from_slice(sums);
                    }
                }
            }
        }
    }
}

/// A head's keys, sixteen pieces side by side, and its values, sixteen columns side by side.
#[inline(always)]
fn gather(
    joined: &[f32],
    stride: usize,
    at: usize,
    keys: &mut [[f32; COLUMNS]],
    values: &mut [[f32; COLUMNS]],
    width: usize,
    size: usize,
) {
    let length = joined.len() / stride;
    for (j, row) in joined.chunks_exact(stride).enumerate() {
        let panel = &mut keys[j / COLUMNS * size..][..size];
        panel.iter_mut().zip(&row[at..at + size]).for_each(|(k, x)| k[j % COLUMNS] = *x);
        for (p, part) in row[at + width..at + width + size].as_chunks::<COLUMNS>().0.iter().enumerate() {
            values[p * length + j] = *part;
        }
    }
}

/// `bias[length + j - i]` is what the pair of pieces i and j gets.
#[inline(always)]
fn by_distance(near: &[f32], head: usize, bias: &mut [f32]) {
    let length = bias.len() / 2;
    if let Some(near) = near.chunks_exact(2 * FAR + 1).nth(head) {
        for (t, b) in bias.iter_mut().enumerate() {
            let away = (FAR + length).saturating_sub(t);
            *b = near[away.min(2 * FAR)];
        }
    }
}
