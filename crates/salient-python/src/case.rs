//! Cases: the ones that come with the package, and the user's own.

use crate::fault::Fault;
use include_dir::{Dir, include_dir};
use salient_map::Case;
use salient_map::region::Gazetteer;
use std::path::Path;

static BUILT_IN: Dir = include_dir!("$CARGO_MANIFEST_DIR/../../cases");

/// A case and its places.
pub(crate) struct Loaded {
    /// The conflict: parties, start, region, what maps mean.
    pub(crate) case: Case,
    /// Its places by name.
    pub(crate) places: Gazetteer,
}

/// A case by name, or from a folder or file of the user's.
///
/// # Errors
/// There is none, or it is not well formed.
pub(crate) fn load(name: &str) -> Result<Loaded, Fault> {
    let path = Path::new(name);
    let (text, places) = if path.exists() {
        let file = if path.is_dir() { path.join("case.toml") } else { path.to_owned() };
        let text = std::fs::read_to_string(&file)
            .map_err(|e| Fault::argument(format!("{}: cannot be read: {e}", file.display())))?;
        (text, std::fs::read_to_string(file.with_file_name("places.tsv")).ok())
    } else {
        let inside =
            |file: &str| BUILT_IN.get_file(format!("{name}/{file}")).and_then(include_dir::File::contents_utf8);
        let none = || {
            let there = names().join(", ");
            Fault::argument(format!("no case is named {name:?}; there are {there}; or name the folder of your own"))
        };
        (inside("case.toml").ok_or_else(none)?.to_owned(), inside("places.tsv").map(str::to_owned))
    };
    let told = |e: salient_map::Error| Fault::argument(format!("{name}: {e}"));
    let case = Case::parse(&text).map_err(told)?;
    let places = places.map(|text| Gazetteer::parse("places.tsv", &text)).transpose().map_err(told)?;
    Ok(Loaded { case, places: places.unwrap_or_default() })
}

/// The names of the built-in cases.
pub(crate) fn names() -> Vec<String> {
    let mut names: Vec<String> = BUILT_IN.dirs().map(|dir| dir.path().display().to_string()).collect();
    names.sort();
    names
}

/// The parties of each built-in case, in the order that gives them their colours.
pub(crate) fn parties() -> Vec<Vec<String>> {
    let codes = |loaded: Loaded| loaded.case.parties.into_iter().map(|party| party.code).collect();
    names().iter().filter_map(|name| load(name).ok()).map(codes).collect()
}
