//! Slivers: maps and borders are drawn apart, so that a polygon on one side of a state's line reaches across it here and there.
//!
//! The rule, the same for a region, its state and all states: where at least three quarters of a polygon lie in one state, each
//! piece of it beyond that state's line that is at most 20 km² counts with it, in the division beside it, and nowhere else. All
//! other ground counts where it lies. So each piece of ground counts in one division, in that division's state, and once.

use crate::area::Geodesy;
use crate::region::{AND, state};
use crate::shape::{Bounds, Polygon, Shape, fine, turn};

/// The share of a polygon that may lie beyond its state's line.
pub(crate) const SHARE: f64 = 0.25;
/// Square kilometres of the largest piece that is a sliver.
pub(crate) const MOST: f64 = 20.0;
/// Degrees around a sliver in which its neighbour is looked for.
const AROUND: f64 = 0.02;
/// Degrees that a sliver is widened by before it is put to other ground, some ten centimetres: cuts made apart do not meet to the
/// millimetre.
const RIM: f64 = 1e-6;

/// A piece of a polygon that counts elsewhere than where it lies.
#[derive(Clone, Debug)]
pub(crate) struct Sliver {
    /// The piece, as it is.
    pub(crate) shape: Shape,
    /// A little wider than it is, but for what lies in other divisions of its state.
    pub(crate) wide: Shape,
    /// The division that it counts in.
    pub(crate) division: &'static str,
}

/// A polygon's state, and what of it lies beyond.
#[derive(Clone, Debug)]
pub(crate) struct Home {
    /// The state, by ISO 3166-1 code.
    pub(crate) state: &'static str,
    /// The slivers.
    pub(crate) slivers: Vec<Sliver>,
    /// Whether larger pieces lie beyond, which count where they lie.
    pub(crate) beyond: bool,
}

impl Home {
    /// The slivers that count in a region, or in one of several that are taken together.
    pub(crate) fn counting_in<'a>(&'a self, codes: &'a str) -> impl Iterator<Item = &'a Sliver> {
        let counts = move |s: &&Sliver| codes.split(AND).any(|code| self.state == code || s.division == code);
        self.slivers.iter().filter(counts)
    }
}

/// The home of a polygon; none where no state has three quarters of it.
pub(crate) fn home(polygon: &Shape, geodesy: &mut Geodesy) -> Option<Home> {
    let whole = geodesy.area(polygon).m2();
    for code in state::near(&polygon.bounds(), polygon.label_point()) {
        let Some(soil) = state::ground(code) else { continue };
        let outside = polygon.difference(&lines_in(&soil, &polygon.bounds()));
        let beyond: f64 = geodesy.area(&outside).m2();
        if beyond > SHARE * whole {
            continue;
        }
        let (small, large): (Vec<Shape>, Vec<Shape>) = outside.pieces().partition(|p| geodesy.area(p).km2() <= MOST);
        let slivers = small.into_iter().map(|piece| sliver(piece, polygon, code)).collect();
        return Some(Home { state: code, slivers, beyond: !large.is_empty() });
    }
    None
}

/// The ground of a region that a box meets, its lines split finely: all that is cut of one polygon is cut at the same positions.
pub(crate) fn lines_in(ground: &Shape, bounds: &Bounds) -> Shape {
    fine::straight(&ground.seen_in(bounds), bounds)
}

fn sliver(shape: Shape, polygon: &Shape, state: &str) -> Sliver {
    let around = shape.bounds().padded(AROUND);
    let division = beside(polygon, &around, state);
    // The rim lies in the division that the sliver counts in, never in another of the state's.
    let others = state::divisions_near(state, &around).into_iter().filter(|code| *code != division);
    let others = others.filter_map(state::division).map(|other| lines_in(&other, &polygon.bounds()));
    let wide = others.fold(shape.rimmed(RIM), |wide, other| wide.difference(&other));
    Sliver { shape, wide, division }
}

/// The division of a state that has most of a polygon's ground in a box; of several with as much, the first by code.
fn beside(polygon: &Shape, around: &Bounds, state: &str) -> &'static str {
    let near = state::divisions_near(state, around);
    if let [only] = near[..] {
        return only;
    }
    let ground = polygon.intersection(&Shape::rectangle(*around));
    let size = |code: &str| state::division(code).map_or(0.0, |d| flat(&ground.intersection(&d)));
    let sized = near.into_iter().map(|code| (size(code), code));
    sized.fold((-1.0, ""), |best, next| if next.0 > best.0 { next } else { best }).1
}

/// A size for comparing shapes of one place: square degrees.
fn flat(shape: &Shape) -> f64 {
    shape.polygons().iter().flat_map(Polygon::rings).map(|ring| turn(ring)).sum()
}
