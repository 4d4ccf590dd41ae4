//! When a source showed a polygon.

use super::{Entry, Snapshot};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// From the first map that shows something to the last one in a row that does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// The time of the first map.
    pub first: Timestamp,
    /// The time of the last one.
    pub last: Timestamp,
}

/// The intervals of every entry in maps of one source, which must be in order of time.
pub(super) fn intervals<'a>(snapshots: impl Iterator<Item = &'a Snapshot>) -> BTreeMap<Entry, Vec<Interval>> {
    let mut out: BTreeMap<Entry, (usize, Vec<Interval>)> = BTreeMap::new();
    for (index, snapshot) in snapshots.enumerate() {
        for entry in &snapshot.entries {
            let (seen, runs) = out.entry(*entry).or_default();
            match runs.last_mut() {
                Some(run) if *seen + 1 >= index => run.last = snapshot.time,
                _ => runs.push(Interval { first: snapshot.time, last: snapshot.time }),
            }
            *seen = index;
        }
    }
    out.into_iter().map(|(entry, (_, runs))| (entry, runs)).collect()
}
