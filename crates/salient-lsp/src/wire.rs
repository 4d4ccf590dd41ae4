//! Messages on the wire: a header with a length, then a text in JSON.
//!
//! `lsp-server` has the messages' types and a reader of its own, which ends at the first text that is no message and trusts any
//! length. Here a text that is no message is answered, and a length has a limit.

use lsp_server::{ErrorCode, Message};
use serde_json::{Value, json};
use std::io::{self, BufRead, Read, Write};

/// The longest message, in bytes.
const LONGEST: usize = 256 << 20;
/// The longest line of a header, in bytes.
const HEADER: u64 = 4096;

/// The bytes of the next message; nothing at the end of the stream.
///
/// # Errors
/// The stream breaks off, or is at no message: nothing after that can be told apart.
pub(crate) fn body(input: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut length = None;
    loop {
        let mut line = Vec::new();
        if input.take(HEADER).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        let line = String::from_utf8_lossy(&line);
        let Some((name, value)) = line.split_once(':') else {
            match (line.trim().is_empty(), length) {
                (true, Some(length)) => return whole(input, length).map(Some),
                _ => return Err(io::Error::other(format!("no header of a message: {:?}", line.trim()))),
            }
        };
        if name.eq_ignore_ascii_case("content-length") {
            let told = value.trim().parse::<usize>().ok().filter(|n| *n <= LONGEST);
            length = Some(told.ok_or_else(|| io::Error::other(format!("no length of a message: {:?}", value.trim())))?);
        }
    }
}

fn whole(input: &mut impl Read, length: usize) -> io::Result<Vec<u8>> {
    let mut body = vec![0; length];
    input.read_exact(&mut body).map(|()| body)
}

/// The message in a text, or the answer that refuses it.
pub(crate) fn message(body: &[u8]) -> Result<Message, Value> {
    let value: Value = serde_json::from_slice(body)
        .map_err(|e| refusal(&Value::Null, ErrorCode::ParseError, &format!("no JSON: {e}")))?;
    let id = value.get("id").cloned().unwrap_or_default();
    serde_json::from_value(value)
        .map_err(|_| refusal(&id, ErrorCode::InvalidRequest, "neither a request, nor a notification, nor an answer"))
}

/// An answer that says what is wrong, to a message that may have no id.
fn refusal(id: &Value, code: ErrorCode, message: &str) -> Value {
    json!({ "jsonrpc": "2.0", "id": id, "error": { "code": code as i32, "message": message } })
}

/// Writes a message.
///
/// # Errors
/// Nobody reads any more.
pub(crate) fn write(output: &mut impl Write, message: &Value) -> io::Result<()> {
    let text = message.to_string();
    write!(output, "Content-Length: {}\r\n\r\n{text}", text.len())?;
    output.flush()
}

#[cfg(test)]
mod tests {
    use super::{body, message};

    #[test]
    fn headers_are_read_in_any_case_and_odd_ones_refused() {
        let read = |text: &str| body(&mut text.as_bytes()).map_err(|e| e.to_string());
        assert_eq!(read("content-length:2\r\nContent-Type: x\r\n\r\n{}"), Ok(Some(b"{}".to_vec())));
        assert_eq!(read(""), Ok(None));
        assert!(read("Content-Length: 99999999999999\r\n\r\n").unwrap_err().contains("no length"));
        assert!(read("hello\r\n").unwrap_err().contains("no header"));
        assert!(read("Content-Length: 9\r\n\r\n{}").is_err(), "a message that breaks off");
    }

    #[test]
    fn what_is_no_message_is_answered_under_its_id() {
        let refused = |text: &str| message(text.as_bytes()).unwrap_err()["id"].to_string();
        assert_eq!((refused("{"), refused("[]"), refused(r#"{"id":7}"#)), ("null".into(), "null".into(), "7".into()));
        assert!(message(&b"[".repeat(100_000)).is_err(), "deeply nested");
    }
}
