//! What happens to every request: answers from memory first, limits, patience, and the headers that every answer has.

use crate::app::App;
use crate::cache::{Kept, Key};
use crate::error::Problem;
use crate::languagetool;
use axum::body::{Body, to_bytes};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Instant;

/// A page may load what comes from here, and nothing else; no script that is not a file of ours runs in it.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; \
    form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/// An embed is made for other people's pages.
const EMBED: &str = "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; \
    frame-ancestors *";

/// The longest path with its query that is looked at.
const LONGEST: usize = 2000;

/// Sees a request through.
pub(crate) async fn pass(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let (begun, method) = (Instant::now(), request.method().clone());
    let path = request.uri().path_and_query().map_or("/", |p| p.as_str()).to_owned();
    let from = client(&app, &request);
    let mut memory = false;
    let mut response = answer(&app, request, next, (from, &path, begun), &mut memory).await;
    let status = response.status().as_u16();
    if let Some(problem) = response.extensions().get::<Problem>().cloned() {
        if path.starts_with(languagetool::ROOT) {
            response = languagetool::problem(&problem, response);
        } else if is_page(&path) {
            response = crate::page::problem(&app.config, &problem);
        }
    }
    finish(response.headers_mut(), &path);
    let took = begun.elapsed();
    app.metrics.answered(status, took, memory);
    let ms = took.as_secs_f64() * 1000.0;
    if status >= 500 {
        tracing::error!(%method, path, status, ms, "answered");
    } else if status >= 400 || method != Method::GET && method != Method::HEAD {
        tracing::info!(%method, path, status, ms, "answered");
    } else {
        tracing::debug!(%method, path, status, ms, memory, "answered");
    }
    response
}

async fn answer(
    app: &Arc<App>,
    request: Request,
    next: Next,
    (from, path, begun): (IpAddr, &str, Instant),
    memory: &mut bool,
) -> Response {
    let (head, reads) = (request.method() == Method::HEAD, matches!(*request.method(), Method::GET | Method::HEAD));
    if path.len() > LONGEST {
        return Problem::new(StatusCode::URI_TOO_LONG, "the address is too long").into_response();
    }
    // Features carry absolute links, which follow the name that the client used: each name has its own answers.
    let host =
        if path.starts_with("/ogc") { request.headers().get(header::HOST).and_then(|h| h.to_str().ok()) } else { None };
    let key = Key(app.crew().head.0, host.map_or_else(|| path.to_owned(), |host| format!("{path} {host}")));
    if reads && let Some(kept) = app.cache.get(&key) {
        *memory = true;
        return kept.respond(request.headers(), head);
    }
    let light = matches!(path, "/health" | "/metrics" | languagetool::HEALTH);
    // An office sends a long document paragraph by paragraph, all at once; on a user's own machine nobody else waits.
    let own = app.config.private && path.starts_with(languagetool::ROOT);
    if !light && !own && !app.limit.take(from, if reads { 0.2 } else { 1.0 }, begun) {
        return Problem::new(StatusCode::TOO_MANY_REQUESTS, "too much work asked for at once; try again in a moment")
            .into_response();
    }
    let asked = request.headers().clone();
    let Ok(response) = tokio::time::timeout(app.config.patience, next.run(request)).await else {
        return Problem::new(StatusCode::GATEWAY_TIMEOUT, "the answer took too long").into_response();
    };
    if !reads || response.status() != StatusCode::OK || light || path == languagetool::CHECK {
        return response;
    }
    let (parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, usize::MAX).await else { return Problem::fault("a body").into_response() };
    let mut headers = parts.headers;
    finish(&mut headers, path);
    let kept = Arc::new(Kept::new(headers, bytes));
    app.cache.put(key, &kept);
    kept.respond(&asked, head)
}

/// Who asks: the peer, or what a proxy in front says.
fn client(app: &App, request: &Request) -> IpAddr {
    let said = || request.headers().get("x-forwarded-for")?.to_str().ok()?.rsplit(',').next()?.trim().parse().ok();
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|c| c.0.ip());
    let proxied = if app.config.behind_proxy { said() } else { None };
    proxied.or(peer).unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST))
}

/// Whether a problem there is shown as a page.
fn is_page(path: &str) -> bool {
    let path = path.split('?').next().unwrap_or(path);
    let file = path.rsplit('/').next().unwrap_or_default().contains('.');
    !(path.starts_with("/api/") || path == "/api" || path.starts_with("/ogc") || path.starts_with("/assets/") || file)
}

/// Headers of every answer.
fn finish(headers: &mut HeaderMap, path: &str) {
    let mut put = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    put(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    put(header::REFERRER_POLICY, "no-referrer");
    put(header::CONTENT_SECURITY_POLICY, if path.starts_with("/embed/") { EMBED } else { POLICY });
    put(header::CACHE_CONTROL, "no-cache");
    put(HeaderName::from_static("cross-origin-resource-policy"), "cross-origin");
    put(HeaderName::from_static("permissions-policy"), "geolocation=(), camera=(), microphone=()");
}

/// A body of some kind.
pub(crate) fn body(kind: &'static str, body: impl Into<Body>) -> Response {
    ([(header::CONTENT_TYPE, HeaderValue::from_static(kind))], body.into()).into_response()
}
