//! What speakers and places are called that have several names: the name that a merge says stays, else the one that the
//! record prints most.

use salient::record::View;
use std::collections::{BTreeMap, HashMap};

/// One name for each that is read as one.
pub(super) struct Names {
    speakers: HashMap<String, String>,
    places: HashMap<String, String>,
}

impl Names {
    /// The names of a record.
    pub(super) fn of(view: &View) -> Self {
        let speakers = view.claims.iter().filter_map(|s| s.claim.asserter.as_deref());
        let places = view.claims.iter().filter_map(|s| s.claim.place.as_deref());
        let mut names = Self {
            speakers: usual(speakers, |name| view.identity.speaker(name)),
            places: usual(places, |name| view.identity.place(name)),
        };
        // Where somebody said that two names are one, they said which of them stays.
        for (_, merge) in view.merges.iter().filter(|(_, m)| m.same) {
            let [stays, _] = &merge.names;
            let (of, key) = match merge.what.as_str() {
                "place" => (&mut names.places, view.identity.place(stays)),
                _ => (&mut names.speakers, view.identity.speaker(stays)),
            };
            of.entry(key).and_modify(|name| name.clone_from(stays));
        }
        names
    }

    pub(super) fn speaker(&self, view: &View, name: &str) -> Option<String> {
        self.speakers.get(&view.identity.speaker(name)).cloned()
    }

    pub(super) fn place(&self, view: &View, name: &str) -> Option<String> {
        self.places.get(&view.identity.place(name)).cloned()
    }
}

/// The most frequent name of each key; of several the first by the alphabet.
fn usual<'a>(names: impl Iterator<Item = &'a str>, key: impl Fn(&str) -> String) -> HashMap<String, String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    names.for_each(|name| *counts.entry(name).or_default() += 1);
    let mut out: HashMap<String, (usize, &str)> = HashMap::new();
    for (name, count) in counts {
        let best = out.entry(key(name)).or_insert((count, name));
        if count > best.0 {
            *best = (count, name);
        }
    }
    out.into_iter().map(|(key, (_, name))| (key, name.to_owned())).collect()
}
