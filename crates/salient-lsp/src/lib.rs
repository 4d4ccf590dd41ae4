//! The checks in an editor: a language server that speaks the Language Server Protocol 3.17 over a pair of pipes.
//!
//! A thread reads messages, a thread writes them, two check texts: one by the rules that need no claims, at every key stroke,
//! and one by all rules, once nothing changes for a moment. The loop of [`server`] alone holds what is open. What depends on a
//! text as it is now waits until that text has been checked, so that no answer is about an older one.
//!
//! ```
//! let input = b"Content-Length: 33\r\n\r\n{\"jsonrpc\":\"2.0\",\"method\":\"exit\"}";
//! let ended = salient_lsp::serve(std::io::Cursor::new(&input[..]), std::io::sink());
//! assert_eq!(ended, salient_lsp::Ended::Abrupt);
//! ```

mod action;
mod answer;
mod board;
mod carry;
mod check;
mod client;
mod desk;
mod diagnostic;
mod event;
mod hover;
mod ignore;
mod lines;
mod notes;
mod notice;
mod open;
mod outbox;
mod points;
mod request;
mod server;
mod sidecar;
mod start;
mod tokens;
mod uri;
mod wire;
mod worker;

use std::io::{BufRead, BufReader, Write};

/// How a client left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// It asked to shut down, and then to exit: exit code 0.
    Orderly,
    /// It went away, or told to exit, without asking to shut down: exit code 1.
    Abrupt,
}

/// Serves one client until it leaves. What cannot be understood of what it sends is answered as such, and the next message
/// is read.
pub fn serve(input: impl BufRead + Send + 'static, output: impl Write + Send + 'static) -> Ended {
    let (events, inbox) = std::sync::mpsc::channel();
    let (outbox, writer) = outbox::open(output);
    event::listen(input, events.clone());
    let ended = server::Server::new(outbox, worker::Crew::start(&events)).run(&inbox);
    // The last answers are written before the program ends.
    let _ = writer.join();
    ended
}

/// Serves the client that started this program, over standard input and output.
pub fn stdio() -> Ended {
    serve(BufReader::new(std::io::stdin()), std::io::stdout())
}
