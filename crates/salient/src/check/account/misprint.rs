//! One report that is printed with two figures: somebody on the way to print changed one, and it is not charged to the
//! speaker. The account takes the figure of most carriers, or, of as many, of the earliest, and names the other.

use super::super::printed::{Key, agree, key};
use crate::record::utterance::Utterance;
use crate::record::view::{Article, View};
use crate::record::{Id, body};
use std::collections::{BTreeMap, BTreeSet};

/// Everything that carriers of a report say alike, but for the figure.
type Same<'a> = (&'a Id, Key, Option<&'a str>);

/// Utterances that are misprints, by their number, with the number of the one that the account takes.
pub(super) fn misprints(view: &View, utterances: &[Utterance]) -> BTreeMap<usize, usize> {
    let mut groups: BTreeMap<Same, Vec<usize>> = BTreeMap::new();
    for (number, utterance) in utterances.iter().enumerate() {
        let Some(claim) = utterance.certain().map(|s| &s.claim).filter(|c| c.low.is_some()) else { continue };
        for report in &utterance.reports {
            groups.entry((*report, key(view, claim), day(view, claim))).or_default().push(number);
        }
    }
    let mut out = BTreeMap::new();
    for group in groups.values().filter(|g| g.len() > 1 && apart(utterances, g)) {
        // Utterances stand in the order of their publication.
        let most = |n: &&usize| (utterances[**n].claims.len(), std::cmp::Reverse(**n));
        let Some(taken) = group.iter().max_by_key(most) else { continue };
        let claim = |n: usize| utterances[n].certain().map(|s| &s.claim);
        let odd = |n: &&usize| claim(**n).zip(claim(*taken)).is_some_and(|(a, b)| !agree(a, b));
        out.extend(group.iter().filter(odd).map(|n| (*n, *taken)));
    }
    out
}

/// A claim of the day on which it is printed is so for every carrier, whatever day that is.
fn day<'v>(view: &View, claim: &'v body::Claim) -> Option<&'v str> {
    let printed = view.article_of(claim).and_then(Article::day);
    claim.as_of.as_deref().filter(|day| Some(*day) != printed)
}

/// Whether no article carries two of them: one that does tells of two figures, and neither is a misprint.
fn apart(utterances: &[Utterance], group: &[usize]) -> bool {
    let mut seen = BTreeSet::new();
    let articles = |n: &usize| utterances[*n].claims.iter().map(|s| &s.claim.article).collect::<BTreeSet<_>>();
    group.iter().all(|n| articles(n).into_iter().all(|article| seen.insert(article)))
}
