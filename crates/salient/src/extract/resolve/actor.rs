//! Whose it is: the link's probability summed over words by the party that each names in its document.

use super::context::Context;
use super::link::{Choice, tally};
use super::phrase::{self, Named};
use super::scene::Scene;
use super::value::{losses, people};
use crate::extract::reader::{Link, Sighting};
use crate::lexicon::{Class, Role, english};
use std::ops::Range;

/// What is known of a claim before its actor.
pub(super) struct Asked<'a> {
    pub(super) sighting: &'a Sighting,
    /// The party for which the asserter speaks.
    pub(super) side: Option<&'a str>,
    /// The words that name the place.
    pub(super) place: Option<Range<usize>>,
    /// The word that its figure counts.
    pub(super) counted: Option<usize>,
}

/// How much the counted people's own words weigh beside the link: a party's name, a part in the war, no more than people.
const COUNTED: f32 = 1.5;
const PART: f32 = 0.3;
const PEOPLE: f32 = 0.6;

/// The share of an actor that no link gave, and what of "elsewhere" goes to it.
const GUESSED: f32 = 0.3;
const TRUSTED: f32 = 0.9;

/// The actor with its share of the link.
pub(super) fn actor(scene: &Scene, context: &Context, asked: &Asked) -> (Option<String>, f32) {
    let link = &asked.sighting.actor;
    let votes = link.words.iter().filter_map(|&(w, p)| Some((party_at(scene, context, asked, w, 2)?, p)));
    let own = counted(scene, context, asked);
    let more = own.as_ref().map_or(0.0, |o| o.1);
    let ranked = tally(votes.chain(own));
    let total: f32 = link.words.iter().map(|w| w.1).sum::<f32>() + link.none + link.elsewhere + more;
    match ranked.into_iter().next() {
        Some(Choice { what, mass }) if mass >= link.none.max(0.05) => (Some(what), mass / total.max(0.01)),
        _ if nobody(link) => (None, link.none),
        _ => (by_default(scene, context, asked), GUESSED.max(link.elsewhere * TRUSTED)),
    }
}

/// Whom the words for the counted people name: "two Tajik officers", "31 suspected rebels", "14 people" where the place lies.
fn counted(scene: &Scene, context: &Context, asked: &Asked) -> Option<(String, f32)> {
    let noun = asked.counted.filter(|_| people(asked.sighting.predicate))?;
    let words = phrase::around(scene, noun);
    match phrase::named(scene, &words, context) {
        Named::Party(code) => Some((code, COUNTED)),
        named @ Named::Role(Role::Opposition | Role::Militant) => {
            Some((told(scene, context, asked, &words, named, 2)?, PART))
        }
        Named::People if losses(asked.sighting.predicate) => Some((soil(scene, context, asked)?, PEOPLE)),
        _ => None,
    }
}

fn nobody(link: &Link) -> bool {
    link.none > link.elsewhere.max(0.5)
}

/// The party that a word names. `depth` bounds how often one mention may point back to another.
fn party_at(scene: &Scene, context: &Context, asked: &Asked, word: usize, depth: usize) -> Option<String> {
    let phrase = phrase::around(scene, word);
    match phrase::named(scene, &phrase, context) {
        Named::Party(code) => Some(code),
        named => owner(scene, context, asked, phrase.start, depth)
            .or_else(|| told(scene, context, asked, &phrase, named, depth)),
    }
}

/// "its forces", "our men": whose a phrase is by the word before it.
fn owner(scene: &Scene, context: &Context, asked: &Asked, start: usize, depth: usize) -> Option<String> {
    let before = start.checked_sub(1).filter(|&w| scene.is(w, Class::Possessive))?;
    match scene.role(before)? {
        Role::Own => party(asked.side).map(str::to_owned),
        _ => self::before(scene, context, asked, before, depth, false),
    }
}

/// Whom a phrase names that does not say it itself.
fn told(
    scene: &Scene,
    context: &Context,
    asked: &Asked,
    words: &Range<usize>,
    named: Named,
    depth: usize,
) -> Option<String> {
    let home = || soil(scene, context, asked).or_else(|| context.home_at(scene.sentence(words.start)));
    let head = words.clone().find(|&w| scene.role(w).is_some());
    let alike = || head.and_then(|w| phrase::headed(scene, w, context, home().as_deref()));
    let back = |band| before(scene, context, asked, words.start, depth, band);
    match named {
        Named::Role(Role::Opposition) => {
            let usual = home().and_then(|s| english().opposition(&s).map(str::to_owned));
            usual
                .or_else(|| local(scene, context, home(), words.start))
                .or_else(alike)
                .or_else(|| fights(scene, context, words, home()))
        }
        Named::Role(Role::Militant) => {
            let named = local(scene, context, home(), words.start).or_else(alike).or_else(|| back(true));
            named.or_else(|| fights(scene, context, words, home()))
        }
        Named::Role(Role::Government) => alike().or_else(home),
        Named::Role(Role::Enemy) => context.opponent(party(asked.side)),
        Named::Role(Role::Own) => party(asked.side).map(str::to_owned),
        Named::Role(Role::Band) => back(true),
        Named::Role(Role::Back | Role::Person | Role::Statement | Role::Relative) => back(false),
        Named::People if losses(asked.sighting.predicate) => home(),
        Named::People | Named::Force => back(false).or_else(home),
        _ => scene.land(words.start).map(str::to_owned),
    }
}

/// The band of the state on whose soil it happens that was named last before a word, else anywhere: a text of several stories
/// names several.
fn local(scene: &Scene, context: &Context, state: Option<String>, word: usize) -> Option<String> {
    let state = state?;
    let fits = |w: &usize| scene.party(*w).is_some_and(|p| context.fights_in(p, &state));
    let found = (0..word).rev().find(fits).or_else(|| (word..scene.len()).find(fits))?;
    scene.party(found).map(str::to_owned)
}

/// The group that fights a state's government in this document, else its fighters by that name: "Iraqi insurgents".
fn fights(scene: &Scene, context: &Context, words: &Range<usize>, state: Option<String>) -> Option<String> {
    let own = state.as_deref().and_then(|s| context.opposition_of(s));
    let here = || scene.around(words.start).any(|w| scene.party(w) == state.as_deref() && state.is_some());
    let group = own.or_else(|| if here() { None } else { context.opposition() });
    group.or_else(|| Some(phrase::of_state(scene, words, state.as_deref())))
}

/// The party that was named before a word: the first of its sentence, else the first of the sentence before that names one.
/// A `band` is no state.
fn before(scene: &Scene, context: &Context, asked: &Asked, word: usize, depth: usize, band: bool) -> Option<String> {
    let next = depth.checked_sub(1)?;
    let fits = |w: &usize| scene.party(*w).is_some_and(|c| !band || context.is_band(c));
    let names = |w: &usize| fits(w) || !band && matches!(scene.role(*w), Some(Role::Opposition | Role::Government));
    let here = scene.sentence(word);
    let sentences = (here.saturating_sub(BACK)..=here).rev().filter_map(|s| scene.view.sentences.get(s).cloned());
    let found = sentences.into_iter().find_map(|s| (s.start..s.end.min(word)).find(names))?;
    party_at(scene, context, asked, found, next)
}

/// How many sentences back a word may point.
const BACK: usize = 6;

/// The state on whose soil the place of the claim lies, if the document is about it.
pub(super) fn soil(scene: &Scene, context: &Context, asked: &Asked) -> Option<String> {
    let words = asked.place.clone()?;
    let state = |w: usize| scene.land(w).or_else(|| scene.party(w).filter(|c| super::scene::is_state(c)));
    let own = words.clone().rev().find_map(state).filter(|s| context.concerns(s));
    let sentence = scene.around(words.start);
    // "in Goma, Congo", but not "Khyber on the Afghan border"
    let joined = |w: &usize| matches!(scene.text(*w), "," | "in" | "(") || scene.capital(*w);
    let near = (words.end..sentence.end.min(words.end + 5)).take_while(joined);
    let beside = || near.filter_map(|w| scene.land(w)).find(|s| context.concerns(s));
    own.or_else(beside).map(str::to_owned)
}

fn by_default(scene: &Scene, context: &Context, asked: &Asked) -> Option<String> {
    let own = || party(asked.side).map(str::to_owned);
    if losses(asked.sighting.predicate) {
        let home = || context.home_at(scene.sentence(asked.sighting.word));
        return soil(scene, context, asked).or_else(home);
    }
    before(scene, context, asked, asked.sighting.word, 2, false).or_else(own)
}

/// A side that is a party.
pub(super) fn party(side: Option<&str>) -> Option<&str> {
    side.filter(|s| *s != super::scene::OTHER)
}
