//! `salient map area`

use super::args::{AreaArgs, AreaFormat, TableFormat};
use super::table::Table;
use crate::output::complain;
use anyhow::{Context, Result, bail};
use jiff::{SignedDuration, Timestamp};
use salient_map::export::old_enough;
use salient_map::plot::Plot;
use salient_map::tally::{Filter, Row};
use salient_map::{Region, Snapshot, Store, Tally};
use salient_server::png;
use std::io::Write;
use std::process::ExitCode;

pub(crate) fn run(args: &AreaArgs) -> Result<ExitCode> {
    let store = args.asked.open()?;
    args.between.check()?;
    args.ground.check(&store)?;
    let region = super::asked_region(&args.asked)?;
    let filter = Filter { together: args.together, ..args.ground.filter() };
    let format = match args.format {
        AreaFormat::Table => TableFormat::Table,
        AreaFormat::Csv => TableFormat::Csv,
        AreaFormat::Json => TableFormat::Json,
        AreaFormat::Ndjson => TableFormat::Ndjson,
        AreaFormat::Svg | AreaFormat::Png => return plot(args, &store, region.as_ref(), &filter),
    };
    let mut tally = Tally::new(&store, region.as_ref());
    let head = ["snapshot", "status", "holder", "region", "km2", "pieces", "source"];
    let mut table = Table::to(format, &head, args.output.as_deref())?;
    let mut aside = 0;
    for map in maps(args, &store) {
        aside += map.aside.len();
        let mut rows = tally.rows(map, &filter)?;
        if rows.is_empty() && !map.entries.is_empty() {
            rows.extend(none(&filter, map, region.as_ref()));
        }
        for row in rows {
            table.row(&cells(&row), &row)?;
        }
    }
    let code = table.finish()?;
    if aside > 0 {
        complain(&format!(
            "{aside} polygons were set aside at import and are in no figure: `salient map show` names them"
        ));
    }
    if maps(args, &store).next().is_some()
        && maps(args, &store).all(|m| m.entries.is_empty() && !m.marks.is_empty())
        && !store.atlas().snapshots.is_empty()
    {
        complain("these maps are of settlements, which have no area: `salient map show` counts them");
    }
    Ok(code)
}

/// A map that shows none of one holder's ground says so: nothing is not the same as no map.
fn none(filter: &Filter, map: &Snapshot, region: Option<&Region>) -> Option<Row> {
    let status: Vec<&str> = filter.status.iter().map(|s| s.name()).collect();
    Some(Row {
        snapshot: map.stamp(),
        source: map.source.clone(),
        status: if status.is_empty() { "held".to_owned() } else { status.join("+") },
        holder: Some(filter.holder.clone()?),
        region: region.map_or("*", |r| &r.code).to_owned(),
        km2: 0.0,
        pieces: 0,
    })
}

fn maps<'a>(args: &'a AreaArgs, store: &'a Store) -> impl Iterator<Item = &'a Snapshot> {
    store.atlas().snapshots.iter().filter(|m| args.asked.wants(&m.source) && args.between.holds(m.time))
}

fn plot(args: &AreaArgs, store: &Store, region: Option<&Region>, filter: &Filter) -> Result<ExitCode> {
    let mut sources: Vec<&str> = maps(args, store).map(|m| m.source.as_str()).collect();
    sources.dedup();
    let [source] = sources[..] else {
        bail!("a plot shows one source: tell which with --source {}", sources.join("|"))
    };
    let (now, delay) = (Timestamp::now(), SignedDuration::from_hours(i64::from(args.min_age)));
    let mut tally = Tally::new(store, region);
    let mut rows: Vec<Row> = Vec::new();
    for map in maps(args, store) {
        old_enough(map.time, now, delay)?;
        rows.extend(tally.rows(map, filter)?);
    }
    let terms = &store.atlas().terms[source];
    let place = region.map_or("all ground", |r| &r.name);
    let title = format!("{place}: mapped area, {}", terms.title);
    let credit = format!("Source: {}. Areas: geodesic, WGS 84, by Salient.", terms.attribution);
    let svg = Plot { title: &title, credit: &credit, rows: &rows }.svg().context("no such ground on these maps")?;
    let bytes =
        if args.format == AreaFormat::Png { png::render(&svg).map_err(anyhow::Error::msg)? } else { svg.into_bytes() };
    if let Some(path) = &args.output {
        std::fs::write(path, bytes).with_context(|| format!("{}: cannot be written", path.display()))?;
    } else {
        let mut out = crate::output::stdout();
        out.write_all(&bytes)?;
        out.flush()?;
    }
    Ok(ExitCode::SUCCESS)
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
