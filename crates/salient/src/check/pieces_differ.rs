//! `pieces-differ`: the number or the depth of pieces of ground is not what the map shows.

use super::context::{Context, Draft};
use super::finding::Severity;
use super::interval::{count, hard};
use super::maps::{Maps, held_by};
use crate::extract::quantity::{Counted, Quantity};
use crate::extract::{Claim, Polarity, Predicate, Sentence, Side, Unit};
use crate::lexicon::List;
use jiff::civil::Date;
use salient_map::pieces::{self, Piece};
use salient_map::region::{BORDER_CREDIT, BORDERS};
use salient_map::series::end;
use salient_map::{Region, Snapshot};

const NAME: &str = "pieces-differ";
/// Smaller pieces are not counted, in square kilometres.
const LEAST: f64 = 0.05;

pub(crate) fn check(context: &mut Context) {
    let Some(maps) = context.maps else { return };
    let mut told: Vec<(usize, String)> = Vec::new();
    for claim in context.claims {
        let about =
            matches!(claim.predicate, Predicate::Holds | Predicate::Advanced) && claim.polarity == Polarity::Affirm;
        let Some((sentence, at)) = context.sentence_of(claim).filter(|_| about) else { continue };
        let Some(holder) = claim.actor.as_deref() else { continue };
        let Some(region) = maps.division(claim).filter(|r| Maps::soil(r) != holder) else { continue };
        let counted = sentence.figures.iter().find(|q| counts_pieces(context, sentence, q));
        let deep = (claim.predicate == Predicate::Advanced && claim.unit == Some(Unit::Km))
            .then(|| context.quantity(claim))
            .flatten();
        if counted.is_none() && (deep.is_none() || !mapped(claim)) {
            continue;
        }
        let Some(day) = told_day(context, sentence).or_else(|| context.last_day(claim)) else { continue };
        for source in maps.store.atlas().sources() {
            let key = (at, format!("{source}{}", deep.is_some()));
            if let Some((map, found)) = pieces_on(maps, source, &region, holder, day).filter(|_| !told.contains(&key)) {
                told.push(key);
                context.weigh(claim);
                weigh(
                    context,
                    claim,
                    &region,
                    (map, &found),
                    counted.copied().filter(|_| claim.predicate == Predicate::Holds || deep.is_some()),
                    deep,
                );
            }
        }
    }
}

/// The day that a sentence gives: the last one of a date, the fifteenth for the middle of a month, never after publication.
fn told_day(context: &Context, sentence: &Sentence) -> Option<Date> {
    let (run, today) = (context.document.run(sentence), context.document.today);
    let dated = sentence.dates.iter().find_map(|d| d.days.map(|days| (d.from, d.to, days)));
    let (from, to, days) = dated.filter(|(_, _, days)| today.is_none_or(|t| days.from <= t))?;
    let middle = (from.saturating_sub(2)..to).any(|at| run.text(at).to_lowercase().starts_with("mid"));
    let last = if middle && days.from.day() == 1 { days.from.with().day(15).build().ok()? } else { days.to };
    Some(today.map_or(last, |t| last.min(t)))
}

/// Depth is measured on maps only where the text speaks of a map's sections.
fn mapped(claim: &Claim) -> bool {
    claim.side == Some(Side::Other)
}

fn counts_pieces(context: &Context, sentence: &Sentence, q: &Quantity) -> bool {
    let run = context.document.run(sentence);
    q.counted == Counted::Bare
        && !q.low.vague
        && (q.to..q.to + 3).any(|i| i < run.len() && List::Pieces.has(run.text(i)))
}

fn pieces_on<'a>(
    maps: &Maps<'a>,
    source: &str,
    region: &Region,
    holder: &str,
    day: Date,
) -> Option<(&'a Snapshot, Vec<Piece>)> {
    let map = maps.store.atlas().as_of(source, end(day)?)?;
    if end(day)?.duration_since(map.time).as_hours() > 24 * 10 {
        return None;
    }
    let border = BORDERS
        .iter()
        .find(|b| b.states.iter().any(|s| s == Maps::soil(region)) && b.states.iter().any(|s| s == holder));
    let mut found = pieces::of(maps.store, map, Some(region), &held_by(holder), border).ok()?;
    found.retain(|piece| piece.km2 >= LEAST);
    (!found.is_empty()).then_some((map, found))
}

fn weigh(
    context: &mut Context,
    claim: &Claim,
    region: &Region,
    (map, found): (&Snapshot, &[Piece]),
    counted: Option<Quantity>,
    deep: Option<Quantity>,
) {
    let each: Vec<String> = found.iter().take(8).map(piece).collect();
    let number = found.len() as f64;
    let counts = counted.is_none_or(|q| (count(&q).low..=count(&q).high).contains(&number));
    // Depths are known to a tenth of a kilometre.
    let limit = deep.map(|q| hard(&q).high + 0.1);
    let depths = limit.is_none_or(|most| found.iter().filter_map(|p| p.depth_km).all(|d| d <= most));
    // What rounding allows is no fault, and no support either.
    let plain = deep.is_none_or(|q| found.iter().filter_map(|p| p.depth_km).all(|d| d <= q.high.value + 0.05));
    let title = context.maps.and_then(|m| m.store.atlas().terms.get(&map.source)).map_or(&*map.source, |t| &*t.title);
    let shows = format!("{title} of {} shows {}: {}", map.day(), plural(found.len()), each.join("; "));
    let basis = format!(
        "map of {}; pieces of held ground in {} that do not touch; depth from the {BORDER_CREDIT} to the piece's farthest point",
        map.stamp(),
        region.code
    );
    let expected = each.join("; ");
    let draft = |message| Draft { rule: NAME, severity: Severity::Warning, message, expected, basis, fix: None };
    match (counts, depths) {
        (true, true) if !plain => {}
        (true, true) => context.support(claim, draft(format!("supported: {shows}"))),
        (false, _) => context.report_claim(claim, draft(format!("the number of pieces differs: {shows}"))),
        (true, false) => context.report_claim(claim, draft(format!("a piece reaches deeper: {shows}"))),
    }
}

fn plural(pieces: usize) -> String {
    if pieces == 1 { "1 piece".to_owned() } else { format!("{pieces} pieces") }
}

fn piece(piece: &Piece) -> String {
    let depth = piece.depth_km.map(|d| format!(", {d:.1} km deep")).unwrap_or_default();
    format!("{:.1} km²{depth}", piece.km2)
}
