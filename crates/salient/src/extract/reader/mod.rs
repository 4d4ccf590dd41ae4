//! The learned part: which words make claims, and who, where, when, said by whom.
//!
//! It sees words, not codes or wars: [`View`] is all that it is given, and [`Sighting`]s, words with probabilities, are all
//! that it says. What they mean (codes, names, places, days) is the resolver's to tell.

mod sighting;
pub mod view;

pub use crate::extract::predicate::Predicate;
pub use sighting::{Link, Sighting, Span};
pub use view::View;
