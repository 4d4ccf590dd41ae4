//! `map-still-shows`: all of a region is claimed, and the map of that day still shows somebody else there.

use super::context::{Context, Draft};
use super::finding::Severity;
use super::maps::{Maps, Seen, extent};
use crate::extract::{Claim, Polarity};
use salient_map::Region;

/// Less ground than that is a slip of the pen, in square kilometres.
const LEAST: f64 = 0.1;

pub(crate) fn check(context: &mut Context) {
    let Some(maps) = context.maps else { return };
    let mut told: Vec<(String, String)> = Vec::new();
    for claim in context.claims {
        let Some((region, day)) = maps.region(claim).zip(context.last_day(claim)) else { continue };
        for holder in excluded(maps, claim, &region) {
            for seen in maps.seen(&region, &holder, day).into_iter().filter(|s| s.held.area.km2() >= LEAST) {
                let key = (seen.map.source.clone(), holder.clone());
                if claim.polarity == Polarity::Deny {
                    context.support(claim, draft(maps.name(&holder), &seen, true));
                } else if !told.contains(&key) {
                    told.push(key);
                    context.report_claim(claim, draft(maps.name(&holder), &seen, false));
                }
            }
        }
    }
}

/// Whom a claim leaves no ground in the region.
fn excluded(maps: &Maps, claim: &Claim, region: &Region) -> Vec<String> {
    let Some(actor) = claim.actor.as_deref().filter(|a| maps.knows(a)) else { return Vec::new() };
    match (claim.predicate.as_str(), claim.extent.as_deref()) {
        ("holds" | "gained", Some("all")) => maps.others(region, actor),
        ("lost", Some("all")) | ("holds", Some("none")) => vec![actor.to_owned()],
        _ => Vec::new(),
    }
}

fn draft(holder: &str, seen: &Seen, denied: bool) -> Draft {
    let (source, held) = (seen.source, extent(&seen.held));
    let shows = format!("{source} shows ground held by {holder} there: {held}, and {} unknown", extent(&seen.unknown));
    Draft {
        rule: "map-still-shows",
        severity: Severity::Warning,
        message: if denied { format!("supported: {shows}") } else { format!("all of it is claimed, but {shows}") },
        expected: format!("{held} held by {holder} on the map"),
        basis: seen.basis(),
        fix: None,
    }
}
