//! Noun phrases around a word, and the party that one names: "Syrian government forces", "the rebels", "pro-Assad troops".

use super::context::Context;
use super::scene::{Scene, is_state};
use crate::lexicon::{Class, Role, band, class::any_of, english, is_people};
use std::ops::Range;

const BINDS: u64 =
    any_of(&[Class::Force, Class::Military, Class::Civilian, Class::Faction, Class::Institution, Class::Any]);
/// No names: counting and pointing words.
const COUNTS: u64 =
    any_of(&[Class::Pronoun, Class::Cardinal, Class::Vague, Class::Fraction, Class::HedgeBefore, Class::Part]);

const STOPS: u64 = any_of(&[
    Class::Determiner,
    Class::Preposition,
    Class::Auxiliary,
    Class::Modal,
    Class::Conjunction,
    Class::Speech,
    Class::Weekday,
    Class::Month,
    Class::Negation,
    Class::Place,
    Class::Site,
]);

/// The longest noun phrase about a word of which every end binds: a party, a name, a force, a people.
pub(super) fn around(scene: &Scene, word: usize) -> Range<usize> {
    let sentence = scene.around(word);
    let mut out = word..word + 1;
    for at in (word.saturating_sub(5).max(sentence.start)..word).rev() {
        if stops(scene, at) || acts(scene, at) {
            break;
        }
        out.start = if binds(scene, at) { at } else { out.start };
    }
    for at in word + 1..(word + 4).min(sentence.end) {
        if stops(scene, at) || acts(scene, at) {
            break;
        }
        out.end = if binds(scene, at) { at + 1 } else { out.end };
    }
    out
}

fn binds(scene: &Scene, at: usize) -> bool {
    scene.any(at, BINDS) || scene.capital(at) || scene.party(at).is_some() || scene.role(at).is_some()
}

fn stops(scene: &Scene, at: usize) -> bool {
    let glued = scene.is(at, Class::Genitive);
    let plain = scene.any(at, BINDS) || scene.party(at).is_some();
    !glued && (!scene.wordy(at) || scene.any(at, STOPS) && !plain || back(scene, at))
}

fn acts(scene: &Scene, at: usize) -> bool {
    scene.is(at, Class::Verb) && !scene.any(at, BINDS)
}

fn back(scene: &Scene, at: usize) -> bool {
    matches!(scene.role(at), Some(Role::Back | Role::Own | Role::Person | Role::Statement | Role::Relative))
        && scene.is(at, Class::Pronoun)
}

/// Whom a phrase names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// This party.
    Party(String),
    /// A party that the document tells by this part.
    Role(Role),
    /// A force that the phrase does not assign.
    Force,
    /// People that the phrase does not assign.
    People,
    /// Nobody that is known.
    Nobody,
}

/// Whom a phrase names, by its own words.
pub(super) fn named(scene: &Scene, words: &Range<usize>, context: &Context) -> Named {
    let person = |w| scene.speaker(w).filter(|s| *s != super::scene::OTHER);
    let codes: Vec<&str> = words.clone().filter_map(|w| scene.party(w).or_else(|| person(w))).collect();
    // "Revolutionary Guards" are no revolutionaries
    let free = |w: &usize| scene.party(*w).is_none();
    let roles: Vec<Role> = words.clone().filter(free).filter_map(|w| scene.role(w)).collect();
    let group = codes.iter().rev().find(|c| !is_state(c));
    let state = codes.iter().find(|c| is_state(c)).copied().or_else(|| led(scene, words));
    let opposed =
        roles.iter().any(|r| matches!(r, Role::Opposition | Role::Militant)) && !roles.contains(&Role::Government);
    match (group, state) {
        (Some(group), _) => Named::Party((*group).to_owned()),
        _ if let Some(band) = camp(scene, words, context) => Named::Party(band.to_owned()),
        (None, Some(state)) if opposed => Named::Party(opposition(scene, words, state, context)),
        (None, Some(state)) => Named::Party(state.to_owned()),
        (None, None) => unassigned(scene, words, &roles, context),
    }
}

/// "Kurdish fighters", "the Serbs": the band that a people's fighters are where it happens.
fn camp(scene: &Scene, words: &Range<usize>, context: &Context) -> Option<&'static str> {
    let named = words.clone().map(|w| scene.lower(w)).find(|w| is_people(w))?;
    if words.clone().any(|w| scene.is(w, Class::Civilian)) {
        return None;
    }
    let inside = words.clone().filter_map(|w| scene.party(w)).find_map(|state| band(&named, state));
    inside.or_else(|| band(&named, &context.home_at(scene.sentence(words.start))?))
}

/// "Syrian rebels": the state's opposition where that has a name, else the group that fights there, else as printed.
fn opposition(scene: &Scene, words: &Range<usize>, state: &str, context: &Context) -> String {
    let known = english().opposition(state).map(str::to_owned);
    known.or_else(|| context.opposition_of(state)).unwrap_or_else(|| of_state(scene, words, Some(state)))
}

/// Fighters with the adjective of their state: "Afghan insurgents"; the group where the lexicon has that phrase.
pub(super) fn of_state(scene: &Scene, words: &Range<usize>, state: Option<&str>) -> String {
    let head = words.clone().find(|&w| scene.role(w).is_some()).unwrap_or(words.start);
    let noun = scene.lower(head);
    let lexicon = english();
    let full = state.and_then(|s| lexicon.demonym(s)).map(|adjective| format!("{adjective} {noun}"));
    full.map_or(noun, |phrase| group(&phrase).unwrap_or_else(|| phrase.clone()))
}

fn unassigned(scene: &Scene, words: &Range<usize>, roles: &[Role], context: &Context) -> Named {
    let numbered =
        (words.start.saturating_sub(1)..words.end).any(|w| scene.text(w).starts_with(|c: char| c.is_ascii_digit()));
    let name = capitals(scene, words).filter(|_| !numbered);
    let named = |r: &&Role| {
        **r <= Role::Back
            || matches!(r, Role::Band | Role::Militant)
            || matches!(r, Role::Person | Role::Statement | Role::Relative)
    };
    let role = roles.iter().find(named);
    match (name, role) {
        (Some(name), _) if !context.is_person(&name) => Named::Party(name),
        (_, Some(role)) => Named::Role(*role),
        _ if words.clone().any(|w| scene.any(w, any_of(&[Class::Civilian, Class::Any]))) => Named::People,
        _ if words.clone().any(|w| scene.any(w, BINDS)) => Named::Force,
        _ => Named::Nobody,
    }
}

/// The party of the mention nearest to a word, before it if there is one, whose phrase has the same head and names it:
/// "the rebels" after "Houthi rebels"; far off only where it may be meant on a state's soil.
pub(super) fn headed(scene: &Scene, word: usize, context: &Context, state: Option<&str>) -> Option<String> {
    let head = scene.lower(word);
    let alike = |w: &usize| scene.lower(*w) == head;
    let named = |w: usize| match named(scene, &around(scene, w), context) {
        Named::Party(code) if w.abs_diff(word) <= NEAR || context.may_fight_in(&code, state) => Some(code),
        _ => None,
    };
    let before = (word.saturating_sub(FAR)..word).rev().filter(alike).find_map(named);
    before.or_else(|| (word + 1..(word + FAR).min(scene.len())).filter(alike).find_map(named))
}

const FAR: usize = 300;
/// A band is meant so near whichever land it fights in.
const NEAR: usize = 60;

/// The capitalised name in a phrase: a group that no lexicon has.
fn capitals(scene: &Scene, words: &Range<usize>) -> Option<String> {
    let nameless = |w: usize| {
        scene.any(w, STOPS | COUNTS) || scene.role(w).is_some_and(|r| r != Role::Particle) || scene.land(w).is_some()
    };
    let name = |w: usize| scene.capital(w) && !nameless(w) && !scene.lower(w).ends_with("-backed");
    let opens = |w: usize| w > scene.around(w).start || scene.capital(w + 1);
    let first = words.clone().find(|&w| name(w) && opens(w))?;
    let last = (first..words.end).take_while(|&w| scene.capital(w)).last()?;
    let known = (first..=last).all(|w| scene.any(w, BINDS | Class::Title.bit()));
    (!known).then(|| scene.slice(&(first..last + 1)))
}

/// "Russian-led", "Saudi-backed" is no party of its own; "US-led forces" are the leader's.
fn led(scene: &Scene, words: &Range<usize>) -> Option<&'static str> {
    words.clone().find_map(|w| {
        let lower = scene.lower(w);
        let head = lower.strip_suffix("-led").or_else(|| lower.strip_prefix("pro-"))?.to_owned();
        let lexicon = english();
        let id = lexicon.word(&head);
        let sense =
            [Class::State, Class::Demonym, Class::Group, Class::Surname].iter().find_map(|&c| lexicon.sense(id, c));
        sense.map(|s| lexicon.named[s as usize].side.as_str())
    })
}

/// The group that a phrase names, if the lexicon has it.
fn group(phrase: &str) -> Option<String> {
    crate::extract::with_run(phrase, |run| {
        let found = run.sense(0, Class::Group).filter(|_| run.len() == 1)?;
        Some(run.lexicon.named[found as usize].side.clone())
    })
}
