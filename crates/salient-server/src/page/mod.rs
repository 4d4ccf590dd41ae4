//! The page: HTML written here, a style sheet and a script beside it. Everything can be read without the script.

pub(crate) mod article;
pub(crate) mod cards;
pub(crate) mod case;
pub(crate) mod check;
pub(crate) mod claim;
pub(crate) mod compare;
pub(crate) mod data;
pub(crate) mod embed;
pub(crate) mod lists;
pub(crate) mod months;
pub(crate) mod reader;
pub(crate) mod rules;
pub(crate) mod speaker;

use crate::app::Config;
use crate::assets;
use crate::error::Problem;
use crate::world::World;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::{DOCTYPE, Markup, html};

/// Which claims answers count.
pub(crate) const CERTAIN: &str = "Answers and checks count claims that were read with a confidence of 0.5 and more; others are in the lists, where it is said.";

/// What every page says of itself.
pub(crate) struct About<'a> {
    /// Its title.
    pub(crate) title: &'a str,
    /// A sentence for search engines and previews.
    pub(crate) text: &'a str,
    /// The same as JSON.
    pub(crate) twin: Option<&'a str>,
    /// A picture for previews.
    pub(crate) picture: Option<&'a str>,
    /// Which part of the site it is.
    pub(crate) part: &'a str,
    /// JSON-LD.
    pub(crate) data: Option<String>,
}

impl<'a> About<'a> {
    pub(crate) fn new(title: &'a str, text: &'a str, part: &'a str) -> Self {
        Self { title, text, twin: None, picture: None, part, data: None }
    }
}

/// Name and title of each case, for the navigation.
pub(crate) fn nav(world: &World) -> Vec<(String, String)> {
    world.cases.iter().map(|c| (c.case.name.clone(), c.case.title.clone())).collect()
}

/// The parts of the site.
const PARTS: [(&str, &str); 6] = [
    ("/articles", "Articles"),
    ("/claims", "Claims"),
    ("/findings", "Findings"),
    ("/check", "Check a text"),
    ("/data", "Data"),
    ("/api", "API"),
];

/// "1 claim", "2,974 claims".
fn count(n: usize, word: &str) -> String {
    format!("{} {word}{}", salient::check::context::figure(n as f64, 0), if n == 1 { "" } else { "s" })
}

/// A page.
pub(crate) fn page(config: &Config, about: &About, cases: &[(String, String)], main: &Markup) -> Markup {
    let public = config.public.as_deref().unwrap_or_default();
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (about.title) " · Salient" }
                meta name="description" content=(about.text);
                link rel="stylesheet" href=(assets::style());
                script type="module" src=(assets::script()) {}
                link rel="icon" type="image/svg+xml" href=(assets::icon());
                @if let Some(twin) = about.twin { link rel="alternate" type="application/json" href=(twin); }
                link rel="alternate" type="application/atom+xml" title="Findings" href="/findings.atom";
                meta property="og:title" content=(about.title);
                meta property="og:description" content=(about.text);
                @if let Some(picture) = about.picture { meta property="og:image" content={ (public) (picture) }; }
                // Data for machines is no script: the policy of the page does not run it.
                @if let Some(data) = &about.data { script type="application/ld+json" { (maud::PreEscaped(data.replace('<', "\\u003c"))) } }
            }
            body {
                a.skip href="#main" { "Skip to the content" }
                header.top {
                    a.brand href="/" { "Salient" }
                    nav aria-label="Site" {
                        @for (name, title) in cases {
                            @let path = format!("/case/{name}");
                            a href=(path) aria-current=[(about.part == path).then_some("page")] { (short(title)) }
                        }
                        @for (path, name) in PARTS {
                            a href=(path) aria-current=[(about.part == path).then_some("page")] { (name) }
                        }
                    }
                }
                @if let Some(notice) = &config.notice { aside.notice aria-label="About this record" { (notice) } }
                main #main { (main) }
                footer {
                    p {
                        "Figures are checked, not people: a verdict says that figures exceed, fall within, or cannot be compared. "
                        "Positions of units and people are never read in, stored or shown."
                    }
                    p { a href="/rules" { "What is checked" } " · " a href="/data" { "Data and terms" } " · " a href="/findings.atom" { "Feed of findings" } }
                }
            }
        }
    }
}

/// "The Ukrainian incursion into Kursk oblast" is long for a menu.
fn short(title: &str) -> &str {
    title.strip_prefix("The ").unwrap_or(title)
}

/// A whole page as an answer.
pub(crate) fn answer(page: Markup) -> Response {
    crate::pipeline::body("text/html; charset=utf-8", page.into_string())
}

/// A problem as a page.
pub(crate) fn problem(config: &Config, problem: &Problem) -> Response {
    let about = About::new(&problem.title, &problem.detail, "");
    let main = html! { h1 { (problem.title) } p { (problem.detail) } p { a href="/" { "To the first page" } } };
    let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut out = (status, answer(page(config, &about, &[], &main))).into_response();
    if matches!(problem.status, 429 | 503) {
        out.headers_mut().insert(axum::http::header::RETRY_AFTER, axum::http::HeaderValue::from_static("1"));
    }
    out
}

/// A value inside an address.
pub(crate) fn encoded(text: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~".contains(&b);
    text.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

/// A query of what is told, in the order of the list: one state of a page has one address.
pub(crate) fn query(pairs: &[(&str, Option<&str>)]) -> String {
    let told: Vec<String> =
        pairs.iter().filter_map(|(k, v)| v.filter(|v| !v.is_empty()).map(|v| format!("{k}={}", encoded(v)))).collect();
    if told.is_empty() { String::new() } else { format!("?{}", told.join("&")) }
}

/// An address that may be a link: of the web, nothing else.
pub(crate) fn web(url: &str) -> Option<&str> {
    let scheme = url.split_once("://").map(|(s, _)| s.to_ascii_lowercase());
    scheme.filter(|s| s == "https" || s == "http").map(|_| url)
}

/// A class for a party's colour.
pub(crate) fn hue(party: Option<usize>) -> &'static str {
    ["a", "b", "c", "d"][party.unwrap_or(3).min(3)]
}

/// A party's mark: its colour and its shape.
pub(crate) fn mark(party: Option<usize>) -> Markup {
    html! { span class={ "mark " (hue(party)) } aria-hidden="true" {} }
}

/// Links to the parts of a list before and after.
pub(crate) fn pages(total: usize, limit: usize, offset: usize, link: impl Fn(usize) -> String) -> Markup {
    html! {
        @if total > limit {
            nav.pages aria-label="Pages" {
                @if offset > 0 { a rel="prev" href=(link(offset.saturating_sub(limit))) { "← newer" } }
                span { (offset + 1) "–" (total.min(offset + limit)) " of " (total) }
                @if offset + limit < total { a rel="next" href=(link(offset + limit)) { "older →" } }
            }
        }
    }
}
