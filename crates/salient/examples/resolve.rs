//! Turns what a reader sighted into claims, a claim a line, for `score.py`.
//!
//! `cargo run --release -p salient --example resolve -- SIGHTINGS.ndjson [--least P] [--evidence]`, where each line is
//! `{"path": …, "sightings": […]}` and `NAME.json` lies beside the text.

#![allow(clippy::print_stdout, clippy::disallowed_methods, reason = "an example with a disk")]

mod common;

use salient::extract::reader::{Sighting, View};
use salient::extract::{Document, resolve};
use serde_json::json;
use std::path::Path;

#[derive(serde::Deserialize)]
struct Line {
    path: String,
    sightings: Vec<Sighting>,
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let after = |flag: &str| arguments.iter().position(|a| a == flag).and_then(|i| arguments.get(i + 1));
    let least: f32 = after("--least").and_then(|p| p.parse().ok()).unwrap_or(0.0);
    let evidence = arguments.iter().any(|a| a == "--evidence");
    let lines = std::fs::read_to_string(&arguments[0]).expect("a file of sightings");
    for line in lines.lines() {
        let mut line: Line = serde_json::from_str(line).expect("sightings");
        line.sightings.retain(|s| s.p >= least);
        document(&line, evidence);
    }
}

fn document(line: &Line, evidence: bool) {
    let article = common::article(Path::new(&line.path));
    let document = Document::new(&article);
    let view = View::new(&document);
    for resolved in resolve::claims(&document, &view, &line.sightings) {
        let mut out = serde_json::to_value(&resolved.claim).expect("a claim");
        out["confidence"] = json!(resolved.evidence.confidence());
        if evidence {
            out["evidence"] = json!(resolved.evidence);
        }
        println!("{out}");
    }
}
