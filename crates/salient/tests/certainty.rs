//! Claims that were read with little certainty are told and kept, and count in no check across texts and in no answer.

use salient::check::account::Accounts;
use salient::check::asked::Asked;
use salient::check::{Maps, Options, article, recorded};
use salient::extract::{Claim, Predicate, Side, Unit};
use salient::publish::text::Style;
use salient::publish::{csv, table};
use salient::read::{Meta, plain};
use salient::record::utterance::{Reports, utterances};
use salient::record::view::Known;
use salient::record::{Ledger, Memory, View, received};
use salient_map::{Case, Store};

const TEXT: &str =
    "Russian forces have retaken 801 square kilometers in the Kursk region, the Russian Defense Ministry said.";

const CASE: &str = r#"
    name = "example"
    title = "An example"
    start = "2024-08-06"
    region = "RU-KRS"
    soil = "RU"
    party = [{ code = "UA", name = "Ukraine" }, { code = "RU", name = "Russia" }]
"#;

/// The record of one text, of which the claims are that certain.
fn recorded_with(confidence: f64) -> Memory {
    let meta = Meta { published: Some("2025-01-17".to_owned()), ..Meta::default() };
    let read = plain("a.txt", TEXT.to_owned(), meta);
    let mut report = article(&read, &Options::default());
    assert!(!report.claims.is_empty());
    report.claims.iter_mut().for_each(|c| c.confidence = confidence);
    let mut batch = recorded::statements(&read, &report, received(&read, ""));
    "2025-06-01T00:00:00Z".clone_into(&mut batch.recorded);
    let mut ledger = Memory::default();
    ledger.append(&batch).expect("memory");
    ledger
}

#[test]
fn accounts_count_what_is_certain() {
    for (confidence, counts) in [(0.9, true), (0.5, true), (0.49, false)] {
        let ledger = recorded_with(confidence);
        let view = View::load(&ledger, &Known::default()).expect("memory");
        let reports = Reports::find(&ledger, &view).expect("memory");
        let said = utterances(&view, &reports);
        let (store, case) = (Store::default(), Case::parse(CASE).expect("a case"));
        let maps = Maps::new(&store, Some(&case), None);
        assert_eq!(!Accounts::read(&view, &said, &maps).of.is_empty(), counts, "{confidence}");
        let asked = |least| Asked { min_confidence: Some(least), ..Asked::default() }.among(&view, &maps, &said).len();
        assert_eq!((asked(confidence), asked(0.95)), (said.len(), 0));
        assert_eq!(said[0].confidence(), Some(confidence));
    }
}

#[test]
fn options_leave_out_what_is_less_certain() {
    let read = plain("a.txt", TEXT.to_owned(), Meta::default());
    let told = |least: f64| article(&read, &Options { min_confidence: least, ..Options::default() }).claims.len();
    assert_eq!((told(0.3), told(1.1)), (1, 0));
}

#[test]
fn tables_mark_what_is_uncertain() {
    let read = plain("a.txt", TEXT.to_owned(), Meta::default());
    let mut claims = article(&read, &Options::default()).claims;
    let print = |claims: &[Claim], colour| table::claims(claims, Style { colour, width: 160 });
    assert!(!print(&claims, true).contains('\x1b') && !print(&claims, false).contains('?'));
    claims[0].confidence = 0.4321;
    assert!(print(&claims, true).contains("\x1b[2m") && !print(&claims, false).contains('\x1b'));
    assert!(print(&claims, false).contains("gained ?"));
    assert!(csv::claims(&claims).lines().nth(1).is_some_and(|l| l.contains(",0.432,")));
}

#[test]
fn claims_tell_their_parts() {
    let read = plain("a.txt", TEXT.to_owned(), Meta::default());
    let claim = &article(&read, &Options::default()).claims[0];
    let words = |span: Option<[usize; 2]>| span.map(|[a, b]| &TEXT[a..b]);
    assert_eq!(words(claim.spans.number), Some("801 square kilometers"));
    assert_eq!(words(claim.spans.trigger), Some("retaken"));
    assert!(claim.total && claim.again && !claim.reader.is_empty());
}

#[test]
fn claims_without_the_new_fields_are_read() {
    let old = r#"{"quote":"q","predicate":"holds","actor":"UA","place":null,"low":3,"high":3,"unit":"km2","hedge":"about",
        "of":null,"extent":null,"restated":[],"asserter":"A","side":"other","polarity":"affirm","as_of":null,
        "document":"d","start":0,"end":1,"id":"i"}"#;
    let claim: Claim = serde_json::from_str(old).expect("a claim");
    assert!(claim.certain() && claim.spans.is_empty());
    assert_eq!((claim.predicate, claim.unit, &claim.side), (Predicate::Holds, Some(Unit::Km2), &Some(Side::Other)));
    let again = serde_json::to_value(&claim).expect("JSON");
    let before: serde_json::Value = serde_json::from_str(old).expect("JSON");
    for (key, value) in before.as_object().expect("an object") {
        assert_eq!(&again[key], value, "{key}");
    }
}
