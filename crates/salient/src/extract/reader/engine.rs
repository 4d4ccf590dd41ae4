//! The reader: weights, and the way from a view to sightings.

use super::cache::Cache;
use super::pieces::Vocabulary;
use super::sighting::{Link, Sighting, Span};
use super::window::{Window, input, windows};
use super::{Predicate, View, gate};
use rayon::prelude::*;
use salient_net::{DIGEST, Fault, Net, Raw, SHIPPED, Weights};
use std::sync::OnceLock;

/// Anchors less probable than this are not said.
pub const FLOOR: f32 = 0.1;
/// Words of a link less probable than this are not said, nor more than the most.
const LEAST: f32 = 0.001;
const MOST: usize = 24;

/// A network with its vocabulary; what it read lately is remembered.
#[derive(Debug)]
pub struct Reader {
    version: String,
    vocabulary: Vocabulary,
    net: Net,
    cache: Cache,
}

impl Reader {
    /// The reader in the program. Its weights are first touched when something is to be read.
    ///
    /// # Panics
    /// When the weights in the program are not well formed; a test reads them, so that no release can.
    pub fn shipped() -> &'static Self {
        static READER: OnceLock<Reader> = OnceLock::new();
        READER.get_or_init(|| Self::from_bytes(SHIPPED, DIGEST).expect("the weights in the program are well formed"))
    }

    /// The version of the reader in the program, without touching its weights.
    ///
    /// # Panics
    /// As [`Reader::shipped`].
    pub fn shipped_version() -> &'static str {
        static VERSION: OnceLock<String> = OnceLock::new();
        VERSION.get_or_init(|| version(&Weights::new(SHIPPED).expect("the weights are well formed"), DIGEST))
    }

    /// A reader from a file of weights and the SHA-256 of its bytes.
    pub fn from_bytes(bytes: &'static [u8], digest: &str) -> Result<Self, Fault> {
        let weights = Weights::new(bytes)?;
        let text = weights.text("vocabulary")?;
        let vocabulary =
            Vocabulary::new(text, weights.number("open")?, weights.number("close")?, weights.number("unknown")?);
        Ok(Self { version: version(&weights, digest), vocabulary, net: Net::new(&weights)?, cache: Cache::default() })
    }

    /// The name of the weights and the first letters of their SHA-256.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// What is seen in those sentences of a text that the gate lets through, by word, the most probable first.
    pub fn read(&self, text: &str, view: &View) -> Vec<Sighting> {
        self.sentences(text, view, &gate::open(text, view))
    }

    /// What is seen in the sentences that are marked.
    pub fn sentences(&self, text: &str, view: &View, read: &[bool]) -> Vec<Sighting> {
        let windows = windows(view, read);
        let seen: Vec<Vec<Sighting>> = windows.par_iter().map(|w| self.window(w, text, view)).collect();
        let mut seen = seen.concat();
        seen.sort_by(|a, b| a.word.cmp(&b.word).then(b.p.total_cmp(&a.p)));
        seen
    }

    fn window(&self, window: &Window, text: &str, view: &View) -> Vec<Sighting> {
        let input = input(window, text, view, &self.vocabulary);
        let seen = self.cache.get(input, |input| self.net.read(input, FLOOR).iter().filter_map(sighting).collect());
        seen.iter().map(|s| s.moved(window.first)).collect()
    }
}

/// The reader in the program where anything is to be read, else nothing: a text without claims never wakes it.
pub fn read(text: &str, view: &View) -> Vec<Sighting> {
    let open = gate::open(text, view);
    if open.contains(&true) { Reader::shipped().sentences(text, view, &open) } else { Vec::new() }
}

fn version(weights: &Weights, digest: &str) -> String {
    format!("{}-{}", weights.value("name").unwrap_or("reader"), digest.get(..12).unwrap_or(digest).trim())
}

fn sighting(raw: &Raw) -> Option<Sighting> {
    let link = |i: usize| raw.links.get(i).map(|scores| link(scores)).unwrap_or_default();
    Some(Sighting {
        word: raw.word,
        predicate: *Predicate::ALL.get(raw.kind)?,
        p: raw.p,
        extent: raw.extent,
        deny: raw.deny,
        actor: link(0),
        side: link(1),
        date: link(2),
        trigger: link(3),
        place: Span { start: link(4), end: link(5) },
        asserter: Span { start: link(6), end: link(7) },
    })
}

fn link(scores: &[f32]) -> Link {
    let Some((words, &[none, elsewhere])) = scores.split_last_chunk::<2>() else { return Link::default() };
    let mut words: Vec<(usize, f32)> = words.iter().copied().enumerate().filter(|w| w.1 >= LEAST).collect();
    words.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    words.truncate(MOST);
    Link { words, none, elsewhere }
}
