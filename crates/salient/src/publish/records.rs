//! Claims and articles of the record, as tables and objects.

use super::compare::columns;
use super::csv::quoted;
use super::said::Carrier;
use super::table::pad;
use crate::check::context::claimed;
use crate::extract::Polarity;
use crate::read::marks::shown;
use crate::record::Status;
use crate::record::utterance::{Reports, Utterance};
use crate::record::view::{Article, Stated, View};
use serde_json::{Value, json};
use std::fmt::Write;
use unicode_width::UnicodeWidthStr;

/// Utterances as a table within `width` columns.
pub fn table(view: &View, said: &[&Utterance], width: usize) -> String {
    let head = ["id", "as of", "said by", "claim", "carriers"].map(str::to_owned);
    let mut rows: Vec<[String; 5]> = said.iter().map(|u| row(view, u)).collect();
    let used = |c: usize| rows.iter().map(|r| r[c].width()).max().unwrap_or(0);
    // The claim gives way to the rest on a narrow terminal.
    let room = width.saturating_sub(used(0) + used(1) + used(2) + 8 + 8).max(24);
    for row in &mut rows {
        if row[3].width() > room {
            row[3] = pad(&row[3], room);
        }
    }
    columns(&head, &rows)
}

fn row(view: &View, u: &Utterance) -> [String; 5] {
    let claim = &u.claims[0].claim;
    let side = claim.side.as_ref().map(|s| format!(" ({s})")).unwrap_or_default();
    let day = claim.as_of.clone().or_else(|| view.article_of(claim)?.day().map(str::to_owned));
    let carriers = match (u.claims.len(), u.reports.len()) {
        (1, _) => "1".to_owned(),
        (many, 1) => format!("{many}, one report"),
        (many, reports) => format!("{many}, {reports} reports"),
    };
    [
        format!("{:.8}", u.claims[0].id),
        day.unwrap_or_default(),
        claim.asserter.as_ref().map_or_else(|| "(the text)".to_owned(), |a| format!("{a}{side}")),
        short(u.claims[0]),
        carriers,
    ]
}

/// "UA holds > 420 km², Kursk region", with a question mark where it was read with little certainty, and what was corrected.
pub fn short(stated: &Stated) -> String {
    let claim = &stated.claim;
    let not = if claim.polarity == Polarity::Deny { "not: " } else { "" };
    let place = claim.place.as_deref().map(|p| format!(", {p}")).unwrap_or_default();
    let fixed = if stated.corrected.is_empty() { "" } else { " (corrected)" };
    let doubt = if stated.counts() { "" } else { " ?" };
    format!("{not}{}{place}{doubt}{fixed}{}", claimed(claim, str::to_owned), standing(stated))
}

/// " (proposed by a model)", " (person, confirmed)": where a claim comes from and what was thought of it, unless it is as
/// the program read it.
fn standing(stated: &Stated) -> String {
    let origin = Some(&stated.claim.origin).filter(|o| !o.is_machine()).map(ToString::to_string);
    let status = Some(stated.status()).filter(|s| *s != Status::Unreviewed).map(|s| s.to_string());
    let told: Vec<String> = origin.into_iter().chain(status).collect();
    if told.is_empty() { String::new() } else { format!(" ({})", told.join(", ")) }
}

const COLUMNS: [&str; 26] = [
    "id",
    "article",
    "published",
    "title",
    "url",
    "publisher",
    "agency",
    "start",
    "end",
    "predicate",
    "actor",
    "place",
    "low",
    "high",
    "unit",
    "hedge",
    "of",
    "extent",
    "asserter",
    "side",
    "polarity",
    "as_of",
    "confidence",
    "origin",
    "review",
    "reviewer",
];

/// One line a carrier.
pub fn csv(view: &View, said: &[&Utterance]) -> String {
    let mut out = COLUMNS.join(",") + ",quote,carriers\r\n";
    for u in said {
        for stated in &u.claims {
            let (claim, about) = (json!(stated.claim), json!(Carrier::of(view, stated)));
            let cell = |key: &str| match key {
                "id" => stated.id.0.clone(),
                "published" | "title" | "url" | "publisher" | "agency" | "origin" | "review" | "reviewer" => {
                    plain(&about[key])
                }
                other => plain(&claim[other]),
            };
            let mut cells: Vec<String> = COLUMNS.iter().chain(&["quote"]).map(|key| quoted(&cell(key))).collect();
            cells.push(u.claims.len().to_string());
            out += &(cells.join(",") + "\r\n");
        }
    }
    out
}

fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Number(n) => {
            n.as_f64().filter(|f| f.fract() == 0.0).map_or_else(|| n.to_string(), |f| format!("{f:.0}"))
        }
        other => other.to_string(),
    }
}

/// An article with all that the record has of it.
pub fn article(view: &View, reports: &Reports, article: &Article, text: &str) -> Value {
    let report = reports.of(&article.id);
    let carriers: Vec<_> = view.articles.keys().filter(|id| reports.of(id) == report).collect();
    let claims: Vec<Value> = of(view, article)
        .map(|s| {
            let mut claim = json!(s.claim);
            (claim["id"], claim["corrected"]) = (json!(s.id), json!(s.corrected));
            (claim["origin"], claim["review"]) = (json!(s.claim.origin), json!(s.status()));
            claim["reviewer"] = json!(s.reviewer());
            claim
        })
        .collect();
    let findings: Vec<_> = view.findings.iter().filter(|(_, f)| f.article == article.id).map(|(_, f)| f).collect();
    json!({
        "id": article.id, "article": article.body, "names": article.names, "recorded": article.recorded,
        "report": report, "carriers": carriers, "claims": claims, "findings": findings, "text": text,
    })
}

fn of<'a>(view: &'a View, article: &Article) -> impl Iterator<Item = &'a Stated> {
    let id = article.id.clone();
    view.claims.iter().filter(move |s| s.claim.article == id)
}

/// The same for people.
pub fn article_text(view: &View, reports: &Reports, article: &Article) -> String {
    let body = &article.body;
    let mut out = format!("{}\n", article.label());
    for (name, value) in [
        ("id", Some(&article.id.0)),
        ("published", body.published.as_ref()),
        ("publisher", body.publisher.as_ref()),
        ("byline", body.byline.as_ref()),
        ("agency", body.agency.as_ref()),
        ("address", body.url.as_ref()),
        ("text", Some(&body.text)),
        ("recorded", Some(&article.recorded)),
    ] {
        if let Some(value) = value {
            _ = writeln!(out, "{name:<10}{value}");
        }
    }
    _ = writeln!(out, "{:<10}{}", "came as", article.names.join(", "));
    for other in view.articles.values().filter(|a| a.id != article.id && reports.of(&a.id) == reports.of(&article.id)) {
        _ = writeln!(
            out,
            "{:<10}{:.8} {} ({})",
            "copy",
            other.id,
            other.names.join(", "),
            other.day().unwrap_or("undated")
        );
    }
    out += "\nclaims\n";
    for stated in of(view, article) {
        let who = stated.claim.asserter.as_deref().unwrap_or("the text");
        let day = stated.claim.as_of.as_deref().unwrap_or("no day");
        _ = writeln!(
            out,
            "  {:.8}  {day}  {who}: {}\n            {}",
            stated.id,
            short(stated),
            shown(&stated.claim.quote)
        );
    }
    let findings: Vec<_> = view.findings.iter().filter(|(_, f)| f.article == article.id).collect();
    if !findings.is_empty() {
        out += "\nfindings\n";
    }
    for (_, f) in findings {
        _ = writeln!(out, "  {} [{}] {}", f.severity, f.rule, f.message);
    }
    out
}
