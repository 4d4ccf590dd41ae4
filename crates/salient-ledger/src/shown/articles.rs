//! The table of articles.

use super::cell::{Cell, Kind};
use super::sheet::{Sheet, column};
use salient::record::view::{Article, View};
use salient::record::{Id, body};
use std::collections::HashMap;

type Row<'v> = (&'v Article, usize);

fn told(row: &Row, field: fn(&body::Article) -> &Option<String>) -> Cell {
    Cell::words(field(&row.0.body).as_deref())
}

pub(super) fn sheet(view: &View) -> Sheet<'_> {
    use Kind::{Day, Moment, Text, Whole};
    let mut counts: HashMap<&Id, usize> = HashMap::new();
    view.claims.iter().for_each(|s| *counts.entry(&s.claim.article).or_default() += 1);
    let columns = vec![
        column("id", Text, "The article: a hash of its text and of what is known beside it", |r: &Row| {
            Cell::words(Some(&r.0.id.0))
        }),
        column("published", Day, "The day of publication", |r| Cell::day(r.0.date())),
        column("title", Text, "Its title", |r| told(r, |b| &b.title)),
        column("publisher", Text, "The outlet", |r| told(r, |b| &b.publisher)),
        column("byline", Text, "The author line", |r| told(r, |b| &b.byline)),
        column("agency", Text, "The news agency that it credits", |r| told(r, |b| &b.agency)),
        column("url", Text, "Where it was published", |r| told(r, |b| &b.url)),
        column("names", Text, "The names under which it was received, set apart by `; `", |r| {
            Cell::told(Some(r.0.names.join("; ")).filter(|n| !n.is_empty()))
        }),
        column("text_hash", Text, "SHA-256 of its clean text: `text.hash`", |r| Cell::words(Some(&r.0.body.text))),
        column("claims", Whole, "How many claims of it stand", |r| Cell::count(r.1)),
        column("recorded", Moment, "When it was recorded", |r| Cell::moment(&r.0.recorded)),
    ];
    let about = "Received texts that were not withdrawn. The words stand in the table `text`.";
    let rows = view.articles.values().map(move |a| (a, counts.get(&a.id).copied().unwrap_or(0)));
    Sheet::new("articles", about, columns, rows)
}
