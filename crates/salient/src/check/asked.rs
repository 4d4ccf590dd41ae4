//! Which claims of a record are asked for: by side, speaker, place, actor, predicate, certainty, day, words, rule.

use super::Maps;
use super::maps::days;
use crate::extract::{Predicate, Side};
use crate::record::utterance::Utterance;
use crate::record::view::{Stated, View};
use crate::record::{Origin, Status};
use std::collections::BTreeSet;

/// A question for claims; what is not told lets everything pass.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// The party spoken for, in any case of its letters, or none of them.
    pub side: Option<Side>,
    /// Who says it, in any spelling, or a part of the name.
    pub speaker: Option<String>,
    /// Where, in any spelling.
    pub place: Option<String>,
    /// Who holds, took, lost.
    pub actor: Option<String>,
    /// What is claimed.
    pub predicate: Option<Predicate>,
    /// At least that certain, 0 to 1; claims that do not tell pass.
    pub min_confidence: Option<f64>,
    /// Where it comes from, in the words of [`Origin`]; `proposed` alone for anybody's proposal.
    pub origin: Option<String>,
    /// What its last reviewer thought of it.
    pub status: Option<Status>,
    /// Said to hold on or after this day, `YYYY-MM-DD`.
    pub from: Option<String>,
    /// Said to hold on or before this day.
    pub to: Option<String>,
    /// Only in texts of these hashes.
    pub texts: Option<BTreeSet<String>>,
    /// With a finding of this rule on its words.
    pub rule: Option<String>,
}

impl Asked {
    /// The utterances of which some carrier's claim passes, in their order.
    pub fn among<'u, 'a>(&self, view: &View, maps: &Maps, said: &'u [Utterance<'a>]) -> Vec<&'u Utterance<'a>> {
        said.iter().filter(|u| u.claims.iter().any(|s| self.passes(view, maps, s))).collect()
    }

    fn passes(&self, view: &View, maps: &Maps, stated: &Stated) -> bool {
        let claim = &stated.claim;
        let is = |asked: &Option<String>, value: Option<&str>| {
            asked.as_deref().is_none_or(|asked| value.is_some_and(|v| v.eq_ignore_ascii_case(asked)))
        };
        self.side.as_ref().is_none_or(|asked| claim.side.as_ref().is_some_and(|s| s.is(asked.as_str())))
            && is(&self.actor, claim.actor.as_deref())
            && self.predicate.is_none_or(|asked| asked == claim.predicate)
            && self.min_confidence.is_none_or(|least| claim.confidence.is_none_or(|c| c >= least))
            && self.speaker.as_deref().is_none_or(|asked| speaks(view, claim.asserter.as_deref(), asked))
            && self.place.as_deref().is_none_or(|asked| there(view, maps, claim.place.as_deref(), asked))
            && self.stands(stated)
            && self.then(view, stated)
            && self
                .texts
                .as_ref()
                .is_none_or(|hashes| view.article_of(claim).is_some_and(|a| hashes.contains(&a.body.text)))
            && self.rule.as_deref().is_none_or(|rule| found(view, stated, rule))
    }

    /// Whether a claim comes from where it is asked for, and was reviewed as it is asked for.
    pub fn stands(&self, stated: &Stated) -> bool {
        self.origin.as_deref().is_none_or(|asked| comes(&stated.claim.origin, asked))
            && self.status.is_none_or(|asked| asked == stated.status())
    }

    fn then(&self, view: &View, stated: &Stated) -> bool {
        if self.from.is_none() && self.to.is_none() {
            return true;
        }
        let claim = &stated.claim;
        let article = view.article_of(claim);
        let day = claim.as_of.as_deref().and_then(days).or_else(|| article.and_then(|a| days(a.day()?)));
        let from = self.from.as_deref().is_none_or(|d| day.is_some_and(|(_, last)| last.to_string().as_str() >= d));
        let to = self.to.as_deref().is_none_or(|d| day.is_some_and(|(first, _)| first.to_string().as_str() <= d));
        from && to
    }
}

/// Whether a place is the one that is asked for: the same by identity, or by its region.
fn there(view: &View, maps: &Maps, place: Option<&str>, asked: &str) -> bool {
    let names = &view.identity;
    place.is_some_and(|place| {
        let code = maps.code_of(place);
        names.place(place) == names.place(asked)
            || code.is_some() && (code == maps.code_of(asked) || code.as_deref() == Some(asked))
    })
}

/// Whether a claim comes from where it is asked for.
fn comes(origin: &Origin, asked: &str) -> bool {
    let words = origin.to_string();
    words.eq_ignore_ascii_case(asked.trim()) || origin.is_proposed() && words.split(' ').next() == Some(asked.trim())
}

/// Whether somebody is who is asked for: the same by identity, or by a part of the name.
pub fn speaks(view: &View, asserter: Option<&str>, asked: &str) -> bool {
    let names = &view.identity;
    asserter.is_some_and(|name| {
        names.speaker(name) == names.speaker(asked) || name.to_lowercase().contains(&asked.to_lowercase())
    })
}

fn found(view: &View, stated: &Stated, rule: &str) -> bool {
    let claim = &stated.claim;
    view.findings.iter().any(|(_, f)| {
        f.rule == rule && f.article == claim.article && f.start < claim.end + 40 && f.end + 40 > claim.start
    })
}
