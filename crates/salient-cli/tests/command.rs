//! The command as its users meet it: exit codes, streams, formats, and inputs that are not as they should be.

#![allow(clippy::disallowed_methods, reason = "a test has a disk")]

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const WRONG: &str =
    "Kyiv still controls over 420 square kilometers (261 square kilometers) in the Kursk region, DeepState said.\n";
const RIGHT: &str =
    "Kyiv still controls over 420 square kilometers (162 square miles) in the Kursk region, DeepState said.\n";

fn salient(arguments: &[&str], input: &[u8]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_salient"));
    command.args(arguments).env("COLUMNS", "100").env_remove("NO_COLOR");
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    let data = input.to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&data));
    let output = child.wait_with_output().expect("the command ends");
    let _ = writer.join();
    output
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap_or(-1)
}

fn file(folder: &Path, name: &str, content: &[u8]) -> String {
    let path = folder.join(name);
    std::fs::write(&path, content).expect("a temporary file");
    path.to_string_lossy().into_owned()
}

#[test]
fn exit_codes_tell_clean_found_and_failed() {
    assert_eq!(code(&salient(&["check", "-"], RIGHT.as_bytes())), 0);
    assert_eq!(code(&salient(&["check", "-"], WRONG.as_bytes())), 1);
    assert_eq!(code(&salient(&["check", "--fail-on", "never", "-"], WRONG.as_bytes())), 0);
    assert_eq!(code(&salient(&["check", "--ignore", "unit-mismatch:quoted as printed", "-"], WRONG.as_bytes())), 0);
    let missing = salient(&["check", "no-such-file.txt"], b"");
    assert_eq!(code(&missing), 2);
    assert!(text(&missing.stderr).contains("no-such-file.txt"));
    let typo = salient(&["check", "--select", "unit-mismach", "-"], b"");
    assert_eq!(code(&typo), 2);
    assert!(text(&typo.stderr).contains("did you mean `unit-mismatch`?"), "{}", text(&typo.stderr));
}

#[test]
fn odd_inputs_give_a_result_or_a_reason() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, content) in [
        ("empty.txt", &b""[..]),
        ("binary.txt", &[0, 159, 146, 150, 0, 1, 2, 255][..]),
        ("lone.txt", &b"\xff\xfe\x00"[..]),
        ("page.html", &b"<html><p>unclosed <b><i>"[..]),
    ] {
        let output = salient(&["check", &file(folder.path(), name, content)], b"");
        assert_eq!(code(&output), 0, "{name}: {}", text(&output.stderr));
        assert!(!text(&output.stderr).contains("panicked"), "{name}");
    }
    let bare = salient(&["check", &folder.path().join("none").to_string_lossy()], b"");
    assert_eq!(code(&bare), 2);
    let day = salient(&["check", "--published", "17 January", "-"], b"");
    assert_eq!(code(&day), 2);
    assert!(text(&day.stderr).contains("YYYY-MM-DD"));
    let pattern = format!("{}/*.txt", folder.path().display());
    assert!(text(&salient(&["check", &pattern], b"").stdout).contains("empty.txt"));
    file(folder.path(), "side.txt", WRONG.as_bytes());
    file(folder.path(), "side.json", br#"{"ignore": [{"rule": "unit-mismatch"}]}"#);
    let side = salient(&["check", &folder.path().join("side.txt").to_string_lossy()], b"");
    assert!(text(&side.stderr).contains("needs a \"reason\""), "{}", text(&side.stderr));
}

#[test]
fn formats_are_well_formed() {
    let json: serde_json::Value =
        serde_json::from_slice(&salient(&["check", "--format", "json", "-"], WRONG.as_bytes()).stdout).expect("JSON");
    let finding = &json[0];
    for key in [
        "rule", "severity", "message", "document", "start", "end", "quote", "expected", "found", "related", "basis",
        "fix",
    ] {
        assert!(!finding[key].is_null(), "{key}");
    }
    let (start, end) = (finding["start"].as_u64().unwrap() as usize, finding["end"].as_u64().unwrap() as usize);
    assert_eq!(&WRONG[start..end], finding["quote"].as_str().unwrap());
    let sarif: serde_json::Value =
        serde_json::from_slice(&salient(&["check", "--format", "sarif", "-"], WRONG.as_bytes()).stdout).expect("SARIF");
    assert_eq!(sarif["version"], "2.1.0");
    assert_eq!(sarif["runs"][0]["results"][0]["ruleId"], "unit-mismatch");
    assert_eq!(sarif["runs"][0]["tool"]["driver"]["rules"].as_array().map(Vec::len), Some(salient::check::RULES.len()));
    assert!(
        text(&salient(&["check", "--format", "github", "-"], WRONG.as_bytes()).stdout).starts_with("::error file=")
    );
    let page = text(
        &salient(&["check", "--format", "html", "-"], format!("<script>alert(1)</script> {WRONG}").as_bytes()).stdout,
    );
    assert!(page.starts_with("<!doctype html>") && !page.contains("<script>alert"), "{page}");
    let plain = text(&salient(&["check", "-"], WRONG.as_bytes()).stdout);
    assert!(!plain.contains('\u{1b}'), "no colours in a pipe");
    assert!(text(&salient(&["check", "--color", "always", "-"], WRONG.as_bytes()).stdout).contains('\u{1b}'));
}

#[test]
fn claims_come_out_as_data() {
    let ndjson = text(&salient(&["extract", "--format", "ndjson", "-"], RIGHT.as_bytes()).stdout);
    let claim: serde_json::Value = serde_json::from_str(ndjson.lines().next().expect("a claim")).expect("JSON");
    assert_eq!(claim["low"], 420);
    assert_eq!(claim["restated"][0]["unit"], "mi2");
    let keys = [
        "quote",
        "predicate",
        "actor",
        "place",
        "low",
        "high",
        "unit",
        "hedge",
        "of",
        "extent",
        "restated",
        "asserter",
        "side",
        "polarity",
        "as_of",
        "document",
        "start",
        "end",
        "id",
        "confidence",
        "tense",
        "total",
        "again",
        "whole",
        "kind",
        "spans",
        "reader",
    ];
    assert_eq!(claim.as_object().expect("an object").keys().collect::<Vec<_>>(), keys);
    let csv = text(&salient(&["extract", "--format", "csv", "-"], RIGHT.as_bytes()).stdout);
    assert_eq!(csv.lines().count(), 2);
    assert!(csv.starts_with("document,") && csv.lines().next().is_some_and(|l| l.ends_with(",as_of,confidence,quote")));
    let none = salient(&["extract", "--min-confidence", "2", "-"], RIGHT.as_bytes());
    assert!(!none.status.success(), "a confidence is a number from 0 to 1");
}

#[test]
fn streams_of_articles_are_read_line_by_line() {
    let line = |text: &str| serde_json::json!({"name": "a", "text": text}).to_string() + "\n";
    let input = line(WRONG) + "not json\n" + &line(RIGHT) + "\n" + &line(WRONG);
    let output = salient(&["check", "--input", "ndjson", "--format", "ndjson", "-"], input.as_bytes());
    assert_eq!(text(&output.stdout).lines().count(), 2);
    assert!(text(&output.stderr).contains("line 2"));
    assert_eq!(code(&output), 2);
}

#[test]
fn a_fix_is_written_only_when_asked() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = file(folder.path(), "draft.txt", format!("Київ 🙂 {WRONG}").as_bytes());
    salient(&["check", &path], b"");
    assert!(std::fs::read_to_string(&path).expect("the draft").contains("261"));
    salient(&["check", "--fix", &path], b"");
    let fixed = std::fs::read_to_string(&path).expect("the draft");
    assert!(fixed.contains("(162 square miles)") && fixed.starts_with("Київ 🙂 "), "{fixed}");
    assert_eq!(code(&salient(&["check", &path], b"")), 0);
}

#[test]
fn a_closed_pipe_is_no_error() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_salient"))
        .args(["rule", "--format", "json"])
        .stdout(Stdio::piped())
        .spawn()
        .expect("the command starts");
    drop(child.stdout.take());
    assert_eq!(child.wait().expect("it ends").code(), Some(0));
}

#[test]
fn the_demo_reads_as_it_should() {
    let output = salient(&["demo", "--no-serve"], b"");
    assert_eq!(code(&output), 0);
    insta::assert_snapshot!(text(&output.stdout));
}
