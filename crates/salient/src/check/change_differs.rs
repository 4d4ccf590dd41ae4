//! `change-differs`: a stated loss or gain of ground is not what the maps show between its days.

use super::context::{Context, Draft, figure, words};
use super::finding::Severity;
use super::interval::{Interval, hard};
use super::maps::{Maps, days, held_by};
use super::stretch::{Move, Shown};
use crate::extract::attributes::Whole;
use crate::extract::{Claim, Polarity, Predicate, Unit};
use jiff::civil::Date;
use salient_map::change::{Change, between};
use salient_map::series::end;
use salient_map::{Region, Snapshot};

const NAME: &str = "change-differs";
/// A map farther from a period's end than that many days does not bound it.
const NEAR: i64 = 3;
/// Changes are known to a square kilometre.
const ROUND: f64 = 1.0;

pub(crate) fn check(context: &mut Context) {
    let Some(maps) = context.maps else { return };
    for claim in context.claims {
        let moved = claim.predicate.flow();
        if !moved || claim.polarity != Polarity::Affirm || claim.low.is_none() {
            continue;
        }
        let Some((holder, as_of)) = claim.actor.as_deref().zip(claim.as_of.as_deref().and_then(days)) else { continue };
        let Some(region) = maps.region(claim) else { continue };
        let abroad = Maps::soil(&region) != holder;
        match claim.unit {
            Some(Unit::Percent) if own_ground(claim) && abroad => share(context, maps, claim, &region, holder, as_of),
            Some(unit) if unit.km2().is_some() => flow(context, maps, claim, &region, as_of),
            _ => {}
        }
    }
}

/// Whether a share is of the ground that the actor held: "the area under Ukrainian control".
fn own_ground(claim: &Claim) -> bool {
    claim.predicate == Predicate::Lost && claim.whole == Some(Whole::Held)
}

fn compare(maps: &Maps, pair: (&Snapshot, &Snapshot), region: &Region, holder: &str) -> Option<Change> {
    between(maps.store, pair, Some(region), &held_by(holder)).ok().filter(|change| change.before.km2() > 0.0)
}

/// A share lost by some day: from each map that could be the start.
fn share(context: &mut Context, maps: &Maps, claim: &Claim, region: &Region, holder: &str, (from, to): (Date, Date)) {
    let Some(q) = context.quantity(claim) else { return };
    let stated = hard(&q);
    for source in maps.store.atlas().sources() {
        let all = maps.until(source, to);
        let Some((last, starts)) = all.split_last() else { continue };
        if end(to).is_none_or(|end| end.duration_since(last.time).as_hours() > 24 * NEAR) {
            continue;
        }
        let told_start = from < to;
        let near = |map: &Snapshot| end(from).is_some_and(|e| e.duration_since(map.time).as_hours().abs() <= 24 * NEAR);
        let lost = |change: &Change| -change.share().unwrap_or_default() * 100.0;
        let changes: Vec<(&Snapshot, f64)> = starts
            .iter()
            .filter(|map| !told_start || near(map))
            .filter_map(|map| Some((*map, lost(&compare(maps, (map, last), region, holder)?))))
            .collect();
        if changes.is_empty() {
            continue;
        }
        context.weigh(claim);
        let fits = |lost: f64| stated.meets(&Interval::new(lost - 0.5, lost + 0.5));
        tell_share(context, claim, told_start, (source, last), &changes, &fits);
    }
}

fn tell_share(
    context: &mut Context,
    claim: &Claim,
    told_start: bool,
    (source, last): (&str, &Snapshot),
    changes: &[(&Snapshot, f64)],
    fits: &dyn Fn(f64) -> bool,
) {
    let title = context.maps.and_then(|m| m.store.atlas().terms.get(source)).map_or(source, |t| t.title.as_str());
    let each: Vec<String> = shown(changes).map(|(map, lost)| format!("{:+.1} % from {}", -lost, map.day())).collect();
    let fitting: Vec<String> =
        changes.iter().filter(|(_, l)| fits(*l)).map(|(map, l)| format!("{} ({:+.1} %)", map.day(), -l)).collect();
    let (severity, message) = match (told_start, fitting.is_empty()) {
        (true, false) => {
            return context.support(
                claim,
                share_draft(
                    format!("supported: {title} shows {}", each.join(", ")),
                    &each,
                    title,
                    last,
                    Severity::Note,
                ),
            );
        }
        (true, true) => (Severity::Warning, format!("{title} shows another change: {}", each.join(", "))),
        (false, false) => {
            let starts = if fitting.len() > 3 {
                format!("{} to {}", fitting[0], fitting[fitting.len() - 1])
            } else {
                fitting.join(", ")
            };
            let others = match changes.len() - fitting.len() {
                0 => String::new(),
                1 => ", not from the other map before".to_owned(),
                n => format!(", not from the other {n} maps before"),
            };
            (Severity::Note, format!("no start is given; it fits {title} from {starts}{others}"))
        }
        (false, true) => (Severity::Note, format!("no start is given, and none fits {title}: {}", each.join(", "))),
    };
    context.report_claim(claim, share_draft(message, &each, title, last, severity));
}

/// At most twelve of the changes, the last one always among them.
fn shown<'a>(changes: &'a [(&'a Snapshot, f64)]) -> impl Iterator<Item = &'a (&'a Snapshot, f64)> {
    let step = changes.len().div_ceil(12).max(1);
    let last = changes.len() - 1;
    changes.iter().enumerate().filter(move |(at, _)| (last - at).is_multiple_of(step)).map(|(_, change)| change)
}

fn share_draft(message: String, each: &[String], title: &str, last: &Snapshot, severity: Severity) -> Draft {
    Draft {
        rule: NAME,
        severity,
        message,
        expected: format!("{} on the map", each.join(", ")),
        basis: format!("{title}: ground held, each map up to {} against that one; geodesic on WGS 84", last.stamp()),
        fix: None,
    }
}

/// Ground taken or lost in a stretch of which both ends are told.
fn flow(context: &mut Context, maps: &Maps, claim: &Claim, region: &Region, days: (Date, Date)) {
    let Some((sentence, q)) = context.placed(claim) else { return };
    let printed = words(&context.document.run(sentence), &q).to_owned();
    let factor = claim.unit.and_then(Unit::km2).unwrap_or(1.0);
    let stated = hard(&q).scaled(factor);
    let Some(moved) = Move::of(maps, claim, region).filter(|_| days.0 < days.1) else { return };
    let last = context.document.today.map_or(days.1, |today| days.1.min(today));
    for shown in moved.shown(maps, region, (days.0, last)).iter().filter(|s| s.near) {
        context.weigh(claim);
        let shows = shown.words(&moved, region);
        let ratio = shown.ratio(q.low.value * factor).map(|r| format!(": {r}")).unwrap_or_default();
        if stated.meets(&Interval::new(shown.net.min(shown.gross) - ROUND, shown.net.max(shown.gross) + ROUND)) {
            context.support(claim, flow_draft(format!("supported: {shows}{ratio}"), maps, shown, &moved, region));
        } else {
            let message = format!("{printed} {}, but {shows}{ratio}", claim.predicate);
            context.report_claim(claim, flow_draft(message, maps, shown, &moved, region));
        }
    }
}

fn flow_draft(message: String, maps: &Maps, shown: &Shown, moved: &Move, region: &Region) -> Draft {
    Draft {
        rule: NAME,
        severity: Severity::Warning,
        message,
        expected: format!("{} km²", figure(shown.gross, 1)),
        basis: format!(
            "{} against {}, ground held by {} in {}; geodesic on WGS 84",
            shown.maps.0.stamp(),
            shown.maps.1.stamp(),
            maps.name(&moved.holder),
            region.code
        ),
        fix: None,
    }
}
