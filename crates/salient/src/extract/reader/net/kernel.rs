//! The innermost products: six rows by sixteen columns at a time, with the processor's vectors where it has them.

/// Rows of a tile.
pub(super) const ROWS: usize = 6;
/// Columns of a tile.
pub(super) const COLUMNS: usize = 16;
/// Four inputs of each of a tile's rows.
pub(super) type Quads = [u8; 4 * ROWS];
/// Four weights of each of a tile's columns.
pub(super) type Weights = [u8; 4 * COLUMNS];

/// A kind of processor.
pub(super) trait Isa: Copy {
    /// Inputs times signed weights; exact as long as two products side by side fit into sixteen bits.
    fn bytes(self, a: &[Quads], w: &[Weights]) -> [[i32; COLUMNS]; ROWS];
    /// Floats, multiplied and added in one rounding, in the order of `a`.
    fn floats(self, a: &[[f32; ROWS]], b: &[[f32; COLUMNS]]) -> [[f32; COLUMNS]; ROWS];
}

/// Something to be computed, on whatever processor; what it calls must be inlined for it to use the processor's vectors.
pub(super) trait Work {
    /// Computes it.
    fn run<I: Isa>(self, isa: I);
}

/// Computes with the best that the processor has.
pub(super) fn run<W: Work>(work: W) {
    #[cfg(target_arch = "x86_64")]
    if let Some(isa) = pulp::x86::V3::try_new() {
        return isa.vectorize(wide::Call(isa, work));
    }
    work.run(Plain);
}

/// Any processor.
#[derive(Clone, Copy)]
struct Plain;

impl Isa for Plain {
    #[inline(always)]
    fn bytes(self, a: &[Quads], w: &[Weights]) -> [[i32; COLUMNS]; ROWS] {
        let mut sums = [[0; COLUMNS]; ROWS];
        for (a, w) in a.iter().zip(w) {
            for (sums, a) in sums.iter_mut().zip(a.as_chunks::<4>().0) {
                for (sum, w) in sums.iter_mut().zip(w.as_chunks::<4>().0) {
                    *sum += a.iter().zip(w).map(|(&a, &w)| i32::from(a) * i32::from(w.cast_signed())).sum::<i32>();
                }
            }
        }
        sums
    }

    #[inline(always)]
    fn floats(self, a: &[[f32; ROWS]], b: &[[f32; COLUMNS]]) -> [[f32; COLUMNS]; ROWS] {
        let mut sums = [[0.0; COLUMNS]; ROWS];
        for (a, b) in a.iter().zip(b) {
            for (sums, a) in sums.iter_mut().zip(a) {
                for (sum, b) in sums.iter_mut().zip(b) {
                    *sum = a.mul_add(*b, *sum);
                }
            }
        }
        sums
    }
}

#[cfg(target_arch = "x86_64")]
mod wide {
    use super::{COLUMNS, Isa, Quads, ROWS, Weights, Work};
    use core::arch::x86_64::{__m256, __m256i};
    use pulp::x86::V3;

    pub(super) struct Call<W>(pub(super) V3, pub(super) W);

    impl<W: Work> pulp::NullaryFnOnce for Call<W> {
        type Output = ();

        #[inline(always)]
        fn call(self) {
            self.1.run(self.0);
        }
    }

    impl Isa for V3 {
        #[inline(always)]
        fn bytes(self, a: &[Quads], w: &[Weights]) -> [[i32; COLUMNS]; ROWS] {
            let (avx, avx2) = (self.avx, self.avx2);
            let ones = avx._mm256_set1_epi16(1);
            let mut sums = [[avx._mm256_setzero_si256(); 2]; ROWS];
            for (a, w) in a.iter().zip(w) {
                let w: [__m256i; 2] = pulp::cast(*w);
                for (sums, a) in sums.iter_mut().zip(a.as_chunks::<4>().0) {
                    let a = avx._mm256_set1_epi32(i32::from_le_bytes(*a));
                    for (sum, w) in sums.iter_mut().zip(w) {
                        let pairs = avx2._mm256_maddubs_epi16(a, w);
                        *sum = avx2._mm256_add_epi32(*sum, avx2._mm256_madd_epi16(pairs, ones));
                    }
                }
            }
            pulp::cast(sums)
        }

        #[inline(always)]
        fn floats(self, a: &[[f32; ROWS]], b: &[[f32; COLUMNS]]) -> [[f32; COLUMNS]; ROWS] {
            let mut sums = [[self.avx._mm256_setzero_ps(); 2]; ROWS];
            for (a, b) in a.iter().zip(b) {
                let b: [__m256; 2] = pulp::cast(*b);
                for (sums, a) in sums.iter_mut().zip(a) {
                    let a = self.avx._mm256_set1_ps(*a);
                    for (sum, b) in sums.iter_mut().zip(b) {
                        *sum = self.fma._mm256_fmadd_ps(a, b, *sum);
                    }
                }
            }
            pulp::cast(sums)
        }
    }
}
