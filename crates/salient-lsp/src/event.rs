//! What the server's loop hears: the client's messages, and texts that have been checked.

use crate::check::Checked;
use crate::wire;
use lsp_server::Message;
use serde_json::Value;
use std::io::BufRead;
use std::sync::mpsc::Sender;

/// One thing that happened.
pub(crate) enum Event {
    /// The client says something.
    Message(Message),
    /// The client sent what is no message; this answers it.
    Refused(Value),
    /// A text has been checked.
    Checked(Box<Checked>),
    /// The client is gone, with what was wrong where something was.
    Closed(Option<String>),
}

/// Reads the client's messages on a thread of its own.
pub(crate) fn listen(mut input: impl BufRead + Send + 'static, events: Sender<Event>) {
    std::thread::spawn(move || {
        loop {
            let event = match wire::body(&mut input) {
                Ok(Some(body)) => wire::message(&body).map_or_else(Event::Refused, Event::Message),
                Ok(None) => Event::Closed(None),
                Err(error) => Event::Closed(Some(error.to_string())),
            };
            let last = matches!(event, Event::Closed(_));
            if events.send(event).is_err() || last {
                return;
            }
        }
    });
}
