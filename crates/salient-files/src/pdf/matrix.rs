//! Places on a page: the transforms of PDF.

/// A transform: six numbers, as PDF writes them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Matrix(pub(super) [f64; 6]);

impl Matrix {
    pub(super) const SAME: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    pub(super) fn moved(x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// First this, then `then`.
    pub(super) fn then(self, then: Self) -> Self {
        let ([a, b, c, d, e, f], [p, q, r, s, t, u]) = (self.0, then.0);
        Self([a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u])
    }

    /// Where a point comes to lie.
    pub(super) fn point(self, x: f64, y: f64) -> (f64, f64) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// Where a direction comes to point.
    pub(super) fn direction(self, x: f64, y: f64) -> (f64, f64) {
        let [a, b, c, d, ..] = self.0;
        (a * x + c * y, b * x + d * y)
    }
}

#[cfg(test)]
mod tests {
    use super::Matrix;

    #[test]
    fn transforms_follow_each_other() {
        let scaled = Matrix([2.0, 0.0, 0.0, 2.0, 0.0, 0.0]);
        assert_eq!(Matrix::moved(1.0, 2.0).then(scaled).point(0.0, 0.0), (2.0, 4.0));
        assert_eq!(scaled.then(Matrix::moved(1.0, 2.0)).point(1.0, 0.0), (3.0, 2.0));
    }
}
