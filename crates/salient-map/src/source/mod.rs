//! Map sources: one file each. A source turns files into maps: shapes, each with a status and a holder.
//!
//! Only polygons and settlements that somebody holds come through this door. Points of any other kind, lines and
//! arrows are counted and forgotten before their names are read: where units or people stand is never stored.

mod deepstate;
mod dissolved;
pub mod geojson;
mod isw;
mod liveuamap;
mod mapped;
mod owl;
mod time;
mod viina;
mod wikipedia;

pub use mapped::Plain;
pub use time::{from_name, parse as parse_time};

use crate::atlas::{Added, Atlas, Entry, Mark, Snapshot, Store, Terms};
use crate::case::Mapping;
use crate::control::Control;
use crate::error::Error;
use crate::report::Report;
use crate::shape::{Position, Ring, Shape, repair};
use geojson::{Geometry, Kind};
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

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
    dissolved, "deepstate-dissolved", "one MultiPolygon of occupied Ukraine derived from DeepState; the date is in the file's name";
    isw, "isw", "ISW feature-service GeoJSON, CSV with GeoJSON, or shapefile ZIP; by layer or all layers";
    liveuamap, "liveuamap", "Liveuamap features of no change, gains and losses, as GeoJSON, plain or inside a value";
    owl, "owl", "Project Owl KMZ or KML, or its GeoJSON form with dates yymmdd";
    viina, "viina", "VIINA control CSV: settlements by GeoNames id and day (no areas)";
    wikipedia, "wikipedia", "Wikipedia detailed-map Lua module: settlements by icon colour (no areas); needs a case";
}

/// Reads the files of one source, in order; may remember the last one.
pub trait Reader {
    /// The source's terms.
    fn terms(&self) -> Terms;
    /// Reads a file into the maps that it holds.
    fn read(&mut self, file: &File, into: &mut Intake) -> Result<(), Error>;
}

/// What became of a polygon feature.
#[derive(Clone, Copy)]
pub(crate) enum Outcome {
    /// It is on the map.
    Kept(Entry),
    /// It is not, for a reason that is counted.
    Dropped(&'static str),
    /// It is in no total, and the map says why: the number of the sentence.
    Aside(usize),
}

/// Why points and lines stay outside.
pub(crate) const POINT: &str = "points (units, arrows, places): never read";
/// The same for lines.
pub(crate) const LINE: &str = "lines: never read";
/// A feature without coordinates.
pub(crate) const BARE: &str = "no geometry";
/// A feature whose rings enclose nothing.
pub(crate) const EMPTY: &str = "no area";

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
    /// What the case says of this source.
    pub mapping: Option<&'a Mapping>,
}

impl File<'_> {
    /// The time of the map: what the user told, else what the name says.
    pub(crate) fn time(&self) -> Result<Timestamp, Error> {
        let time = self.time.or_else(|| from_name(self.name)).ok_or_else(|| {
            Error::file(
                self.name,
                "no date in the file's name; tell it with --date 2025-01-17 or --date 2025-01-17T21:53Z",
            )
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
    /// What the files before this one had dropped, by reason.
    before: BTreeMap<String, usize>,
}

/// What a map shows: polygons, settlements, and what was set aside, in words.
#[derive(Default)]
pub(crate) struct Drawn {
    pub(crate) entries: Vec<Entry>,
    pub(crate) marks: Vec<Mark>,
    pub(crate) aside: Vec<String>,
}

impl<'a> Intake<'a> {
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

    /// Keeps the polygons of a GeoJSON feature; points and lines are dropped, and so is what has no geometry.
    pub(crate) fn feature(
        &mut self,
        number: usize,
        geometry: Option<&Geometry>,
        control: &Control,
    ) -> Result<Outcome, Error> {
        let blame = |reason| Error::feature(self.file, number, reason);
        let Some(geometry) = geometry else { return Ok(Outcome::Dropped(BARE)) };
        match geometry.kind().map_err(blame)? {
            Kind::Point => Ok(Outcome::Dropped(POINT)),
            Kind::Line => Ok(Outcome::Dropped(LINE)),
            Kind::Polygon => {
                let rings = geometry.polygons().map_err(|reason| Error::feature(self.file, number, reason))?;
                Ok(self.polygon(number, rings, control)?.map_or(Outcome::Dropped(EMPTY), Outcome::Kept))
            }
        }
    }

    /// Counts a feature, and hands on its entry if it was kept.
    pub(crate) fn count(&mut self, outcome: Outcome) -> Option<Entry> {
        self.report.features += 1;
        match outcome {
            Outcome::Kept(entry) => return Some(entry),
            Outcome::Dropped(reason) => self.report.drop_one(reason),
            Outcome::Aside(_) => {}
        }
        None
    }

    /// A settlement of a map.
    pub(crate) fn mark(&mut self, name: &str, at: Option<Position>, control: &Control) -> Mark {
        self.store.mark(name, at, control)
    }

    /// A geometry that was kept.
    pub(crate) fn shape(&self, entry: Entry) -> Result<Shape, Error> {
        self.store.shape(entry.shape)
    }

    /// The same geometry under another status.
    pub(crate) fn again(&mut self, entry: Entry, control: &Control) -> Entry {
        Entry { control: self.store.control_key(control), ..entry }
    }

    /// Keeps a part of a geometry that was kept before.
    pub(crate) fn entry(&mut self, shape: &Shape, control: &Control) -> Entry {
        self.store.entry(shape, control)
    }

    /// Adds a layer to the map of its time: services publish one map in several files.
    pub(crate) fn layer(&mut self, source: &'a str, time: Timestamp, mut entries: Vec<Entry>) {
        if entries.is_empty() {
            return;
        }
        self.source = source;
        let before = self.store.at(self.source, time).map(|s| (s.entries.clone(), s.file.clone()));
        let (mut all, file) = before.unwrap_or_default();
        entries.retain(|entry| !all.contains(entry));
        if !entries.is_empty() && !file.is_empty() && file != self.file {
            self.report.kept += entries.len();
            self.report.merged += 1;
            all.extend(entries);
            let digest = digest(self.store.atlas(), &all, &[]);
            let source = self.source.to_owned();
            let file = format!("{file}, {}", self.file);
            let (marks, aside) = (Vec::new(), Vec::new());
            self.store.add(&self.terms, Snapshot { source, time, file, digest, entries: all, marks, aside });
            return;
        }
        all.extend(entries);
        self.map(time, all, Vec::new(), Vec::new());
    }

    /// What a kept entry says.
    pub(crate) fn control(&self, entry: Entry) -> &Control {
        self.store.atlas().control(entry)
    }

    /// The bounds of a kept entry.
    pub(crate) fn bounds(&self, entry: Entry) -> crate::shape::Bounds {
        self.store.atlas().shape(entry).bounds
    }

    /// The area of a kept entry.
    pub(crate) fn area(&self, entry: Entry) -> crate::area::Area {
        self.store.atlas().shape(entry).area
    }

    /// Adds a map; a map without any ground is refused with the reason.
    pub(crate) fn ground(
        &mut self,
        time: Timestamp,
        entries: Vec<Entry>,
        marks: Vec<Mark>,
        aside: Vec<String>,
    ) -> Result<(), Error> {
        self.grounds([(time, Drawn { entries, marks, aside })])
    }

    /// Adds the maps of a file that have ground; a file of which no map has any is refused with the reason.
    pub(crate) fn grounds(&mut self, maps: impl IntoIterator<Item = (Timestamp, Drawn)>) -> Result<(), Error> {
        let (mut added, mut aside) = (false, None);
        for (time, map) in maps {
            if map.entries.is_empty() && map.marks.is_empty() {
                let day = time.strftime("%Y-%m-%d");
                self.report.odd("maps without any ground: not recorded", || format!("{}: {day}", self.file));
                aside = aside.or_else(|| map.aside.first().cloned());
                continue;
            }
            added = true;
            self.map(time, map.entries, map.marks, map.aside);
        }
        if added { Ok(()) } else { Err(Error::file(self.file, self.why_bare(aside))) }
    }

    /// The refusal of a file without ground, unless all that was dropped of it was dropped for one reason.
    pub(crate) fn refuse_unless(&self, reason: &str) -> Result<(), Error> {
        let before = |name: &String| self.before.get(name).copied().unwrap_or_default();
        let dropped = self.report.dropped.iter().filter(|(name, count)| **count > before(name));
        let names: Vec<&String> = dropped.map(|(name, _)| name).collect();
        if !names.is_empty() && names.iter().all(|name| *name == reason) {
            return Ok(());
        }
        Err(Error::file(self.file, self.why_bare(None)))
    }

    /// Why a file has no ground: what of it was dropped, and the first that was set aside.
    fn why_bare(&self, aside: Option<String>) -> String {
        let new = |(reason, count): (&String, &usize)| {
            let here = count - self.before.get(reason).copied().unwrap_or_default();
            (here > 0).then(|| format!("{here} {reason}"))
        };
        let dropped: Vec<String> = self.report.dropped.iter().filter_map(new).chain(aside).collect();
        let told = if dropped.is_empty() { "it has no features".to_owned() } else { dropped.join("; ") };
        format!("no ground in it, so that there is no map to record: {told}")
    }

    /// Adds a map made of entries.
    fn map(&mut self, time: Timestamp, entries: Vec<Entry>, marks: Vec<Mark>, aside: Vec<String>) {
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
        hash.update(format!("{:?}", atlas.mark(*mark)));
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
    options: Options<'a>,
}

/// What the user tells of an import.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// The maps' time, where their files do not tell it.
    pub time: Option<Timestamp>,
    /// The time of the import: no map can be later.
    pub now: Timestamp,
    /// What the case says of the source.
    pub mapping: Option<&'a Mapping>,
}

impl<'a> Import<'a> {
    /// Begins an import.
    pub fn new(store: &'a mut Store, source: Source, options: Options<'a>) -> Self {
        Self { store, reader: (source.make)(), source, report: Report::default(), options }
    }

    /// Begins an import of a source that only the case knows: its mapping says what its features mean.
    pub fn mapped(store: &'a mut Store, mapping: &'a Mapping, options: Options<'a>) -> Self {
        let reader: Box<dyn Reader> = Box::new(mapped::Reader);
        let source = Source { name: "", about: "", make: || Box::new(mapped::Reader) };
        Self {
            store,
            reader,
            source,
            report: Report::default(),
            options: Options { mapping: Some(mapping), ..options },
        }
    }

    /// Reads a file.
    ///
    /// # Errors
    /// Names the file, the feature and the reason. The store then holds part of the file and must not be committed.
    pub fn file(&mut self, name: &str, bytes: &[u8]) -> Result<(), Error> {
        self.report.bytes += bytes.len() as u64;
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let done = self.read(bare(name), bytes);
        let binary = bytes.starts_with(b"PK") || bytes.starts_with(b"fgb");
        // Looked at only when a file cannot be read: nearly all are well.
        let Some(broken) = std::str::from_utf8(bytes).err().filter(|_| done.is_err() && !binary) else { return done };
        let mended = String::from_utf8_lossy(bytes).into_owned();
        let at = broken.valid_up_to();
        self.report.odd("broken UTF-8: letters replaced", || format!("{}: at byte {at}", bare(name)));
        self.report.files -= 1;
        self.read(bare(name), mended.as_bytes())
    }

    fn read(&mut self, name: &str, bytes: &[u8]) -> Result<(), Error> {
        let Options { time, now, mapping } = self.options;
        let file = File { name, bytes, time, now, mapping };
        let mut reader = std::mem::replace(&mut self.reader, Box::new(mapped::Reader));
        let done = reader.read(&file, &mut self.intake(name, reader.terms()));
        self.reader = reader;
        done
    }

    /// Takes features that were read elsewhere, for a source that the case tells of.
    ///
    /// # Errors
    /// As for [`Import::file`].
    pub fn features(&mut self, name: &str, features: Vec<Plain>) -> Result<(), Error> {
        let name = bare(name);
        let Options { time, now, mapping } = self.options;
        let file = File { name, bytes: &[], time, now, mapping };
        let terms = self.reader.terms();
        mapped::take(&file, features, &mut self.intake(name, terms))
    }

    fn intake<'b>(&'b mut self, file: &'b str, terms: Terms) -> Intake<'b> {
        self.report.files += 1;
        let mapping = self.options.mapping;
        let terms = mapping.and_then(Mapping::terms).unwrap_or(terms);
        let source = mapping.filter(|_| self.source.name.is_empty()).map_or(self.source.name, |m| &m.name);
        let before = self.report.dropped.clone();
        Intake { store: self.store, report: &mut self.report, source, file, terms, before }
    }
}

/// A file's name without folders.
fn bare(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
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
