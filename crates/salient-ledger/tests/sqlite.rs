//! The SQLite ledger: the conformance suite, damage, other people's tools.

#![allow(clippy::disallowed_methods, reason = "a test has a disk")]
#![allow(clippy::print_stdout, reason = "what is skipped is said aloud")]

use salient::record::{Batch, Kind, Ledger, body, conform, verify};
use salient_ledger::Sqlite;
use std::path::Path;
use std::process::Command;

fn filled(path: &Path) {
    let mut ledger = Sqlite::open(path).expect("a new ledger");
    conform::suite(&mut ledger).expect("it conforms");
}

#[test]
fn it_conforms_and_comes_back_from_the_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("l.gpkg");
    filled(&path);
    let ledger = Sqlite::read(&path).expect("it opens");
    assert_eq!(ledger.head().expect("a head").0, 44);
    assert!(verify(&ledger).expect("it reads").problems.is_empty());
    drop(ledger);
    let files = std::fs::read_dir(folder.path()).expect("a folder").count();
    assert_eq!(files, 1, "a closed ledger is one file");
}

#[test]
fn every_change_behind_its_back_is_found() {
    let folder = tempfile::tempdir().expect("a folder");
    for (number, (sql, word)) in [
        ("UPDATE entry SET body = replace(body, 'Title 3', 'Title 4') WHERE seq = 7", "altered"),
        ("UPDATE entry SET recorded = '2024-01-01T00:00:00Z' WHERE seq = 9", "does not follow"),
        ("DELETE FROM entry WHERE seq = 12", "missing"),
        ("UPDATE text SET text = 'x' WHERE key = 2", "altered"),
        ("DELETE FROM text WHERE key = 2", "missing"),
        ("DELETE FROM entry WHERE seq = 7; UPDATE entry SET seq = 7 WHERE seq = 44", "does not follow"),
    ]
    .iter()
    .enumerate()
    {
        let path = folder.path().join(format!("{number}.gpkg"));
        filled(&path);
        rusqlite::Connection::open(&path).and_then(|c| c.execute_batch(sql)).expect("it can be changed");
        let problems = verify(&Sqlite::read(&path).expect("it opens")).expect("it reads").problems;
        assert!(problems.iter().any(|p| p.contains(word)), "{sql}: {problems:?}");
    }
}

#[test]
fn what_is_no_ledger_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("x.gpkg");
    let told = |path: &Path| [Sqlite::open(path).err(), Sqlite::read(path).err()].map(|e| e.map(|e| e.to_string()));
    std::fs::write(&path, "these are notes").expect("a file");
    assert!(told(&path).iter().all(|e| e.as_ref().is_some_and(|e| e.contains("not a ledger"))));
    std::fs::remove_file(&path).expect("gone");
    let other = rusqlite::Connection::open(&path).expect("a database");
    other.execute_batch("CREATE TABLE notes (x)").expect("a table");
    drop(other);
    assert!(told(&path).iter().all(|e| e.as_ref().is_some_and(|e| e.contains("not a ledger"))), "{:?}", told(&path));
    let cut = folder.path().join("cut.gpkg");
    filled(&cut);
    let bytes = std::fs::read(&cut).expect("bytes");
    for length in [99, 5000, bytes.len() / 2, bytes.len() - 1] {
        std::fs::write(&cut, &bytes[..length]).expect("cut");
        let errors = told(&cut);
        assert!(errors.iter().all(Option::is_some), "{length}: {errors:?}");
    }
}

#[test]
fn two_writers_lose_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("l.gpkg");
    let write = |first: u32| {
        let path = path.clone();
        std::thread::spawn(move || {
            let mut ledger = Sqlite::open(&path).expect("it opens");
            for number in first..first + 60 {
                let mut batch = Batch::at("2025-01-17T10:00:00Z");
                let names = [format!("A{number}"), "B".to_owned()];
                let merge = body::Merge { what: "place".into(), names, same: true, reason: String::new(), after: None };
                batch.add(Kind::Merge, &merge);
                ledger.append(&batch).expect("it is added");
            }
        })
    };
    let writers = [write(0), write(30), write(60)];
    writers.into_iter().for_each(|w| w.join().expect("no panic"));
    let proof = verify(&Sqlite::read(&path).expect("it opens")).expect("it reads");
    assert_eq!((proof.last, proof.problems), (120, vec![]));
}

#[test]
fn a_file_that_cannot_be_written_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("none").join("l.gpkg");
    let error = Sqlite::open(&path).err().expect("there is no folder").to_string();
    assert!(error.contains("cannot be opened or made"), "{error}");
}

#[test]
fn gdal_opens_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("l.gpkg");
    filled(&path);
    Sqlite::open(&path).and_then(|mut ledger| ledger.show(&[])).expect("it shows");
    let Ok(told) = Command::new("ogrinfo").args(["-so", "-al"]).arg(&path).output() else {
        return println!("skipped: ogrinfo is not installed");
    };
    let (out, warnings) = (String::from_utf8_lossy(&told.stdout), String::from_utf8_lossy(&told.stderr));
    for layer in ["articles", "claims", "findings", "snapshots", "corrections", "reviews", "codebook", "ground", "maps"]
    {
        assert!(out.contains(&format!("Layer name: {layer}")), "{layer}: {out}");
    }
    assert!(out.contains("Feature Count: 22"), "{out}");
    assert!(told.status.success() && warnings.trim().is_empty(), "{warnings}");
}
