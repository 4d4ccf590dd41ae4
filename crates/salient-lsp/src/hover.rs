//! What is under the pointer: the claim as it was read, and the figure in other units.

use crate::check::Checked;
use crate::client::Client;
use crate::points::Points;
use gen_lsp_types::{Contents, Hover, MarkupContent, MarkupKind, Position};
use salient::check::context::like;
use salient::extract::{Claim, Document, Polarity};
use salient::lexicon::english;
use salient::publish::table::amount;

/// The units that a figure is told in, by the names of the lexicon, and those that it is told in then.
const OTHER: [(&[&str], &[&str]); 4] = [
    (&["km2", "ha", "m2", "dunam", "feddan"], &["mi2"]),
    (&["mi2", "acre", "ft2", "yd2"], &["km2"]),
    (&["km", "m", "cm", "mm"], &["mi"]),
    (&["mi", "nmi", "ft", "yd", "in", "fathom", "furlong"], &["km"]),
];

/// What is told at a position.
pub(crate) fn at(checked: &Checked, position: Position, client: &Client) -> Option<Hover> {
    let (article, report) = checked.found.as_ref()?;
    let byte = checked.job.lines.byte(position, client.encoding);
    let points = Points::new(checked.job.lines.text());
    let over = |c: &&Claim| points.bytes(c.start, c.end).contains(&byte);
    let number = |c: &Claim| c.spans.number.is_some_and(|[from, to]| points.bytes(from, to).contains(&byte));
    // Of claims that share their words, the one whose figure is pointed at; else the shortest.
    let claim = report.claims.iter().filter(over).min_by_key(|c| (!number(c), c.end - c.start));
    let figure = converted(&Document::new(article), byte);
    let told: Vec<String> = claim.map(told).into_iter().chain(figure.map(|f| f.1)).collect();
    let range = claim.map(|c| points.bytes(c.start, c.end));
    let contents = MarkupContent { kind: MarkupKind::Markdown, value: told.join("\n\n") };
    (!told.is_empty()).then(|| Hover {
        contents: Contents::MarkupContent(contents),
        range: range.map(|r| checked.job.lines.range(r, client.encoding)),
    })
}

/// A claim in words.
fn told(claim: &Claim) -> String {
    let denied = if claim.polarity == Polarity::Deny { "not " } else { "" };
    let who = claim.actor.as_deref().unwrap_or("somebody");
    let mut lines = vec![format!("**{who}** {denied}{} **{}**", claim.predicate, amount(claim).trim())];
    let mut line = |name: &str, value: Option<String>| lines.extend(value.map(|v| format!("- {name}: {v}")));
    line("where", claim.place.clone());
    line("as of", claim.as_of.clone());
    let side = claim.side.as_ref().map(|s| format!(" ({s})")).unwrap_or_default();
    line("said by", Some(claim.asserter.as_ref().map_or_else(|| "the text".to_owned(), |a| format!("{a}{side}"))));
    let doubt = if claim.certain() { "" } else { ": too uncertain to count in checks" };
    line("confidence", Some(format!("{:.2}{doubt}", claim.confidence)));
    lines.join("\n")
}

/// The measure at a byte of the text as received, in another unit.
fn converted(document: &Document, byte: usize) -> Option<(usize, String)> {
    let units = &english().units;
    for sentence in &document.sentences {
        let run = document.run(sentence);
        for q in &sentence.figures {
            let Some(unit) = q.unit().map(|u| &units[u]) else { continue };
            let (from, to) = (run.at(q.from).start as usize, run.at(q.to - 1).end as usize);
            let here = document.article.source_byte(from)..=document.article.source_byte(to);
            let Some((_, others)) = OTHER.iter().find(|(of, _)| of.contains(&unit.name.as_str())) else { continue };
            if !here.contains(&byte) || q.compound {
                continue;
            }
            let other = units.iter().find(|u| others.contains(&u.name.as_str()))?;
            let value = |v: f64| like(v * unit.factor / other.factor, v);
            let high = if q.is_range() { format!("–{}", value(q.high.value)) } else { String::new() };
            let low = value(q.low.value);
            return Some((from, format!("{} = {low}{high} {}", run.slice(q.from, q.to), other.symbol)));
        }
    }
    None
}
