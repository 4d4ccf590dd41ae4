//! Regions: the ground that a question is about.

mod atlas;
mod depth;
mod place;
pub mod translit;

pub use atlas::{BORDER_CREDIT, BORDERS, border, by_code, codes, from_geojson, meeting, named, soil};
pub use depth::{Border, Deepest};
pub use place::{Gazetteer, Place};

use crate::area::Area;
use crate::shape::{Bounds, Shape};

/// How polygons that lie across a region's line are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// Cut at the line.
    Cut,
    /// Cut at the line, but for slivers: a polygon counts whole if what lies outside is at most a quarter of it and at most
    /// 20 km², and not at all if what lies inside is. Maps and borders are drawn apart, so a strip along a border says nothing,
    /// and a polygon counted whole in one region is not counted in its neighbour.
    Slivers,
}

/// The share of a polygon that is at most a sliver.
pub const SLIVER: f64 = 0.25;
/// The area that is at most a sliver.
pub const SLIVER_AREA: Area = Area::from_m2(20e6);

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
