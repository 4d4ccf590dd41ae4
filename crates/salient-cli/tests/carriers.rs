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
    assert!(told.contains("printed otherwise by other carriers of the report, or corrected"), "{told}");
}

/// The account's figure, the one that was set aside, and why, once articles with these figures, days, addresses and first
/// lines are recorded.
fn taken(told: &[(&str, &str, &str, &str)]) -> (String, String, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let ledger = folder.path().join("l.gpkg");
    for (number, (figure, day, url, first)) in told.iter().enumerate() {
        let file = folder.path().join(format!("{number}.txt"));
        std::fs::write(&file, format!("{first}{}", report(figure, "the paper"))).expect("a file");
        let sidecar = serde_json::json!({"published": day, "url": url});
        std::fs::write(folder.path().join(format!("{number}.json")), sidecar.to_string()).expect("a file");
        salient(&ledger, &["record", "add", file.to_str().expect("UTF-8")]);
    }
    let compared = salient(&ledger, &["compare", "--case", "kursk-2024", "--on", "2024-08-20", "--format", "json"]);
    let compared: Value = serde_json::from_str(&compared).expect("JSON");
    let aside = &compared["misprinted"][0];
    let word = |v: &Value| v.as_str().unwrap_or_default().to_owned();
    (word(&aside["taken"]["figure"]), word(&aside["aside"]["figure"]), word(&aside["why"]))
}

#[test]
fn a_later_version_of_a_page_withdraws_the_figure_of_the_earlier() {
    let (page, copy) = ("https://example.org/kursk", "https://example.net/kursk");
    let told =
        [("1,000", "2024-08-12", page, ""), ("1,000", "2024-08-12", copy, ""), ("1,300", "2024-08-13", page, "")];
    let (kept, aside, why) = taken(&told);
    assert!(kept.contains("1,300") && aside.contains("1,000") && why == "version", "{kept}; {aside}; {why}");
}

#[test]
fn a_text_that_says_that_it_corrects_is_taken() {
    let urls = ["https://example.org/1", "https://example.net/2", "https://example.com/3"];
    let told = [
        ("1,300", "2024-08-12", urls[0], ""),
        ("1,300", "2024-08-12", urls[1], ""),
        ("1,000", "2024-08-14", urls[2], "(Corrects figure in paragraph 1)\n\n"),
    ];
    let (kept, aside, why) = taken(&told);
    assert!(kept.contains("1,000") && aside.contains("1,300") && why == "correction", "{kept}; {aside}; {why}");
}
