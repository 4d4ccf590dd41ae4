//! Where two maps say different things of the same ground, and on how many square kilometres.

use crate::area::Geodesy;
use crate::atlas::{Entry, Snapshot, Store};
use crate::control::{Control, Status};
use crate::error::Error;
use crate::region::Region;
use crate::shape::{Position, Shape};
use crate::tally::Tally;
use serde::Serialize;
use std::collections::BTreeMap;

/// Ground of which two maps say different things.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Difference {
    /// What the first map says: status and holder, or nothing.
    pub first: Option<Control>,
    /// What the second map says.
    pub second: Option<Control>,
    /// Square kilometres.
    pub km2: f64,
    /// Pieces.
    pub pieces: usize,
    /// A position in the largest piece.
    pub at: Position,
}

/// The differences of two maps in a region, largest first. Statuses are compared as they are; with `holders`, ground that
/// both give to the same holder is the same, however they call the status.
///
/// # Errors
/// The store cannot read a geometry.
pub fn between(
    store: &Store,
    (first, second): (&Snapshot, &Snapshot),
    region: Option<&Region>,
    holders: bool,
) -> Result<Vec<Difference>, Error> {
    let mut tally = Tally::new(store, region);
    let (ours, theirs) = (layers(store, &mut tally, first, holders)?, layers(store, &mut tally, second, holders)?);
    let (all_ours, all_theirs) = (Shape::union(ours.values()), Shape::union(theirs.values()));
    let mut geodesy = Geodesy::default();
    let mut out = Vec::new();
    let mut add = |first: Option<&Control>, second: Option<&Control>, ground: Shape| {
        let largest = ground.pieces().map(|p| (geodesy.area(&p).m2(), p)).max_by(|a, b| a.0.total_cmp(&b.0));
        if let Some(at) = largest.and_then(|(_, piece)| piece.label_point()) {
            let (km2, pieces) = (geodesy.area(&ground).km2(), ground.polygons().len());
            out.push(Difference { first: first.cloned(), second: second.cloned(), km2, pieces, at });
        }
    };
    for (control, ground) in &ours {
        for (other, their_ground) in theirs.iter().filter(|(other, _)| *other != control) {
            add(Some(control), Some(other), ground.intersection(their_ground));
        }
        add(Some(control), None, ground.difference(&all_theirs));
    }
    for (control, ground) in &theirs {
        add(None, Some(control), ground.difference(&all_ours));
    }
    out.sort_by(|a, b| b.km2.total_cmp(&a.km2));
    Ok(out)
}

fn layers(store: &Store, tally: &mut Tally, map: &Snapshot, holders: bool) -> Result<BTreeMap<Control, Shape>, Error> {
    let mut groups: BTreeMap<Control, Vec<Entry>> = BTreeMap::new();
    for entry in &map.entries {
        let mut control = store.atlas().control(*entry).clone();
        if holders && control.holder.is_some() {
            control.status = Status::Held;
        }
        groups.entry(control).or_default().push(*entry);
    }
    let mut out = BTreeMap::new();
    for (control, entries) in groups {
        let ground = tally.ground(&entries)?;
        if !ground.is_empty() {
            out.insert(control, ground);
        }
    }
    Ok(out)
}
