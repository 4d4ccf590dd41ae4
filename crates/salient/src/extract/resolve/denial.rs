//! "Kyiv denied it": a denial that holds no figure and no place of its own denies what was said before it.

use super::asserter::{self, Asserter};
use super::claim;
use super::context::Context;
use super::phrase;
use super::scene::Scene;
use super::{Resolved, side};
use crate::extract::Side;
use crate::extract::claim::Polarity;
use crate::lexicon::{Class, Form, Role};
use std::ops::Range;

/// How far before its verb a denier may stand, and how far behind it what is denied.
const SUBJECT: usize = 8;
const OBJECT: usize = 4;
/// How far behind a speaker's mention its verb may stand.
const VERB: usize = 3;

/// The claims that a document's denying sentences deny, as claims of their own.
pub(super) fn denials(scene: &Scene, context: &Context, told: &[Resolved], hash: &str) -> Vec<Resolved> {
    let words = (0..scene.len()).filter(|&w| denies(scene, w) && points_back(scene, w));
    words.flat_map(|w| denied(scene, context, told, hash, w)).collect()
}

/// Whether a verb of denial follows a speaker's mention in its sentence: "Kyiv denied that …".
pub(super) fn follows(scene: &Scene, mention: &Range<usize>) -> bool {
    let end = scene.around(mention.start).end;
    let verb = (mention.end..(mention.end + VERB).min(end)).find(|&w| scene.is(w, Class::Speech));
    verb.is_some_and(|w| denies(scene, w))
}

fn denies(scene: &Scene, word: usize) -> bool {
    let Some(sentence) = scene.document.sentences.get(scene.sentence(word)) else { return false };
    let run = scene.document.run(sentence);
    let verb = run.sense(scene.atom(word), Class::Speech);
    verb.is_some_and(|v| run.lexicon.speech[(v >> Form::BITS) as usize].1)
}

/// Whether what is denied is what was said: "it", "the report", "such claims", "which … denied".
fn points_back(scene: &Scene, word: usize) -> bool {
    let sentence = scene.around(word);
    let pointer = |w: usize| matches!(scene.role(w), Some(Role::Statement));
    let behind = (word + 1..(word + 1 + OBJECT).min(sentence.end)).take_while(|&w| scene.wordy(w)).any(pointer);
    let last = !scene.wordy(word + 1) && word + 2 >= sentence.end;
    let before = word.saturating_sub(SUBJECT).max(sentence.start)..word;
    behind || last || before.clone().any(|w| scene.role(w) == Some(Role::Relative))
}

fn denied(scene: &Scene, context: &Context, told: &[Resolved], hash: &str, word: usize) -> Vec<Resolved> {
    let Some((speaker, party)) = denier(scene, context, word) else { return Vec::new() };
    let here = scene.sentence(word);
    let own = |r: &&Resolved| r.sentence == here;
    if told.iter().filter(own).any(|r| r.claim.polarity == Polarity::Deny) {
        return Vec::new();
    }
    let source = if told.iter().any(|r| own(&r)) { here } else { here.wrapping_sub(1) };
    let theirs = |r: &Resolved| r.claim.side.as_ref().and_then(Side::party) == Some(party.as_str());
    let spoken = |r: &Resolved| r.claim.asserter.as_deref() == Some(speaker.name.as_str());
    let before = told.iter().filter(|r| r.sentence == source && (source != here || r.word < word));
    let copy = |r: &Resolved| {
        let (start, end) = claim::quote(scene, word);
        let article = scene.document.article;
        let mut out = r.clone();
        article.text[start..end].clone_into(&mut out.claim.quote);
        (out.claim.start, out.claim.end, out.claim.bytes) =
            (article.point(start), article.end_point(end), (start, end));
        (out.claim.asserter, out.claim.side) = (Some(speaker.name.clone()), Some(Side::from(party.as_str())));
        (out.claim.polarity, out.sentence) = (Polarity::Deny, here);
        out.claim.id = claim::id(&out.claim, hash);
        out
    };
    before.filter(|r| r.claim.polarity == Polarity::Affirm && !theirs(r) && !spoken(r)).map(copy).collect()
}

/// Who denies: the last name, party or body before the verb.
fn denier(scene: &Scene, context: &Context, word: usize) -> Option<(Asserter, String)> {
    let sentence = scene.around(word);
    let low = word.saturating_sub(SUBJECT).max(sentence.start);
    let known =
        |w: &usize| scene.party(*w).is_some() || scene.speaker(*w).is_some() || scene.is(*w, Class::Institution);
    let named = context.names.person_before(word).filter(|n| n.words.end + 1 >= word && n.words.start >= low);
    let at = (low..word).rev().find(known);
    let mention: Range<usize> = named.map(|n| n.words.clone()).or_else(|| at.map(|w| phrase::around(scene, w)))?;
    let speaker = asserter::named(scene, context, &mention);
    let party = side::told(scene, context, &speaker)?;
    Some((speaker, party))
}
