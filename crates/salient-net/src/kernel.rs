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
    {
        use archmage::{SimdToken, X64V3Token, X64V4xToken};
        if let Some(token) = X64V4xToken::summon() {
            return wide::sixteen(token, work);
        }
        if let Some(token) = X64V3Token::summon() {
            return wide::eight(token, work);
        }
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
    //! The same tiles with vectors of eight and of sixteen numbers; whole numbers come out alike, and floats are added up in
    //! the same order.

    use super::{COLUMNS, Isa, Quads, ROWS, Weights, Work};
    use archmage::{X64V3Token, X64V4xToken, arcane};

    /// Computes with AVX2.
    #[arcane]
    pub(super) fn eight<W: Work>(token: X64V3Token, work: W) {
        work.run(token);
    }

    /// Computes with AVX-512 and its products of bytes.
    #[arcane]
    pub(super) fn sixteen<W: Work>(token: X64V4xToken, work: W) {
        work.run(token);
    }

    impl Isa for X64V3Token {
        #[inline(always)]
        fn bytes(self, a: &[Quads], w: &[Weights]) -> [[i32; COLUMNS]; ROWS] {
            bytes_by_eight(self, a, w)
        }

        #[inline(always)]
        fn floats(self, a: &[[f32; ROWS]], b: &[[f32; COLUMNS]]) -> [[f32; COLUMNS]; ROWS] {
            floats_by_eight(self, a, b)
        }
    }

    impl Isa for X64V4xToken {
        #[inline(always)]
        fn bytes(self, a: &[Quads], w: &[Weights]) -> [[i32; COLUMNS]; ROWS] {
            bytes_by_sixteen(self, a, w)
        }

        #[inline(always)]
        fn floats(self, a: &[[f32; ROWS]], b: &[[f32; COLUMNS]]) -> [[f32; COLUMNS]; ROWS] {
            floats_by_sixteen(self, a, b)
        }
    }

    #[arcane(import_intrinsics)]
    fn bytes_by_eight(_: X64V3Token, a: &[Quads], w: &[Weights]) -> [[i32; COLUMNS]; ROWS] {
        let ones = _mm256_set1_epi16(1);
        let mut sums = [[_mm256_setzero_si256(); 2]; ROWS];
        for (a, w) in a.iter().zip(w) {
            let halves = w.as_chunks::<32>().0;
            let w = [_mm256_loadu_si256(&halves[0]), _mm256_loadu_si256(&halves[1])];
            for (sums, a) in sums.iter_mut().zip(a.as_chunks::<4>().0) {
                let a = _mm256_set1_epi32(i32::from_le_bytes(*a));
                for (sum, w) in sums.iter_mut().zip(w) {
                    let pairs = _mm256_maddubs_epi16(a, w);
                    *sum = _mm256_add_epi32(*sum, _mm256_madd_epi16(pairs, ones));
                }
            }
        }
        let mut out = [[0; COLUMNS]; ROWS];
        for (out, sums) in out.iter_mut().zip(&sums) {
            for (out, sum) in out.as_chunks_mut::<8>().0.iter_mut().zip(sums) {
                _mm256_storeu_si256(out, *sum);
            }
        }
        out
    }

    #[arcane(import_intrinsics)]
    fn floats_by_eight(_: X64V3Token, a: &[[f32; ROWS]], b: &[[f32; COLUMNS]]) -> [[f32; COLUMNS]; ROWS] {
        let mut sums = [[_mm256_setzero_ps(); 2]; ROWS];
        for (a, b) in a.iter().zip(b) {
            let halves = b.as_chunks::<8>().0;
            let b = [_mm256_loadu_ps(&halves[0]), _mm256_loadu_ps(&halves[1])];
            for (sums, a) in sums.iter_mut().zip(a) {
                let a = _mm256_set1_ps(*a);
                for (sum, b) in sums.iter_mut().zip(b) {
                    *sum = _mm256_fmadd_ps(a, b, *sum);
                }
            }
        }
        let mut out = [[0.0; COLUMNS]; ROWS];
        for (out, sums) in out.iter_mut().zip(&sums) {
            for (out, sum) in out.as_chunks_mut::<8>().0.iter_mut().zip(sums) {
                _mm256_storeu_ps(out, *sum);
            }
        }
        out
    }

    /// Two steps at a time, each with sums of its own: one product would wait for the last.
    #[arcane(import_intrinsics)]
    fn bytes_by_sixteen(_: X64V4xToken, a: &[Quads], w: &[Weights]) -> [[i32; COLUMNS]; ROWS] {
        let mut sums = [[_mm512_setzero_si512(); ROWS]; 2];
        let ((a, last_a), (w, last_w)) = (a.as_chunks::<2>(), w.as_chunks::<2>());
        let mut add = |to: usize, a: &Quads, w: &Weights| {
            let w = _mm512_loadu_si512(w);
            for (sum, a) in sums[to].iter_mut().zip(a.as_chunks::<4>().0) {
                *sum = _mm512_dpbusd_epi32(*sum, _mm512_set1_epi32(i32::from_le_bytes(*a)), w);
            }
        };
        for (a, w) in a.iter().zip(w) {
            add(0, &a[0], &w[0]);
            add(1, &a[1], &w[1]);
        }
        last_a.iter().zip(last_w).for_each(|(a, w)| add(0, a, w));
        let mut out = [[0; COLUMNS]; ROWS];
        for (out, (even, odd)) in out.iter_mut().zip(sums[0].iter().zip(&sums[1])) {
            _mm512_storeu_epi32(out, _mm512_add_epi32(*even, *odd));
        }
        out
    }

    #[arcane(import_intrinsics)]
    fn floats_by_sixteen(_: X64V4xToken, a: &[[f32; ROWS]], b: &[[f32; COLUMNS]]) -> [[f32; COLUMNS]; ROWS] {
        let mut sums = [_mm512_setzero_ps(); ROWS];
        for (a, b) in a.iter().zip(b) {
            let b = _mm512_loadu_ps(b);
            for (sum, a) in sums.iter_mut().zip(a) {
                *sum = _mm512_fmadd_ps(_mm512_set1_ps(*a), b, *sum);
            }
        }
        let mut out = [[0.0; COLUMNS]; ROWS];
        for (out, sum) in out.iter_mut().zip(&sums) {
            _mm512_storeu_ps(out, *sum);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::{COLUMNS, Isa, Plain, Quads, ROWS, Weights, Work, run};

    struct Both<'a> {
        quads: &'a [Quads],
        weights: &'a [Weights],
        rows: &'a [[f32; ROWS]],
        columns: &'a [[f32; COLUMNS]],
        out: &'a mut (Vec<i32>, Vec<u32>),
    }

    impl Work for Both<'_> {
        #[inline(always)]
        fn run<I: Isa>(self, isa: I) {
            let floats = isa.floats(self.rows, self.columns);
            *self.out =
                (isa.bytes(self.quads, self.weights).concat(), floats.concat().iter().map(|f| f.to_bits()).collect());
        }
    }

    #[test]
    fn every_processor_computes_the_same() {
        for steps in [1, 2, 7, 96] {
            let noise = |i: usize, j: usize| (i * 31 + j * 17 + 7) % 251;
            let quads: Vec<Quads> = (0..steps).map(|i| std::array::from_fn(|j| noise(i, j) as u8)).collect();
            let signed = |i, j| (noise(j, i) % 128) as i8 - 63;
            let weights: Vec<Weights> = (0..steps).map(|i| std::array::from_fn(|j| signed(i, j) as u8)).collect();
            let rows: Vec<[f32; ROWS]> =
                (0..steps).map(|i| std::array::from_fn(|j| noise(i, j) as f32 * 0.013 - 1.0)).collect();
            let columns: Vec<[f32; COLUMNS]> =
                (0..steps).map(|i| std::array::from_fn(|j| noise(j, i) as f32 * 0.017 - 2.0)).collect();
            let mut all = vec![(Vec::new(), Vec::new()); 3];
            let [plain, best, eight] = &mut all[..] else { unreachable!() };
            let (quads, weights, rows, columns) = (&quads[..], &weights[..], &rows[..], &columns[..]);
            let work = |out| Both { quads, weights, rows, columns, out };
            work(plain).run(Plain);
            run(work(best));
            #[cfg(target_arch = "x86_64")]
            match <archmage::X64V3Token as archmage::SimdToken>::summon() {
                Some(token) => super::wide::eight(token, work(eight)),
                None => work(eight).run(Plain),
            }
            #[cfg(not(target_arch = "x86_64"))]
            work(eight).run(Plain);
            assert!(all[0] == all[1] && all[0] == all[2], "{steps} steps");
        }
    }
}
