//! The reader's way from a text to sightings, with the weights in the program.

use super::window::{Window, windows};
use super::{Reader, View, gate};
use crate::extract::Document;
use crate::read::{Meta, plain};
use salient_net::Fault;
use std::time::Instant;

const TEXT: &str = "The army said on Tuesday that its troops had retaken 12 villages near Nubbul. 37 soldiers were killed in \
    the fighting, a military spokesman said.\n\nRebels denied it and said that they held the town.";

fn view(text: &str) -> (String, View) {
    let article = plain("t", text.to_owned(), Meta::default());
    let view = View::new(&Document::new(&article));
    (article.text, view)
}

#[test]
fn the_weights_in_the_program_read() {
    let (text, view) = view(TEXT);
    let reader = Reader::shipped();
    assert_eq!(reader.version(), Reader::shipped_version());
    let all = vec![true; view.sentences.len()];
    let seen = reader.sentences(&text, &view, &all);
    assert!(seen.iter().all(|s| s.word < view.words.len() && s.p > super::FLOOR && s.p <= 1.0));
    for sighting in &seen {
        let sum =
            sighting.actor.words.iter().map(|w| w.1).sum::<f32>() + sighting.actor.none + sighting.actor.elsewhere;
        assert!(sighting.actor.words.len() <= 24 && sum < 1.001, "{sum}");
    }
    assert_eq!(seen, reader.sentences(&text, &view, &all), "what is remembered is what was read");
}

#[test]
fn windows_are_of_whole_sentences() {
    let sentence = "One two three four five six seven eight nine ten eleven twelve thirteen fourteen. ";
    let (_, view) = view(&sentence.repeat(40));
    let all = windows(&view, &vec![true; view.sentences.len()]);
    assert_eq!(all[0], Window { first: 0, own: 0, end: 18 * 15 });
    assert_eq!(all[1], Window { first: 15 * 15, own: 18 * 15, end: 33 * 15 });
    let mut few = vec![false; view.sentences.len()];
    few[20] = true;
    assert_eq!(windows(&view, &few), [Window { first: 17 * 15, own: 20 * 15, end: 21 * 15 }]);
    assert_eq!(windows(&view, &vec![false; few.len()]), []);
}

#[test]
fn the_gate_opens_for_wars_only() {
    let (text, war) = view(TEXT);
    assert_eq!(gate::open(&text, &war), [true, true, true]);
    let (text, bakery) = view("The bakery sold 12 loaves on Tuesday. Its owner, Anna Kim, said that she was glad.");
    assert_eq!(gate::open(&text, &bakery), [false, false]);
    assert!(super::read(&text, &bakery).is_empty());
}

#[test]
fn weights_of_nothing_are_a_fault() {
    assert!(matches!(Reader::from_bytes(b"", ""), Err(Fault(_))));
}

/// Gold claims kept, general news skipped; needs the texts beside the project.
#[test]
#[allow(clippy::disallowed_methods, clippy::print_stdout, reason = "a test with a disk and a clock")]
fn the_gate_keeps_claims_and_skips_news() {
    let shared = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/eval"));
    let Ok(folders) = std::fs::read_dir(shared.join("train")) else {
        return println!("skipped: no texts beside the project");
    };
    let (mut kept, mut claims) = (0, 0);
    for path in folders.flatten().filter_map(|f| std::fs::read_dir(f.path()).ok()).flatten().flatten().map(|e| e.path())
    {
        let Some(stem) = path.to_str().and_then(|p| p.strip_suffix(".claims.jsonl")) else { continue };
        let article = crate::read::text(stem, &std::fs::read_to_string(format!("{stem}.txt")).unwrap());
        let view = View::new(&Document::new(&article));
        let open = gate::open(&article.text, &view);
        for line in std::fs::read_to_string(&path).unwrap().lines() {
            let claim: serde_json::Value = serde_json::from_str(line).unwrap();
            let (start, end) = (claim["start"].as_u64().unwrap() as usize, claim["end"].as_u64().unwrap() as usize);
            let holds = |s: &std::ops::Range<usize>| {
                let words = &view.words[s.clone()];
                article.point(words[0].start as usize) < end
                    && article.end_point(words[words.len() - 1].end as usize) > start
            };
            claims += 1;
            kept += usize::from(view.sentences.iter().zip(&open).any(|(s, open)| *open && !s.is_empty() && holds(s)));
        }
    }
    let (mut read, mut bytes, began) = (0, 0, Instant::now());
    let mut lines = String::new();
    let file = std::fs::File::open(shared.join("lint/news.ndjson.gz")).unwrap();
    std::io::Read::read_to_string(&mut flate2::read::GzDecoder::new(file), &mut lines).unwrap();
    for line in lines.lines() {
        let news: serde_json::Value = serde_json::from_str(line).unwrap();
        let (text, view) = view(news["text"].as_str().unwrap());
        for (words, open) in view.sentences.iter().map(|s| &view.words[s.clone()]).zip(gate::open(&text, &view)) {
            let size = words.last().map_or(0, |last| last.end - words[0].start);
            bytes += size;
            read += if open { size } else { 0 };
        }
    }
    let (keep, skip) = (f64::from(kept as u32) / f64::from(claims), 1.0 - f64::from(read) / f64::from(bytes));
    println!(
        "kept {keep:.4} of {claims} claims, skipped {skip:.4} of news, {:.2} MB/s",
        f64::from(bytes) / 1e6 / began.elapsed().as_secs_f64()
    );
    assert!(keep > 0.99 && skip > 0.89, "{keep} {skip}");
}
