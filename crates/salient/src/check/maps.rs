//! Control maps beside a text: which region a claim is about, which map stood on its day, and what that showed.

use crate::extract::Claim;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use salient_map::atlas::Entry;
use salient_map::change::entries;
use salient_map::region::{self, Gazetteer, Place};
use salient_map::series::end;
use salient_map::stale::{Edit, last_edit};
use salient_map::tally::{Extent, Filter};
use salient_map::{Case, Control, Region, Snapshot, Status, Store, Tally};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Mutex, PoisonError};

/// An atlas, the conflict that the texts are about, and its places.
pub struct Maps<'a> {
    /// The maps.
    pub store: &'a Store,
    /// The conflict, if it is told.
    pub case: Option<&'a Case>,
    /// Places with points.
    pub places: Option<&'a Gazetteer>,
    /// All that each source ever showed.
    shown: BTreeMap<&'a str, Vec<Entry>>,
    /// Whether a source draws a holder's ground in a region: source, region, holder.
    draws: Mutex<HashMap<[String; 3], bool>>,
    /// What was worked out before: source, time, region and holder to the figures.
    figured: Mutex<HashMap<[String; 4], Figures>>,
    /// What ground names stand for.
    pub(super) grounds: Mutex<HashMap<String, Ground>>,
    /// Geometries that could not be read.
    problems: Mutex<Vec<String>>,
}

/// A region's code, or in words why there is none.
pub(super) type Ground = Result<String, String>;

/// Held, unknown, both, and the last edit.
type Figures = (Extent, Extent, Extent, Option<Edit>);

/// What one source's map showed of one holder in one region on one day.
pub struct Seen<'a> {
    /// The map.
    pub map: &'a Snapshot,
    /// The source's name for people.
    pub source: &'a str,
    /// The region.
    pub region: &'a Region,
    /// Ground held by the holder.
    pub held: Extent,
    /// Ground of which the map does not say who holds it.
    pub unknown: Extent,
    /// Both together, overlaps counted once.
    pub both: Extent,
    /// When the source last changed anything in the region.
    pub edit: Option<Edit>,
}

/// A map older than that many days says nothing of a day.
pub const OLDEST: i64 = 31;
/// Maps are drawn by hand: areas within a hundredth are the same.
pub(super) const DRAWN: f64 = 0.01;

impl<'a> Maps<'a> {
    /// Maps for checks of any number of texts.
    pub fn new(store: &'a Store, case: Option<&'a Case>, places: Option<&'a Gazetteer>) -> Self {
        let of = |source: &'a str| {
            let all: BTreeSet<Entry> = store.atlas().of(source).flat_map(|map| map.entries.iter().copied()).collect();
            (source, all.into_iter().collect())
        };
        let shown = store.atlas().sources().map(of).collect();
        Self {
            store,
            case,
            places,
            shown,
            draws: Mutex::default(),
            figured: Mutex::default(),
            grounds: Mutex::default(),
            problems: Mutex::default(),
        }
    }

    /// What could not be read since it was last asked: a damaged atlas is said, not skipped.
    pub fn problems(&self) -> Vec<String> {
        std::mem::take(&mut self.problems.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The region or state that a claim is about; `None` for places that are neither, or that could be several.
    pub fn region(&self, claim: &Claim) -> Option<Region> {
        region::by_code(&self.code_of(claim.place.as_deref()?)?)
    }

    /// The division that a claim is about, or several; `None` for a whole state too.
    pub fn division(&self, claim: &Claim) -> Option<Region> {
        self.region(claim).filter(|region| region.state.as_deref() != Some(&region.code))
    }

    /// The one other party of the case, for a party in a conflict of two.
    pub fn opponent(&self, code: &str) -> Option<String> {
        let parties = self.case.map(|c| c.parties.as_slice()).unwrap_or_default();
        let others: Vec<&str> = parties.iter().map(|p| p.code.as_str()).filter(|p| *p != code).collect();
        match others[..] {
            [one] if parties.len() == 2 => Some(one.to_owned()),
            _ => None,
        }
    }

    /// The place with a point that a claim is about: only where the gazetteer knows exactly one of that name.
    pub fn place(&self, claim: &Claim) -> Option<&Place> {
        match self.places?.find(claim.place.as_deref()?, None)[..] {
            [place] => Some(place),
            _ => None,
        }
    }

    /// Who holds the ground at a position by each source's map at the end of a day: the map, and the holder.
    pub fn at(&self, at: [f64; 2], day: Date) -> Vec<(&Snapshot, &str)> {
        let atlas = self.store.atlas();
        let Some(end) = end(day) else { return Vec::new() };
        let maps = atlas.sources().filter_map(|source| atlas.as_of(source, end));
        let fresh = maps.filter(|map| end.duration_since(map.time).as_hours() <= OLDEST * 24);
        let holder = |map: &'a Snapshot| {
            map.entries.iter().find_map(|entry| {
                let control = atlas.control(*entry);
                let held = HELD.contains(&control.status) && atlas.shape(*entry).bounds.contains(at);
                let inside = held && self.store.shape(entry.shape).is_ok_and(|shape| shape.contains(at));
                control.holder.as_deref().filter(|_| inside)
            })
        };
        fresh.filter_map(|map| Some((map, holder(map)?))).collect()
    }

    /// The state whose soil a region is.
    pub fn soil(region: &Region) -> &str {
        region.code.split('-').next().unwrap_or_default()
    }

    /// What each source's map showed of a holder in a region at the end of a day. Sources that never draw ground of that
    /// holder there are left out: their silence says nothing.
    pub fn seen<'r>(&'r self, region: &'r Region, holder: &str, day: Date) -> Vec<Seen<'r>> {
        let atlas = self.store.atlas();
        let mut out = Vec::new();
        for (name, terms) in &atlas.terms {
            let Some(map) = end(day).and_then(|end| atlas.as_of(name, end)) else { continue };
            let old = end(day).is_none_or(|end| end.duration_since(map.time).as_hours() > OLDEST * 24);
            if old || !self.draws(name, region, holder) {
                continue;
            }
            match self.one(map, &terms.title, region, holder) {
                Ok(seen) => out.push(seen),
                Err(error) => self.problems.lock().unwrap_or_else(PoisonError::into_inner).push(error.to_string()),
            }
        }
        out
    }

    fn one<'r>(
        &'r self,
        map: &'r Snapshot,
        source: &'r str,
        region: &'r Region,
        holder: &str,
    ) -> Result<Seen<'r>, salient_map::Error> {
        let key = [map.source.clone(), map.stamp(), region.code.clone(), holder.to_owned()];
        let known = self.figured.lock().unwrap_or_else(PoisonError::into_inner).get(&key).copied();
        let (held, unknown, both, edit) = if let Some(figures) = known {
            figures
        } else {
            let figures = self.figures(map, region, holder)?;
            self.figured.lock().unwrap_or_else(PoisonError::into_inner).insert(key, figures);
            figures
        };
        Ok(Seen { map, source, region, held, unknown, both, edit })
    }

    fn figures(&self, map: &Snapshot, region: &Region, holder: &str) -> Result<Figures, salient_map::Error> {
        let mut tally = Tally::new(self.store, Some(region));
        let of = |status: &[Status]| {
            let filter = Filter { status: status.to_vec(), holder: Some(holder.to_owned()), together: true };
            entries(self.store, map, &filter)
        };
        let held = tally.extent(&of(&HELD))?;
        let unknown = tally.extent(&of(&[Status::Unknown]))?;
        let both = tally.extent(&of(&[Status::Held, Status::HeldBefore, Status::Unknown]))?;
        let edit = last_edit(self.store, map, Some(region))?;
        Ok((held, unknown, both, edit))
    }

    /// Whether a source ever drew ground held by somebody in a region.
    pub(crate) fn draws(&self, source: &str, region: &Region, holder: &str) -> bool {
        let key = [source, &region.code, holder].map(str::to_owned);
        let known = self.draws.lock().unwrap_or_else(PoisonError::into_inner).get(&key).copied();
        known.unwrap_or_else(|| {
            let found = self.look(source, region, holder);
            self.draws.lock().unwrap_or_else(PoisonError::into_inner).insert(key, found);
            found
        })
    }

    fn look(&self, source: &str, region: &Region, holder: &str) -> bool {
        let (atlas, bounds) = (self.store.atlas(), region.shape.bounds());
        let mut tally = Tally::new(self.store, Some(region));
        let held = |control: &Control| {
            HELD.contains(&control.status) && control.holder.as_deref().is_some_and(|h| h.eq_ignore_ascii_case(holder))
        };
        let shown = self.shown.get(source).into_iter().flatten();
        shown
            .filter(|e| held(atlas.control(**e)) && atlas.shape(**e).bounds.meets(&bounds))
            .any(|entry| tally.touches(*entry).unwrap_or(false))
    }

    /// A party's name for people.
    pub fn name<'n>(&'n self, code: &'n str) -> &'n str {
        self.case.and_then(|c| c.parties.iter().find(|p| p.code == code)).map_or(code, |p| &p.name)
    }

    /// Whether a code is somebody that the case or the maps know: what a reader took for an actor may be no one.
    pub fn knows(&self, code: &str) -> bool {
        let holds = |c: &Control| c.holder.as_deref() == Some(code);
        self.case.is_some_and(|c| c.is_party(code)) || self.store.atlas().controls.iter().any(holds)
    }

    /// Everybody but one who holds ground in a region by a source's map of a day, or did by any earlier one.
    pub fn others(&self, region: &Region, but: &str) -> Vec<String> {
        let atlas = self.store.atlas();
        let holders: BTreeSet<&String> = atlas.controls.iter().filter_map(|c| c.holder.as_ref()).collect();
        let others = holders.into_iter().filter(|h| !h.eq_ignore_ascii_case(but));
        others.filter(|h| atlas.sources().any(|s| self.draws(s, region, h))).cloned().collect()
    }

    /// The maps of a source from the conflict's beginning up to the end of a day.
    pub fn until(&self, source: &str, day: Date) -> Vec<&'a Snapshot> {
        let start = self.case.and_then(|c| c.start.parse::<Date>().ok());
        let last = end(day).unwrap_or(Timestamp::MAX);
        let first = start.and_then(|d| d.to_zoned(TimeZone::UTC).ok()).map_or(Timestamp::MIN, |z| z.timestamp());
        self.store.atlas().snapshots.iter().filter(|m| m.source == source && (first..=last).contains(&m.time)).collect()
    }
}

/// The statuses that count as holding.
pub const HELD: [Status; 2] = [Status::Held, Status::HeldBefore];

/// Ground that somebody holds, by status and holder.
pub(crate) fn held_by(holder: &str) -> Filter {
    Filter { status: HELD.to_vec(), holder: Some(holder.to_owned()), together: false }
}

impl Seen<'_> {
    /// Source, map, definition, last edit and method, in a line.
    pub fn basis(&self) -> String {
        format!(
            "{}, map of {}: held {}, held + unknown {}{}; whole pieces in {}, geodesic on WGS 84",
            self.source,
            self.map.time.strftime("%Y-%m-%d %H:%M UTC"),
            extent(&self.held),
            extent(&self.both),
            self.age(),
            self.region.code
        )
    }

    fn age(&self) -> String {
        let Some(edit) = self.edit else { return String::new() };
        let since = edit.since.strftime("%Y-%m-%d");
        match edit.before {
            None => format!(", last edit there on {since} or earlier"),
            // Where the atlas has gaps, the edit fell somewhere between two of its maps.
            Some(before) if edit.since.duration_since(before).as_hours() > 48 => {
                format!(", last edit there after {}, by {since}", before.strftime("%Y-%m-%d"))
            }
            Some(_) => format!(", last edit there on {since}"),
        }
    }
}

/// "436.3 km² in 2 pieces".
pub(crate) fn extent(extent: &Extent) -> String {
    let pieces = if extent.pieces == 1 { "1 piece".to_owned() } else { format!("{} pieces", extent.pieces) };
    format!("{:.1} km² in {pieces}", extent.area.km2())
}

/// The first and the last day of a claim's date in EDTF.
///
/// ```
/// use salient::check::maps::days;
/// let (first, last) = days("2025-02").unwrap();
/// assert_eq!((first.to_string(), last.to_string()), ("2025-02-01".into(), "2025-02-28".into()));
/// assert_eq!(days("2024-08-06/2025-01-17").unwrap().1.to_string(), "2025-01-17");
/// ```
pub fn days(edtf: &str) -> Option<(Date, Date)> {
    if let Some((first, last)) = edtf.split_once('/') {
        return Some((days(first)?.0, days(last)?.1));
    }
    let number = |at: std::ops::Range<usize>| edtf.get(at)?.parse::<i8>().ok();
    let year: i16 = edtf.get(..4)?.parse().ok()?;
    match edtf.len() {
        4 => Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?)),
        7 => {
            let first = Date::new(year, number(5..7)?, 1).ok()?;
            Some((first, first.last_of_month()))
        }
        10 => edtf.parse().ok().map(|day: Date| (day, day)),
        _ => None,
    }
}
