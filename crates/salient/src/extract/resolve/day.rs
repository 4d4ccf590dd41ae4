//! When: the date that the reader points at, or the day of publication.

use super::link::tally;
use super::scene::Scene;
use crate::extract::date::{DateKind, Dated};
use crate::extract::reader::Sighting;
use crate::lexicon::List;
use std::ops::Range;

/// From this probability on, that there is no date stands against all others.
const UNDATED: f32 = 0.8;
/// A date of which the link is surer than this stands against the one in the sentence.
const SURE: f32 = 0.5;

/// The day, month, year or interval at which a claim is said to hold, as EDTF, with its share of the link.
pub(super) fn as_of(scene: &Scene, sighting: &Sighting) -> (Option<String>, f32) {
    let link = &sighting.date;
    let today = scene.document.sentences.get(scene.sentence(sighting.word)).and_then(|s| s.today);
    let dated = link.words.iter().map(|&(word, p)| (edtf(scene, word), p));
    let votes = dated.chain([(today.map(|d| d.to_string()), link.elsewhere)]).filter(|v| v.0.is_some());
    let best = tally(votes).into_iter().next().filter(|c| link.none < UNDATED || c.mass > link.none);
    let unsure = best.as_ref().is_none_or(|b| b.mass < SURE);
    if let Some(own) = beside(scene, sighting.word).filter(|_| unsure) {
        return (Some(own), best.map_or(link.none, |b| b.mass));
    }
    best.map_or((None, link.none), |c| (c.what, c.mass))
}

/// The only day or month that a sentence names: it holds where the link is not sure of another.
fn beside(scene: &Scene, word: usize) -> Option<String> {
    let sentence = scene.around(word);
    let dates = &scene.view.dates;
    let mut within = (0..dates.len()).filter(|&k| sentence.contains(&dates[k].2.start));
    let only = within.next().filter(|_| within.next().is_none())?;
    let days = dated(scene, only)?.days?;
    let plain = matches!(days.kind, DateKind::Day | DateKind::Month);
    edtf(scene, dates[only].2.start).filter(|_| plain)
}

/// The date at a word; with another beside it, or up to the day of publication, the interval that the words tell.
fn edtf(scene: &Scene, word: usize) -> Option<String> {
    let dates = &scene.view.dates;
    let at = dates.iter().position(|(.., words)| words.contains(&word))?;
    let own = printed(scene, at)?;
    let pair = |first: usize| {
        until(scene, first).then(|| Some(format!("{}/{}", printed(scene, first)?, printed(scene, first + 1)?)))
    };
    let stretch = || pair(at).or_else(|| at.checked_sub(1).and_then(pair)).flatten();
    let whole = |text: &String| text.matches('/').count() <= 1;
    stretch().filter(whole).or_else(|| since(scene, at, &own)).or(Some(own))
}

fn printed(scene: &Scene, at: usize) -> Option<String> {
    Some(dated(scene, at)?.days?.edtf())
}

fn dated(scene: &Scene, at: usize) -> Option<Dated> {
    let (sentence, date, _) = scene.view.dates.get(at)?;
    scene.document.sentences[*sentence].dates.get(*date).copied()
}

/// "from 4 June to the end of September", "between December 2020 and January": whether a date and the next are the ends.
fn until(scene: &Scene, first: usize) -> bool {
    let dates = &scene.view.dates;
    let (Some(a), Some(b)) = (dates.get(first), dates.get(first + 1)) else { return false };
    let joined = a.0 == b.0 && a.2.end < b.2.start && List::Until.has(scene.text(a.2.end));
    joined && (a.2.end + 1..b.2.start).all(|w| loose(scene, w)) && List::From.has(scene.text(ahead(scene, &a.2)))
}

/// "since late August": from then up to the day of publication.
///
/// "since the start of May": from its first day.
fn since(scene: &Scene, at: usize, own: &str) -> Option<String> {
    let (sentence, _, words) = &scene.view.dates[at];
    let today = scene.document.sentences[*sentence].today?.to_string();
    // "since November, when 40 people were killed" is of November
    let then = scene.text(words.end + usize::from(scene.text(words.end) == ",")) == "when";
    let before = ahead(scene, words);
    let open = !then && List::Since.has(scene.text(before));
    let started = own.len() == MONTH && (before..words.start).any(|w| List::StartOf.has(scene.text(w)));
    let from = if started { format!("{own}-01") } else { own.to_owned() };
    (open && !own.contains('/') && *own < *today).then(|| format!("{from}/{today}"))
}

/// How long a month is as EDTF.
const MONTH: usize = 7;

/// The word before a date, small words and "late" left out.
fn ahead(scene: &Scene, words: &Range<usize>) -> usize {
    (0..words.start).rev().take(4).find(|&w| !loose(scene, w)).unwrap_or(words.start)
}

fn loose(scene: &Scene, word: usize) -> bool {
    List::Loose.has(scene.text(word))
}
