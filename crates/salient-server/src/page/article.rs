//! A text with its claims underlined in the speaker's colour and its findings beside it.

use super::cards::{carriers, checks, doubt, lines, sentence, short};
use super::{About, hue, mark, page, web};
use crate::api::whole_article;
use crate::app::{App, Config};
use crate::error::Problem;
use crate::world::World;
use axum::extract::{Path, State};
use axum::response::Response;
use maud::{Markup, html};
use salient::check::review::review;
use salient::check::{Finding, Severity};
use salient::publish::answer::day;
use salient::record::view::{Article, Stated};
use std::sync::Arc;

/// The page of an article.
pub(crate) async fn get(State(app): State<Arc<App>>, Path(id): Path<String>) -> Result<Response, Problem> {
    if let Some(id) = id.strip_suffix(".json").map(str::to_owned) {
        let whole = app.ask(move |world| whole_article(world, &id)).await?;
        return Ok(crate::pipeline::body("application/json", whole.to_string()));
    }
    let config = app.config.clone();
    app.ask(move |world| whole(world, &config, &id)).await.map(super::answer)
}

/// A finding where it stands in the text: as recorded, or as checked now against the record and the maps.
#[derive(Clone)]
pub(crate) struct Note {
    pub(crate) rule: String,
    pub(crate) severity: String,
    pub(crate) message: String,
    pub(crate) basis: String,
    pub(crate) fix: Option<String>,
    pub(crate) span: (usize, usize),
}

impl From<&Finding> for Note {
    fn from(f: &Finding) -> Self {
        Self {
            rule: f.rule.to_owned(),
            severity: f.severity.name().to_owned(),
            message: f.message.clone(),
            basis: f.basis.clone(),
            fix: f.fix.as_ref().map(|x| x.replacement.clone()),
            span: (f.start, f.end),
        }
    }
}

/// A claim where it stands in the text.
pub(crate) struct Span {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) class: String,
    pub(crate) id: String,
}

fn whole(world: &World, config: &Config, id: &str) -> Result<Markup, Problem> {
    let article = world.article(id).ok_or_else(|| Problem::missing("no article has that id"))?;
    let text = world.text(&article.body.text).map_err(Problem::fault)?;
    let claims = world.claims_of(&article.id);
    let case = world.case_of(&article.id);
    let notes: Vec<Note> = match case {
        Some(case) => {
            review(&case.record, article).map_err(Problem::fault)?.1.findings.iter().map(Note::from).collect()
        }
        None => world
            .findings_of(&article.id)
            .iter()
            .map(|(_, f)| Note {
                rule: f.rule.clone(),
                severity: f.severity.clone(),
                message: f.message.clone(),
                basis: f.basis.clone(),
                fix: None,
                span: (f.start, f.end),
            })
            .collect(),
    };
    let party = |s: &Stated| case.and_then(|c| c.party(s.claim.side.as_ref()));
    let spans: Vec<Span> = claims
        .iter()
        .map(|s| Span {
            start: s.claim.start,
            end: s.claim.end,
            class: format!("claim {}{}", hue(party(s)), if s.counts() { "" } else { " doubt" }),
            id: format!("c-{}", short(&s.id)),
        })
        .collect();
    let title = article.label();
    let about_text = format!("{} claims, {} findings", claims.len(), notes.len());
    let twin = format!("/article/{}.json", article.id);
    let about = About { twin: Some(&twin), ..About::new(title, &about_text, "/articles") };
    let main = html! {
        h1 { (title) }
        (facts(world, article))
        div.reading { (paragraphs(&text, &spans, &notes)) }
        section aria-labelledby="claims" {
            h2 #claims { "Claims" }
            @if claims.is_empty() { p { "No claim about territory, losses or people was found in it." } }
            div.cards { @for s in claims { (in_text(world, s, party(s))) } }
        }
        (others(world, article))
        p.asof { a href=(twin) { "JSON" } " · text pinned by SHA-256 " code { (article.body.text) } }
    };
    Ok(page(config, &about, &super::nav(world), &main))
}

fn facts(world: &World, article: &Article) -> Markup {
    let body = &article.body;
    let recorded = article.recorded.get(..10).unwrap_or_default();
    html! {
        p.note {
            @if let Some(d) = article.day() { (day(d)) } @else { "no day of publication" }
            @for part in [&body.publisher, &body.byline, &body.agency] { @if let Some(part) = part { " · " (part) } }
            @if let Some(url) = body.url.as_deref() { " · " @if let Some(url) = web(url) { a href=(url) rel="noreferrer nofollow" { "source" } } @else { (url) } }
            " · recorded " (day(recorded)) " · " (carriers(world.view().articles.keys().filter(|id| world.reports().of(id) == world.reports().of(&article.id)).count(), 1))
        }
    }
}

/// One claim under its text.
fn in_text(world: &World, s: &Stated, party: Option<usize>) -> Markup {
    let found = super::claim::topic_of(world, s);
    let name = |code: &str| found.as_ref().map_or(code, |f| f.case.maps.name(code)).to_owned();
    html! {
        article class={ "card " (hue(party)) } {
            header { (mark(party)) " " strong { (s.claim.asserter.as_deref().unwrap_or("the text itself")) } " " a.when href={ "#c-" (short(&s.id)) } { "in the text" } (doubt(s)) }
            p.reads { a href={ "/claim/" (s.id) } { (sentence(&s.claim, name)) } }
            (checks(&lines(world, found.as_ref(), s)))
        }
    }
}

/// Other carriers of the same report.
fn others(world: &World, article: &Article) -> Markup {
    let report = world.reports().of(&article.id);
    let all: Vec<&Article> =
        world.view().articles.values().filter(|a| a.id != article.id && world.reports().of(&a.id) == report).collect();
    html! {
        @if !all.is_empty() {
            section aria-labelledby="carriers" { h2 #carriers { "The same report elsewhere" }
                ul { @for a in all { li { a href={ "/article/" (a.id) } { (a.label()) } " " (a.day().map(day).unwrap_or_default()) } } } }
        }
    }
}

/// The text in paragraphs, each with the notes on it.
pub(crate) fn paragraphs(text: &str, spans: &[Span], notes: &[Note]) -> Markup {
    let mut from = 0;
    let parts: Vec<(usize, &str)> = text
        .split('\n')
        .filter_map(|line| {
            let at = from;
            from += line.chars().count() + 1;
            (!line.trim().is_empty()).then_some((at, line))
        })
        .collect();
    html! {
        @for (at, line) in parts {
            @let end = at + line.chars().count();
            @let here: Vec<&Note> = notes.iter().filter(|n| n.span.0 >= at && n.span.0 < end).collect();
            div.para {
                p { (marked(line, at, spans, notes)) }
                @if !here.is_empty() { div.margin { @for n in here { (margin(n)) } } }
            }
        }
    }
}

fn margin(n: &Note) -> Markup {
    let class = if n.severity == Severity::Note.name() { "note" } else { "no" };
    html! {
        aside class={ "finding " (class) } id={ "f-" (n.span.0) } aria-label={ (n.severity) " " (n.rule) } {
            p { strong { (n.severity) } " " a.rule href={ "/rule/" (n.rule) } { (n.rule) } }
            p { (n.message) }
            p.note { (n.basis) @if let Some(fix) = &n.fix { ". Write “" (fix) "”." } }
        }
    }
}

/// A line of text, cut where claims and findings begin and end.
fn marked(line: &str, at: usize, spans: &[Span], notes: &[Note]) -> Markup {
    let bytes: Vec<usize> = line.char_indices().map(|(b, _)| b).chain([line.len()]).collect();
    let last = at + bytes.len() - 1;
    let inside = |p: usize| (at..=last).contains(&p);
    let mut edges: Vec<usize> = spans
        .iter()
        .flat_map(|s| [s.start, s.end])
        .chain(notes.iter().flat_map(|n| [n.span.0, n.span.1]))
        .chain([at, last])
        .filter(|p| inside(*p))
        .collect();
    edges.sort_unstable();
    edges.dedup();
    html! {
        @for edge in edges.windows(2) {
            @let piece = &line[bytes[edge[0] - at]..bytes[edge[1] - at]];
            @let over: Vec<&Span> = spans.iter().filter(|s| s.start <= edge[0] && edge[1] <= s.end).collect();
            @let found = notes.iter().any(|n| n.span.0 <= edge[0] && edge[1] <= n.span.1);
            @if over.is_empty() && !found { (piece) } @else {
                @for s in over.iter().filter(|s| s.start == edge[0]) { span.anchor id=(s.id) {} }
                @let class = [over.first().map_or("", |s| &s.class), if found { "found" } else { "" }].join(" ");
                mark class=(class.trim()) { (piece) }
            }
        }
    }
}
