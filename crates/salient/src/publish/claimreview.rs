//! schema.org ClaimReview as JSON-LD: the claim, who made it, where it appeared, and what the checks say of its figures.
//!
//! The rating is of figures, never of honesty: "does not add up" where a check within the article found an error, "adds up"
//! is never said where nothing was checked; without a finding there is "not rated".

use crate::record::utterance::Utterance;
use crate::record::view::View;
use serde_json::{Value, json};

/// An utterance as a review.
pub fn of(view: &View, u: &Utterance) -> Value {
    let first = u.claims[0];
    let claim = &first.claim;
    let near = |f: &&(crate::record::Id, crate::record::body::Finding)| {
        f.1.article == claim.article && f.1.start < claim.end && f.1.end > claim.start
    };
    let weight = |f: &&crate::record::body::Finding| ["note", "warning", "error"].iter().position(|s| *s == f.severity);
    let finding = view.findings.iter().filter(near).map(|(_, f)| f).max_by_key(weight);
    let places: Vec<Value> = u.claims.iter().filter_map(|s| appearance(view, s)).collect();
    let author = claim.asserter.as_ref().map(|name| json!({"name": name}));
    json!({
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "identifier": first.id,
        "claimReviewed": claim.quote,
        "datePublished": first.recorded.get(..10),
        "itemReviewed": {
            "@type": "Claim",
            "author": author,
            "datePublished": view.article_of(claim).and_then(|a| a.day()),
            "appearance": places,
        },
        "reviewRating": {
            "@type": "Rating",
            "alternateName": finding.map_or("not rated", |f| if f.severity == "error" { "does not add up" } else { "needs context" }),
            "ratingExplanation": finding.map(|f| f.message.clone()),
        },
        "author": {"@type": "Organization", "name": "Salient"},
    })
}

fn appearance(view: &View, stated: &crate::record::view::Stated) -> Option<Value> {
    let article = view.article_of(&stated.claim)?;
    Some(json!({
        "@type": "CreativeWork", "url": article.body.url, "headline": article.label(), "datePublished": article.day(),
        "publisher": article.body.publisher,
    }))
}
