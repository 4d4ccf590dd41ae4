//! What other programs see: the record as it stands, in typed columns, with a codebook that has every one of them.

#![allow(clippy::disallowed_methods, reason = "a test has a disk")]
#![allow(clippy::print_stdout, reason = "what is skipped is said aloud")]

use rusqlite::Connection;
use salient::read::{Meta, plain};
use salient::record::view::Known;
use salient::record::{Batch, Id, Kind, Ledger, Status, View, body, received};
use salient_ledger::Sqlite;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

const TEXT: &str = "Ukrainian forces hold 240 of 420 square kilometers in the Kursk region, Oleksandr Syrskyi said on Monday. \
                    Rebels took 3 villages near Tadef. The army lost 60 soldiers, a source said.";

/// A claim on some words of the text.
fn claim(article: &Id, run: &Id, quote: &str, low: f64, unit: &str, speaker: &str) -> body::Claim {
    let start = TEXT[..TEXT.find(quote).expect("it stands there")].chars().count();
    let made = json!({
        "article": article, "run": run, "start": start, "end": start + quote.chars().count(), "quote": quote,
        "predicate": "holds", "actor": "UA", "place": "Kursk region", "low": low, "high": low, "unit": unit, "hedge": "none",
        "reading": {"hard": {"low": low - 0.5, "high": null}, "soft": {"low": low, "high": low}}, "of": null,
        "extent": null, "restated": [], "asserter": speaker, "side": "UA", "polarity": "affirm", "as_of": "2025-02",
        "event": null, "said": null, "chain": [], "confidence": 0.75, "tense": "stands",
    });
    serde_json::from_value(made).expect("a claim")
}

/// An article with three claims; the ids of the claims.
fn filled(ledger: &mut Sqlite) -> [Id; 3] {
    let meta = Meta { published: Some("2025-02-16".into()), title: Some("A title".into()), ..Meta::default() };
    let (mut batch, article) = received(&plain("a.txt", TEXT.to_owned(), meta), "00");
    batch.recorded = "2025-02-17T08:00:00Z".into();
    let run = batch.add(Kind::Run, &salient::record::run("rules"));
    let ids = [
        claim(&article, &run, "hold 240 of 420 square kilometers", 240.0, "km2", "Oleksandr Syrskyi"),
        claim(&article, &run, "took 3 villages", 3.0, "settlements", "Genshtab"),
        claim(&article, &run, "lost 60 soldiers", 60.0, "persons", "Oleksandr Syrskyi"),
    ]
    .map(|claim| batch.add(Kind::Claim, &claim));
    let read = body::Read { article, run, paragraphs: [1, 1], figures: [3, 0], claims: 3 };
    batch.add(Kind::Read, &read);
    ledger.append(&batch).expect("it is added");
    ids
}

/// Corrects the first claim, merges the second one's speaker, rejects the third.
fn changed(ledger: &mut Sqlite, ids: &[Id; 3]) {
    let mut batch = Batch::at("2025-02-18T08:00:00Z");
    let set = BTreeMap::from([("low".to_owned(), json!(420)), ("as_of".to_owned(), json!("2025-02-16"))]);
    let reason = "misread".to_owned();
    batch.add(Kind::Correction, &body::Correction { corrects: ids[0].clone(), set, reason, after: None });
    let names = ["Oleksandr Syrskyi".to_owned(), "Genshtab".to_owned()];
    let merge = body::Merge { what: "speaker".into(), names, same: true, reason: "one staff".into(), after: None };
    batch.add(Kind::Merge, &merge);
    let (claim, reviewer, reason) = (ids[2].clone(), "An editor".to_owned(), String::new());
    batch.add(Kind::Review, &body::Review { claim, status: Status::Rejected, reviewer, reason, after: None });
    ledger.append(&batch).expect("it is added");
}

/// A new ledger with what `filled` records, the folder that holds it, and its path.
fn opened() -> (tempfile::TempDir, std::path::PathBuf, Sqlite, [Id; 3]) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("l.gpkg");
    let mut ledger = Sqlite::open(&path).expect("a new ledger");
    let ids = filled(&mut ledger);
    (folder, path, ledger, ids)
}

fn rows(path: &Path, sql: &str) -> Vec<Vec<String>> {
    let file = Connection::open(path).expect("it opens");
    let mut statement = file.prepare(sql).expect("SQL");
    let width = statement.column_count();
    let text = |row: &rusqlite::Row, at: usize| {
        Ok::<_, rusqlite::Error>(match row.get_ref(at)? {
            rusqlite::types::ValueRef::Null => String::new(),
            rusqlite::types::ValueRef::Text(t) => String::from_utf8_lossy(t).into_owned(),
            rusqlite::types::ValueRef::Integer(n) => n.to_string(),
            rusqlite::types::ValueRef::Real(n) => n.to_string(),
            rusqlite::types::ValueRef::Blob(b) => format!("{} bytes", b.len()),
        })
    };
    let all = statement.query_map([], |row| (0..width).map(|at| text(row, at)).collect()).expect("rows");
    all.collect::<Result<_, _>>().expect("rows")
}

#[test]
fn tables_tell_the_corrected_truth() {
    let (_folder, path, mut ledger, ids) = opened();
    assert!(ledger.show(&[]).expect("it shows"), "the record has grown");
    assert!(!ledger.show(&[]).expect("it shows"), "nothing is made twice");
    let told = "SELECT low, as_of_last, speaker, counts, corrections FROM claims ORDER BY start";
    let before = rows(&path, told);
    assert_eq!(before[0], ["240", "2025-02-28", "Oleksandr Syrskyi", "1", "0"]);
    assert_eq!((before.len(), before[1][2].as_str()), (3, "Genshtab"));
    changed(&mut ledger, &ids);
    assert_eq!(rows(&path, told), before, "tables change when they are shown");
    assert!(ledger.show(&[]).expect("it shows"));
    let after = rows(&path, told);
    assert_eq!(after[0], ["420", "2025-02-16", "Oleksandr Syrskyi", "1", "1"]);
    assert_eq!((after.len(), after[1][2].as_str()), (2, "Oleksandr Syrskyi"));
    let hard = rows(&path, "SELECT hard_low, hard_high, low_km2 FROM claims ORDER BY start");
    assert_eq!((hard[0][2].as_str(), hard[1].clone()), ("420", vec!["2.5".to_owned(), String::new(), String::new()]));
    let view = View::load(&ledger, &Known::default()).expect("it reads");
    assert_eq!(view.claims.len(), after.len());
    let changes = rows(&path, "SELECT kind, corrects, changes, name FROM corrections");
    assert_eq!(changes[0][..2], ["correction".to_owned(), ids[0].0.clone()]);
    assert_eq!((changes[1][0].as_str(), changes[1][3].as_str()), ("merge", "Oleksandr Syrskyi"));
    assert_eq!(rows(&path, "SELECT status, reviewer FROM reviews"), [["rejected", "An editor"]]);
    assert_eq!(rows(&path, "SELECT claims, published FROM articles"), [["2", "2025-02-16"]]);
    let mut batch = Batch::at("2025-02-19T08:00:00Z");
    let article = view.claims[0].claim.article.clone();
    let withdrawn = body::Correction { corrects: article, set: BTreeMap::new(), reason: "a hoax".into(), after: None };
    batch.add(Kind::Correction, &withdrawn);
    ledger.append(&batch).expect("it is added");
    ledger.show(&[]).expect("it shows");
    assert!(rows(&path, told).is_empty() && rows(&path, "SELECT * FROM articles").is_empty());
}

#[test]
fn every_column_is_in_the_codebook_and_typed() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("l.gpkg");
    drop(Sqlite::open(&path).expect("a new ledger"));
    let book: BTreeSet<(String, String)> =
        rows(&path, "SELECT table_name, column_name FROM codebook WHERE column_name IS NOT NULL")
            .into_iter()
            .map(|row| (row[0].clone(), row[1].clone()))
            .collect();
    let layers = rows(&path, "SELECT table_name FROM gpkg_contents WHERE table_name <> 'layer_styles'");
    let tables = layers.into_iter().map(|row| row[0].clone()).chain(["entry".to_owned(), "text".to_owned()]);
    let mut there = BTreeSet::new();
    let numbers = ["fid", "key", "OGC_FID", "rowid"];
    for table in tables {
        for row in rows(&path, &format!("SELECT name, type FROM pragma_table_info('{table}')")) {
            if !numbers.contains(&row[0].as_str()) {
                assert!(!row[1].is_empty(), "{table}.{} has no type", row[0]);
                there.insert((table.clone(), row[0].clone()));
            }
        }
    }
    assert!(there.len() > 70, "{}", there.len());
    assert_eq!(there, book);
    let kind =
        |column: &str| rows(&path, &format!("SELECT type FROM pragma_table_info('claims') WHERE name = '{column}'"));
    assert_eq!(
        (kind("low"), kind("as_of_first"), kind("recorded")),
        (vec![vec!["REAL".to_owned()]], vec![vec!["DATE".to_owned()]], vec![vec!["DATETIME".to_owned()]])
    );
}

#[test]
fn the_page_of_the_codebook_is_made_from_it() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/codebook.md");
    let page = std::fs::read_to_string(path).expect("the page");
    assert!(page == salient_ledger::codebook(), "docs/codebook.md is not what `salient record codebook` prints");
}

#[test]
fn gdal_needs_no_casts() {
    let (_folder, path, mut ledger, ids) = opened();
    changed(&mut ledger, &ids);
    ledger.show(&[]).expect("it shows");
    drop(ledger);
    let Ok(told) = Command::new("ogrinfo").args(["-al"]).arg(&path).arg("claims").output() else {
        return println!("skipped: ogrinfo is not installed");
    };
    let (out, warnings) = (String::from_utf8_lossy(&told.stdout), String::from_utf8_lossy(&told.stderr));
    assert!(told.status.success() && warnings.trim().is_empty(), "{warnings}");
    for line in ["Feature Count: 2", "low: Real (0.0)", "as_of_first: Date (0.0)", "recorded: DateTime (0.0)"] {
        assert!(out.contains(line), "{line}: {out}");
    }
    assert!(out.contains("counts: Integer(Boolean)") && out.contains("low (Real) = 420"), "{out}");
    assert!(
        out.contains("as_of_first (Date) = 2025/02/16") && out.contains("recorded (DateTime) = 2025/02/17 08:00:00"),
        "{out}"
    );
}
