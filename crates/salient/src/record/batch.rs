//! What is added to a ledger in one step.

use super::entry::{Id, Kind};
use super::sketch;
use serde::Serialize;

/// A text, kept once by the hash of its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// SHA-256 of the text.
    pub hash: String,
    /// The text.
    pub text: String,
    /// Its sketch, by which near-duplicates are found.
    pub sketch: Vec<u8>,
}

impl Text {
    /// A text with its hash and sketch.
    pub fn new(text: &str) -> Self {
        Self {
            hash: super::entry::sha256(text.as_bytes()),
            text: text.to_owned(),
            sketch: sketch::bytes(&sketch::sketch(&super::copies::report(text))),
        }
    }
}

/// Entries, texts and geometries that are added together.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    /// Kinds and contents, in order.
    pub entries: Vec<(Kind, Id, String)>,
    /// Texts that entries name.
    pub texts: Vec<Text>,
    /// Geometries that entries name: hash and WKB.
    pub shapes: Vec<(String, Vec<u8>)>,
    /// When it is recorded, UTC, RFC 3339.
    pub recorded: String,
}

/// What an append found new.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Appended {
    /// Entries that were not there.
    pub new: usize,
    /// Entries that were.
    pub known: usize,
}

impl Batch {
    /// An empty batch that will be recorded at a time.
    pub fn at(recorded: &str) -> Self {
        Self { recorded: recorded.to_owned(), ..Self::default() }
    }

    /// Adds a statement and gives its id.
    ///
    /// # Panics
    /// Never for the bodies of this crate: they are plain data, which JSON can write.
    pub fn add<T: Serialize>(&mut self, kind: Kind, body: &T) -> Id {
        #[expect(clippy::expect_used, reason = "bodies are plain data")]
        let body = serde_json::to_string(body).expect("plain data");
        let id = Id::of(kind, &body);
        self.entries.push((kind, id.clone(), body));
        id
    }

    /// Takes over all of another batch.
    pub fn extend(&mut self, other: Self) {
        self.entries.extend(other.entries);
        self.texts.extend(other.texts);
        self.shapes.extend(other.shapes);
    }
}
