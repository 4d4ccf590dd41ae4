//! `salient map area`

use super::args::AreaArgs;
use super::table::Table;
use anyhow::Result;
use salient_map::Tally;
use salient_map::tally::{Filter, Row};
use std::process::ExitCode;

pub(crate) fn run(args: &AreaArgs) -> Result<ExitCode> {
    let store = args.asked.open()?;
    let region = super::region(&args.asked)?;
    let filter = Filter { status: args.status.clone(), holder: args.holder.clone(), together: args.together };
    let mut tally = Tally::new(&store, region.as_ref());
    let mut table = Table::new(args.format, &["snapshot", "status", "holder", "region", "km2", "pieces", "source"]);
    for map in &store.atlas().snapshots {
        if args.asked.wants(&map.source) && args.between.holds(map.time) {
            for row in tally.rows(map, &filter)? {
                table.row(&cells(&row), &row)?;
            }
        }
    }
    table.finish()
}

fn cells(row: &Row) -> [String; 7] {
    [
        row.snapshot.clone(),
        row.status.clone(),
        row.holder.clone().unwrap_or_default(),
        row.region.clone(),
        format!("{:.4}", row.km2),
        row.pieces.to_string(),
        row.source.clone(),
    ]
}
