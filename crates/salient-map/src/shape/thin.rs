//! The part of a shape that matters in a window: an overlay with something small need not sort all of a large shape.

use super::{Bounds, Polygon, Position, Ring, Shape};

/// Whether a position lies beyond one side of a window.
type Beyond = fn(&[f64; 4], Position) -> bool;

/// The sides of a window: west, south, east, north.
const SIDES: [Beyond; 4] = [|w, p| p[0] < w[0], |w, p| p[1] < w[1], |w, p| p[0] > w[2], |w, p| p[1] > w[3]];

impl Shape {
    /// A shape that is this one inside of a window, and anything outside of it. Positions are left out and none is moved, so
    /// that every edge that enters the window is the same edge to the last bit. Its rings may cross outside of the window.
    pub(crate) fn seen_in(&self, window: &Bounds) -> Self {
        Self { polygons: self.thin(window) }
    }

    /// The same as polygons alone.
    pub(super) fn thin(&self, window: &Bounds) -> Vec<Polygon> {
        if window.covers(&self.bounds()) {
            return self.polygons.clone();
        }
        let window = window.padded(1e-6);
        self.polygons.iter().filter(|p| p.bounds().meets(&window)).filter_map(|p| polygon(p, &window)).collect()
    }
}

fn polygon(whole: &Polygon, window: &Bounds) -> Option<Polygon> {
    let rings: Vec<Ring> = whole.rings.iter().map(|r| ring(r, &window.edges())).collect();
    let exterior = rings.first().filter(|r| !r.is_empty())?.clone();
    let holes = rings.into_iter().skip(1).filter(|r| !r.is_empty());
    Some(Polygon { rings: [exterior].into_iter().chain(holes).collect() })
}

fn ring(whole: &Ring, window: &[f64; 4]) -> Ring {
    let mut open: Vec<Position> = whole[..whole.len().saturating_sub(1)].to_vec();
    for beyond in SIDES {
        let outside: Vec<bool> = open.iter().map(|p| beyond(window, *p)).collect();
        let n = open.len();
        // A stretch that stays beyond one side turns around nothing in the window: its two ends say as much.
        let needless = |k: usize| outside[k] && outside[(k + n - 1) % n] && outside[(k + 1) % n];
        open = open.iter().enumerate().filter(|(k, _)| !needless(*k)).map(|(_, p)| *p).collect();
    }
    if open.len() < 3 { Ring::new() } else { open.iter().chain(open.first()).copied().collect() }
}

#[cfg(test)]
mod tests {
    use crate::area::Geodesy;
    use crate::shape::{Bounds, Position, Rule, Shape, combine};
    use proptest::prelude::*;

    /// A star around a middle: any radii give a ring that does not cross itself.
    fn star(middle: Position, radii: &[f64]) -> Shape {
        let point = |(k, r): (usize, &f64)| {
            let (sin, cos) = (k as f64 / radii.len() as f64 * std::f64::consts::TAU).sin_cos();
            [middle[0] + r * cos, middle[1] + r * sin]
        };
        let mut ring: Vec<Position> = radii.iter().enumerate().map(point).collect();
        ring.push(ring[0]);
        Shape::from_rings(vec![ring]).expect("it has an area")
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn nothing_changes_in_the_window(
            radii in prop::collection::vec(0.05..3.0f64, 8..60),
            (west, south, size) in (28.0..32.0f64, 48.0..52.0f64, 0.01..2.0f64),
        ) {
            let whole = star([30.0, 50.0], &radii);
            let window = Bounds::new(west, south, west + size, south + size);
            let square = Shape::rectangle(window);
            let area = |s: Shape| Geodesy::default().area(&s).m2();
            let plain = area(combine(whole.polygons(), square.polygons(), Rule::Intersection));
            let thin = area(combine(&whole.thin(&window), square.polygons(), Rule::Intersection));
            prop_assert!((plain - thin).abs() < 1e-6 * plain.max(1e6), "{plain} against {thin}");
        }
    }
}
