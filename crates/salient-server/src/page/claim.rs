//! A claim at full size: its quote in its paragraph, speaker, chain, readings, checks, carriers, and what else was said.

use super::cards::{checks, doubt, edtf, lines, reads, sentence};
use super::{About, encoded, hue, mark, page, web};
use crate::api::{Found, Question, one_claim};
use crate::app::{App, Config};
use crate::error::Problem;
use crate::world::World;
use axum::extract::{Path, State};
use axum::response::Response;
use maud::{Markup, html};
use salient::check::account::statement;
use salient::publish::answer::day;
use salient::publish::claimreview;
use salient::record::view::Stated;
use std::sync::Arc;

/// The page of a claim.
pub(crate) async fn get(State(app): State<Arc<App>>, Path(id): Path<String>) -> Result<Response, Problem> {
    if let Some(id) = id.strip_suffix(".json").map(str::to_owned) {
        let whole = app.ask(move |world| one_claim(world, &id)).await?;
        return Ok(crate::pipeline::body("application/json", whole.to_string()));
    }
    let config = app.config.clone();
    app.ask(move |world| whole(world, &config, &id)).await.map(super::answer)
}

/// The topic that a claim is about, as its case shows it.
pub(crate) fn topic_of<'a, 'w>(world: &'a World<'w>, stated: &Stated) -> Option<Found<'a, 'w>> {
    let case = world.case_of(&stated.claim.article)?;
    let topic = statement::read(&stated.claim, case.maps).map(|(t, _)| t).filter(|t| case.topics.contains(t));
    let question = Question {
        case: Some(case.case.name.clone()),
        r#in: topic.as_ref().map(|t| t.region.clone()),
        holder: topic.map(|t| t.holder),
        ..Question::default()
    };
    question.find(world).ok()
}

fn whole(world: &World, config: &Config, id: &str) -> Result<Markup, Problem> {
    let missing = || Problem::missing("no claim has that id");
    let stated = world.claim(id).ok_or_else(missing)?;
    let utterance = world.utterance(&stated.id).ok_or_else(missing)?;
    let claim = &stated.claim;
    let found = topic_of(world, stated);
    let party = found.as_ref().and_then(|f| f.case.party(claim.side.as_ref()));
    let speaker = claim.asserter.as_deref().unwrap_or("the text itself");
    let name = |code: &str| found.as_ref().map_or(code, |f| f.case.maps.name(code)).to_owned();
    let title = format!("{speaker}: {}", sentence(claim, name));
    let twin = format!("/claim/{}.json", stated.id);
    let data = claimreview::of(world.view(), utterance).to_string();
    let about = About { twin: Some(&twin), data: Some(data), ..About::new(&title, &claim.quote, "/claims") };
    let main = html! {
        h1 { (title) }
        p.note { (mark(party)) " "
            @if claim.asserter.is_some() { a href={ "/speaker/" (encoded(speaker)) } { "All that " (speaker) " said" } " · " }
            "as of " (claim.as_of.as_deref().map_or_else(|| "no day".to_owned(), edtf))
            @if let Some(said) = &claim.said { " · said " (edtf(said)) }
            (doubt(stated))
        }
        (in_paragraph(world, stated, hue(party)))
        dl.facts {
            @if let Some(reads) = reads(claim) { dt { "Reads as" } dd { (reads) } }
            @if !claim.restated.is_empty() { dt { "Restated" } dd { @for v in &claim.restated { (salient::check::context::figure(v.low, 2)) " " (v.unit.symbol()) " " } } }
            @if let Some(of) = &claim.of { dt { "A share of" } dd { (of) } }
            @if !claim.chain.is_empty() { dt { "Passed on by" } dd { (claim.chain.join(" ← ")) } }
            @if !stated.corrected.is_empty() { dt { "Corrected" } dd { (stated.corrected.len()) " times; the record keeps what was there before" } }
            @if let Some(c) = claim.confidence { dt { "Certainty" } dd { (format!("{c:.2}")) " of 1" @if !stated.counts() { "; checks across texts and answers leave it out" } } }
            @if let Some(reader) = world.view().reader_of(claim) { dt { "Read by" } dd { (reader) } }
            dt { "Comes from" } dd { (claim.origin) }
            dt { "Recorded" } dd { (stated.recorded) }
        }
        section aria-labelledby="checked" { h2 #checked { "Checks" }
            @let all = lines(world, found.as_ref(), stated);
            @if all.is_empty() { p { "Nothing in it can be set against another figure." } } @else { (checks(&all)) } }
        (reviews(world, stated))
        (carriers(world, utterance))
        @if let Some(found) = &found { (beside(world, found, stated)) }
        p.asof { a href=(twin) { "JSON, Web Annotation, ClaimReview" } " · " a href={ "/embed/claim/" (stated.id) } { "Embed" } " · id " code { (stated.id) } }
    };
    Ok(page(config, &about, &super::nav(world), &main))
}

/// What reviewers thought of it, the last one first, and how to say what you think: the page itself takes nothing.
fn reviews(world: &World, stated: &Stated) -> Markup {
    let all = world.view().reviews.iter().rev().map(|(_, review)| review).filter(|r| r.claim == stated.id);
    let command =
        format!("salient review {} --confirm --reviewer NAME --ledger LEDGER", super::cards::short(&stated.id));
    html! {
        section aria-labelledby="review" { h2 #review { "Review" }
            p { (stated.status()) @if let Some(by) = stated.reviewer() { " by " (by) } }
            ul { @for r in all { li { (r.status) " by " (r.reviewer) @if !r.reason.is_empty() { ": " (r.reason) } } } }
            p.note { "Confirm it with " code { (command) } ", or reject it with " code { "--reject --reason WHY" } "." } }
    }
}

/// The quote in the paragraph that it stands in; a quote that is not there any more is said to be an orphan.
pub(crate) fn in_paragraph(world: &World, stated: &Stated, class: &str) -> Markup {
    let claim = &stated.claim;
    let text = world.view().article_of(claim).and_then(|a| world.text(&a.body.text).ok()).unwrap_or_default();
    let points: Vec<usize> = text.char_indices().map(|(b, _)| b).chain([text.len()]).collect();
    let place = points.get(claim.start).zip(points.get(claim.end)).map(|(a, b)| (*a, *b));
    let there = place.filter(|(a, b)| text.get(*a..*b) == Some(claim.quote.as_str()));
    html! {
        @match there {
            Some((a, b)) => {
                @let from = text[..a].rfind('\n').map_or(0, |n| n + 1);
                @let to = text[b..].find('\n').map_or(text.len(), |n| b + n);
                blockquote.whole { (text[from..a]) mark class={ "claim " (class) } { (text[a..b]) } (text[b..to]) }
            }
            None => { blockquote.whole { mark { (claim.quote) } } p.fit.no { "The quote is not found in the text that it is pinned to: an orphan." } }
        }
    }
}

fn carriers(world: &World, utterance: &salient::record::utterance::Utterance) -> Markup {
    html! {
        section aria-labelledby="carriers" { h2 #carriers { "Carried by" }
            ul { @for s in &utterance.claims { @if let Some(a) = world.view().article_of(&s.claim) {
                li { a href={ "/article/" (a.id) "#c-" (super::cards::short(&s.id)) } { (a.label()) }
                    @if let Some(d) = a.day() { ", " (day(d)) } @if let Some(p) = &a.body.publisher { ", " (p) }
                    @if let Some(url) = a.body.url.as_deref().and_then(web) { " · " a href=(url) rel="noreferrer nofollow" { "source" } } }
            } } }
            @if utterance.claims.len() > 1 { p.note { (utterance.reports.len()) @if utterance.reports.len() == 1 { " report" } @else { " independent reports" } } } }
    }
}

/// What the same and the other sides said, and the maps of the day.
fn beside(world: &World, found: &Found, stated: &Stated) -> Markup {
    let claim = &stated.claim;
    let on = world.view().article_of(claim).and_then(|a| statement::day(claim, a.day())).unwrap_or(found.on);
    let day = found.scene.day(world, found.case, on);
    let link = format!("/case/{}?on={on}", found.case.case.name);
    html! {
        section aria-labelledby="beside" { h2 #beside { "Beside it, on " (on.strftime("%-d %B %Y").to_string()) }
            div.answers { (super::case::answers(&day.answers)) }
            p { a href=(link) { (found.scene.question(on)) } } }
    }
}
