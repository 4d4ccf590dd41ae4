//! `/api/accounts`: each side's figures beside each other and beside the maps, on a day; and their history.

use crate::app::App;
use crate::asked::{Asked, maybe_day};
use crate::error::Problem;
use crate::pipeline::body;
use crate::scene::{Day, Scene};
use crate::world::{InCase, World};
use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use salient::check::account::statement::Topic;
use salient::check::compare::Comparison;
use salient::check::history::Row;
use salient::publish::answer::Answer;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};

/// What is asked: of which ground, on which day.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub(crate) struct Question {
    /// The conflict; the first one without
    #[param(example = "kursk-2024")]
    pub(crate) case: Option<String>,
    /// The day; the last one of which anything is known without
    #[param(example = "2025-02-20")]
    pub(crate) on: Option<String>,
    /// The region's code, if not the case's
    pub(crate) r#in: Option<String>,
    /// The holder's code, if not the case's other party
    pub(crate) holder: Option<String>,
    /// The source of the map that is drawn
    pub(crate) map: Option<String>,
}

/// A question that was understood, with what answers are made from.
pub(crate) struct Found<'a, 'w> {
    pub(crate) case: &'a InCase<'w>,
    pub(crate) scene: Arc<Scene<'w>>,
    pub(crate) on: Date,
    pub(crate) source: Option<&'w str>,
}

impl Question {
    pub(crate) fn find<'a, 'w>(&self, world: &'a World<'w>) -> Result<Found<'a, 'w>, Problem> {
        let told = |text: &Option<String>| text.clone().filter(|t| !t.is_empty());
        let missing =
            || Problem::missing("nothing is recorded of a case of that name; /api/cases lists those that are");
        let case = world.case(told(&self.case).as_deref()).ok_or_else(missing)?;
        let (region, holder) = (told(&self.r#in), told(&self.holder));
        let topic = if region.is_none() && holder.is_none() {
            case.topics[0].clone()
        } else {
            let asked = Topic::of(case.case, region.as_deref(), holder.as_deref()).map_err(Problem::asked)?;
            // Only what is recorded is worked out: anybody may ask for anything.
            let known = case.topics.iter().find(|t| **t == asked).cloned();
            known.ok_or_else(|| {
                Problem::missing("nothing is recorded of that region and holder; /api/cases lists topics")
            })?
        };
        let scene = case.scene(world, &topic).map_err(Problem::fault)?;
        let on = maybe_day(self.on.as_deref())?.unwrap_or_else(|| scene.last());
        let source = match told(&self.map) {
            Some(name) => Some(
                *scene
                    .sources
                    .iter()
                    .find(|s| **s == name)
                    .ok_or_else(|| Problem::missing("no map of that source shows that ground"))?,
            ),
            None => scene.sources.first().copied(),
        };
        Ok(Found { case, scene, on, source })
    }
}

/// A comparison with its answers.
#[derive(Serialize, ToSchema)]
pub(crate) struct Compared {
    /// The question in words.
    pub(crate) question: String,
    /// Its answers: each side's, then each map's.
    pub(crate) answers: Vec<Answer>,
    /// Whether they fit.
    pub(crate) fits: bool,
    /// The same in a sentence.
    pub(crate) verdict: String,
    /// All that stands behind them.
    #[serde(flatten)]
    pub(crate) comparison: Comparison,
}

/// A comparison for a question.
pub(crate) fn compared(world: &World, question: &Question) -> Result<Compared, Problem> {
    let found = question.find(world)?;
    let Day { comparison, answers, verdict: (fits, verdict) } = found.scene.day(world, found.case, found.on);
    Ok(Compared { question: found.scene.question(found.on), answers, fits, verdict, comparison })
}

/// What each side says, what follows, what the maps show, on one day
#[utoipa::path(get, path = "/api/accounts", tag = "comparison", params(Question),
    responses((status = 200, body = Compared), (status = 400, body = Problem, content_type = "application/problem+json"), (status = 404, body = Problem, content_type = "application/problem+json")))]
pub(super) async fn get(
    State(app): State<Arc<App>>,
    Asked(question): Asked<Question>,
) -> Result<Json<Compared>, Problem> {
    app.ask(move |world| compared(world, &question).map(Json)).await
}

/// Which history, in which form.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub(crate) struct HistoryQuery {
    /// json or csv
    format: Option<String>,
    /// The conflict; the first one without
    case: Option<String>,
    /// The region's code
    r#in: Option<String>,
    /// The holder's code
    holder: Option<String>,
    /// The last day
    on: Option<String>,
}

/// All that was said, followed and was mapped, day by day
#[utoipa::path(get, path = "/api/accounts/history", tag = "comparison", params(HistoryQuery),
    responses((status = 200, body = Vec<Row>), (status = 404, body = Problem, content_type = "application/problem+json")))]
pub(super) async fn history(
    State(app): State<Arc<App>>,
    Asked(query): Asked<HistoryQuery>,
) -> Result<Response, Problem> {
    let question = Question { case: query.case, on: query.on, r#in: query.r#in, holder: query.holder, map: None };
    let rows: Vec<Row> = app
        .ask(move |world| {
            let found = question.find(world)?;
            let to = found.on.to_string();
            Ok(found.scene.rows.iter().filter(|r| r.day <= to).cloned().collect())
        })
        .await?;
    Ok(match query.format.as_deref() {
        Some("csv") => body("text/csv; charset=utf-8; header=present", salient::publish::compare::csv(&rows)),
        _ => Json(rows).into_response(),
    })
}
