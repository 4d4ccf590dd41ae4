//! `salient map list`

use super::args::ListArgs;
use super::table::Table;
use anyhow::Result;
use salient_map::Store;
use serde_json::json;
use std::process::ExitCode;

pub(crate) fn run(args: &ListArgs) -> Result<ExitCode> {
    let store = Store::open(&args.atlas)?;
    if args.gaps {
        return super::gaps::run(&store, args);
    }
    if args.maps { maps(&store, args) } else { sources(&store, args) }
}

fn sources(store: &Store, args: &ListArgs) -> Result<ExitCode> {
    let mut table = Table::new(args.format, &["source", "maps", "first", "last", "geometries", "licence"]);
    for (name, terms) in &store.atlas().terms {
        let maps: Vec<_> = store.atlas().of(name).collect();
        let day = |map: Option<&&salient_map::Snapshot>| map.map(|m| m.day()).unwrap_or_default();
        let (first, last) = (day(maps.first()), day(maps.last()));
        let mut shapes: Vec<u32> = maps.iter().flat_map(|m| m.entries.iter().map(|e| e.shape)).collect();
        shapes.sort_unstable();
        shapes.dedup();
        let cells = [
            name.clone(),
            maps.len().to_string(),
            first.clone(),
            last.clone(),
            shapes.len().to_string(),
            terms.licence.clone(),
        ];
        let object = json!({ "source": name, "maps": maps.len(), "first": first, "last": last,
            "geometries": shapes.len(), "terms": terms });
        table.row(&cells, &object)?;
    }
    table.finish()
}

fn maps(store: &Store, args: &ListArgs) -> Result<ExitCode> {
    let mut table = Table::new(args.format, &["snapshot", "source", "polygons", "settlements", "aside", "file"]);
    for map in &store.atlas().snapshots {
        let (polygons, marks, aside) = (map.entries.len(), map.marks.len(), map.aside.len());
        let cells = [
            map.stamp(),
            map.source.clone(),
            polygons.to_string(),
            marks.to_string(),
            aside.to_string(),
            map.file.clone(),
        ];
        let object = json!({ "snapshot": map.stamp(), "source": map.source, "polygons": polygons, "settlements": marks,
            "aside": map.aside, "file": map.file, "digest": map.digest });
        table.row(&cells, &object)?;
    }
    table.finish()
}
