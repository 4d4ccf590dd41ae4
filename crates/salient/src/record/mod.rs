//! The record: an append-only ledger of articles, claims, maps and corrections.
//!
//! An [`Entry`] is one statement: its kind, its content as canonical JSON, and the hash of both as its id. The same
//! content has the same id everywhere, so an entry that is added twice is there once, in whatever order things came.
//! Entries are chained by hash in the order of recording; [`verify`] proves that nothing was altered or lost. Texts and
//! geometries are kept beside, once each, by the hash of their content.
//!
//! Nothing is updated in place: a correction is an entry that names what it corrects, a merge of two names is an entry
//! too, and both take effect when the record is read ([`View`]), never in what is stored.
//!
//! Where entries are kept is a store's matter: [`Memory`] here, SQLite and PostgreSQL in the ledger's crate. All pass
//! [`conform`].

mod article;
mod batch;
pub mod body;
pub mod conform;
pub mod copies;
mod entry;
pub mod identity;
pub mod maps;
mod memory;
mod origin;
pub mod sketch;
pub mod utterance;
pub mod verify;
pub mod view;

pub(crate) use article::Points;
pub use article::{body_of, received, run, statements};
pub use batch::{Appended, Batch, Text};
pub use entry::{Entry, Id, Kind, chain, sha256};
pub use memory::Memory;
pub use origin::{Origin, Status};
pub use verify::verify;
pub use view::View;

use std::fmt;

/// Why a ledger could not be read or written.
#[derive(Debug)]
pub struct Error(pub String);

impl Error {
    /// From anything that says what is wrong.
    pub fn new(reason: impl fmt::Display) -> Self {
        Self(reason.to_string())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Error {}

/// What is done with each entry of a scan.
pub type Each<'a> = &'a mut dyn FnMut(Entry) -> Result<(), Error>;
/// What is done with each text's hash and sketch.
pub type EachSketch<'a> = &'a mut dyn FnMut(String, Vec<u8>) -> Result<(), Error>;

/// A store of entries. [`conform::suite`] says what it must do.
pub trait Ledger {
    /// Adds what is new of a batch, all of it or nothing; on return it is durable.
    fn append(&mut self, batch: &Batch) -> Result<Appended, Error>;
    /// The entry with an id.
    fn get(&self, id: &Id) -> Result<Option<Entry>, Error>;
    /// Every entry of a kind, or of all kinds, in the order of recording.
    fn scan(&self, kind: Option<Kind>, each: Each) -> Result<(), Error>;
    /// A text by its hash.
    fn text(&self, hash: &str) -> Result<Option<String>, Error>;
    /// Every text's hash and sketch.
    fn sketches(&self, each: EachSketch) -> Result<(), Error>;
    /// A geometry by its hash, as WKB.
    fn shape(&self, hash: &str) -> Result<Option<Vec<u8>>, Error>;
    /// Hashes of texts that hold all the words, best first, at most `most`.
    fn search(&self, words: &str, most: usize) -> Result<Vec<String>, Error>;
    /// The last entry's number and link; zero and nothing for an empty ledger.
    fn head(&self) -> Result<(u64, String), Error>;
    /// Makes what other programs see tell of the record as it is, if it does not; whether anything was made. `parties` are
    /// those of each conflict, in the order that gives them their colours.
    fn show(&mut self, _parties: &[Vec<String>]) -> Result<bool, Error> {
        Ok(false)
    }
}
