//! One utterance, many carriers: what was said once and printed often.

use super::copies;
use super::sketch::from_bytes;
use super::view::{Stated, View};
use super::{Error, Id, Ledger};
use std::collections::BTreeMap;

/// Which articles are carriers of one report: near-duplicates, and versions of one address.
#[derive(Clone, Debug, Default)]
pub struct Reports {
    of: BTreeMap<Id, Id>,
}

impl Reports {
    /// Finds the reports among articles of a view.
    pub fn find(ledger: &dyn Ledger, view: &View) -> Result<Self, Error> {
        let mut sketches: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        let needed: std::collections::BTreeSet<&String> = view.articles.values().map(|a| &a.body.text).collect();
        ledger.sketches(&mut |hash, bytes| {
            if needed.contains(&hash) {
                sketches.insert(hash, from_bytes(&bytes));
            }
            Ok(())
        })?;
        let (hashes, sketches): (Vec<String>, Vec<Vec<u32>>) = sketches.into_iter().unzip();
        let missing = |hash: &str| Error(format!("the text {hash} is missing; run `salient record verify`"));
        let found = copies::find(&sketches, |at| {
            let text = ledger.text(&hashes[at])?.ok_or_else(|| missing(&hashes[at]))?;
            Ok(copies::report(&text))
        })?;
        let group: BTreeMap<&str, u32> = hashes.iter().map(String::as_str).zip(found.group.iter().copied()).collect();
        Ok(Self::joined(view, &group))
    }

    /// Joins articles by group and by address; a report is named after its least article.
    fn joined(view: &View, group: &BTreeMap<&str, u32>) -> Self {
        let ids: Vec<&Id> = view.articles.keys().collect();
        let mut root: Vec<usize> = (0..ids.len()).collect();
        let mut first: BTreeMap<String, usize> = BTreeMap::new();
        for (at, article) in view.articles.values().enumerate() {
            let text = group.get(article.body.text.as_str()).map(|g| format!("text {g}"));
            let url = article.body.url.as_deref().map(|u| format!("url {}", address(u)));
            for key in text.into_iter().chain(url) {
                let other = *first.entry(key).or_insert(at);
                let (a, b) = (top(&root, at), top(&root, other));
                root[a.max(b)] = a.min(b);
            }
        }
        Self { of: ids.iter().enumerate().map(|(at, id)| ((*id).clone(), ids[top(&root, at)].clone())).collect() }
    }

    /// The report that an article carries.
    pub fn of<'a>(&'a self, article: &'a Id) -> &'a Id {
        self.of.get(article).unwrap_or(article)
    }

    /// The articles of each report, in order.
    pub fn all(&self) -> BTreeMap<&Id, Vec<&Id>> {
        let mut out: BTreeMap<&Id, Vec<&Id>> = BTreeMap::new();
        self.of.iter().for_each(|(article, report)| out.entry(report).or_default().push(article));
        out
    }
}

fn top(root: &[usize], mut at: usize) -> usize {
    while root[at] != at {
        at = root[at];
    }
    at
}

/// An address without what changes from visit to visit: scheme, `www.`, fragment, tracking, the last slash.
///
/// ```
/// use salient::record::utterance::address;
/// assert_eq!(address("https://www.example.org/a/?utm_source=x#top"), address("http://example.org/a"));
/// assert_ne!(address("https://example.org/a?id=1"), address("https://example.org/a?id=2"));
/// ```
pub fn address(url: &str) -> String {
    let bare = url.split('#').next().unwrap_or(url);
    let bare = bare.split_once("://").map_or(bare, |(_, rest)| rest);
    let bare = bare.strip_prefix("www.").unwrap_or(bare);
    let (path, query) = bare.split_once('?').unwrap_or((bare, ""));
    let tracking = |pair: &&str| {
        let name = pair.split('=').next().unwrap_or_default();
        !name.is_empty() && !name.starts_with("utm_") && !["fbclid", "gclid", "ref", "cmpid"].contains(&name)
    };
    let mut kept: Vec<&str> = query.split('&').filter(tracking).collect();
    kept.sort_unstable();
    let path = path.trim_end_matches('/');
    if kept.is_empty() { path.to_owned() } else { format!("{path}?{}", kept.join("&")) }
}

/// What was said once: its claims in all its carriers.
#[derive(Clone, Debug)]
pub struct Utterance<'a> {
    /// The claims, those of the earliest published article first.
    pub claims: Vec<&'a Stated>,
    /// Reports that carry it: independent of each other, as far as texts tell.
    pub reports: Vec<&'a Id>,
    /// The day that they share: the one that they tell of, or, of what holds on the day of printing, the first on which the
    /// report was printed.
    pub day: Option<&'a str>,
}

impl<'a> Utterance<'a> {
    /// The claim of the first carrier that counts in checks and answers: read with enough certainty, or confirmed.
    pub fn certain(&self) -> Option<&'a Stated> {
        self.claims.iter().copied().find(|s| s.counts())
    }

    /// How certain it is: the most certain of its carriers' readings; `None` where one does not tell.
    pub fn confidence(&self) -> Option<f64> {
        self.claims.iter().map(|s| s.claim.confidence).try_fold(0.0, |most: f64, c| Some(most.max(c?)))
    }
}

/// Groups claims that say the same by the same speaker as of the same day.
pub fn utterances<'a>(view: &'a View, reports: &'a Reports) -> Vec<Utterance<'a>> {
    let mut first: BTreeMap<&Id, &str> = BTreeMap::new();
    for (id, day) in view.articles.iter().filter_map(|(id, a)| Some((id, a.day()?))) {
        let known = first.entry(reports.of(id)).or_insert(day);
        *known = (*known).min(day);
    }
    let mut groups: BTreeMap<String, (Option<&str>, Vec<&Stated>)> = BTreeMap::new();
    for stated in &view.claims {
        let day = day(view, reports, &first, stated);
        groups.entry(key(view, reports, day, stated)).or_insert((day, Vec::new())).1.push(stated);
    }
    let published = |s: &&Stated| {
        let day = view.article_of(&s.claim).and_then(|a| a.body.published.clone());
        (day.is_none(), day, s.claim.article.clone(), s.claim.start)
    };
    let made = groups.into_values().map(|(day, mut claims)| {
        claims.sort_by_key(published);
        let mut reports: Vec<&Id> = claims.iter().map(|s| reports.of(&s.claim.article)).collect();
        reports.sort();
        reports.dedup();
        Utterance { claims, reports, day }
    });
    let mut out: Vec<Utterance> = made.collect();
    out.sort_by_key(|u| published(&u.claims[0]));
    out
}

/// The day of a claim. "Has taken" holds as of the day of printing, which for a copy may be a day later: the report's first day
/// counts.
fn day<'a>(view: &'a View, reports: &Reports, first: &BTreeMap<&Id, &'a str>, stated: &'a Stated) -> Option<&'a str> {
    let c = &stated.claim;
    let printed = view.article_of(c).and_then(|a| a.day());
    match c.as_of.as_deref() {
        Some(day) if Some(day) != printed => Some(day),
        _ => first.get(reports.of(&c.article)).copied(),
    }
}

/// What makes two claims one: speaker, content, day. A claim in a text's own voice is its report's.
fn key(view: &View, reports: &Reports, day: Option<&str>, stated: &Stated) -> String {
    let c = &stated.claim;
    let speaker = match &c.asserter {
        Some(name) => view.identity.speaker(name),
        None => format!("text {}", reports.of(&c.article)),
    };
    let place = c.place.as_deref().map(|p| view.identity.place(p));
    format!(
        "{speaker}|{}|{:?}|{place:?}|{:?}|{:?}|{:?}|{:?}|{:?}|{day:?}",
        c.predicate, c.actor, c.low, c.high, c.unit, c.extent, c.polarity
    )
}
