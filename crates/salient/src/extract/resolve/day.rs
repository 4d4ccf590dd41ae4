//! When: the date that the reader points at, or the day of publication.

use super::context::Context;
use super::link::tally;
use super::scene::Scene;
use crate::extract::date::{DateKind, Dated, Days};
use crate::extract::reader::Sighting;
use crate::lexicon::List;
use jiff::{ToSpan, civil::Date};
use std::ops::Range;

/// From this probability on, that there is no date stands against all others.
const UNDATED: f32 = 0.8;
/// A date of which the link is surer than this stands against the one in the sentence.
const SURE: f32 = 0.5;

/// The day, month, year or interval at which a claim is said to hold, as EDTF, with its share of the link.
pub(super) fn as_of(scene: &Scene, context: &Context, sighting: &Sighting) -> (Option<String>, f32) {
    let link = &sighting.date;
    let today = scene.document.sentences.get(scene.sentence(sighting.word)).and_then(|s| s.today);
    let dated = link.words.iter().map(|&(word, p)| (edtf(scene, context, word), p));
    let votes = dated.chain([(today.map(|d| d.to_string()), link.elsewhere)]).filter(|v| v.0.is_some());
    let best = tally(votes).into_iter().next().filter(|c| link.none < UNDATED || c.mass > link.none);
    let unsure = best.as_ref().is_none_or(|b| b.mass < SURE);
    if let Some(own) = beside(scene, context, sighting.word).filter(|_| unsure) {
        return (Some(own), best.map_or(link.none, |b| b.mass));
    }
    best.map_or((None, link.none), |c| (c.what, c.mass))
}

/// The only day or month that a sentence names: it holds where the link is not sure of another.
fn beside(scene: &Scene, context: &Context, word: usize) -> Option<String> {
    let sentence = scene.around(word);
    let dates = &scene.view.dates;
    let mut within = (0..dates.len()).filter(|&k| sentence.contains(&dates[k].2.start));
    let only = within.next().filter(|_| within.next().is_none())?;
    let days = dated(scene, only)?.days?;
    let plain = matches!(days.kind, DateKind::Day | DateKind::Month);
    edtf(scene, context, dates[only].2.start).filter(|_| plain)
}

/// The date at a word; with another beside it, or up to the day of publication, the interval that the words tell.
fn edtf(scene: &Scene, context: &Context, word: usize) -> Option<String> {
    let dates = &scene.view.dates;
    let at = dates.iter().position(|(.., words)| words.contains(&word))?;
    let own = printed(scene, context, at)?;
    let pair = |first: usize| {
        until(scene, first)
            .then(|| Some(format!("{}/{}", printed(scene, context, first)?, printed(scene, context, first + 1)?)))
    };
    let stretch = || pair(at).or_else(|| at.checked_sub(1).and_then(pair)).flatten();
    let whole = |text: &String| text.matches('/').count() <= 1;
    stretch().filter(whole).or_else(|| since(scene, at, &own)).or(Some(own))
}

fn printed(scene: &Scene, context: &Context, at: usize) -> Option<String> {
    let dated = dated(scene, at)?;
    let days = dated.days?;
    let carried = || (context.narrative && !dated.year).then(|| carried(scene, at, days)).flatten();
    Some(carried().unwrap_or(days).edtf())
}

fn dated(scene: &Scene, at: usize) -> Option<Dated> {
    let (sentence, date, _) = scene.view.dates.get(at)?;
    scene.document.sentences[*sentence].dates.get(*date).copied()
}

/// "On 16 October" in an account of 2016: the year of the last date printed with one, or the next.
fn carried(scene: &Scene, at: usize, days: Days) -> Option<Days> {
    let last = (0..at).rev().filter_map(|k| dated(scene, k)).find(|d| d.year)?.days?;
    let plain = matches!(days.kind, DateKind::Day | DateKind::Month);
    let moved = |year: i16| {
        let by = year - days.from.year();
        let to = |d: Date| d.checked_add(jiff::Span::new().years(by)).ok();
        Some(Days { from: to(days.from)?, to: to(days.to)?, kind: days.kind })
    };
    let follows = |d: &Days| last.from.checked_sub(BEFORE.days()).is_ok_and(|least| d.to >= least);
    [last.from.year(), last.from.year() + 1].into_iter().filter(|_| plain).filter_map(moved).find(follows)
}

/// How many days an account may go back without naming the year again.
const BEFORE: i64 = 90;

/// "from 4 June to the end of September", "between December 2020 and January": whether a date and the next are the ends.
fn until(scene: &Scene, first: usize) -> bool {
    let dates = &scene.view.dates;
    let (Some(a), Some(b)) = (dates.get(first), dates.get(first + 1)) else { return false };
    let joined = a.0 == b.0 && a.2.end < b.2.start && List::Until.has(scene.text(a.2.end));
    joined && (a.2.end + 1..b.2.start).all(|w| loose(scene, w)) && List::From.has(scene.text(ahead(scene, &a.2)))
}

/// "since late August": from then up to the day of publication.
fn since(scene: &Scene, at: usize, own: &str) -> Option<String> {
    let (sentence, _, words) = &scene.view.dates[at];
    let today = scene.document.sentences[*sentence].today?.to_string();
    // "since November, when 40 people were killed" is of November
    let then = scene.text(words.end + usize::from(scene.text(words.end) == ",")) == "when";
    let open = !then && List::Since.has(scene.text(ahead(scene, words)));
    (open && !own.contains('/') && own < today.as_str()).then(|| format!("{own}/{today}"))
}

/// The word before a date, small words and "late" left out.
fn ahead(scene: &Scene, words: &Range<usize>) -> usize {
    (0..words.start).rev().take(4).find(|&w| !loose(scene, w)).unwrap_or(words.start)
}

fn loose(scene: &Scene, word: usize) -> bool {
    List::Loose.has(scene.text(word))
}
