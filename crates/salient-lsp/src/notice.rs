//! What a client tells.

use crate::server::{Phase, Server};
use crate::start;
use gen_lsp_types::{
    CancelParams, DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
    DidSaveTextDocumentParams, Id, MessageType, PublishDiagnosticsParams, Uri,
};
use lsp_server::{ErrorCode, Notification, RequestId};
use serde::de::DeserializeOwned;

impl Server {
    /// Takes in what the client tells; a notice that cannot be read is named in its log.
    pub(crate) fn notice(&mut self, notice: Notification) {
        if self.phase != Phase::Serving {
            return;
        }
        let method = notice.method.clone();
        if let Err(why) = self.try_notice(notice) {
            self.outbox.log(MessageType::Error, format!("{method}: not understood: {why}"));
        }
    }

    fn try_notice(&mut self, notice: Notification) -> serde_json::Result<()> {
        match notice.method.as_str() {
            "initialized" if self.client.watches => self.outbox.ask("client/registerCapability", start::watch()),
            "textDocument/didOpen" => {
                let told: DidOpenTextDocumentParams = read(notice)?;
                self.texts.open(told.text_document);
            }
            "textDocument/didChange" => self.changed(read(notice)?),
            "textDocument/didSave" => {
                let told: DidSaveTextDocumentParams = read(notice)?;
                if let Some(text) = self.texts.get(&told.text_document.uri) {
                    text.tell = true;
                }
                self.recheck();
            }
            "textDocument/didClose" => {
                let told: DidCloseTextDocumentParams = read(notice)?;
                self.closed(told.text_document.uri);
            }
            "workspace/didChangeWatchedFiles" | "workspace/didChangeConfiguration" => self.recheck(),
            "$/cancelRequest" => self.cancelled(read(notice)?),
            // The protocol has notices that may be passed over, and those that a client must not send unasked.
            _ => {}
        }
        Ok(())
    }

    fn changed(&mut self, told: DidChangeTextDocumentParams) {
        let (version, uri) = (told.text_document.version, told.text_document.text_document_identifier.uri);
        if !self.texts.change(&uri, version, told.content_changes, self.client.encoding) {
            self.outbox.log(MessageType::Error, format!("{uri}: changed, and was not opened"));
        }
    }

    fn closed(&mut self, uri: Uri) {
        for (id, ask) in self.texts.close(&uri) {
            self.outbox.answer(id, ask.closed());
        }
        // What is closed has nothing wrong that anybody sees.
        if !self.client.pulls {
            let (diagnostics, version) = (Vec::new(), None);
            self.outbox
                .notify("textDocument/publishDiagnostics", PublishDiagnosticsParams { uri, version, diagnostics });
        }
    }

    fn cancelled(&mut self, told: CancelParams) {
        let id = match told.id {
            Id::Int(number) => RequestId::from(number),
            Id::String(text) => RequestId::from(text),
        };
        if self.texts.cancel(&id) {
            self.outbox.refuse(id, ErrorCode::RequestCanceled, "taken back");
        }
    }

    /// What is decided about texts may have changed.
    fn recheck(&mut self) {
        self.texts.touch_all();
        if self.client.refreshes {
            self.outbox.ask("workspace/diagnostic/refresh", ());
        }
    }
}

fn read<T: DeserializeOwned>(notice: Notification) -> serde_json::Result<T> {
    serde_json::from_value(notice.params)
}
