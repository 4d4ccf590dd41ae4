//! The texts that are open, with what was found in them.

use crate::answer::Ask;
use crate::carry::carry;
use crate::check::{Checked, Depth, Job};
use crate::client::Client;
use crate::lines::{Encoding, Lines};
use crate::uri;
use crate::worker::Crew;
use gen_lsp_types::{Diagnostic, TextDocumentContentChangeEvent, TextDocumentItem, Uri};
use lsp_server::RequestId;
use std::collections::HashMap;
use std::sync::Arc;

/// A text that is open.
pub(crate) struct Open {
    uri: Uri,
    /// The client's version.
    pub(crate) version: i32,
    language: String,
    lines: Arc<Lines>,
    /// Changes so far, of the text or of what is decided about it.
    generation: u64,
    /// The last that was found of figures, with what was known of claims.
    quick: Option<Arc<Checked>>,
    /// The last that was found by all rules.
    whole: Option<Arc<Checked>>,
    /// The diagnostics that the client was shown last.
    pub(crate) shown: Vec<Diagnostic>,
    /// Requests that wait for the text as it is now to be checked.
    pub(crate) waiting: Vec<(RequestId, Ask)>,
    /// What was read is told when it is checked next.
    pub(crate) tell: bool,
}

impl Open {
    /// What all rules found in the text as it is now; nothing while they have not run.
    pub(crate) fn whole(&self) -> Option<&Arc<Checked>> {
        self.whole.as_ref().filter(|c| c.job.generation == self.generation)
    }

    /// What is known of the text as it is now.
    pub(crate) fn known(&self) -> Option<&Arc<Checked>> {
        let quick = || self.quick.as_ref().filter(|c| c.job.generation == self.generation);
        self.whole().or_else(quick)
    }

    /// What was found, if that is enough to answer a request: claims may be yet to be read.
    pub(crate) fn enough(&self, ask: &Ask, client: &Client) -> Option<&Arc<Checked>> {
        match ask {
            Ask::Diagnostics(_) if client.refreshes => self.known(),
            Ask::Actions(_) => self.known(),
            _ => self.whole(),
        }
    }

    /// Keeps what was found in the text as it is now. Whether it tells more than what is there.
    fn keep(&mut self, mut checked: Checked) -> bool {
        if checked.job.generation != self.generation || self.whole().is_some() {
            return false;
        }
        if checked.whole {
            self.whole = Some(Arc::new(checked));
        } else {
            self.whole.iter().for_each(|before| carry(before, &mut checked));
            self.quick = Some(Arc::new(checked));
        }
        true
    }

    fn job(&self) -> Job {
        Job {
            uri: self.uri.clone(),
            path: uri::path(&self.uri),
            language: self.language.clone(),
            generation: self.generation,
            lines: Arc::clone(&self.lines),
            depth: Depth::Figures,
        }
    }
}

/// All of them.
pub(crate) struct Texts {
    open: HashMap<Uri, Open>,
    crew: Crew,
    /// Generations of all texts ever: one that is opened again is not taken for what it was.
    generations: u64,
}

impl Texts {
    /// No text; those that come are checked by the crew.
    pub(crate) fn new(crew: Crew) -> Self {
        Self { open: HashMap::new(), crew, generations: 0 }
    }

    /// A text that is open.
    pub(crate) fn get(&mut self, uri: &Uri) -> Option<&mut Open> {
        self.open.get_mut(uri)
    }

    /// Opens a text.
    pub(crate) fn open(&mut self, item: TextDocumentItem) {
        let (uri, lines) = (item.uri, Arc::new(Lines::new(item.text)));
        let language = String::from(item.language_id);
        let (version, waiting) = (item.version, Vec::new());
        let (quick, whole, shown) = (None, None, Vec::new());
        let text = Open {
            uri: uri.clone(),
            version,
            language,
            lines,
            generation: 0,
            quick,
            whole,
            shown,
            waiting,
            tell: true,
        };
        self.open.insert(uri.clone(), text);
        self.touch(&uri);
    }

    /// Changes a text, step by step. Whether it is open.
    pub(crate) fn change(
        &mut self,
        uri: &Uri,
        version: i32,
        changes: Vec<TextDocumentContentChangeEvent>,
        encoding: Encoding,
    ) -> bool {
        let Some(text) = self.open.get_mut(uri) else { return false };
        text.version = version;
        let lines = Arc::make_mut(&mut text.lines);
        for change in changes {
            match change {
                TextDocumentContentChangeEvent::TextDocumentContentChangePartial(part) => {
                    lines.replace(lines.bytes(part.range, encoding), &part.text);
                }
                TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(whole) => {
                    *lines = Lines::new(whole.text);
                }
            }
        }
        self.touch(uri);
        true
    }

    /// Closes a text; the requests that waited for it.
    pub(crate) fn close(&mut self, uri: &Uri) -> Vec<(RequestId, Ask)> {
        self.crew.remove(uri);
        self.open.remove(uri).map(|text| text.waiting).unwrap_or_default()
    }

    /// Checks a text before all others.
    fn touch(&mut self, uri: &Uri) {
        self.generations += 1;
        if let Some(text) = self.open.get_mut(uri) {
            text.generation = self.generations;
            self.crew.put(text.job());
        }
    }

    /// Somebody waits for claims.
    pub(crate) fn hurry(&self) {
        self.crew.hurry();
    }

    /// Checks all texts again.
    pub(crate) fn touch_all(&mut self) {
        let all: Vec<Uri> = self.open.keys().cloned().collect();
        all.iter().for_each(|uri| self.touch(uri));
    }

    /// Takes what was found; the text, if that tells something new about it.
    pub(crate) fn take(&mut self, checked: Checked) -> Option<&mut Open> {
        let (uri, whole, generation) = (checked.job.uri.clone(), checked.whole, checked.job.generation);
        let text = self.open.get_mut(&uri)?;
        if whole && generation == text.generation {
            self.crew.settled(&uri);
        }
        text.keep(checked).then_some(text)
    }

    /// Takes back a request that waits. Whether one does.
    pub(crate) fn cancel(&mut self, id: &RequestId) -> bool {
        self.open.values_mut().any(|text| {
            let before = text.waiting.len();
            text.waiting.retain(|(waiting, _)| waiting != id);
            text.waiting.len() < before
        })
    }
}
