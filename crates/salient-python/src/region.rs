//! A region as Python names it: a code, a name, a box, or a GeoJSON file with polygons.

use crate::fault::Fault;
use pyo3::prelude::*;
use salient_map::{Region, region};
use std::path::Path;

/// A region that is asked for.
#[derive(FromPyObject)]
pub(crate) enum Asked {
    /// A code, a name, or a path.
    #[pyo3(transparent)]
    Named(String),
    /// West, south, east, north in degrees.
    #[pyo3(transparent)]
    Box([f64; 4]),
}

/// The region; none for all ground.
///
/// # Errors
/// Nothing is called so, or the box is none.
pub(crate) fn of(asked: Option<Asked>) -> Result<Option<Region>, Fault> {
    match asked {
        None => Ok(None),
        Some(Asked::Box(edges)) => boxed(edges).map(Some),
        Some(Asked::Named(name)) if Path::new(&name).is_file() => {
            let bytes = std::fs::read(&name).map_err(|e| Fault::argument(format!("{name}: cannot be read: {e}")))?;
            region::from_geojson(&name, &bytes).map(Some).map_err(Fault::argument)
        }
        Some(Asked::Named(name)) => region::named(&name).map(Some).map_err(Fault::argument),
    }
}

fn boxed([west, south, east, north]: [f64; 4]) -> Result<Region, Fault> {
    let none = || {
        Fault::argument(format!("({west}, {south}, {east}, {north}) is no box: west, south, east, north in degrees"))
    };
    Region::of_degrees([west, south, east, north]).ok_or_else(none)
}
