//! Control maps into the record: an atlas, or files of a source that is told or tried.

use crate::case::Loaded;
use anyhow::{Result, anyhow, bail};
use jiff::Timestamp;
use salient::record::{Batch, maps};
use salient_map::case::Mapping;
use salient_map::source::{self, Options, SOURCES, Source};
use salient_map::{Import, Store};
use std::path::Path;

/// What the maps of an atlas say, one batch a map.
pub(crate) fn of_store(store: &Store) -> Result<Vec<Batch>> {
    let all = store.atlas().snapshots.iter().filter(|map| !map.entries.is_empty());
    all.map(|map| maps::statements(store, map).map_err(|e| anyhow!("{e}"))).collect()
}

/// What a folder with an atlas says.
pub(crate) fn of_atlas(folder: &Path) -> Result<Vec<Batch>> {
    of_store(&Store::open(folder)?)
}

/// What a map file says.
pub(crate) fn of_file(name: &str, bytes: &[u8], source: Option<&str>, case: Option<&Loaded>) -> Result<Vec<Batch>> {
    if let Some(mapping) = source.and_then(|name| case?.case.map(name)).filter(|m| source::named(&m.name).is_err()) {
        return of_store(&mapped(name, bytes, mapping)?);
    }
    let tried: Vec<Source> = match source {
        Some(name) => vec![source::named(name)?],
        None => SOURCES.to_vec(),
    };
    let mut why = Vec::new();
    for source in tried {
        match import(name, bytes, source, case) {
            Ok(store) => return of_store(&store),
            Err(error) => why.push(format!("{}: {error:#}", source.name)),
        }
    }
    bail!("{name}: not a map of a source that is known; tell which with --source\n  {}", why.join("\n  "))
}

/// A file of a source that only a case tells of.
fn mapped(name: &str, bytes: &[u8], mapping: &Mapping) -> Result<Store> {
    let mut store = Store::default();
    let options = Options { time: None, now: Timestamp::now(), mapping: Some(mapping) };
    filled(Import::mapped(&mut store, mapping, options), name, bytes)?;
    Ok(store)
}

fn import(name: &str, bytes: &[u8], source: Source, case: Option<&Loaded>) -> Result<Store> {
    let mut store = Store::default();
    let mapping = case.and_then(|loaded| loaded.case.map(source.name));
    let options = Options { time: None, now: Timestamp::now(), mapping };
    filled(Import::new(&mut store, source, options), name, bytes)?;
    Ok(store)
}

/// Reads a file, which must have some ground.
fn filled(mut import: Import, name: &str, bytes: &[u8]) -> Result<()> {
    import.file(name, bytes)?;
    let (kept, marks) = (import.report.kept, import.report.marks);
    if kept == 0 && marks > 0 {
        bail!("a map of settlements, which have no area: such maps are not recorded");
    }
    if kept == 0 {
        bail!("no ground in it");
    }
    Ok(())
}
