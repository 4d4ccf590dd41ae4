//! Where: the stretch that the reader points at, or the name that "the city" stands for.

use super::link::{Choice, absent, stretches, tally};
use super::scene::Scene;
use crate::extract::attributes::place_key;
use crate::extract::reader::Sighting;
use crate::lexicon::{Class, class::any_of};
use std::ops::Range;

const LONGEST: usize = 10;

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
    let own = found.iter().find(|(words, _)| words.end == sighting.word + 1).filter(|_| !numeric);
    if own.is_none() && numeric && absent(&sighting.place) > 0.5 {
        return None;
    }
    let named = |words: &Range<usize>| {
        let name = tidy(scene, words);
        (place_key(&scene.slice(&name)), name)
    };
    let ranked = tally(found.iter().map(|(words, p)| (named(words).0, *p)));
    let best = ranked.into_iter().next();
    let Choice { what, mass } = match own {
        Some((words, p)) => Choice { what: named(words).0, mass: *p },
        None => best.or_else(|| alone(scene, sighting, numeric, &named))?,
    };
    let words =
        found.iter().map(|(w, _)| named(w)).find(|(k, _)| *k == what).map_or_else(|| word_of(sighting), |(_, w)| w);
    let words = pointed(scene, &words).unwrap_or(words);
    Some(Place { name: scene.slice(&words), words, share: mass.min(1.0) })
}

fn word_of(sighting: &Sighting) -> Range<usize> {
    sighting.word..sighting.word + 1
}

/// The key of a stretch, and its words without article and genitive.
type Keyed<'a> = &'a dyn Fn(&Range<usize>) -> (String, Range<usize>);

/// A claim about a place whose link says nothing: the name that the word ends.
fn alone(scene: &Scene, sighting: &Sighting, numeric: bool, named: Keyed) -> Option<Choice<String>> {
    let what = named(&word_of(sighting)).0;
    (!numeric && scene.capital(sighting.word)).then_some(Choice { what, mass: 0.1 })
}

/// A name without the article before it and the genitive behind it.
fn tidy(scene: &Scene, words: &Range<usize>) -> Range<usize> {
    let bare = |w: &usize| scene.is(*w, Class::Determiner) || !scene.wordy(*w);
    let start = words.clone().find(|w| !bare(w)).unwrap_or(words.start);
    let marks = |w: &usize| scene.is(*w, Class::Genitive) || scene.text(*w) == ",";
    let end = (start + 1..=words.end).rev().find(|e| !marks(&(e - 1))).unwrap_or(words.end);
    start..end
}

/// The last name of a place of that kind before "the city", "the region", "there".
fn pointed(scene: &Scene, words: &Range<usize>) -> Option<Range<usize>> {
    let common = any_of(&[Class::Place, Class::Territory, Class::Settlement, Class::PlacePronoun, Class::Site]);
    let bare = words.clone().all(|w| !scene.capital(w) && scene.any(w, common));
    let near = words.start.saturating_sub(120)..words.start;
    let last = near.rev().find(|&w| bare && scene.land(w).is_some() && scene.party(w).is_none())?;
    let first = (last.saturating_sub(3)..=last).rev().take_while(|&w| scene.land(w).is_some()).last()?;
    Some(first..last + 1)
}
