//! `map-stale`: the map of the day has not changed in the region for weeks.

use super::context::{Context, Draft};
use super::finding::Severity;
use super::maps::Maps;
use crate::extract::{Extent, Polarity};

/// A map that stood still for longer is said to be stale, in days.
const LONG: i64 = 21;

pub(crate) fn check(context: &mut Context) {
    let Some(maps) = context.maps else { return };
    let mut told: Vec<(String, String)> = Vec::new();
    for claim in context.claims {
        let ground = claim.predicate.control();
        let sized = claim.low.is_some() || matches!(claim.extent, Some(Extent::All | Extent::None));
        let Some((holder, day)) = claim.actor.as_deref().zip(context.last_day(claim)) else { continue };
        if !ground || !sized || claim.polarity != Polarity::Affirm {
            continue;
        }
        let Some(region) = maps.region(claim) else { continue };
        let holders =
            if Maps::soil(&region) == holder { maps.others(&region, holder) } else { vec![holder.to_owned()] };
        for seen in holders.iter().flat_map(|h| maps.seen(&region, h, day)) {
            let key = (seen.map.source.clone(), region.code.clone());
            let Some(edit) = seen.edit.filter(|_| !told.contains(&key)) else { continue };
            if edit.days(edit.map) < LONG {
                continue;
            }
            told.push(key);
            let since = edit.since.strftime("%Y-%m-%d");
            let draft = Draft {
                rule: "map-stale",
                severity: Severity::Note,
                message: format!(
                    "{} of {} shows {} as it was on {since}, {} days before: it may lag",
                    seen.source,
                    seen.map.day(),
                    region.name,
                    edit.days(edit.map)
                ),
                expected: "a map that was looked at since".to_owned(),
                basis: seen.basis(),
                fix: None,
            };
            context.report_claim(claim, draft);
        }
    }
}
