//! W3C Web Annotation as JSON-LD: a claim's quote in its text, found again by position, by its words and what stands around
//! them.

use crate::check::context::claimed;
use crate::record::view::{Stated, View};
use serde_json::{Value, json};

/// Code points of context on either side.
const AROUND: usize = 32;

/// A claim as an annotation. `text` gives a text by its hash; without it there is no context.
pub fn of(view: &View, stated: &Stated, text: &dyn Fn(&str) -> Option<String>) -> Value {
    let claim = &stated.claim;
    let article = view.article_of(claim);
    let source = article.and_then(|a| a.body.url.clone()).unwrap_or_else(|| format!("urn:salient:{}", claim.article));
    let (prefix, suffix) =
        article.and_then(|a| text(&a.body.text)).map(|t| around(&t, claim.start, claim.end)).unwrap_or_default();
    json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": format!("urn:salient:{}", stated.id),
        "type": "Annotation",
        "motivation": "describing",
        "created": stated.recorded,
        "body": {
            "type": "TextualBody",
            "format": "text/plain",
            "language": "en",
            "value": format!(
                "{} {} {}",
                claim.asserter.as_deref().unwrap_or("The text"),
                if claim.polarity == crate::extract::Polarity::Deny { "denies:" } else { "says:" },
                claimed(claim, str::to_owned)
            ),
        },
        "target": {
            "source": source,
            "state": {"type": "TextState", "sha256": article.map(|a| a.body.text.clone())},
            "selector": [
                {"type": "TextPositionSelector", "start": claim.start, "end": claim.end},
                {"type": "TextQuoteSelector", "exact": claim.quote, "prefix": prefix, "suffix": suffix},
            ],
        },
    })
}

fn around(text: &str, start: usize, end: usize) -> (String, String) {
    let from = start.saturating_sub(AROUND);
    let before = text.chars().skip(from).take(start - from).collect();
    (before, text.chars().skip(end).take(AROUND).collect())
}
