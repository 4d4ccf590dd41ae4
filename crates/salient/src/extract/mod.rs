//! From a text to its claims in four rooms: recognisers (tokens, numbers, quantities, dates), the reader (which words
//! make claims, with links), the resolver (codes, names, places, days), the claim.
//!
//! Extraction never fails; it returns what was found and counts what was not understood.

pub mod atom;
pub mod attributes;
pub mod claim;
pub mod confidence;
pub mod coverage;
pub mod date;
pub mod document;
pub mod explain;
pub mod interval;
pub mod number;
pub mod predicate;
pub mod quantity;
pub mod reader;
pub mod resolve;
pub mod restated;
pub mod sentence;
pub mod side;
pub mod token;
pub mod unit;

pub use claim::{Claim, Polarity};
pub use document::{Document, Sentence};
pub use predicate::{Extent, Predicate};
pub use side::Side;
pub use unit::Unit;

use atom::Run;

/// Runs a reader over a short text with the English lexicon.
pub fn with_run<T>(text: &str, read: impl FnOnce(&Run) -> T) -> T {
    let lexicon = crate::lexicon::english();
    let (mut tokens, mut atoms) = (Vec::new(), Vec::new());
    token::tokens(lexicon, text, 0, text.len(), &mut tokens);
    atom::atoms(lexicon, &tokens, &mut atoms);
    read(&Run { text, lexicon, atoms: &atoms })
}

impl Document<'_> {
    /// The claims, with speakers, actors and places resolved.
    pub fn claims(&self) -> Vec<Claim> {
        let view = reader::View::new(self);
        let sightings = reader::read(&self.article.text, &view);
        resolve::claims(self, &view, &sightings).into_iter().map(|r| r.claim).collect()
    }
}

/// The reader that makes the claims, with its version: every claim and every run of the record names it.
pub fn reader_version() -> &'static str {
    reader::Reader::shipped_version()
}

/// The claims of an article, in text order.
///
/// ```
/// let article = salient::read::text("a.txt", "Rebels captured the town of Tadef, Syria, the army said.");
/// let claims = salient::extract::claims(&article);
/// assert_eq!(claims[0].predicate, salient::extract::Predicate::Gained);
/// assert_eq!(claims[0].place.as_deref(), Some("Tadef"));
/// ```
pub fn claims(article: &crate::read::Article) -> Vec<Claim> {
    Document::new(article).claims()
}
