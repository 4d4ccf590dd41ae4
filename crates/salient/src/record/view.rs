//! The record as it is read: the latest reading of each article, corrections applied, names merged.

use super::identity::Identity;
use super::{Entry, Error, Id, Kind, Ledger, body};
use crate::extract::Unit;
use crate::extract::interval::Reading;
use std::collections::{BTreeMap, HashMap};

/// What is asked of a record.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Only articles published up to this day, `YYYY-MM-DD`; those without a date go by the day of their recording.
    pub published_by: Option<String>,
    /// Only entries recorded up to this moment, RFC 3339.
    pub recorded_by: Option<String>,
}

/// An article of the record.
#[derive(Clone, Debug)]
pub struct Article {
    /// Its id.
    pub id: Id,
    /// What it says of itself.
    pub body: body::Article,
    /// When it was recorded.
    pub recorded: String,
    /// The names under which it was received, in order.
    pub names: Vec<String>,
}

impl Article {
    /// Its title, or else a name under which it was received.
    pub fn label(&self) -> &str {
        let name = || self.names.first().map_or(self.id.0.as_str(), String::as_str);
        self.body.title.as_deref().unwrap_or_else(name)
    }

    /// The day of publication, as a date.
    pub fn date(&self) -> Option<jiff::civil::Date> {
        self.day()?.parse().ok()
    }

    /// The day of publication, `YYYY-MM-DD`.
    pub fn day(&self) -> Option<&str> {
        self.body.published.as_deref().and_then(|d| d.get(..10))
    }
}

/// A claim of the record.
#[derive(Clone, Debug)]
pub struct Stated {
    /// Its id.
    pub id: Id,
    /// What is claimed, corrections applied.
    pub claim: body::Claim,
    /// When it was recorded.
    pub recorded: String,
    /// The corrections that were applied.
    pub corrected: Vec<Id>,
}

/// A record, read.
#[derive(Clone, Debug, Default)]
pub struct View {
    /// Articles by id.
    pub articles: BTreeMap<Id, Article>,
    /// Claims of the latest reading of each article, in order of article and place in the text.
    pub claims: Vec<Stated>,
    /// Findings of the latest reading.
    pub findings: Vec<(Id, body::Finding)>,
    /// Which names are one.
    pub identity: Identity,
    /// Recorded merges, in order.
    pub merges: Vec<(Id, body::Merge)>,
    /// Recorded corrections, in order.
    pub corrections: Vec<(Id, body::Correction)>,
    /// The programs, readers and lexicons that read articles.
    pub runs: BTreeMap<Id, body::Run>,
    /// Entries that could not be read, in words.
    pub problems: Vec<String>,
}

#[derive(Default)]
struct Loading {
    view: View,
    received: HashMap<Id, Vec<String>>,
    reads: HashMap<Id, Id>,
}

impl View {
    /// Reads a ledger. An entry that cannot be read is told in [`View::problems`], and the rest is there.
    pub fn load(ledger: &dyn Ledger, known: &Known) -> Result<Self, Error> {
        let mut loading = Loading::default();
        ledger.scan(None, &mut |entry| {
            let late = known.recorded_by.as_ref().is_some_and(|limit| entry.recorded > *limit);
            if late {
                return Ok(());
            }
            let told = loading.take(entry);
            loading.view.problems.extend(told.err().map(|e| e.to_string()));
            Ok(())
        })?;
        Ok(loading.finish(known))
    }

    /// The article that a claim stands in.
    pub fn article_of(&self, claim: &body::Claim) -> Option<&Article> {
        self.articles.get(&claim.article)
    }

    /// The reader that found a claim, with its version; `None` for runs of before there were several.
    pub fn reader_of(&self, claim: &body::Claim) -> Option<&str> {
        self.runs.get(&claim.run)?.reader.as_deref()
    }

    /// Articles whose id begins so.
    pub fn by_prefix(&self, prefix: &str) -> Vec<&Article> {
        self.articles.values().filter(|a| a.id.0.starts_with(prefix)).collect()
    }
}

impl Loading {
    fn take(&mut self, entry: Entry) -> Result<(), Error> {
        let view = &mut self.view;
        match entry.kind {
            Kind::Article => {
                let (body, id) = (entry.read()?, entry.id);
                let article = Article { id: id.clone(), body, recorded: entry.recorded, names: Vec::new() };
                view.articles.insert(id, article);
            }
            Kind::Received => {
                let received: body::Received = entry.read()?;
                self.received.entry(received.article).or_default().push(received.name);
            }
            Kind::Read => {
                let read: body::Read = entry.read()?;
                self.reads.insert(read.article, read.run);
            }
            Kind::Claim => {
                let claim = entry.read::<body::Claim>()?.completed();
                let (id, recorded) = (entry.id, entry.recorded);
                view.claims.push(Stated { id, claim, recorded, corrected: Vec::new() });
            }
            Kind::Finding => view.findings.push((entry.id.clone(), entry.read()?)),
            Kind::Correction => view.corrections.push((entry.id.clone(), entry.read()?)),
            Kind::Merge => view.merges.push((entry.id.clone(), entry.read()?)),
            Kind::Run => {
                let run = entry.read()?;
                view.runs.insert(entry.id, run);
            }
            Kind::Snapshot => {}
        }
        Ok(())
    }

    fn finish(self, known: &Known) -> View {
        let Self { mut view, received, reads } = self;
        for (id, mut names) in received {
            names.sort();
            names.dedup();
            if let Some(article) = view.articles.get_mut(&id) {
                article.names = names;
            }
        }
        if let Some(limit) = &known.published_by {
            view.articles.retain(|_, a| a.day().unwrap_or(a.recorded.get(..10).unwrap_or("")) <= limit.as_str());
        }
        let latest = |article: &Id, run: &Id| reads.get(article) == Some(run);
        carry(&mut view, &latest);
        view.claims.retain(|c| latest(&c.claim.article, &c.claim.run) && view.articles.contains_key(&c.claim.article));
        view.findings.retain(|(_, f)| latest(&f.article, &f.run) && view.articles.contains_key(&f.article));
        view.claims.sort_by(|a, b| {
            let key = |c: &Stated| (c.claim.article.clone(), c.claim.start, c.claim.end, c.id.clone());
            key(a).cmp(&key(b))
        });
        view.findings.sort_by(|a, b| (&a.1.article, a.1.start, &a.0).cmp(&(&b.1.article, b.1.start, &b.0)));
        view.merges.iter().for_each(|(_, merge)| view.identity.take(merge));
        correct(&mut view);
        view
    }
}

/// Lets corrections of claims that an earlier run found name the same claims as the latest run found them.
fn carry(view: &mut View, latest: &dyn Fn(&Id, &Id) -> bool) {
    let content = |stated: &Stated| serde_json::to_string(&stated.claim.bare()).unwrap_or_default();
    let corrected: Vec<Id> = view.corrections.iter().map(|(_, c)| c.corrects.clone()).collect();
    if corrected.is_empty() {
        return;
    }
    let is_latest = |s: &&Stated| latest(&s.claim.article, &s.claim.run);
    let now: HashMap<String, Id> = view.claims.iter().filter(is_latest).map(|s| (content(s), s.id.clone())).collect();
    let old = view.claims.iter().filter(|s| corrected.contains(&s.id) && !is_latest(s));
    let moved: HashMap<Id, Id> = old.filter_map(|s| Some((s.id.clone(), now.get(&content(s))?.clone()))).collect();
    for (_, correction) in &mut view.corrections {
        if let Some(id) = moved.get(&correction.corrects) {
            correction.corrects = id.clone();
        }
    }
}

/// Applies corrections, in the order of their recording; one that was withdrawn itself does nothing.
fn correct(view: &mut View) {
    let mut withdrawn: Vec<Id> = Vec::new();
    for (id, correction) in view.corrections.iter().rev().filter(|(_, c)| c.set.is_empty()) {
        if !withdrawn.contains(id) {
            withdrawn.push(correction.corrects.clone());
        }
    }
    for (id, correction) in view.corrections.iter().filter(|(id, c)| !c.set.is_empty() && !withdrawn.contains(id)) {
        let Some(stated) = view.claims.iter_mut().find(|c| c.id == correction.corrects) else { continue };
        match corrected(&stated.claim, &correction.set) {
            Ok(claim) => {
                stated.claim = claim;
                stated.corrected.push(id.clone());
            }
            Err(why) => view.problems.push(format!("correction {id}: {why}")),
        }
    }
    view.claims.retain(|c| !withdrawn.contains(&c.id));
    view.articles.retain(|id, _| !withdrawn.contains(id));
    view.claims.retain(|c| view.articles.contains_key(&c.claim.article));
}

/// A claim with some fields set right; a new figure is read by its own digits.
///
/// # Errors
/// Says why that would be no claim.
pub fn corrected(claim: &body::Claim, set: &BTreeMap<String, serde_json::Value>) -> Result<body::Claim, Error> {
    let mut value = serde_json::to_value(claim).map_err(Error::new)?;
    for (field, right) in set {
        value[field] = right.clone();
    }
    let given = |field: &str| set.contains_key(field);
    if given("low") && !given("high") {
        value["high"] = value["low"].clone();
    }
    let mut claim: body::Claim =
        serde_json::from_value(value).map_err(|e| Error(format!("that would be no claim: {e}")))?;
    if ["low", "high", "hedge", "unit"].iter().any(|f| given(f)) {
        let percent = claim.unit == Some(Unit::Percent);
        let ends = claim.low.zip(claim.high).filter(|(low, high)| low.is_finite() && high.is_finite());
        if ends.is_some_and(|(low, high)| high < low) {
            return Err(Error("`high` would be less than `low`".to_owned()));
        }
        claim.reading = ends.and_then(|(low, high)| Reading::of_number(low, high, claim.hedge, percent));
    }
    Ok(if ["place", "of", "unit"].iter().any(|f| given(f)) { claim.named() } else { claim })
}
