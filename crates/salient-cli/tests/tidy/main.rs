//! The tree keeps its own rules: stage order, no import circles, words as data, file sizes, headings, and paths that the
//! guides name.

#![allow(clippy::disallowed_methods, reason = "a test has a disk")]

mod circles;
mod words;

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn sources(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() && entry.file_name() != "target" {
            sources(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
}

/// A file's lines that are compiled outside of tests.
fn code(file: &Path) -> String {
    let source = fs::read_to_string(file).expect("source");
    let code = source.split("#[cfg(test)]").next().unwrap_or_default();
    code.lines().filter(|l| !l.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

#[test]
fn stages_use_only_stages_to_their_left() {
    let order = ["lexicon", "read", "extract", "record", "check", "publish"];
    for (rank, stage) in order.iter().enumerate() {
        let mut files = Vec::new();
        sources(&root().join("crates/salient/src").join(stage), &mut files);
        assert!(!files.is_empty());
        for file in files {
            let source = fs::read_to_string(&file).expect("source");
            let code: String = source.split("#[cfg(test)]").next().unwrap_or_default().to_owned();
            for later in &order[rank + 1..] {
                // Doc examples may show a later stage; the lexicon's builder shares the tokenizer, so that phrases and texts
                // are cut alike.
                let used = code
                    .lines()
                    .filter(|l| !l.trim_start().starts_with("//"))
                    .any(|l| l.contains(&format!("crate::{later}")));
                let shared = *stage == "lexicon" && *later == "extract" && file.ends_with("build.rs");
                assert!(!used || shared, "{}: {stage} must not use {later}", file.display());
            }
        }
    }
}

#[test]
fn files_are_small_and_say_what_they_are() {
    let mut files = Vec::new();
    sources(&root().join("crates"), &mut files);
    for file in files {
        let source = fs::read_to_string(&file).expect("source");
        assert!(source.lines().count() <= 800, "{}: over 800 lines", file.display());
        assert!(
            source.starts_with("//!") || source.starts_with("#![no_main]"),
            "{}: opens without saying what it is",
            file.display()
        );
    }
}

#[test]
fn guides_name_only_what_is_there() {
    for guide in ["ARCHITECTURE.md", "CONTRIBUTING.md", "README.md"] {
        let text = fs::read_to_string(root().join(guide)).expect("the guide is there");
        for quoted in text.split('`').skip(1).step_by(2) {
            let path = quoted.trim_end_matches('/');
            let looks = path.contains('/') && !path.contains([' ', '<', '*', '{', '$', ':']) && !path.starts_with("..");
            assert!(!looks || root().join(path).exists(), "{guide} names `{path}`, which is not there");
        }
    }
}

#[test]
fn every_rule_has_its_page_in_the_guide_table() {
    let readme = fs::read_to_string(root().join("README.md")).expect("README");
    for rule in salient::check::RULES {
        assert!(readme.contains(&format!("`{}`", rule.name)), "README does not name `{}`", rule.name);
    }
}
