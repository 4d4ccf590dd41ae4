//! `salient map`: control maps, one file a question.

mod area;
pub(crate) mod args;
mod by;
mod change;
mod differ;
mod export;
mod gaps;
mod import;
mod list;
mod parts;
mod pieces;
mod places;
mod shifts;
mod show;
mod stale;
mod table;

use anyhow::{Context, Result};
use args::{MapArgs, MapCommand};
use std::process::ExitCode;

pub(crate) fn run(args: &MapArgs) -> Result<ExitCode> {
    match &args.command {
        MapCommand::Import(args) => import::run(args),
        MapCommand::List(args) => list::run(args),
        MapCommand::Show(args) => show::run(args),
        MapCommand::Area(args) => area::run(args),
        MapCommand::Change(args) => change::run(args),
        MapCommand::Pieces(args) => pieces::run(args),
        MapCommand::Stale(args) => stale::run(args),
        MapCommand::Differ(args) => differ::run(args),
        MapCommand::Export(args) => export::run(args),
        MapCommand::Places(args) => places::run(args),
    }
}

use args::Asked;
use salient_map::{Region, region};

/// The region that is asked for; none for all ground.
pub(crate) fn asked_region(asked: &Asked) -> Result<Option<Region>> {
    asked.region.as_deref().map(a_region).transpose()
}

/// A box, a file, a code or a name.
pub(crate) fn a_region(text: &str) -> Result<Region> {
    let numbers: Vec<f64> = text.split(',').filter_map(|n| n.trim().parse().ok()).collect();
    if let [west, south, east, north] = numbers[..] {
        let found = Region::of_degrees([west, south, east, north]);
        return found.with_context(|| format!("{text}: a box is west,south,east,north in degrees"));
    }
    let path = std::path::Path::new(text);
    if path.is_file() {
        let bytes = std::fs::read(path).with_context(|| format!("{text}: cannot be read"))?;
        return Ok(region::from_geojson(text, &bytes)?);
    }
    Ok(region::named(text)?)
}
