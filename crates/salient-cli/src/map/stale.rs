//! `salient map stale`

use super::args::ShowArgs;
use super::table::Table;
use anyhow::Result;
use salient_map::stale::last_edit;
use serde_json::json;
use std::process::ExitCode;

pub(crate) fn run(args: &ShowArgs) -> Result<ExitCode> {
    let store = args.asked.open()?;
    let region = super::asked_region(&args.asked)?;
    let head = ["source", "region", "map", "unchanged since", "days", "map before"];
    let mut table = Table::new(args.format, &head);
    for map in args.asked.maps(&store, args.on)? {
        let Some(edit) = last_edit(&store, map, region.as_ref())? else { continue };
        let code = region.as_ref().map_or("*", |r| &r.code).to_owned();
        let stamp = |t: jiff::Timestamp| t.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        let (since, before) = (stamp(edit.since), edit.before.map(stamp));
        let days = edit.days(edit.map);
        let told = if before.is_some() { since.clone() } else { format!("{since} or earlier") };
        let cells =
            [map.source.clone(), code.clone(), map.stamp(), told, days.to_string(), before.clone().unwrap_or_default()];
        let object = json!({ "source": map.source, "region": code, "map": map.stamp(), "unchanged_since": since,
            "days": days, "map_before": before });
        table.row(&cells, &object)?;
    }
    table.finish()
}
