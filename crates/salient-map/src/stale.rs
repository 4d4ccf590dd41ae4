//! When a source last changed anything in a region: a map's date says when it was published, not when it was looked at.

use crate::atlas::{Entry, Snapshot, Store};
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
    /// Days from the first map of the present state to a time.
    pub fn days(&self, to: Timestamp) -> i64 {
        to.duration_since(self.since).as_hours() / 24
    }
}

/// The last edit in a region up to a map of a source; `None` where the source shows nothing there.
///
/// # Errors
/// The store cannot read a geometry.
pub fn last_edit(store: &Store, map: &Snapshot, region: Option<&Region>) -> Result<Option<Edit>, Error> {
    let mut tally = Tally::new(store, region);
    let now = state(store, &mut tally, map)?;
    let mut edit = Edit { since: map.time, before: None, map: map.time };
    let earlier: Vec<&Snapshot> = store.atlas().of(&map.source).filter(|s| s.time < map.time).collect();
    for old in earlier.into_iter().rev() {
        if state(store, &mut tally, old)? != now {
            edit.before = Some(old.time);
            break;
        }
        edit.since = old.time;
    }
    Ok((!now.is_empty() || edit.before.is_some()).then_some(edit))
}

/// What a map shows in a region: geometries and what it says of them, in an order of its own.
fn state<'a>(store: &'a Store, tally: &mut Tally, map: &Snapshot) -> Result<Vec<(u32, &'a Control)>, Error> {
    let mut out = Vec::new();
    for entry in &map.entries {
        if tally.touches(*entry)? {
            let Entry { shape, .. } = *entry;
            out.push((shape, store.atlas().control(*entry)));
        }
    }
    out.sort();
    out.dedup();
    Ok(out)
}
