//! Reads texts with given weights and prints claims with what they rest on, a claim a line: what folds are scored by.
//!
//! `cargo run --release -p salient --example read -- [--weights FILE] TEXT…`; `NAME.json` beside a text tells its day.

#![allow(clippy::print_stdout, clippy::disallowed_methods, reason = "an example with a disk")]

mod common;

use salient::extract::reader::{Reader, View};
use salient::extract::{Document, resolve};
use serde_json::json;
use sha2::Digest;
use std::path::Path;

fn main() {
    let mut texts: Vec<String> = std::env::args().skip(1).collect();
    let own = texts.first().is_some_and(|a| a == "--weights").then(|| texts.drain(..2).next_back()).flatten();
    let own = own.map(|file| weights(&file));
    let reader = own.as_ref().unwrap_or_else(|| Reader::shipped());
    for text in &texts {
        document(reader, Path::new(text));
    }
}

fn weights(file: &str) -> Reader {
    let bytes: &'static [u8] = Box::leak(std::fs::read(file).expect("weights").into_boxed_slice());
    let digest: String = sha2::Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect();
    Reader::from_bytes(bytes, &digest).expect("weights are well formed")
}

fn document(reader: &Reader, path: &Path) {
    let article = common::article(path);
    let document = Document::new(&article);
    let view = View::new(&document);
    for resolved in resolve::claims(&document, &view, &reader.read(&article.text, &view)) {
        let mut out = serde_json::to_value(&resolved.claim).expect("a claim");
        out["evidence"] = json!(resolved.evidence);
        println!("{out}");
    }
}
