//! A project's file, its baseline, and watching: as a desk uses them.

#![allow(clippy::disallowed_methods, reason = "a test has a disk")]

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::Duration;

const AREA: &str = "Kyiv still controls over 420 square kilometers (261 square kilometers) in the Kursk region.\n";
const ROAD: &str = "The road is 100 km (100 miles) long.\n";
const RIGHT: &str = "The road is 100 km (62 miles) long.\n";

struct Desk(tempfile::TempDir);

impl Desk {
    fn with(files: &[(&str, &str)]) -> Self {
        let desk = Self(tempfile::tempdir().expect("a folder"));
        files.iter().for_each(|(name, text)| desk.put(name, text));
        desk
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn put(&self, name: &str, text: &str) {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a temporary file");
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_salient"));
        command.args(arguments).current_dir(self.path()).env("COLUMNS", "100").stdin(Stdio::null());
        command
    }

    /// Exit code, standard output, standard error.
    fn run(&self, arguments: &[&str]) -> (i32, String, String) {
        let Output { status, stdout, stderr } = self.command(arguments).output().expect("the command runs");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
        (status.code().unwrap_or(-1), text(stdout), text(stderr))
    }
}

#[test]
fn the_nearest_file_holds_and_the_command_line_wins_over_it() {
    let desk = Desk::with(&[
        ("salient.toml", "[rules]\nunit-mismatch = \"off\"\n"),
        ("a.txt", ROAD),
        ("sub/salient.toml", "fail-on = \"note\"\n[rules]\nunit-mismatch = \"note\"\n"),
        ("sub/b.txt", ROAD),
    ]);
    let (code, out, _) = desk.run(&["check", "a.txt"]);
    assert!(code == 0 && out.contains("a.txt: no findings"), "{out}");
    let (code, out, _) = desk.run(&["check", "sub/b.txt"]);
    assert!(code == 1 && out.contains("note[unit-mismatch]"), "{out}");
    let (code, out, _) = desk.run(&["check", "."]);
    assert!(code == 1 && out.matches("[unit-mismatch]").count() == 1, "{out}");
    assert_eq!(desk.run(&["check", "a.txt", "--select", "unit-mismatch"]).0, 1);
    assert_eq!(desk.run(&["check", "a.txt", "--only", "unit-mismatch"]).0, 1);
    assert_eq!(desk.run(&["check", "a.txt", "--no-project"]).0, 1);
    assert_eq!(desk.run(&["check", "sub/b.txt", "--fail-on", "error"]).0, 0);
    assert_eq!(desk.run(&["check", "sub/b.txt", "--project", "salient.toml"]).0, 0);
}

#[test]
fn language_and_confidence_hold_for_reading_too() {
    let desk = Desk::with(&[("salient.toml", "language = \"any\"\nmin-confidence = 1\n"), ("a.txt", AREA)]);
    desk.put("u.txt", &"Українські війська утримують чотириста двадцять квадратних кілометрів. ".repeat(5));
    assert_eq!(desk.run(&["check", "u.txt"]).0, 0);
    assert_eq!(desk.run(&["check", "u.txt", "--language", "english"]).0, 2);
    let claims = |arguments: &[&str]| desk.run(arguments).1.lines().count();
    assert_eq!(claims(&["extract", "--format", "ndjson", "a.txt"]), 0);
    assert!(claims(&["extract", "--format", "ndjson", "--min-confidence", "0.1", "a.txt"]) > 0);
}

#[test]
fn a_file_that_is_wrong_stops_the_run_with_all_its_faults() {
    let desk =
        Desk::with(&[("salient.toml", "[rules]\nunit-missmatch = \"off\"\ndenied = \"of\"\n"), ("a.txt", RIGHT)]);
    let (code, _, err) = desk.run(&["check", "a.txt"]);
    assert!(code == 2 && err.contains("salient.toml:2:1: no rule is named `unit-missmatch`"), "{err}");
    assert!(err.contains("salient.toml:3:10:") && err.contains("did you mean `off`?"), "{err}");
    let desk = Desk::with(&[("salient.toml", "baseline = \"none.json\"\n"), ("a.txt", RIGHT)]);
    let (code, _, err) = desk.run(&["check", "a.txt"]);
    assert!(code == 2 && err.contains("`salient baseline write` makes it"), "{err}");
}

#[test]
fn what_is_ignored_is_counted_with_its_reason() {
    let ignore = "[[ignore]]\nrule = \"unit-mismatch\"\npath = \"old/**\"\nquote = \"100 miles\"\nreason = \"printed so in 1990\"\n";
    let desk = Desk::with(&[("salient.toml", ignore), ("old/a.txt", ROAD), ("new/a.txt", ROAD)]);
    let (code, out, _) = desk.run(&["check", "old"]);
    assert!(code == 0 && out.contains("no findings; not told: 1 ignored"), "{out}");
    assert!(desk.run(&["check", "old", "--verbose"]).1.contains("not told: printed so in 1990"));
    assert_eq!(desk.run(&["check", "new"]).0, 1);
    let (code, out, err) = desk.run(&["check", "old", "--format", "sarif"]);
    let log: serde_json::Value = serde_json::from_str(&out).expect("SARIF");
    let result = &log["runs"][0]["results"][0];
    assert_eq!((code, result["suppressions"][0]["justification"].as_str()), (0, Some("printed so in 1990")));
    assert!(err.contains("not told: 1 ignored"), "{err}");
    desk.put("new/a.json", "{\"ignore\": [{\"rule\": \"unit-mismatch\", \"reason\": \"as printed\"}]}");
    let (code, out, _) = desk.run(&["check", "new"]);
    assert!(code == 0 && out.contains("1 ignored"), "{out}");
}

#[test]
fn an_archive_starts_silent_and_only_new_findings_speak() {
    let desk = Desk::with(&[("salient.toml", "baseline = \"known.json\"\n"), ("a.txt", ROAD), ("b.txt", AREA)]);
    let (code, out, _) = desk.run(&["baseline", "write", "."]);
    assert!(code == 0 && out.contains("2 findings in 2 texts are known"), "{out}");
    let (code, out, err) = desk.run(&["check", "."]);
    assert!(code == 0 && out.contains("no findings; not told: 1 in the baseline"), "{out}");
    assert!(err.contains("2 texts: no findings; not told: 2 in the baseline"), "{err}");
    desk.put("a.txt", &format!("A new opening.\n\n{}", ROAD.replace("is 100", "is\n100")));
    assert_eq!(desk.run(&["check", "a.txt"]).0, 0, "moved and wrapped, it is known");
    desk.put("a.txt", &format!("{ROAD}\nThe other is 50 km (50 miles) long.\n\n{ROAD}"));
    let (code, out, _) = desk.run(&["check", "a.txt"]);
    assert!(code == 1 && out.contains("2 errors; not told: 1 in the baseline"), "{out}");
    assert_eq!(desk.run(&["baseline", "write", "a.txt"]).0, 0);
    assert_eq!(desk.run(&["check", "."]).0, 0, "b.txt stayed known");
    desk.put("a.txt", RIGHT);
    assert!(desk.run(&["baseline", "write", "a.txt"]).1.contains("1 findings in 1 texts"));
    let (code, out, _) = desk.run(&["check", "b.txt", "--no-project", "--baseline", "known.json", "--format", "sarif"]);
    let log: serde_json::Value = serde_json::from_str(&out).expect("SARIF");
    assert_eq!((code, log["runs"][0]["results"][0]["suppressions"][0]["kind"].as_str()), (0, Some("external")));
}

#[test]
fn a_watch_checks_again_what_is_changed() {
    let desk = Desk::with(&[("a.txt", RIGHT), ("b.txt", RIGHT)]);
    // One pipe for both streams, so that lines come in the order in which they are written.
    let program = format!("exec '{}' check . --watch --only unit-mismatch 2>&1", env!("CARGO_BIN_EXE_salient"));
    let mut shell = Command::new("sh");
    shell.args(["-c", &program]).current_dir(desk.path()).stdin(Stdio::null()).stdout(Stdio::piped());
    let mut child = shell.spawn().expect("it starts");
    let (sender, lines) = std::sync::mpsc::channel();
    let out = child.stdout.take().expect("a pipe");
    std::thread::spawn(move || BufReader::new(out).lines().map_while(Result::ok).try_for_each(|l| sender.send(l)));
    let until = |words: &str| -> String {
        let mut seen = String::new();
        while !seen.contains(words) {
            let line =
                lines.recv_timeout(Duration::from_secs(30)).unwrap_or_else(|_| panic!("no {words:?} in: {seen}"));
            seen += &format!("{line}\n");
        }
        seen
    };
    until("watching 2 texts");
    desk.put("b.txt", ROAD);
    let seen = until("watching 2 texts");
    assert!(seen.contains("changed: ./b.txt") && seen.contains("error[unit-mismatch]"), "{seen}");
    assert!(!seen.contains("a.txt"), "{seen}");
    desk.put("c.txt", ROAD);
    assert!(until("watching 3 texts").contains("changed: ./c.txt"));
    desk.put("salient.toml", "[rules]\nunit-mismatch = \"of\"\n");
    assert!(until("did you mean `off`?").contains("all are checked again"));
    desk.put("salient.toml", "[[ignore]]\nrule = \"unit-mismatch\"\nreason = \"for now\"\n");
    assert!(until("watching 3 texts").contains("3 texts: no findings; not told: 2 ignored"));
    child.kill().expect("it runs until it is stopped");
    let _ = child.wait();
    assert_eq!(desk.run(&["check", "-", "--watch"]).0, 2);
}

/// The step of the GitHub action, run as the action runs it.
#[test]
fn the_action_checks_and_says_what_came_of_it() {
    let desk = Desk::with(&[("news/a.txt", ROAD)]);
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let bin = Path::new(env!("CARGO_BIN_EXE_salient")).parent().expect("a folder").to_owned();
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap_or_default());
    let run = |annotate: &str| {
        let mut step = Command::new("bash");
        step.arg(root.join("editors/github/check.sh")).current_dir(desk.path()).env("PATH", &path);
        step.env("SALIENT_FILES", "news\n")
            .env("SALIENT_OPTIONS", "--fail-on\nwarning")
            .env("SALIENT_ANNOTATE", annotate);
        step.env("RUNNER_TEMP", desk.path()).env("GITHUB_OUTPUT", desk.path().join("out"));
        String::from_utf8(step.output().expect("bash").stdout).expect("UTF-8")
    };
    assert!(run("true").contains("::error file=news/a.txt,line=1"));
    assert!(run("false").is_empty());
    let out = std::fs::read_to_string(desk.path().join("out")).expect("outputs");
    assert!(out.contains("code=1\n") && out.contains("salient.sarif\n"), "{out}");
    let log = std::fs::read(desk.path().join("salient.sarif")).expect("a log");
    assert!(serde_json::from_slice::<serde_json::Value>(&log).is_ok());
}

/// The hook's command is one that the program takes.
#[test]
fn the_hook_runs_the_program() {
    let hooks = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../.pre-commit-hooks.yaml"));
    let hooks = hooks.expect("the hooks");
    let entry = hooks.lines().find_map(|l| l.trim().strip_prefix("entry: salient ")).expect("an entry");
    let desk = Desk::with(&[("a.txt", ROAD), ("b.txt", RIGHT)]);
    let with = |files: &[&str]| desk.run(&[&entry.split(' ').collect::<Vec<_>>(), files].concat());
    assert_eq!(with(&["b.txt"]), (0, String::new(), String::new()));
    let (code, out, _) = with(&["a.txt", "b.txt"]);
    assert!(code == 1 && out.contains("unit-mismatch"), "{out}");
}
