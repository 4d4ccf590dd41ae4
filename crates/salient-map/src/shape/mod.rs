//! Polygons on the Earth: longitude and latitude in degrees on WGS 84.

pub(crate) mod fine;
mod near;
mod overlay;
mod repair;
mod thin;
pub(crate) mod wkb;

pub use near::{Edged, near};
pub use overlay::{Rule, combine};
pub use repair::{Flaw, Repaired, repair};
pub use wkb::{from_wkb, to_wkb};

/// Longitude and latitude, in degrees.
pub type Position = [f64; 2];

/// A closed ring: the last position repeats the first. Longitudes run on over the antimeridian instead of jumping.
pub type Ring = Vec<Position>;

/// An exterior ring and its holes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Polygon {
    rings: Vec<Ring>,
}

impl Polygon {
    /// The exterior ring first, then the holes.
    pub fn rings(&self) -> &[Ring] {
        &self.rings
    }

    /// The outer ring.
    pub fn exterior(&self) -> &[Position] {
        self.rings.first().map_or(&[], Vec::as_slice)
    }

    /// The least box around the exterior.
    pub fn bounds(&self) -> Bounds {
        Bounds::of(self.exterior().iter().copied())
    }

    /// Whether a position lies inside; on the very edge either answer may come.
    pub fn contains(&self, at: Position) -> bool {
        self.rings.iter().filter(|ring| encloses(ring, at)).count() % 2 == 1
    }
}

/// Polygons that are one geometry: valid, oriented (exteriors counter-clockwise), not overlapping.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shape {
    polygons: Vec<Polygon>,
}

impl Shape {
    /// A shape from one polygon's rings, exterior first; `None` where nothing is left of them.
    pub fn from_rings(rings: Vec<Ring>) -> Option<Self> {
        repair(vec![rings]).ok().map(|repaired| repaired.shape).filter(|shape| !shape.is_empty())
    }

    /// A box by its west, south, east and north edges. In overlays its sides run along meridians and parallels; an
    /// area of its own takes them as geodesics.
    pub fn rectangle(bounds: Bounds) -> Self {
        let [west, south, east, north] = bounds.edges();
        let ring = vec![[west, south], [east, south], [east, north], [west, north], [west, south]];
        Self { polygons: vec![Polygon { rings: vec![ring] }] }
    }

    /// The polygons.
    pub fn polygons(&self) -> &[Polygon] {
        &self.polygons
    }

    /// Whether it has no area at all.
    pub fn is_empty(&self) -> bool {
        self.polygons.is_empty()
    }

    /// The number of positions.
    pub fn vertices(&self) -> usize {
        self.polygons.iter().flat_map(|p| &p.rings).map(Vec::len).sum()
    }

    /// The least box around it.
    pub fn bounds(&self) -> Bounds {
        Bounds::of(self.polygons.iter().flat_map(|p| p.exterior().iter().copied()))
    }

    /// Whether a position lies inside.
    pub fn contains(&self, at: Position) -> bool {
        self.polygons.iter().any(|p| p.bounds().contains(at) && p.contains(at))
    }

    /// What two shapes share.
    ///
    /// ```
    /// use salient_map::{Bounds, Geodesy, Shape};
    /// let (a, b) = (Bounds::new(0.0, 0.0, 2.0, 1.0), Bounds::new(1.0, 0.0, 3.0, 1.0));
    /// let shared = Shape::rectangle(a).intersection(&Shape::rectangle(b));
    /// assert_eq!(shared.bounds(), Bounds::new(1.0, 0.0, 2.0, 1.0));
    /// ```
    pub fn intersection(&self, other: &Self) -> Self {
        let (ours, theirs) = (self.bounds(), other.bounds());
        if !ours.meets(&theirs) {
            return Self::default();
        }
        combine(&self.thin(&theirs), &other.thin(&ours), Rule::Intersection)
    }

    /// What is in this shape and not in the other.
    pub fn difference(&self, other: &Self) -> Self {
        let ours = self.bounds();
        if !ours.meets(&other.bounds()) {
            return self.clone();
        }
        combine(&self.polygons, &other.thin(&ours), Rule::Difference)
    }

    /// The union of shapes: overlaps count once.
    pub fn union<'a>(shapes: impl IntoIterator<Item = &'a Self>) -> Self {
        let polygons: Vec<Polygon> = shapes.into_iter().flat_map(|s| s.polygons.iter().cloned()).collect();
        if polygons.len() < 2 { Self { polygons } } else { combine(&polygons, &[], Rule::Union) }
    }

    /// The shape with a rim of some degrees around it.
    pub(crate) fn rimmed(&self, width: f64) -> Self {
        let edges = self.polygons.iter().flat_map(|p| &p.rings).flat_map(|ring| ring.windows(2));
        let rims: Vec<Self> = edges.map(|edge| rim(edge[0], edge[1], width)).collect();
        Self::union(rims.iter().chain([self]))
    }

    /// Shapes that do not overlap, as one.
    pub(crate) fn apart(shapes: Vec<Self>) -> Self {
        Self { polygons: shapes.into_iter().flat_map(|s| s.polygons).collect() }
    }

    /// Each polygon as a shape of its own.
    pub fn pieces(&self) -> impl Iterator<Item = Self> + '_ {
        self.polygons.iter().map(|p| Self { polygons: vec![p.clone()] })
    }

    /// The middle of the exterior's positions of the first polygon, moved inside if it falls outside: where a label goes.
    pub fn label_point(&self) -> Option<Position> {
        let ring = self.polygons.first()?.exterior();
        let n = (ring.len().max(2) - 1) as f64;
        let sum = ring.iter().skip(1).fold([0.0, 0.0], |s, p| [s[0] + p[0], s[1] + p[1]]);
        let middle = [sum[0] / n, sum[1] / n];
        Some(if self.contains(middle) { middle } else { ring[0] })
    }
}

/// A rectangle along an edge, wider and longer by a margin on every side.
fn rim(a: Position, b: Position, width: f64) -> Shape {
    let (dx, dy) = (b[0] - a[0], b[1] - a[1]);
    let long = (dx * dx + dy * dy).sqrt().max(1e-12);
    let (ux, uy) = (dx / long * width, dy / long * width);
    let ring = vec![
        [a[0] - ux + uy, a[1] - uy - ux],
        [b[0] + ux + uy, b[1] + uy - ux],
        [b[0] + ux - uy, b[1] + uy + ux],
        [a[0] - ux - uy, a[1] - uy + ux],
        [a[0] - ux + uy, a[1] - uy - ux],
    ];
    Shape { polygons: vec![Polygon { rings: vec![ring] }] }
}

/// Whether a ring encloses a position, by the parity of crossings.
fn encloses(ring: &[Position], [x, y]: Position) -> bool {
    let mut inside = false;
    for edge in ring.windows(2) {
        let ([ax, ay], [bx, by]) = (edge[0], edge[1]);
        if (ay > y) != (by > y) && x < (bx - ax) * (y - ay) / (by - ay) + ax {
            inside = !inside;
        }
    }
    inside
}

/// Polygons from exteriors and holes that come in any order: a hole belongs to the exterior around it.
pub(crate) fn assemble(outer: Vec<Ring>, inner: Vec<Ring>) -> Vec<Vec<Ring>> {
    let mut polygons: Vec<Vec<Ring>> = outer.into_iter().map(|ring| vec![ring]).collect();
    for hole in inner {
        let at = hole.first().copied().unwrap_or_default();
        let around = polygons.iter().position(|p| encloses(&p[0], at)).unwrap_or(polygons.len().saturating_sub(1));
        if let Some(polygon) = polygons.get_mut(around) {
            polygon.push(hole);
        }
    }
    polygons
}

/// Twice the signed plane area of a ring: tells which way it turns, no more.
pub(crate) fn turn(ring: &[Position]) -> f64 {
    let [x0, y0] = ring.first().copied().unwrap_or_default();
    ring.windows(2).map(|e| (e[0][0] - x0) * (e[1][1] - y0) - (e[1][0] - x0) * (e[0][1] - y0)).sum()
}

/// A box of longitudes and latitudes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    west: f64,
    south: f64,
    east: f64,
    north: f64,
}

impl Bounds {
    /// West, south, east, north, in degrees.
    pub fn new(west: f64, south: f64, east: f64, north: f64) -> Self {
        Self { west, south, east, north }
    }

    /// The least box around positions; of none, a box that meets nothing.
    pub fn of(positions: impl IntoIterator<Item = Position>) -> Self {
        let none = Self::new(f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY);
        positions
            .into_iter()
            .fold(none, |b, [x, y]| Self::new(b.west.min(x), b.south.min(y), b.east.max(x), b.north.max(y)))
    }

    /// West, south, east, north.
    pub fn edges(&self) -> [f64; 4] {
        [self.west, self.south, self.east, self.north]
    }

    /// Whether two boxes share a position.
    pub fn meets(&self, other: &Self) -> bool {
        self.west <= other.east && other.west <= self.east && self.south <= other.north && other.south <= self.north
    }

    /// Whether a position lies in it.
    pub fn contains(&self, [x, y]: Position) -> bool {
        (self.west..=self.east).contains(&x) && (self.south..=self.north).contains(&y)
    }

    /// Whether another box lies in it.
    pub fn covers(&self, other: &Self) -> bool {
        self.west <= other.west && self.south <= other.south && other.east <= self.east && other.north <= self.north
    }

    /// The least box around both.
    pub fn with(&self, other: &Self) -> Self {
        Self::new(
            self.west.min(other.west),
            self.south.min(other.south),
            self.east.max(other.east),
            self.north.max(other.north),
        )
    }

    /// The box with a margin of some degrees around.
    pub fn padded(&self, margin: f64) -> Self {
        Self::new(self.west - margin, self.south - margin, self.east + margin, self.north + margin)
    }
}
