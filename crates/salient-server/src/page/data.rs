//! Where the data is: forms, addresses, and the terms of each map source.

use super::{About, page};
use crate::app::App;
use crate::error::Problem;
use axum::extract::State;
use axum::response::Response;
use maud::{Markup, html};
use std::sync::Arc;

/// Addresses and what they give.
const FORMS: [(&str, &str); 11] = [
    ("/api/claims.csv", "every claim, a line for each carrier, CSV"),
    ("/api/claims", "claims with their carriers, JSON; also as Web Annotation and ClaimReview one by one"),
    ("/api/articles", "articles, JSON"),
    ("/api/findings", "findings, JSON"),
    ("/api/accounts", "each side beside the maps on a day, JSON"),
    ("/api/accounts/history?format=csv", "all that was said, followed and was mapped, by day, CSV"),
    ("/api/areas", "areas by map, status and holder, JSON"),
    ("/api/maps", "the maps, with their terms; geometry where these allow it, GeoJSON"),
    ("/ogc", "OGC API – Features: claims and public geometry, for QGIS and GDAL"),
    ("/findings.atom", "findings as a feed; also RSS"),
    ("/api/openapi.json", "the description of the API, OpenAPI 3.1"),
];

/// `/data`
pub(crate) async fn get(State(app): State<Arc<App>>) -> Result<Response, Problem> {
    let config = app.config.clone();
    let made = app
        .ask(move |world| {
            let terms = &world.store().atlas().terms;
            let about = About::new("Data and terms", "Every figure of the record as data, and whose it is.", "/data");
            let main = html! {
                h1 { "Data and terms" }
                p { "Every page has a twin in JSON: the same address with " code { ".json" } " at the end. Lists take " code { "limit" } " and " code { "offset" } "." }
                table { thead { tr { th scope="col" { "address" } th scope="col" { "what it gives" } } } tbody { @for (path, what) in FORMS { tr { td { a href=(path) { code { (path) } } } td { (what) } } } } }
                h2 { "Maps" }
                @if terms.is_empty() { p { "No map is recorded." } }
                @for (source, t) in terms { (of_source(&config, source, t, world.store().atlas().of(source).count())) }
                p { "Regions are views: no single official line of a border is implied. Lines: Natural Earth (public domain); near fronts © OpenStreetMap contributors (ODbL). Places: GeoNames (CC BY 4.0)." }
                h2 { "Texts" }
                p { "Texts belong to their publishers. What is shown of them is what the operator of this server recorded; quotes are pinned to the text by its SHA-256." }
                h2 { "State" }
                p { "Entry " (world.head().0) ", link " code { (world.head().1) } ". " code { "salient record verify --head" } " proves that a ledger still holds it." }
            };
            Ok(page(&config, &about, &super::nav(world), &main))
        })
        .await?;
    Ok(super::answer(made))
}

fn of_source(config: &crate::app::Config, source: &str, t: &salient_map::atlas::Terms, maps: usize) -> Markup {
    html! {
        h3 { (t.title) }
        p { (maps) " maps. Name: " (t.attribution) ". Licence: " (t.licence) ". Geometry: " (if config.shares(t, source) { "passed on" } else if config.draws(t, source) { "drawn on this machine only, not passed on" } else { "not shown; areas only" }) "." }
    }
}
