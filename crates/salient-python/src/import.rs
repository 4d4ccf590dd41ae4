//! Map files into an atlas.

use crate::case;
use crate::fault::Fault;
use jiff::Timestamp;
use salient_ledger::geopackage;
use salient_map::case::Mapping;
use salient_map::source::{self, Options, Plain};
use salient_map::{Import, Store};
use std::path::{Path, PathBuf};

/// What is to be read, and what tells its meaning.
pub(crate) struct Imported<'a> {
    /// The files, in this order.
    pub(crate) files: &'a [PathBuf],
    /// A source by name.
    pub(crate) source: Option<&'a str>,
    /// A case that knows the source.
    pub(crate) case: Option<&'a str>,
    /// What the features of a source of one's own mean.
    pub(crate) meaning: Option<Mapping>,
    /// The maps' time, where the files tell none.
    pub(crate) date: Option<String>,
}

/// Reads all files; what was kept, dropped and repaired, in words.
///
/// # Errors
/// A file cannot be read, or the source is not known.
pub(crate) fn into(store: &mut Store, what: Imported) -> Result<String, Fault> {
    let case = what.case.map(case::load).transpose()?;
    let named = what.source.and_then(|name| case.as_ref()?.case.map(name));
    let mapping = what.meaning.as_ref().or(named);
    let time = what.date.as_deref().map(|text| source::parse_time(text).ok_or_else(|| no_time(text))).transpose()?;
    let options = Options { time, now: Timestamp::now(), mapping };
    let mut import = match (what.source.map(source::named), mapping) {
        (Some(Ok(source)), _) => Import::new(store, source, options),
        (_, Some(mapping)) => Import::mapped(store, mapping, options),
        (Some(Err(error)), None) => {
            return Err(Fault::argument(format!("{error}; or tell what its features mean with meaning=")));
        }
        (None, None) => {
            return Err(Fault::argument("tell the source of the maps with source=, or what they mean with meaning="));
        }
    };
    what.files.iter().try_for_each(|path| take(&mut import, path))?;
    Ok(import.report.to_string())
}

fn no_time(text: &str) -> Fault {
    Fault::argument(format!("date={text:?} is no time; write 2025-01-17 or 2025-01-17T21:53Z"))
}

/// Reads a file into the import; a GeoPackage is a database, which the ledger's crate reads.
fn take(import: &mut Import, path: &Path) -> Result<(), Fault> {
    let bytes = std::fs::read(path).map_err(|e| Fault::atlas(format!("{}: cannot be read: {e}", path.display())))?;
    let name = path.to_string_lossy();
    if bytes.starts_with(b"SQLite format 3") {
        let read = geopackage::read(path).map_err(|e| Fault::atlas(format!("{name}: {e}")))?;
        let features = read.into_iter().map(|(properties, wkb)| Plain::new(properties, wkb.as_deref()));
        return import.features(&name, features.collect()).map_err(Fault::atlas);
    }
    import.file(&name, &bytes).map_err(Fault::atlas)
}
