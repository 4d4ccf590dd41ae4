//! The pieces of ground on one map: how large each is, and how far it reaches from the border.

use crate::area::Geodesy;
use crate::atlas::{Snapshot, Store};
use crate::change::entries;
use crate::error::Error;
use crate::region::{Border, Region};
use crate::shape::Position;
use crate::tally::{Filter, Tally};
use serde::Serialize;

/// One piece of ground: it does not touch another along a line.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Piece {
    /// Square kilometres.
    pub km2: f64,
    /// A position in it: longitude and latitude.
    pub at: Position,
    /// Kilometres from the border to the piece's farthest point, where the border is known.
    pub depth_km: Option<f64>,
    /// That point.
    pub deepest: Option<Position>,
}

/// The pieces of the ground that a filter passes, largest first.
///
/// # Errors
/// The store cannot read a geometry.
pub fn of(
    store: &Store,
    map: &Snapshot,
    region: Option<&Region>,
    filter: &Filter,
    border: Option<&Border>,
) -> Result<Vec<Piece>, Error> {
    let mut geodesy = Geodesy::default();
    let ground = Tally::new(store, region).ground(&entries(store, map, filter))?;
    let mut out: Vec<Piece> = ground
        .pieces()
        .filter_map(|piece| {
            let (km2, at) = (geodesy.area(&piece).km2(), piece.label_point()?);
            let deepest = border.and_then(|border| border.deepest(&piece, &geodesy));
            let depth_km = deepest.map(|d| d.metres / 1000.0);
            Some(Piece { km2, at, depth_km, deepest: deepest.map(|d| d.at) })
        })
        .collect();
    out.sort_by(|a, b| b.km2.total_cmp(&a.km2));
    Ok(out)
}
