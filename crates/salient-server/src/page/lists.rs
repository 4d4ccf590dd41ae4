//! Lists: articles, claims, findings; each with a form that works without a script, and a twin in JSON.

use super::cards::{carriers, doubt, edtf, reading, sentence};
use super::{About, count, encoded, hue, mark, page, pages, query};
use crate::api::{
    ArticlesQuery, ClaimsQuery, FindingsQuery, articles_listed, claims_found, claims_listed, findings_listed,
};
use crate::app::App;
use crate::asked::{Asked, Part};
use crate::error::Problem;
use axum::Json;
use axum::extract::State;
use axum::response::Response;
use maud::{Markup, html};
use salient::check::RULES;
use salient::extract::confidence::CERTAIN;
use salient::extract::{Predicate, Side};
use salient::publish::answer::day;
use salient::read::marks::shown;
use std::sync::Arc;

/// Rows on a page.
const ROWS: u32 = 50;

fn field(name: &str, label: &str, kind: &str, value: Option<&String>) -> Markup {
    html! { label { (label) " " input type=(kind) name=(name) value=[value]; } " " }
}

fn choice(name: &str, label: &str, all: &[(String, String)], value: Option<&String>) -> Markup {
    html! { label { (label) " " select name=(name) { option value="" { "any" } @for (v, text) in all { option value=(v) selected[value == Some(v)] { (text) } } } } " " }
}

/// `/articles`
pub(crate) async fn articles(
    State(app): State<Arc<App>>,
    Asked(mut asked): Asked<ArticlesQuery>,
) -> Result<Response, Problem> {
    let config = app.config.clone();
    asked.limit = Some(asked.limit.unwrap_or(ROWS));
    let made = app.ask(move |world| {
        let list = articles_listed(world, &asked)?;
        let told = [("from", asked.from.as_deref()), ("to", asked.to.as_deref()), ("text", asked.text.as_deref()), ("publisher", asked.publisher.as_deref())];
        let twin = format!("/articles.json{}", query(&told));
        let about = About { twin: Some(&twin), ..About::new("Articles", "The texts of the record, newest first.", "/articles") };
        let main = html! {
            h1 { "Articles" }
            form.filter method="get" { (field("text", "Words", "search", asked.text.as_ref())) (field("from", "From", "date", asked.from.as_ref())) (field("to", "To", "date", asked.to.as_ref())) (field("publisher", "Outlet", "text", asked.publisher.as_ref())) button { "Search" } }
            p.note { (count(list.total, "article")) }
            ul.rows { @for a in &list.items { li {
                a href={ "/article/" (a.id) } { (a.article.title.as_deref().unwrap_or_else(|| a.names.first().map_or(a.id.0.as_str(), String::as_str))) }
                span.note { " " @if let Some(d) = &a.article.published { (day(d)) } @else { "undated" } @if let Some(p) = &a.article.publisher { " · " (p) } " · " (count(a.claims, "claim")) @if a.findings > 0 { " · " (count(a.findings, "finding")) } }
            } } }
            (pages(list.total, list.limit, list.offset, |o| format!("/articles{}", with(&told, o))))
        };
        Ok(page(&config, &about, &super::nav(world), &main))
    }).await?;
    Ok(super::answer(made))
}

fn with(told: &[(&str, Option<&str>)], offset: usize) -> String {
    let offset = offset.to_string();
    let mut all = told.to_vec();
    all.push(("offset", Some(&offset)));
    query(&all)
}

/// `/articles.json`
pub(crate) async fn articles_twin(
    State(app): State<Arc<App>>,
    Asked(asked): Asked<ArticlesQuery>,
) -> Result<Response, Problem> {
    app.ask(move |world| Ok(axum::response::IntoResponse::into_response(Json(articles_listed(world, &asked)?)))).await
}

/// `/claims`
pub(crate) async fn claims(State(app): State<Arc<App>>, Asked(asked): Asked<ClaimsQuery>) -> Result<Response, Problem> {
    let config = app.config.clone();
    let made = app.ask(move |world| {
        let mut all = claims_found(world, &asked)?;
        all.reverse();
        let part = Part::new(Some(asked.limit.unwrap_or(ROWS)), asked.offset);
        let told = [("case", asked.case.as_deref()), ("side", asked.side.as_deref()), ("speaker", asked.speaker.as_deref()), ("place", asked.place.as_deref()), ("predicate", asked.predicate.as_deref()), ("min_confidence", asked.min_confidence.as_deref()), ("from", asked.from.as_deref()), ("to", asked.to.as_deref()), ("text", asked.text.as_deref())];
        let (twin, csv) = (format!("/claims.json{}", query(&told)), format!("/api/claims.csv{}", query(&told)));
        let about = About { twin: Some(&twin), ..About::new("Claims", "Who claims what, when, in which words.", "/claims") };
        let case = world.case(asked.case.as_deref().filter(|c| !c.is_empty()));
        let name = |code: &str| case.map_or(code, |c| c.maps.name(code)).to_owned();
        let sides: Vec<(String, String)> = case.map(crate::world::InCase::parties).unwrap_or_default().into_iter().chain([("other".to_owned(), "others".to_owned())]).collect();
        let predicates: Vec<(String, String)> = Predicate::ALL.iter().map(|p| (p.to_string(), p.to_string())).collect();
        let certainties = vec![(CERTAIN.to_string(), format!("from {CERTAIN} on"))];
        let main = html! {
            h1 { "Claims" }
            form.filter method="get" {
                (choice("case", "Case", &super::nav(world), asked.case.as_ref())) (choice("side", "Side", &sides, asked.side.as_ref())) (choice("predicate", "What", &predicates, asked.predicate.as_ref())) (choice("min_confidence", "Certainty", &certainties, asked.min_confidence.as_ref()))
                (field("speaker", "Speaker", "text", asked.speaker.as_ref())) (field("place", "Place", "text", asked.place.as_ref())) (field("from", "From", "date", asked.from.as_ref())) (field("to", "To", "date", asked.to.as_ref())) (field("text", "Words", "search", asked.text.as_ref()))
                button { "Search" }
            }
            p.note { (count(all.len(), "claim")) ", newest first · " a href=(csv) { "CSV" } " · " a href=(twin) { "JSON" } }
            ul.rows { @for u in part.of(&all) {
                @let c = &u.claims[0].claim;
                @let party = case.and_then(|k| k.party(c.side.as_ref()));
                li class=(hue(party)) { (mark(party)) " " a href={ "/claim/" (u.claims[0].id) } { (sentence(c, name)) } (doubt(u.claims[0]))
                    span.note { " " (c.asserter.as_deref().unwrap_or("the text itself")) @if let Some(d) = &c.as_of { " · " (edtf(d)) } " · " (carriers(u.claims.len(), u.reports.len())) }
                    (reading(c))
                    br; span.quote { (shown(&c.quote)) } }
            } }
            (pages(all.len(), part.limit, part.offset, |o| format!("/claims{}", with(&told, o))))
        };
        Ok(page(&config, &about, &super::nav(world), &main))
    }).await?;
    Ok(super::answer(made))
}

/// `/claims.json`
pub(crate) async fn claims_twin(
    State(app): State<Arc<App>>,
    Asked(asked): Asked<ClaimsQuery>,
) -> Result<Response, Problem> {
    app.ask(move |world| Ok(axum::response::IntoResponse::into_response(Json(claims_listed(world, &asked)?)))).await
}

/// `/findings`
pub(crate) async fn findings(
    State(app): State<Arc<App>>,
    Asked(mut asked): Asked<FindingsQuery>,
) -> Result<Response, Problem> {
    let config = app.config.clone();
    asked.limit = Some(asked.limit.unwrap_or(ROWS));
    let made = app.ask(move |world| {
        let list = findings_listed(world, &asked)?;
        let told = [("rule", asked.rule.as_deref()), ("severity", asked.severity.as_deref()), ("article", asked.article.as_deref())];
        let twin = format!("/findings.json{}", query(&told));
        let about = About { twin: Some(&twin), ..About::new("Findings", "What does not add up, what conflicts, what is only a different definition.", "/findings") };
        let rules: Vec<(String, String)> = RULES.iter().map(|r| (r.name.to_owned(), r.name.to_owned())).collect();
        let weights: Vec<(String, String)> = ["error", "warning", "note"].map(|w| (w.to_owned(), w.to_owned())).to_vec();
        let main = html! {
            h1 { "Findings" }
            form.filter method="get" { (choice("rule", "Rule", &rules, asked.rule.as_ref())) (choice("severity", "Weight", &weights, asked.severity.as_ref())) button { "Show" } }
            p.note { (count(list.total, "finding")) " · " a href="/findings.atom" { "Atom" } " · " a href="/findings.rss" { "RSS" } " · " a href=(twin) { "JSON" } }
            @for f in &list.items {
                article class={ "finding " (if f.severity == "note" { "note" } else { "no" }) } {
                    p { strong { (f.severity) } " " a.rule href={ "/rule/" (f.rule) } { (f.rule) } " " (f.message) }
                    p.note { (shown(&f.quote)) " · " a href={ "/article/" (f.article) "#f-" (f.start) } { (f.title) } @if let Some(d) = &f.published { ", " (day(d)) } }
                }
            }
            (pages(list.total, list.limit, list.offset, |o| format!("/findings{}", with(&told, o))))
        };
        Ok(page(&config, &about, &super::nav(world), &main))
    }).await?;
    Ok(super::answer(made))
}

/// `/findings.json`
pub(crate) async fn findings_twin(
    State(app): State<Arc<App>>,
    Asked(asked): Asked<FindingsQuery>,
) -> Result<Response, Problem> {
    app.ask(move |world| Ok(axum::response::IntoResponse::into_response(Json(findings_listed(world, &asked)?)))).await
}

/// `/speakers`
pub(crate) async fn speakers(State(app): State<Arc<App>>) -> Result<Response, Problem> {
    let config = app.config.clone();
    let made = app.ask(move |world| {
        let mut all: std::collections::BTreeMap<String, (&str, Option<&Side>, usize)> = std::collections::BTreeMap::new();
        for u in world.said {
            let c = &u.claims[0].claim;
            if let Some(name) = c.asserter.as_deref() {
                all.entry(world.view().identity.speaker(name)).or_insert((name, c.side.as_ref(), 0)).2 += 1;
            }
        }
        let mut rows: Vec<_> = all.into_values().collect();
        rows.sort_by_key(|(name, _, n)| (std::cmp::Reverse(*n), *name));
        let case = world.cases.first();
        let about = About::new("Speakers", "Who made the claims of the record.", "/claims");
        let main = html! {
            h1 { "Speakers" }
            ul.rows { @for (name, side, n) in rows.iter().take(500) { @let party = case.and_then(|c| c.party(*side)); li { (mark(party)) " " a href={ "/speaker/" (encoded(name)) } { (name) } span.note { " " (count(*n, "claim")) @if let Some(s) = side { " · for " (case.map_or(s.as_str(), |c| c.maps.name(s.as_str()))) } } } } }
        };
        Ok(page(&config, &about, &super::nav(world), &main))
    }).await?;
    Ok(super::answer(made))
}
