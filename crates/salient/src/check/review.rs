//! Recorded articles, checked again: against the record and the maps as they were known on each article's day.

use super::account::statement::{self, Topic};
use super::{Maps, Options, Record, Report, against};
use crate::read::{self, Meta};
use crate::record::view::{Article, View};
use crate::record::{Error, Id};
use std::collections::BTreeSet;

/// The articles with a claim about a topic.
pub fn about<'v>(view: &'v View, maps: &Maps, topic: &Topic) -> BTreeSet<&'v Id> {
    let says = |claim: &crate::record::body::Claim| statement::read(claim, maps).is_some_and(|(t, _)| t == *topic);
    view.claims.iter().filter(|s| says(&s.claim)).map(|s| &s.claim.article).collect()
}

/// What is known beside an article's text.
pub fn meta(article: &Article) -> Meta {
    let body = article.body.clone();
    Meta {
        title: body.title,
        published: body.published,
        url: body.url,
        publisher: body.publisher,
        byline: body.byline,
        agency: body.agency,
    }
}

/// Checks a recorded article with the rules that run by default.
///
/// # Errors
/// The ledger cannot be read, or the text is missing.
pub fn review(record: &Record, article: &Article) -> Result<(read::Article, Report), Error> {
    let text = record.text(&article.body.text)?;
    let read = read::plain(article.label(), text, meta(article));
    let report = against(&read, &Options::default(), Some(record.maps), Some(record));
    Ok((read, report))
}
