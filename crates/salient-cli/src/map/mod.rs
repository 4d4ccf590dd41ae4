//! `salient map`: control maps, one file a question.

mod area;
pub(crate) mod args;
mod import;
mod table;

use anyhow::Result;
use args::{MapArgs, MapCommand};
use std::process::ExitCode;

pub(crate) fn run(args: &MapArgs) -> Result<ExitCode> {
    match &args.command {
        MapCommand::Import(args) => import::run(args),
        MapCommand::Area(args) => area::run(args),
    }
}

use args::Asked;
use salient_map::{Bounds, Region};

/// The region that is asked for; none for all ground.
pub(crate) fn region(asked: &Asked) -> Result<Option<Region>> {
    let Some(text) = &asked.region else { return Ok(None) };
    let numbers: Vec<f64> = text.split(',').filter_map(|n| n.trim().parse().ok()).collect();
    if let [west, south, east, north] = numbers[..] {
        return Ok(Some(Region::rectangle(Bounds::new(west, south, east, north))));
    }
    anyhow::bail!("no such region: {text}")
}
