//! The history of a topic: what was said, what followed, what the maps showed, day by day.

use super::account::Accounts;
use super::account::statement::{Topic, What};
use super::compare::{Said, told};
use super::maps::Maps;
use crate::record::Id;
use crate::record::view::View;
use jiff::civil::Date;
use salient_map::{Tally, tally::Filter};
use serde::Serialize;
use std::cmp::Ordering;

/// One line of a history.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Row {
    /// The day.
    pub day: String,
    /// A side, or a map's source.
    pub who: String,
    /// `said`, `implied`, `mapped`.
    pub kind: &'static str,
    /// What is counted: held, taken, taken back, share taken back, held + unknown.
    pub what: String,
    /// Square kilometres; percent for a share.
    pub low: f64,
    /// The upper end; `null` where there is none.
    pub high: f64,
    /// In the statement's words.
    pub figure: String,
    /// The quote.
    pub quote: String,
    /// The claim.
    pub claim: Option<Id>,
}

impl Row {
    /// The day, as a date.
    pub fn day(&self) -> Option<Date> {
        self.day.parse().ok()
    }
}

/// The last day that a statement or a map tells of.
pub fn last(accounts: &Accounts, maps: &Maps, topic: &Topic) -> Option<Date> {
    let said = accounts.of.get(topic).into_iter().flatten().filter_map(|a| a.statements.last().map(|s| s.day));
    let seen = maps.store.atlas().snapshots.iter().filter_map(|m| m.day().parse().ok());
    said.chain(seen).max()
}

/// Everything up to a day, in order of day.
pub fn rows(view: &View, accounts: &Accounts, maps: &Maps, topic: &Topic, to: Date) -> Result<Vec<Row>, String> {
    let mut out = Vec::new();
    for account in accounts.of.get(topic).into_iter().flatten() {
        let up_to = account.statements.iter().filter(|s| s.day <= to);
        for said in up_to.clone().filter_map(|s| told(view, s)) {
            out.push(of_statement(&account.name, said));
        }
        let mut days: Vec<Date> = up_to.map(|s| s.day).chain([to]).collect();
        days.dedup();
        for (day, follows) in days.iter().filter_map(|day| Some((day, account.follows(*day)?))) {
            let stated = matches!(follows.from[..], [one] if matches!(account.statements[one].what, What::Held(_)));
            if !stated {
                let (low, high) = (follows.held.low, follows.held.high);
                out.push(Row { low, high, ..of(day.to_string(), &account.name, "implied", "held") });
            }
        }
    }
    out.extend(mapped(maps, topic, to)?);
    out.sort_by(in_order);
    Ok(out)
}

/// By what is told; ids come last, since they change with what the reader is made of.
fn in_order(a: &Row, b: &Row) -> Ordering {
    let words = |r: &Row| (r.day.clone(), r.who.clone(), r.kind, r.what.clone());
    words(a)
        .cmp(&words(b))
        .then(a.low.total_cmp(&b.low))
        .then(a.high.total_cmp(&b.high))
        .then_with(|| (&a.quote, &a.claim).cmp(&(&b.quote, &b.claim)))
}

fn of(day: String, who: &str, kind: &'static str, what: &str) -> Row {
    let (who, what) = (who.to_owned(), what.to_owned());
    Row {
        day,
        who,
        kind,
        what,
        low: 0.0,
        high: f64::INFINITY,
        figure: String::new(),
        quote: String::new(),
        claim: None,
    }
}

fn of_statement(who: &str, said: Said) -> Row {
    let range = said.soft.or(said.hard);
    // "More than 400" has no upper end, whatever a reader thinks of.
    let open = said.hard.is_some_and(|i| i.high.is_infinite());
    let (low, high) = range.map_or((0.0, f64::INFINITY), |i| (i.low, if open { f64::INFINITY } else { i.high }));
    // A denial says no figure: "all" is what it denies.
    let denied = said.polarity == crate::extract::Polarity::Deny;
    let (what, figure) = if denied { ("denied that all is lost", String::new()) } else { (said.of, said.figure) };
    let row = of(said.day, who, "said", what);
    Row { low, high, figure, quote: said.quote, claim: Some(said.claim), ..row }
}

/// What every map up to a day showed, held and held with unknown.
fn mapped(maps: &Maps, topic: &Topic, to: Date) -> Result<Vec<Row>, String> {
    let Some(region) = salient_map::region::by_code(&topic.region) else { return Ok(Vec::new()) };
    let mut tally = Tally::new(maps.store, Some(&region));
    let mut out = Vec::new();
    for (source, terms) in &maps.store.atlas().terms {
        if !maps.draws(source, &region, &topic.holder) {
            continue;
        }
        for map in maps.until(source, to) {
            for (what, unknown) in [("held", false), ("held + unknown", true)] {
                let km2 = shown(maps, &mut tally, map, &topic.holder, unknown).map_err(|e| e.to_string())?;
                out.push(Row { low: km2, high: km2, ..of(map.day(), &terms.title, "mapped", what) });
            }
        }
    }
    Ok(out)
}

fn shown(
    maps: &Maps,
    tally: &mut Tally,
    map: &salient_map::Snapshot,
    holder: &str,
    unknown: bool,
) -> Result<f64, salient_map::Error> {
    let mut status = super::maps::HELD.to_vec();
    if unknown {
        status.push(salient_map::Status::Unknown);
    }
    let filter = Filter { status, holder: Some(holder.to_owned()), together: true };
    Ok(tally.extent(&salient_map::change::entries(maps.store, map, &filter))?.area.km2())
}
