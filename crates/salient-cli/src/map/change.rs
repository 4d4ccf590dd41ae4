//! `salient map change`

use super::args::{ChangeArgs, TableFormat, last};
use super::table::Table;
use crate::output::{complain, stdout};
use anyhow::{Result, bail};
use salient_map::change::{Change, between};
use salient_map::{Region, Snapshot};
use serde_json::json;
use std::io::Write;
use std::process::ExitCode;

pub(crate) fn run(args: &ChangeArgs) -> Result<ExitCode> {
    let store = args.asked.open()?;
    args.ground.check(&store)?;
    if args.first >= args.second {
        bail!("the first day, {}, is not before the second, {}", args.first, args.second);
    }
    if !args.by.is_empty() {
        return super::shifts::run(args, &store);
    }
    let region = super::asked_region(&args.asked)?;
    let filter = args.ground.filter();
    let mut found = Vec::new();
    for source in store.atlas().sources().filter(|s| args.asked.wants(s)) {
        if let (Some(a), Some(b)) = (last(&store, source, Some(args.first))?, last(&store, source, Some(args.second))?)
        {
            if a.time >= b.time {
                complain(&format!("{source}: no other map between the two days"));
                continue;
            }
            found.push((a, b, between(&store, (a, b), region.as_ref(), &filter)?));
        }
    }
    if found.is_empty() {
        bail!("no source has a map of each day; `salient map list --maps` names them");
    }
    if args.format == TableFormat::Table { text(args, &found, region.as_ref()) } else { rows(&found, args.format) }
}

type Found<'a> = (&'a Snapshot, &'a Snapshot, Change);

fn text(args: &ChangeArgs, found: &[Found], region: Option<&Region>) -> Result<ExitCode> {
    let mut out = stdout();
    for (a, b, change) in found {
        let place = region.map_or("all ground", |r| &r.name);
        writeln!(out, "{}: {} to {}, {place}; {}", a.source, a.stamp(), b.stamp(), args.ground.says())?;
        let share = change.share().map(|s| format!(" ({:+.1} %)", s * 100.0)).unwrap_or_default();
        writeln!(out, "  from {} to {}{share}", change.before, change.after)?;
        writeln!(out, "  gained {}, lost {}, net {:+.2} km²", change.gained, change.lost, change.net().km2())?;
        for piece in change.pieces.iter().filter(|p| p.km2 >= 0.005).take(20) {
            let [lon, lat] = piece.at;
            writeln!(out, "  {:>10.2} km²  {:<6}  near {lat:.3}, {lon:.3}", piece.km2, piece.what)?;
        }
        let small =
            change.pieces.iter().skip(20).chain(change.pieces.iter().take(20).filter(|p| p.km2 < 0.005)).count();
        if small > 0 {
            writeln!(out, "  and {small} smaller pieces")?;
        }
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn rows(found: &[Found], format: TableFormat) -> Result<ExitCode> {
    let head = ["source", "from", "to", "what", "km2", "lon", "lat"];
    let mut table = Table::new(format, &head);
    for (a, b, change) in found {
        let total = |what: &str, km2: f64| {
            (
                [
                    a.source.clone(),
                    a.stamp(),
                    b.stamp(),
                    what.to_owned(),
                    format!("{km2:.4}"),
                    String::new(),
                    String::new(),
                ],
                json!({ "source": a.source, "from": a.stamp(), "to": b.stamp(), "what": what, "km2": km2 }),
            )
        };
        let totals = [
            total("before", change.before.km2()),
            total("after", change.after.km2()),
            total("gained in all", change.gained.km2()),
            total("lost in all", change.lost.km2()),
            total("net", change.net().km2()),
        ];
        for (cells, object) in &totals {
            table.row(cells, object)?;
        }
        for piece in &change.pieces {
            let (mut cells, mut object) = total(piece.what, piece.km2);
            let [lon, lat] = piece.at;
            (cells[5], cells[6]) = (format!("{lon:.5}"), format!("{lat:.5}"));
            object["at"] = json!(piece.at);
            table.row(&cells, &object)?;
        }
    }
    table.finish()
}
