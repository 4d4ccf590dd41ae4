//! Regions: the ground that a question is about.

mod atlas;
mod depth;
mod place;
pub mod translit;

pub use atlas::{BORDER_CREDIT, BORDERS, DIVISIONS, Division, border, by_code, codes, from_geojson, named, soil};
pub use depth::{Border, Deepest};
pub use place::{Gazetteer, Place};

use crate::shape::{Bounds, Shape};

/// How polygons that lie across a region's line are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// Cut at the line.
    Cut,
    /// A polygon of which all but a sliver lies inside counts whole, one of which only a sliver does counts not at all;
    /// others are cut. Maps and borders are drawn apart, so slivers along a border say nothing.
    Slivers,
}

/// The share of a polygon that is a sliver, for [`Edge::Slivers`].
pub const SLIVER: f64 = 0.05;

/// A piece of ground with a name.
#[derive(Clone, Debug)]
pub struct Region {
    /// ISO 3166-2 code, or what the user called it.
    pub code: String,
    /// Its name for people.
    pub name: String,
    /// The ground.
    pub shape: Shape,
    /// How polygons across its line are counted.
    pub edge: Edge,
}

impl Region {
    /// A box, cut exactly.
    pub fn rectangle(bounds: Bounds) -> Self {
        let [west, south, east, north] = bounds.edges();
        let code = format!("{west},{south},{east},{north}");
        Self { name: code.clone(), code, shape: Shape::rectangle(bounds), edge: Edge::Cut }
    }
}
