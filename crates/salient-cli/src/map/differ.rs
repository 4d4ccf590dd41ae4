//! `salient map differ`

use super::args::{DifferArgs, last};
use super::table::Table;
use crate::output::complain;
use anyhow::{Context, Result};
use salient_map::{Control, differ};
use serde_json::json;
use std::process::ExitCode;

pub(crate) fn run(args: &DifferArgs) -> Result<ExitCode> {
    let store = args.asked.open()?;
    let region = super::asked_region(&args.asked)?;
    let map = |source: &str| {
        let there: Vec<&str> = store.atlas().sources().collect();
        last(&store, source, args.on)?
            .with_context(|| format!("the atlas has no such map of `{source}`; it has {}", there.join(", ")))
    };
    let (first, second) = (map(&args.first)?, map(&args.second)?);
    let head = [args.first.as_str(), &args.second, "km2", "pieces", "lon", "lat"];
    let mut table = Table::new(args.format, &head);
    for row in differ::between(&store, (first, second), region.as_ref(), args.holders)? {
        let [lon, lat] = row.at;
        let cells = [
            says(row.first.as_ref()),
            says(row.second.as_ref()),
            format!("{:.4}", row.km2),
            row.pieces.to_string(),
            format!("{lon:.4}"),
            format!("{lat:.4}"),
        ];
        table.row(&cells, &json!({ "maps": [first.stamp(), second.stamp()], "difference": row }))?;
    }
    let code = table.finish()?;
    complain(&format!("{} of {} against {} of {}", args.first, first.stamp(), args.second, second.stamp()));
    Ok(code)
}

fn says(control: Option<&Control>) -> String {
    control.map_or_else(
        || "nothing".to_owned(),
        |c| c.holder.as_ref().map_or_else(|| c.status.to_string(), |h| format!("{} {h}", c.status)),
    )
}
