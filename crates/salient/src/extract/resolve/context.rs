//! What the whole document tells: on whose soil it happens, who fights there, which names are people.

use super::names::Names;
use super::scene::{Scene, is_state};
use crate::extract::date::{DateKind, Dated, Days};
use crate::lexicon::english;
use std::collections::{HashMap, HashSet};

/// How much a mention tells of the soil: a place of it, its state or people, a group that mainly fights there.
const PLACE: usize = 8;
const STATE: usize = 4;
const GROUP: usize = 1;
/// From this much on a state of which no party is named is where it happens: many words are some place's name.
const LEAST: usize = 2 * PLACE;

/// States and groups of a document.
#[derive(Debug, Default)]
pub(super) struct Context {
    /// The state on whose soil most of it happens.
    pub(super) home: Option<String>,
    /// The states that it is about, the most named first.
    states: Vec<String>,
    /// States and groups by how often they are named, the most first.
    pub(super) parties: Vec<String>,
    /// Its names.
    pub(super) names: Names,
    /// Whether it is an account of other years than that of its publication.
    pub(super) narrative: bool,
    countries: HashMap<String, String>,
    sent: HashSet<&'static str>,
}

impl Context {
    /// Counts who and what is named.
    pub(super) fn new(scene: &Scene) -> Self {
        let countries: HashMap<String, String> =
            english().named.iter().filter_map(|n| Some((n.side.clone(), n.country.clone()?))).collect();
        let (mut soil, mut named): (HashMap<&str, usize>, HashMap<&str, usize>) = Default::default();
        for word in 0..scene.len() {
            if let Some(party) = scene.party(word) {
                *named.entry(party).or_default() += 1;
                let weight = if is_state(party) { STATE } else { GROUP };
                *soil.entry(countries.get(party).map_or(party, String::as_str)).or_default() += weight;
            }
            if let Some(land) = scene.land(word) {
                *soil.entry(land).or_default() += PLACE;
            }
        }
        let states: Vec<String> = ranked(&soil).into_iter().filter(|c| is_state(c)).collect();
        // A place's name lies in many states; where a text names states, it happens in one of them.
        let told =
            |state: &&String| named.keys().any(|p| countries.get(*p).map_or(*p, String::as_str) == state.as_str());
        let likely = || states.first().filter(|s| soil.get(s.as_str()).is_some_and(|n| *n >= LEAST));
        let home = states.iter().find(told).or_else(likely).cloned();
        Self {
            home,
            states,
            parties: ranked(&named),
            names: Names::new(scene),
            narrative: narrative(scene),
            sent: english().named.iter().filter(|n| n.sent).map(|n| n.side.as_str()).collect(),
            countries: countries.clone(),
        }
    }

    /// The group that fights a state's government in this document: the one named most.
    pub(super) fn opposition_of(&self, state: &str) -> Option<String> {
        self.parties.iter().find(|p| self.fights_in(p, state)).cloned()
    }

    /// The usual name of the opposition of a state that it is about.
    pub(super) fn usual(&self) -> Option<String> {
        self.states.iter().find_map(|s| english().opposition(s)).map(str::to_owned)
    }

    /// Whom "rebels" name: the opposition of the state that it is about.
    pub(super) fn opposition(&self) -> Option<String> {
        let home = self.home.as_deref()?;
        self.usual()
            .or_else(|| self.opposition_of(home))
            .or_else(|| self.parties.iter().find(|p| self.is_band(p)).cloned())
    }

    /// Whether a party is a band that fights in its own land: no state, no alliance, no force from outside.
    pub(super) fn is_band(&self, party: &str) -> bool {
        !is_state(party) && !self.sent.contains(party)
    }

    /// Whether a party is a band that mainly fights in a state.
    pub(super) fn fights_in(&self, party: &str, state: &str) -> bool {
        self.is_band(party) && self.countries.get(party).is_some_and(|c| c == state)
    }

    /// Whether a state or a group that mainly fights there is named.
    pub(super) fn concerns(&self, state: &str) -> bool {
        self.parties.iter().any(|p| p == state || self.countries.get(p).is_some_and(|c| c == state))
    }

    /// The party named most that is not this one.
    pub(super) fn opponent(&self, side: Option<&str>) -> Option<String> {
        self.parties.iter().find(|p| Some(p.as_str()) != side).cloned()
    }

    /// Whether a name is a person's rather than a group's.
    pub(super) fn is_person(&self, name: &str) -> bool {
        self.names.is_person(name)
    }
}

fn ranked(counts: &HashMap<&str, usize>) -> Vec<String> {
    let mut out: Vec<(&str, usize)> = counts.iter().map(|(k, n)| (*k, *n)).collect();
    out.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    out.into_iter().map(|(k, _)| k.to_owned()).collect()
}

/// Whether a document tells of other years than that of its publication, and prints no date near that day.
fn narrative(scene: &Scene) -> bool {
    let Some(today) = scene.document.today else { return false };
    let with_year = |d: &Dated| d.year.then_some(d.days).flatten();
    let all: Vec<Days> = scene.document.sentences.iter().flat_map(|s| &s.dates).filter_map(with_year).collect();
    let near = |d: &Days| d.kind != DateKind::Year && today.since(d.to).is_ok_and(|s| s.get_days().abs() <= NEAR);
    !all.iter().any(near) && all.iter().filter(|d| d.kind != DateKind::Year).count() >= TOLD
}

/// So many days and months printed with their years make an account.
const TOLD: usize = 2;
/// Dates so many days from the publication are news.
const NEAR: i32 = 60;
