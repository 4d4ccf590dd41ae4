//! `atlas.json`: what the geometries mean, in a form that people and other programs can read.

#![allow(clippy::disallowed_methods, reason = "the atlas is the part that has a disk")]

use super::interval::runs;
use super::{Atlas, Entry, Mark, Settlement, ShapeId, ShapeInfo, Snapshot, Terms};
use crate::area::Area;
use crate::control::Control;
use crate::error::Error;
use crate::shape::Bounds;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::{BufWriter, Write};
use std::path::Path;

pub(super) const GEOMETRY: &str = "geometry.bin";
pub(super) const INDEX: &str = "atlas.json";

/// The version of the form. A reader refuses a later one.
const VERSION: u32 = 1;

/// An atlas and the length of its geometry file.
pub(super) struct Index {
    pub(super) atlas: Atlas,
    pub(super) length: u64,
}

#[derive(Serialize, Deserialize)]
struct Page {
    format: String,
    version: u32,
    /// Bytes of `geometry.bin` that count.
    length: u64,
    controls: Vec<Control>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    settlements: Vec<Settlement>,
    /// Hash, offset, length, square metres, polygons, west, south, east, north.
    shapes: Vec<(String, u64, u32, f64, u32, [f64; 4])>,
    sources: BTreeMap<String, Source>,
}

#[derive(Serialize, Deserialize)]
struct Source {
    terms: Terms,
    maps: Vec<Map>,
    /// Geometry, status and holder, and the maps that showed them: first and last, counted from 0.
    shown: Vec<Shown>,
    /// The same for settlements.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    marked: Vec<Shown>,
}

type Shown = (u32, u32, Vec<(u32, u32)>);

#[derive(Serialize, Deserialize)]
struct Map {
    time: Timestamp,
    file: String,
    digest: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    aside: Vec<String>,
}

/// Reads the index of the atlas in a folder.
pub(super) fn read(folder: &Path) -> Result<Index, Error> {
    let path = folder.join(INDEX);
    if !path.exists() {
        return Err(Error::Asked(format!(
            "{}: no atlas there; `salient map import SOURCE FILE… --atlas {0}` makes one",
            folder.display()
        )));
    }
    let bytes = std::fs::read(&path).map_err(Error::io(&path, "read"))?;
    let damaged = |reason: String| Error::Damaged { path: path.clone(), reason };
    let page: Page = serde_json::from_slice(&bytes).map_err(|e| damaged(e.to_string()))?;
    if page.format != "salient-atlas" || page.version > VERSION {
        return Err(damaged(format!("{} version {} is not known to this program", page.format, page.version)));
    }
    let length = page.length;
    Ok(Index { atlas: atlas(page).map_err(damaged)?, length })
}

fn atlas(page: Page) -> Result<Atlas, String> {
    let length = page.length;
    let shapes: Vec<ShapeInfo> = page.shapes.into_iter().map(|s| info(s, length)).collect::<Result<_, _>>()?;
    let mut out = Atlas { shapes, controls: page.controls, settlements: page.settlements, ..Atlas::default() };
    for (name, source) in page.sources {
        let mut maps: Vec<Snapshot> = source.maps.into_iter().map(|m| snapshot(&name, m)).collect();
        let (shapes, controls, settlements) = (out.shapes.len(), out.controls.len(), out.settlements.len());
        spread(source.shown, (shapes, controls), &mut maps, |map, (shape, control)| {
            map.entries.push(Entry { shape, control });
        })?;
        spread(source.marked, (settlements, controls), &mut maps, |map, (settlement, control)| {
            map.marks.push(Mark { settlement, control });
        })?;
        out.snapshots.extend(maps);
        out.terms.insert(name, source.terms);
    }
    Ok(out)
}

/// Puts what was shown in intervals back on the maps.
fn spread(
    shown: Vec<Shown>,
    (things, controls): (usize, usize),
    maps: &mut [Snapshot],
    mut put: impl FnMut(&mut Snapshot, (u32, u32)),
) -> Result<(), String> {
    for (thing, control, runs) in shown {
        let known = (thing as usize) < things && (control as usize) < controls;
        for (first, last) in runs {
            let run = maps.get_mut(first as usize..=last as usize).filter(|_| known && first <= last);
            let run = run.ok_or("an interval names what is not there")?;
            for map in run {
                put(map, (thing, control));
            }
        }
    }
    Ok(())
}

fn info(
    (id, offset, size, m2, pieces, bounds): (String, u64, u32, f64, u32, [f64; 4]),
    length: u64,
) -> Result<ShapeInfo, String> {
    let byte = |at: usize| id.get(2 * at..2 * at + 2).and_then(|hex| u8::from_str_radix(hex, 16).ok());
    let mut hash = [0; 16];
    for (at, place) in hash.iter_mut().enumerate() {
        *place = byte(at).ok_or_else(|| format!("`{id}` is not a hash"))?;
    }
    if offset + u64::from(size) > length {
        return Err(format!("the geometry {id} lies beyond the end"));
    }
    let [west, south, east, north] = bounds;
    let bounds = Bounds::new(west, south, east, north);
    Ok(ShapeInfo { id: ShapeId(hash), area: Area::from_m2(m2), bounds, pieces, at: (offset, size) })
}

fn snapshot(source: &str, map: Map) -> Snapshot {
    Snapshot {
        source: source.to_owned(),
        time: map.time,
        file: map.file,
        digest: map.digest,
        entries: Vec::new(),
        marks: Vec::new(),
        aside: map.aside,
    }
}

/// Whether the atlas in a folder still ends where this process read it.
pub(super) fn unchanged(folder: &Path, length: u64) -> Result<(), Error> {
    let now = if folder.join(INDEX).exists() { read(folder)?.length } else { 0 };
    if now == length { Ok(()) } else { Err(Error::Locked(folder.to_owned())) }
}

/// Replaces the index of the atlas in a folder in one step.
pub(super) fn write(folder: &Path, index: &Index) -> Result<(), Error> {
    let (path, beside) = (folder.join(INDEX), folder.join("atlas.json.new"));
    let put = || -> std::io::Result<()> {
        let mut file = BufWriter::new(std::fs::File::create(&beside)?);
        serde_json::to_writer(&mut file, &page(index))?;
        file.flush()?;
        file.get_ref().sync_data()?;
        std::fs::rename(&beside, &path)
    };
    put().map_err(Error::io(&path, "written"))
}

fn page(Index { atlas, length }: &Index) -> Page {
    let shape = |s: &ShapeInfo| (s.id.to_string(), s.at.0, s.at.1, s.area.m2(), s.pieces, s.bounds.edges());
    let source = |(name, terms): (&String, &Terms)| {
        let maps = atlas.of(name).map(|s| Map {
            time: s.time,
            file: s.file.clone(),
            digest: s.digest.clone(),
            aside: s.aside.clone(),
        });
        let shown = runs(atlas.of(name).map(|s| s.entries.iter().map(|e| (e.shape, e.control))));
        let marked = runs(atlas.of(name).map(|s| s.marks.iter().map(|m| (m.settlement, m.control))));
        let flat = |all: BTreeMap<(u32, u32), Vec<(u32, u32)>>| -> Vec<Shown> {
            all.into_iter().map(|((thing, control), runs)| (thing, control, runs)).collect()
        };
        let (shown, marked) = (flat(shown), flat(marked));
        (name.clone(), Source { terms: terms.clone(), maps: maps.collect(), shown, marked })
    };
    Page {
        format: "salient-atlas".to_owned(),
        version: VERSION,
        length: *length,
        controls: atlas.controls.clone(),
        settlements: atlas.settlements.clone(),
        shapes: atlas.shapes.iter().map(shape).collect(),
        sources: atlas.terms.iter().map(source).collect(),
    }
}
