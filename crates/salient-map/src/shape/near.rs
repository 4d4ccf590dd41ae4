//! Whether two shapes may touch: a cheap question that spares an overlay.

use super::{Bounds, Shape};

/// A shape whose edges can be found by place: runs of edges with the box around each.
#[derive(Debug)]
pub struct Edged {
    /// The shape.
    pub shape: Shape,
    bounds: Bounds,
    runs: Vec<Run>,
}

/// A stretch of a ring: polygon, ring, first and last position.
#[derive(Debug)]
struct Run {
    bounds: Bounds,
    polygon: usize,
    ring: usize,
    from: usize,
    to: usize,
}

/// Edges in a run.
const LONG: usize = 16;

impl Edged {
    /// Prepares a shape.
    pub fn new(shape: Shape) -> Self {
        let mut runs = Vec::new();
        for (polygon, rings) in shape.polygons().iter().enumerate() {
            for (ring, positions) in rings.rings().iter().enumerate() {
                for from in (0..positions.len().saturating_sub(1)).step_by(LONG) {
                    let to = (from + LONG).min(positions.len() - 1);
                    let bounds = Bounds::of(positions[from..=to].iter().copied());
                    runs.push(Run { bounds, polygon, ring, from, to });
                }
            }
        }
        Self { bounds: shape.bounds(), shape, runs }
    }

    /// The boxes of the edges that meet a window, from west to east.
    fn edges(&self, window: &Bounds) -> Vec<Bounds> {
        let mut found = Vec::new();
        for run in self.runs.iter().filter(|run| run.bounds.meets(window)) {
            let positions = &self.shape.polygons()[run.polygon].rings()[run.ring][run.from..=run.to];
            let boxes = positions.windows(2).map(|edge| Bounds::of([edge[0], edge[1]]));
            found.extend(boxes.filter(|edge| edge.meets(window)));
        }
        found.sort_unstable_by(|a, b| a.west.total_cmp(&b.west));
        found
    }
}

/// Whether two shapes may share a position. A `false` is certain; a `true` says that edges come close, or that one lies
/// in the other.
pub fn near(a: &Edged, b: &Edged) -> bool {
    let window = meet(&a.bounds, &b.bounds);
    let (ours, theirs) = (a.edges(&window), b.edges(&window));
    close(ours, theirs) || inside(&a.shape, &b.shape) || inside(&b.shape, &a.shape)
}

fn meet(a: &Bounds, b: &Bounds) -> Bounds {
    Bounds::new(a.west.max(b.west), a.south.max(b.south), a.east.min(b.east), a.north.min(b.north))
}

/// Whether any box of one list meets one of the other; both are in order from west to east.
fn close(ours: Vec<Bounds>, theirs: Vec<Bounds>) -> bool {
    let mut open: Vec<Bounds> = Vec::new();
    let mut waiting = theirs.into_iter().peekable();
    for edge in ours {
        while let Some(other) = waiting.next_if(|other| other.west <= edge.east) {
            open.push(other);
        }
        open.retain(|other| other.east >= edge.west);
        if open.iter().any(|other| other.meets(&edge)) {
            return true;
        }
    }
    false
}

fn inside(a: &Shape, b: &Shape) -> bool {
    a.polygons().iter().filter_map(|p| p.exterior().first()).any(|at| b.contains(*at))
}

#[cfg(test)]
mod tests {
    use super::{Edged, near};
    use crate::shape::{Bounds, Shape};

    #[test]
    fn boxes() {
        let square = |w: f64, s: f64, size: f64| Edged::new(Shape::rectangle(Bounds::new(w, s, w + size, s + size)));
        assert!(near(&square(0.0, 0.0, 2.0), &square(1.0, 1.0, 2.0)));
        assert!(near(&square(0.0, 0.0, 3.0), &square(1.0, 1.0, 1.0)), "one lies in the other");
        assert!(near(&square(0.0, 0.0, 1.0), &square(1.0, 0.0, 1.0)), "they share an edge");
        assert!(!near(&square(0.0, 0.0, 1.0), &square(1.5, 0.0, 1.0)));
    }
}
