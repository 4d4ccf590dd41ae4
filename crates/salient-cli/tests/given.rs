//! Claims from elsewhere: exact or refused; reviewed; corrected and merged only to what can be.

#![allow(clippy::disallowed_methods, reason = "a test has a disk")]

use serde_json::{Value, json};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// A ledger of its own with the bundled articles on Kursk.
struct Bench {
    folder: tempfile::TempDir,
}

impl Bench {
    fn new() -> Self {
        let bench = Self { folder: tempfile::tempdir().expect("a folder") };
        let texts = Path::new(env!("CARGO_MANIFEST_DIR")).join("record");
        bench.good(&["record", "add", &format!("{}/*.txt", texts.display())]);
        bench
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_salient"));
        command.args(args).env("NO_COLOR", "1").env("SALIENT_LEDGER", self.folder.path().join("l.gpkg"));
        command
    }

    fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().expect("it runs")
    }

    fn good(&self, args: &[&str]) -> String {
        let out = self.run(args);
        assert!(out.status.success(), "{args:?}: {}", String::from_utf8_lossy(&out.stderr));
        String::from_utf8_lossy(&out.stdout).into_owned()
    }

    /// What is complained about; the exit code is 2.
    fn bad(&self, args: &[&str]) -> String {
        let out = self.run(args);
        assert_eq!(out.status.code(), Some(2), "{args:?}: {}", String::from_utf8_lossy(&out.stdout));
        String::from_utf8_lossy(&out.stderr).into_owned()
    }

    fn claims(&self, args: &[&str]) -> Vec<Value> {
        let told = self.good(&[&["claims", "--format", "json"], args].concat());
        serde_json::from_str(&told).expect("JSON")
    }

    fn file(&self, name: &str, lines: &[Value]) -> String {
        let path = self.folder.path().join(name);
        let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
        std::fs::write(&path, text).expect("a file");
        path.to_str().expect("UTF-8").to_owned()
    }
}

const AUGUST: &str = "kursk-august-20.txt";

/// A claim that stands in the article of 20 August, with some fields changed.
fn claim(changed: &Value) -> Value {
    let mut out = json!({
        "document": AUGUST, "quote": "Ukraine now controls 1,263 square kilometers (488 square miles) and 93 settlements",
        "predicate": "holds", "actor": "UA", "place": "Kursk region", "low": 1263, "unit": "km2",
        "asserter": "Ukraine's army", "side": "UA", "as_of": "2024-08-20",
    });
    for (key, value) in changed.as_object().expect("an object") {
        out[key] = value.clone();
    }
    out
}

#[test]
fn of_ten_proposals_three_are_refused_and_told() {
    let bench = Bench::new();
    let lines: Vec<Value> = [
        json!({}),
        json!({"low": 488, "unit": "mi2"}),
        json!({"low": 93, "unit": "settlements"}),
        json!({"low": 1283}),
        json!({"hedge": "about", "asserter": "a source"}),
        json!({"quote": "Ukraine now controls 1263 square kilometers"}),
        json!({"as_of": "2024-08"}),
        json!({"actor": "UK"}),
        json!({"restated": [{"low": 488, "high": 488, "unit": "mi2"}], "asserter": "his staff"}),
        json!({"side": "other", "asserter": "a monitor", "confidence": 0.4}),
    ]
    .iter()
    .map(claim)
    .collect();
    let file = bench.file("ten.ndjson", &lines);
    let args = ["record", "add", "--claims", &file, "--origin", "proposed by a model"];
    let out = bench.run(&args);
    let (told, refused) = (String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr));
    assert_eq!(out.status.code(), Some(2), "{refused}");
    assert!(told.ends_with("7 claims recorded, 0 known before, 3 refused\n"), "{told}");
    let reasons: Vec<&str> = refused.lines().collect();
    assert!(
        reasons[0].contains("line 4: low, high: 1283 does not stand in the quote; it has “1,263 square kilometers")
    );
    assert!(reasons[1].contains("line 6: quote: it does not stand in the text word for word"), "{}", reasons[1]);
    assert!(reasons[2].contains("line 8: actor: no party has the code `UK`"), "{}", reasons[2]);
    assert_eq!(reasons.len(), 3);
    let proposed = bench.claims(&["--origin", "proposed"]);
    assert_eq!(proposed.len(), 7);
    let carrier = |c: &Value| c["carriers"][0].clone();
    assert!(proposed.iter().all(|c| carrier(c)["origin"] == "proposed by a model" && c["review"] == "unreviewed"));
    assert!(bench.claims(&["--origin", "proposed by somebody else"]).is_empty());
    bench.good(&["record", "verify"]);
    // What is there is not added again.
    let again = bench.run(&args);
    assert!(String::from_utf8_lossy(&again.stdout).ends_with("0 claims recorded, 7 known before, 3 refused\n"));
}

#[test]
fn lines_that_are_no_claims_are_named() {
    let bench = Bench::new();
    let why = |line: &Value| {
        let file = bench.file("one.ndjson", std::slice::from_ref(line));
        bench.bad(&["record", "add", "--claims", &file, "--origin", "person"])
    };
    for (changed, word) in [
        (json!({"unit": "bananas"}), "unit: unknown variant `bananas`"),
        (json!({"unit": "acre"}), "unit: claims count in one of km2"),
        (json!({"unit": "persons"}), "unit: the quote does not give that number in persons"),
        (json!({"predicate": "grabbed"}), "predicate: unknown variant `grabbed`"),
        (json!({"asof": "2024"}), "`asof` is no field of a claim; did you mean `as_of`?"),
        (json!({"as_of": "2024-13-01"}), "as_of: `2024-13-01` is no day"),
        (json!({"document": "kursk-august-21.txt"}), "did you mean `kursk-august-20.txt`?"),
        (json!({"document": null}), "article: tell the article by its id"),
        (json!({"article": "zz"}), "article: no article has an id that begins with `zz`"),
        (json!({"place": "Belgorod region"}), "place: “Belgorod region” does not stand in the text"),
        (json!({"low": null}), "low: a unit or an upper end without a figure"),
        (json!({"low": null, "unit": null}), "low, extent: neither"),
        (json!({"high": 1000}), "low, high: the lower end is above the upper"),
        (json!({"restated": [{"low": 489, "high": 489, "unit": "mi2"}]}), "restated: low, high: 489 does not stand"),
        (json!({"side": "Ukraina"}), "side: no party has the code `Ukraina`"),
        (json!({"confidence": 2}), "confidence: 2 is not from 0 to 1"),
    ] {
        let told = why(&claim(&changed));
        assert!(told.contains(word), "{changed}: {told}");
    }
    let no_json = bench.folder.path().join("no.ndjson");
    std::fs::write(&no_json, "these are notes\n[1]\n").expect("a file");
    let told = bench.bad(&["record", "add", "--claims", no_json.to_str().expect("UTF-8"), "--origin", "person"]);
    assert!(told.contains("line 1: no JSON object") && told.contains("line 2: no JSON object"), "{told}");
    assert!(bench.claims(&["--origin", "person"]).is_empty(), "nothing of it was recorded");
}

#[test]
fn what_extract_prints_is_taken_back() {
    let bench = Bench::new();
    let texts = Path::new(env!("CARGO_MANIFEST_DIR")).join("record/*.txt");
    let printed = bench.good(&["extract", "--format", "ndjson", texts.to_str().expect("UTF-8")]);
    let count = printed.lines().count();
    assert!(count >= 10, "{printed}");
    let file = bench.folder.path().join("extracted.ndjson");
    std::fs::write(&file, printed).expect("a file");
    let args = ["record", "add", "--claims", file.to_str().expect("UTF-8"), "--origin", "person"];
    let told = bench.good(&args);
    assert!(told.contains(&format!("0 claims recorded, {count} known before, 0 refused")), "{told}");
}

#[test]
fn one_by_hand_counts_and_a_proposal_counts_when_it_is_confirmed() {
    let bench = Bench::new();
    let article = bench.good(&["article", "--format", "json"]);
    let line = article.lines().find(|l| l.contains("counts settlements")).expect("the article");
    let id = serde_json::from_str::<Value>(line).expect("JSON")["id"].as_str().expect("an id").to_owned();
    let quote = "Ukraine now controls 1,263 square kilometers (488 square miles)";
    let mut args = vec!["record", "claim", "--article", &id[..8], "--quote", quote, "--predicate", "holds"];
    args.extend(["--actor", "UA", "--low", "488", "--unit", "mi2", "--asserter", "Pavlo Petrenko", "--side", "UA"]);
    args.extend(["--place", "Kursk region", "--as-of", "2024-08-21"]);
    assert!(bench.good(&args).contains("1 claim recorded"));
    let mine = bench.claims(&["--origin", "person"]);
    assert_eq!((mine.len(), &mine[0]["low"], &mine[0]["origin"]), (1, &488.0.into(), &"person".into()));
    assert_eq!(mine[0]["carriers"][0]["spans"]["number"].as_array().expect("where it stands").len(), 2);
    let said = |who: &str| {
        let compare = ["compare", "--case", "kursk-2024", "--on", "2024-08-21", "--format", "json"];
        bench.good(&compare).contains(who)
    };
    assert!(said("Pavlo Petrenko"), "a person's claim counts");
    args.extend(["--origin", "proposed by a model"]);
    let at = args.iter().position(|a| *a == "Pavlo Petrenko").expect("the speaker");
    args[at] = "Olha Ivanenko";
    bench.good(&args);
    assert!(!said("Olha Ivanenko"), "a proposal does not count");
    let proposal = bench.claims(&["--origin", "proposed"])[0]["id"].as_str().expect("an id").to_owned();
    bench.good(&["review", &proposal, "--confirm", "--reviewer", "An editor"]);
    assert!(said("Olha Ivanenko"), "but when it is confirmed");
    let confirmed = bench.claims(&["--review", "confirmed"]);
    assert_eq!((confirmed.len(), &confirmed[0]["reviewer"]), (1, &"An editor".into()));
    bench.good(&["review", &proposal, "--take-back", "--reviewer", "An editor"]);
    assert!(!said("Olha Ivanenko") && bench.claims(&["--review", "confirmed"]).is_empty());
    bench.good(&["record", "verify"]);
}

#[test]
fn review_steps_from_the_least_certain_on() {
    let bench = Bench::new();
    let all = bench.claims(&[]);
    let mut certainty: Vec<f64> = all.iter().filter_map(|c| c["confidence"].as_f64()).collect();
    certainty.sort_by(f64::total_cmp);
    let mut child = bench
        .command(&["review", "--reviewer", "An editor"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("it runs");
    let mut answers = child.stdin.take().expect("a pipe");
    answers.write_all(b"r not so\nwhat\nc\ns\nq\n").expect("it is read");
    drop(answers);
    let out = child.wait_with_output().expect("it ends");
    let told = String::from_utf8_lossy(&out.stdout).into_owned();
    assert!(out.status.success() && told.contains("`what` is no answer"), "{told}");
    assert!(told.ends_with(&format!("1 confirmed, 1 rejected, 1 skipped, {} left\n", all.len() - 3)), "{told}");
    let shown: Vec<f64> = told.split("certainty ").skip(1).filter_map(|t| t[..4].parse().ok()).collect();
    assert_eq!(shown.len(), 4);
    assert!(shown.is_sorted() && (shown[0] - certainty[0]).abs() < 0.006, "{shown:?} of {certainty:?}");
    let rejected = bench.claims(&["--review", "rejected"]);
    assert_eq!((rejected.len(), bench.claims(&[]).len()), (1, all.len() - 1));
    assert_eq!(rejected[0]["reviewer"], "An editor");
    let export = bench.good(&["record", "export", "--kind", "review"]);
    assert!(export.contains("not so") && export.lines().count() == 2, "{export}");
    // What was answered is not asked again.
    let mut again = bench.command(&["review", "--reviewer", "Another"]).stdin(Stdio::null()).output().expect("it runs");
    let first = String::from_utf8_lossy(&again.stdout).into_owned();
    assert!(first.starts_with(&format!("1 of {}", all.len() - 2)), "{first}");
    again = bench.run(&["review", "ffff", "--confirm", "--reviewer", "Another"]);
    assert_eq!(again.status.code(), Some(2));
}

#[test]
fn corrections_and_merges_must_fit() {
    let bench = Bench::new();
    let claim = bench.claims(&["--speaker", "Syrskyi", "--predicate", "holds", "--from", "2025-02-01"]);
    let id = claim[0]["id"].as_str().expect("an id").to_owned();
    let correct = |set: &str| bench.bad(&["record", "correct", &id, "--set", set, "--reason", "x"]);
    assert!(correct("side=XX").contains("side: no party has the code `XX`"));
    assert!(correct("actor=Ukrain").contains("actor: no party has the code `Ukrain`"));
    assert!(correct("low=600").contains("low, high: 600 does not stand in the quote; it has"));
    assert!(correct("unit=persons").contains("unit: the quote does not give that number in persons"));
    assert!(correct("asserted=x").contains("asserted: not a field that can be set; did you mean `asserter`?"));
    let speaker = correct("asserter=Oleksandr Syrskii Junior");
    assert!(speaker.contains("no claim of the record has the speaker `Oleksandr Syrskii Junior`"), "{speaker}");
    bench.good(&["record", "correct", &id, "--set", "asserter=Valery Gerasimov", "--reason", "of another article"]);
    let merge = |a: &str, b: &str| bench.bad(&["record", "merge", "speaker", a, b, "--reason", "x"]);
    let told = merge("Sergei Rudskoi", "Serge Rudskoy-Petrov");
    assert!(told.contains("no claim of the record has the speaker `Serge Rudskoy-Petrov`"), "{told}");
    let near = merge("Sergei Rudskoi", "Valery Gerasimof X");
    assert!(near.contains("Valery Gerasimov"), "{near}");
    bench.good(&["record", "merge", "speaker", "Sergei Rudskoi", "Valery Gerasimov", "--reason", "for the test"]);
    bench.bad(&["record", "merge", "place", "Kursk region", "Atlantis", "--reason", "x"]);
}
