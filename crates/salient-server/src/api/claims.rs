//! `/api/claims`: what was said once, with its carriers.

use super::List;
use crate::app::App;
use crate::asked::{Asked, Part, maybe_day};
use crate::error::Problem;
use crate::pipeline::body;
use crate::world::World;
use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use salient::check::asked::Asked as Wanted;
use salient::extract::{Predicate, Side};
use salient::publish::said::Said;
use salient::publish::{annotation, claimreview, records};
use salient::record::Status;
use salient::record::utterance::Utterance;
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::Arc;
use utoipa::IntoParams;

/// Which claims.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub(crate) struct ClaimsQuery {
    /// The conflict, whose names of places are then known
    pub(crate) case: Option<String>,
    /// The party spoken for: RU, UA …, or `other`
    #[param(example = "RU")]
    pub(crate) side: Option<String>,
    /// Who says it, in any spelling, or a part of the name
    pub(crate) speaker: Option<String>,
    /// Where, in any spelling, or a region's code
    pub(crate) place: Option<String>,
    /// Who holds, took, lost
    pub(crate) actor: Option<String>,
    /// holds, gained, lost, advanced, deployed, killed …
    pub(crate) predicate: Option<String>,
    /// Said to hold on or after this day
    pub(crate) from: Option<String>,
    /// Said to hold on or before this day
    pub(crate) to: Option<String>,
    /// Read with at least that certainty, 0 to 1; claims whose reader did not tell pass
    #[param(value_type = Option<f64>, example = 0.5, minimum = 0.0, maximum = 1.0)]
    pub(crate) min_confidence: Option<String>,
    /// Where it comes from: `machine`, `person`, `proposed by NAME`, or `proposed` by anybody
    #[param(example = "person")]
    pub(crate) origin: Option<String>,
    /// What its last reviewer thought: unreviewed, confirmed; rejected claims are not shown
    #[param(example = "confirmed")]
    pub(crate) review: Option<String>,
    /// Words that the text holds
    pub(crate) text: Option<String>,
    /// With a finding of this rule on its words
    pub(crate) rule: Option<String>,
    /// At most so many, up to 1,000
    pub(crate) limit: Option<u32>,
    /// Leave out so many before
    pub(crate) offset: Option<u32>,
}

/// Utterances that are asked for, in order of publication.
pub(crate) fn found<'w>(world: &World<'w>, query: &ClaimsQuery) -> Result<Vec<&'w Utterance<'w>>, Problem> {
    maybe_day(query.from.as_deref())?;
    maybe_day(query.to.as_deref())?;
    let told = |text: &Option<String>| text.clone().filter(|t| !t.trim().is_empty());
    let maps = match told(&query.case) {
        Some(name) => {
            world.case(Some(&name)).ok_or_else(|| Problem::asked("no case of the record has that name"))?.maps
        }
        None => world.cases.first().map_or(&world.nobody, |c| c.maps),
    };
    let texts = told(&query.text).map(|words| world.search(&words)).transpose().map_err(Problem::fault)?;
    let wanted = Wanted {
        side: told(&query.side).map(Side::from),
        speaker: told(&query.speaker),
        place: told(&query.place),
        actor: told(&query.actor),
        predicate: told(&query.predicate).map(|p| predicate(&p)).transpose()?,
        min_confidence: told(&query.min_confidence).map(|c| share(&c)).transpose()?,
        origin: told(&query.origin),
        status: told(&query.review).map(|s| status(&s)).transpose()?,
        from: told(&query.from),
        to: told(&query.to),
        texts,
        rule: told(&query.rule),
    };
    Ok(wanted.among(world.view(), maps, world.said))
}

fn predicate(word: &str) -> Result<Predicate, Problem> {
    let all = || Predicate::ALL.iter().map(|p| p.name()).collect::<Vec<_>>().join(", ");
    Predicate::named(word).ok_or_else(|| Problem::asked(format!("predicate is one of {}", all())))
}

fn status(word: &str) -> Result<Status, Problem> {
    let all = || Status::ALL.iter().map(|s| s.name()).collect::<Vec<_>>().join(", ");
    Status::named(word).ok_or_else(|| Problem::asked(format!("review is one of {}", all())))
}

/// A number from 0 to 1.
pub(crate) fn share(word: &str) -> Result<f64, Problem> {
    let number = word.trim().parse::<f64>().ok().filter(|n| (0.0..=1.0).contains(n));
    number.ok_or_else(|| Problem::asked("min_confidence is a number from 0 to 1"))
}

/// A part of them.
pub(crate) fn listed<'w>(world: &World<'w>, query: &ClaimsQuery) -> Result<List<Said<'w>>, Problem> {
    let all = found(world, query)?;
    Ok(List::of(&all, Part::new(query.limit, query.offset), |u| Said::of(world.view(), u)))
}

/// One claim: itself, its carriers, its annotation and review.
pub(crate) fn one(world: &World, id: &str) -> Result<Value, Problem> {
    let stated = world.claim(id).ok_or_else(|| Problem::missing("no claim has that id"))?;
    let utterance = world.utterance(&stated.id).ok_or_else(|| Problem::missing("no claim has that id"))?;
    let text = |hash: &str| world.text(hash).ok();
    let mut out = json!(Said::of(world.view(), utterance));
    out["annotation"] = annotation::of(world.view(), stated, &text);
    out["review"] = claimreview::of(world.view(), utterance);
    Ok(out)
}

/// Claims: each is given once, with the articles that carry it
#[utoipa::path(get, path = "/api/claims", tag = "record", params(ClaimsQuery),
    responses((status = 200, body = List<Said>), (status = 400, body = Problem, content_type = "application/problem+json")))]
pub(super) async fn list(State(app): State<Arc<App>>, Asked(query): Asked<ClaimsQuery>) -> Result<Response, Problem> {
    app.ask(move |world| Ok(Json(listed(world, &query)?).into_response())).await
}

/// The same as a table: a line for each carrier, all of them
#[utoipa::path(get, path = "/api/claims.csv", tag = "record", params(ClaimsQuery),
    responses((status = 200, body = String, content_type = "text/csv"), (status = 400, body = Problem, content_type = "application/problem+json")))]
pub(super) async fn csv(State(app): State<Arc<App>>, Asked(query): Asked<ClaimsQuery>) -> Result<Response, Problem> {
    let table = app.ask(move |world| Ok(records::csv(world.view(), &found(world, &query)?))).await?;
    Ok(body("text/csv; charset=utf-8; header=present", table))
}

/// One claim with its carriers, as Web Annotation and ClaimReview too
#[utoipa::path(get, path = "/api/claims/{id}", tag = "record", params(("id" = String, Path, description = "its id, or the beginning of it")),
    responses((status = 200, body = Object), (status = 404, body = Problem, content_type = "application/problem+json")))]
pub(super) async fn get(State(app): State<Arc<App>>, Path(id): Path<String>) -> Result<Json<Value>, Problem> {
    app.ask(move |world| one(world, &id).map(Json)).await
}
