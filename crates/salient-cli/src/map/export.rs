//! `salient map export`

use super::args::ExportArgs;
use crate::output::complain;
use anyhow::{Context, Result, bail};
use jiff::{SignedDuration, Timestamp};
use salient_map::Snapshot;
use salient_map::atlas::Terms;
use salient_map::export::{self, Format, Piece};
use std::path::Path;
use std::process::ExitCode;

pub(crate) fn run(args: &ExportArgs) -> Result<ExitCode> {
    let store = args.asked.open()?;
    let region = super::asked_region(&args.asked)?;
    let maps: Vec<&Snapshot> = if args.on.is_some() {
        args.asked.maps(&store, args.on)?
    } else {
        let all = store.atlas().snapshots.iter();
        all.filter(|m| args.asked.wants(&m.source) && args.between.holds(m.time)).collect()
    };
    let (now, delay) = (Timestamp::now(), SignedDuration::from_hours(i64::from(args.min_age)));
    let filter = args.ground.filter();
    let mut pieces = Vec::new();
    let mut terms: Vec<Terms> = Vec::new();
    for map in maps {
        export::old_enough(map.time, now, delay)?;
        let found = export::pieces(&store, map, region.as_ref(), &filter)?;
        let of = &store.atlas().terms[&map.source];
        let shown = !found.is_empty();
        pieces.extend(found);
        if shown && !terms.contains(of) {
            terms.push(of.clone());
        }
    }
    if pieces.is_empty() {
        bail!("no such ground on these maps: nothing to export");
    }
    write(&args.file, &pieces, &terms)?;
    for terms in terms.iter().filter(|t| !t.shareable) {
        complain(&format!("{}: {}: keep this file to yourself", terms.title, terms.licence));
    }
    complain(&format!("{}: {} features", args.file.display(), pieces.len()));
    Ok(ExitCode::SUCCESS)
}

fn write(path: &Path, pieces: &[Piece], terms: &[Terms]) -> Result<()> {
    let ending = path.extension().and_then(|e| e.to_str()).unwrap_or_default().to_lowercase();
    let format = match ending.as_str() {
        "geojson" | "json" => Format::GeoJson,
        "fgb" => Format::FlatGeobuf,
        "parquet" | "geoparquet" => {
            export::parquet()?;
            Format::GeoParquet
        }
        "gpkg" => {
            let parties = crate::case::parties();
            return Ok(salient_ledger::geopackage::write(path, pieces, &export::about(terms), &parties)?);
        }
        _ => bail!("{}: the ending tells the format: .geojson, .gpkg, .fgb or .parquet", path.display()),
    };
    let bytes = export::write(format, pieces, terms)?;
    std::fs::write(path, bytes).with_context(|| format!("{}: cannot be written", path.display()))
}
