//! From what the reader sighted to claims: codes, names, places, days, by rules over data that know no particular war.
//!
//! Each field is one file. A link's probability is summed over all words that mean the same, so that no single mention
//! decides; what the words themselves tell (a known name, a title, a country) is weighed beside it.

mod actor;
mod asserter;
mod claim;
mod confidence;
mod context;
mod day;
mod denial;
mod link;
mod names;
mod phrase;
mod place;
mod same;
mod scene;
mod side;
#[cfg(test)]
mod tests;
mod trace;
mod value;

pub use confidence::Evidence;

use super::claim::{Claim, Spans};
use super::document::Document;
use super::predicate::{Extent, Predicate};
use super::reader::{Sighting, View};
use crate::read::BlockKind;
use context::Context;
use scene::Scene;
use sha2::{Digest, Sha256};

/// A claim with what it rests on.
#[derive(Clone, Debug)]
pub struct Resolved {
    /// The claim.
    pub claim: Claim,
    /// What it rests on.
    pub evidence: Evidence,
    headline: bool,
    sentence: usize,
    word: usize,
}

/// What was made out of one sighting.
struct Parts {
    word: usize,
    predicate: Predicate,
    figure: Option<value::Figure>,
    extent: Option<Extent>,
    place: Option<place::Place>,
    asserter: Option<asserter::Asserter>,
    side: Option<String>,
    actor: Option<String>,
    as_of: Option<String>,
    deny: bool,
    spans: Spans,
    trigger: Option<usize>,
    evidence: Evidence,
}

/// A document with all that resolving a sighting needs.
struct Room<'a> {
    scene: Scene<'a>,
    context: Context,
    hash: String,
}

impl<'a> Room<'a> {
    fn new(document: &'a Document<'a>, view: &'a View) -> Self {
        let scene = Scene::new(document, view);
        let context = Context::new(&scene);
        Self { scene, context, hash: format!("{:x}", Sha256::digest(document.article.text.as_bytes())) }
    }

    fn each(&self, sightings: &[Sighting]) -> Vec<Option<Resolved>> {
        sightings.iter().map(|s| resolved(&self.scene, &self.context, s, &self.hash)).collect()
    }
}

/// The claims of a document, in text order.
pub fn claims(document: &Document, view: &View, sightings: &[Sighting]) -> Vec<Resolved> {
    let room = Room::new(document, view);
    let mut told: Vec<Resolved> = room.each(sightings).into_iter().flatten().collect();
    let denied = denial::denials(&room.scene, &room.context, &told, &room.hash);
    told.extend(denied);
    same::distinct(told)
}

/// What comes of each sighting by itself, in their order.
pub fn each(document: &Document, view: &View, sightings: &[Sighting]) -> Vec<Option<Resolved>> {
    Room::new(document, view).each(sightings)
}

fn resolved(scene: &Scene, context: &Context, sighting: &Sighting, hash: &str) -> Option<Resolved> {
    let mut parts = parts(scene, context, sighting)?;
    parts.spans = spans(scene, sighting, &parts);
    let (word, sentence) = (parts.word, scene.sentence(parts.word));
    let block = scene.document.sentences[sentence].block;
    Some(Resolved {
        claim: claim::build(scene, &parts, hash),
        evidence: parts.evidence,
        headline: scene.document.article.blocks[block].kind == BlockKind::Headline,
        sentence,
        word,
    })
}

fn spans(scene: &Scene, sighting: &Sighting, parts: &Parts) -> Spans {
    let number = parts.figure.as_ref().and_then(|f| trace::bytes(scene, &(parts.word..f.end.max(parts.word + 1))));
    Spans {
        number,
        place: parts.place.as_ref().and_then(|p| trace::bytes(scene, &p.words)),
        actor: trace::of_link(scene, &sighting.actor),
        speaker: parts.asserter.as_ref().and_then(|a| trace::bytes(scene, &a.mention)),
        trigger: trace::of_link(scene, &sighting.trigger),
    }
}

fn parts(scene: &Scene, context: &Context, sighting: &Sighting) -> Option<Parts> {
    let (word, predicate) = (sighting.word, sighting.predicate);
    let figure = value::figure(scene, word, predicate);
    let place = place::place(scene, sighting, figure.is_some());
    if figure.is_none() && (place.is_none() || value::people(predicate)) {
        return None;
    }
    let asserter = asserter::asserter(scene, context, sighting);
    let side = asserter.as_ref().map(|a| side::side(scene, context, sighting, a));
    let asked = actor::Asked {
        sighting,
        side: side.as_ref().map(|s| s.0.as_str()),
        place: place.as_ref().map(|p| p.words.clone()),
        counted: figure.as_ref().and_then(|f| f.noun),
    };
    let (actor, sure) = actor::actor(scene, context, &asked);
    let (as_of, _) = day::as_of(scene, sighting);
    let then = |code: String| context.then(&code, as_of.as_deref());
    let (extent, most) = extent(sighting);
    let evidence = Evidence {
        anchor: sighting.p,
        actor: sure,
        place: place.as_ref().map_or_else(|| link::absent(&sighting.place), |p| p.share),
        asserter: asserter.as_ref().map_or_else(|| link::absent(&sighting.asserter), |a| a.share),
        side: side.as_ref().map_or(1.0, |s| s.1),
        polarity: sighting.deny.max(1.0 - sighting.deny),
        extent: figure.as_ref().map_or(most, |_| 1.0),
    };
    let (extent, trigger) = (figure.is_none().then_some(extent), link::first(&sighting.trigger));
    let (side, deny) = (
        side.map(|s| then(s.0)),
        asserter.as_ref().is_some_and(|a| sighting.deny > 0.5 || denial::follows(scene, &a.mention)),
    );
    Some(Parts {
        word,
        predicate,
        figure,
        extent,
        place,
        asserter,
        side,
        actor: actor.map(then),
        as_of,
        deny,
        spans: Spans::default(),
        trigger,
        evidence,
    })
}

fn extent(sighting: &Sighting) -> (Extent, f32) {
    let best = (0..3).max_by(|&a, &b| sighting.extent[a].total_cmp(&sighting.extent[b]).then(b.cmp(&a))).unwrap_or(0);
    (Extent::ALL[best], sighting.extent[best])
}
