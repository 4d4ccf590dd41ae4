//! `salient map list --gaps`: days without a map, and days without a change in a region.

use super::args::ListArgs;
use super::table::Table;
use anyhow::Result;
use salient_map::series::{Gap, day, gaps};
use salient_map::{Region, Snapshot, Store, stale};
use serde_json::json;
use std::process::ExitCode;

pub(super) fn run(store: &Store, args: &ListArgs) -> Result<ExitCode> {
    let region = args.region.as_deref().map(super::a_region).transpose()?;
    let head = ["source", "without", "region", "from", "to", "days"];
    let mut table = Table::new(args.format, &head).empty("no such days");
    for source in store.atlas().sources().filter(|s| args.source.as_deref().is_none_or(|asked| asked == *s)) {
        let maps: Vec<&Snapshot> = store.atlas().of(source).collect();
        let Some(last) = maps.last().map(|map| day(map.time)) else { continue };
        for gap in gaps(maps.iter().map(|map| day(map.time)), last) {
            row(&mut table, source, "map", None, gap)?;
        }
        if let Some(region) = &region {
            let edits = stale::edits(store, source, Some(region))?;
            for gap in gaps(edits.into_iter().map(day), last) {
                row(&mut table, source, "change", Some(region), gap)?;
            }
        }
    }
    table.finish()
}

fn row(table: &mut Table, source: &str, without: &str, region: Option<&Region>, gap: Gap) -> Result<()> {
    let code = region.map_or("*", |r| &r.code);
    let (first, last, days) = (gap.first.to_string(), gap.last.to_string(), gap.days());
    let object =
        json!({ "source": source, "without": without, "region": code, "from": first, "to": last, "days": days });
    let cells = [source.to_owned(), without.to_owned(), code.to_owned(), first, last, days.to_string()];
    table.row(&cells, &object)
}
