//! The loop: hears the client and the worker, and says what follows.

use crate::Ended;
use crate::check::{Checked, Depth};
use crate::client::Client;
use crate::diagnostic;
use crate::event::Event;
use crate::open::Texts;
use crate::outbox::Outbox;
use crate::uri;
use crate::worker::Crew;
use gen_lsp_types::{MessageType, PublishDiagnosticsParams};
use lsp_server::Message;
use salient::publish;
use salient_project::Fault;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::mpsc::Receiver;

/// How far a client has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    /// It has said nothing yet.
    New,
    /// It works.
    Serving,
    /// It asked to shut down.
    Closing,
}

/// All that the server knows.
pub(crate) struct Server {
    pub(crate) outbox: Outbox,
    pub(crate) client: Client,
    pub(crate) texts: Texts,
    pub(crate) phase: Phase,
    /// What is shown as wrong in projects' files.
    faults: HashMap<PathBuf, Vec<Fault>>,
}

impl Server {
    /// A server for a client that is yet to begin.
    pub(crate) fn new(outbox: Outbox, crew: Crew) -> Self {
        let (client, texts) = (Client::default(), Texts::new(crew));
        Self { outbox, client, texts, phase: Phase::New, faults: HashMap::new() }
    }

    /// Serves until the client leaves.
    pub(crate) fn run(mut self, inbox: &Receiver<Event>) -> Ended {
        while let Ok(event) = inbox.recv() {
            match event {
                Event::Message(Message::Notification(notice)) if notice.method == "exit" => break,
                Event::Message(Message::Notification(notice)) => self.notice(notice),
                Event::Message(Message::Request(request)) => self.request(request),
                // Nothing that was asked of the client needs its answer.
                Event::Message(Message::Response(_)) => {}
                Event::Refused(answer) => self.outbox.raw(answer),
                Event::Checked(checked) => self.checked(*checked),
                Event::Closed(why) => {
                    if let Some(why) = why {
                        self.outbox.log(MessageType::Error, format!("the connection ends here: {why}"));
                    }
                    break;
                }
            }
        }
        if self.phase == Phase::Closing { Ended::Orderly } else { Ended::Abrupt }
    }

    /// Tells what was found in a text, and answers what waited for it.
    fn checked(&mut self, checked: Checked) {
        if let Some((file, faults)) = checked.project.clone() {
            self.settings(file, faults);
        }
        let Some(text) = self.texts.take(checked) else { return };
        let Some(checked) = text.known().cloned() else { return };
        let version = text.version;
        let all = diagnostic::all(&checked, &self.client);
        let news = all != text.shown;
        text.shown.clone_from(&all);
        // The claims of a text may change nothing of what its figures told.
        if !self.client.pulls && (news || checked.job.depth == Depth::Figures) {
            let told =
                PublishDiagnosticsParams { uri: checked.job.uri.clone(), version: Some(version), diagnostics: all };
            self.outbox.notify("textDocument/publishDiagnostics", told);
        } else if self.client.refreshes && news && checked.whole {
            self.outbox.ask("workspace/diagnostic/refresh", ());
        }
        if checked.whole
            && std::mem::take(&mut text.tell)
            && let Some(line) = summary(&checked)
        {
            self.outbox.log(MessageType::Log, line);
        }
        let mut late = Vec::new();
        for (id, ask) in std::mem::take(&mut text.waiting) {
            match text.enough(&ask, &self.client) {
                Some(enough) => self.outbox.answer(id, ask.answer(enough, version, &self.client)),
                None => late.push((id, ask)),
            }
        }
        let waits = !late.is_empty();
        text.waiting = late;
        if waits {
            self.texts.hurry();
        }
    }

    /// Shows what is wrong in a project's file, at its place there.
    fn settings(&mut self, file: PathBuf, faults: Vec<Fault>) {
        let shown = self.faults.get(&file).map(Vec::as_slice).unwrap_or_default();
        if shown == faults {
            return;
        }
        let diagnostics = faults.iter().map(diagnostic::fault).collect();
        let told = PublishDiagnosticsParams { uri: uri::of(&file), version: None, diagnostics };
        self.outbox.notify("textDocument/publishDiagnostics", told);
        self.faults.insert(file, faults);
    }
}

/// The line on what was read, as `salient check` prints it.
fn summary(checked: &Checked) -> Option<String> {
    let (article, report) = checked.found.as_ref()?;
    let counts = publish::summary(publish::counts(report.findings.iter()));
    Some(format!("{}: {counts}; {}", article.name, report.coverage))
}
