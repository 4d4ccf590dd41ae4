//! The record beside a text: what was known when the text was published, and by whom it was said.

use super::account::losses::{self, Group, Line};
use super::account::statement::{self, Topic, What};
use super::account::{Account, Accounts, Statement, side_of};
use super::maps::Maps;
use crate::extract::{Claim, Document};
use crate::record::sketch::{from_bytes, sketch};
use crate::record::utterance::{Reports, Utterance, address};
use crate::record::view::{Article, Stated, View};
use crate::record::{Error, Id, Ledger, body, body_of, copies, sha256};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// A record, read for checks of any number of texts.
pub struct Record<'a> {
    /// Articles, claims, names.
    pub view: &'a View,
    /// Which articles carry one report.
    pub reports: &'a Reports,
    /// What was said once.
    pub utterances: &'a [Utterance<'a>],
    /// Regions and parties.
    pub maps: &'a Maps<'a>,
    accounts: Accounts<'a>,
    ledger: &'a Mutex<Box<dyn Ledger + Send>>,
    sketches: Vec<(String, Vec<u32>)>,
}

/// What a checked text says, as the record would keep it.
#[derive(Default)]
pub struct Own {
    /// Its claims, one for one.
    pub stated: Vec<Stated>,
    /// What each says of a topic.
    pub said: Vec<Option<Told>>,
    /// The hash of its text.
    text: String,
    url: Option<String>,
    /// The day on which it was published.
    pub(super) published: Option<Date>,
    /// Whether it says that it corrects an earlier version.
    pub(super) corrects: bool,
}

/// What a claim says of a topic, by whom, of which day.
#[derive(Clone, Debug)]
pub struct Told {
    /// The topic.
    pub topic: Topic,
    /// What is said.
    pub what: What,
    /// The day.
    pub day: Date,
    /// Whose account it belongs to: key and name.
    pub side: (String, String),
}

impl<'a> Record<'a> {
    /// A record for checks.
    pub fn new(
        view: &'a View,
        reports: &'a Reports,
        utterances: &'a [Utterance<'a>],
        maps: &'a Maps<'a>,
        ledger: &'a Mutex<Box<dyn Ledger + Send>>,
    ) -> Result<Self, Error> {
        let mut sketches = Vec::new();
        ledger.lock().unwrap_or_else(PoisonError::into_inner).sketches(&mut |hash, bytes| {
            sketches.push((hash, from_bytes(&bytes)));
            Ok(())
        })?;
        let accounts = Accounts::read(view, utterances, maps);
        Ok(Self { view, reports, utterances, maps, accounts, ledger, sketches })
    }

    /// The accounts of every topic.
    pub fn all(&self) -> &Accounts<'a> {
        &self.accounts
    }

    /// A text by its hash.
    ///
    /// # Errors
    /// The ledger cannot be read, or the text is missing.
    pub fn text(&self, hash: &str) -> Result<String, Error> {
        let ledger = self.ledger.lock().unwrap_or_else(PoisonError::into_inner);
        ledger.text(hash)?.ok_or_else(|| Error(format!("the text {hash} is missing; run `salient record verify`")))
    }

    /// What a text says, as the record would keep it.
    pub fn own(&self, document: &Document, claims: &[Claim]) -> Own {
        let article = document.article;
        let published = article.meta.published.as_deref().and_then(|d| d.get(..10)?.parse().ok());
        let text = sha256(article.text.as_bytes());
        let corrects = crate::read::corrected::corrects(&article.text).is_some();
        let mut out = Own { text, url: article.meta.url.clone(), published, corrects, ..Own::default() };
        let (id, run) = (Id(String::new()), Id(String::new()));
        for claim in claims {
            let made = body_of(claim, claim.bytes, (&id, &run), &[], article.meta.published.as_deref());
            out.said.push(self.told(&made, article.meta.published.as_deref()));
            let own = Id(claim.id.clone());
            out.stated.push(Stated::new(own, made, String::new()));
        }
        out
    }

    fn told(&self, claim: &body::Claim, published: Option<&str>) -> Option<Told> {
        let (topic, what) = statement::read(claim, self.maps)?;
        let side = side_of(self.view, claim, self.maps)?;
        Some(Told { topic, what, day: statement::day(claim, published)?, side })
    }

    /// Whether an article was there to be known when a text was published, and is not that text.
    fn known(own: &Own, article: &Article) -> bool {
        article.body.text != own.text && article.date().zip(own.published).is_none_or(|(day, on)| day <= on)
    }

    /// The accounts of a topic as known to a text; its own statements stand in them when they are given.
    pub fn accounts<'b>(&'b self, own: &'b Own, topic: &Topic, with_own: bool) -> Vec<Account<'b>> {
        let mut out: BTreeMap<String, Account<'b>> = BTreeMap::new();
        for account in self.accounts.of.get(topic).into_iter().flatten() {
            let mut account: Account<'b> = account.clone();
            account.statements.retain(|s| self.view.article_of(&s.stated.claim).is_some_and(|a| Self::known(own, a)));
            out.insert(account.side.clone(), account);
        }
        for (stated, told) in own.stated.iter().zip(&own.said).filter(|_| with_own) {
            let Some(told) = told.as_ref().filter(|t| t.topic == *topic) else { continue };
            let (side, name) = told.side.clone();
            let account = out.entry(side.clone());
            let account = account.or_insert_with(|| Account { side, name, statements: Vec::new() });
            account.statements.push(Statement { stated, carriers: (1, 1), day: told.day, what: told.what });
        }
        let mut out: Vec<Account> = out.into_values().collect();
        out.iter_mut().for_each(|a| _ = a.settle());
        out.retain(|a| !a.statements.is_empty());
        out
    }

    /// What the text says of people who were lost or fled, with the numbers of its claims.
    pub fn own_losses<'b>(&self, own: &'b Own) -> Vec<(usize, Group, Line<'b>)> {
        let published = own.published.map(|day| day.to_string());
        let each = own.stated.iter().enumerate();
        let line = |stated| losses::line(self.view, stated, self.maps, published.as_deref());
        each.filter_map(|(number, stated)| line(stated).map(|(group, line)| (number, group, line))).collect()
    }

    /// What was known of a group when a text was published.
    pub fn losses<'b>(&'b self, own: &'b Own, group: &Group) -> impl Iterator<Item = &'b Line<'a>> {
        let all = self.accounts.losses.get(group).into_iter().flatten();
        all.filter(|line| self.view.article_of(&line.stated.claim).is_some_and(|a| Self::known(own, a)))
    }

    /// Whether a claim of the text is clear enough to stand in its side's account.
    pub fn clear(&self, own: &Own, number: usize) -> bool {
        let Some(told) = &own.said[number] else { return false };
        let accounts = self.accounts(own, &told.topic, true);
        accounts.iter().flat_map(|a| &a.statements).any(|s| s.stated.id == own.stated[number].id)
    }

    /// The account of the side that a claim belongs to, as known before the text.
    pub fn same_side<'b>(&'b self, own: &'b Own, told: &Told) -> Option<Account<'b>> {
        self.accounts(own, &told.topic, false).into_iter().find(|a| a.side == told.side.0)
    }

    /// Recorded articles that carry the report of a text: versions of its address, and near-duplicates.
    pub fn carriers(&self, document: &Document, own: &Own) -> Vec<(&'a Article, bool)> {
        let report = copies::report(&document.article.text);
        let mine = sketch(&report);
        let shared = |other: &[u32]| other.iter().filter(|v| mine.binary_search(v).is_ok()).count();
        let near: Vec<&String> = self
            .sketches
            .iter()
            .filter(|(hash, other)| {
                *hash != own.text
                    && shared(other) * 4 >= mine.len().min(other.len()).max(1)
                    && self.copies(hash, &report)
            })
            .map(|(hash, _)| hash)
            .collect();
        // The address of a whole site says nothing of a page.
        let url = own.url.as_deref().map(address).filter(|url| url.contains('/'));
        let near_day = |a: &Article| {
            a.date().zip(own.published).is_none_or(|(day, on)| (on - day).get_days().abs() <= copies::COPIED)
        };
        let found = self.view.articles.values().filter(|a| Self::known(own, a) && near_day(a));
        found
            .filter_map(|a| {
                let version = url.is_some() && a.body.url.as_deref().map(address) == url;
                (version || near.contains(&&a.body.text)).then_some((a, version))
            })
            .collect()
    }

    /// Whether two claims are of one day: the same, or each of the day on which it was printed.
    pub fn same_day(&self, own: &Own, mine: &body::Claim, theirs: &body::Claim) -> bool {
        let printed = self.view.article_of(theirs).and_then(Article::day);
        let here = own.published.map(|d| d.to_string());
        let own_day = mine.as_of.is_none() || mine.as_of == here;
        mine.as_of == theirs.as_of || own_day && (theirs.as_of.is_none() || theirs.as_of.as_deref() == printed)
    }

    fn copies(&self, hash: &str, report: &str) -> bool {
        let ledger = self.ledger.lock().unwrap_or_else(PoisonError::into_inner);
        let text = ledger.text(hash).ok().flatten();
        text.is_some_and(|text| copies::contained(&copies::report(&text), report) >= copies::SHARED)
    }

    /// "Russian Defense Ministry, 17 January 2025 (The Moscow Times)": who said a recorded claim, when, where.
    pub fn source(&self, stated: &Stated) -> String {
        let claim = &stated.claim;
        let who = claim.asserter.as_deref().unwrap_or("the text");
        let article = self.view.article_of(claim);
        let day = claim.as_of.as_deref().or_else(|| article.and_then(Article::day)).unwrap_or("undated");
        let title = article.map_or("", Article::label);
        format!("{who}, {day}, in “{title}” [{:.8}]", stated.id)
    }
}
