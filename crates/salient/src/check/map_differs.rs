//! `map-differs`: a stated area, or a stated share of a place, is not what the maps of its day show.

use super::context::{Context, Draft, range};
use super::finding::Severity;
use super::ground::owned;
use super::interval::{Interval, hard, soft};
use super::maps::{DRAWN, Maps, Seen};
use crate::extract::attributes::{Whole, place_key};
use crate::extract::{Claim, Polarity, Predicate, Unit};
use crate::lexicon::List;
use salient_map::{Geodesy, Region};

pub(crate) fn check(context: &mut Context) {
    let Some(maps) = context.maps else { return };
    for claim in context.claims {
        if claim.polarity != Polarity::Affirm || !standing(claim) {
            continue;
        }
        let Some((actor, day)) = claim.actor.as_deref().zip(context.last_day(claim)) else { continue };
        let Some(region) = maps.region(claim) else { continue };
        let Some((measure, readings)) = stated(context, maps, claim, &region) else { continue };
        let home = Maps::soil(&region) == actor;
        let Some(holder) = (if home { rival(maps, &region, actor) } else { Some(actor.to_owned()) }) else { continue };
        for seen in maps.seen(&region, &holder, day) {
            weigh(context, claim, &readings, &Ground::of(&seen, measure, home));
        }
    }
}

/// Whether a claim tells of ground that is held: by its verb, or as a share that has been taken by now.
fn standing(claim: &Claim) -> bool {
    claim.predicate == Predicate::Holds
        || claim.predicate == Predicate::Gained && claim.total && claim.unit == Some(Unit::Percent)
}

/// The one other whose ground a region's own state does not hold.
fn rival(maps: &Maps, region: &Region, actor: &str) -> Option<String> {
    let others = maps.others(region, actor);
    if let [one] = &others[..] { Some(one.clone()) } else { None }
}

/// What a figure counts: square kilometres, or percent of a region.
#[derive(Clone, Copy)]
struct Measure {
    /// Square kilometres in one.
    km2: f64,
    /// Whether it is a share.
    share: bool,
    /// Square kilometres of the region.
    region: f64,
}

/// A claim's figure: what the words can mean, and what a reader takes them to mean.
fn stated(context: &Context, maps: &Maps, claim: &Claim, region: &Region) -> Option<(Measure, [Interval; 2])> {
    let area = Geodesy::default().area(&region.shape).km2();
    let share = claim.unit == Some(Unit::Percent) && of_all(maps, claim, region);
    let measure = if share {
        Measure { km2: area / 100.0, share, region: area }
    } else {
        Measure { km2: 1.0, share, region: area }
    };
    let factor = if share { 1.0 } else { claim.unit?.km2()? };
    let open = |hard: Interval, soft: Interval| if hard.high.is_finite() { soft } else { hard };
    let readings = context.quantity(claim).map(|q| [hard(&q), open(hard(&q), soft(&q))].map(|r| r.scaled(factor)));
    Some((measure, readings?))
}

/// Whether a share is of all the ground of the claim's place: "75 percent of the Kursk region", "of the southern Kherson region",
/// "of the country", or of the first name of a list.
pub(super) fn of_all(maps: &Maps, claim: &Claim, region: &Region) -> bool {
    let (Some(whole), Some(place)) = (claim.of.as_deref(), claim.place.as_deref()) else { return false };
    if claim.whole != Some(Whole::Place) {
        return false;
    }
    let key = place_key(whole);
    let division = region.state.as_deref() != Some(&region.code);
    if division && whole.ends_with(place) || place.starts_with(owned(whole).1) {
        return true;
    }
    let plain = key.split(' ').all(|word| List::Expanse.has(word) || List::Owner.has(word) || word.is_empty());
    plain || maps.code_of(whole).as_deref() == Some(&region.code)
}

/// What a map shows, in the claim's measure.
struct Ground<'a> {
    seen: &'a Seen<'a>,
    measure: Measure,
    held: f64,
    both: f64,
    /// What a hand-drawn map and a region's line leave open.
    slack: [f64; 2],
    /// What it is off by where a share is of another outline of the region, with its waters or without them.
    outline: f64,
}

/// Tables differ in what they count as a region's ground by so much.
const OUTLINE: f64 = 0.03;

impl<'a> Ground<'a> {
    /// At home all is held that nobody else holds.
    fn of(seen: &'a Seen<'a>, measure: Measure, home: bool) -> Self {
        let (held, both) = (seen.held.area.km2(), seen.both.area.km2());
        let (held, both) = if home { (measure.region - both, measure.region - held) } else { (held, both) };
        let slack = if home { [measure.region; 2] } else { [held, both] };
        let slack = slack.map(|km2| km2 * DRAWN / measure.km2);
        let (held, both) = (held / measure.km2, both / measure.km2);
        let outline = if measure.share { OUTLINE * both } else { 0.0 };
        Self { seen, measure, held, both, slack, outline }
    }

    fn held(&self) -> Interval {
        Interval::new(self.held - self.slack[0], self.held + self.slack[0])
    }

    fn band(&self) -> Interval {
        Interval::new(self.held - self.slack[0], self.both + self.slack[1])
    }

    /// The same by any outline of the region.
    fn widest(&self) -> Interval {
        let band = self.band();
        Interval::new(band.low - self.outline, band.high + self.outline)
    }
}

fn weigh(context: &mut Context, claim: &Claim, [stated, taken]: &[Interval; 2], ground: &Ground) {
    context.weigh(claim);
    let (held, both) = (ground.held, ground.both);
    let unit = if ground.measure.share { Unit::Percent } else { Unit::Km2 }.symbol();
    let expected = format!("{held:.1} held, {both:.1} with unknown");
    let (source, seen) = (ground.seen.source, ground.seen);
    if taken.meets(&ground.held()) {
        let message = format!("supported: {source} shows {held:.1} {unit} held");
        return context.support(claim, Draft { severity: Severity::Note, ..draft(message, expected, seen) });
    }
    let (severity, message) = if taken.meets(&ground.band()) {
        let what = format!(
            "fits {source} only if part of the unknown ground is counted: {held:.1} {unit} held, {both:.1} with it"
        );
        (Severity::Note, what)
    } else if stated.meets(&ground.widest()) {
        // It fits on the widest reading only: neither a finding nor support.
        return;
    } else {
        let lies = if stated.low > both { "exceeds" } else { "is below" };
        let what = format!(
            "{} {unit} {lies} what {source} shows: {held:.1} {unit} held, {both:.1} with unknown ground",
            range(stated, 0)
        );
        (Severity::Warning, what)
    };
    context.report_claim(claim, Draft { severity, ..draft(message, expected, seen) });
}

fn draft(message: String, expected: String, seen: &Seen) -> Draft {
    Draft { rule: "map-differs", severity: Severity::Warning, message, expected, basis: seen.basis(), fix: None }
}
