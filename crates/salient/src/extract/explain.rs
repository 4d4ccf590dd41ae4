//! What the reader saw in each sentence and what came of it: how a wrong claim is understood.

use super::claim::Claim;
use super::document::Document;
use super::predicate::Predicate;
use super::reader::{self, Link, Sighting, View};
use super::resolve::{self, Evidence};
use serde::Serialize;

/// Words of a link that are told, at most.
const TOLD: usize = 3;
/// Words less probable than this are not told.
const LEAST: f32 = 0.03;

/// A sentence in which something was seen.
#[derive(Clone, Debug, Serialize)]
pub struct Explained {
    /// The sentence.
    pub sentence: String,
    /// Its first code point in the text as received, and one past its last.
    pub span: [usize; 2],
    /// What was seen in it, in text order.
    pub seen: Vec<Seen>,
}

/// A word that may make a claim.
#[derive(Clone, Debug, Serialize)]
pub struct Seen {
    /// The word.
    pub word: String,
    /// What it may claim.
    pub predicate: Predicate,
    /// How probable that is, 0 to 1.
    pub p: f32,
    /// Its links by name, with their most probable words.
    pub links: Vec<Linked>,
    /// How probable `all`, `part` and `none` are.
    pub extent: [f32; 3],
    /// How probable it is that the asserter denies it.
    pub deny: f32,
    /// What the claim rests on; nothing where no claim came of it.
    pub evidence: Option<Evidence>,
    /// The claim that came of it.
    pub claim: Option<Claim>,
}

/// A link of a claim.
#[derive(Clone, Debug, Serialize)]
pub struct Linked {
    /// `actor`, `place`, …
    pub name: &'static str,
    /// Words and their probabilities.
    pub words: Vec<(String, f32)>,
    /// How probable it is that there is none.
    pub none: f32,
    /// How probable it is that it stands elsewhere; for a side, that it is no party's; for a date, the day of publication.
    pub elsewhere: f32,
}

/// What was seen in a document, sentence by sentence, claims that say the same not yet joined.
///
/// ```
/// let article = salient::read::text("a.txt", "The weather was fine.");
/// assert!(salient::extract::explain::explain(&salient::extract::Document::new(&article)).is_empty());
/// ```
pub fn explain(document: &Document) -> Vec<Explained> {
    let view = View::new(document);
    let sightings = reader::read(&document.article.text, &view);
    let resolved = resolve::each(document, &view, &sightings);
    let mut out: Vec<Explained> = Vec::new();
    for (sighting, resolved) in sightings.iter().zip(resolved) {
        let Some(words) = view.sentences.iter().find(|s| s.contains(&sighting.word)) else { continue };
        let (first, last) = (view.words[words.start].start as usize, view.words[words.end - 1].end as usize);
        let span = [document.article.point(first), document.article.end_point(last)];
        let (claim, evidence) = resolved.map(|r| (r.claim, r.evidence)).unzip();
        let seen = seen(document, &view, sighting, claim, evidence);
        if let Some(known) = out.last_mut().filter(|e| e.span == span) {
            known.seen.push(seen);
        } else {
            out.push(Explained { sentence: document.article.text[first..last].to_owned(), span, seen: vec![seen] });
        }
    }
    out
}

fn seen(
    document: &Document,
    view: &View,
    sighting: &Sighting,
    claim: Option<Claim>,
    evidence: Option<Evidence>,
) -> Seen {
    let text = |word: usize| {
        let words = view.words.get(word);
        words.map_or("", |w| &document.article.text[w.start as usize..w.end as usize]).to_owned()
    };
    let linked = |name: &'static str, link: &Link| Linked {
        name,
        words: link.words.iter().filter(|w| w.1 >= LEAST).take(TOLD).map(|&(w, p)| (text(w), p)).collect(),
        none: link.none,
        elsewhere: link.elsewhere,
    };
    let s = sighting;
    Seen {
        word: text(s.word),
        predicate: s.predicate,
        p: s.p,
        links: vec![
            linked("trigger", &s.trigger),
            linked("actor", &s.actor),
            linked("place from", &s.place.start),
            linked("place to", &s.place.end),
            linked("asserter from", &s.asserter.start),
            linked("asserter to", &s.asserter.end),
            linked("side", &s.side),
            linked("date", &s.date),
        ],
        extent: s.extent,
        deny: s.deny,
        evidence,
        claim,
    }
}
