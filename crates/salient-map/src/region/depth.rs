//! How far a piece of ground reaches from a border.

use crate::area::Geodesy;
use crate::shape::{Bounds, Position, Shape};

/// A line on the ground: a border between two states.
#[derive(Clone, Debug, Default)]
pub struct Border {
    /// The two states, by ISO 3166-1 code: the first lies to the left of the line, the second to the right.
    pub states: [String; 2],
    /// The pieces of the line.
    pub lines: Vec<Vec<Position>>,
    segments: Vec<Segment>,
    runs: Vec<(std::ops::Range<usize>, Bounds)>,
}

type Segment = (Position, Position);

/// A position and how far it is from the border.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Deepest {
    /// The position.
    pub at: Position,
    /// Metres from the nearest point of the border, on the ellipsoid.
    pub metres: f64,
}

/// Positions along an edge are looked at every so many metres.
const STEP: f64 = 100.0;

impl Border {
    /// A border of two states, the first to the left of its lines.
    pub fn new(states: [String; 2], lines: Vec<Vec<Position>>) -> Self {
        let segments: Vec<Segment> = lines.iter().flat_map(|line| line.windows(2).map(|s| (s[0], s[1]))).collect();
        let runs = blocks(&segments);
        Self { states, lines, segments, runs }
    }

    /// The state on whose side of the line a position near it lies.
    pub fn side(&self, at: Position) -> Option<&str> {
        let (foot, segment) = self.foot(at);
        // At a corner the two segments that meet there look different ways; the sum of both tells.
        let around = segment.saturating_sub(1)..(segment + 2).min(self.segments.len());
        let near = self
            .segments
            .get(around)?
            .iter()
            .filter(|(a, b)| foot == *a || foot == *b || self.segments[segment] == (*a, *b));
        let turn: f64 = near
            .map(|(a, b)| {
                let (dx, dy) = (b[0] - a[0], b[1] - a[1]);
                (dx * (at[1] - foot[1]) - dy * (at[0] - foot[0])) / dx.hypot(dy).max(1e-12)
            })
            .sum();
        self.states.get(usize::from(turn < 0.0)).map(String::as_str)
    }

    /// The point of a shape that is farthest from the border; `None` for an empty shape or border.
    ///
    /// The farthest point of a shape lies on its edge, but for a border that runs around it on all sides. Edges are taken
    /// as straight in longitude and latitude and looked at every 100 m.
    pub fn deepest(&self, shape: &Shape, geodesy: &Geodesy) -> Option<Deepest> {
        if self.segments.is_empty() {
            return None;
        }
        let rings = shape.polygons().iter().map(crate::shape::Polygon::exterior);
        let points = rings.flat_map(|ring| ring.windows(2)).flat_map(|edge| along(edge[0], edge[1]));
        let best =
            points.map(|at| (at, nearest(at, &self.segments, &self.runs))).max_by(|(_, a), (_, b)| a.0.total_cmp(&b.0));
        best.map(|(at, (_, foot))| Deepest { at, metres: geodesy.distance(at, foot) })
    }

    /// About the nearest point of the line, and the number of its segment: without the ellipsoid, for telling sides.
    fn foot(&self, at: Position) -> (Position, usize) {
        let narrow = at[1].to_radians().cos();
        let mut best = (f64::INFINITY, at, 0);
        for (run, bounds) in &self.runs {
            let [west, south, east, north] = bounds.edges();
            let dx = (west - at[0]).max(at[0] - east).max(0.0) * narrow;
            let dy = (south - at[1]).max(at[1] - north).max(0.0);
            if dx * dx + dy * dy >= best.0 {
                continue;
            }
            for (number, (a, b)) in run.clone().zip(&self.segments[run.clone()]) {
                let (ax, ay) = ((a[0] - at[0]) * narrow, a[1] - at[1]);
                let (dx, dy) = ((b[0] - a[0]) * narrow, b[1] - a[1]);
                let long = dx * dx + dy * dy;
                let share = if long > 0.0 { (-(ax * dx + ay * dy) / long).clamp(0.0, 1.0) } else { 0.0 };
                let (x, y) = (ax + dx * share, ay + dy * share);
                if x * x + y * y < best.0 {
                    let foot =
                        if share == 1.0 { *b } else { [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share] };
                    best = (x * x + y * y, foot, number);
                }
            }
        }
        (best.1, best.2)
    }

    /// Whether a box comes within a fifth of a degree of the line.
    pub fn close_to(&self, bounds: &Bounds) -> bool {
        let wide = bounds.padded(0.2);
        self.lines.iter().flatten().any(|at| wide.contains(*at))
    }
}

/// Metres of a degree at a latitude, east and north, on WGS 84: good to a metre in a thousand over a hundred kilometres.
fn degree(lat: f64) -> (f64, f64) {
    let (sin, cos) = lat.to_radians().sin_cos();
    let flat = 1.0 - 0.006_694_379_990_14 * sin * sin;
    let east = 6_378_137.0 / flat.sqrt() * cos;
    let north = 6_378_137.0 * (1.0 - 0.006_694_379_990_14) / flat.powf(1.5);
    (east.to_radians(), north.to_radians())
}

fn along(from: Position, to: Position) -> impl Iterator<Item = Position> {
    let (east, north) = degree(from[1]);
    let length = ((to[0] - from[0]) * east).hypot((to[1] - from[1]) * north);
    let steps = (length / STEP).ceil().clamp(1.0, 1e5) as usize;
    (0..steps).map(move |k| {
        let share = k as f64 / steps as f64;
        [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share]
    })
}

/// Runs of segments and the boxes around them, so that far ones need not be looked at.
fn blocks(segments: &[(Position, Position)]) -> Vec<(std::ops::Range<usize>, Bounds)> {
    (0..segments.len())
        .step_by(32)
        .map(|from| {
            let run = from..(from + 32).min(segments.len());
            let bounds = Bounds::of(segments[run.clone()].iter().flat_map(|(a, b)| [*a, *b]));
            (run, bounds)
        })
        .collect()
}

/// The distance to the nearest point of the line, about in metres, and that point.
fn nearest(
    at: Position,
    segments: &[(Position, Position)],
    blocks: &[(std::ops::Range<usize>, Bounds)],
) -> (f64, Position) {
    let mut best = (f64::INFINITY, at);
    for (run, bounds) in blocks {
        let [west, south, east, north] = bounds.edges();
        let (dx, dy) = ((west - at[0]).max(at[0] - east).max(0.0), (south - at[1]).max(at[1] - north).max(0.0));
        let (across, up) = degree(at[1]);
        // A parallel is longer nearer the equator, so this may understate a little: never overstate.
        if (dx * across * 0.98).hypot(dy * up) > best.0 {
            continue;
        }
        for &(a, b) in &segments[run.clone()] {
            let found = to_segment(at, a, b);
            if found.0 < best.0 {
                best = found;
            }
        }
    }
    best
}

fn to_segment(at: Position, a: Position, b: Position) -> (f64, Position) {
    let middle = f64::midpoint(at[1], f64::midpoint(a[1], b[1]));
    let (east, north) = degree(middle);
    let plane = |p: Position| ((p[0] - at[0]) * east, (p[1] - at[1]) * north);
    let ((ax, ay), (bx, by)) = (plane(a), plane(b));
    let (dx, dy) = (bx - ax, by - ay);
    let long = dx * dx + dy * dy;
    let share = if long > 0.0 { (-(ax * dx + ay * dy) / long).clamp(0.0, 1.0) } else { 0.0 };
    let foot = [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
    let (x, y) = plane(foot);
    (x.hypot(y), foot)
}

#[cfg(test)]
mod tests {
    use super::{Border, Deepest};
    use crate::area::Geodesy;
    use crate::shape::{Bounds, Shape};

    #[test]
    fn a_box_north_of_a_straight_border() {
        let border = Border::new(["A".into(), "B".into()], vec![vec![[30.0, 50.0], [40.0, 50.0]]]);
        assert_eq!((border.side([35.0, 50.1]), border.side([35.0, 49.9])), (Some("A"), Some("B")));
        let shape = Shape::rectangle(Bounds::new(34.0, 50.0, 34.5, 50.1));
        let geodesy = Geodesy::default();
        let Deepest { at, metres } = border.deepest(&shape, &geodesy).expect("not empty");
        assert_eq!(at[1], 50.1);
        assert!((metres - geodesy.distance([34.0, 50.0], [34.0, 50.1])).abs() < 1.0, "{metres}");
    }

    #[test]
    fn towns_lie_on_their_side() {
        let border = crate::region::border("RU", "UA").expect("it is known");
        for (state, at) in [
            ("RU", [36.19, 51.73]),
            ("RU", [35.27, 51.19]),
            ("RU", [36.58, 50.6]),
            ("RU", [39.7, 47.24]),
            ("UA", [34.8, 50.91]),
            ("UA", [36.25, 49.99]),
            ("UA", [38.94, 48.57]),
            ("UA", [34.95, 51.0]),
        ] {
            assert_eq!(border.side(at), Some(state), "{at:?}");
        }
    }
}
