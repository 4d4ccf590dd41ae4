//! The table of findings.

use super::cell::{Cell, Kind};
use super::sheet::{Sheet, column};
use salient::record::view::{Article, View};
use salient::record::{Id, body};

struct Row<'v> {
    view: &'v View,
    id: &'v Id,
    finding: &'v body::Finding,
}

pub(super) fn sheet(view: &View) -> Sheet<'_> {
    use Kind::{Day, Text, Truth, Whole};
    let columns = vec![
        column("id", Text, "The finding: a hash of its content", |r: &Row| Cell::words(Some(&r.id.0))),
        column("article", Text, "The article: `articles.id`", |r| Cell::words(Some(&r.finding.article.0))),
        column("published", Day, "The day on which the article was published", |r| {
            Cell::day(r.view.articles.get(&r.finding.article).and_then(Article::date))
        }),
        column("rule", Text, "The rule; `salient rule NAME` tells what it checks", |r| {
            Cell::words(Some(&r.finding.rule))
        }),
        column(
            "severity",
            Text,
            "error (cannot be right as printed), warning (conflicts with another record), note",
            |r| Cell::words(Some(&r.finding.severity)),
        ),
        column("message", Text, "What is printed, what it should be, and the cause where it can be told", |r| {
            Cell::words(Some(&r.finding.message))
        }),
        column("quote", Text, "The words of the text", |r| Cell::words(Some(&r.finding.quote))),
        column("expected", Text, "What the other figures call for", |r| Cell::words(Some(&r.finding.expected))),
        column("basis", Text, "The arithmetic, or the other source", |r| Cell::words(Some(&r.finding.basis))),
        column(
            "against_record",
            Truth,
            "It was found by `salient record check`, against the whole record and its maps",
            |r| Cell::Truth(r.view.runs.get(&r.finding.run).is_some_and(|run| run.against.is_some())),
        ),
        column("start", Whole, "Where the words begin, in code points of the article's text, from 0", |r| {
            Cell::count(r.finding.start)
        }),
        column("end", Whole, "One past the last code point", |r| Cell::count(r.finding.end)),
    ];
    let about =
        "What does not add up: within each article, and, after `salient record check`, against the whole record.";
    let rows = view.findings.iter().map(move |(id, finding)| Row { view, id, finding });
    Sheet::new("findings", about, columns, rows)
}
