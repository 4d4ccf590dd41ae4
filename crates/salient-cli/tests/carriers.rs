//! One report in the hands of many carriers: a misprint is told, and is not charged to the speaker.

#![allow(clippy::disallowed_methods, reason = "a test has a disk")]

use serde_json::Value;
use std::path::Path;
use std::process::Command;

fn salient(ledger: &Path, args: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_salient"));
    let out = command.args(args).env("NO_COLOR", "1").env("SALIENT_LEDGER", ledger).output().expect("it runs");
    let told = String::from_utf8_lossy(&out.stderr);
    assert!(out.status.code().is_some_and(|code| code < 2), "{args:?}: {told}");
    String::from_utf8_lossy(&out.stdout).into_owned()
}

/// The report as an outlet prints it.
fn report(figure: &str, outlet: &str) -> String {
    format!(
        "Ukrainian forces control {figure} square kilometers in the Kursk region, Oleksandr Syrskyi said on Monday. The \
         commander-in-chief gave the figure in a call with the president, who praised the soldiers for their courage and \
         asked for more air defense from partners abroad. Reporters had no way into the border region to verify what was \
         said, and the other side had not commented by the evening of that day. Read more in {outlet}."
    )
}

#[test]
fn about_a_thousand_and_about_thirteen_hundred_are_two_figures() {
    let folder = tempfile::tempdir().expect("a folder");
    let ledger = folder.path().join("l.gpkg");
    let mut files = Vec::new();
    for (name, figure) in [("a", "about 1,000"), ("b", "about 1,300"), ("c", "about 1,000")] {
        let file = folder.path().join(format!("{name}.txt"));
        std::fs::write(&file, report(figure, name)).expect("a file");
        files.push(file.to_str().expect("UTF-8").to_owned());
        salient(&ledger, &["record", "add", &files[files.len() - 1], "--published", "2024-08-12"]);
    }
    let check = |file: &str| {
        let args = ["check", file, "--published", "2024-08-12", "--case", "kursk-2024", "--format", "json", "--ledger"];
        let told = salient(&ledger, &[&args[..], &[ledger.to_str().expect("UTF-8")]].concat());
        let all: Vec<Value> = serde_json::from_str(&told).expect("JSON");
        all.into_iter().filter(|f| f["rule"] == "figure-altered").collect::<Vec<_>>()
    };
    let found = check(&files[1]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0]["message"].as_str().expect("a message").contains("1,000"), "{found:?}");
    let compared = salient(&ledger, &["compare", "--case", "kursk-2024", "--on", "2024-08-12", "--format", "json"]);
    let compared: Value = serde_json::from_str(&compared).expect("JSON");
    let side = &compared["sides"][0];
    assert_eq!(side["statements"].as_array().expect("statements").len(), 1, "{side}");
    assert_eq!((&side["says"]["soft"]["low"], &side["says"]["soft"]["high"]), (&900.0.into(), &1100.0.into()));
    let aside = &compared["misprinted"][0];
    assert!(aside["aside"]["figure"].as_str().expect("a figure").contains("1,300"), "{aside}");
    assert!(aside["taken"]["figure"].as_str().expect("a figure").contains("1,000"), "{aside}");
    let told = salient(&ledger, &["compare", "--case", "kursk-2024", "--on", "2024-08-12"]);
    assert!(told.contains("printed otherwise by other carriers of the report"), "{told}");
}
