//! When: the date that the reader points at, or the day of publication.

use super::link::tally;
use super::scene::Scene;
use crate::extract::reader::Sighting;

/// From this probability on, that there is no date stands against all others.
const UNDATED: f32 = 0.6;

/// The day, month, year or interval at which a claim is said to hold, as EDTF, with its share of the link.
pub(super) fn as_of(scene: &Scene, sighting: &Sighting) -> (Option<String>, f32) {
    let link = &sighting.date;
    let today = scene.document.sentences.get(scene.sentence(sighting.word)).and_then(|s| s.today);
    let dated = link.words.iter().map(|&(word, p)| (edtf(scene, word), p));
    let votes = dated.chain([(today.map(|d| d.to_string()), link.elsewhere)]).filter(|v| v.0.is_some());
    let best = tally(votes).into_iter().next().filter(|c| link.none < UNDATED || c.mass > link.none);
    best.map_or((None, link.none), |c| (c.what, c.mass))
}

fn edtf(scene: &Scene, word: usize) -> Option<String> {
    let (sentence, date, _) = scene.view.dates.iter().find(|(.., words)| words.contains(&word))?;
    scene.document.sentences[*sentence].dates[*date].days.map(|d| d.edtf())
}
