//! Map sources: one file each. A source turns files into maps: shapes, each with a status and a holder.
//!
//! Only polygons and settlements that somebody holds come through this door. Points of any other kind, lines and
//! arrows are counted and forgotten before their names are read: where units or people stand is never stored.

mod deepstate;
pub mod geojson;
mod time;

pub use time::{from_name, parse as parse_time};

use crate::atlas::{Added, Atlas, Entry, Mark, Snapshot, Store, Terms};
use crate::control::Control;
use crate::error::Error;
use crate::report::Report;
use crate::shape::{Ring, repair};
use jiff::Timestamp;
use sha2::{Digest, Sha256};

/// A source of maps, as the program knows it.
#[derive(Clone, Copy)]
pub struct Source {
    /// Its name on the command line and in the atlas.
    pub name: &'static str,
    /// What it reads, in a line.
    pub about: &'static str,
    make: fn() -> Box<dyn Reader>,
}

macro_rules! sources {
    ($($module:ident, $name:literal, $about:literal;)*) => {
        /// Every source, by name.
        pub const SOURCES: &[Source] = &[$(Source {
            name: $name,
            about: $about,
            make: || Box::new($module::Reader::default()),
        }),*];
    };
}

sources! {
    deepstate, "deepstate", "DeepState GeoJSON, full features; the time is in the file's name";
}

/// Reads the files of one source, in order; may remember the last one.
pub trait Reader {
    /// The source's terms.
    fn terms(&self) -> Terms;
    /// Reads a file into the maps that it holds.
    fn read(&mut self, file: &File, into: &mut Intake) -> Result<(), Error>;
}

/// A file as an import sees it.
pub struct File<'a> {
    /// Its name without folders.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// The time of the map, where the user told it.
    pub time: Option<Timestamp>,
    /// No map can be later: the time of the import.
    pub now: Timestamp,
}

impl File<'_> {
    /// The time of the map: what the user told, else what the name says.
    pub(crate) fn time(&self) -> Result<Timestamp, Error> {
        let time = self.time.or_else(|| from_name(self.name)).ok_or_else(|| {
            Error::file(self.name, "no date in the file's name; tell it with --date 2025-01-17 or --date 2025-01-17T21:53Z")
        })?;
        self.sensible(time)
    }

    /// A time that a map can have.
    pub(crate) fn sensible(&self, time: Timestamp) -> Result<Timestamp, Error> {
        if time > self.now {
            let day = time.strftime("%Y-%m-%d");
            return Err(Error::file(self.name, format!("{day} lies in the future; tell the right date with --date")));
        }
        Ok(time)
    }
}

/// Where a reader puts what it reads.
pub struct Intake<'a> {
    store: &'a mut Store,
    /// What was read, kept and dropped.
    pub report: &'a mut Report,
    source: &'a str,
    file: &'a str,
    terms: Terms,
}

impl Intake<'_> {
    /// Keeps a polygon feature: repairs it, and counts what that took. `None` where nothing is left of it.
    pub(crate) fn polygon(
        &mut self,
        feature: usize,
        rings: Vec<Vec<Ring>>,
        control: &Control,
    ) -> Result<Option<Entry>, Error> {
        let repaired = repair(rings.clone()).map_err(|reason| Error::feature(self.file, feature, reason))?;
        if !repaired.flaws.is_empty() {
            self.report.repaired(feature, self.file, &repaired, &rings);
        }
        if repaired.shape.is_empty() {
            return Ok(None);
        }
        Ok(Some(self.store.entry(&repaired.shape, control)))
    }

    /// The bounds of a kept entry.
    pub(crate) fn bounds(&self, entry: Entry) -> crate::shape::Bounds {
        self.store.atlas().shape(entry).bounds
    }

    /// The area of a kept entry.
    pub(crate) fn area(&self, entry: Entry) -> crate::area::Area {
        self.store.atlas().shape(entry).area
    }

    /// Adds a map made of entries.
    pub(crate) fn map(&mut self, time: Timestamp, entries: Vec<Entry>, marks: Vec<Mark>, aside: Vec<String>) {
        self.report.kept += entries.len();
        self.report.marks += marks.len();
        let digest = digest(self.store.atlas(), &entries, &marks);
        let (source, file) = (self.source.to_owned(), self.file.to_owned());
        let added = self.store.add(&self.terms, Snapshot { source, time, file, digest, entries, marks, aside });
        self.report.map(time, added == Added::New, added == Added::Replaced);
    }
}

/// A hash of what a map says: geometries, statuses, holders and settlements, whatever the file's layout.
fn digest(atlas: &Atlas, entries: &[Entry], marks: &[Mark]) -> String {
    let mut hash = Sha256::new();
    for entry in entries {
        let (shape, control) = (atlas.shape(*entry), atlas.control(*entry));
        hash.update(shape.id.0);
        hash.update(control.status.name());
        hash.update([0]);
        hash.update(control.holder.as_deref().unwrap_or_default());
        hash.update([0]);
    }
    for mark in marks {
        hash.update(format!("{mark:?}"));
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// An import of files of one source into an atlas.
pub struct Import<'a> {
    store: &'a mut Store,
    reader: Box<dyn Reader>,
    source: Source,
    /// What was read so far.
    pub report: Report,
    time: Option<Timestamp>,
    now: Timestamp,
}

impl<'a> Import<'a> {
    /// Begins an import; `time` is the maps' time where the user tells it, `now` the time of the import.
    pub fn new(store: &'a mut Store, source: Source, time: Option<Timestamp>, now: Timestamp) -> Self {
        Self { store, reader: (source.make)(), source, report: Report::default(), time, now }
    }

    /// Reads a file.
    ///
    /// # Errors
    /// Names the file, the feature and the reason. The store then holds part of the file and must not be committed.
    pub fn file(&mut self, name: &str, bytes: &[u8]) -> Result<(), Error> {
        let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
        let file = File { name, bytes, time: self.time, now: self.now };
        self.report.files += 1;
        self.report.bytes += bytes.len() as u64;
        let terms = self.reader.terms();
        let mut into = Intake {
            store: self.store,
            report: &mut self.report,
            source: self.source.name,
            file: name,
            terms,
        };
        self.reader.read(&file, &mut into)
    }
}

/// The source of a name.
///
/// # Errors
/// Lists the names.
pub fn named(name: &str) -> Result<Source, Error> {
    SOURCES.iter().copied().find(|s| s.name == name).ok_or_else(|| {
        let names: Vec<&str> = SOURCES.iter().map(|s| s.name).collect();
        Error::Asked(format!("no source is named `{name}`; there are {}", names.join(", ")))
    })
}
