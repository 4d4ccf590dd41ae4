//! The API: one file a noun. Every answer is JSON, every list has its total and its parts.

mod accounts;
mod areas;
mod articles;
mod cases;
pub(crate) mod check;
mod claims;
mod findings;
mod frames;
mod maps;
mod rules;

pub(crate) use accounts::{Found, Question, compared};
pub(crate) use articles::{ArticlesQuery, listed as articles_listed, whole as whole_article};
pub(crate) use check::{CheckQuery, Submitted, submitted, whole_body};
pub(crate) use claims::{ClaimsQuery, found as claims_found, listed as claims_listed, one as one_claim};
pub(crate) use findings::{FindingsQuery, found as findings_found, listed as findings_listed};
pub(crate) use frames::TOGETHER;
pub(crate) use maps::{pieces as maps_pieces, withheld as maps_withheld};

use crate::app::App;
use crate::error::Problem;
use crate::languagetool;
use serde::Serialize;
use std::sync::Arc;
use utoipa::{OpenApi, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// A part of a list.
#[derive(Serialize, ToSchema)]
pub(crate) struct List<T> {
    /// How many there are in all.
    pub(crate) total: usize,
    /// At most so many are given.
    pub(crate) limit: usize,
    /// So many were left out before them.
    pub(crate) offset: usize,
    /// The part.
    pub(crate) items: Vec<T>,
}

impl<T> List<T> {
    pub(crate) fn of<A>(all: &[A], part: crate::asked::Part, each: impl FnMut(&A) -> T) -> Self {
        Self {
            total: all.len(),
            limit: part.limit,
            offset: part.offset,
            items: part.of(all).iter().map(each).collect(),
        }
    }
}

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Salient",
        description = "The open record of contested territory: who claims what, what adds up, and what the maps show. \
            Areas are square kilometres, geodesic on WGS 84; days are UTC; offsets are Unicode code points.",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0")
    ),
    components(schemas(Problem)),
    tags(
        (name = "record", description = "Articles, claims and findings as recorded"),
        (name = "comparison", description = "What each side says, what follows, what maps show"),
        (name = "maps", description = "Control maps: areas, and geometry where its terms allow"),
        (name = "check", description = "Texts of your own; nothing is kept"),
        (name = "rules", description = "What the checks look for"),
        (name = "languagetool", description = "LanguageTool's protocol, for its clients in browsers and offices; offsets are UTF-16 code units there")
    )
)]
struct Doc;

/// The routes with their description.
pub(crate) fn router() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::with_openapi(Doc::openapi())
        .routes(routes!(cases::get))
        .routes(routes!(articles::list))
        .routes(routes!(articles::get))
        .routes(routes!(claims::list))
        .routes(routes!(claims::csv))
        .routes(routes!(claims::get))
        .routes(routes!(findings::list))
        .routes(routes!(accounts::get))
        .routes(routes!(accounts::history))
        .routes(routes!(maps::list))
        .routes(routes!(maps::get))
        .routes(routes!(areas::list))
        .routes(routes!(rules::list))
        .routes(routes!(rules::get))
        .routes(routes!(frames::get))
        .routes(routes!(check::post))
}

/// The routes of LanguageTool's protocol, with their description.
pub(crate) fn languagetool() -> OpenApiRouter<Arc<App>> {
    OpenApiRouter::new()
        .routes(routes!(languagetool::check))
        .routes(routes!(languagetool::languages))
        .routes(routes!(languagetool::info))
        .routes(routes!(languagetool::maxtextlength))
        .routes(routes!(languagetool::healthcheck))
}
