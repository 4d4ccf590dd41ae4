//! `/api/findings`: what the checks found in the texts of the record.

use super::List;
use crate::app::App;
use crate::asked::{Asked, Part};
use crate::error::Problem;
use crate::world::World;
use axum::Json;
use axum::extract::State;
use salient::record::Id;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};

/// Which findings.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub(crate) struct FindingsQuery {
    /// The rule
    #[param(example = "unit-mismatch")]
    pub(crate) rule: Option<String>,
    /// error, warning or note
    pub(crate) severity: Option<String>,
    /// The article's id, or the beginning of it
    pub(crate) article: Option<String>,
    /// At most so many, up to 1,000
    pub(crate) limit: Option<u32>,
    /// Leave out so many before
    pub(crate) offset: Option<u32>,
}

/// A finding on an article.
#[derive(Clone, Serialize, ToSchema)]
pub(crate) struct FindingOut {
    /// The rule's name.
    pub(crate) rule: String,
    /// error, warning, note.
    pub(crate) severity: String,
    /// The sentence.
    pub(crate) message: String,
    /// The words in question.
    pub(crate) quote: String,
    /// First code point in the clean text.
    pub(crate) start: usize,
    /// One past the last.
    pub(crate) end: usize,
    /// What the other figures call for.
    pub(crate) expected: String,
    /// The arithmetic.
    pub(crate) basis: String,
    /// The article.
    pub(crate) article: Id,
    /// Its title.
    pub(crate) title: String,
    /// Its day.
    pub(crate) published: Option<String>,
}

/// Findings that are asked for, newest article first: those of a topic's texts as checked against the record and the maps,
/// of all other texts as recorded.
pub(crate) fn found(world: &World, query: &FindingsQuery) -> Result<Vec<FindingOut>, Problem> {
    let mut out = Vec::new();
    let mut known: BTreeSet<Id> = BTreeSet::new();
    for case in &world.cases {
        for topic in &case.topics {
            let scene = case.scene(world, topic).map_err(Problem::fault)?;
            for (id, reviewed) in scene.reviews.iter().filter(|(id, _)| known.insert((*id).clone())) {
                for f in &reviewed.findings {
                    out.push(of(
                        world,
                        id,
                        (f.rule, f.severity.name()),
                        [&f.message, &f.quote, &f.expected, &f.basis],
                        (f.start, f.end),
                    ));
                }
            }
        }
    }
    for (_, f) in world.view().findings.iter().filter(|(_, f)| !known.contains(&f.article)) {
        out.push(of(
            world,
            &f.article,
            (&f.rule, &f.severity),
            [&f.message, &f.quote, &f.expected, &f.basis],
            (f.start, f.end),
        ));
    }
    let is = |asked: &Option<String>, own: &str| asked.as_deref().is_none_or(|a| a.is_empty() || a == own);
    out.retain(|f| {
        is(&query.rule, &f.rule)
            && is(&query.severity, &f.severity)
            && query.article.as_deref().is_none_or(|a| f.article.0.starts_with(a))
    });
    out.sort_by(|a, b| (&b.published, &a.article, a.start, &a.rule).cmp(&(&a.published, &b.article, b.start, &b.rule)));
    Ok(out)
}

fn of(
    world: &World,
    id: &Id,
    (rule, severity): (&str, &str),
    texts: [&String; 4],
    (start, end): (usize, usize),
) -> FindingOut {
    let article = world.view().articles.get(id);
    let [message, quote, expected, basis] = texts.map(Clone::clone);
    FindingOut {
        rule: rule.to_owned(),
        severity: severity.to_owned(),
        message,
        quote,
        start,
        end,
        expected,
        basis,
        article: id.clone(),
        title: article.map(|a| a.label().to_owned()).unwrap_or_default(),
        published: article.and_then(|a| a.day()).map(str::to_owned),
    }
}

/// A part of them.
pub(crate) fn listed(world: &World, query: &FindingsQuery) -> Result<List<FindingOut>, Problem> {
    let all = found(world, query)?;
    Ok(List::of(&all, Part::new(query.limit, query.offset), Clone::clone))
}

/// What the checks found, newest article first
#[utoipa::path(get, path = "/api/findings", tag = "record", params(FindingsQuery), responses((status = 200, body = List<FindingOut>)))]
pub(super) async fn list(
    State(app): State<Arc<App>>,
    Asked(query): Asked<FindingsQuery>,
) -> Result<Json<List<FindingOut>>, Problem> {
    app.ask(move |world| listed(world, &query).map(Json)).await
}
