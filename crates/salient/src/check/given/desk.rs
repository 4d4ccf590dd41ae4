//! The desk at which claims from elsewhere are taken or refused.

use super::codes::Codes;
use super::figure::{self, Standing, Told};
use super::line::{self, Line};
use super::near::did_you_mean;
use super::quote;
use crate::check::maps::days;
use crate::extract::claim::Spans;
use crate::record::view::Article;
use crate::record::{Error, Id, Origin, View, body, body_of};
use serde_json::{Map, Value};

/// A record at which claims are taken.
pub struct Desk<'a> {
    view: &'a View,
    codes: Codes,
    run: Id,
    text: &'a dyn Fn(&str) -> Result<Option<String>, Error>,
}

/// What came of a claim that was not refused.
#[derive(Clone, Debug)]
pub enum Taken {
    /// It is new.
    New(Box<body::Claim>),
    /// The record has it, under this id.
    Known(Id),
}

impl<'a> Desk<'a> {
    /// A desk for a record; `run` is the run that the claims will name, `text` gives a text by its hash.
    pub fn new(view: &'a View, run: Id, text: &'a dyn Fn(&str) -> Result<Option<String>, Error>) -> Self {
        Self { view, codes: Codes::of(view), run, text }
    }

    /// Takes a claim in the form that `salient extract` prints, with `article` or `document` to name its text.
    ///
    /// # Errors
    /// Says why it is refused.
    pub fn take(&self, given: &Map<String, Value>, origin: &Origin) -> Result<Taken, String> {
        let line = line::read(given)?;
        let (article, text, span) = self.place(&line)?;
        let mut made = body_of(&line.claim, span, (&article.id, &self.run), &chain(article), article.day());
        (made.origin, made.confidence) = (origin.clone(), checked(line.confidence)?);
        dated(&made)?;
        let number = counted(&made)?;
        self.codes.check(&made, &text)?;
        there(&made, &text)?;
        settle(&mut made, number);
        Ok(self.known(&made).map_or_else(|| Taken::New(Box::new(made.completed())), Taken::Known))
    }

    /// The article that is meant, its text, and where the quote stands in it.
    fn place(&self, line: &Line) -> Result<(&'a Article, String, (usize, usize)), String> {
        let meant = self.meant(line)?;
        let mut why = Vec::new();
        let mut found = Vec::new();
        for article in meant {
            let text = (self.text)(&article.body.text).map_err(|e| e.to_string())?;
            let text = text.ok_or_else(|| format!("the text of article {} is missing", article.id))?;
            match quote::stands(&text, &line.claim.quote, line.start) {
                Ok(span) => found.push((article, text, span)),
                Err(reason) => why.push(reason),
            }
        }
        match found.len() {
            0 => Err(why.into_iter().next().unwrap_or_default()),
            1 => Ok(found.remove(0)),
            many => {
                let ids: Vec<String> = found.iter().map(|(a, ..)| format!("{:.8}", a.id)).collect();
                Err(format!(
                    "document: {many} articles have that name and the quote; tell `article`: {}",
                    ids.join(", ")
                ))
            }
        }
    }

    fn meant(&self, line: &Line) -> Result<Vec<&'a Article>, String> {
        let articles = self.view.articles.values();
        let (found, what): (Vec<&Article>, String) = match (&line.article, &line.document) {
            (Some(id), _) => {
                (self.view.by_prefix(id), format!("article: no article has an id that begins with `{id}`"))
            }
            (None, Some(name)) => (
                articles.filter(|a| named(a, name)).collect(),
                format!(
                    "document: no article of the record has the name, address or title `{name}`{}",
                    self.near(name)
                ),
            ),
            (None, None) => return Err("article: tell the article by its id, or by `document`, its name".to_owned()),
        };
        match (&line.article, found.len()) {
            (_, 0) => Err(what),
            (Some(id), many) if many > 1 => Err(format!("article: {many} ids begin with `{id}`; write more of it")),
            _ => Ok(found),
        }
    }

    fn near(&self, name: &str) -> String {
        did_you_mean(name, self.view.articles.values().flat_map(|a| a.names.iter().map(String::as_str)))
    }

    /// A claim that says the same at the same place of the same text.
    fn known(&self, made: &body::Claim) -> Option<Id> {
        let all = self.view.claims.iter().chain(&self.view.rejected);
        all.filter(|s| s.claim.article == made.article && same(&s.claim, made)).map(|s| s.id.clone()).next()
    }
}

/// Whether two claims of one text say the same, with quotes that touch.
fn same(a: &body::Claim, b: &body::Claim) -> bool {
    let says = |c: &body::Claim| (c.predicate, c.actor.clone(), c.place.clone(), c.extent, c.polarity, c.as_of.clone());
    let size = |c: &body::Claim| (c.low, c.high, c.unit, c.hedge, c.asserter.clone(), c.side.clone());
    a.start < b.end && b.start < a.end && says(a) == says(b) && size(a) == size(b)
}

fn named(article: &Article, name: &str) -> bool {
    let bare = if name.contains("://") { name } else { name.rsplit(['/', '\\']).next().unwrap_or(name) };
    let title = article.body.title.as_deref() == Some(name);
    title || article.body.url.as_deref() == Some(name) || article.names.iter().any(|n| n == bare)
}

fn chain(article: &Article) -> Vec<String> {
    [&article.body.publisher, &article.body.agency].into_iter().flatten().cloned().collect()
}

fn checked(confidence: Option<f64>) -> Result<Option<f64>, String> {
    match confidence.filter(|c| !(0.0..=1.0).contains(c)) {
        Some(odd) => Err(format!("confidence: {odd} is not from 0 to 1")),
        None => Ok(confidence.map(crate::extract::confidence::rounded)),
    }
}

/// The day of a claim is one.
///
/// # Errors
/// Says how a day is written.
pub fn dated(claim: &body::Claim) -> Result<(), String> {
    match claim.as_of.as_deref().filter(|d| days(d).is_none_or(|(first, last)| first > last)) {
        Some(day) => Err(format!(
            "as_of: `{day}` is no day, month, year or interval; write it like 2025-01-17, 2025-01, 2025-01-10/2025-01-17"
        )),
        None => Ok(()),
    }
}

/// Holds the figure of a claim, and what restates it, against the claim's own quote; gives the figure as it stands there.
///
/// # Errors
/// Says what does not stand there.
pub fn counted(claim: &body::Claim) -> Result<Option<Standing>, String> {
    let (hedge, predicate) = (claim.hedge, claim.predicate);
    let stands = |low, high, unit| figure::stands(&claim.quote, &Told { low, high, unit, hedge, predicate });
    let number = match (claim.low, claim.high, claim.unit) {
        (Some(low), Some(high), Some(unit)) if low <= high => Some(stands(low, high, unit)?),
        (Some(_), Some(_), Some(_)) => return Err("low, high: the lower end is above the upper".to_owned()),
        (Some(_), ..) => return Err(format!("unit: a figure counts in one of {}", figure::units())),
        (None, None, None) if claim.extent.is_some() => None,
        (None, None, None) => return Err("low, extent: neither a figure nor how much of the place".to_owned()),
        (None, ..) => return Err("low: a unit or an upper end without a figure".to_owned()),
    };
    for value in &claim.restated {
        stands(value.low, value.high, value.unit).map_err(|why| format!("restated: {why}"))?;
    }
    Ok(number)
}

/// The place is in the text's words, and no name is empty.
fn there(claim: &body::Claim, text: &str) -> Result<(), String> {
    let empty = |field: &Option<String>| field.as_deref().is_some_and(|name| name.trim().is_empty());
    if empty(&claim.asserter) || empty(&claim.place) || empty(&claim.actor) {
        return Err("asserter, place, actor: a name is empty; leave it out, or write null".to_owned());
    }
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    match claim.place.as_deref().filter(|place| !plain(text).contains(&plain(place))) {
        Some(place) => Err(format!("place: “{place}” does not stand in the text; write it in the text's words")),
        None => Ok(()),
    }
}

/// Fills in what follows from where the figure and the place stand.
fn settle(claim: &mut body::Claim, number: Option<Standing>) {
    let start = claim.start;
    claim.reading = number.map(|(reading, _)| reading);
    let place = claim.place.as_deref().and_then(|place| {
        let from = claim.quote[..claim.quote.find(place)?].chars().count();
        Some([start + from, start + from + place.chars().count()])
    });
    claim.spans = Spans { number: number.map(|(_, ends)| ends.map(|at| at + start)), place, ..Spans::default() };
}
