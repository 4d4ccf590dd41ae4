//! The first screen: one question, its answers, one date; the map and the chart that go with it; findings and claims.

use super::{About, cards, count, encoded, hue, page, query};
use crate::api::Found;
use crate::api::{Question, compared};
use crate::app::{App, Config};
use crate::asked::Asked;
use crate::error::Problem;
use crate::png;
use crate::world::World;
use axum::extract::{Path, State};
use axum::response::Response;
use jiff::civil::Date;
use maud::{Markup, PreEscaped, html};
use salient::check::history::Row;
use salient::check::maps::OLDEST;
use salient::publish::answer::{Answer, before};
use salient::publish::ink::Theme;
use salient::publish::map::swatch;
use salient::publish::titles;
use std::sync::Arc;

/// Findings on the first screen.
pub(crate) const FINDINGS: usize = 8;

/// The first case.
pub(crate) async fn first(State(app): State<Arc<App>>, Asked(question): Asked<Question>) -> Result<Response, Problem> {
    show(&app, question).await
}

/// A case by name.
pub(crate) async fn named(
    State(app): State<Arc<App>>,
    Path(name): Path<String>,
    Asked(question): Asked<Question>,
) -> Result<Response, Problem> {
    if let Some(name) = name.strip_suffix(".json") {
        return twin(&app, Question { case: Some(name.to_owned()), ..question }).await;
    }
    show(&app, Question { case: Some(name), ..question }).await
}

/// A day as JSON: the twin of its page, and of the page of what is counted.
pub(crate) async fn twin(app: &Arc<App>, question: Question) -> Result<Response, Problem> {
    let whole = app.ask(move |world| compared(world, &question)).await?;
    Ok(crate::pipeline::body("application/json", serde_json::to_vec(&whole).map_err(Problem::fault)?))
}

async fn show(app: &Arc<App>, question: Question) -> Result<Response, Problem> {
    let config = app.config.clone();
    app.ask(move |world| whole(world, &config, &question)).await.map(super::answer)
}

/// The map of a day, drawn, and said in words.
pub(crate) struct Drawn {
    pub(crate) ground: String,
    pub(crate) about: String,
    pub(crate) below: String,
}

/// Draws the map of a day.
pub(crate) fn drawn(found: &Found, config: &Config, on: Date) -> Drawn {
    let nothing = |below: &str| Drawn { ground: String::new(), about: below.to_owned(), below: below.to_owned() };
    let Some(source) = found.source else { return nothing("No map of this ground is recorded.") };
    let Some(map) = found.scene.map(found.case, source, on) else {
        return nothing("No map is recorded up to this day.");
    };
    let terms = &found.case.maps.store.atlas().terms[&map.source];
    let time = map.time.strftime("%-d %B %Y, %H:%M UTC");
    let age =
        map.day().parse::<Date>().ok().and_then(|day| on.since(day).ok()).map_or(0, |span| i64::from(span.get_days()));
    let apart = if age > OLDEST { format!(": {}, so it says nothing of this day", before(age)) } else { String::new() };
    match found.scene.ground(found.case, config, map, &Theme::PAGE) {
        // What says nothing of the day is there for orientation only.
        Ok(ground) => Drawn {
            ground: if age > OLDEST { format!(r#"<g opacity=".3">{ground}</g>"#) } else { ground },
            about: format!(
                "Control as {} drew it on {time}. The answers and the table give the same in figures.",
                terms.title
            ),
            below: format!("{}, {time}{apart}", terms.title),
        },
        Err(why) => nothing(&why),
    }
}

/// What a screen reader says of a day.
pub(crate) fn aria(on: Date, answers: &[Answer]) -> String {
    let said: Vec<String> = answers.iter().map(|a| format!("{}: {}", lead(a), a.figure)).collect();
    format!("{}. {}", on.strftime("%-d %B %Y"), said.join("; "))
}

fn lead(a: &Answer) -> String {
    match a.kind {
        "says" => format!("{} says", a.who),
        "implied" => format!("{}’s figures imply", a.who),
        "maps" => titles::maps(&a.who),
        _ => a.who.clone(),
    }
}

/// The answers.
pub(crate) fn answers(all: &[Answer]) -> Markup {
    html! {
        @for a in all {
            @let class = if a.party.is_none() { "ink" } else { hue(a.party) };
            section class={ "answer " (class) " " (a.kind) } {
                h2 { (lead(a)) }
                p.figure {
                    @if let Some(id) = a.from.last() { a href={ "/claim/" (id) } { (a.figure) } } @else { (a.figure) }
                }
                p.note { (a.note) }
                @for more in &a.more { p.note { (more) } }
                @if let (Some(fits), Some(ok)) = (&a.fits, a.compatible) { p class={ "fit " (if ok { "yes" } else { "no" }) } { (fits) } }
            }
        }
    }
}

/// Whether all of it fits.
pub(crate) fn verdict((ok, text): &(bool, String)) -> Markup {
    html! { strong class=(if *ok { "yes" } else { "no" }) { (text) } }
}

fn whole(world: &World, config: &Config, question: &Question) -> Result<Markup, Problem> {
    if world.cases.is_empty() && question.case.is_none() {
        return Ok(empty(world, config));
    }
    let found = question.find(world)?;
    let (scene, on, case) = (&found.scene, found.on, found.case.case);
    let day = scene.day(world, found.case, on);
    let title = scene.question(on);
    let text = day.answers.iter().map(|a| format!("{}: {}", lead(a), a.figure)).collect::<Vec<_>>().join(". ");
    let asked = address(question, on);
    let path = format!("/case/{}", case.name);
    let twin = format!("{path}.json{asked}");
    let picture = format!("/picture/{}/chart.png{asked}", case.name);
    let about =
        About { twin: Some(&twin), picture: png::DRAWS.then_some(&*picture), ..About::new(&title, &text, &path) };
    let main = html! {
        h1 #question { (title) }
        div #answers .answers { (answers(&day.answers)) }
        p #verdict .verdict { (verdict(&day.verdict)) " " a href={ "/compare/" (case.name) (asked) } { "What is counted" } }
        div.pair {
            (map_figure(&found, config, question))
            (chart_figure(&found)?)
        }
        (slider(&found, question, &aria(on, &day.answers)))
        p.note { (super::CERTAIN) }
        p.asof { (counts(world)) " · Data: " a href={ "/api/accounts/history" (query(&[("format", Some("csv")), ("case", Some(&case.name))])) } { "CSV" } " " a href=(twin) { "JSON" }
            " · " a href={ "/embed/" (case.name) "/answer" (asked) } { "Embed" } " · Not shown: positions of units and people" }
        (sections(world, &found, &day.comparison))
    };
    Ok(page(config, &about, &super::nav(world), &main))
}

/// The query that leads back to what is shown.
pub(crate) fn address(question: &Question, on: Date) -> String {
    let day = on.to_string();
    query(&[
        ("on", Some(&day)),
        ("in", question.r#in.as_deref()),
        ("holder", question.holder.as_deref()),
        ("map", question.map.as_deref()),
    ])
}

fn counts(world: &World) -> String {
    let view = world.view();
    format!(
        "Recorded: {}, {}, {}; state {}–{:.8}",
        count(view.articles.len(), "article"),
        count(world.said.len(), "claim"),
        count(world.store().atlas().snapshots.len(), "map"),
        world.head().0,
        world.head().1
    )
}

fn map_figure(found: &Found, config: &Config, question: &Question) -> Markup {
    let scene = &found.scene;
    let drawn = drawn(found, config, found.on);
    let title = format!("Map of {}", scene.region);
    let svg = scene.map_svg("map", &drawn.ground, (&title, &drawn.about), &Theme::PAGE);
    let parties = &found.case.case.parties;
    html! {
        figure.mapped {
            @if let Some(svg) = svg { div.window { (PreEscaped(svg)) } }
            figcaption {
                p.legend {
                    @for (n, party) in parties.iter().enumerate() { span { (PreEscaped(swatch(Some(n), false, &Theme::PAGE))) " held by " (party.name) } " " }
                    span { (PreEscaped(swatch(None, true, &Theme::PAGE))) " status unclear" }
                }
                p { span #below { (drawn.below) } " · " (scene.credit()) " · borders as recognised internationally" }
                @if scene.sources.len() > 1 {
                    p { "Map by: " @for source in &scene.sources {
                        @let terms = &found.case.maps.store.atlas().terms[*source];
                        a href={ "/case/" (found.case.case.name) (query(&[("on", Some(&found.on.to_string())), ("in", question.r#in.as_deref()), ("holder", question.holder.as_deref()), ("map", Some(source))])) }
                            aria-current=[(Some(*source) == found.source).then_some("true")] { (terms.title) } " "
                    } }
                }
            }
        }
    }
}

fn chart_figure(found: &Found) -> Result<Markup, Problem> {
    let scene = &found.scene;
    let svg = scene.chart(found.on, None, true, Theme::PAGE);
    let label = format!(
        "Chart: square kilometres of {} held by {}, by day. The points are links to claims; the arrow keys go from one to the next. The table below has the same figures.",
        scene.region, scene.holder
    );
    let months = scene.months(found.case).map_err(Problem::fault)?;
    Ok(html! {
        figure.charted {
            @if let Some(svg) = svg { div.plot #chart role="group" aria-label=(label) { (PreEscaped(svg)) } }
            figcaption {
                p { "km² held by " (scene.holder) ". Line: mapped; hatched: status unclear. Bands: what a side said (filled) or what follows from its totals (dashed), for 45 days, then dotted. ▲ a check found something." }
                details { summary { "Table" } (table(&scene.rows)) }
                details { summary { "By month" } (super::months::table(months, &scene.holder)) }
            }
        }
    })
}

/// The history as a table: the newest two hundred rows.
fn table(rows: &[Row]) -> Markup {
    let shown: Vec<&Row> = rows.iter().rev().take(200).collect();
    html! {
        div.wide tabindex="0" role="region" aria-label="History as a table" { table {
            thead { tr { th scope="col" { "day" } th scope="col" { "who" } th scope="col" { "what" } th scope="col" { "km²" } th scope="col" { "in words" } } }
            tbody { @for r in &shown { tr {
                td { (r.day) } td { (r.who) } td { (r.kind) " " (r.what) }
                td.n { (salient::publish::compare::printed(&salient::check::interval::Interval::new(r.low, r.high), &r.figure)) @if r.what.starts_with("share") { " %" } }
                td { @if let Some(id) = &r.claim { a href={ "/claim/" (id) } { (if r.figure.is_empty() { "claim" } else { &r.figure }) } } }
            } } }
        } }
        @if rows.len() > shown.len() { p { (rows.len() - shown.len()) " older rows are in the CSV." } }
    }
}

fn slider(found: &Found, question: &Question, said: &str) -> Markup {
    let (scene, on) = (&found.scene, found.on);
    let at = scene.stop(on);
    let link = |day: &Date| format!("/case/{}{}", found.case.case.name, address(question, *day));
    // A day between two stops has the earlier one's figures: the step back is to that one.
    let back = scene.stops.iter().rfind(|d| **d < on);
    let ahead = scene.stops.iter().find(|d| **d > on);
    let days: Vec<String> = scene.stops.iter().map(ToString::to_string).collect();
    let frames = format!(
        "/api/frames{}",
        query(&[
            ("case", Some(&found.case.case.name)),
            ("in", question.r#in.as_deref()),
            ("holder", question.holder.as_deref()),
            ("map", question.map.as_deref())
        ])
    );
    html! {
        nav.days aria-label="Day" data-frames=(frames) data-days=(days.join(" ")) data-together=(crate::api::TOGETHER) {
            (step("prev", "◀", "The day before on which something changes", back.map(link)))
            input #day type="range" min="0" max=(scene.stops.len().saturating_sub(1)) value=(at) aria-label="Day" aria-valuetext=(said) hidden;
            (step("next", "▶", "The next day on which something changes", ahead.map(link)))
            form.goto method="get" action={ "/case/" (found.case.case.name) } {
                @for (name, value) in [("in", &question.r#in), ("holder", &question.holder), ("map", &question.map)] {
                    @if let Some(value) = value { input type="hidden" name=(name) value=(value); }
                }
                label { span.quiet { "Day" } input type="date" name="on" value=(on.to_string()) required; }
                button { "Show" }
            }
        }
        details.stops { summary { "All " (scene.stops.len()) " days on which something changes" }
            p { @for day in &scene.stops { a href=(link(day)) aria-current=[(*day == on).then_some("date")] { (day) } " " } } }
        p #live .quiet role="status" aria-live="polite" {}
    }
}

fn step(rel: &str, sign: &str, name: &str, to: Option<String>) -> Markup {
    html! {
        @match to {
            Some(to) => a.step rel=(rel) href=(to) aria-label=(name) { (sign) },
            None => a.step rel=(rel) aria-label=(name) aria-disabled="true" role="link" { (sign) },
        }
    }
}

fn sections(world: &World, found: &Found, comparison: &salient::check::compare::Comparison) -> Markup {
    let (scene, on) = (&found.scene, found.on);
    let findings = scene.findings(world, on);
    let ids = cards::newest(comparison);
    let case = &found.case.case.name;
    html! {
        section aria-labelledby="found" {
            h2 #found { "Findings" }
            div #findings .findings { @for (article, f) in findings.iter().take(FINDINGS) { (cards::finding(world, article, f)) } }
            p { a href="/findings" { "All findings" } @if scene.unchecked > 0 { " · " (scene.unchecked) " older texts were not checked against the record" } }
        }
        section aria-labelledby="claimed" {
            h2 #claimed { "Claims" }
            div #cards .cards { @for id in &ids { (cards::card(world, found, id)) } }
            p { a href={ "/claims?case=" (encoded(case)) } { "All claims" } " · " a href="/check" { "Check a text of your own" } }
        }
    }
}

/// A record of which no case is known: still a page, with what to do.
fn empty(world: &World, config: &Config) -> Markup {
    let about = About::new("Nothing to compare yet", "A record without a case of which something is known.", "/");
    let main = html! {
        h1 { "Nothing to compare yet" }
        p { (counts(world)) ". None of it is about who holds ground in the region of a case that this server knows." }
        p { "Record texts and maps, and name the case: " code { "salient record add articles/ maps/ --ledger LEDGER" } ", " code { "salient serve --ledger LEDGER --case NAME" } "." }
        p { a href="/articles" { "Articles" } " · " a href="/claims" { "Claims" } " · " a href="/check" { "Check a text" } }
    };
    page(config, &about, &[], &main)
}
