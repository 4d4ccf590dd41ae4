//! The atlas: dated maps of any number of sources, each geometry once.

mod file;
mod interval;
mod store;

pub use interval::Interval;
pub use store::{Added, Store};

use crate::area::Area;
use crate::control::Control;
use crate::shape::{Bounds, Position};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The content hash of a geometry: the first 16 bytes of the SHA-256 of its WKB, in hexadecimal where people read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ShapeId(pub [u8; 16]);

impl std::fmt::Display for ShapeId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// What the atlas knows of a geometry without reading it.
#[derive(Clone, Copy, Debug)]
pub struct ShapeInfo {
    /// Its content hash.
    pub id: ShapeId,
    /// Its area; its own polygons do not overlap.
    pub area: Area,
    /// The least box around it.
    pub bounds: Bounds,
    /// The number of its polygons.
    pub pieces: u32,
    /// Where it lies in the store: offset and length.
    pub(crate) at: (u64, u32),
}

/// A settlement that a source of points tells about: it has a place and no area.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Settlement {
    /// The source's own id or name of it.
    pub name: String,
    /// Where it lies, if the source says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Position>,
}

/// A settlement and what a map says of it: both are numbers in the atlas's tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Mark {
    /// The settlement.
    pub settlement: u32,
    /// What the map says.
    pub control: u32,
}

/// One polygon feature on one map: a geometry and what the map says of it. Both are numbers in the atlas's tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Entry {
    /// The geometry.
    pub shape: u32,
    /// What the map says.
    pub control: u32,
}

/// One source's map at one time.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    /// The source's name.
    pub source: String,
    /// When the source published it.
    pub time: Timestamp,
    /// The file that it was read from.
    pub file: String,
    /// SHA-256 of the file, in hexadecimal.
    pub digest: String,
    /// The polygons, in order.
    pub entries: Vec<Entry>,
    /// The settlements, for sources of points.
    pub marks: Vec<Mark>,
    /// What was in the file and is in no total: oddities that the import set aside, in words.
    pub aside: Vec<String>,
}

impl Snapshot {
    /// The time as tables print it: to the second, UTC.
    pub fn stamp(&self) -> String {
        self.time.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
    }

    /// The day, UTC.
    pub fn day(&self) -> String {
        self.time.strftime("%Y-%m-%d").to_string()
    }
}

/// The terms under which a source gives its maps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// The source's name for people.
    pub title: String,
    /// Whom to name.
    pub attribution: String,
    /// The licence, or what is known of it.
    pub licence: String,
    /// Whether the geometry may be passed on.
    pub shareable: bool,
}

/// Maps of any number of sources.
#[derive(Clone, Debug, Default)]
pub struct Atlas {
    /// The geometries.
    pub shapes: Vec<ShapeInfo>,
    /// The settlements of sources of points.
    pub settlements: Vec<Settlement>,
    /// What maps say of geometries and settlements.
    pub controls: Vec<Control>,
    /// The maps, by source and time.
    pub snapshots: Vec<Snapshot>,
    /// The terms of each source.
    pub terms: BTreeMap<String, Terms>,
}

impl Atlas {
    /// The sources, in order of name.
    pub fn sources(&self) -> impl Iterator<Item = &str> {
        self.terms.keys().map(String::as_str)
    }

    /// The maps of a source, in order of time.
    pub fn of<'a>(&'a self, source: &'a str) -> impl Iterator<Item = &'a Snapshot> {
        self.snapshots.iter().filter(move |s| s.source == source)
    }

    /// The last map of a source up to a time.
    pub fn as_of(&self, source: &str, time: Timestamp) -> Option<&Snapshot> {
        self.snapshots.iter().rfind(|s| s.source == source && s.time <= time)
    }

    /// What a map says of an entry.
    pub fn control(&self, entry: Entry) -> &Control {
        &self.controls[entry.control as usize]
    }

    /// A settlement and what a map says of it.
    pub fn mark(&self, mark: Mark) -> (&Settlement, &Control) {
        (&self.settlements[mark.settlement as usize], &self.controls[mark.control as usize])
    }

    /// What is known of an entry's geometry.
    pub fn shape(&self, entry: Entry) -> &ShapeInfo {
        &self.shapes[entry.shape as usize]
    }

    /// For each entry that a source ever showed, the intervals in which it did.
    pub fn intervals(&self, source: &str) -> BTreeMap<Entry, Vec<Interval>> {
        interval::intervals(&self.of(source).collect::<Vec<_>>())
    }
}
