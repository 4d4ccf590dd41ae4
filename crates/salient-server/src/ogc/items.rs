//! Features of a collection: by box and time, in parts.

use super::{base, link};
use crate::api::{maps_pieces, maps_withheld};
use crate::app::{App, Config};
use crate::asked::Asked;
use crate::error::Problem;
use crate::pipeline::body;
use crate::world::World;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use jiff::civil::Date;
use salient::check::maps::days;
use salient::extract::{Polarity, Predicate};
use salient::record::utterance::Utterance;
use salient_map::shape::Polygon;
use salient_map::{Bounds, Position, region};
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;

/// What is asked for.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ItemsQuery {
    bbox: Option<String>,
    datetime: Option<String>,
    limit: Option<u32>,
    offset: Option<u32>,
}

/// A time that is asked for: its first and last day.
type Span = (Option<Date>, Option<Date>);

impl ItemsQuery {
    fn bounds(&self) -> Result<Option<Bounds>, Problem> {
        let Some(text) = self.bbox.as_deref().filter(|t| !t.is_empty()) else { return Ok(None) };
        let numbers: Result<Vec<f64>, _> = text.split(',').map(|n| n.trim().parse::<f64>()).collect();
        let numbers = numbers.ok().filter(|n| n.iter().all(|v| v.is_finite()));
        match numbers.as_deref() {
            Some([west, south, east, north] | [west, south, _, east, north, _]) if south <= north => {
                Ok(Some(Bounds::new(*west, *south, *east, *north)))
            }
            _ => Err(Problem::asked("bbox is west,south,east,north in degrees")),
        }
    }

    fn span(&self) -> Result<Option<Span>, Problem> {
        let Some(text) = self.datetime.as_deref().filter(|t| !t.is_empty()) else { return Ok(None) };
        let wrong = || {
            Problem::asked(
                "datetime is a day or a time of RFC 3339, or two with a slash between; .. leaves an end open",
            )
        };
        let one = |text: &str| -> Result<Option<Date>, Problem> {
            if text.is_empty() || text == ".." {
                return Ok(None);
            }
            let time = text.len() == 10 || text.parse::<jiff::Timestamp>().is_ok();
            text.get(..10).filter(|_| time).and_then(|d| d.parse().ok()).map(Some).ok_or_else(wrong)
        };
        Ok(Some(match text.split_once('/') {
            Some((from, to)) => (one(from)?, one(to)?),
            None => (one(text)?, one(text)?),
        }))
    }
}

fn within(day: Option<(Date, Date)>, span: Option<Span>) -> bool {
    let Some((from, to)) = span else { return true };
    day.is_some_and(|(first, last)| from.is_none_or(|f| last >= f) && to.is_none_or(|t| first <= t))
}

/// Where a claim is about: the place's point where one is known, else a point in the region. Nowhere for claims about people.
fn position(world: &World, u: &Utterance) -> Option<Position> {
    let claim = &u.claims[0].claim;
    if !claim.predicate.control() && claim.predicate != Predicate::Advanced {
        return None;
    }
    let case = world.case_of(&claim.article)?;
    let place = claim.place.as_deref()?;
    if let Some([one]) = case.maps.places.map(|g| g.find(place, None)).as_deref() {
        return Some(one.at);
    }
    region::by_code(&case.maps.code_of(place)?)?.shape.label_point()
}

fn day_of(world: &World, u: &Utterance) -> Option<(Date, Date)> {
    let claim = &u.claims[0].claim;
    claim.as_of.as_deref().and_then(days).or_else(|| days(world.view().article_of(claim)?.day()?))
}

fn of_claim(world: &World, u: &Utterance) -> Value {
    let (stated, claim) = (u.claims[0], &u.claims[0].claim);
    let geometry = position(world, u).map(|at| json!({ "type": "Point", "coordinates": at }));
    let day = day_of(world, u);
    json!({
        "type": "Feature", "id": stated.id, "geometry": geometry,
        "properties": {
            "predicate": claim.predicate, "actor": claim.actor, "place": claim.place, "low": claim.low, "high": claim.high,
            "unit": claim.unit, "hedge": claim.hedge, "extent": claim.extent, "asserter": claim.asserter, "side": claim.side,
            "denied": claim.polarity == Polarity::Deny, "as_of": claim.as_of, "day": day.map(|d| d.1.to_string()), "quote": claim.quote,
            "carriers": u.claims.len(), "reports": u.reports.len(), "confidence": u.confidence(),
        },
    })
}

/// Ground that may be passed on, of maps in a span.
fn control(world: &World, config: &Config, span: Option<Span>) -> Result<Vec<(Bounds, Value)>, Problem> {
    let mut out = Vec::new();
    for map in &world.store().atlas().snapshots {
        let day = map.day().parse::<Date>().ok().map(|d| (d, d));
        if !within(day, span) || maps_withheld(world, config, map).is_some() {
            continue;
        }
        for (n, piece) in maps_pieces(world, map)?.into_iter().enumerate() {
            let rings: Vec<_> = piece.shape.polygons().iter().map(Polygon::rings).collect();
            out.push((
                piece.shape.bounds(),
                json!({
                    "type": "Feature", "id": format!("{}.{}.{n}", piece.source, piece.snapshot),
                    "geometry": { "type": "MultiPolygon", "coordinates": rings },
                    "properties": { "snapshot": piece.snapshot, "source": piece.source, "status": piece.status, "holder": piece.holder, "km2": piece.km2, "attribution": piece.attribution, "licence": piece.licence },
                }),
            ));
        }
    }
    Ok(out)
}

fn found(world: &World, config: &Config, collection: &str, query: &ItemsQuery) -> Result<Vec<Value>, Problem> {
    let (bounds, span) = (query.bounds()?, query.span()?);
    match collection {
        "claims" => {
            let asked = world.said.iter().filter(|u| within(day_of(world, u), span));
            let there = asked.filter(|u| bounds.is_none_or(|b| position(world, u).is_some_and(|at| b.contains(at))));
            Ok(there.map(|u| of_claim(world, u)).collect())
        }
        "control" => {
            let all = control(world, config, span)?;
            Ok(all.into_iter().filter(|(b, _)| bounds.is_none_or(|asked| asked.meets(b))).map(|(_, f)| f).collect())
        }
        _ => Err(Problem::missing("there are the collections claims and control")),
    }
}

/// Features, in parts.
pub(super) async fn list(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    Path(name): Path<String>,
    Asked(query): Asked<ItemsQuery>,
) -> Result<Response, Problem> {
    let (config, base) = (app.config.clone(), base(&app, &headers));
    let (limit, offset) = (query.limit.map_or(100, |n| n as usize).clamp(1, 1000), query.offset.unwrap_or(0) as usize);
    let made = app
        .ask(move |world| {
            let all = found(world, &config, &name, &query)?;
            let part = &all[offset.min(all.len())..(offset + limit).min(all.len())];
            let here = |offset: usize| {
                let (offset, limit) = (offset.to_string(), limit.to_string());
                let told = [("bbox", query.bbox.as_deref()), ("datetime", query.datetime.as_deref()), ("limit", Some(limit.as_str())), ("offset", Some(offset.as_str()))];
                format!("{base}/ogc/collections/{name}/items{}", crate::page::query(&told))
            };
            let mut links = vec![link(here(offset), "self", "application/geo+json", "These features")];
            if offset + limit < all.len() {
                links.push(link(here(offset + limit), "next", "application/geo+json", "More features"));
            }
            Ok(json!({ "type": "FeatureCollection", "numberMatched": all.len(), "numberReturned": part.len(), "features": part, "links": links }).to_string())
        })
        .await?;
    Ok(body("application/geo+json", made))
}

/// One feature.
pub(super) async fn one(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    Path((name, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let (config, base) = (app.config.clone(), base(&app, &headers));
    let made = app
        .ask(move |world| {
            let missing = || Problem::missing("no feature of that collection has that id");
            let mut feature = if name == "claims" {
                let stated = world.claim(&id).ok_or_else(missing)?;
                of_claim(world, world.utterance(&stated.id).ok_or_else(missing)?)
            } else {
                found(world, &config, &name, &ItemsQuery::default())?
                    .into_iter()
                    .find(|f| f["id"] == id)
                    .ok_or_else(missing)?
            };
            feature["links"] = json!([
                link(
                    format!("{base}/ogc/collections/{name}/items/{id}"),
                    "self",
                    "application/geo+json",
                    "This feature"
                ),
                link(format!("{base}/ogc/collections/{name}"), "collection", "application/json", "Its collection"),
            ]);
            Ok(feature.to_string())
        })
        .await?;
    Ok(body("application/geo+json", made))
}
