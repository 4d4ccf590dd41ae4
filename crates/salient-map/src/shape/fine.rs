//! Edges split so finely that it does not matter which line joins their ends.
//!
//! A map's edges are geodesics, a region's lines are straight in longitude and latitude, and overlays know only the latter. Where
//! an overlay cuts a long edge, the two parts of it enclose other ground than the whole did. So both are split before they meet:
//! a map's edges along the geodesic, a region's along the straight line, until less than [`MOST`] lies between the two.

use super::{Bounds, Polygon, Position, Ring, Shape};
use geographiclib_rs::{DirectGeodesic, Geodesic, InverseGeodesic};

/// Square metres that may lie between an edge's geodesic and its straight line.
const MOST: f64 = 0.25;
/// Parts of one edge at most.
const PARTS: usize = 100_000;
/// The Earth's mean radius in metres.
const RADIUS: f64 = 6_371_008.8;

/// A map's shape with its edges split along geodesics.
pub(crate) fn geodesic(shape: &Shape, earth: &Geodesic) -> Shape {
    edges(shape, |a, b, parts, out| {
        // The same edge run backwards has the same positions, to the last bit.
        let (from, to) = if a <= b { (a, b) } else { (b, a) };
        let (length, azimuth, _, _): (f64, f64, f64, f64) = earth.inverse(from[1], from[0], to[1], to[0]);
        let at = |k: usize| {
            let (lat, lon): (f64, f64) = earth.direct(from[1], from[0], azimuth, length * k as f64 / parts as f64);
            [lon + ((from[0] - lon) / 360.0).round() * 360.0, lat]
        };
        if a <= b { out.extend((1..parts).map(at)) } else { out.extend((1..parts).rev().map(at)) }
    })
}

/// A region's shape with its edges split along straight lines, where they pass a window.
pub(crate) fn straight(shape: &Shape, window: &Bounds) -> Shape {
    let window = window.padded(1e-6);
    edges(shape, |a, b, parts, out| {
        let (from, to) = if a <= b { (a, b) } else { (b, a) };
        let at = |k: usize| {
            let share = k as f64 / parts as f64;
            [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share]
        };
        let near = |p: &Position| window.contains(*p);
        if a <= b {
            out.extend((1..parts).map(at).filter(near));
        } else {
            out.extend((1..parts).rev().map(at).filter(near));
        }
    })
}

fn edges(shape: &Shape, mut between: impl FnMut(Position, Position, usize, &mut Ring)) -> Shape {
    let mut ring = |ring: &Ring| {
        let mut out = Ring::with_capacity(ring.len());
        for edge in ring.windows(2) {
            out.push(edge[0]);
            let parts = parts(edge[0], edge[1]);
            if parts > 1 {
                between(edge[0], edge[1], parts, &mut out);
            }
        }
        out.extend(ring.last());
        out
    };
    let mut polygon = |p: &Polygon| Polygon { rings: p.rings.iter().map(&mut ring).collect() };
    Shape { polygons: shape.polygons.iter().map(&mut polygon).collect() }
}

/// Into how many parts an edge is split.
fn parts(a: Position, b: Position) -> usize {
    let middle = f64::midpoint(a[1], b[1]).clamp(-89.9, 89.9).to_radians();
    let (sin, cos) = middle.sin_cos();
    let (x, y) = ((b[0] - a[0]).to_radians() * RADIUS * cos, (b[1] - a[1]).to_radians() * RADIUS);
    // What lies between, for an edge that is short beside the Earth; it shrinks with the cube of the length.
    let between = (sin / cos * x * (x * x + 2.0 * y * y)).abs() / (12.0 * RADIUS);
    (1..PARTS).find(|n| between <= MOST * (n * n * n) as f64).unwrap_or(PARTS)
}

#[cfg(test)]
mod tests {
    use super::{geodesic, straight};
    use crate::area::Geodesy;
    use crate::shape::{Bounds, Position, Shape};
    use geographiclib_rs::Geodesic;

    fn shape(positions: &[Position]) -> Shape {
        Shape::from_rings(vec![positions.iter().chain(positions.first()).copied().collect()]).expect("it has an area")
    }

    #[test]
    fn splitting_along_geodesics_keeps_the_area_and_cutting_then_adds_up() {
        let mut geodesy = Geodesy::default();
        let whole = shape(&[[30.0, 50.0], [31.3, 50.1], [31.0, 51.0]]);
        let fine = geodesic(&whole, &Geodesic::wgs84());
        let area = geodesy.area(&whole).m2();
        assert!((geodesy.area(&fine).m2() - area).abs() < 1.0, "{area}");
        let half = |west: f64| Shape::rectangle(Bounds::new(west, 49.0, west + 2.0, 52.0));
        let parts = [half(28.7), half(30.7)].map(|half| geodesy.area(&fine.intersection(&half)).m2());
        assert!((parts[0] + parts[1] - area).abs() < 10.0, "{parts:?} of {area}");
    }

    #[test]
    fn backwards_is_the_same() {
        let (a, b) =
            (shape(&[[30.0, 50.0], [31.3, 50.1], [31.0, 51.0]]), shape(&[[31.3, 50.1], [30.0, 50.0], [30.5, 49.0]]));
        let earth = Geodesic::wgs84();
        let both = Shape::union([&geodesic(&a, &earth), &geodesic(&b, &earth)]);
        assert_eq!((both.polygons().len(), both.polygons()[0].rings().len()), (1, 1));
    }

    #[test]
    fn a_parallel_is_split_in_the_window_alone() {
        let band = Shape::rectangle(Bounds::new(-180.0, 50.0, 180.0, 51.0));
        let fine = straight(&band, &Bounds::new(30.0, 50.2, 30.1, 50.3));
        assert_eq!(fine, band);
        let fine = straight(&band, &Bounds::new(30.0, 49.9, 30.1, 50.3));
        assert!((10..200).contains(&(fine.vertices() - band.vertices())), "{}", fine.vertices());
    }
}
