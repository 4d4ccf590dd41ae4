//! `/api/frames`: what changes on the page from day to day, for the slider: whole pieces of the page, so that there is one
//! template for them.

use super::accounts::{Found, Question};
use crate::app::{App, Config};
use crate::asked::Asked;
use crate::error::Problem;
use crate::page::{cards, case as page};
use crate::world::World;
use axum::Json;
use axum::extract::State;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};

/// Which days of which topic.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub(crate) struct FramesQuery {
    /// The conflict
    case: Option<String>,
    /// The region's code
    r#in: Option<String>,
    /// The holder's code
    holder: Option<String>,
    /// The source of the map that is drawn
    map: Option<String>,
    /// The first day's number
    from: Option<u32>,
}

/// Days that are given together: a script asks for the ones around its own.
pub(crate) const TOGETHER: usize = 48;

/// Some days.
#[derive(Serialize, ToSchema)]
pub(crate) struct Frames {
    /// How many days there are in all.
    total: usize,
    /// The first one's number.
    from: usize,
    /// The days.
    #[serde(rename = "frames")]
    days: Vec<Frame>,
    /// Claim cards by id, as HTML.
    cards: BTreeMap<String, String>,
    /// Findings by key, as HTML.
    findings: BTreeMap<String, String>,
}

/// One day.
#[derive(Serialize, ToSchema)]
pub(crate) struct Frame {
    /// The day.
    on: String,
    /// The question in words.
    question: String,
    /// What a screen reader says of the day.
    aria: String,
    /// Where it lies on the chart.
    x: f64,
    /// The ground, as the inside of an SVG group.
    ground: String,
    /// What the map shows, in words.
    about: String,
    /// The line under the map.
    below: String,
    /// The answers, as HTML.
    answers: String,
    /// Whether they fit, as HTML.
    verdict: String,
    /// Cards that are shown, newest first.
    cards: Vec<String>,
    /// Findings that are shown.
    findings: Vec<String>,
}

/// What changes on the page from day to day
#[utoipa::path(get, path = "/api/frames", tag = "comparison", params(FramesQuery),
    responses((status = 200, body = Frames), (status = 404, body = Problem, content_type = "application/problem+json")))]
pub(super) async fn get(
    State(app): State<Arc<App>>,
    Asked(query): Asked<FramesQuery>,
) -> Result<Json<Frames>, Problem> {
    let config = app.config.clone();
    app.ask(move |world| frames(world, &config, query).map(Json)).await
}

fn frames(world: &World, config: &Config, query: FramesQuery) -> Result<Frames, Problem> {
    let from = query.from.unwrap_or(0) as usize;
    let question = Question { case: query.case, on: None, r#in: query.r#in, holder: query.holder, map: query.map };
    let found = question.find(world)?;
    let stops = &found.scene.stops;
    let from = from.min(stops.len());
    let mut out =
        Frames { total: stops.len(), from, days: Vec::new(), cards: BTreeMap::new(), findings: BTreeMap::new() };
    for on in stops[from..].iter().take(TOGETHER) {
        let frame = frame(world, config, &found, *on, &mut out);
        out.days.push(frame);
    }
    Ok(out)
}

fn frame(world: &World, config: &Config, found: &Found, on: Date, all: &mut Frames) -> Frame {
    let scene = &found.scene;
    let day = scene.day(world, found.case, on);
    let drawn = page::drawn(found, config, on);
    let mut shown = Vec::new();
    for id in cards::newest(&day.comparison) {
        let key = id.0.clone();
        all.cards.entry(key.clone()).or_insert_with(|| cards::card(world, found, &id).into_string());
        shown.push(key);
    }
    let mut findings = Vec::new();
    for (article, finding) in scene.findings(world, on).into_iter().take(page::FINDINGS) {
        let key = format!("{:.8}-{}-{}", article, finding.start, finding.rule);
        all.findings.entry(key.clone()).or_insert_with(|| cards::finding(world, &article, &finding).into_string());
        findings.push(key);
    }
    Frame {
        on: on.to_string(),
        question: scene.question(on),
        aria: page::aria(on, &day.answers),
        x: (scene.x(on) * 10.0).round() / 10.0,
        ground: drawn.ground,
        about: drawn.about,
        below: drawn.below,
        answers: page::answers(&day.answers).into_string(),
        verdict: page::verdict(&day.verdict).into_string(),
        cards: shown,
        findings,
    }
}
