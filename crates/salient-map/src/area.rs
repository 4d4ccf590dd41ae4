//! Areas on the WGS 84 ellipsoid, in square metres.
//!
//! Edges are geodesics, as in PostGIS `ST_Area(geography)`. The area of a ring is the sum over its edges of the area
//! between the edge and the equator, so an edge that a later map repeats need not be worked out again: control maps
//! repeat nearly all of theirs, and solving an edge costs ten times as much as remembering it.

use crate::shape::{Polygon, Position, Shape};
use geographiclib_rs::{Geodesic, capability};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::iter::Sum;
use std::ops::{Add, Sub};

/// An area. Square metres inside, square kilometres where people read it.
///
/// ```
/// use salient_map::Area;
/// assert_eq!(Area::from_km2(2.5).m2(), 2_500_000.0);
/// assert_eq!((Area::from_km2(2.5) + Area::from_km2(0.5)).to_string(), "3.00 km²");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Area(f64);

impl Area {
    /// Nothing.
    pub const ZERO: Self = Self(0.0);

    /// From square metres.
    pub const fn from_m2(m2: f64) -> Self {
        Self(m2)
    }

    /// From square kilometres.
    pub fn from_km2(km2: f64) -> Self {
        Self(km2 * 1e6)
    }

    /// In square metres.
    pub const fn m2(self) -> f64 {
        self.0
    }

    /// In square kilometres.
    pub fn km2(self) -> f64 {
        self.0 / 1e6
    }
}

impl Add for Area {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Area {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Sum for Area {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::ZERO, Add::add)
    }
}

impl std::fmt::Display for Area {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:.2} km²", self.km2())
    }
}

/// Works out areas, and remembers every edge that it has seen.
pub struct Geodesy {
    ellipsoid: Geodesic,
    edges: HashMap<[u64; 4], f64, foldhash::fast::FixedState>,
}

impl std::fmt::Debug for Geodesy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Geodesy").field("edges", &self.edges.len()).finish_non_exhaustive()
    }
}

impl Default for Geodesy {
    fn default() -> Self {
        Self { ellipsoid: Geodesic::wgs84(), edges: HashMap::default() }
    }
}

/// Edges are forgotten when there are more, so that memory stays bounded (about 100 MB).
const MOST_EDGES: usize = 1_500_000;

impl Geodesy {
    /// The area of a shape whose polygons do not overlap.
    ///
    /// ```
    /// use salient_map::{Geodesy, Shape};
    /// // One degree by one degree at the equator.
    /// let square = Shape::from_rings(vec![vec![[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0], [0.0, 0.0]]]).unwrap();
    /// assert!((Geodesy::default().area(&square).km2() - 12_308.778_361).abs() < 1e-5);
    /// ```
    pub fn area(&mut self, shape: &Shape) -> Area {
        shape.polygons().iter().map(|p| self.polygon(p)).sum()
    }

    /// The area of one polygon: the exterior less the holes, whichever way the rings turn.
    pub fn polygon(&mut self, polygon: &Polygon) -> Area {
        let mut rings = polygon.rings().iter().map(|ring| self.ring(ring).abs());
        let exterior = rings.next().unwrap_or_default();
        Area(exterior - rings.sum::<f64>())
    }

    /// The signed area of a closed ring in square metres: positive when it runs counter-clockwise. The ring must not
    /// go round a pole.
    pub fn ring(&mut self, ring: &[Position]) -> f64 {
        if self.edges.len() > MOST_EDGES {
            self.edges.clear();
        }
        -ring.windows(2).map(|edge| self.edge(edge[0], edge[1])).sum::<f64>()
    }

    /// The area between an edge and the equator, signed as GeographicLib does: eastward edges in the north are positive.
    fn edge(&mut self, from: Position, to: Position) -> f64 {
        let key = |a: Position, b: Position| [a[0].to_bits(), a[1].to_bits(), b[0].to_bits(), b[1].to_bits()];
        let (a, b, sign) = if key(from, to) <= key(to, from) { (from, to, 1.0) } else { (to, from, -1.0) };
        let ellipsoid = &self.ellipsoid;
        let below = *self
            .edges
            .entry(key(a, b))
            .or_insert_with(|| ellipsoid._gen_inverse(a[1], a[0], b[1], b[0], capability::AREA).9);
        sign * below
    }

    /// The length of the geodesic between two positions, in metres.
    pub fn distance(&self, from: Position, to: Position) -> f64 {
        self.ellipsoid._gen_inverse(from[1], from[0], to[1], to[0], capability::DISTANCE).1
    }
}
