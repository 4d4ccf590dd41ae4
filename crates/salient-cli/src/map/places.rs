//! `salient map places`

use super::args::PlacesArgs;
use crate::case;
use crate::output::{complain, stdout};
use anyhow::{Context, Result, bail};
use salient_map::region::{self, Gazetteer};
use std::io::Write;
use std::process::ExitCode;

pub(crate) fn run(args: &PlacesArgs) -> Result<ExitCode> {
    if let (Some(dump), Some(inside)) = (&args.dump, &args.region) {
        let inside = super::a_region(inside)?;
        let text = std::fs::read_to_string(dump).with_context(|| format!("{}: cannot be read", dump.display()))?;
        let name = dump.display().to_string();
        let places = Gazetteer::geonames(&name, &text, &inside.code, &inside.shape)?;
        let mut out = stdout();
        out.write_all(places.to_tsv().as_bytes())?;
        out.flush()?;
        complain(&format!("{} places in {}; GeoNames, CC BY 4.0", places.places.len(), inside.name));
        return Ok(ExitCode::SUCCESS);
    }
    if args.name.is_empty() {
        bail!("name a region or a place, or a dump with --dump (see --help)");
    }
    find(&args.name.join(" "), args)
}

fn find(name: &str, args: &PlacesArgs) -> Result<ExitCode> {
    let mut out = stdout();
    let mut found = 0;
    let mut codes: Vec<String> = region::named(name).into_iter().map(|region| region.code).collect();
    codes.extend(region::codes(name).into_iter().map(str::to_owned));
    codes.dedup();
    for code in codes {
        let region = region::by_code(&code).context("a region without a shape")?;
        let [west, south, east, north] = region.shape.bounds().edges();
        writeln!(out, "{code:<8}{}  {west:.2},{south:.2},{east:.2},{north:.2}", region.name)?;
        found += 1;
    }
    if let Some(case) = &args.case {
        for place in case::load(case)?.places.find(name, None) {
            let [lon, lat] = place.at;
            writeln!(
                out,
                "{:<8}{}  {lat:.4}, {lon:.4}  {}",
                place.region,
                place.names[0],
                place.names[1..].join(", ")
            )?;
            found += 1;
        }
    }
    out.flush()?;
    if found == 0 {
        bail!("no region or place is named `{name}`");
    }
    Ok(ExitCode::SUCCESS)
}
