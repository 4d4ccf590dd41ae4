//! When a source last changed anything in a region: a map's date says when it was published, not when it was looked at.

use crate::atlas::{ShapeInfo, Snapshot, Store};
use crate::control::Control;
use crate::error::Error;
use crate::region::Region;
use crate::tally::Tally;
use jiff::Timestamp;

/// The last change that a source made in a region, up to some map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Edit {
    /// The first map that shows the present state.
    pub since: Timestamp,
    /// The map before it, which showed something else; `None` where the atlas does not go back so far.
    pub before: Option<Timestamp>,
    /// The map that was asked about.
    pub map: Timestamp,
}

impl Edit {
    /// The map before the present state, where the atlas has a gap of more than two days there.
    pub fn between(&self) -> Option<Timestamp> {
        self.before.filter(|before| self.since.duration_since(*before).as_hours() > 48)
    }

    /// Days from the first map of the present state to a time.
    pub fn days(&self, to: Timestamp) -> i64 {
        to.duration_since(self.since).as_hours() / 24
    }
}

/// The last edit in a region up to a map of a source; `None` where the source shows nothing there.
///
/// Geometry that was only saved anew, with coordinates rounded again, is no edit.
///
/// # Errors
/// The store cannot read a geometry.
pub fn last_edit(store: &Store, map: &Snapshot, region: Option<&Region>) -> Result<Option<Edit>, Error> {
    let mut tally = Tally::new(store, region);
    let now = state(store, &mut tally, map)?;
    let mut edit = Edit { since: map.time, before: None, map: map.time };
    let earlier: Vec<&Snapshot> = store.atlas().of(&map.source).filter(|s| s.time < map.time).collect();
    for old in earlier.into_iter().rev() {
        if !same(&state(store, &mut tally, old)?, &now) {
            edit.before = Some(old.time);
            break;
        }
        edit.since = old.time;
    }
    Ok((!now.is_empty() || edit.before.is_some()).then_some(edit))
}

/// The times of a source's maps that show something else in a region than the map before, the first map's among them.
///
/// # Errors
/// The store cannot read a geometry.
pub fn edits(store: &Store, source: &str, region: Option<&Region>) -> Result<Vec<Timestamp>, Error> {
    let mut tally = Tally::new(store, region);
    let mut before: Option<Vec<Said>> = None;
    let mut out = Vec::new();
    for map in store.atlas().of(source) {
        let now = state(store, &mut tally, map)?;
        if !before.as_ref().is_some_and(|before| same(before, &now)) {
            out.push(map.time);
        }
        before = Some(now);
    }
    Ok(out)
}

/// A piece of a map's state: what it says of a geometry.
type Said<'a> = (&'a Control, ShapeInfo);

/// What a map shows in a region, by status and size.
fn state<'a>(store: &'a Store, tally: &mut Tally, map: &Snapshot) -> Result<Vec<Said<'a>>, Error> {
    let atlas = store.atlas();
    let mut out = Vec::new();
    for entry in &map.entries {
        if tally.touches(*entry)? {
            out.push((atlas.control(*entry), *atlas.shape(*entry)));
        }
    }
    out.sort_by(|a, b| a.0.cmp(b.0).then(a.1.area.m2().total_cmp(&b.1.area.m2())));
    out.dedup_by_key(|said| (said.0, said.1.id));
    Ok(out)
}

/// Areas within 1,000 m² and edges within about ten metres are the same drawing.
fn same(a: &[Said], b: &[Said]) -> bool {
    let alike = |(x, y): (&Said, &Said)| {
        let edges = x.1.bounds.edges().into_iter().zip(y.1.bounds.edges());
        x.0 == y.0
            && (x.1.id == y.1.id
                || (x.1.area.m2() - y.1.area.m2()).abs() < 1000.0
                    && edges.into_iter().all(|(p, q)| (p - q).abs() < 1e-4))
    };
    a.len() == b.len() && a.iter().zip(b).all(alike)
}
