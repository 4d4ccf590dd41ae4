//! Claim cards, and findings as lines.

use super::{hue, mark};
use crate::api::Found;
use crate::scene::on;
use crate::world::World;
use maud::{Markup, html};
use salient::check::compare::{Comparison, Said};
use salient::check::context::{claimed, figure};
use salient::check::{Finding, Severity};
use salient::extract::interval::Interval;
use salient::extract::{Polarity, Side, Unit};
use salient::publish::answer::day;
use salient::read::marks::shown;
use salient::record::view::Stated;
use salient::record::{Id, body};

/// Cards on the first screen.
const CARDS: usize = 8;

/// The newest statements of a comparison, those that were said last first.
pub(crate) fn newest(c: &Comparison) -> Vec<Id> {
    let published = |s: &&Said| s.published.as_deref().is_some_and(|d| d <= c.on.as_str());
    let mut all: Vec<&Said> =
        c.sides.iter().flat_map(|s| &s.statements).chain(c.undated.iter().filter(published)).collect();
    all.sort_by_key(|s| std::cmp::Reverse((s.day.clone(), s.published.clone(), s.claim.clone())));
    all.into_iter().take(CARDS).map(|s| s.claim.clone()).collect()
}

/// One line of what was checked.
pub(crate) struct Line {
    /// "adds up", "does not add up", "conflicts", "note".
    pub(crate) word: &'static str,
    pub(crate) class: &'static str,
    pub(crate) text: String,
}

/// What was checked about a claim, good and bad alike.
pub(crate) fn lines(world: &World, found: Option<&Found>, stated: &Stated) -> Vec<Line> {
    let claim = &stated.claim;
    let reviewed = found.and_then(|f| f.scene.reviews.get(&claim.article));
    let mut out = Vec::new();
    if let Some(reviewed) = reviewed {
        out.extend(reviewed.findings.iter().filter(|f| on(f, claim)).map(|f| told(f.severity, &f.message)));
        out.extend(reviewed.supported.iter().filter(|f| on(f, claim)).map(|f| good(f.message.clone())));
    } else {
        let near = world.findings_of(&claim.article).iter().filter(|(_, f)| f.start < claim.end && f.end > claim.start);
        out.extend(near.map(|(_, f)| told(weight(&f.severity), &f.message)));
    }
    if reviewed.is_some_and(|r| !r.findings.iter().any(|f| f.rule == "unit-mismatch" && on(f, claim))) {
        out.extend(conversions(claim).map(good));
    }
    if let Some(found) = found.filter(|f| !out.iter().any(|l| l.class == "no") && in_account(f, stated)) {
        let party = claim.side.as_ref().and_then(Side::party).map(|s| found.case.maps.name(s));
        let who = party.or(claim.asserter.as_deref()).unwrap_or("the speaker");
        out.push(good(format!("it can hold together with all else that {who} said up to that day")));
    }
    out
}

/// The same value in other units, as the text gives it.
fn conversions(claim: &body::Claim) -> impl Iterator<Item = String> {
    let own = claim.low.zip(claim.unit).filter(|(_, unit)| *unit != Unit::Percent);
    let others = move |(low, unit)| {
        claim.restated.iter().filter(move |v| v.unit != Unit::Percent && v.unit != unit).map(move |other| {
            let value = |v: f64, unit: Unit| format!("{} {}", figure(v, 2), unit.symbol());
            format!("the conversion holds: {} is {}", value(low, unit), value(other.low, other.unit))
        })
    };
    own.into_iter().flat_map(others)
}

/// Whether a claim stands in an account of several statements that can all hold.
fn in_account(found: &Found, stated: &Stated) -> bool {
    let accounts = found.case.record.all().of.get(&found.scene.topic);
    accounts.into_iter().flatten().any(|a| {
        a.statements.len() > 1 && a.statements.iter().any(|s| s.stated.id == stated.id && a.conflicts(s.day).is_empty())
    })
}

fn weight(name: &str) -> Severity {
    match name {
        "error" => Severity::Error,
        "warning" => Severity::Warning,
        _ => Severity::Note,
    }
}

fn told(severity: Severity, text: &str) -> Line {
    let (word, class) = match severity {
        Severity::Error => ("does not add up", "no"),
        Severity::Warning => ("conflicts", "no"),
        Severity::Note => ("note", "note"),
    };
    Line { word, class, text: text.to_owned() }
}

fn good(text: String) -> Line {
    Line { word: "adds up", class: "yes", text }
}

/// What is said of a claim that the reader was not sure of.
pub(crate) fn doubt(stated: &Stated) -> Markup {
    let proposed = stated.claim.origin.is_proposed();
    html! { @if !stated.counts() { " " span.doubt { @if proposed { (stated.claim.origin) ", not confirmed" } @else { "read with little certainty" } } } }
}

/// "UA gained 1,268 km²" for people: "Ukraine gained 1,268 km², Kursk region".
pub(crate) fn sentence(claim: &body::Claim, name: impl Fn(&str) -> String) -> String {
    let not = if claim.polarity == Polarity::Deny { "denied: " } else { "" };
    let place = claim.place.as_deref().map(|p| format!(", {p}")).unwrap_or_default();
    format!("{not}{}{place}", claimed(claim, name))
}

/// What the words can mean.
pub(crate) fn reads(claim: &body::Claim) -> Option<String> {
    let reading = claim.reading?;
    let unit = claim.unit?.symbol();
    let range = |i: &Interval| salient::check::context::range(i, 1);
    let hard = range(&reading.hard);
    Some(if reading.soft == reading.hard {
        format!("{hard} {unit}")
    } else {
        format!("{} {unit}; at the widest {hard}", range(&reading.soft))
    })
}

/// The same behind a fold: a figure stands as it is printed.
pub(crate) fn reading(claim: &body::Claim) -> Markup {
    html! { @if let Some(reads) = reads(claim) { details.reads { summary { "What the words can mean" } p.note { (reads) } } } }
}

/// A card of a claim.
pub(crate) fn card(world: &World, found: &Found, id: &Id) -> Markup {
    let Some((stated, utterance)) = world.claim(&id.0).zip(world.utterance(id)) else { return html! {} };
    let claim = &stated.claim;
    let party = found.case.party(claim.side.as_ref());
    let speaker = claim.asserter.as_deref().unwrap_or("the text itself");
    let article = world.view().article_of(claim);
    let as_of = claim.as_of.as_deref().or_else(|| article.and_then(|a| a.day())).unwrap_or("no day");
    html! {
        article class={ "card " (hue(party)) } {
            header { (mark(party)) " " strong { (speaker) } " " span.when { (edtf(as_of)) } (doubt(stated)) }
            blockquote { (shown(&claim.quote)) }
            p.reads { (sentence(claim, |c| found.case.maps.name(c).to_owned())) }
            (reading(claim))
            (checks(&lines(world, Some(found), stated)))
            p.links { a href={ "/claim/" (id) } { "Claim" } " · " a href={ "/claim/" (id) "#review" } { "Review" } " · " (carriers(utterance.claims.len(), utterance.reports.len()))
                @if let Some(article) = article { " · " a href={ "/article/" (article.id) "#c-" (short(id)) } { "In its text" } } }
        }
    }
}

/// The beginning of an id: enough to tell claims of a page apart.
pub(crate) fn short(id: &Id) -> &str {
    &id.0[..id.0.len().min(8)]
}

/// "in 3 articles, one report".
pub(crate) fn carriers(articles: usize, reports: usize) -> String {
    match (articles, reports) {
        (1, _) => "in one article".to_owned(),
        (n, 1) => format!("in {n} articles, one report"),
        (n, r) => format!("in {n} articles, {r} reports"),
    }
}

/// A day or a stretch for people.
pub(crate) fn edtf(text: &str) -> String {
    match text.split_once('/') {
        Some(("..", to)) => format!("up to {}", edtf(to)),
        Some((from, to)) => format!("{} – {}", edtf(from), edtf(to)),
        None => day(text),
    }
}

/// Lines of what was checked.
pub(crate) fn checks(lines: &[Line]) -> Markup {
    html! { @if !lines.is_empty() { ul.checks { @for l in lines { li class=(l.class) { strong { (l.word) } " " (l.text) } } } } }
}

/// A finding with its text.
pub(crate) fn finding(world: &World, article: &Id, f: &Finding) -> Markup {
    let known = world.view().articles.get(article);
    let (word, class) = (f.severity.name(), if f.severity == Severity::Note { "note" } else { "no" });
    html! {
        article class={ "finding " (class) } {
            p { strong { (word) } " " a.rule href={ "/rule/" (f.rule) } { (f.rule) } " " (f.message) }
            p.note { (shown(&f.quote)) " " @if let Some(a) = known { "· " a href={ "/article/" (a.id) "#f-" (f.start) } { (a.label()) } @if let Some(d) = a.day() { ", " (day(d)) } } }
        }
    }
}
