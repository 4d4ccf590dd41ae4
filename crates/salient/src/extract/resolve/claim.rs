//! The one place where a claim is put together.

use super::Parts;
use super::scene::Scene;
use crate::extract::claim::{Claim, Polarity};
use crate::extract::quantity::Hedge;
use sha2::{Digest, Sha256};

/// A claim from what was made out of a sighting.
pub(super) fn build(scene: &Scene, parts: &Parts, hash: &str) -> Claim {
    let article = scene.document.article;
    let (start, end) = quote(scene, parts.word);
    let figure = parts.figure.as_ref();
    let mut claim = Claim {
        quote: article.text[start..end].to_owned(),
        predicate: parts.predicate.name().to_owned(),
        actor: parts.actor.clone(),
        place: parts.place.as_ref().map(|p| p.name.clone()),
        low: figure.map(|f| f.low),
        high: figure.map(|f| f.high),
        unit: figure.map(|f| f.unit.clone()),
        hedge: figure.map_or(Hedge::None, |f| f.hedge),
        of: figure.and_then(|f| f.of.clone()),
        extent: parts.extent.map(str::to_owned),
        restated: figure.map(|f| f.restated.clone()).unwrap_or_default(),
        asserter: parts.asserter.as_ref().map(|a| a.name.clone()),
        side: parts.side.clone(),
        polarity: if parts.deny { Polarity::Deny } else { Polarity::Affirm },
        as_of: parts.as_of.clone(),
        document: article.name.clone(),
        start: article.point(start),
        end: article.end_point(end),
        id: String::new(),
        reading: figure.map(|f| f.reading),
        bytes: (start, end),
    };
    claim.id = id(&claim, hash);
    claim
}

/// The bytes of the sentence of a word.
pub(super) fn quote(scene: &Scene, word: usize) -> (usize, usize) {
    let words = scene.around(word);
    let ends = scene.view.words.get(words.start).zip(scene.view.words.get(words.end.wrapping_sub(1)));
    ends.map_or((0, 0), |(first, last)| (first.start as usize, last.end as usize))
}

/// A hash of the document and the claim.
pub(super) fn id(claim: &Claim, hash: &str) -> String {
    let content = format!(
        "{hash}|{}|{}|{}|{:?}|{:?}|{:?}|{:?}",
        claim.start, claim.end, claim.predicate, claim.actor, claim.place, claim.low, claim.asserter
    );
    format!("{:x}", Sha256::digest(content.as_bytes()))[..16].to_owned()
}
