//! Claims about ground that no map was held against, each with the reason: silence is no support.

use super::context::{Context, Draft};
use super::finding::Severity;
use super::map_differs::of_all;
use super::maps::{Maps, OLDEST, days};
use super::stretch::{Move, Shown};
use crate::extract::attributes::Whole;
use crate::extract::{Claim, Extent, Polarity, Unit};
use jiff::civil::Date;
use salient_map::Region;
use salient_map::region::by_code;

/// Its name where findings have their rule's.
pub const NAME: &str = "not-checked";

/// Notes every claim that could have been held against a map, and was not.
pub(super) fn note(context: &mut Context) {
    let Some(maps) = context.maps else { return };
    for claim in context.claims {
        if sized(claim) && !context.weighed.contains(&claim.id) {
            let message = format!("not held against a map: {}", why(context, maps, claim));
            context.leave(claim, draft(message));
        }
    }
}

fn draft(message: String) -> Draft {
    let (expected, basis) = (String::new(), String::new());
    Draft { rule: NAME, severity: Severity::Note, message, expected, basis, fix: None }
}

/// Whether a claim says how much ground: maps could tell.
fn sized(claim: &Claim) -> bool {
    claim.predicate.control() && (claim.low.is_some() || matches!(claim.extent, Some(Extent::All | Extent::None)))
}

fn why(context: &Context, maps: &Maps, claim: &Claim) -> String {
    let Some(place) = claim.place.as_deref() else { return "no place is told for it".to_owned() };
    let region = match maps.ground(place) {
        Ok(code) => by_code(&code),
        Err(why) => return why,
    };
    let Some(region) = region else { return format!("no shape of {place} is known") };
    if claim.polarity == Polarity::Deny {
        return "it is denied, and no other figure is given".to_owned();
    }
    counted(maps, claim, &region)
        .or_else(|| whose(maps, claim, &region))
        .unwrap_or_else(|| when(context, maps, claim, &region))
}

/// What is counted, where maps do not tell it.
fn counted(maps: &Maps, claim: &Claim, region: &Region) -> Option<String> {
    let unit = claim.unit.filter(|unit| unit.km2().is_none())?;
    match claim.whole {
        _ if unit != Unit::Percent => Some(format!("maps show areas, and it counts {unit}")),
        Some(Whole::Taken) => {
            Some("it is a share of ground that was taken, and how much that was is not told".to_owned())
        }
        Some(Whole::Held) => None,
        _ if of_all(maps, claim, region) && (claim.total || !claim.predicate.flow()) => None,
        _ => Some("it is a share, and not plainly of all that ground, as it is now".to_owned()),
    }
}

/// Whose ground it is, where that is not told.
fn whose(maps: &Maps, claim: &Claim, region: &Region) -> Option<String> {
    let Some(actor) = claim.actor.as_deref() else { return Some("whose ground it is is not told".to_owned()) };
    let (home, name) = (Maps::soil(region) == actor, maps.name(actor));
    let rivals = || maps.others(region, actor).len();
    let known = if claim.predicate.flow() { maps.opponent(actor).is_some() } else { rivals() == 1 };
    let drawn = |holder: &str| maps.store.atlas().sources().any(|source| maps.draws(source, region, holder));
    match home {
        true if !known => {
            Some(format!("{} is {name}'s own, and who else holds ground there is not one party", region.name))
        }
        false if !drawn(actor) => Some(format!("no map draws ground of {name} in {}", region.name)),
        _ => None,
    }
}

/// Which days it is about, where no maps are near them.
fn when(context: &Context, maps: &Maps, claim: &Claim, region: &Region) -> String {
    if !claim.predicate.flow() {
        let Some(day) = context.last_day(claim) else { return "no day is told for it".to_owned() };
        return format!("no map is of {day} or the {OLDEST} days before");
    }
    let Some((from, to)) = claim.as_of.as_deref().and_then(days) else { return "no day is told for it".to_owned() };
    if from >= to {
        return "it is told of one day only, and a change lies between two".to_owned();
    }
    far(context, maps, claim, region, (from, to))
}

/// What the maps nearest to the ends of a stretch show, where they are too far from it.
fn far(context: &Context, maps: &Maps, claim: &Claim, region: &Region, (from, to): (Date, Date)) -> String {
    let moved = Move::of(maps, claim, region);
    let factor = claim.unit.and_then(Unit::km2);
    let shown = moved.as_ref().map(|moved| (moved, moved.shown(maps, region, (from, to))));
    let told = |moved: &Move| {
        let each = shown.iter().flat_map(|(_, shown)| shown);
        let ratio = |s: &Shown| {
            let value = context.quantity(claim).zip(factor).map(|(q, factor)| q.low.value * factor);
            value.and_then(|km2| s.ratio(km2)).map(|ratio| format!(": {ratio}")).unwrap_or_default()
        };
        each.map(|s| format!("{}{}", s.words(moved, region), ratio(s))).collect::<Vec<_>>().join("; ")
    };
    let nearest = shown.as_ref().map(|(moved, _)| told(moved)).filter(|told| !told.is_empty());
    let nearest = nearest.map(|told| format!("; the nearest: {told}")).unwrap_or_default();
    format!("no maps are near {from} and {to}{nearest}")
}
