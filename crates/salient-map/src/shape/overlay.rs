//! Union, intersection and difference.
//!
//! The engine works on an integer grid, about a millimetre for a country. Positions that come through unchanged get
//! their exact values back, so that an edge which a map repeats stays the same edge to the last bit; and collinear
//! positions are kept, since on the ellipsoid they are not collinear.

use super::{Bounds, Polygon, Position, Ring, Shape};
use i_overlay::core::fill_rule::FillRule;
use i_overlay::core::overlay::{ContourDirection, IntOverlayOptions, Overlay, ShapeType};
use i_overlay::core::overlay_rule::OverlayRule;
use i_overlay::i_float::int::point::IntPoint;
use std::collections::HashMap;

/// How two sets of polygons are put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// All that is in the first set; the second is not used.
    Union,
    /// What is in both.
    Intersection,
    /// What is in the first and not in the second.
    Difference,
    /// What the rings of the first set enclose an odd number of times, whichever way they turn.
    Parity,
}

/// Puts polygons together. Polygons of one set may overlap; each must be valid and oriented, but for [`Rule::Parity`].
pub fn combine(subject: &[Polygon], clip: &[Polygon], rule: Rule) -> Shape {
    let size = subject.iter().chain(clip).flat_map(Polygon::rings).map(Vec::len).sum();
    let Some(mut grid) = Grid::around(subject.iter().chain(clip), size) else { return Shape::default() };
    let options = IntOverlayOptions {
        preserve_input_collinear: true,
        output_direction: ContourDirection::CounterClockwise,
        preserve_output_collinear: true,
        min_output_area: 0,
        ogc: true,
    };
    let mut overlay = Overlay::new_custom(size, options, i_overlay::core::solver::Solver::default());
    for (set, kind) in [(subject, ShapeType::Subject), (clip, ShapeType::Clip)] {
        for ring in set.iter().flat_map(Polygon::rings) {
            overlay.add_contour(&grid.points(ring), kind);
        }
    }
    let (rule, fill) = match rule {
        Rule::Union => (OverlayRule::Subject, FillRule::Positive),
        Rule::Intersection => (OverlayRule::Intersect, FillRule::Positive),
        Rule::Difference => (OverlayRule::Difference, FillRule::Positive),
        Rule::Parity => (OverlayRule::Subject, FillRule::EvenOdd),
    };
    let shapes = overlay.overlay(rule, fill);
    let polygons = shapes.iter().map(|rings| Polygon { rings: rings.iter().map(|r| grid.ring(r)).collect() });
    Shape { polygons: polygons.collect() }
}

/// The integer grid, and the exact position behind each of its points.
struct Grid {
    middle: Position,
    scale: f64,
    exact: HashMap<(i32, i32), Position, foldhash::fast::FixedState>,
}

impl Grid {
    fn around<'a>(polygons: impl Iterator<Item = &'a Polygon>, size: usize) -> Option<Self> {
        let mut all: Option<Bounds> = None;
        let mut reference = None;
        for polygon in polygons {
            let bounds = polygon.bounds();
            let at = *reference.get_or_insert(bounds.west);
            let shift = around(bounds.west - at);
            let shifted = Bounds { west: bounds.west - shift, east: bounds.east - shift, ..bounds };
            all = Some(all.map_or(shifted, |b| b.with(&shifted)));
        }
        let [west, south, east, north] = all?.edges();
        let half = ((east - west) / 2.0).max((north - south) / 2.0).max(1e-7);
        let scale = 2f64.powi(29 - half.log2().floor() as i32);
        Some(Self {
            middle: [f64::midpoint(west, east), f64::midpoint(south, north)],
            scale,
            exact: HashMap::with_capacity_and_hasher(size, foldhash::fast::FixedState::default()),
        })
    }

    fn points(&mut self, ring: &Ring) -> Vec<IntPoint> {
        let shift = ring.first().map_or(0.0, |p| around(p[0] - self.middle[0]));
        let open = &ring[..ring.len().saturating_sub(1)];
        open.iter()
            .map(|&[x, y]| {
                let at = [x - shift, y];
                let on = |v: f64, m: f64| ((v - m) * self.scale).round() as i32;
                let (px, py) = (on(at[0], self.middle[0]), on(at[1], self.middle[1]));
                self.exact.entry((px, py)).or_insert(at);
                IntPoint::new(px, py)
            })
            .collect()
    }

    fn ring(&self, points: &[IntPoint]) -> Ring {
        let off = |v: i32, m: f64| f64::from(v) / self.scale + m;
        let place = |p: &IntPoint| {
            self.exact.get(&(p.x, p.y)).copied().unwrap_or([off(p.x, self.middle[0]), off(p.y, self.middle[1])])
        };
        points.iter().chain(points.first()).map(place).collect()
    }
}

/// Whole turns of the Earth in a difference of longitudes, in degrees.
fn around(difference: f64) -> f64 {
    if difference.abs() <= 180.0 { 0.0 } else { (difference / 360.0).round() * 360.0 }
}
