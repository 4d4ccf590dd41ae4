//! The record as it is read: the latest reading of each article, corrections applied, names merged.

use super::identity::Identity;
use super::{Entry, Error, Id, Kind, Ledger, Status, body};
use crate::extract::Unit;
use crate::extract::interval::Reading;
use std::collections::{BTreeMap, HashMap, HashSet};

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
    /// The last review of it.
    pub review: Option<(Id, body::Review)>,
}

impl Stated {
    /// A claim as it was recorded, which nobody has corrected or reviewed.
    pub fn new(id: Id, claim: body::Claim, recorded: String) -> Self {
        Self { id, claim, recorded, corrected: Vec::new(), review: None }
    }

    /// What its last reviewer thought of it.
    pub fn status(&self) -> Status {
        self.review.as_ref().map_or(Status::Unreviewed, |(_, review)| review.status)
    }

    /// Who reviewed it last, and did not take it back.
    pub fn reviewer(&self) -> Option<&str> {
        let told = self.review.as_ref().filter(|_| self.status() != Status::Unreviewed);
        told.map(|(_, review)| review.reviewer.as_str())
    }

    /// Whether it counts in checks across texts and in answers: somebody confirmed it, or it is certain enough by itself.
    pub fn counts(&self) -> bool {
        match self.status() {
            Status::Confirmed => true,
            Status::Rejected => false,
            Status::Unreviewed => self.claim.certain(),
        }
    }
}

/// A record, read.
#[derive(Clone, Debug, Default)]
pub struct View {
    /// Articles by id.
    pub articles: BTreeMap<Id, Article>,
    /// Claims of the latest reading of each article, in order of article and place in the text.
    pub claims: Vec<Stated>,
    /// Claims that a reviewer rejected: they are kept, and count nowhere.
    pub rejected: Vec<Stated>,
    /// Findings of the latest reading, or of the latest check against the whole record where that came after it.
    pub findings: Vec<(Id, body::Finding)>,
    /// Which names are one.
    pub identity: Identity,
    /// Recorded merges, in order.
    pub merges: Vec<(Id, body::Merge)>,
    /// Recorded corrections, in order.
    pub corrections: Vec<(Id, body::Correction)>,
    /// Recorded reviews, in order.
    pub reviews: Vec<(Id, body::Review)>,
    /// The run that checked an article last against the whole record.
    pub checked: BTreeMap<Id, Id>,
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
    /// The run whose findings of an article are the latest.
    found: HashMap<Id, Id>,
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

    /// The same record with the claims that reviewers rejected in place of those that stand.
    #[must_use]
    pub fn of_rejected(self) -> Self {
        Self { claims: self.rejected, rejected: Vec::new(), ..self }
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
                self.found.insert(read.article.clone(), read.run.clone());
                self.reads.insert(read.article, read.run);
            }
            Kind::Checked => {
                let checked: body::Checked = entry.read()?;
                self.found.insert(checked.article.clone(), checked.run.clone());
                view.checked.insert(checked.article, checked.run);
            }
            Kind::Claim => {
                let claim = entry.read::<body::Claim>()?.completed();
                view.claims.push(Stated::new(entry.id, claim, entry.recorded));
            }
            Kind::Finding => view.findings.push((entry.id.clone(), entry.read()?)),
            Kind::Correction => view.corrections.push((entry.id.clone(), entry.read()?)),
            Kind::Review => view.reviews.push((entry.id.clone(), entry.read()?)),
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
        let Self { mut view, received, reads, found } = self;
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
        let stand = standing(&view, &latest);
        carry(&mut view, &stand);
        view.claims.retain(|c| stand.contains(&c.id) && view.articles.contains_key(&c.claim.article));
        view.findings.retain(|(_, f)| found.get(&f.article) == Some(&f.run) && view.articles.contains_key(&f.article));
        view.claims.sort_by(|a, b| {
            let key = |c: &Stated| (c.claim.article.clone(), c.claim.start, c.claim.end, c.id.clone());
            key(a).cmp(&key(b))
        });
        view.findings.sort_by(|a, b| (&a.1.article, a.1.start, &a.0).cmp(&(&b.1.article, b.1.start, &b.0)));
        view.merges.iter().for_each(|(_, merge)| view.identity.take(merge));
        correct(&mut view);
        review(&mut view);
        view
    }
}

/// What two claims agree on that say the same at the same place.
fn content(stated: &Stated) -> String {
    serde_json::to_string(&stated.claim.bare()).unwrap_or_default()
}

/// The claims that stand: those of the latest reading of each article, and those from elsewhere that it did not find too.
fn standing(view: &View, latest: &dyn Fn(&Id, &Id) -> bool) -> HashSet<Id> {
    let read = |s: &&Stated| s.claim.origin.is_machine() && latest(&s.claim.article, &s.claim.run);
    let mut out: HashSet<Id> = view.claims.iter().filter(read).map(|s| s.id.clone()).collect();
    let given: Vec<&Stated> = view.claims.iter().filter(|s| !s.claim.origin.is_machine()).collect();
    if given.is_empty() {
        return out;
    }
    let about: HashSet<&Id> = given.iter().map(|s| &s.claim.article).collect();
    let mut seen: HashSet<String> =
        view.claims.iter().filter(|s| about.contains(&s.claim.article) && read(s)).map(content).collect();
    out.extend(given.into_iter().filter(|s| seen.insert(content(s))).map(|s| s.id.clone()));
    out
}

/// Lets corrections and reviews of claims that do not stand any more name the same claims as they stand now: the latest run
/// found them too.
fn carry(view: &mut View, stand: &HashSet<Id>) {
    let corrected = view.corrections.iter().map(|(_, c)| &c.corrects);
    let named: HashSet<Id> = corrected.chain(view.reviews.iter().map(|(_, r)| &r.claim)).cloned().collect();
    if named.is_empty() {
        return;
    }
    let now = view.claims.iter().filter(|s| stand.contains(&s.id));
    let now: HashMap<String, Id> = now.map(|s| (content(s), s.id.clone())).collect();
    let old = view.claims.iter().filter(|s| named.contains(&s.id) && !stand.contains(&s.id));
    let moved: HashMap<Id, Id> = old.filter_map(|s| Some((s.id.clone(), now.get(&content(s))?.clone()))).collect();
    let corrections = view.corrections.iter_mut().map(|(_, c)| &mut c.corrects);
    for id in corrections.chain(view.reviews.iter_mut().map(|(_, r)| &mut r.claim)) {
        if let Some(now) = moved.get(id) {
            id.clone_from(now);
        }
    }
}

/// Lays the last review of each claim beside it, and sets aside what was rejected.
fn review(view: &mut View) {
    let mut last: HashMap<&Id, &(Id, body::Review)> = view.reviews.iter().map(|told| (&told.1.claim, told)).collect();
    for stated in &mut view.claims {
        stated.review = last.remove(&stated.id).cloned();
    }
    let rejected = |s: &mut Stated| s.status() == Status::Rejected;
    view.rejected = view.claims.extract_if(.., rejected).collect();
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
