//! `salient record check`: the findings of a whole record, in it; stopped and gone on with.

#![allow(clippy::disallowed_methods, reason = "a test has a disk")]

use salient::record::Ledger;
use salient::record::view::{Known, View};
use salient_ledger::Sqlite;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

fn salient(ledger: &Path, args: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_salient"));
    let out = command.args(args).env("NO_COLOR", "1").env("SALIENT_LEDGER", ledger).output().expect("it runs");
    assert!(out.status.success(), "{args:?}: {}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8_lossy(&out.stdout).into_owned()
}

fn rules(ledger: &Path) -> BTreeSet<String> {
    let view = View::load(&Sqlite::read(ledger).expect("it opens"), &Known::default()).expect("it reads");
    view.findings.into_iter().map(|(_, f)| f.rule).collect()
}

/// A report of one day, as two outlets print it.
fn carriers(folder: &Path) -> Vec<String> {
    let report = |figure: &str, outlet: &str| {
        format!(
            "Ukrainian forces control {figure} square kilometers in the Kursk region, Oleksandr Syrskyi said on Monday. The \
             commander-in-chief gave the figure in a call with the president, who praised the soldiers for their courage and \
             asked for more air defense from partners abroad. Reporters had no way into the border region to verify what was \
             said, and the other side had not commented by the evening of that day. Read more in {outlet}."
        )
    };
    let all = [("a", "about 1,000"), ("b", "about 1,300"), ("c", "about 1,000")];
    let write = |(name, figure): &(&str, &str)| {
        let file = folder.join(format!("{name}.txt"));
        std::fs::write(&file, report(figure, name)).expect("a file");
        file.to_str().expect("UTF-8").to_owned()
    };
    all.iter().map(write).collect()
}

#[test]
fn a_check_of_the_record_goes_on_where_it_stopped() {
    let folder = tempfile::tempdir().expect("a folder");
    let ledger = folder.path().join("l.gpkg");
    for file in carriers(folder.path()) {
        salient(&ledger, &["record", "add", &file, "--published", "2024-08-12"]);
    }
    assert!(rules(&ledger).is_empty(), "nothing within these texts is wrong");
    let check = |more: &[&str]| salient(&ledger, &[&["record", "check", "--case", "kursk-2024"], more].concat());
    let first = check(&["--most", "2"]);
    assert!(first.starts_with("2 articles checked, 0 known before, 1 left; "), "{first}");
    let second = check(&[]);
    assert!(second.starts_with("1 articles checked, 2 known before, 0 left; "), "{second}");
    let head = || Sqlite::read(&ledger).expect("it opens").head().expect("a head");
    let before = head();
    assert!(check(&[]).starts_with("0 articles checked, 3 known before, 0 left; 0 findings"));
    assert_eq!(head(), before, "nothing is written twice");
    assert!(rules(&ledger).contains("figure-altered"), "what only the record tells is found: {:?}", rules(&ledger));
    assert!(salient(&ledger, &["record", "export", "--kind", "finding"]).contains("figure-altered"));
    salient(&ledger, &["record", "verify"]);
    // A record that has grown is another one: articles are checked again, and findings are there once.
    let more = Path::new(env!("CARGO_MANIFEST_DIR")).join("demo/kursk-january.txt");
    salient(&ledger, &["record", "add", more.to_str().expect("UTF-8")]);
    assert!(rules(&ledger).contains("unit-mismatch"), "what was found within the new text is there");
    let third = check(&[]);
    assert!(third.starts_with("4 articles checked, 0 known before, 0 left; "), "{third}");
    assert!(["unit-mismatch", "figure-altered"].iter().all(|rule| rules(&ledger).contains(*rule)));
    let view = View::load(&Sqlite::read(&ledger).expect("it opens"), &Known::default()).expect("it reads");
    let places: BTreeSet<_> = view.findings.iter().map(|(_, f)| (&f.article, &f.rule, f.start, &f.message)).collect();
    assert_eq!(places.len(), view.findings.len(), "no finding is there twice");
}
