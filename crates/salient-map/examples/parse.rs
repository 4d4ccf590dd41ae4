//! Parses GeoJSON files, every coordinate of every polygon, and nothing else: what the benchmark compares an import with.

#![allow(clippy::disallowed_methods, clippy::print_stdout, reason = "an example has a disk and prints")]

use salient_map::source::geojson::{Collections, Feature, Geometry};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut positions = 0;
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path)?;
        let count = |_, feature: Feature| {
            let polygons = feature.geometry.as_ref().map(Geometry::polygons).transpose()?.unwrap_or_default();
            positions += polygons.iter().flatten().map(Vec::len).sum::<usize>();
            Ok(())
        };
        Collections::default().read(&bytes, count).map_err(|trouble| trouble.reason)?;
    }
    println!("{positions} positions");
    Ok(())
}
