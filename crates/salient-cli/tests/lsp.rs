//! `salient lsp` as a process, and in a real editor.

#![allow(clippy::disallowed_methods, clippy::print_stderr, reason = "a test has a disk and says what it skipped")]

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};

/// What the server answers to some messages, and its exit code.
fn served(messages: &[&str]) -> (String, Option<i32>) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_salient"));
    let mut server =
        command.args(["lsp", "--stdio"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("starts");
    let mut to = server.stdin.take().expect("a pipe");
    for message in messages {
        write!(to, "Content-Length: {}\r\n\r\n{message}", message.len()).expect("written");
    }
    drop(to);
    let mut said = String::new();
    server.stdout.take().expect("a pipe").read_to_string(&mut said).expect("text");
    (said, server.wait().expect("ends").code())
}

#[test]
fn the_exit_code_tells_how_the_editor_left() {
    let begin = r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}"#;
    let (shutdown, exit) = (r#"{"jsonrpc":"2.0","id":2,"method":"shutdown"}"#, r#"{"jsonrpc":"2.0","method":"exit"}"#);
    let (said, code) = served(&[begin, shutdown, exit]);
    assert!(said.starts_with("Content-Length: ") && said.contains(r#""positionEncoding":"utf-16""#), "{said}");
    assert!(said.ends_with(r#""id":2,"result":null}"#) || said.contains(r#""result":null"#), "{said}");
    assert_eq!(code, Some(0));
    assert_eq!(served(&[begin, exit]).1, Some(1));
    assert_eq!(served(&[begin]).1, Some(1));
}

#[test]
fn a_text_is_typed_and_mended_in_neovim() {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../editors/neovim/try.sh");
    let tried = Command::new(script).arg(env!("CARGO_BIN_EXE_salient")).output().expect("the script runs");
    let said = String::from_utf8_lossy(&tried.stdout).into_owned() + &String::from_utf8_lossy(&tried.stderr);
    assert!(tried.status.success(), "{said}");
    if said.starts_with("skipped") {
        eprintln!("{said}");
        return;
    }
    for step in ["what was typed is marked", "the fix mends it", "what is ignored with a reason is silent"] {
        assert!(said.contains(&format!("ok: {step}")), "{step}: {said}");
    }
    assert!(said.contains("reason = \"as printed in the original\""), "{said}");
}
