//! The words that reading is based on: units, hedges, numbers, verbs, titles, states, groups.
//!
//! All of it is data in `lexicon/<lang>/*.toml`, one entry with one example a line; the examples are tests. The data is
//! compiled into the binary and turned into one hash table, once.

pub mod areas;
pub mod build;
pub mod class;
pub mod gate;
pub mod gazetteer;
pub mod list;
mod peoples;
mod roles;
pub mod table;

pub use build::{digest, english, spellings};
pub use class::{Class, Mask};
pub use list::List;
pub use peoples::{band, is_people};
pub use roles::{Role, role};
pub use table::{Case, Form, Frame, Lexicon, Sense, Unit, UnitKind, Verb};
