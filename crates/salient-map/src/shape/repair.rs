//! Making rings that come from people's hands fit for arithmetic: finite, closed, oriented, not crossing themselves.

use super::overlay::{Rule, combine};
use super::{Polygon, Position, Ring, Shape, encloses, turn};

/// What was wrong with a geometry, in the order of repair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Flaw {
    /// The last position does not repeat the first.
    Open,
    /// Fewer than three different positions: the ring is left out.
    Short,
    /// A ring crosses or touches itself along a line, holes overlap or lie outside: refilled by parity.
    Crossing,
    /// Polygons of one feature overlap: counted once.
    Overlapping,
}

/// A geometry made valid, and what that took.
#[derive(Clone, Debug, Default)]
pub struct Repaired {
    /// The valid geometry.
    pub shape: Shape,
    /// What was wrong.
    pub flaws: Vec<Flaw>,
}

/// Makes polygons valid. A ring that crosses itself is filled by parity, as in "make valid" elsewhere: both lobes of a
/// bow-tie stay, and a hole outside its shell becomes ground.
///
/// # Errors
/// Says which position is not a longitude and latitude: nothing is guessed from such a geometry.
///
/// ```
/// use salient_map::{Geodesy, shape::{Flaw, repair}};
/// let bow_tie = vec![vec![[0.0, 0.0], [1.0, 1.0], [1.0, 0.0], [0.0, 1.0], [0.0, 0.0]]];
/// let repaired = repair(vec![bow_tie]).unwrap();
/// assert_eq!(repaired.flaws, [Flaw::Crossing]);
/// assert_eq!(repaired.shape.polygons().len(), 2);
/// assert!(repair(vec![vec![vec![[f64::NAN, 0.0]; 4]]]).is_err());
/// ```
pub fn repair(polygons: Vec<Vec<Ring>>) -> Result<Repaired, String> {
    let mut flaws = Vec::new();
    let mut shape = Shape::default();
    for rings in polygons {
        let rings = clean(rings, &mut flaws)?;
        if rings.is_empty() {
            continue;
        }
        let polygon = oriented(rings);
        if simple(&polygon) {
            shape.polygons.push(polygon);
        } else {
            flaws.push(Flaw::Crossing);
            shape.polygons.extend(combine(&[polygon], &[], Rule::Parity).polygons);
        }
    }
    if overlapping(&shape) {
        flaws.push(Flaw::Overlapping);
        shape = combine(&shape.polygons, &[], Rule::Union);
    }
    flaws.sort_unstable();
    flaws.dedup();
    Ok(Repaired { shape, flaws })
}

/// Finite, closed rings of three positions or more; longitudes run on over the antimeridian. If the exterior is too short,
/// nothing is left.
fn clean(rings: Vec<Ring>, flaws: &mut Vec<Flaw>) -> Result<Vec<Ring>, String> {
    let mut out: Vec<Ring> = Vec::with_capacity(rings.len());
    for (index, mut ring) in rings.into_iter().enumerate() {
        if let Some([x, y]) = ring.iter().find(|p| !on_earth(**p)) {
            return Err(format!("[{x}, {y}] is not a longitude and a latitude"));
        }
        unwrap(&mut ring, out.first().and_then(|r: &Ring| r.first()).map(|p| p[0]));
        ring.dedup();
        if ring.first() != ring.last() {
            flaws.push(Flaw::Open);
            ring.extend(ring.first().copied());
        }
        if ring.len() < 4 {
            flaws.push(Flaw::Short);
            if index == 0 {
                return Ok(Vec::new());
            }
            continue;
        }
        out.push(ring);
    }
    Ok(out)
}

fn on_earth([x, y]: Position) -> bool {
    x.is_finite() && y.is_finite() && x.abs() <= 360.0 && y.abs() <= 90.0
}

/// Makes longitudes run on where the ring crosses the antimeridian, near a reference if there is one.
fn unwrap(ring: &mut Ring, reference: Option<f64>) {
    let mut before = reference;
    for position in ring {
        if let Some(before) = before.filter(|b| (position[0] - b).abs() > 180.0) {
            position[0] -= ((position[0] - before) / 360.0).round() * 360.0;
        }
        before = Some(position[0]);
    }
}

fn oriented(mut rings: Vec<Ring>) -> Polygon {
    for (index, ring) in rings.iter_mut().enumerate() {
        if (turn(ring) > 0.0) != (index == 0) {
            ring.reverse();
        }
    }
    Polygon { rings }
}

/// An edge for the sweep: its two ends, the western first, and the ring and place that it comes from.
#[derive(Clone, Copy)]
struct Edge {
    west: Position,
    east: Position,
    ring: usize,
    index: usize,
    last: bool,
}

/// Whether no two edges cross or run along each other, and every hole lies in the exterior and not in another hole.
///
/// Edges are swept from west to east; only those whose boxes meet are compared. Rings may touch at positions.
fn simple(polygon: &Polygon) -> bool {
    let mut edges = Vec::new();
    for (ring, positions) in polygon.rings.iter().enumerate() {
        for (index, pair) in positions.windows(2).enumerate() {
            let (west, east) = if pair[0][0] <= pair[1][0] { (pair[0], pair[1]) } else { (pair[1], pair[0]) };
            edges.push(Edge { west, east, ring, index, last: index + 2 == positions.len() });
        }
    }
    !any_crossing(edges) && holes_inside(polygon)
}

fn any_crossing(mut edges: Vec<Edge>) -> bool {
    edges.sort_unstable_by(|a, b| a.west[0].total_cmp(&b.west[0]));
    let mut open: Vec<Edge> = Vec::new();
    for edge in edges {
        open.retain(|o| o.east[0] >= edge.west[0]);
        if open.iter().any(|o| crosses(o, &edge)) {
            return true;
        }
        open.push(edge);
    }
    false
}

/// Whether two edges share more than an end that both have.
fn crosses(a: &Edge, b: &Edge) -> bool {
    let low = |e: &Edge| e.west[1].min(e.east[1]);
    let high = |e: &Edge| e.west[1].max(e.east[1]);
    if low(a) > high(b) || low(b) > high(a) {
        return false;
    }
    let next =
        a.ring == b.ring && (a.index.abs_diff(b.index) == 1 || (a.index.min(b.index) == 0 && (a.last || b.last)));
    let shared = [a.west, a.east].iter().filter(|p| **p == b.west || **p == b.east).count();
    let side = |e: &Edge, p: Position| cross(e.west, e.east, p);
    let (b1, b2) = (side(a, b.west), side(a, b.east));
    let (a1, a2) = (side(b, a.west), side(b, a.east));
    if shared > 0 {
        // Neighbours meet at one end, and rings may touch at a position; running along each other is a flaw.
        let along = b1 == 0.0 && b2 == 0.0 && overlap(a, b);
        return along || (shared == 2 && !next);
    }
    (b1 > 0.0) != (b2 > 0.0) && (a1 > 0.0) != (a2 > 0.0) && (b1 != 0.0 || b2 != 0.0)
}

/// Whether collinear edges share a stretch.
fn overlap(a: &Edge, b: &Edge) -> bool {
    let axis = usize::from(a.west[0] == a.east[0]);
    let span = |e: &Edge| (e.west[axis].min(e.east[axis]), e.west[axis].max(e.east[axis]));
    let ((a0, a1), (b0, b1)) = (span(a), span(b));
    a0.max(b0) < a1.min(b1)
}

fn cross(a: Position, b: Position, p: Position) -> f64 {
    (b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0])
}

fn holes_inside(polygon: &Polygon) -> bool {
    let holes = &polygon.rings[1..];
    holes.iter().enumerate().all(|(index, hole)| {
        let inside = |ring: &Ring| middle_inside(hole, ring);
        inside(&polygon.rings[0]) && !holes.iter().enumerate().any(|(other, ring)| other != index && inside(ring))
    })
}

/// Whether a ring lies in another that it does not cross: told by the middle of an edge whose ends are not both on it.
fn middle_inside(ring: &Ring, other: &Ring) -> bool {
    let edge = ring.windows(2).find(|e| !other.contains(&e[0]) || !other.contains(&e[1])).unwrap_or(&ring[..2]);
    encloses(other, [f64::midpoint(edge[0][0], edge[1][0]), f64::midpoint(edge[0][1], edge[1][1])])
}

/// Whether polygons of one feature overlap: their boxes meet and their union is smaller than their sum.
fn overlapping(shape: &Shape) -> bool {
    let boxes: Vec<_> = shape.polygons.iter().map(Polygon::bounds).collect();
    let near = boxes.iter().enumerate().any(|(i, a)| boxes[..i].iter().any(|b| a.meets(b)));
    if !near {
        return false;
    }
    let flat = |s: &Shape| s.polygons.iter().flat_map(|p| &p.rings).map(|r| turn(r)).sum::<f64>();
    let (apart, together) = (flat(shape), flat(&combine(&shape.polygons, &[], Rule::Union)));
    apart - together > 1e-9 * apart.abs().max(1e-6)
}
