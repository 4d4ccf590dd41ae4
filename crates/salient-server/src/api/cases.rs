//! `/api/cases`: the conflicts of which something is recorded.

use crate::app::App;
use crate::error::Problem;
use crate::world::World;
use axum::Json;
use axum::extract::State;
use serde::Serialize;
use std::sync::Arc;
use utoipa::ToSchema;

/// A conflict.
#[derive(Serialize, ToSchema)]
pub(crate) struct CaseOut {
    /// Its name in addresses.
    #[schema(example = "kursk-2024")]
    pub(crate) name: String,
    /// Its name for people.
    pub(crate) title: String,
    /// The day it began, EDTF.
    pub(crate) start: String,
    /// The region in contest, ISO 3166-2.
    pub(crate) region: String,
    /// The state whose soil the region is, ISO 3166-1.
    pub(crate) soil: String,
    /// The parties, in the order that their colours follow.
    pub(crate) parties: Vec<PartyOut>,
    /// What something is recorded of: who holds ground in which region.
    pub(crate) topics: Vec<TopicOut>,
}

/// A party.
#[derive(Serialize, ToSchema)]
pub(crate) struct PartyOut {
    /// Its code.
    pub(crate) code: String,
    /// Its name.
    pub(crate) name: String,
}

/// A region and who holds ground there that is not their own.
#[derive(Serialize, ToSchema)]
pub(crate) struct TopicOut {
    /// The region's code.
    pub(crate) region: String,
    /// The holder's code.
    pub(crate) holder: String,
}

/// All of them.
fn cases(world: &World) -> Vec<CaseOut> {
    world.cases.iter().map(one).collect()
}

fn one(case: &crate::world::InCase) -> CaseOut {
    let c = case.case;
    CaseOut {
        name: c.name.clone(),
        title: c.title.clone(),
        start: c.start.clone(),
        region: c.region.clone(),
        soil: c.soil.clone(),
        parties: c.parties.iter().map(|p| PartyOut { code: p.code.clone(), name: p.name.clone() }).collect(),
        topics: case.topics.iter().map(|t| TopicOut { region: t.region.clone(), holder: t.holder.clone() }).collect(),
    }
}

/// The conflicts of which something is recorded
#[utoipa::path(get, path = "/api/cases", tag = "comparison", responses((status = 200, body = Vec<CaseOut>)))]
pub(super) async fn get(State(app): State<Arc<App>>) -> Result<Json<Vec<CaseOut>>, Problem> {
    app.ask(|world| Ok(Json(cases(world)))).await
}
