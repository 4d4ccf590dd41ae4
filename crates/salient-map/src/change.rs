//! What changed between two maps: ground gained and lost, piece by piece.

use crate::area::{Area, Geodesy};
use crate::atlas::{Entry, Snapshot, Store};
use crate::error::Error;
use crate::region::Region;
use crate::shape::{Position, Shape};
use crate::tally::{Filter, Tally};
use serde::Serialize;

/// A piece of ground that changed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Piece {
    /// `gained` or `lost`.
    pub what: &'static str,
    /// Square kilometres.
    pub km2: f64,
    /// A position in it: longitude and latitude.
    pub at: Position,
}

/// What changed for the ground that was asked for.
#[derive(Clone, Debug)]
pub struct Change {
    /// At the first map.
    pub before: Area,
    /// At the second.
    pub after: Area,
    /// On the second map and not on the first.
    pub gained: Area,
    /// On the first map and not on the second.
    pub lost: Area,
    /// The pieces, largest first.
    pub pieces: Vec<Piece>,
}

impl Change {
    /// Gained less lost.
    pub fn net(&self) -> Area {
        self.gained - self.lost
    }

    /// The change as a share of the first map's area; `None` where that had none.
    pub fn share(&self) -> Option<f64> {
        (self.before.m2() > 0.0).then(|| self.after.m2() / self.before.m2() - 1.0)
    }
}

/// The entries of a map that a filter passes.
pub fn entries(store: &Store, map: &Snapshot, filter: &Filter) -> Vec<Entry> {
    let atlas = store.atlas();
    map.entries.iter().copied().filter(|entry| filter.passes(atlas.control(*entry))).collect()
}

/// The change of the ground that a filter passes, from one map to another.
///
/// # Errors
/// The store cannot read a geometry.
pub fn between(
    store: &Store,
    (first, second): (&Snapshot, &Snapshot),
    region: Option<&Region>,
    filter: &Filter,
) -> Result<Change, Error> {
    within(&mut Tally::new(store, region), (first, second), filter)
}

/// The same in a tally's region: for many pairs of maps.
///
/// # Errors
/// The store cannot read a geometry.
pub fn within(tally: &mut Tally, (first, second): (&Snapshot, &Snapshot), filter: &Filter) -> Result<Change, Error> {
    let store = tally.store();
    let before = tally.ground(&entries(store, first, filter))?;
    let after = tally.ground(&entries(store, second, filter))?;
    Ok(difference(&before, &after))
}

fn difference(before: &Shape, after: &Shape) -> Change {
    let mut geodesy = Geodesy::default();
    let (gained, lost) = (after.difference(before), before.difference(after));
    let mut pieces = Vec::new();
    for (what, ground) in [("gained", &gained), ("lost", &lost)] {
        pieces.extend(ground.pieces().filter_map(|piece| {
            let (km2, at) = (geodesy.area(&piece).km2(), piece.label_point()?);
            Some(Piece { what, km2, at })
        }));
    }
    pieces.sort_by(|a, b| b.km2.total_cmp(&a.km2));
    let mut area = |shape: &Shape| geodesy.area(shape);
    Change { before: area(before), after: area(after), gained: area(&gained), lost: area(&lost), pieces }
}
