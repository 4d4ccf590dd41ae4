//! The page and the API of Salient: a record that people look at.
//!
//! A server reads a ledger once and answers from what it read ([`world`]); when the ledger grows it reads it again. It keeps
//! nothing that it is sent. [`router`] is all of it as one service; [`serve`] runs it on a listener.

#![allow(clippy::disallowed_methods, reason = "the server has a clock and a network")]

mod api;
pub mod app;
mod asked;
mod assets;
mod cache;
pub mod crew;
pub mod error;
mod feed;
mod languagetool;
mod limit;
mod metrics;
mod ogc;
mod page;
mod pipeline;
pub mod png;
pub mod scene;
mod serve;
pub mod world;

pub use app::{App, Config};
pub use serve::serve;
pub use world::Conflict;

use axum::extract::{DefaultBodyLimit, State};
use axum::http::{Method, header};
use axum::middleware::from_fn_with_state;
use axum::response::Response;
use axum::{Router, routing::get, routing::head};
use error::Problem;
use std::sync::Arc;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::cors::{AllowHeaders, Any, CorsLayer};

/// All that the server answers.
pub fn router(app: Arc<App>) -> Router {
    let (api, _) = api::router().split_for_parts();
    let open = CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET, Method::HEAD, Method::POST])
        .allow_headers([header::CONTENT_TYPE, header::IF_NONE_MATCH])
        .expose_headers([header::ETAG]);
    // A page of a site may ask a server on the reader's own machine: what it gets are findings in its own text.
    let (checks, _) = api::languagetool().split_for_parts();
    let checks = checks
        .route(languagetool::CHECK, head(languagetool::there))
        .method_not_allowed_fallback(refused)
        .layer(open.clone().allow_headers(AllowHeaders::mirror_request()).allow_private_network(true));
    let data = Router::new()
        .merge(api)
        .merge(ogc::router())
        .route("/api/openapi.json", get(description))
        .route("/articles.json", get(page::lists::articles_twin))
        .route("/claims.json", get(page::lists::claims_twin))
        .route("/findings.json", get(page::lists::findings_twin))
        .route("/findings.atom", get(feed::atom))
        .route("/findings.rss", get(feed::rss))
        .route("/picture/{case}/{file}", get(page::embed::picture))
        .method_not_allowed_fallback(refused)
        .layer(open);
    let pages = Router::new()
        .route("/", get(page::case::first))
        .route("/case/{name}", get(page::case::named))
        .route("/compare/{name}", get(page::compare::get))
        .route("/articles", get(page::lists::articles))
        .route("/article/{id}", get(page::article::get))
        .route("/claims", get(page::lists::claims))
        .route("/claim/{id}", get(page::claim::get))
        .route("/findings", get(page::lists::findings))
        .route("/speakers", get(page::lists::speakers))
        .route("/speaker/{name}", get(page::speaker::get))
        .route("/rules", get(page::rules::list))
        .route("/rule/{name}", get(page::rules::one))
        .route("/data", get(page::data::get))
        .route("/api", get(page::reader::get))
        .route("/check", get(page::check::get).post(page::check::post))
        .route("/embed/{name}/{kind}", get(page::embed::get))
        .route("/assets/{hash}/{name}", get(assets::get))
        .route("/health", get(health))
        .route("/metrics", get(counters))
        .method_not_allowed_fallback(refused);
    pages
        .merge(data)
        .merge(checks)
        .fallback(async || Problem::missing("there is no page at this address"))
        .layer(DefaultBodyLimit::max(app.config.most))
        .layer(CatchPanicLayer::custom(|_: Box<dyn std::any::Any + Send>| {
            axum::response::IntoResponse::into_response(Problem::fault("a fault of the program"))
        }))
        .layer(from_fn_with_state(Arc::clone(&app), pipeline::pass))
        .with_state(app)
}

async fn refused() -> Problem {
    Problem::new(axum::http::StatusCode::METHOD_NOT_ALLOWED, "this address does not take that method")
}

/// The description of the API.
pub fn openapi() -> utoipa::openapi::OpenApi {
    let (_, mut doc) = api::router().split_for_parts();
    doc.merge(api::languagetool().split_for_parts().1);
    doc
}

async fn description() -> Result<Response, Problem> {
    let doc = openapi().to_json().map_err(Problem::fault)?;
    Ok(pipeline::body("application/json", doc))
}

async fn health(State(app): State<Arc<App>>) -> Result<Response, Problem> {
    let entries = app.ask(|world| Ok(world.head().0)).await?;
    Ok(pipeline::body("application/json", format!("{{\"status\":\"ok\",\"entries\":{entries}}}\n")))
}

async fn counters(State(app): State<Arc<App>>) -> Response {
    pipeline::body("application/openmetrics-text; version=1.0.0; charset=utf-8", app.metrics.text())
}
