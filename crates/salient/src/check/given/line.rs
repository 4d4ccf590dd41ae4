//! One claim as somebody wrote it: an object with the keys that `salient extract` prints. What is left out is nothing.

use super::near::did_you_mean;
use crate::extract::Claim;
use serde_json::{Map, Value, json};

/// The key that names an article of the record by its id, or the beginning of it.
const ARTICLE: &str = "article";

/// A claim as it was given.
pub(super) struct Line {
    /// What is claimed; where the quote stands is not settled yet.
    pub(super) claim: Claim,
    /// The article's id, its beginning, or nothing.
    pub(super) article: Option<String>,
    /// A document's name was told.
    pub(super) document: Option<String>,
    /// The code point at which the quote is said to begin.
    pub(super) start: Option<usize>,
    /// How certain the giver is, 0 to 1.
    pub(super) confidence: Option<f64>,
}

/// A claim of which nothing is told.
fn blank() -> Map<String, Value> {
    let made = json!({
        "quote": "", "predicate": "holds", "actor": null, "place": null, "low": null, "high": null, "unit": null,
        "hedge": "none", "of": null, "extent": null, "restated": [], "asserter": null, "side": null,
        "polarity": "affirm", "as_of": null, "document": "", "start": 0, "end": 0, "id": "", "confidence": 1.0,
        "tense": null, "total": false, "again": false, "people": null, "whole": null, "kind": null, "spans": {}, "reader": "",
    });
    made.as_object().cloned().unwrap_or_default()
}

/// Reads a claim.
///
/// # Errors
/// Names the key that is not known, is missing, or whose value is not of its list or kind.
pub(super) fn read(given: &Map<String, Value>) -> Result<Line, String> {
    let blank = blank();
    let mut whole = blank.clone();
    for (key, value) in given.iter().filter(|(key, value)| *key != ARTICLE && !value.is_null()) {
        if !blank.contains_key(key) {
            return Err(format!(
                "`{key}` is no field of a claim{}",
                did_you_mean(key, blank.keys().map(String::as_str))
            ));
        }
        // One by one, so that the field that is to blame is named.
        let mut one = blank.clone();
        one.insert(key.clone(), value.clone());
        claim(one).map_err(|why| format!("{key}: {why}"))?;
        whole.insert(key.clone(), value.clone());
    }
    for key in ["quote", "predicate"] {
        if given.get(key).is_none_or(Value::is_null) {
            return Err(format!("{key}: it is missing"));
        }
    }
    let mut claim = claim(whole)?;
    claim.high = claim.high.or(claim.low);
    let words = |key: &str| given.get(key).and_then(Value::as_str).filter(|w| !w.is_empty()).map(str::to_owned);
    Ok(Line {
        article: words(ARTICLE),
        document: words("document"),
        start: given.get("start").and_then(Value::as_u64).map(|n| n as usize),
        confidence: given.get("confidence").and_then(Value::as_f64),
        claim,
    })
}

fn claim(fields: Map<String, Value>) -> Result<Claim, String> {
    serde_json::from_value(Value::Object(fields)).map_err(|e| e.to_string())
}

#[cfg(test)]
mod tests {
    use super::read;
    use serde_json::{Value, json};

    fn told(given: &Value) -> Result<super::Line, String> {
        read(given.as_object().expect("an object"))
    }

    #[test]
    fn a_few_fields_are_enough_and_one_number_is_both_ends() {
        let line = told(&json!({"quote": "q", "predicate": "gained", "low": 3, "start": 7})).expect("a claim");
        assert_eq!((line.claim.low, line.claim.high, line.start), (Some(3.0), Some(3.0), Some(7)));
        assert_eq!((line.confidence, line.article), (None, None));
    }

    #[test]
    fn the_field_that_is_to_blame_is_named() {
        let why = |given: Value| told(&given).err().expect("refused");
        assert!(
            why(json!({"quote": "q", "predicate": "gained", "lwo": 3}))
                .contains("`lwo` is no field of a claim; did you mean `low`?")
        );
        assert!(why(json!({"quote": "q", "predicate": "grabbed"})).starts_with("predicate: unknown variant `grabbed`"));
        assert!(why(json!({"quote": "q", "predicate": "gained", "low": "many"})).starts_with("low: "));
        assert_eq!(why(json!({"predicate": "gained"})), "quote: it is missing");
    }

    #[test]
    fn what_extract_prints_is_read() {
        let article = crate::read::text("a.txt", "Rebels captured the town of Tadef, Syria, the army said.");
        for claim in crate::extract::claims(&article) {
            let line = told(&json!(claim)).expect("its own form");
            assert_eq!((line.document.as_deref(), line.claim.quote), (Some("a.txt"), claim.quote));
        }
    }
}
