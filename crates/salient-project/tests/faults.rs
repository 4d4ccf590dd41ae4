//! What is wrong in a file is told at its place, all at once, with what may have been meant.

use salient_project::{Baseline, Project};

fn faults(text: &str) -> Vec<String> {
    let found = Project::parse("/d/salient.toml".as_ref(), text).expect_err("it is wrong");
    found.0.iter().map(ToString::to_string).collect()
}

#[test]
fn every_kind_of_fault_is_told_where_it_stands() {
    for (text, place, words) in [
        ("langauge = \"any\"", "1:1", "did you mean `language`?"),
        ("\nlanguage = \"englisch\"", "2:12", "did you mean `english`?"),
        ("language = 5", "1:12", "a text in quotation marks"),
        ("min-confidence = 1.5", "1:18", "a number from 0 to 1"),
        ("min_confidence = 0.5", "1:1", "did you mean `min-confidence`?"),
        ("[rules]\nunit-missmatch = \"on\"", "2:1", "did you mean `unit-mismatch`?"),
        ("[rules]\nunit-mismatch = true", "2:17", "a text in quotation marks"),
        ("[rules]\nunit-mismatch = \"warn\"", "2:17", "did you mean `warning`?"),
        ("rules = \"off\"", "1:9", "write [rules]"),
        ("[[ignore]]\nrule = \"unit-mismatch\"", "1:1", "needs a `reason`"),
        ("[[ignore]]\nreason = \"so\"", "1:1", "would ignore everything"),
        ("[[ignore]]\nreasn = \"so\"\nrule = \"denied\"", "2:1", "did you mean `reason`?"),
        ("[[ignore]]\nreason = \"\"\nrule = \"denied\"", "2:10", "`reason` is empty"),
        ("[[ignore]]\nreason = \"so\"\npath = \"a/***\"", "3:8", "no pattern of paths"),
        ("case = ", "1:8", "not TOML"),
        ("case = \"a\"\ncase = \"b\"", "2:1", "duplicate key"),
        ("xyzzy = 1", "1:1", "there are `language`, `case`"),
    ] {
        let told = faults(text);
        let found = told.iter().any(|t| t.starts_with(&format!("/d/salient.toml:{place}: ")) && t.contains(words));
        assert!(found, "{text}: {told:?}");
    }
    let many = faults("langauge = \"any\"\n[rules]\ndenied = \"of\"\n[[ignore]]\n");
    assert_eq!(many.len(), 4, "{many:?}");
}

#[test]
fn paths_start_from_the_file() {
    let text = "case = \"./mine\"\nledger = \"l.gpkg\"\nbaseline = \"../b.json\"\n";
    let settings = Project::parse("/d/e/salient.toml".as_ref(), text).expect("well formed").settings;
    assert_eq!(settings.case.as_deref(), Some("/d/e/./mine"));
    assert_eq!(settings.ledger.as_deref(), Some("/d/e/l.gpkg"));
    assert_eq!(settings.baseline.as_deref(), Some("/d/e/../b.json".as_ref()));
    let away = Project::parse("/d/salient.toml".as_ref(), "case = \"kursk-2024\"\nledger = \"postgres://u@h/d\"")
        .expect("well formed")
        .settings;
    assert_eq!((away.case.as_deref(), away.ledger.as_deref()), (Some("kursk-2024"), Some("postgres://u@h/d")));
}

#[test]
fn rules_of_a_file_become_options() {
    let options = |text: &str| Project::parse("/d/salient.toml".as_ref(), text).expect("well formed").options();
    let some = options("[rules]\ndenied = \"off\"\nloose-conversion = \"on\"\nunit-mismatch = \"note\"\n");
    assert_eq!((some.ignore, some.only.len()), (vec!["denied".to_owned()], 0));
    assert!(some.select.contains(&"loose-conversion".to_owned()));
    let all = options("[rules]\nall = \"on\"\ndenied = \"off\"\n");
    assert!(all.select.len() > 20 && !all.select.contains(&"denied".to_owned()));
    let none = options("[rules]\nall = \"off\"\n");
    assert!(none.select.is_empty() && none.only.is_empty() && none.ignore.len() > 20);
}

#[test]
fn a_file_that_is_no_baseline_is_told() {
    let file = "/d/b.json".as_ref();
    for (text, words) in [
        ("{", "1:1: not a baseline"),
        ("[]", "not a baseline"),
        ("{\"salient-baseline\": 1}", "missing field `texts`"),
        ("{\"salient-baseline\": 1, \"texts\": {\"a\": [{\"rule\": \"x\"}]}}", "missing field `fingerprint`"),
        ("{\"salient-baseline\": 2, \"texts\": {}}", "form 2"),
    ] {
        let told = Baseline::parse(file, text).expect_err("it is wrong").to_string();
        assert!(told.starts_with("/d/b.json:") && told.contains(words), "{text}: {told}");
    }
}
