//! For whom the asserter speaks: the link's sum by party, beside what the mention's own words and the name's titles say.

use super::asserter::Asserter;
use super::context::Context;
use super::link::tally;
use super::names::Name;
use super::phrase::{self, Named};
use super::scene::{OTHER, Scene};
use crate::extract::reader::Sighting;
use crate::lexicon::{Class, Role};
use std::ops::Range;

/// How much each source counts beside the link's own sum: a person or body that the lexicon knows, a party in the name,
/// the place of a ministry, an army or ministry without either, a party beside the name, a bare title, a word for those who
/// are no party.
const KNOWN: f32 = 2.0;
const SAID: f32 = 1.2;
const SEATED: f32 = 1.0;
const STATE: f32 = 0.8;
const TITLED: f32 = 0.5;
const OFFICE: f32 = 0.3;
const NEUTRAL: f32 = 0.8;

/// The side with its share.
pub(super) fn side(scene: &Scene, context: &Context, sighting: &Sighting, asserter: &Asserter) -> (String, f32) {
    let link = &sighting.side;
    let linked = link.words.iter().filter_map(|&(w, p)| Some((of_word(scene, context, w)?, p)));
    let mut votes: Vec<(String, f32)> = linked.collect();
    votes.push((OTHER.to_owned(), link.elsewhere));
    let own = of_mention(scene, context, &asserter.words);
    votes.extend(own.or_else(|| of_mention(scene, context, &asserter.mention)));
    votes.extend(titled(scene, context, asserter));
    let total: f32 = votes.iter().map(|v| v.1).sum();
    let best = tally(votes).into_iter().next();
    best.map_or((OTHER.to_owned(), 0.2), |c| (c.what, c.mass / total.max(0.01)))
}

/// The side that a speaker's own words and titles tell, without a link.
pub(super) fn told(scene: &Scene, context: &Context, asserter: &Asserter) -> Option<String> {
    let own = of_mention(scene, context, &asserter.words).or_else(|| of_mention(scene, context, &asserter.mention));
    own.or_else(|| titled(scene, context, asserter)).map(|vote| vote.0)
}

fn of_word(scene: &Scene, context: &Context, word: usize) -> Option<String> {
    let known = scene.speaker(word).map(str::to_owned);
    known.or_else(|| match phrase::named(scene, &phrase::around(scene, word), context) {
        Named::Party(code) if scene.party(word).is_some() => Some(code),
        _ => scene.party(word).or_else(|| scene.land(word)).map(str::to_owned),
    })
}

/// What the words of a mention tell: a known person or body, a party, a part in the war.
fn of_mention(scene: &Scene, context: &Context, words: &Range<usize>) -> Option<(String, f32)> {
    if let Some(side) = words.clone().find_map(|w| scene.speaker(w)) {
        return Some((side.to_owned(), KNOWN));
    }
    if words.clone().any(|w| scene.role(w) == Some(Role::Neutral)) {
        return Some((OTHER.to_owned(), NEUTRAL));
    }
    match phrase::named(scene, words, context) {
        Named::Party(code) if words.clone().any(|w| scene.party(w).is_some()) => Some((code, SAID)),
        Named::Role(Role::Opposition) => context.opposition().map(|code| (code, SAID)),
        _ if body(scene, words) && words.clone().any(|w| scene.land(w).is_some()) => {
            words.clone().find_map(|w| scene.land(w)).map(|code| (code.to_owned(), SEATED))
        }
        Named::Role(Role::Government) => context.home.clone().map(|code| (code, STATE)),
        _ => None,
    }
}

/// Whether a mention is of a body: "Gaza's health ministry".
fn body(scene: &Scene, words: &Range<usize>) -> bool {
    words.clone().any(|w| scene.is(w, Class::Institution))
}

/// "Ukraine's top general, X", "X, a Russian official": the party beside any printing of the name.
fn titled(scene: &Scene, context: &Context, asserter: &Asserter) -> Option<(String, f32)> {
    let lower: Vec<String> = asserter.words.clone().map(|w| scene.lower(w)).filter(|w| w != ".").collect();
    let party = |n: &Name| beside(scene, &n.words);
    let found = context.names.mentions(&lower).find_map(party).map(|code| (code, TITLED));
    let office = |n: &Name| (n.words.start.saturating_sub(3)..n.words.start).any(|w| scene.is(w, Class::Title));
    let officer = || context.names.mentions(&lower).any(office).then(|| context.home.clone()).flatten();
    found.or_else(|| officer().map(|code| (code, OFFICE)))
}

fn beside(scene: &Scene, name: &Range<usize>) -> Option<String> {
    let sentence = scene.around(name.start);
    let before = name.start.saturating_sub(8).max(sentence.start)..name.start;
    let titles = before.clone().any(|w| scene.is(w, Class::Title));
    let ahead = before.rev().take_while(|&w| scene.text(w) != "," && !scene.is(w, Class::Speech));
    let ahead: Vec<usize> = ahead.filter(|_| titles).collect();
    let apposed = scene.text(name.end) == ",";
    let behind = (name.end + 1..(name.end + 14).min(sentence.end)).take_while(|&w| scene.text(w) != ",");
    let behind: Vec<usize> = behind.filter(|_| apposed).collect();
    let office = behind.iter().any(|&w| scene.any(w, Class::Title.bit() | Class::Institution.bit()));
    let known = |w: &usize| scene.party(*w).or_else(|| scene.land(*w)).map(str::to_owned);
    let neutral = |w: &usize| (scene.role(*w) == Some(Role::Neutral)).then(|| OTHER.to_owned());
    let first = ahead.iter().rev().find_map(|w| neutral(w).or_else(|| known(w)));
    first.or_else(|| behind.iter().find_map(neutral)).or_else(|| behind.iter().filter(|_| office).find_map(known))
}
