//! Where in the text a claim's parts stand, and in what tense it is told: what checks need and must not read again.

use super::scene::Scene;
use crate::extract::reader::{Link, Sighting};
use crate::lexicon::{Class, Form, Role};
use std::ops::Range;

/// A stretch of the clean text, in bytes.
pub type Bytes = (usize, usize);

/// Where a claim's parts are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Spans {
    /// The number, from its first word.
    pub number: Option<Bytes>,
    /// The place.
    pub place: Option<Bytes>,
    /// The mention of the actor that weighs most.
    pub actor: Option<Bytes>,
    /// The mention of the speaker.
    pub speaker: Option<Bytes>,
    /// The verb or noun that states it.
    pub trigger: Option<Bytes>,
}

/// In what tense a claim is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Tense {
    /// "holds": it stands.
    #[default]
    Stands,
    /// "has taken": it has happened.
    Happened,
    /// "took": it is told of the past.
    Past,
}

/// The bytes of a stretch of words.
pub(super) fn bytes(scene: &Scene, words: &Range<usize>) -> Option<Bytes> {
    let first = scene.view.words.get(words.start)?;
    let last = scene.view.words.get(words.end.checked_sub(1)?)?;
    Some((first.start as usize, last.end as usize))
}

/// The bytes of a link's most probable word.
pub(super) fn of_link(scene: &Scene, link: &Link) -> Option<Bytes> {
    let word = super::link::first(link)?;
    bytes(scene, &(word..word + 1))
}

/// The tense of the verb that states it.
pub(super) fn tense(scene: &Scene, sighting: &Sighting) -> Tense {
    let Some(trigger) = super::link::first(&sighting.trigger) else { return Tense::Stands };
    let sentence = scene.around(trigger);
    let helpers = trigger.saturating_sub(4).max(sentence.start)..trigger;
    let perfect = helpers.clone().any(|w| scene.role(w) == Some(Role::Perfect));
    let passive = helpers.clone().any(|w| scene.role(w) == Some(Role::Was));
    let bits = scene.verb(trigger).map_or(0, |v| v & ((1 << Form::BITS) - 1));
    let past = passive || bits & Form::PAST != 0 && !helpers.clone().any(|w| scene.is(w, Class::Be));
    if perfect {
        Tense::Happened
    } else if past {
        Tense::Past
    } else {
        Tense::Stands
    }
}

/// Whether a sentence tells a running total: "since", "so far", "the toll".
pub(super) fn total(scene: &Scene, word: usize) -> bool {
    scene.around(word).any(|w| scene.role(w) == Some(Role::Total))
}
