//! Whether two shapes may touch: a cheap question that spares an overlay.

use super::{Bounds, Shape};

/// Whether two shapes may share a position. A `false` is certain; a `true` says that edges come close, or that one lies
/// in the other.
pub fn near(a: &Shape, b: &Shape) -> bool {
    let window = meet(&a.bounds(), &b.bounds());
    let (ours, theirs) = (edges(a, &window), edges(b, &window));
    close(ours, theirs) || inside(a, b) || inside(b, a)
}

fn meet(a: &Bounds, b: &Bounds) -> Bounds {
    Bounds::new(a.west.max(b.west), a.south.max(b.south), a.east.min(b.east), a.north.min(b.north))
}

/// The boxes of the edges that meet a window, from west to east.
fn edges(shape: &Shape, window: &Bounds) -> Vec<Bounds> {
    let rings = shape.polygons().iter().flat_map(super::Polygon::rings);
    let boxes = rings.flat_map(|ring| ring.windows(2).map(|e| Bounds::of([e[0], e[1]])));
    let mut found: Vec<Bounds> = boxes.filter(|b| b.meets(window)).collect();
    found.sort_unstable_by(|a, b| a.west.total_cmp(&b.west));
    found
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
    use super::near;
    use crate::shape::{Bounds, Shape};

    #[test]
    fn boxes() {
        let square = |w: f64, s: f64, size: f64| Shape::rectangle(Bounds::new(w, s, w + size, s + size));
        assert!(near(&square(0.0, 0.0, 2.0), &square(1.0, 1.0, 2.0)));
        assert!(near(&square(0.0, 0.0, 3.0), &square(1.0, 1.0, 1.0)), "one lies in the other");
        assert!(near(&square(0.0, 0.0, 1.0), &square(1.0, 0.0, 1.0)), "they share an edge");
        assert!(!near(&square(0.0, 0.0, 1.0), &square(1.5, 0.0, 1.0)));
    }
}
