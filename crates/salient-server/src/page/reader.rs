//! The description of the API for people, made from the one for machines.

use super::{About, page};
use crate::app::App;
use crate::error::Problem;
use axum::extract::State;
use axum::response::Response;
use maud::{Markup, html};
use serde_json::Value;
use std::sync::Arc;

/// `/api`
pub(crate) async fn get(State(app): State<Arc<App>>) -> Result<Response, Problem> {
    let config = app.config.clone();
    let nav = app.ask(|world| Ok(super::nav(world))).await?;
    let doc = serde_json::to_value(crate::openapi()).map_err(Problem::fault)?;
    let about = About {
        twin: Some("/api/openapi.json"),
        ..About::new("API", "Every address of the API, its parameters and its answers.", "/api")
    };
    let paths: Vec<(&String, &String, &Value)> = doc["paths"]
        .as_object()
        .into_iter()
        .flatten()
        .flat_map(|(path, methods)| {
            methods.as_object().into_iter().flatten().map(move |(method, op)| (path, method, op))
        })
        .collect();
    let main = html! {
        h1 { "API" }
        p { (doc["info"]["description"].as_str().unwrap_or_default()) " Description for machines: " a href="/api/openapi.json" { "OpenAPI 3.1" } ". Problems come as RFC 9457. Answers carry an ETag and may be kept as long as it stays." }
        p { "Beside it: " a href="/ogc" { "OGC API – Features" } ", " a href="/findings.atom" { "Atom" } ", " a href="/health" { "health" } ", " a href="/metrics" { "metrics" } "." }
        @for (path, method, op) in paths { (operation(path, method, op)) }
    };
    Ok(super::answer(page(&config, &about, &nav, &main)))
}

fn operation(path: &str, method: &str, op: &Value) -> Markup {
    let params = op["parameters"].as_array().map(Vec::as_slice).unwrap_or_default();
    let plain = method == "get" && !path.contains('{');
    html! {
        section.operation {
            h2 { code { (method.to_uppercase()) " " @if plain { a href=(path) { (path) } } @else { (path) } } }
            p { (op["summary"].as_str().unwrap_or_default()) @if let Some(more) = op["description"].as_str() { ". " (more) } }
            @if !params.is_empty() { table { thead { tr { th scope="col" { "parameter" } th scope="col" { "in" } th scope="col" { "what" } th scope="col" { "example" } } }
                tbody { @for p in params { tr { td { code { (p["name"].as_str().unwrap_or_default()) } } td { (p["in"].as_str().unwrap_or_default()) } td { (p["description"].as_str().unwrap_or_default()) } td { (example(p)) } } } } } }
            p.note { "Answers: " (statuses(op)) }
        }
    }
}

fn statuses(op: &Value) -> String {
    let all: Vec<&str> = op["responses"].as_object().into_iter().flatten().map(|(status, _)| status.as_str()).collect();
    all.join(", ")
}

fn example(p: &Value) -> String {
    let of = |v: &Value| v.as_str().map(str::to_owned);
    of(&p["example"]).or_else(|| of(&p["schema"]["example"])).unwrap_or_default()
}
