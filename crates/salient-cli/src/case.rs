//! Cases: the ones that come with the program, and the user's own.

use anyhow::{Context, Result, bail};
use include_dir::{Dir, include_dir};
use salient_map::Case;
use salient_map::region::Gazetteer;
use std::path::Path;

static BUILT_IN: Dir = include_dir!("$CARGO_MANIFEST_DIR/../../cases");

/// A case and its places.
pub(crate) struct Loaded {
    pub(crate) case: Case,
    pub(crate) places: Gazetteer,
}

/// A case by name, or from a folder or file of the user's.
pub(crate) fn load(name: &str) -> Result<Loaded> {
    let path = Path::new(name);
    let (text, places) = if path.exists() {
        let file = if path.is_dir() { path.join("case.toml") } else { path.to_owned() };
        let text = std::fs::read_to_string(&file).with_context(|| format!("{}: cannot be read", file.display()))?;
        (text, std::fs::read_to_string(file.with_file_name("places.tsv")).ok())
    } else {
        let inside =
            |file: &str| BUILT_IN.get_file(format!("{name}/{file}")).and_then(include_dir::File::contents_utf8);
        let Some(text) = inside("case.toml") else {
            bail!("no case is named `{name}`; there are {}; or name the folder of your own", names().join(", "));
        };
        (text.to_owned(), inside("places.tsv").map(str::to_owned))
    };
    let case = Case::parse(&text).with_context(|| name.to_owned())?;
    let places = places.map(|text| Gazetteer::parse("places.tsv", &text)).transpose()?.unwrap_or_default();
    Ok(Loaded { case, places })
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

#[cfg(test)]
mod tests {
    #[test]
    fn every_built_in_case_is_a_case() {
        let names = super::names();
        assert!(names.len() >= 2, "{names:?}");
        for name in names {
            let loaded = super::load(&name).expect("it is a case");
            assert_eq!(loaded.case.name, name);
            assert!(loaded.case.parties.len() > 1);
        }
    }
}
