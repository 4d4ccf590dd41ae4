//! Writes what the reader sees of texts, a document a line: what training learns from.
//!
//! `cargo run --release -p salient --example view -- FOLDER…` reads `NAME.txt` with `NAME.json` beside it.

#![allow(clippy::print_stdout, clippy::disallowed_methods, reason = "an example with a disk")]

mod common;

use salient::extract::Document;
use salient::extract::quantity::Counted;
use salient::extract::reader::View;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

fn main() {
    for folder in std::env::args().skip(1) {
        let mut paths: Vec<PathBuf> =
            std::fs::read_dir(&folder).expect("a folder").flatten().map(|e| e.path()).collect();
        paths.retain(|p| p.extension().is_some_and(|e| e == "txt"));
        paths.sort();
        for path in paths {
            println!("{}", document(&path));
        }
    }
}

fn document(path: &Path) -> Value {
    let article = common::article(path);
    let document = Document::new(&article);
    let view = View::new(&document);
    let words: Vec<Value> = view
        .words
        .iter()
        .map(|w| {
            let text = &article.text[w.start as usize..w.end as usize];
            json!([
                text,
                article.point(w.start as usize),
                article.end_point(w.end as usize),
                w.marks,
                w.party,
                w.speaker,
                w.land
            ])
        })
        .collect();
    let sentences: Vec<Value> = view
        .sentences
        .iter()
        .zip(&document.sentences)
        .map(|(words, s)| json!([words.start, words.end, s.block, s.today.map(|d| d.to_string())]))
        .collect();
    let figures: Vec<Value> = view
        .figures
        .iter()
        .map(|&(s, k, word)| {
            let sentence = &document.sentences[s];
            let q = &sentence.figures[k];
            let unit = match q.counted {
                Counted::Measure(unit) => document.run(sentence).lexicon.units[unit].name.as_str(),
                Counted::Settlements => "settlements",
                Counted::Persons => "persons",
                Counted::Bare => "",
            };
            json!({"word": word, "low": q.low.value, "high": q.high.value, "unit": unit, "hedge": q.hedge})
        })
        .collect();
    let dates: Vec<Value> = view
        .dates
        .iter()
        .map(|(s, k, words)| {
            let days = document.sentences[*s].dates[*k].days;
            json!([
                words.start,
                words.end,
                days.map(|d| d.edtf()),
                days.map(|d| (d.from.to_string(), d.to.to_string()))
            ])
        })
        .collect();
    json!({
        "path": path, "published": article.meta.published, "words": words, "sentences": sentences,
        "figures": figures, "dates": dates,
    })
}
