//! `map-still-shows`: all of a region is claimed, and the map of that day still shows somebody else there.

use super::context::{Context, Draft};
use super::finding::Severity;
use super::maps::{Maps, Seen, extent};
use crate::extract::{Claim, Extent, Polarity, Predicate};
use jiff::civil::Date;
use salient_map::Region;

/// Less ground than that is a slip of the pen, in square kilometres.
const LEAST: f64 = 0.1;

pub(crate) fn check(context: &mut Context) {
    let Some(maps) = context.maps else { return };
    let mut told: Vec<(String, String)> = Vec::new();
    for claim in context.claims {
        let Some(day) = context.last_day(claim) else { continue };
        let Some(region) = maps.region(claim) else {
            town(context, maps, claim, day);
            continue;
        };
        for holder in excluded(maps, claim, &region) {
            let seen = maps.seen(&region, &holder, day);
            if !seen.is_empty() {
                context.weigh(claim);
            }
            for seen in seen.into_iter().filter(|s| s.held.area.km2() >= LEAST) {
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

/// A town that somebody claims, on ground that the map gives to somebody else.
fn town(context: &mut Context, maps: &Maps, claim: &Claim, day: Date) {
    let Some(actor) = claim.actor.as_deref().filter(|a| maps.knows(a)) else { return };
    let Some(place) = maps.place(claim) else { return };
    let taken = matches!((claim.predicate, claim.extent), (Predicate::Holds | Predicate::Gained, Some(Extent::All)));
    if !taken || claim.polarity == Polarity::Deny {
        return;
    }
    for (map, holder) in maps.at(place.at, day) {
        context.weigh(claim);
        let title = maps.store.atlas().terms.get(&map.source).map_or(map.source.as_str(), |t| t.title.as_str());
        let name = &place.names[0];
        let shows = format!("{title} shows {name} on ground held by {}", maps.name(holder));
        let draft = |message, severity| Draft {
            rule: "map-still-shows",
            severity,
            message,
            expected: format!("held by {} on the map", maps.name(holder)),
            basis: format!("{title}, map of {}: {name} at {:.3}, {:.3}", map.stamp(), place.at[1], place.at[0]),
            fix: None,
        };
        if holder == actor {
            context.support(claim, draft(format!("supported: {shows}"), Severity::Note));
        } else {
            context.report_claim(claim, draft(format!("it is claimed, but {shows}"), Severity::Warning));
        }
    }
}

/// Whom a claim leaves no ground in the region.
fn excluded(maps: &Maps, claim: &Claim, region: &Region) -> Vec<String> {
    let Some(actor) = claim.actor.as_deref().filter(|a| maps.knows(a)) else { return Vec::new() };
    match (claim.predicate, claim.extent) {
        (Predicate::Holds | Predicate::Gained, Some(Extent::All)) => maps.others(region, actor),
        (Predicate::Lost, Some(Extent::All)) | (Predicate::Holds, Some(Extent::None)) => vec![actor.to_owned()],
        _ => Vec::new(),
    }
}

fn draft(holder: &str, seen: &Seen, denied: bool) -> Draft {
    let (source, held) = (seen.source, extent(&seen.held));
    let unknown =
        if seen.unknown.pieces > 0 { format!(", and {} unknown", extent(&seen.unknown)) } else { String::new() };
    let shows = format!("{source} shows ground held by {holder} there: {held}{unknown}");
    Draft {
        rule: "map-still-shows",
        severity: Severity::Warning,
        message: if denied { format!("supported: {shows}") } else { format!("all of it is claimed, but {shows}") },
        expected: format!("{held} held by {holder} on the map"),
        basis: seen.basis(),
        fix: None,
    }
}
