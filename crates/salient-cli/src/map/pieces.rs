//! `salient map pieces`

use super::args::PiecesArgs;
use super::table::Table;
use crate::output::complain;
use anyhow::Result;
use salient_map::region::{BORDER_CREDIT, BORDERS, Border};
use salient_map::{Region, pieces};
use serde_json::json;
use std::process::ExitCode;

pub(crate) fn run(args: &PiecesArgs) -> Result<ExitCode> {
    let store = args.asked.open()?;
    args.ground.check(&store)?;
    let region = super::asked_region(&args.asked)?;
    let border = border_of(region.as_ref());
    let head = ["snapshot", "source", "piece", "km2", "depth_km", "lon", "lat"];
    let mut table = Table::new(args.format, &head);
    for map in args.asked.maps(&store, args.on)? {
        let found = pieces::of(&store, map, region.as_ref(), &args.ground.filter(), border)?;
        for (number, piece) in (1..).zip(&found) {
            let depth = piece.depth_km.map(|d| format!("{d:.2}")).unwrap_or_default();
            let [lon, lat] = piece.at;
            let cells = [
                map.stamp(),
                map.source.clone(),
                number.to_string(),
                format!("{:.4}", piece.km2),
                depth,
                format!("{lon:.4}"),
                format!("{lat:.4}"),
            ];
            let object = json!({ "snapshot": map.stamp(), "source": map.source, "piece": number, "km2": piece.km2,
                "depth_km": piece.depth_km, "deepest": piece.deepest, "at": piece.at });
            table.row(&cells, &object)?;
        }
    }
    let code = table.finish()?;
    complain(&format!("counted: {}", args.ground.says()));
    if border.is_some() {
        complain(&format!("depth: from the {BORDER_CREDIT} to the farthest point of the piece, on the ellipsoid"));
    }
    Ok(code)
}

/// The known border of the state that a region lies in; without a region, the only one there is.
pub(crate) fn border_of(region: Option<&Region>) -> Option<&'static Border> {
    let state = region.map(|r| r.code.split('-').next().unwrap_or_default());
    BORDERS.iter().find(|b| state.is_none_or(|s| s.contains(',') || s.contains('.') || b.states.iter().any(|x| x == s)))
}
