//! `docs/journeys.md`: the editor's and the researcher's day, run as it stands there, from the first command to the last.
//!
//! Each block of commands runs in one shell after the other; what stands in the block of text behind it must be in what they
//! print, line by line in that order, with `…` for anything. A block that needs another program is left out where that is missing.

#![allow(clippy::disallowed_methods, reason = "a test has a disk")]
#![allow(clippy::print_stdout, reason = "what is skipped is said aloud")]

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A block of commands, and what they are to print.
struct Step {
    needs: Option<String>,
    commands: String,
    printed: String,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn steps(page: &str) -> Vec<Step> {
    let mut out: Vec<Step> = Vec::new();
    for block in page.split("\n```").skip(1).step_by(2) {
        let (head, body) = block.split_once('\n').expect("a block has lines");
        let needs = head.split_once("needs=").map(|(_, what)| what.trim().to_owned());
        match head.split(' ').next() {
            Some("sh") => out.push(Step { needs, commands: body.to_owned(), printed: String::new() }),
            _ => out.last_mut().expect("commands come first").printed.push_str(body),
        }
    }
    out
}

/// Whether a program or a Python module is there.
fn there(what: &str) -> bool {
    let asked = format!("command -v {what} || python3 -c 'import {what}'");
    Command::new("bash").args(["-c", &asked]).output().is_ok_and(|out| out.status.success())
}

const MARK: &str = "@@ step ";

/// Runs the steps in one shell, and gives what each printed.
fn run(steps: &[&Step], folder: &Path) -> Vec<String> {
    let mut script = "exec 2>&1\n".to_owned();
    for (number, step) in steps.iter().enumerate() {
        _ = writeln!(script, "printf '\\n{MARK}{number}\\n'\n{}", step.commands);
    }
    let salient = Path::new(env!("CARGO_BIN_EXE_salient")).parent().expect("a folder").to_owned();
    let paths = std::env::join_paths(
        [salient].into_iter().chain(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default())),
    );
    let mut shell = Command::new("bash");
    shell.args(["-eu", "-o", "pipefail", "-c", &script]).current_dir(root()).env("DAY", folder).env("NO_COLOR", "1");
    let out = shell.env("PATH", paths.expect("paths")).output().expect("a shell");
    let printed = String::from_utf8_lossy(&out.stdout).into_owned();
    assert!(out.status.success(), "it stops after:\n{printed}");
    printed.split(MARK).skip(1).map(str::to_owned).collect()
}

/// The first line that was to be printed and was not.
fn missing<'a>(wanted: &'a str, printed: &str) -> Option<&'a str> {
    let mut lines = printed.lines();
    wanted.lines().filter(|line| !line.trim().is_empty()).find(|line| !lines.any(|told| fits(line.trim(), told)))
}

/// Whether a line has all pieces of another between its gaps, in that order; how wide a table's columns are is no matter.
fn fits(wanted: &str, told: &str) -> bool {
    let one = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (wanted, told) = (one(wanted), one(told));
    let mut rest = told.as_str();
    wanted.split('…').map(str::trim).all(|piece| {
        let found = rest.find(piece);
        rest = found.map_or("", |at| &rest[at + piece.len()..]);
        found.is_some()
    })
}

#[test]
fn both_days_run_as_they_are_told() {
    let page = std::fs::read_to_string(root().join("docs/journeys.md")).expect("the page");
    let all = steps(&page);
    let runs = |step: &&Step| {
        let missing = step.needs.as_ref().filter(|what| !there(what));
        missing.iter().for_each(|what| println!("skipped: {what} is not installed: {}", step.commands));
        missing.is_none()
    };
    let steps: Vec<&Step> = all.iter().filter(runs).collect();
    let folder = tempfile::tempdir().expect("a folder");
    let printed = run(&steps, folder.path());
    assert_eq!(printed.len(), steps.len());
    for (step, told) in steps.iter().zip(&printed) {
        let line = missing(&step.printed, told);
        assert!(line.is_none(), "{}\nprints no `{}`, but\n{told}", step.commands, line.unwrap_or_default());
    }
}
