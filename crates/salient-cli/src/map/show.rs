//! `salient map show`

use super::args::{ShowArgs, TableFormat};
use crate::output::stdout;
use anyhow::{Result, bail};
use salient_map::stale::last_edit;
use salient_map::tally::{Filter, Row};
use salient_map::{Region, Snapshot, Store, Tally};
use serde_json::json;
use std::collections::BTreeMap;
use std::io::Write;
use std::process::ExitCode;

pub(crate) fn run(args: &ShowArgs) -> Result<ExitCode> {
    if args.format == TableFormat::Parquet {
        bail!("a summary is no table: take --format json, or `salient map area --format parquet`");
    }
    let store = args.asked.open()?;
    let region = super::asked_region(&args.asked)?;
    let mut out = stdout();
    for map in args.asked.maps(&store, args.on)? {
        let rows = Tally::new(&store, region.as_ref()).rows(map, &Filter::default())?;
        if args.format == TableFormat::Table {
            write!(out, "{}", summary(&store, map, region.as_ref(), &rows)?)?;
        } else {
            let terms = &store.atlas().terms[&map.source];
            let edit = last_edit(&store, map, region.as_ref())?.map(|e| e.since.to_string());
            let object = json!({ "snapshot": map.stamp(), "source": map.source, "terms": terms, "unchanged_since": edit,
                "areas": rows, "settlements": settlements(&store, map), "aside": map.aside, "digest": map.digest });
            writeln!(out, "{object}")?;
        }
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn summary(store: &Store, map: &Snapshot, region: Option<&Region>, rows: &[Row]) -> Result<String> {
    use std::fmt::Write;
    let terms = &store.atlas().terms[&map.source];
    let mut out = String::new();
    let place = region.map_or_else(|| "all ground".to_owned(), |r| format!("{} ({})", r.name, r.code));
    writeln!(out, "{}, {}, {place}", terms.title, map.stamp())?;
    let most = rows.iter().map(|r| r.km2).fold(0.0, f64::max);
    for row in rows {
        let bar = "█".repeat(((row.km2 / most) * 24.0).round() as usize);
        let holder = row.holder.as_deref().unwrap_or("");
        writeln!(out, "  {:<12}{holder:<8}{:>14.2} km²  {:>4} pieces  {bar}", row.status, row.km2, row.pieces)?;
    }
    for (control, count) in settlements(store, map) {
        writeln!(out, "  {control:<20}{count:>14} settlements")?;
    }
    if let Some(edit) = last_edit(store, map, region)?.filter(|_| !map.entries.is_empty()) {
        let day = edit.since.strftime("%Y-%m-%d %H:%M UTC");
        let since = if edit.before.is_some() { "" } else { " or earlier" };
        writeln!(out, "  unchanged since {day}{since}, {} days before this map", edit.days(edit.map))?;
    }
    for aside in &map.aside {
        writeln!(out, "  set aside: {aside}")?;
    }
    writeln!(out, "  {}; {}", terms.attribution, terms.licence)?;
    Ok(out)
}

fn settlements(store: &Store, map: &Snapshot) -> BTreeMap<String, usize> {
    let mut out = BTreeMap::new();
    for mark in &map.marks {
        let (_, control) = store.atlas().mark(*mark);
        let name = format!("{} {}", control.status, control.holder.as_deref().unwrap_or(""));
        *out.entry(name.trim().to_owned()).or_default() += 1;
    }
    out
}
