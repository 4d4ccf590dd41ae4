//! `salient map area`

use super::args::{AreaArgs, AreaFormat, TableFormat};
use super::by::told;
use super::parts::regions;
use super::table::Table;
use crate::output::complain;
use anyhow::{Context, Result, bail};
use jiff::{SignedDuration, Timestamp};
use salient_map::export::old_enough;
use salient_map::plot::Plot;
use salient_map::series::{Line, Shown, shown};
use salient_map::tally::{Filter, Row};
use salient_map::{Region, Snapshot, Store, Tally};
use salient_server::png;
use std::io::Write;
use std::process::ExitCode;

pub(crate) fn run(args: &AreaArgs) -> Result<ExitCode> {
    let store = args.asked.open()?;
    args.between.check()?;
    args.ground.check(&store)?;
    let (step, apart) = told(&args.by)?;
    let maps = maps(args, &store);
    let regions = regions(&args.asked, apart, &store, &maps)?;
    let filter = Filter { together: args.together, ..args.ground.filter() };
    let lines = lines(&store, &shown(&maps, step), &regions, &filter, apart)?;
    let format = match args.format {
        AreaFormat::Table => TableFormat::Table,
        AreaFormat::Csv => TableFormat::Csv,
        AreaFormat::Json => TableFormat::Json,
        AreaFormat::Ndjson => TableFormat::Ndjson,
        AreaFormat::Parquet => TableFormat::Parquet,
        AreaFormat::Svg | AreaFormat::Png => return plot(args, &store, &maps, &lines),
    };
    let code = table(args, format, step.is_some(), &lines)?;
    remarks(&maps);
    Ok(code)
}

/// The rows of each map in each region.
fn lines(
    store: &Store,
    shown: &[Shown],
    regions: &[Option<Region>],
    filter: &Filter,
    apart: bool,
) -> Result<Vec<Line>> {
    let first = Tally::new(store, None);
    let mut tallies: Vec<Tally> = regions.iter().map(|region| first.beside(region.as_ref())).collect();
    let mut out = Vec::new();
    for shown in shown {
        let before = out.len();
        let line = |row| shown.line(row);
        for tally in &mut tallies {
            out.extend(tally.rows(shown.map, filter)?.into_iter().map(line));
        }
        if out.len() == before && !apart && !shown.map.entries.is_empty() {
            out.extend(Row::nothing(filter, shown.map, regions[0].as_ref()).map(line));
        }
    }
    Ok(out)
}

fn table(args: &AreaArgs, format: TableFormat, series: bool, lines: &[Line]) -> Result<ExitCode> {
    let head = ["period", "snapshot", "status", "holder", "region", "km2", "pieces", "source", "maps"];
    let head = if series { &head[..] } else { &head[1..8] };
    let mut table = Table::to(format, head, args.output.as_deref())?;
    for line in lines {
        let cells = cells(line);
        table.row(if series { &cells[..] } else { &cells[1..8] }, line)?;
    }
    table.finish()
}

fn cells(line: &Line) -> [String; 9] {
    let row = &line.row;
    [
        line.period.clone().unwrap_or_default(),
        row.snapshot.clone(),
        row.status.clone(),
        row.holder.clone().unwrap_or_default(),
        row.region.clone(),
        format!("{:.4}", row.km2),
        row.pieces.to_string(),
        row.source.clone(),
        line.maps.map(|n| n.to_string()).unwrap_or_default(),
    ]
}

/// What the figures do not tell.
fn remarks(maps: &[&Snapshot]) {
    let aside: usize = maps.iter().map(|map| map.aside.len()).sum();
    if aside > 0 {
        complain(&format!(
            "{aside} polygons were set aside at import and are in no figure: `salient map show` names them"
        ));
    }
    if !maps.is_empty() && maps.iter().all(|m| m.entries.is_empty() && !m.marks.is_empty()) {
        complain("these maps are of settlements, which have no area: `salient map show` counts them");
    }
}

fn maps<'a>(args: &AreaArgs, store: &'a Store) -> Vec<&'a Snapshot> {
    let all = store.atlas().snapshots.iter();
    all.filter(|m| args.asked.wants(&m.source) && args.between.holds(m.time)).collect()
}

fn plot(args: &AreaArgs, store: &Store, maps: &[&Snapshot], lines: &[Line]) -> Result<ExitCode> {
    let mut sources: Vec<&str> = maps.iter().map(|m| m.source.as_str()).collect();
    sources.dedup();
    let [source] = sources[..] else {
        bail!("a plot shows one source: tell which with --source {}", sources.join("|"))
    };
    let (now, delay) = (Timestamp::now(), SignedDuration::from_hours(i64::from(args.min_age)));
    for map in maps {
        old_enough(map.time, now, delay)?;
    }
    let rows: Vec<Row> = lines.iter().map(|line| line.row.clone()).collect();
    let terms = &store.atlas().terms[source];
    let region = super::asked_region(&args.asked)?;
    let place = region.as_ref().map_or("all ground", |r| &r.name);
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
