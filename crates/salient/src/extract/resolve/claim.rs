//! The one place where a claim is put together.

use super::Parts;
use super::scene::Scene;
use crate::extract::attributes::{Attributes, People, PlaceKind, Whole};
use crate::extract::claim::{Claim, Polarity};
use crate::extract::quantity::Hedge;
use crate::extract::{Predicate, Side, Unit, reader_version};
use crate::lexicon::{Class, List};
use sha2::{Digest, Sha256};

/// A claim from what was made out of a sighting.
pub(super) fn build(scene: &Scene, parts: &Parts, hash: &str) -> Claim {
    let article = scene.document.article;
    let (start, end) = quote(scene, parts.word);
    let figure = parts.figure.as_ref();
    let words = attributes(scene, parts);
    let mut claim = Claim {
        quote: article.text[start..end].to_owned(),
        predicate: parts.predicate,
        actor: parts.actor.clone(),
        kind: parts.place.as_ref().map(|p| PlaceKind::of(&p.name)),
        place: parts.place.as_ref().map(|p| p.name.clone()),
        low: figure.map(|f| f.low),
        high: figure.map(|f| f.high),
        unit: figure.map(|f| f.unit),
        hedge: figure.map_or(Hedge::None, |f| f.hedge),
        whole: figure.and_then(|f| f.of.as_deref()).map(Whole::of).or_else(|| shrunk(scene, parts)),
        of: figure.and_then(|f| f.of.clone()),
        extent: parts.extent,
        restated: figure.map(|f| f.restated.clone()).unwrap_or_default(),
        asserter: parts.asserter.as_ref().map(|a| a.name.clone()),
        side: parts.side.clone().map(Side::from),
        polarity: if parts.deny { Polarity::Deny } else { Polarity::Affirm },
        as_of: parts.as_of.clone(),
        document: article.name.clone(),
        start: article.point(start),
        end: article.end_point(end),
        id: String::new(),
        confidence: parts.evidence.confidence(),
        tense: words.tense,
        total: words.total,
        again: words.again,
        people: people(scene, parts),
        spans: parts.spans.points(article),
        parts: parts.spans,
        reader: reader_version().to_owned(),
        reading: figure.map(|f| f.reading),
        bytes: (start, end),
    };
    claim.id = id(&claim, hash);
    claim
}

/// What the claim's own words tell: those of its clause, from its trigger to its number or place.
fn attributes(scene: &Scene, parts: &Parts) -> Attributes {
    let Some(sentence) = scene.document.sentences.get(scene.sentence(parts.word)) else { return Attributes::default() };
    let run = scene.document.run(sentence);
    let within = |w: &usize| scene.around(parts.word).contains(w);
    let trigger = parts.trigger.filter(within).map(|w| scene.atom(w));
    let number = scene.atom(parts.word);
    let (from, to) = trigger.map_or((number, number + 1), |t| (t.min(number), t.max(number) + 1));
    let own = Attributes::of(&run, Attributes::clause(&run, from..to), trigger, parts.predicate);
    // "Since the war began, 12,000 civilians have been killed": what leads a sentence is said of all of it.
    let lead = Attributes::of(&run, Attributes::clause(&run, 0..1), None, parts.predicate);
    Attributes { total: own.total || parts.predicate.people() && lead.total, ..own }
}

/// "The area under its control shrank by a fifth": a share of what was held, told before its figure.
fn shrunk(scene: &Scene, parts: &Parts) -> Option<Whole> {
    let bare = parts.figure.as_ref().is_some_and(|f| f.unit == Unit::Percent && f.of.is_none());
    let before = scene.around(parts.word).start..parts.word;
    let told = bare && parts.predicate == Predicate::Lost && List::Held.within(&scene.slice(&before));
    told.then_some(Whole::Held)
}

/// Which people a figure counts, by the last word between its number and its noun that tells.
fn people(scene: &Scene, parts: &Parts) -> Option<People> {
    let figure = parts.figure.as_ref().filter(|_| parts.predicate.people())?;
    let told = |w: usize| match (scene.is(w, Class::Civilian), scene.is(w, Class::Military)) {
        (true, _) => Some(People::Civilians),
        (_, true) => Some(People::Forces),
        _ => None,
    };
    (parts.word..figure.end).rev().find_map(told)
}

/// The bytes of the sentence of a word.
pub(super) fn quote(scene: &Scene, word: usize) -> (usize, usize) {
    let words = scene.around(word);
    let ends = scene.view.words.get(words.start).zip(scene.view.words.get(words.end.wrapping_sub(1)));
    ends.map_or((0, 0), |(first, last)| (first.start as usize, last.end as usize))
}

/// A hash of the document and the claim.
pub(super) fn id(claim: &Claim, hash: &str) -> String {
    let content = format!(
        "{hash}|{}|{}|{}|{:?}|{:?}|{:?}|{:?}",
        claim.start, claim.end, claim.predicate, claim.actor, claim.place, claim.low, claim.asserter
    );
    format!("{:x}", Sha256::digest(content.as_bytes()))[..16].to_owned()
}
