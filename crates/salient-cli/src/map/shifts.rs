//! `salient map change --by`: gains, losses and net by period and by region.

use super::args::{ChangeArgs, TableFormat, last};
use super::by::told;
use super::parts::regions;
use super::table::Table;
use crate::output::complain;
use anyhow::{Result, bail};
use salient_map::change::within;
use salient_map::series::{Step, periods, spanned};
use salient_map::{Region, Snapshot, Store, Tally};
use serde::Serialize;
use std::process::ExitCode;

/// What changed in a period and a region.
#[derive(Serialize)]
struct Shift {
    #[serde(skip_serializing_if = "Option::is_none")]
    period: Option<String>,
    from: String,
    to: String,
    region: String,
    before: f64,
    gained: f64,
    lost: f64,
    net: f64,
    after: f64,
    source: String,
}

const HEAD: [&str; 10] = ["period", "from", "to", "region", "before", "gained", "lost", "net", "after", "source"];

pub(super) fn run(args: &ChangeArgs, store: &Store) -> Result<ExitCode> {
    let (step, apart) = told(&args.by)?;
    let mut table = Table::new(args.format, if step.is_some() { &HEAD[..] } else { &HEAD[1..] });
    let (mut found, mut without) = (false, 0);
    for source in store.atlas().sources().filter(|s| args.asked.wants(s)) {
        let maps = maps(args, store, source)?;
        if maps.len() < 2 {
            continue;
        }
        found = true;
        let spans = spans(&maps, step);
        without += step.map_or(0, |step| periods(step, args.first, args.second).len().saturating_sub(spans.len()));
        let regions = regions(&args.asked, apart, store, &maps)?;
        for shift in shifts(args, store, &spans, &regions, apart)? {
            let cells = cells(&shift);
            table.row(if step.is_some() { &cells[..] } else { &cells[1..] }, &shift)?;
        }
    }
    if !found {
        bail!("no source has two maps between the two days; `salient map list --maps` names them");
    }
    if without > 0 && args.format == TableFormat::Table {
        complain(&format!(
            "{without} periods without a new map are left out: `salient map list --gaps` names their days"
        ));
    }
    table.finish()
}

/// The last map up to the first day, and those after it up to the second.
fn maps<'a>(args: &ChangeArgs, store: &'a Store, source: &str) -> Result<Vec<&'a Snapshot>> {
    let first = last(store, source, Some(args.first))?.map(|map| map.time);
    let end = super::args::end_of(args.second)?;
    let all = store.atlas().snapshots.iter().filter(|m| m.source == source && m.time <= end);
    Ok(all.filter(|m| first.is_none_or(|first| m.time >= first)).collect())
}

/// A period, if the table goes by one, and the maps between which its change lies.
type Span<'a> = (Option<String>, &'a Snapshot, &'a Snapshot);

fn spans<'a>(maps: &[&'a Snapshot], step: Option<Step>) -> Vec<Span<'a>> {
    match step {
        Some(step) => spanned(maps, step).into_iter().map(|(period, a, b)| (Some(period.name), a, b)).collect(),
        None => vec![(None, maps[0], maps[maps.len() - 1])],
    }
}

fn shifts(
    args: &ChangeArgs,
    store: &Store,
    spans: &[Span],
    regions: &[Option<Region>],
    apart: bool,
) -> Result<Vec<Shift>> {
    let filter = args.ground.filter();
    let first = Tally::new(store, None);
    let mut tallies: Vec<Tally> = regions.iter().map(|region| first.beside(region.as_ref())).collect();
    let mut out = Vec::new();
    for (period, a, b) in spans {
        for (tally, region) in tallies.iter_mut().zip(regions) {
            let change = within(tally, (*a, *b), &filter)?;
            // Of many regions, those that have no such ground are not told.
            if apart && change.before.m2() == 0.0 && change.after.m2() == 0.0 {
                continue;
            }
            out.push(Shift {
                period: period.clone(),
                from: a.stamp(),
                to: b.stamp(),
                region: region.as_ref().map_or("*", |r| &r.code).to_owned(),
                before: change.before.km2(),
                gained: change.gained.km2(),
                lost: change.lost.km2(),
                net: change.net().km2(),
                after: change.after.km2(),
                source: a.source.clone(),
            });
        }
    }
    Ok(out)
}

fn cells(shift: &Shift) -> [String; 10] {
    let number = |km2: f64| format!("{km2:.4}");
    [
        shift.period.clone().unwrap_or_default(),
        shift.from.clone(),
        shift.to.clone(),
        shift.region.clone(),
        number(shift.before),
        number(shift.gained),
        number(shift.lost),
        number(shift.net),
        number(shift.after),
        shift.source.clone(),
    ]
}
