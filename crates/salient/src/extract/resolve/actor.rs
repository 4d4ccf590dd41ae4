//! Whose it is: the link's probability summed over words by the party that each names in its document.

use super::context::Context;
use super::link::{Choice, tally};
use super::phrase::{self, Named};
use super::scene::Scene;
use crate::extract::reader::{Link, Predicate, Sighting};
use crate::lexicon::{Class, Role};

/// What is known of a claim before its actor.
pub(super) struct Asked<'a> {
    pub(super) sighting: &'a Sighting,
    /// The party for which the asserter speaks.
    pub(super) side: Option<&'a str>,
    /// The word that names the place.
    pub(super) place: Option<usize>,
}

/// The actor with its share of the link.
pub(super) fn actor(scene: &Scene, context: &Context, asked: &Asked) -> (Option<String>, f32) {
    let link = &asked.sighting.actor;
    let votes = link.words.iter().filter_map(|&(w, p)| Some((party_at(scene, context, asked, w, 2)?, p)));
    let ranked = tally(votes);
    let total: f32 = link.words.iter().map(|w| w.1).sum::<f32>() + link.none + link.elsewhere;
    match ranked.into_iter().next() {
        Some(Choice { what, mass }) if mass >= link.none.max(0.05) => (Some(what), mass / total.max(0.01)),
        _ if nobody(link) => (None, link.none),
        _ => (by_default(scene, context, asked), 0.3),
    }
}

fn nobody(link: &Link) -> bool {
    link.none > link.elsewhere.max(0.5)
}

/// The party that a word names. `depth` bounds how often one mention may point back to another.
fn party_at(scene: &Scene, context: &Context, asked: &Asked, word: usize, depth: usize) -> Option<String> {
    let phrase = phrase::around(scene, word);
    let alike = || phrase.clone().find(|&w| scene.role(w).is_some()).and_then(|w| phrase::headed(scene, w, context));
    match phrase::named(scene, &phrase, context) {
        Named::Party(code) => Some(code),
        Named::Role(Role::Opposition) => alike().or_else(|| context.opposition()).or_else(|| Some(phrase::printed(scene, &phrase))),
        Named::Role(Role::Government) => alike().or_else(|| soil(scene, asked)).or_else(|| context.home.clone()),
        Named::Role(Role::Enemy) => context.opponent(party(asked.side)),
        Named::Role(Role::Own) => party(asked.side).map(str::to_owned),
        Named::Role(Role::Back | Role::Person | Role::Statement | Role::Relative) => before(scene, context, asked, phrase.start, depth),
        Named::People if losses(asked.sighting.predicate) => soil(scene, asked).or_else(|| context.home.clone()),
        Named::People | Named::Force => before(scene, context, asked, phrase.start, depth).or_else(|| context.home.clone()),
        Named::Nobody | Named::Role(_) => scene.land(word).map(str::to_owned),
    }
}

/// The last party named before a word: of its sentence's beginning, else of the sentences before.
fn before(scene: &Scene, context: &Context, asked: &Asked, word: usize, depth: usize) -> Option<String> {
    let next = depth.checked_sub(1)?;
    let names = |w: &usize| scene.party(*w).is_some() || matches!(scene.role(*w), Some(Role::Opposition | Role::Government));
    let low = word.saturating_sub(80);
    let found = (low..word).rev().find(names)?;
    party_at(scene, context, asked, found, next)
}

/// The state on whose soil the place of the claim lies.
pub(super) fn soil(scene: &Scene, asked: &Asked) -> Option<String> {
    let word = asked.place?;
    let named = scene.land(word).or_else(|| scene.party(word).filter(|c| super::scene::is_state(c)));
    named.map(str::to_owned)
}

fn by_default(scene: &Scene, context: &Context, asked: &Asked) -> Option<String> {
    let own = || party(asked.side).map(str::to_owned);
    if losses(asked.sighting.predicate) {
        return soil(scene, asked).or_else(|| context.home.clone());
    }
    before(scene, context, asked, asked.sighting.word, 2).or_else(own)
}

/// A side that is a party.
pub(super) fn party(side: Option<&str>) -> Option<&str> {
    side.filter(|s| *s != super::side::OTHER)
}

/// Whether a predicate is about people who were lost or fled.
pub(super) fn losses(predicate: Predicate) -> bool {
    use Predicate::{Captured, Casualties, Displaced, Killed, Wounded};
    matches!(predicate, Killed | Wounded | Captured | Casualties | Displaced)
}

/// The words of a claim's actor mention, for its span.
pub(super) fn mention(scene: &Scene, link: &Link) -> Option<usize> {
    link.words.iter().map(|w| w.0).find(|&w| scene.party(w).is_some() || scene.is(w, Class::Force))
}
