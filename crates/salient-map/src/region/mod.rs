//! Regions: the ground that a question is about.

mod atlas;
mod depth;
mod find;
mod place;
pub(crate) mod state;
pub mod translit;

pub use atlas::{BORDER_CREDIT, BORDERS, border, soil};
pub use depth::{Border, Deepest};
pub(crate) use find::AND;
pub use find::{by_code, codes, from_geojson, meeting, named, state_named};
pub use place::{Gazetteer, Place};
pub use state::{codes_near, divisions};

use crate::shape::{Bounds, Shape};

/// A piece of ground with a name.
#[derive(Clone, Debug)]
pub struct Region {
    /// ISO 3166-2 code, several of them with `+` between, or what the user called it.
    pub code: String,
    /// Its name for people.
    pub name: String,
    /// The ground.
    pub shape: Shape,
    /// The state that it is or is a part of, by ISO 3166-1 code; none for a box and for polygons of the user's own, which are
    /// cut exactly where a named region counts slivers across its state's line with the rest (`crates/salient-map/src/sliver.rs`).
    pub state: Option<String>,
}

/// Degrees by which slivers that count in a named region may lie beyond its box.
const REACH: f64 = 0.1;

impl Region {
    /// The box in which ground that counts in it can lie.
    pub(crate) fn reach(&self) -> Bounds {
        self.shape.bounds().padded(if self.state.is_some() { REACH } else { 0.0 })
    }

    /// A box, cut exactly.
    pub fn rectangle(bounds: Bounds) -> Self {
        let [west, south, east, north] = bounds.edges();
        let code = format!("{west},{south},{east},{north}");
        Self { name: code.clone(), code, shape: Shape::rectangle(bounds), state: None }
    }

    /// A box by west, south, east and north in degrees; nothing where they make none on the globe. East may lie beyond 180.
    ///
    /// ```
    /// use salient_map::Region;
    /// assert!(Region::of_degrees([170.0, 50.0, 190.0, 60.0]).is_some());
    /// assert!(Region::of_degrees([36.0, 51.0, 35.0, 52.0]).is_none() && Region::of_degrees([35.0, 51.0, 36.0, 95.0]).is_none());
    /// ```
    pub fn of_degrees([west, south, east, north]: [f64; 4]) -> Option<Self> {
        let high = (-90.0..=90.0).contains(&south) && (-90.0..=90.0).contains(&north) && south < north;
        let wide = west < east && west >= -180.0 && east <= 360.0 && east - west <= 360.0;
        (high && wide).then(|| Self::rectangle(Bounds::new(west, south, east, north)))
    }
}
