//! What the whole document tells: on whose soil it happens, who fights there, which names are people.

use super::names::Names;
use super::scene::{Scene, is_state};
use crate::lexicon::english;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// How much a mention tells of the soil: a place of it, its state or people, a group that mainly fights there.
const PLACE: usize = 8;
const STATE: usize = 4;
const GROUP: usize = 1;
/// By how much a sentence away tells less, how many are asked, and what the whole document tells beside them.
const NEARER: f32 = 0.7;
const REACH: usize = 12;
const EVERYWHERE: f32 = 0.05;
/// From this much on a state of which no party is named is where it happens: many words are some place's name.
const LEAST: usize = 2 * PLACE;

/// States and groups of a document.
#[derive(Debug, Default)]
pub(super) struct Context {
    /// The state on whose soil most of it happens.
    pub(super) home: Option<String>,
    /// What each sentence tells of the soil, of states in which it may happen.
    soil: Vec<Vec<(String, usize)>>,
    /// A small part of what all sentences together tell of these states.
    everywhere: Vec<(String, f32)>,
    /// The states that it is about, the most named first.
    states: Vec<String>,
    /// States and groups by how often they are named, the most first.
    pub(super) parties: Vec<String>,
    /// Its names.
    pub(super) names: Names,
    published: Option<String>,
    countries: HashMap<String, String>,
    sent: HashSet<&'static str>,
}

impl Context {
    /// Counts who and what is named.
    pub(super) fn new(scene: &Scene) -> Self {
        let countries: HashMap<String, String> =
            english().named.iter().filter_map(|n| Some((n.side.clone(), n.country.clone()?))).collect();
        let told = told(scene, &countries);
        let (mut soil, mut named): (HashMap<&str, usize>, HashMap<&str, usize>) = Default::default();
        for (state, weight) in told.iter().flatten() {
            *soil.entry(state).or_default() += weight;
        }
        for party in (0..scene.len()).filter_map(|w| scene.party(w)) {
            *named.entry(party).or_default() += 1;
        }
        let states: Vec<String> = ranked(&soil).into_iter().filter(|c| is_state(c)).collect();
        // A place's name lies in many states; where a text names states, it happens in one of them.
        let concerned: HashSet<&str> = named.keys().map(|p| countries.get(*p).map_or(*p, String::as_str)).collect();
        let named_here = |state: &&String| concerned.contains(state.as_str());
        let likely = || states.first().filter(|s| soil.get(s.as_str()).is_some_and(|n| *n >= LEAST));
        let home = states.iter().find(named_here).or_else(likely).cloned();
        let within = |(state, _): &(&str, usize)| concerned.contains(state);
        let owned = |(state, weight): (&str, usize)| (state.to_owned(), weight);
        let near = told.iter().map(|s| s.iter().copied().filter(within).map(owned).collect()).collect();
        let whole = soil.iter().filter(|(state, _)| concerned.contains(*state));
        let everywhere = whole.map(|(state, sum)| ((*state).to_owned(), EVERYWHERE * *sum as f32)).collect();
        Self {
            home,
            everywhere,
            soil: near,
            states,
            parties: ranked(&named),
            names: Names::new(scene),
            published: scene.document.article.meta.published.clone(),
            sent: english().named.iter().filter(|n| n.sent).map(|n| n.side.as_str()).collect(),
            countries: countries.clone(),
        }
    }

    /// The state on whose soil a sentence happens: what it and those around it tell, the nearer the more, and a little the whole.
    pub(super) fn home_at(&self, sentence: usize) -> Option<String> {
        let mut sums: Vec<(&str, f32)> = self.everywhere.iter().map(|(state, sum)| (state.as_str(), *sum)).collect();
        let around = sentence.saturating_sub(REACH)..(sentence + REACH + 1).min(self.soil.len());
        for at in around {
            let near = NEARER.powi(at.abs_diff(sentence) as i32);
            for (state, weight) in &self.soil[at] {
                if let Some(sum) = sums.iter_mut().find(|s| s.0 == state) {
                    sum.1 += near * *weight as f32;
                }
            }
        }
        let best = sums.into_iter().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(a.0)));
        best.map(|b| b.0.to_owned()).or_else(|| self.home.clone())
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

    /// Whether a party may be meant where something happens on a state's soil: nothing tells that it is of another.
    pub(super) fn may_fight_in(&self, party: &str, state: Option<&str>) -> bool {
        state.is_none_or(|s| self.countries.get(party).is_none_or(|c| c == s))
    }

    /// Whether a state or a group that mainly fights there is named.
    pub(super) fn concerns(&self, state: &str) -> bool {
        self.parties.iter().any(|p| p == state || self.countries.get(p).is_some_and(|c| c == state))
    }

    /// A code as it was on the day of a claim, else on that of publication: Russia's was the Soviet Union's in 1989.
    pub(super) fn then(&self, code: &str, as_of: Option<&str>) -> String {
        let day = as_of.or(self.published.as_deref()).unwrap_or("9999");
        english().then(code, day).to_owned()
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

/// What each sentence tells of the soil: states with their weights, one a word.
fn told<'a>(scene: &Scene<'a>, countries: &'a HashMap<String, String>) -> Vec<Vec<(&'a str, usize)>> {
    let of = |words: Range<usize>| {
        let parties = words.clone().filter_map(|w| scene.party(w)).map(|party| {
            let weight = if is_state(party) { STATE } else { GROUP };
            (countries.get(party).map_or(party, String::as_str), weight)
        });
        let lands = words.clone().filter_map(|w| scene.land(w)).map(|land| (land, PLACE));
        parties.chain(lands).filter(|(state, _)| is_state(state)).collect()
    };
    scene.view.sentences.iter().cloned().map(of).collect()
}

fn ranked(counts: &HashMap<&str, usize>) -> Vec<String> {
    let mut out: Vec<(&str, usize)> = counts.iter().map(|(k, n)| (*k, *n)).collect();
    out.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    out.into_iter().map(|(k, _)| k.to_owned()).collect()
}
