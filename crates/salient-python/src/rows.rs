//! Questions to an atlas, answered in rows.

use crate::fault::Fault;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use salient_map::change::{Piece, between};
use salient_map::export::{self, Format, old_enough};
use salient_map::series::{Line, Step, day, end, shown};
use salient_map::tally::{Filter, Row};
use salient_map::{Area, Region, Snapshot, Status, Store, Tally};
use serde::Serialize;

/// Which ground on which maps.
pub(crate) struct Question {
    /// Whose.
    pub(crate) holder: Option<String>,
    /// Of which statuses; of all when empty.
    pub(crate) status: Vec<Status>,
    /// On maps of which source.
    pub(crate) source: Option<String>,
    /// In one row a map.
    pub(crate) together: bool,
}

impl Question {
    /// The filter, once it makes sense for an atlas.
    fn filter(&self, store: &Store) -> Result<Filter, Fault> {
        let atlas = store.atlas();
        let sources: Vec<&str> = atlas.sources().collect();
        if let Some(asked) = self.source.as_deref().filter(|asked| !sources.contains(asked)) {
            return Err(Fault::argument(format!("the atlas has no maps of {asked:?}; it has {}", sources.join(", "))));
        }
        let mut known: Vec<&str> = atlas.controls.iter().filter_map(|c| c.holder.as_deref()).collect();
        known.sort_unstable();
        known.dedup();
        let there = |asked: &&String| !known.iter().any(|holder| holder.eq_ignore_ascii_case(asked));
        if let Some(asked) = self.holder.as_ref().filter(there) {
            return Err(Fault::argument(format!("no map knows a holder {asked:?}; there are {}", known.join(", "))));
        }
        Ok(Filter { status: self.status.clone(), holder: self.holder.clone(), together: self.together })
    }

    fn wants(&self, source: &str) -> bool {
        self.source.as_deref().is_none_or(|asked| asked == source)
    }

    /// The last map of each source up to the end of a day, or of all.
    fn last<'a>(&self, store: &'a Store, on: Option<Date>) -> Result<Vec<&'a Snapshot>, Fault> {
        let end = on.map_or(Ok(Timestamp::MAX), end_of)?;
        let sources = store.atlas().sources().filter(|source| self.wants(source));
        Ok(sources.filter_map(|source| store.atlas().as_of(source, end)).collect())
    }
}

fn end_of(day: Date) -> Result<Timestamp, Fault> {
    end(day).ok_or_else(|| Fault::argument(format!("{day} is out of range")))
}

/// A map by its time.
#[derive(Serialize)]
pub(crate) struct Map {
    source: String,
    snapshot: String,
}

/// All maps, in order.
pub(crate) fn maps(store: &Store) -> Vec<Map> {
    store.atlas().snapshots.iter().map(|map| Map { source: map.source.clone(), snapshot: map.stamp() }).collect()
}

/// Areas on the maps between two days.
///
/// # Errors
/// What was asked for is not there.
pub(crate) fn areas(
    store: &Store,
    region: Option<&Region>,
    question: &Question,
    (from, to): (Option<Date>, Option<Date>),
    step: Option<Step>,
) -> Result<Vec<Line>, Fault> {
    let filter = question.filter(store)?;
    if let (Some(from), Some(to)) = (from, to)
        && from > to
    {
        return Err(Fault::argument(format!("start={from} is after end={to}")));
    }
    let within = |map: &Snapshot| from.is_none_or(|d| day(map.time) >= d) && to.is_none_or(|d| day(map.time) <= d);
    let all: Vec<&Snapshot> =
        store.atlas().snapshots.iter().filter(|map| question.wants(&map.source) && within(map)).collect();
    let mut tally = Tally::new(store, region);
    let mut out = Vec::new();
    for shown in shown(&all, step) {
        let mut rows = tally.rows(shown.map, &filter).map_err(Fault::atlas)?;
        if rows.is_empty() && !shown.map.entries.is_empty() {
            rows.extend(Row::nothing(&filter, shown.map, region));
        }
        out.extend(rows.into_iter().map(|row| shown.line(row)));
    }
    Ok(out)
}

/// What changed between two maps of a source, in square kilometres.
#[derive(Serialize)]
pub(crate) struct Changed {
    source: String,
    /// The time of the first map.
    first: String,
    /// The time of the second.
    second: String,
    before: f64,
    after: f64,
    gained: f64,
    lost: f64,
    net: f64,
    pieces: Vec<Piece>,
}

/// The change between two days, for each source that has a map of both.
///
/// # Errors
/// None has, or what was asked for is not there.
pub(crate) fn changes(
    store: &Store,
    (first, second): (Date, Date),
    region: Option<&Region>,
    question: &Question,
) -> Result<Vec<Changed>, Fault> {
    if first >= second {
        return Err(Fault::argument(format!("the first day, {first}, is not before the second, {second}")));
    }
    let filter = question.filter(store)?;
    let earlier = question.last(store, Some(first))?;
    let mut out = Vec::new();
    for b in question.last(store, Some(second))? {
        let Some(a) = earlier.iter().find(|a| a.source == b.source && a.time < b.time) else { continue };
        let change = between(store, (a, b), region, &filter).map_err(Fault::atlas)?;
        let net = change.net().km2();
        let [before, after, gained, lost] = [change.before, change.after, change.gained, change.lost].map(Area::km2);
        let (source, pieces) = (b.source.clone(), change.pieces);
        out.push(Changed { source, first: a.stamp(), second: b.stamp(), before, after, gained, lost, net, pieces });
    }
    if out.is_empty() {
        return Err(Fault::atlas("no source has a map of each day; Atlas.maps() lists them"));
    }
    Ok(out)
}

/// The ground on the last maps up to a day.
///
/// # Errors
/// There is no map, or it is too young.
pub(crate) fn geojson(
    store: &Store,
    region: Option<&Region>,
    question: &Question,
    on: Option<Date>,
    min_age: u32,
) -> Result<String, Fault> {
    let filter = question.filter(store)?;
    let maps = question.last(store, on)?;
    if maps.is_empty() {
        return Err(Fault::atlas("the atlas has no map up to that day; Atlas.maps() lists them"));
    }
    let (now, delay) = (Timestamp::now(), SignedDuration::from_hours(i64::from(min_age)));
    let (mut pieces, mut terms) = (Vec::new(), Vec::new());
    for map in maps {
        old_enough(map.time, now, delay)
            .map_err(|e| Fault::atlas(e.to_string().replace("--min-age 0", "min_age=0")))?;
        pieces.extend(export::pieces(store, map, region, &filter).map_err(Fault::atlas)?);
        terms.push(store.atlas().terms[&map.source].clone());
    }
    let bytes = export::write(Format::GeoJson, &pieces, &terms).map_err(Fault::atlas)?;
    String::from_utf8(bytes).map_err(Fault::atlas)
}
