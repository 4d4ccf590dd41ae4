//! Where: the stretch that the reader points at, or the name that "the city" stands for.

use super::link::{Choice, absent, stretches, tally};
use super::scene::Scene;
use crate::extract::attributes::place_key;
use crate::extract::reader::Sighting;
use crate::lexicon::{Class, List, class::any_of};
use std::ops::Range;

const LONGEST: usize = 10;
/// From this share on a first word is believed.
const SURE: f32 = 0.05;
/// None must be more probable than a place by so much; found on fold 6, as is the next.
const DOUBT: f32 = 1.2;
/// How much more a place in the claim's own sentence counts than one far off.
const HERE: f32 = 2.5;
/// The share of a place of which the link says nothing.
const LEAST: f32 = 0.1;

/// A place that was made out.
pub(super) struct Place {
    /// Its name in the text's words.
    pub(super) name: String,
    /// The words of the mention.
    pub(super) words: Range<usize>,
    /// Its share of the link.
    pub(super) share: f32,
}

/// The place of a claim; for a claim without a number the word that makes it is the last of the place's name.
pub(super) fn place(scene: &Scene, sighting: &Sighting, numeric: bool) -> Option<Place> {
    let found = stretches(&sighting.place, LONGEST);
    let own = (!numeric).then(|| ending(scene, sighting));
    let named = |words: &Range<usize>| {
        let name = tidy(scene, words);
        (place_key(&scene.slice(&name)), name)
    };
    let sentence = scene.around(sighting.word);
    let weight = |words: &Range<usize>| if sentence.contains(&words.start) { HERE } else { 1.0 };
    let ranked = tally(found.iter().map(|(words, p)| (named(words).0, *p * weight(words))));
    let best = ranked.into_iter().next();
    let Choice { what, mass } = match own {
        Some((ref words, mass)) => Choice { what: named(words).0, mass },
        None => best.filter(|b| absent(&sighting.place) <= b.mass * DOUBT)?,
    };
    let here = own.map(|(words, _)| named(&words).1);
    let words = here.or_else(|| found.iter().map(|(w, _)| named(w)).find(|(k, _)| *k == what).map(|(_, w)| w))?;
    let words = pointed(scene, &words).unwrap_or(words);
    // What a sentence says of a whole country is not said of the place that the paragraph before was about.
    let words = if numeric && elsewhere(scene, sighting.word, &words) {
        state_after(scene, sighting).or_else(|| Some(words).filter(|_| !nationwide(scene, sighting)))?
    } else {
        words
    };
    Some(Place { name: scene.slice(&words), words, share: mass.min(1.0) })
}

/// A claim without a number is made by the last word of its place's name: the stretch that ends there, with its share. The first
/// word is the most probable one near by, else that of the capitals in a row.
fn ending(scene: &Scene, sighting: &Sighting) -> (Range<usize>, f32) {
    let last = sighting.word;
    let low = last.saturating_sub(LONGEST).max(scene.around(last).start);
    let share = |words: &[(usize, f32)], w: usize| words.iter().find(|x| x.0 == w).map_or(0.0, |x| x.1);
    let starts = sighting.place.start.words.iter().filter(|(w, p)| (low..=last).contains(w) && *p >= SURE);
    let start = starts.map(|x| x.0).next();
    let capitals = || (low..last).rev().take_while(|&w| scene.capital(w)).last().unwrap_or(last);
    let start = start.unwrap_or_else(capitals);
    let (from, to) = (share(&sighting.place.start.words, start), share(&sighting.place.end.words, last));
    (start..last + 1, (from * to).sqrt().max(LEAST))
}

/// A name without the article before it and the genitive behind it.
fn tidy(scene: &Scene, words: &Range<usize>) -> Range<usize> {
    let bare = |w: &usize| scene.is(*w, Class::Determiner) || !scene.wordy(*w);
    let start = words.clone().find(|w| !bare(w)).unwrap_or(words.start);
    let marks = |w: &usize| scene.is(*w, Class::Genitive) || scene.text(*w) == ",";
    let end = (start + 1..=words.end).rev().find(|e| !marks(&(e - 1))).unwrap_or(words.end);
    start..end
}

/// Whether a mention stands in another paragraph than a word.
fn elsewhere(scene: &Scene, word: usize, mention: &Range<usize>) -> bool {
    let block = |w: usize| scene.document.sentences.get(scene.sentence(w)).map(|s| s.block);
    block(word) != block(mention.start)
}

/// Whether a sentence tells of a whole country or of all its fronts; "in all" does where it tells of ground.
fn nationwide(scene: &Scene, sighting: &Sighting) -> bool {
    let sentence = scene.slice(&scene.around(sighting.word));
    List::Nationwide.within(&sentence) || sighting.predicate.control() && List::Overall.within(&sentence)
}

/// "4,500 square kilometers in Ukraine": the state in which a figure about ground lies, by its own clause.
fn state_after(scene: &Scene, sighting: &Sighting) -> Option<Range<usize>> {
    let ends = |w: usize| scene.is(w, Class::Clausal) || matches!(scene.text(w), "," | ";" | ":");
    let clause = (sighting.word..scene.around(sighting.word).end).take_while(|&w| !ends(w));
    let lies = |w: usize| w > sighting.word && List::Inside.has(scene.text(w - 1)) && scene.is(w, Class::State);
    let found = clause.filter(|_| sighting.predicate.control()).find(|&w| lies(w))?;
    (!scene.is(found + 1, Class::Genitive)).then_some(found..found + 1)
}

/// The last name of a place of that kind before "the city", "the region", "there".
fn pointed(scene: &Scene, words: &Range<usize>) -> Option<Range<usize>> {
    let common = any_of(&[Class::Place, Class::Territory, Class::Settlement, Class::PlacePronoun, Class::Site]);
    let bare = words.clone().all(|w| !scene.capital(w) && scene.any(w, common));
    if bare && words.clone().any(|w| List::Nation.has(scene.text(w))) {
        let near = words.start.saturating_sub(120)..words.start;
        return near.rev().find(|&w| scene.is(w, Class::State)).map(|w| w..w + 1);
    }
    let near = words.start.saturating_sub(120)..words.start;
    let last = near.rev().find(|&w| bare && scene.land(w).is_some() && scene.party(w).is_none())?;
    let first = (last.saturating_sub(3)..=last).rev().take_while(|&w| scene.land(w).is_some()).last()?;
    Some(first..last + 1)
}
