//! The page and the JSON schema in `docs/` say what the reader takes: both are made from the one list of keys. Where they
//! differ, `SALIENT_BLESS=1 cargo test -p salient-project` writes them anew.

#![allow(clippy::disallowed_methods, reason = "a test has a disk")]

use salient_project::keys::{IGNORE, KEYS};
use salient_project::{Project, schema};
use std::path::{Path, PathBuf};

fn docs(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs").join(name)
}

fn same(path: &Path, is: &str, should: &str) {
    if std::env::var_os("SALIENT_BLESS").is_some() {
        std::fs::write(path, should).expect("it can be written");
    } else {
        assert!(is == should, "{} is not what the keys say; see the head of this test", path.display());
    }
}

#[test]
fn the_page_shows_the_keys() {
    let (path, from, to) = (docs("project.md"), "<!-- keys -->\n", "<!-- end of keys -->\n");
    let page = std::fs::read_to_string(&path).expect("the page");
    let (before, rest) = page.split_once(from).expect("the mark");
    let (_, after) = rest.split_once(to).expect("the second mark");
    same(&path, &page, &format!("{before}{from}{}{to}{after}", schema::tables()));
}

#[test]
fn the_schema_is_that_of_the_keys() {
    let path = docs("salient.schema.json");
    let should = serde_json::to_string_pretty(&schema::json()).expect("JSON") + "\n";
    same(&path, &std::fs::read_to_string(&path).unwrap_or_default(), &should);
}

#[test]
fn every_example_is_taken() {
    for key in KEYS {
        let text = format!("{} = {}\n", key.name, key.example);
        Project::parse("/desk/salient.toml".as_ref(), &text).unwrap_or_else(|e| panic!("{text}{e}"));
    }
    for key in IGNORE {
        let reason = if key.name == "reason" { "rule = \"denied\"" } else { "reason = \"why\"" };
        let text = format!("[[ignore]]\n{} = {}\n{reason}\n", key.name, key.example);
        Project::parse("/desk/salient.toml".as_ref(), &text).unwrap_or_else(|e| panic!("{text}{e}"));
    }
}

/// The file of the page's example is taken as it stands.
#[test]
fn the_example_of_the_page_is_taken() {
    let page = std::fs::read_to_string(docs("project.md")).expect("the page");
    let example = page.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).expect("an example");
    let project = Project::parse("/desk/salient.toml".as_ref(), example).unwrap_or_else(|e| panic!("{e}"));
    assert!(!project.settings.ignores.is_empty() && !project.settings.rules.is_empty());
}
