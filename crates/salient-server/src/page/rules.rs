//! What is checked: the rules' own pages.

use super::{About, page};
use crate::app::App;
use crate::error::Problem;
use axum::extract::{Path, State};
use axum::response::Response;
use maud::{PreEscaped, html};
use pulldown_cmark::{Options, Parser, html::push_html};
use salient::check::RULES;
use std::sync::Arc;

/// `/rules`
pub(crate) async fn list(State(app): State<Arc<App>>) -> Result<Response, Problem> {
    let config = app.config.clone();
    let nav = app.ask(|world| Ok(super::nav(world))).await?;
    let about = About {
        twin: Some("/api/rules"),
        ..About::new("What is checked", "The rules, each with its reason and examples.", "/rules")
    };
    let main = html! {
        h1 { "What is checked" }
        table.rules { thead { tr { th scope="col" { "rule" } th scope="col" { "weight" } th scope="col" { "what is wrong" } } }
            tbody { @for r in RULES { tr { td { a href={ "/rule/" (r.name) } { (r.name) } } td { (r.severity.name()) @if !r.default { ", when asked for" } } td { (r.summary()) } } } } }
    };
    Ok(super::answer(page(&config, &about, &nav, &main)))
}

/// `/rule/NAME`
pub(crate) async fn one(State(app): State<Arc<App>>, Path(name): Path<String>) -> Result<Response, Problem> {
    let config = app.config.clone();
    let nav = app.ask(|world| Ok(super::nav(world))).await?;
    let rule = RULES
        .iter()
        .find(|r| r.name == name)
        .ok_or_else(|| Problem::missing("no rule has that name; /rules lists them"))?;
    let twin = format!("/api/rules/{name}");
    let about = About { twin: Some(&twin), ..About::new(rule.name, rule.summary(), "/rules") };
    // The rules' pages are part of the program.
    let mut made = String::new();
    push_html(&mut made, Parser::new_ext(rule.page, Options::ENABLE_TABLES));
    let main = html! { div.prose { (PreEscaped(made)) } p { a href={ "/findings?rule=" (rule.name) } { "Findings of this rule" } " · " a href="/rules" { "All rules" } } };
    Ok(super::answer(page(&config, &about, &nav, &main)))
}
