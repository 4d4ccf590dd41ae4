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
fn what_is_not_read_is_said_and_is_no_pass() {
    let folder = tempfile::tempdir().expect("a folder");
    let files: [(&str, &[u8], &str); 5] = [
        ("a.pdf", b"%PDF-1.7\n%\xe2\xe3", "a PDF"),
        ("b.docx", b"PK\x03\x04\x14\x00\x06\x00 word/document.xml", "a Word document"),
        ("c.txt", b"\x89PNG\r\n\x1a\n\x00\x00", "an image"),
        ("d.txt", "Российские войска освободили 801 квадратный километр в Курской области.".as_bytes(), "Russian"),
        (
            "e.txt",
            "Українські війська утримують понад 400 квадратних кілометрів, заявили в Генштабі.".as_bytes(),
            "Ukrainian",
        ),
    ];
    for command in ["check", "extract"] {
        for (name, bytes, kind) in files {
            let out = salient(&[command, &file(folder.path(), name, bytes)], b"");
            let told = text(&out.stderr);
            assert_eq!(code(&out), 2, "{command} {name}: {told}");
            assert!(told.contains(kind) && told.contains(name), "{command} {name}: {told}");
        }
    }
    let russian = file(folder.path(), "d.txt", files[3].1);
    assert_eq!(code(&salient(&["check", "--language", "any", &russian], b"")), 0);
    // The texts after it are read all the same.
    let wrong = file(folder.path(), "wrong.txt", WRONG.as_bytes());
    let out = salient(&["check", &russian, &wrong], b"");
    assert_eq!(code(&out), 2);
    assert!(text(&out.stdout).contains("unit-mismatch"), "{}", text(&out.stdout));
}

#[test]
fn rules_alone_need_no_claims() {
    let out = salient(&["check", "--only", "unit-mismatch", "-"], WRONG.as_bytes());
    assert_eq!(code(&out), 1);
    assert!(
        text(&out.stdout).contains("0 in claims") && text(&out.stdout).contains("2 checked"),
        "{}",
        text(&out.stdout)
    );
    assert_eq!(code(&salient(&["check", "--only", "weekday-mismatch", "-"], WRONG.as_bytes())), 0);
    assert_eq!(code(&salient(&["check", "--only", "weekday-mismach", "-"], WRONG.as_bytes())), 2);
}

#[test]
fn every_subcommand_has_a_manual_page_and_the_version_says_what_it_is_made_of() {
    let folder = tempfile::tempdir().expect("a folder");
    assert_eq!(code(&salient(&["man", "--out", &folder.path().to_string_lossy()], b"")), 0);
    for page in ["salient.1", "salient-check.1", "salient-record-add.1", "salient-map-import.1"] {
        assert!(folder.path().join(page).is_file(), "{page}");
    }
    assert!(text(&salient(&["man", "record", "add"], b"").stdout).contains("ledger"));
    assert_eq!(code(&salient(&["man", "nothing"], b"")), 2);
    let version = text(&salient(&["--version"], b"").stdout);
    assert!(["commit ", "lexicon ", "reader "].iter().all(|part| version.contains(part)), "{version}");
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
fn settings_that_are_not_read_are_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let article = file(folder.path(), "draft.txt", RIGHT.as_bytes());
    assert!(!text(&salient(&["check", &article], b"").stderr).contains("not read"));
    for name in ["salient.yaml", ".salientrc"] {
        let settings = file(folder.path(), name, b"ignore = []\n");
        let said = text(&salient(&["check", &article], b"").stderr);
        assert!(said.contains(name) && said.contains("not read"), "{said}");
        std::fs::remove_file(settings).expect("a temporary file");
    }
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
    let shifted = format!("Київ 🙂\n\n🙂 {WRONG}");
    let out = salient(&["check", "--format", "sarif", "--language", "any", "-"], shifted.as_bytes()).stdout;
    let moved: serde_json::Value = serde_json::from_slice(&out).expect("SARIF");
    let region = &moved["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"];
    // The smiling face is two units of UTF-16 and one code point.
    let column = 4 + WRONG.find("261").expect("the figure");
    assert_eq!((&region["startLine"], &region["startColumn"]), (&3.into(), &column.into()), "{region}");
    assert_eq!((&region["endLine"], &region["endColumn"]), (&3.into(), &(column + 21).into()), "{region}");
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
        "people",
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
