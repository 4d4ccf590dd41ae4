//! Findings as feeds: Atom and RSS.

use crate::api::{FindingsQuery, findings_found};
use crate::app::App;
use crate::asked::Asked;
use crate::error::Problem;
use crate::pipeline::body;
use axum::extract::State;
use axum::response::Response;
use salient::publish::ink::escape;
use salient::read::marks::shown;
use std::fmt::Write;
use std::sync::Arc;

/// Entries of a feed.
const MOST: usize = 60;

struct Item {
    id: String,
    link: String,
    title: String,
    text: String,
    day: String,
}

async fn items(app: &Arc<App>, query: FindingsQuery) -> Result<Vec<Item>, Problem> {
    let public = app.config.public.clone().unwrap_or_default();
    app.ask(move |world| {
        let all = findings_found(world, &query)?;
        let made = all.into_iter().take(MOST).map(|f| Item {
            id: format!("urn:salient:{}:{}:{}", f.article, f.start, f.rule),
            link: format!("{public}/article/{}#f-{}", f.article, f.start),
            title: format!("{}: {}", f.rule, f.title),
            text: format!("{}: {} ({})", shown(&f.quote), f.message, f.basis),
            day: f.published.and_then(|d| d.get(..10).map(str::to_owned)).unwrap_or_else(|| "1970-01-01".to_owned()),
        });
        Ok(made.collect())
    })
    .await
}

/// `/findings.atom`
pub(crate) async fn atom(State(app): State<Arc<App>>, Asked(query): Asked<FindingsQuery>) -> Result<Response, Problem> {
    let all = items(&app, query).await?;
    let public = escape(app.config.public.as_deref().unwrap_or_default());
    let updated = all.iter().map(|i| i.day.as_str()).max().unwrap_or("1970-01-01");
    let mut out = format!(
        r#"<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Salient: findings</title><id>urn:salient:findings</id><link href="{public}/findings"/><link rel="self" href="{public}/findings.atom"/><updated>{updated}T00:00:00Z</updated><author><name>Salient</name></author>"#
    );
    for i in &all {
        _ = write!(
            out,
            r#"<entry><id>{}</id><title>{}</title><link href="{}"/><updated>{}T00:00:00Z</updated><summary>{}</summary></entry>"#,
            escape(&i.id),
            escape(&i.title),
            escape(&i.link),
            escape(&i.day),
            escape(&i.text)
        );
    }
    Ok(body("application/atom+xml", out + "</feed>"))
}

/// `/findings.rss`
pub(crate) async fn rss(State(app): State<Arc<App>>, Asked(query): Asked<FindingsQuery>) -> Result<Response, Problem> {
    let all = items(&app, query).await?;
    let public = escape(app.config.public.as_deref().unwrap_or_default());
    let mut out = format!(
        r#"<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Salient: findings</title><link>{public}/findings</link><description>What does not add up, what conflicts.</description>"#
    );
    for i in &all {
        let date = i
            .day
            .parse::<jiff::civil::Date>()
            .map(|d| d.strftime("%a, %d %b %Y 00:00:00 GMT").to_string())
            .unwrap_or_default();
        _ = write!(
            out,
            r#"<item><guid isPermaLink="false">{}</guid><title>{}</title><link>{}</link><pubDate>{date}</pubDate><description>{}</description></item>"#,
            escape(&i.id),
            escape(&i.title),
            escape(&i.link),
            escape(&i.text)
        );
    }
    Ok(body("application/rss+xml", out + "</channel></rss>"))
}
