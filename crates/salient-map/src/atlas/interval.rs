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
pub(super) fn intervals(snapshots: &[&Snapshot]) -> BTreeMap<Entry, Vec<Interval>> {
    let time = |index: u32| snapshots[index as usize].time;
    let interval = |(first, last)| Interval { first: time(first), last: time(last) };
    let all = runs(snapshots.iter().map(|s| s.entries.iter().copied()));
    all.into_iter().map(|(entry, runs)| (entry, runs.into_iter().map(interval).collect())).collect()
}

/// The runs of things on maps that are numbered in order of time: first and last map of each.
pub(super) fn runs<T: Copy + Ord>(
    maps: impl Iterator<Item = impl IntoIterator<Item = T>>,
) -> BTreeMap<T, Vec<(u32, u32)>> {
    let mut out: BTreeMap<T, Vec<(u32, u32)>> = BTreeMap::new();
    for (index, things) in (0..).zip(maps) {
        for thing in things {
            let of = out.entry(thing).or_default();
            match of.last_mut() {
                Some(run) if run.1 + 1 >= index => run.1 = index,
                _ => of.push((index, index)),
            }
        }
    }
    out
}
