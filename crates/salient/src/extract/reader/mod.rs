//! The learned part: which words make claims, and who, where, when, said by whom.
//!
//! It sees words, not codes or wars: [`View`] is all that it is given, and [`Sighting`]s, words with probabilities, are all
//! that it says. What they mean (codes, names, places, days) is the resolver's to tell.

mod cache;
mod engine;
mod gate;
mod net;
mod pieces;
mod sighting;
#[cfg(test)]
mod tests;
pub mod view;
mod window;

pub use engine::{FLOOR, Reader, read};
pub use gate::open;
pub use net::Fault;
pub use sighting::{Link, Predicate, Sighting, Span};
pub use view::View;

use crate::extract::document::Document;

/// What the reader says of a document, in text order.
pub fn sightings(document: &Document, view: &View) -> Vec<Sighting> {
    let _ = (document, view);
    Vec::new()
}
