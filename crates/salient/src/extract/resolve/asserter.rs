//! Who says it: the name that the reader points at, in the fullest form that the document prints.

use super::context::Context;
use super::link::{absent, stretches, tally};
use super::names::{Name, untitled};
use super::scene::Scene;
use crate::extract::reader::Sighting;
use crate::lexicon::{Class, Role, class::any_of};
use std::ops::Range;

const LONGEST: usize = 14;

/// A speaker that was made out.
#[derive(Clone, Debug)]
pub(super) struct Asserter {
    /// The fullest name.
    pub(super) name: String,
    /// The words of the mention that the reader points at.
    pub(super) mention: Range<usize>,
    /// The words of the name.
    pub(super) words: Range<usize>,
    /// Its share of the link.
    pub(super) share: f32,
}

/// The speaker of a claim; `None` for the text's own voice.
pub(super) fn asserter(scene: &Scene, context: &Context, sighting: &Sighting) -> Option<Asserter> {
    let found = stretches(&sighting.asserter, LONGEST);
    let named: Vec<(Range<usize>, Range<usize>, f32)> =
        found.into_iter().map(|(words, p)| (fullest(scene, context, &words), words, p)).collect();
    let ranked = tally(named.iter().map(|(name, _, p)| (scene.slice(name), *p)));
    let best = ranked.into_iter().next().filter(|b| b.mass >= absent(&sighting.asserter))?;
    let (words, mention, _) = named.into_iter().find(|(name, ..)| scene.slice(name) == best.what)?;
    Some(Asserter { name: best.what, mention, words, share: best.mass.min(1.0) })
}

/// The speaker behind a mention that no link gave.
pub(super) fn named(scene: &Scene, context: &Context, mention: &Range<usize>) -> Asserter {
    let words = fullest(scene, context, mention);
    Asserter { name: scene.slice(&words), mention: mention.clone(), words, share: 0.5 }
}

/// The words of the fullest name that a mention stands for.
fn fullest(scene: &Scene, context: &Context, mention: &Range<usize>) -> Range<usize> {
    let plain = tidy(scene, mention);
    let bare = untitled(scene, &plain);
    let names = &context.names;
    let lower: Vec<String> = bare.clone().map(|w| scene.lower(w)).filter(|w| w != ".").collect();
    let capital =
        bare.clone().any(|w| scene.capital(w) && !scene.is(w, Class::Determiner) && w > scene.around(w).start)
            || bare.clone().any(|w| scene.capital(w) && !scene.any(w, COMMON));
    let found = if capital {
        names.fullest(&lower).filter(|n| n.words.len() > bare.len()).or_else(|| short(scene, context, &bare))
    } else {
        pointed(scene, context, &plain)
    };
    found.map_or(if capital { bare } else { plain }, |n| n.words.clone())
}

const COMMON: u64 =
    any_of(&[Class::Pronoun, Class::Title, Class::Institution, Class::Force, Class::Determiner, Class::Sources]);

/// "ISW": a name that is one word in capitals, spelt out elsewhere.
fn short<'c>(scene: &Scene, context: &'c Context, words: &Range<usize>) -> Option<&'c Name> {
    let text = scene.slice(words);
    let upper = words.len() == 1 && text.len() > 2 && !text.chars().any(char::is_lowercase);
    upper.then(|| context.names.spelt_out(&text)).flatten()
}

/// The name behind a pronoun, a title or a body: "he", "the general", "the ministry".
fn pointed<'c>(scene: &Scene, context: &'c Context, words: &Range<usize>) -> Option<&'c Name> {
    let head = words.clone().rev().find(|&w| scene.wordy(w))?;
    let names = &context.names;
    let he = scene.role(head) == Some(Role::Person);
    let back = he || matches!(scene.role(head), Some(Role::Back | Role::Own | Role::Statement | Role::Relative));
    let single = words.len() == 1;
    let body = scene.any(head, any_of(&[Class::Institution, Class::Force])) && single;
    match (back && single, scene.is(head, Class::Title) && single, body) {
        (true, ..) if he => names.speaker(head, true),
        (true, ..) => names.speaker(head, false),
        (_, true, _) => bearer(scene, context, head),
        (.., true) => names.headed(&scene.lower(head), head),
        _ => None,
    }
}

/// The last person before a title who is given that title.
fn bearer<'c>(scene: &Scene, context: &'c Context, title: usize) -> Option<&'c Name> {
    let wanted = scene.lower(title);
    let near = |n: &Name| {
        let before = n.words.start.saturating_sub(4)..n.words.start;
        let behind = n.words.end..(n.words.end + 8).min(scene.len());
        before.chain(behind).any(|w| w != title && scene.lower(w).ends_with(&wanted))
    };
    let people = || context.names.all().iter().rev().filter(|n| n.is_person() && n.words.end <= title);
    people().find(|n| near(n))
}

/// A mention without the article before it, marks around it and the genitive behind it.
fn tidy(scene: &Scene, words: &Range<usize>) -> Range<usize> {
    let bare = |w: &usize| scene.is(*w, Class::Determiner) && !scene.is(*w, Class::Pronoun) || !scene.wordy(*w);
    let start = words.clone().find(|w| !bare(w)).unwrap_or(words.start);
    let marks = |w: &usize| {
        scene.any(*w, any_of(&[Class::Genitive, Class::Auxiliary, Class::Adverb])) && *w > words.start
            || !scene.wordy(*w) && scene.text(*w) != "."
    };
    let end = (start + 1..=words.end).rev().find(|e| !marks(&(e - 1))).unwrap_or(words.end);
    start..end
}
