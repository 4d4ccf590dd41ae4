//! `/api/areas`: how much ground each map shows, by status and holder.

use super::List;
use crate::app::App;
use crate::asked::{Asked, Part, maybe_day};
use crate::error::Problem;
use axum::Json;
use axum::extract::State;
use salient_map::tally::{Filter, Row, Tally};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};

/// Which areas.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub(crate) struct AreasQuery {
    /// The region: an ISO 3166-2 code or a name
    #[param(example = "RU-KRS")]
    r#in: Option<String>,
    /// Only ground of this holder
    holder: Option<String>,
    /// Only maps of this source
    source: Option<String>,
    /// Maps of this day or later
    from: Option<String>,
    /// Maps of this day or before
    to: Option<String>,
    /// At most so many, up to 1,000
    limit: Option<u32>,
    /// Leave out so many before
    offset: Option<u32>,
}

/// The area of one status and holder on one map.
#[derive(Clone, Serialize, ToSchema)]
pub(crate) struct AreaOut {
    /// The time of the map, UTC.
    snapshot: String,
    /// Its source.
    source: String,
    /// held, held-before, unknown, contested, claimed, advance, returned.
    status: String,
    /// Who holds it.
    holder: Option<String>,
    /// The region's code.
    region: String,
    /// Square kilometres, overlaps counted once.
    km2: f64,
    /// Pieces that do not touch.
    pieces: u32,
    /// Whom to name.
    attribution: String,
}

/// Maps that are worked out for one question at most.
const MAPS: usize = 400;

/// Areas by map, status and holder, in a region
#[utoipa::path(get, path = "/api/areas", tag = "maps", params(AreasQuery),
    responses((status = 200, body = List<AreaOut>), (status = 400, body = Problem, content_type = "application/problem+json")))]
pub(super) async fn list(
    State(app): State<Arc<App>>,
    Asked(query): Asked<AreasQuery>,
) -> Result<Json<List<AreaOut>>, Problem> {
    let (from, to) = (maybe_day(query.from.as_deref())?, maybe_day(query.to.as_deref())?);
    app.ask(move |world| {
        let own = world.cases.first().map(|c| c.case.region.clone());
        let asked = query
            .r#in
            .clone()
            .filter(|r| !r.is_empty())
            .or(own)
            .ok_or_else(|| Problem::asked("tell a region: in=RU-KRS"))?;
        let region = salient_map::region::named(&asked).map_err(|e| Problem::asked(e.to_string()))?;
        let (store, part) = (world.store(), Part::new(query.limit, query.offset));
        let days = |map: &&salient_map::Snapshot| {
            let day = map.day();
            from.is_none_or(|d| day >= d.to_string())
                && to.is_none_or(|d| day <= d.to_string())
                && query.source.as_deref().is_none_or(|s| s == map.source)
        };
        let maps: Vec<_> = store.atlas().snapshots.iter().filter(days).collect();
        if maps.len() > MAPS {
            return Err(Problem::asked(format!(
                "{} maps are asked for; tell days (from, to) so that there are at most {MAPS}",
                maps.len()
            )));
        }
        let mut tally = Tally::new(store, Some(&region));
        let filter = Filter { holder: query.holder.clone().filter(|h| !h.is_empty()), ..Filter::default() };
        let mut rows: Vec<Row> = Vec::new();
        for map in maps {
            rows.extend(tally.rows(map, &filter).map_err(Problem::fault)?);
        }
        let terms = &store.atlas().terms;
        Ok(Json(List::of(&rows, part, |r| out(r, terms.get(&r.source).map_or("", |t| &t.attribution)))))
    })
    .await
}

fn out(row: &Row, attribution: &str) -> AreaOut {
    let Row { snapshot, source, status, holder, region, km2, pieces } = row.clone();
    AreaOut { snapshot, source, status, holder, region, km2, pieces, attribution: attribution.to_owned() }
}
