//! All that one speaker said, by day.

use super::cards::{carriers, checks, doubt, edtf, lines, sentence};
use super::claim::topic_of;
use super::{About, count, encoded, hue, mark, page};
use crate::app::{App, Config};
use crate::error::Problem;
use crate::world::World;
use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use salient::check::asked::speaks;
use salient::check::maps::days;
use salient::publish::said::Said;
use salient::read::marks::shown;
use salient::record::utterance::Utterance;
use serde_json::json;
use std::sync::Arc;

/// Claims that are listed at most.
const MOST: usize = 300;

/// The page of a speaker.
pub(crate) async fn get(State(app): State<Arc<App>>, Path(name): Path<String>) -> Result<Response, Problem> {
    if let Some(name) = name.strip_suffix(".json").map(str::to_owned) {
        let twin = move |world: &World| {
            let all: Vec<_> = theirs(world, &name)?.into_iter().map(|u| Said::of(world.view(), u)).collect();
            Ok(Json(json!({ "speaker": name, "claims": all })).into_response())
        };
        return app.ask(twin).await;
    }
    let config = app.config.clone();
    app.ask(move |world| whole(world, &config, &name)).await.map(super::answer)
}

fn theirs<'w>(world: &World<'w>, name: &str) -> Result<Vec<&'w Utterance<'w>>, Problem> {
    let key = world.view().identity.speaker(name);
    let same = |u: &&Utterance| {
        u.claims.iter().any(|s| s.claim.asserter.as_deref().is_some_and(|n| world.view().identity.speaker(n) == key))
    };
    let part = |u: &&Utterance| u.claims.iter().any(|s| speaks(world.view(), s.claim.asserter.as_deref(), name));
    let mut all: Vec<&Utterance> = world.said.iter().filter(same).collect();
    if all.is_empty() && name.chars().count() >= 3 {
        all = world.said.iter().filter(part).collect();
    }
    if all.is_empty() {
        return Err(Problem::missing("nobody of that name said anything in the record; /speakers lists who did"));
    }
    all.sort_by_key(|u| std::cmp::Reverse(u.claims[0].claim.as_of.as_deref().and_then(days).map(|(_, last)| last)));
    Ok(all)
}

fn whole(world: &World, config: &Config, name: &str) -> Result<Markup, Problem> {
    let all = theirs(world, name)?;
    let text = format!("{} by {name}, by day.", count(all.len(), "claim"));
    let twin = format!("/speaker/{}.json", encoded(name));
    let about = About { twin: Some(&twin), ..About::new(name, &text, "/claims") };
    let main = html! {
        h1 { (name) }
        p.note { (count(all.len(), "claim")) ", newest first · " a href=(twin) { "JSON" } " · " a href="/speakers" { "All speakers" } }
        ol.rows.plain { @for u in all.iter().take(MOST) {
            @let (s, found) = (u.claims[0], topic_of(world, u.claims[0]));
            @let party = found.as_ref().and_then(|f| f.case.party(s.claim.side.as_ref()));
            @let label = |code: &str| found.as_ref().map_or(code, |f| f.case.maps.name(code)).to_owned();
            li class=(hue(party)) { (mark(party)) " " span.when { (s.claim.as_of.as_deref().map_or_else(|| "no day".to_owned(), edtf)) } " " a href={ "/claim/" (s.id) } { (sentence(&s.claim, label)) } span.note { " " (carriers(u.claims.len(), u.reports.len())) } (doubt(s))
                br; span.quote { (shown(&s.claim.quote)) } (checks(&lines(world, found.as_ref(), s))) }
        } }
        @if all.len() > MOST { p { (all.len() - MOST) " older claims are in the JSON." } }
    };
    Ok(page(config, &about, &super::nav(world), &main))
}
