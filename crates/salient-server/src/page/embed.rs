//! Embeds for other people's pages, and pictures: static, without a script, of one day that does not change; with a line
//! that says how to cite them.

use crate::api::{Found, Question};
use crate::app::{App, Config};
use crate::asked::Asked;
use crate::assets;
use crate::error::Problem;
use crate::pipeline::body;
use crate::png;
use crate::world::World;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use salient::publish::ink::Theme;
use std::sync::Arc;

/// `/embed/CASE/KIND`: answer, chart or map; `/embed/claim/ID`.
pub(crate) async fn get(
    State(app): State<Arc<App>>,
    Path((name, kind)): Path<(String, String)>,
    Asked(question): Asked<Question>,
) -> Result<Response, Problem> {
    let config = app.config.clone();
    let made = app
        .ask(move |world| {
            if name == "claim" {
                return claim(world, &config, &kind);
            }
            let question = Question { case: Some(name), ..question };
            let found = question.find(world)?;
            of_day(world, &config, &question, &found, &kind)
        })
        .await?;
    Ok(super::answer(made))
}

/// Whether a name is one of a day's drawings.
fn known(kind: &str) -> bool {
    matches!(kind, "answer" | "chart" | "map")
}

fn of_day(world: &World, config: &Config, question: &Question, found: &Found, kind: &str) -> Result<Markup, Problem> {
    if !known(kind) {
        return Err(Problem::missing("there are embeds of an answer, a chart and a map"));
    }
    let case = &found.case.case.name;
    let asked = super::case::address(question, found.on);
    let title = found.scene.question(found.on);
    let day = found.scene.day(world, found.case, found.on);
    let page = format!("{}/case/{case}{asked}", config.public.as_deref().unwrap_or_default());
    let main = html! {
        h1 { a href=(page) target="_top" { (title) } }
        @match kind {
            "answer" => { div.answers { (super::case::answers(&day.answers)) } p.verdict { (super::case::verdict(&day.verdict)) } }
            "chart" => @if let Some(svg) = found.scene.chart(found.on, None, false, Theme::PAGE) { div.plot role="img" aria-label=(super::case::aria(found.on, &day.answers)) { (PreEscaped(svg)) } },
            _ => {
                @let drawn = super::case::drawn(found, config, found.on);
                @if let Some(svg) = found.scene.map_svg("map", &drawn.ground, (&title, &drawn.about), &Theme::PAGE) { div.window { (PreEscaped(svg)) } }
                p.note { (drawn.below) " · " (found.scene.credit()) }
            }
        }
        (cite(world, &title, &page, found))
        (snippet(config, &format!("/embed/{case}/{kind}{asked}"), Some(&format!("/picture/{case}/{}", if kind == "map" { "map" } else { "chart" })), &asked, &title))
    };
    Ok(frame(&title, &main))
}

/// A citation: what, by whom, of which day, in which state of the record.
pub(crate) fn citation(world: &World, title: &str, page: &str, sources: &[String]) -> String {
    let by = if sources.is_empty() { String::new() } else { format!(" Maps: {}.", sources.join("; ")) };
    format!(
        "“{title}” Salient, the open record of contested territory; record state {}–{:.8}.{by} {page}",
        world.head().0,
        world.head().1
    )
}

fn cite(world: &World, title: &str, page: &str, found: &Found) -> Markup {
    let terms = &found.case.maps.store.atlas().terms;
    let sources: Vec<String> =
        found.scene.sources.iter().filter_map(|s| terms.get(*s)).map(|t| t.attribution.clone()).collect();
    html! { p.cite { (citation(world, title, page, &sources)) } }
}

/// What to paste elsewhere.
fn snippet(config: &Config, path: &str, picture: Option<&str>, asked: &str, title: &str) -> Markup {
    let public = config.public.as_deref().unwrap_or_default();
    let code = format!(
        "<iframe src=\"{public}{path}\" title=\"{}\" width=\"720\" height=\"520\" loading=\"lazy\"></iframe>",
        title.replace('"', "&quot;")
    );
    let wiki = format!("{{{{cite web |title={title} |url={public}{path} |website=Salient}}}}");
    html! {
        details.snippet { summary { "Embed, cite" }
            p { "HTML" br; code { (code) } }
            p { "Wikipedia" br; code { (wiki) } }
            @if let Some(picture) = picture { p { a href={ (picture) ".svg" (asked) } { "SVG" } @if png::DRAWS { " · " a href={ (picture) ".png" (asked) } { "PNG" } } } }
        }
    }
}

fn claim(world: &World, config: &Config, id: &str) -> Result<Markup, Problem> {
    let stated = world.claim(id).ok_or_else(|| Problem::missing("no claim has that id"))?;
    let found = super::claim::topic_of(world, stated);
    let hue = super::hue(found.as_ref().and_then(|f| f.case.party(stated.claim.side.as_ref())));
    let title = format!(
        "{}: {}",
        stated.claim.asserter.as_deref().unwrap_or("the text itself"),
        super::cards::sentence(&stated.claim, |c| found.as_ref().map_or(c, |f| f.case.maps.name(c)).to_owned())
    );
    let page = format!("{}/claim/{}", config.public.as_deref().unwrap_or_default(), stated.id);
    let main = html! {
        h1 { a href=(page) target="_top" { (title) } }
        (super::claim::in_paragraph(world, stated, hue))
        (super::cards::doubt(stated))
        (super::cards::checks(&super::cards::lines(world, found.as_ref(), stated)))
        p.cite { (citation(world, &title, &page, &[])) }
        (snippet(config, &format!("/embed/claim/{}", stated.id), None, "", &title))
    };
    Ok(frame(&title, &main))
}

fn frame(title: &str, main: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head { meta charset="utf-8"; meta name="viewport" content="width=device-width, initial-scale=1"; meta name="color-scheme" content="light dark"; title { (title) } link rel="stylesheet" href=(assets::style()); link rel="icon" type="image/svg+xml" href=(assets::icon()); }
            body.embed { main { (main) } }
        }
    }
}

/// `/picture/CASE/KIND.svg` or `.png`, of a chart or a map.
pub(crate) async fn picture(
    State(app): State<Arc<App>>,
    Path((name, file)): Path<(String, String)>,
    Asked(question): Asked<Question>,
) -> Result<Response, Problem> {
    let wrong = || Problem::missing("there are chart.svg, chart.png, map.svg and map.png");
    let (kind, form) = file.split_once('.').ok_or_else(wrong)?;
    if !matches!((kind, form), ("chart" | "map", "svg" | "png")) {
        return Err(wrong());
    }
    let (config, kind, question) = (app.config.clone(), kind.to_owned(), Question { case: Some(name), ..question });
    let png = form == "png";
    if png && !png::DRAWS {
        return Err(Problem::new(StatusCode::NOT_IMPLEMENTED, png::NONE));
    }
    let made = app
        .ask(move |world| {
            let svg = drawing(world, &config, &question, &kind)?;
            if png { png::render(&svg).map_err(Problem::fault) } else { Ok(svg.into_bytes()) }
        })
        .await?;
    Ok(body(if png { "image/png" } else { "image/svg+xml" }, made))
}

fn drawing(world: &World, config: &Config, question: &Question, kind: &str) -> Result<String, Problem> {
    let found = question.find(world)?;
    let title = found.scene.question(found.on);
    let none = || Problem::missing("there is nothing to draw");
    let terms = &found.case.maps.store.atlas().terms;
    let theme = Theme::LIGHT;
    if kind == "chart" {
        let names: Vec<&str> =
            found.scene.sources.iter().filter_map(|s| terms.get(*s)).map(|t| t.attribution.as_str()).collect();
        let maps = if names.is_empty() { "none".to_owned() } else { names.join("; ") };
        let credit = format!("Maps: {maps}. Areas: geodesic, WGS 84. Statements: as recorded. By Salient.");
        return found.scene.chart(found.on, Some((&title, &credit)), false, theme).ok_or_else(none);
    }
    let map = found.source.and_then(|s| found.scene.map(found.case, s, found.on)).ok_or_else(none)?;
    let ground = found
        .scene
        .ground(found.case, config, map, &theme)
        .map_err(|why| Problem::new(axum::http::StatusCode::FORBIDDEN, why))?;
    let about = format!("{}. {}", terms[&map.source].attribution, found.scene.credit());
    found.scene.map_svg("map", &ground, (&title, &about), &theme).ok_or_else(none)
}
