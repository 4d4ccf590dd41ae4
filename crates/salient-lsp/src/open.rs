//! The texts that are open, and the order in which they are checked.

use crate::answer::Ask;
use crate::check::{Checked, Job};
use crate::lines::{Encoding, Lines};
use crate::uri;
use gen_lsp_types::{TextDocumentContentChangeEvent, TextDocumentItem, Uri};
use lsp_server::RequestId;
use std::collections::{HashMap, VecDeque};
use std::sync::Arc;
use std::sync::mpsc::Sender;

/// A text that is open.
pub(crate) struct Open {
    uri: Uri,
    /// The client's version.
    pub(crate) version: i32,
    language: String,
    lines: Arc<Lines>,
    /// Changes so far, of the text or of what is decided about it.
    generation: u64,
    /// The last that was found.
    checked: Option<Arc<Checked>>,
    /// Requests that wait for the text as it is now to be checked.
    pub(crate) waiting: Vec<(RequestId, Ask)>,
    /// What was read is told when it is checked next.
    pub(crate) tell: bool,
}

impl Open {
    /// What was found in the text as it is now; nothing while it has not been checked.
    pub(crate) fn current(&self) -> Option<&Arc<Checked>> {
        self.checked.as_ref().filter(|c| c.job.generation == self.generation)
    }

    fn job(&self) -> Job {
        Job {
            uri: self.uri.clone(),
            path: uri::path(&self.uri),
            language: self.language.clone(),
            generation: self.generation,
            lines: Arc::clone(&self.lines),
        }
    }
}

/// All of them.
pub(crate) struct Texts {
    open: HashMap<Uri, Open>,
    queue: VecDeque<Uri>,
    busy: bool,
    jobs: Sender<Job>,
    /// Generations of all texts ever: one that is opened again is not taken for what it was.
    generations: u64,
}

impl Texts {
    /// No text; what is to be checked goes to `jobs`.
    pub(crate) fn new(jobs: Sender<Job>) -> Self {
        Self { open: HashMap::new(), queue: VecDeque::new(), busy: false, jobs, generations: 0 }
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
        let text =
            Open { uri: uri.clone(), version, language, lines, generation: 0, checked: None, waiting, tell: true };
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
        self.queue.retain(|u| u != uri);
        self.open.remove(uri).map(|text| text.waiting).unwrap_or_default()
    }

    /// Checks a text before all others.
    fn touch(&mut self, uri: &Uri) {
        self.generations += 1;
        if let Some(text) = self.open.get_mut(uri) {
            text.generation = self.generations;
        }
        self.queue.retain(|u| u != uri);
        self.queue.push_front(uri.clone());
        self.go();
    }

    /// Checks all texts again.
    pub(crate) fn touch_all(&mut self) {
        let all: Vec<Uri> = self.open.keys().cloned().collect();
        all.iter().for_each(|uri| self.touch(uri));
    }

    /// Hands on the next text, if none is being checked: of one that changes meanwhile only the last state is.
    fn go(&mut self) {
        if self.busy {
            return;
        }
        let next = self.queue.pop_front().and_then(|uri| self.open.get(&uri).map(Open::job));
        self.busy = next.is_some_and(|job| self.jobs.send(job).is_ok());
    }

    /// Takes what was found; the text, if it is still as it was checked.
    pub(crate) fn take(&mut self, checked: Checked) -> Option<&mut Open> {
        self.busy = false;
        self.go();
        let text = self.open.get_mut(&checked.job.uri).filter(|t| t.generation == checked.job.generation)?;
        text.checked = Some(Arc::new(checked));
        Some(text)
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
