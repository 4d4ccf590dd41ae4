//! The learned part: which words make claims, and who, where, when, said by whom.
//!
//! It sees words, not codes or wars: [`View`] is all that it is given, and [`Sighting`]s, words with probabilities, are all
//! that it says. What they mean (codes, names, places, days) is the resolver's to tell.

mod cache;
mod engine;
mod gate;
mod pieces;
mod sighting;
#[cfg(test)]
mod tests;
pub mod view;
mod window;

pub use crate::extract::predicate::Predicate;
pub use engine::{FLOOR, Reader, read};
pub use gate::open;
pub use salient_net::Fault;
pub use sighting::{Link, Sighting, Span};
pub use view::View;
