//! What is counted: each figure of a day with its definition, which readings fit, and which statements cannot all hold.

use super::{About, encoded, mark, page};
use crate::api::{Found, Question};
use crate::app::{App, Config};
use crate::asked::Asked;
use crate::error::Problem;
use crate::world::World;
use axum::extract::{Path, State};
use axum::response::Response;
use maud::{Markup, html};
use salient::check::compare::{Comparison, Figure, Said};
use salient::check::context::figure;
use salient::extract::Polarity;
use salient::publish::answer::{against, before, day};
use salient::publish::compare::{printed, range};
use salient::publish::{sideless, titles};
use salient::read::marks::shown;
use salient::record::Id;
use std::sync::Arc;

/// `/compare/CASE`
pub(crate) async fn get(
    State(app): State<Arc<App>>,
    Path(name): Path<String>,
    Asked(question): Asked<Question>,
) -> Result<Response, Problem> {
    if let Some(name) = name.strip_suffix(".json") {
        return super::case::twin(&app, Question { case: Some(name.to_owned()), ..question }).await;
    }
    let (config, question) = (app.config.clone(), Question { case: Some(name), ..question });
    app.ask(move |world| whole(world, &config, &question)).await.map(super::answer)
}

fn whole(world: &World, config: &Config, question: &Question) -> Result<Markup, Problem> {
    let found = question.find(world)?;
    let day = found.scene.day(world, found.case, found.on);
    let (c, case) = (&day.comparison, &found.case.case.name);
    let asked = super::case::address(question, found.on);
    let twin = format!("/compare/{case}.json{asked}");
    let title = format!("What is counted: {}, {}", found.scene.region, found.on.strftime("%-d %B %Y"));
    let about = About { twin: Some(&twin), ..About::new(&title, &day.verdict.1, "/compare") };
    let main = html! {
        h1 { (title) }
        p.verdict { @if settled(c) { (super::case::verdict(&day.verdict)) " " } a href={ "/case/" (encoded(case)) (asked) } { "Map and chart" } }
        (conflicts(c))
        (figures(&found, c))
        (fits(c))
        (left(c, "Without a day, so not compared", &c.undated))
        (left(c, "Not clear of which day, or whether it is a total, so not compared", &c.unclear))
        (others(c))
        @if !c.misprinted.is_empty() { section { h2 { "Printed otherwise by other carriers of the report, or corrected, so not charged to the speaker" }
            ul { @for m in &c.misprinted { li { (line(&m.aside)) "; the account takes " (m.why.words()) ": " (line(&m.taken)) } } } } }
        @if !c.silent.is_empty() { p { "No ground of that holder is drawn there by " (c.silent.join(", ")) "." } }
        p.note { (super::CERTAIN) }
        p.asof { a href=(twin) { "JSON" } }
    };
    Ok(page(config, &about, &super::nav(world), &main))
}

/// What was said by nobody of the parties, as far as their names tell.
fn others(c: &Comparison) -> Markup {
    let all = sideless::said(c);
    html! { @if let Some(told) = sideless::counted(all.len()) {
        section aria-labelledby="sideless" { h2 #sideless { (told) } ul { @for s in all { li { (line(s)) } } } }
    } }
}

fn figures(found: &Found, c: &Comparison) -> Markup {
    html! {
        div.wide tabindex="0" role="region" aria-label="Figures with what they count" { table.stacks role="table" {
            thead role="rowgroup" { tr role="row" { th role="columnheader" scope="col" { "who" } th role="columnheader" scope="col" { "km²" } th role="columnheader" scope="col" { "what is counted" } th role="columnheader" scope="col" { "rests on" } } }
            tbody role="rowgroup" {
                @for side in &c.sides {
                    @let party = found.case.party(Some(&side.side));
                    @if let Some(f) = &side.says { (row(c, party, &format!("{} says", side.name), f)) }
                    @if let Some(f) = side.follows() { (row(c, party, &format!("follows from {}", side.name), f)) }
                    @if side.says.is_none() && side.implies.is_none() { tr role="row" { th role="rowheader" scope="row" { (mark(party)) " " (side.name) } td role="cell" {} td role="cell" { "nothing that stands" } td role="cell" { @if let Some(s) = side.statements.last() { (line(s)) } } } }
                }
                @for m in &c.maps {
                    tr role="row" { th role="rowheader" scope="row" { (titles::maps(&m.name)) } td.n role="cell" { (figure(m.held, 1)) } td role="cell" { "held, in " (m.pieces) " pieces" } td role="cell" { "map of " (m.snapshot) @if let Some(e) = &m.last_edit { ", last edit there " @if let Some(a) = &m.last_edit_after { "after " (day(a)) ", by " } (day(e)) } ". " (m.attribution) } }
                    tr role="row" { th role="rowheader" scope="row" { (titles::maps(&m.name)) } td.n role="cell" { (figure(m.held_with_unknown, 1)) } td role="cell" { "held and status unclear, overlaps counted once" } td role="cell" {} }
                }
            }
        } }
    }
}

fn row(c: &Comparison, party: Option<usize>, who: &str, f: &Figure) -> Markup {
    let stated = (f.from.len() == 1).then(|| said(c, &f.from[0])).flatten();
    let km2 = stated.map_or_else(|| range(&f.soft), |s| printed(&f.soft, &s.figure));
    html! {
        tr role="row" { th role="rowheader" scope="row" { (mark(party)) " " (who) } td.n role="cell" { (km2) }
            td role="cell" { (f.definition) @if f.hard != f.soft { "; the words allow " (range(&f.hard)) } @if let Some(a) = &f.assumed { "; assumed: " (a) } }
            td role="cell" { ul.tight { @for s in f.from.iter().filter_map(|id| said(c, id)) { li { (line(s)) } } } (before(f.age)) } }
    }
}

fn said<'c>(c: &'c Comparison, id: &Id) -> Option<&'c Said> {
    c.sides.iter().flat_map(|s| &s.statements).chain(&c.undated).find(|s| s.claim == *id)
}

fn line(s: &Said) -> Markup {
    let denies = if s.polarity == Polarity::Deny { "denies that " } else { "" };
    html! { (if s.day.is_empty() { "no day".to_owned() } else { day(&s.day) }) " " (s.speaker.as_deref().unwrap_or("the text")) ": " a href={ "/claim/" (s.claim) } { (denies) (s.claimed) } " " (shown(&s.quote)) }
}

fn fits(c: &Comparison) -> Markup {
    html! {
        @if !c.fits.is_empty() { section aria-labelledby="fits" { h2 #fits { "Which readings fit" }
            ul.checks { @for f in &c.fits { li class=(if f.compatible { "yes" } else { "no" }) { strong { (if f.compatible { "fits" } else { "does not fit" }) } " " (f.a) ": " (f.verdict) " " (against(&f.b)) @if f.days > 7 { ", " (f.days) " days apart" } } } } } }
    }
}

/// Whether no statements contradict each other; those that do are listed, and a sentence would only repeat them.
fn settled(c: &Comparison) -> bool {
    c.clashes.is_empty() && c.sides.iter().all(|s| s.conflicts.is_empty())
}

fn conflicts(c: &Comparison) -> Markup {
    let own = c
        .sides
        .iter()
        .flat_map(|s| s.conflicts.iter().map(move |set| (format!("{} said what cannot all hold", s.name), set)));
    let all: Vec<(String, &Vec<Id>)> =
        own.chain(c.clashes.iter().map(|set| ("These statements cannot all hold".to_owned(), set))).collect();
    html! { @for (head, set) in all { section.clash { h2 { (head) } ul { @for s in set.iter().filter_map(|id| said(c, id)) { li { (line(s)) } } } } } }
}

fn left(c: &Comparison, head: &str, list: &[Said]) -> Markup {
    let published: Vec<&Said> =
        list.iter().filter(|s| s.published.as_deref().is_none_or(|d| d <= c.on.as_str())).collect();
    html! { @if !published.is_empty() { section { h2 { (head) } ul { @for s in published { li { (line(s)) } } } } } }
}
