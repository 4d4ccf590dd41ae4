//! What the server says, written on a thread of its own: a client that reads slowly holds nothing up.

use crate::wire;
use gen_lsp_types::{LogMessageParams, MessageType};
use lsp_server::{ErrorCode, Message, Notification, Request, RequestId, Response};
use serde::Serialize;
use serde_json::Value;
use std::io::Write;
use std::sync::mpsc::{Sender, channel};
use std::thread::JoinHandle;

/// The way to the client.
pub(crate) struct Outbox {
    to: Sender<Value>,
    asked: i32,
}

/// Opens the way to the client; the thread ends once the outbox is gone and all is written.
pub(crate) fn open(mut output: impl Write + Send + 'static) -> (Outbox, JoinHandle<()>) {
    let (to, messages) = channel::<Value>();
    let write = move || {
        for message in messages {
            if wire::write(&mut output, &message).is_err() {
                return;
            }
        }
    };
    (Outbox { to, asked: 0 }, std::thread::spawn(write))
}

impl Outbox {
    /// Sends what is a whole message.
    pub(crate) fn raw(&self, message: Value) {
        // A client that is gone hears nothing; the loop learns of it by itself.
        let _ = self.to.send(message);
    }

    fn send(&self, message: impl Into<Message>) {
        let mut value = serde_json::to_value(message.into()).unwrap_or_default();
        value["jsonrpc"] = Value::from("2.0");
        self.raw(value);
    }

    /// Answers a request.
    pub(crate) fn answer(&self, id: RequestId, result: impl Serialize) {
        self.send(Response::new_ok(id, result));
    }

    /// Answers a request that cannot be done.
    pub(crate) fn refuse(&self, id: RequestId, code: ErrorCode, message: &str) {
        self.send(Response::new_err(id, code as i32, message.to_owned()));
    }

    /// Tells the client something.
    pub(crate) fn notify(&self, method: &str, params: impl Serialize) {
        self.send(Notification::new(method.to_owned(), params));
    }

    /// Asks the client for something; its answers are not waited for.
    pub(crate) fn ask(&mut self, method: &str, params: impl Serialize) {
        self.asked += 1;
        self.send(Request::new(RequestId::from(self.asked), method.to_owned(), params));
    }

    /// Writes a line into the client's log.
    pub(crate) fn log(&self, kind: MessageType, message: String) {
        self.notify("window/logMessage", LogMessageParams { kind, message });
    }
}
