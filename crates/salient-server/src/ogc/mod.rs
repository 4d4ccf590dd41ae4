//! OGC API – Features, parts 1 (core, GeoJSON, OpenAPI): claims at the region or place that they name, and the ground of maps
//! whose terms allow it.
//!
//! A claim's place is where its text says that it is about, never where anybody is: claims about people have no geometry.

mod items;

use crate::app::App;
use crate::error::Problem;
use crate::pipeline::body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, header};
use axum::response::Response;
use axum::{Router, routing::get};
use serde_json::{Value, json};
use std::sync::Arc;

/// What is served as features.
const COLLECTIONS: [(&str, &str, &str); 2] = [
    (
        "claims",
        "Claims",
        "Claims about territory, at the region or place that they name; claims about people have no geometry.",
    ),
    (
        "control",
        "Control maps",
        "The ground of maps whose terms allow their geometry to be passed on, older than the publication delay.",
    ),
];

/// The routes.
pub(crate) fn router() -> Router<Arc<App>> {
    Router::new()
        .route("/ogc", get(landing))
        .route("/ogc/", get(landing))
        .route("/ogc/conformance", get(conformance))
        .route("/ogc/api", get(description))
        .route("/ogc/collections", get(collections))
        .route("/ogc/collections/{collection}", get(collection))
        .route("/ogc/collections/{collection}/items", get(items::list))
        .route("/ogc/collections/{collection}/items/{id}", get(items::one))
}

/// The address of this server as the client sees it: GDAL and QGIS follow absolute links only.
pub(crate) fn base(app: &App, headers: &HeaderMap) -> String {
    let host = || {
        headers
            .get(header::HOST)
            .and_then(|h| h.to_str().ok())
            .filter(|h| h.bytes().all(|b| b.is_ascii_alphanumeric() || b".-:[]".contains(&b)))
    };
    app.config.public.clone().unwrap_or_else(|| host().map(|h| format!("http://{h}")).unwrap_or_default())
}

pub(crate) fn link(href: String, rel: &str, kind: &str, title: &str) -> Value {
    json!({ "href": href, "rel": rel, "type": kind, "title": title })
}

pub(crate) fn json_body(value: &Value) -> Response {
    body("application/json", value.to_string())
}

async fn landing(State(app): State<Arc<App>>, headers: HeaderMap) -> Response {
    let base = base(&app, &headers);
    json_body(&json!({
        "title": "Salient",
        "description": "The open record of contested territory: claims, and control maps whose terms allow it.",
        "links": [
            link(format!("{base}/ogc"), "self", "application/json", "This page"),
            link(format!("{base}/ogc/api"), "service-desc", "application/vnd.oai.openapi+json;version=3.0", "The API"),
            link(format!("{base}/api"), "service-doc", "text/html", "The API for people"),
            link(format!("{base}/ogc/conformance"), "conformance", "application/json", "Conformance"),
            link(format!("{base}/ogc/collections"), "data", "application/json", "Collections"),
        ],
    }))
}

async fn conformance() -> Response {
    let of = |class: &str| format!("http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/{class}");
    json_body(&json!({ "conformsTo": [of("core"), of("oas30"), of("geojson")] }))
}

/// The few paths of this part, in OpenAPI 3.0 as the standard asks.
async fn description(State(app): State<Arc<App>>, headers: HeaderMap) -> Response {
    let ok = |text: &str| json!({ "200": { "description": text } });
    let param = |name: &str, place: &str, kind: &str| json!({ "name": name, "in": place, "required": place == "path", "schema": { "type": kind } });
    let query = [
        param("bbox", "query", "string"),
        param("datetime", "query", "string"),
        param("limit", "query", "integer"),
        param("offset", "query", "integer"),
    ];
    let collection = param("collection", "path", "string");
    let mut items = vec![collection.clone()];
    items.extend(query);
    let doc = json!({
        "openapi": "3.0.3",
        "info": { "title": "Salient: features", "version": env!("CARGO_PKG_VERSION") },
        "servers": [{ "url": base(&app, &headers) }],
        "paths": {
            "/ogc": { "get": { "responses": ok("Links") } },
            "/ogc/conformance": { "get": { "responses": ok("Conformance classes") } },
            "/ogc/collections": { "get": { "responses": ok("Collections") } },
            "/ogc/collections/{collection}": { "get": { "parameters": [collection], "responses": ok("A collection") } },
            "/ogc/collections/{collection}/items": { "get": { "parameters": items, "responses": ok("Features as GeoJSON") } },
            "/ogc/collections/{collection}/items/{id}": { "get": { "parameters": [param("collection", "path", "string"), param("id", "path", "string")], "responses": ok("A feature as GeoJSON") } },
        },
    });
    body("application/vnd.oai.openapi+json;version=3.0", doc.to_string())
}

fn about(base: &str, (id, title, text): (&str, &str, &str)) -> Value {
    json!({
        "id": id, "title": title, "description": text, "itemType": "feature",
        "crs": ["http://www.opengis.net/def/crs/OGC/1.3/CRS84"],
        "links": [
            link(format!("{base}/ogc/collections/{id}"), "self", "application/json", title),
            link(format!("{base}/ogc/collections/{id}/items"), "items", "application/geo+json", title),
        ],
    })
}

async fn collections(State(app): State<Arc<App>>, headers: HeaderMap) -> Response {
    let base = base(&app, &headers);
    let all: Vec<Value> = COLLECTIONS.into_iter().map(|c| about(&base, c)).collect();
    json_body(
        &json!({ "collections": all, "links": [link(format!("{base}/ogc/collections"), "self", "application/json", "Collections")] }),
    )
}

async fn collection(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    Path(name): Path<String>,
) -> Result<Response, Problem> {
    let found = COLLECTIONS
        .into_iter()
        .find(|c| c.0 == name)
        .ok_or_else(|| Problem::missing("there are the collections claims and control"))?;
    Ok(json_body(&about(&base(&app, &headers), found)))
}
