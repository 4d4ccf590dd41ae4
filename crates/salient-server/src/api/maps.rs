//! `/api/maps`: the maps of the record, and their geometry where its terms and its age allow.

use super::List;
use crate::app::{App, Config};
use crate::asked::{Asked, Part};
use crate::error::Problem;
use crate::pipeline::body;
use crate::world::World;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use salient_map::Snapshot;
use salient_map::export::{self, Format, Piece};
use salient_map::tally::Filter;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};

/// Which maps.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub(crate) struct MapsQuery {
    /// Only maps of this source
    source: Option<String>,
    /// At most so many, up to 1,000
    limit: Option<u32>,
    /// Leave out so many before
    offset: Option<u32>,
}

/// A map.
#[derive(Serialize, ToSchema)]
pub(crate) struct MapOut {
    /// Its source.
    source: String,
    /// The source's name for people.
    title: String,
    /// When the source published it, UTC.
    time: String,
    /// A hash of what it says.
    digest: String,
    /// Polygons on it.
    polygons: usize,
    /// Whom to name.
    attribution: String,
    /// The licence.
    licence: String,
    /// Where its geometry is, if it may be passed on.
    geometry: Option<String>,
    /// Why it is not.
    withheld: Option<String>,
    /// What the import set aside.
    aside: Vec<String>,
}

/// Why the geometry of a map is not passed on; `None` where it is.
pub(crate) fn withheld(world: &World, config: &Config, map: &Snapshot) -> Option<String> {
    let terms = &world.store().atlas().terms[&map.source];
    if !config.shares(terms, &map.source) {
        return Some(format!(
            "the terms of {} do not allow its geometry to be passed on: {}",
            terms.title, terms.licence
        ));
    }
    let young = format!("geometry younger than {} hours is not published", config.min_age.as_hours());
    (!config.old_enough(map.time, world.now)).then_some(young)
}

/// The ground of a map by status and holder.
pub(crate) fn pieces(world: &World, map: &Snapshot) -> Result<Vec<Piece>, Problem> {
    export::pieces(world.store(), map, None, &Filter::default()).map_err(Problem::fault)
}

/// The maps of the record, in order of source and time
#[utoipa::path(get, path = "/api/maps", tag = "maps", params(MapsQuery), responses((status = 200, body = List<MapOut>)))]
pub(super) async fn list(
    State(app): State<Arc<App>>,
    Asked(query): Asked<MapsQuery>,
) -> Result<Json<List<MapOut>>, Problem> {
    let config = app.config.clone();
    app.ask(move |world| {
        let asked = |m: &&Snapshot| query.source.as_deref().is_none_or(|s| s.is_empty() || s == m.source);
        let all: Vec<&Snapshot> = world.store().atlas().snapshots.iter().filter(asked).collect();
        Ok(Json(List::of(&all, Part::new(query.limit, query.offset), |map| out(world, &config, map))))
    })
    .await
}

fn out(world: &World, config: &Config, map: &Snapshot) -> MapOut {
    let terms = &world.store().atlas().terms[&map.source];
    let withheld = withheld(world, config, map);
    let (source, time) = (map.source.clone(), map.stamp());
    MapOut {
        geometry: withheld.is_none().then(|| format!("/api/maps/{source}/{time}")),
        source,
        title: terms.title.clone(),
        time,
        digest: map.digest.clone(),
        polygons: map.entries.len(),
        attribution: terms.attribution.clone(),
        licence: terms.licence.clone(),
        withheld,
        aside: map.aside.clone(),
    }
}

/// The ground of one map as GeoJSON, where its terms allow
#[utoipa::path(get, path = "/api/maps/{source}/{time}", tag = "maps",
    params(("source" = String, Path, description = "the source"), ("time" = String, Path, description = "its time, UTC, as /api/maps tells it", example = "2025-02-20T20:47:00Z")),
    responses((status = 200, body = Object, content_type = "application/geo+json"), (status = 403, body = Problem, content_type = "application/problem+json"), (status = 404, body = Problem, content_type = "application/problem+json")))]
pub(super) async fn get(
    State(app): State<Arc<App>>,
    Path((source, time)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let config = app.config.clone();
    let made = app
        .ask(move |world| {
            let store = world.store();
            let time: jiff::Timestamp =
                time.parse().map_err(|_| Problem::missing("no map of that source has that time"))?;
            let map = store.at(&source, time).ok_or_else(|| Problem::missing("no map of that source has that time"))?;
            if let Some(why) = withheld(world, &config, map) {
                return Err(Problem::new(StatusCode::FORBIDDEN, why));
            }
            let terms = [store.atlas().terms[&map.source].clone()];
            export::write(Format::GeoJson, &pieces(world, map)?, &terms).map_err(Problem::fault)
        })
        .await?;
    Ok(body("application/geo+json", made))
}
