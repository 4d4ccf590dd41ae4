//! Check a text of your own: a box, and what was found; nothing is kept.

use super::article::{Note, Span, paragraphs};
use super::{About, count, hue, mark, page};
use crate::api::{CheckQuery, Submitted, submitted};
use crate::app::{App, Config};
use crate::error::Problem;
use crate::world::World;
use axum::extract::{Request, State};
use axum::response::Response;
use maud::{Markup, html};
use salient::check::Report;
use salient::extract::Side;
use salient::publish::{counts, summary, table::amount};
use serde::Deserialize;
use std::sync::Arc;

/// What the form sends.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Form {
    text: String,
    published: Option<String>,
    case: Option<String>,
}

const EXAMPLE: &str =
    "Kyiv still controls over 420 square kilometers (261 square kilometers) in the Kursk region, DeepState said.";

/// `/check`, empty.
pub(crate) async fn get(State(app): State<Arc<App>>) -> Result<Response, Problem> {
    let config = app.config.clone();
    let made = app.ask(move |world| Ok(whole(world, &config, &Form::default(), None))).await?;
    Ok(super::answer(made))
}

/// `/check`, with a text.
pub(crate) async fn post(State(app): State<Arc<App>>, request: Request) -> Result<Response, Problem> {
    let bytes = crate::api::whole_body(&app, request).await?;
    let form: Form =
        serde_urlencoded::from_bytes(&bytes).map_err(|e| Problem::asked(format!("the form could not be read: {e}")))?;
    let query = CheckQuery { published: form.published.clone(), case: form.case.clone(), ..CheckQuery::default() };
    let given = submitted(&form.text.replace("\r\n", "\n"), false, &query)?;
    let config = app.config.clone();
    app.metrics.checked();
    let made = app
        .ask_long(move |world| {
            let report = given.check(world)?;
            Ok(whole(world, &config, &form, Some((&given, &report))))
        })
        .await?;
    Ok(super::answer(made))
}

fn whole(world: &World, config: &Config, form: &Form, found: Option<(&Submitted, &Report)>) -> Markup {
    let about =
        About::new("Check a text", "Figures of a news text that cannot be right, and why. Nothing is kept.", "/check");
    let text = if form.text.is_empty() { EXAMPLE } else { &form.text };
    let cases = super::nav(world);
    // Who has chosen nothing yet checks against the record that is open.
    let chosen = form.case.as_deref().or_else(|| cases.first().map(|(name, _)| name.as_str()));
    let main = html! {
        h1 { "Check a text" }
        form.check method="post" action="/check" {
            label for="text" { "A news text about a conflict" }
            textarea #text name="text" rows="8" required { (text) }
            p { label { "Published " input type="date" name="published" value=[form.published.as_deref()]; } " "
                label { "Against " select name="case" { option value="" { "itself only" } @for (name, title) in &cases { option value=(name) selected[chosen == Some(name.as_str())] { "the record: " (title) } } } } " "
                button { "Check" } }
            p.note { "Nothing is kept. At most " (config.most / 1024) " kB; " code { "POST /api/check" } " takes the same, and " code { "salient check" } " reads files of any size." }
        }
        @if let Some((given, report)) = found { (result(world, given, report)) }
    };
    page(config, &about, &super::nav(world), &main)
}

fn result(world: &World, given: &Submitted, report: &Report) -> Markup {
    let case = world.case(given.case.as_deref());
    let party = |side: Option<&Side>| case.and_then(|c| c.party(side));
    let notes: Vec<Note> = report.findings.iter().map(Note::from).collect();
    let spans: Vec<Span> = report
        .claims
        .iter()
        .enumerate()
        .map(|(n, c)| Span {
            start: c.start,
            end: c.end,
            class: format!("claim {}{}", hue(party(c.side.as_ref())), if c.certain() { "" } else { " doubt" }),
            id: format!("c-{n}"),
        })
        .collect();
    html! {
        section #result aria-labelledby="told" {
            h2 #told { (summary(counts(report.findings.iter()))) }
            p.note { (report.coverage.to_string()) }
            @for p in &report.problems { p.note { (p) } }
            div.reading { (paragraphs(&given.article.text, &spans, &notes)) }
            @if !report.claims.is_empty() {
                div.wide tabindex="0" role="region" aria-label="Claims" { table { thead { tr { th scope="col" { "who" } th scope="col" { "what" } th scope="col" { "how much" } th scope="col" { "where" } th scope="col" { "as of" } th scope="col" { "said by" } } }
                    tbody { @for c in &report.claims { tr { td { (mark(party(c.side.as_ref()))) " " (c.actor.as_deref().unwrap_or("?")) } td { (c.predicate) @if !c.certain() { " " span.doubt { "read with little certainty" } } } td { (amount(c)) } td { (c.place.as_deref().unwrap_or_default()) } td { (c.as_of.as_deref().unwrap_or_default()) } td { (c.asserter.as_deref().unwrap_or("the text itself")) } } } } } }
            }
            @for f in &report.supported { p.fit.yes { (f.message) } }
            @if !report.unchecked.is_empty() {
                details { summary { (count(report.unchecked.len(), "claim")) " not held against a map" }
                    ul { @for f in &report.unchecked { li { (f.quote) ": " (f.message) } } } }
            }
        }
    }
}
