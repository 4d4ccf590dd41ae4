//! One report that is printed with two figures: somebody on the way to print changed one, and it is not charged to the
//! speaker. The account takes the figure that a page was corrected to, else that of most carriers, or, of as many, of the
//! earliest, and names the other.

use super::super::printed::{Key, agree, key};
use crate::record::Id;
use crate::record::copies::COPIED;
use crate::record::utterance::{Utterance, address};
use crate::record::view::{Article, Stated, View};
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Why an account takes one of two figures of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Why {
    /// More carriers print it, or it was printed first.
    Carriers,
    /// A carrier that prints it says that it corrects the other.
    Correction,
    /// A later version of the same page prints it.
    Version,
}

impl Why {
    /// In words, behind the figure that is taken.
    ///
    /// ```
    /// use salient::check::account::Why;
    /// assert_eq!(Why::Version.words(), "a later version of the page");
    /// ```
    pub fn words(self) -> &'static str {
        match self {
            Self::Carriers => "what most carriers print, or the first",
            Self::Correction => "a carrier that says that it corrects",
            Self::Version => "a later version of the page",
        }
    }
}

/// Everything that carriers of a report say alike, but for the figure.
type Same<'a> = (&'a Id, Key, Option<&'a str>);

/// Utterances that are misprints, by their number, with the number of the one that the account takes, and why.
pub(super) fn misprints(view: &View, utterances: &[Utterance]) -> BTreeMap<usize, (usize, Why)> {
    let mut groups: BTreeMap<Same, Vec<usize>> = BTreeMap::new();
    for (number, utterance) in utterances.iter().enumerate() {
        let Some(claim) = utterance.certain().map(|s| &s.claim).filter(|c| c.low.is_some()) else { continue };
        for report in &utterance.reports {
            groups.entry((*report, key(view, claim), utterance.day)).or_default().push(number);
        }
    }
    let mut out = BTreeMap::new();
    for group in groups.values().filter(|g| g.len() > 1 && apart(utterances, g)) {
        let carried = |n: usize| &utterances[n].claims[..];
        let old = |n: usize| group.iter().any(|m| later(view, carried(*m), carried(n)));
        let corrected = |n: usize| carried(n).iter().any(|s| corrects(view, s));
        // Utterances stand in the order of their publication.
        let best = |n: &&usize| (!old(**n), corrected(**n), carried(**n).len(), Reverse(**n));
        let Some(taken) = group.iter().max_by_key(best) else { continue };
        let claim = |n: usize| utterances[n].certain().map(|s| &s.claim);
        let odd = |n: &&usize| claim(**n).zip(claim(*taken)).is_some_and(|(a, b)| !agree(a, b));
        let why = |n: usize| match (later(view, carried(*taken), carried(n)), corrected(*taken) && !corrected(n)) {
            (true, _) => Why::Version,
            (_, true) => Why::Correction,
            _ => Why::Carriers,
        };
        let copied = |n: usize| within(view, carried(n), carried(*taken), days(why(n)));
        out.extend(group.iter().filter(odd).filter(|n| copied(**n)).map(|n| (*n, (*taken, why(*n)))));
    }
    out
}

/// A correction is printed within so many days.
const CORRECTED: i32 = 30;

/// Within how many days of publication two carriers are of one report: a page that keeps its address tells news, not misprints.
fn days(why: Why) -> i32 {
    if why == Why::Correction { CORRECTED } else { COPIED }
}

/// Whether carriers of both were published within so many days of each other, as far as they tell.
fn within(view: &View, first: &[&Stated], second: &[&Stated], days: i32) -> bool {
    let published = |s: &&Stated| view.article_of(&s.claim).and_then(Article::date);
    let near = |a: &Stated, b: &Stated| {
        let both = published(&a).zip(published(&b));
        both.is_none_or(|(a, b)| (a - b).get_days().abs() <= days)
    };
    first.iter().any(|a| second.iter().any(|b| near(a, b)))
}

/// Whether one of the first stands in a later version of a page of the second.
fn later(view: &View, first: &[&Stated], second: &[&Stated]) -> bool {
    let pages = |claims: &[&Stated]| {
        let articles = claims.iter().filter_map(|s| view.article_of(&s.claim));
        articles.filter_map(|a| Some((address(a.body.url.as_deref()?), a.body.published.clone()?))).collect::<Vec<_>>()
    };
    let (first, second) = (pages(first), pages(second));
    second.iter().any(|(page, day)| first.iter().any(|(other, on)| page == other && is_before(day, on)))
}

/// Whether a time of publication is before another: by their days where one of them tells no more.
fn is_before(a: &str, b: &str) -> bool {
    let least = a.len().min(b.len());
    a.get(..least).zip(b.get(..least)).is_some_and(|(a, b)| a < b)
}

fn corrects(view: &View, stated: &Stated) -> bool {
    view.article_of(&stated.claim).is_some_and(|a| a.body.corrects.is_some())
}

/// Whether no article carries two of them: one that does tells of two figures, and neither is a misprint.
fn apart(utterances: &[Utterance], group: &[usize]) -> bool {
    let mut seen = BTreeSet::new();
    let articles = |n: &usize| utterances[*n].claims.iter().map(|s| &s.claim.article).collect::<BTreeSet<_>>();
    group.iter().all(|n| articles(n).into_iter().all(|article| seen.insert(article)))
}
