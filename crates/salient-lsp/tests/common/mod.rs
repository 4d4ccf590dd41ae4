//! A client that speaks to the server over pipes, message by message, as an editor does.

#![allow(dead_code, reason = "every test uses its own part")]

pub(crate) mod texts;

use salient_lsp::{Ended, serve};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, PipeReader, PipeWriter, Read, Write, pipe};
use std::thread::JoinHandle;

pub(crate) struct Client {
    to: Option<PipeWriter>,
    from: BufReader<PipeReader>,
    server: Option<JoinHandle<Ended>>,
    asked: i64,
    /// What came while something else was waited for.
    pub(crate) heard: Vec<Value>,
}

impl Client {
    /// A client that has said nothing yet.
    pub(crate) fn new() -> Self {
        let ((input, to), (from, output)) = (pipe().expect("a pipe"), pipe().expect("a pipe"));
        let server = std::thread::spawn(move || serve(BufReader::new(input), output));
        Self { to: Some(to), from: BufReader::new(from), server: Some(server), asked: 0, heard: Vec::new() }
    }

    /// A client that has begun, with its capabilities and options.
    pub(crate) fn begun(capabilities: Value, options: Value) -> Self {
        let mut client = Self::new();
        let told = json!({ "processId": null, "rootUri": null, "capabilities": capabilities, "initializationOptions": options });
        client.ask("initialize", told);
        client.tell("initialized", json!({}));
        client
    }

    /// A client that can nothing but what every client can.
    pub(crate) fn plain() -> Self {
        Self::begun(json!({}), json!({}))
    }

    /// Writes bytes as they are.
    pub(crate) fn raw(&mut self, bytes: &[u8]) {
        let to = self.to.as_mut().expect("open");
        to.write_all(bytes).and_then(|()| to.flush()).expect("the server reads");
    }

    pub(crate) fn send(&mut self, message: &Value) {
        let text = message.to_string();
        self.raw(format!("Content-Length: {}\r\n\r\n{text}", text.len()).as_bytes());
    }

    pub(crate) fn tell(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Sends a request without waiting for its answer: its id.
    pub(crate) fn begin(&mut self, method: &str, params: Value) -> i64 {
        self.asked += 1;
        self.send(&json!({ "jsonrpc": "2.0", "id": self.asked, "method": method, "params": params }));
        self.asked
    }

    /// The whole answer to a request.
    pub(crate) fn answer(&mut self, id: i64) -> Value {
        self.wait(|m| m["id"] == id && m.get("method").is_none())
    }

    /// Asks and waits: the result.
    pub(crate) fn ask(&mut self, method: &str, params: Value) -> Value {
        let id = self.begin(method, params);
        let answer = self.answer(id);
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].clone()
    }

    /// The next message.
    pub(crate) fn next(&mut self) -> Option<Value> {
        let mut length = None;
        loop {
            let mut line = String::new();
            if self.from.read_line(&mut line).expect("text") == 0 {
                return None;
            }
            if line == "\r\n" {
                break;
            }
            length = line.strip_prefix("Content-Length: ").map(|n| n.trim().parse::<usize>().expect("a length"));
        }
        let mut body = vec![0; length.expect("a length")];
        self.from.read_exact(&mut body).expect("a body");
        let message: Value = serde_json::from_slice(&body).expect("JSON");
        assert_eq!(message["jsonrpc"], "2.0", "{message}");
        Some(message)
    }

    /// The first message that fits; others are kept.
    pub(crate) fn wait(&mut self, fits: impl Fn(&Value) -> bool) -> Value {
        loop {
            let message = self.next().expect("the server is there");
            if fits(&message) {
                return message;
            }
            self.heard.push(message);
        }
    }

    pub(crate) fn open(&mut self, uri: &str, text: &str) {
        let item = json!({ "uri": uri, "languageId": "plaintext", "version": 1, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": item }));
    }

    /// Puts a text in the place of a range, `[line, column, line, column]`.
    pub(crate) fn change(&mut self, uri: &str, version: i64, at: [usize; 4], with: &str) {
        let range =
            json!({ "start": { "line": at[0], "character": at[1] }, "end": { "line": at[2], "character": at[3] } });
        let changes = json!([{ "range": range, "text": with }]);
        let params = json!({ "textDocument": { "uri": uri, "version": version }, "contentChanges": changes });
        self.tell("textDocument/didChange", params);
    }

    /// The diagnostics that are sent of a version of a text.
    pub(crate) fn sent(&mut self, uri: &str, version: i64) -> Vec<Value> {
        let of = |m: &Value| {
            let here = m["method"] == "textDocument/publishDiagnostics" && m["params"]["uri"] == uri;
            here && m["params"]["version"] == version
        };
        let all = self.wait(of)["params"]["diagnostics"].clone();
        all.as_array().expect("a list").clone()
    }

    /// The diagnostics of all rules, once they have run.
    pub(crate) fn settled(&mut self, uri: &str) -> Vec<Value> {
        self.ask("textDocument/diagnostic", of(uri))["items"].as_array().expect("a list").clone()
    }

    /// Leaves in order.
    pub(crate) fn leave(mut self) -> Ended {
        assert_eq!(self.ask("shutdown", Value::Null), Value::Null);
        self.tell("exit", Value::Null);
        self.end()
    }

    /// How the server ended, once it has, with what it still said.
    pub(crate) fn end(&mut self) -> Ended {
        drop(self.to.take());
        while let Some(message) = self.next() {
            self.heard.push(message);
        }
        self.server.take().expect("not ended before").join().expect("no fault")
    }
}

/// The rules and other names of diagnostics.
pub(crate) fn codes(diagnostics: &[Value]) -> Vec<&str> {
    diagnostics.iter().map(|d| d["code"].as_str().expect("a name")).collect()
}

/// A request about a text.
pub(crate) fn of(uri: &str) -> Value {
    json!({ "textDocument": { "uri": uri } })
}
