//! A ledger of every past form opens, reads, verifies, and takes more.

#![allow(clippy::disallowed_methods, reason = "a test has a disk")]

use salient::record::view::{Known, Stated};
use salient::record::{Batch, Kind, Ledger, View, body, verify};
use salient_ledger::Sqlite;
use std::path::Path;

#[test]
fn every_past_form_opens() {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ledgers");
    let folder = tempfile::tempdir().expect("a folder");
    let mut forms = 0;
    for entry in std::fs::read_dir(kept).expect("a folder").flatten() {
        let path = folder.path().join(entry.file_name());
        std::fs::copy(entry.path(), &path).expect("a copy");
        let before = verify(&Sqlite::read(&path).expect("it opens")).expect("it reads");
        assert_eq!(before.problems, Vec::<String>::new(), "{}", path.display());
        assert!(before.entries["claim"] > 5 && before.shapes > 0, "{}", path.display());
        let view = View::load(&Sqlite::read(&path).expect("it opens"), &Known::default()).expect("it reads");
        assert_eq!(view.problems, Vec::<String>::new(), "{}", path.display());
        // The first reader told neither certainty nor tense: its claims count, and their words are read again.
        let first = path.ends_with("v1.gpkg");
        let plain = |c: &Stated| !first || c.claim.certain() && c.claim.confidence.is_none();
        assert!(view.claims.iter().all(|c| plain(c) && c.claim.tense.is_some() && c.claim.origin.is_machine()));
        let shown = rusqlite::Connection::open(&path).and_then(|file| {
            file.query_row("SELECT count(*) FROM claims WHERE typeof(published) = 'text'", [], |row| {
                row.get::<_, i64>(0)
            })
        });
        assert_eq!(
            shown.ok(),
            Some(view.claims.len() as i64),
            "{}: its claims are seen by other programs",
            path.display()
        );
        let mut claims = 0;
        let each = &mut |entry: salient::record::Entry| {
            let claim: body::Claim = entry.read()?;
            assert_eq!(
                serde_json::to_string(&claim).expect("JSON"),
                entry.body,
                "contents keep their form, so ids stay"
            );
            claims += 1;
            Ok(())
        };
        Sqlite::read(&path).expect("it opens").scan(Some(Kind::Claim), each).expect("it reads");
        assert!(claims > 5);
        let mut ledger = Sqlite::open(&path).expect("it opens for writing");
        let mut batch = Batch::at("2026-11-22T00:00:00Z");
        let names = ["Kyiv".to_owned(), "Kyjiw".to_owned()];
        batch.add(
            Kind::Merge,
            &body::Merge { what: "place".into(), names, same: true, reason: "German".into(), after: None },
        );
        assert_eq!(ledger.append(&batch).expect("it is added").new, 1);
        drop(ledger);
        let after = verify(&Sqlite::read(&path).expect("it opens")).expect("it reads");
        assert_eq!((after.problems, after.last), (Vec::new(), before.last + 1));
        forms += 1;
    }
    assert_eq!(forms, 2, "one ledger of each form is kept");
}
