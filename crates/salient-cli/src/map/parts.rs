//! The regions of `--by region`, for area and change alike.

use super::args::Asked;
use anyhow::{Result, bail};
use salient_map::{Bounds, Region, Snapshot, Store, region};

/// The regions that a question goes through: the first-level divisions of the state that is asked for, or of all ground that the
/// maps show; without `--by region`, the one that is asked for.
pub(crate) fn regions(asked: &Asked, apart: bool, store: &Store, maps: &[&Snapshot]) -> Result<Vec<Option<Region>>> {
    let one = super::asked_region(asked)?;
    if !apart {
        return Ok(vec![one]);
    }
    let codes: Vec<&str> = match &one {
        None => region::codes_near(&reach(store, maps)),
        Some(state) if !region::divisions(&state.code).is_empty() => region::divisions(&state.code).to_vec(),
        Some(part) if part.state.is_some() => return Ok(vec![one]),
        Some(_) => bail!("--by region goes through the divisions of a state: name one with --in, or leave --in out"),
    };
    let found: Vec<Option<Region>> = codes.into_iter().filter_map(region::by_code).map(Some).collect();
    if found.is_empty() {
        bail!("no division lies where these maps show ground");
    }
    Ok(found)
}

/// The box around all ground of some maps.
fn reach(store: &Store, maps: &[&Snapshot]) -> Bounds {
    let shapes = maps.iter().flat_map(|map| &map.entries).map(|entry| store.atlas().shape(*entry).bounds);
    shapes.reduce(|all, next| all.with(&next)).unwrap_or_else(|| Bounds::of([]))
}
