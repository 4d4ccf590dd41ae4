//! From a text to its claims in four rooms: recognisers (tokens, numbers, quantities, dates), the reader (which words
//! make claims, with links), the resolver (codes, names, places, days), the claim.
//!
//! Extraction never fails; it returns what was found and counts what was not understood.

pub mod atom;
pub mod claim;
pub mod coverage;
pub mod date;
pub mod document;
pub mod interval;
pub mod number;
pub mod quantity;
pub mod reader;
pub mod resolve;
pub mod restated;
pub mod sentence;
pub mod token;

pub use claim::{Claim, Polarity};
pub use document::{Document, Sentence};

use atom::Run;

/// Runs a reader over a short text with the English lexicon.
pub fn with_run<T>(text: &str, read: impl FnOnce(&Run) -> T) -> T {
    let lexicon = crate::lexicon::english();
    let (mut tokens, mut atoms) = (Vec::new(), Vec::new());
    token::tokens(lexicon, text, 0, text.len(), &mut tokens);
    atom::atoms(lexicon, &tokens, &mut atoms);
    read(&Run { text, lexicon, atoms: &atoms })
}

/// The claims of an article, in text order.
///
/// ```
/// let article = salient::read::text("a.txt", "Rebels captured the town of Tadef, Syria, the army said.");
/// let claims = salient::extract::claims(&article);
/// assert_eq!(claims[0].predicate, "gained");
/// assert_eq!(claims[0].place.as_deref(), Some("Tadef"));
/// ```
pub fn claims(article: &crate::read::Article) -> Vec<Claim> {
    Document::new(article).claims()
}
