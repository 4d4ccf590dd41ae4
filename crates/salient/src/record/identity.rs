//! Which names are one: Syrsky and Syrskyi, Kyiv and Kiev, "Russia's military" and "Russian military".
//!
//! Names are stored as printed and merge when the record is read. What is merged comes from the lexicon's spellings, from
//! transliteration, and from merges that users recorded; the last recorded word counts, so every merge can be undone.

use super::body::Merge;
use crate::lexicon::{Class, spellings};
use salient_map::region::translit;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::OnceLock;

/// Names and what they stand for.
#[derive(Clone, Debug, Default)]
pub struct Identity {
    /// Recorded merges: sort and key of a name to the name that it is read as.
    same: BTreeMap<(String, String), String>,
    /// Names that are kept apart from a key that they would have.
    apart: BTreeSet<(String, String, String)>,
}

impl Identity {
    /// Takes a recorded merge; later ones overrule earlier ones.
    pub fn take(&mut self, merge: &Merge) {
        let what = merge.what.clone();
        let [first, second] = merge.names.each_ref().map(|n| plain(n));
        let split = (what.clone(), second.clone(), own(&what, &first));
        if merge.same {
            self.apart.remove(&split);
            self.same.insert((what, second), first);
            return;
        }
        for (name, other) in [(&second, &first), (&first, &second)] {
            let key = (what.clone(), name.clone());
            if self.same.get(&key) == Some(other) {
                self.same.remove(&key);
            }
        }
        // Names that are one by the lexicon or by transliteration are told apart one by one.
        if own(&what, &first) == own(&what, &second) {
            self.apart.insert(split);
        }
    }

    /// The key of a speaker: names of one speaker have one.
    ///
    /// ```
    /// let identity = salient::record::identity::Identity::default();
    /// let key = |name: &str| identity.speaker(name);
    /// assert_eq!(key("Oleksandr Syrsky"), key("Oleksandr Syrskyi"));
    /// assert_eq!(key("Syrskyi"), key("Олександр Сирський"));
    /// assert_eq!(key("Zelensky"), key("Volodymyr Zelenskyy"));
    /// assert_eq!(key("Russia’s military"), key("Russian military"));
    /// assert_eq!(key("Russian Defense Ministry"), key("Ministry of Defence of Russia"));
    /// assert_ne!(key("Oleksandr Syrsky"), key("Kyrylo Budanov"));
    /// ```
    pub fn speaker(&self, name: &str) -> String {
        self.key("speaker", name)
    }

    /// The key of a place, the sort of division aside.
    ///
    /// ```
    /// let identity = salient::record::identity::Identity::default();
    /// let key = |name: &str| identity.place(name);
    /// assert_eq!(key("Kyiv"), key("Kiev"));
    /// assert_eq!(key("Kursk region"), key("Kursk oblast"));
    /// assert_eq!(key("Sudzha"), key("Суджа"));
    /// assert_ne!(key("Sudzha"), key("Sumy"));
    /// ```
    pub fn place(&self, name: &str) -> String {
        self.key("place", name)
    }

    fn key(&self, what: &str, name: &str) -> String {
        let mut at = plain(name);
        // A chain of merges has an end: a circle is cut after as many steps as there are merges.
        for _ in 0..=self.same.len() {
            match self.same.get(&(what.to_owned(), at.clone())) {
                Some(other) if *other != at => at.clone_from(other),
                _ => break,
            }
        }
        let key = own(what, &at);
        if self.apart.contains(&(what.to_owned(), at.clone(), key.clone())) { format!("{key} ({at})") } else { key }
    }
}

/// The key that a name has by itself.
fn own(what: &str, name: &str) -> String {
    if what == "place" { known(name).unwrap_or_else(|| translit::bare(name)) } else { speaker(name) }
}

/// A name in one spelling of spaces, quotes and case.
fn plain(name: &str) -> String {
    name.replace(['’', '‘'], "'").split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The lexicon's usual spelling of a name, found by its transliteration.
fn known(name: &str) -> Option<String> {
    static KEYS: OnceLock<HashMap<String, String>> = OnceLock::new();
    let keys = KEYS.get_or_init(|| {
        let mut keys = HashMap::new();
        for group in spellings() {
            let first = translit::key(&group[0]);
            group.iter().for_each(|name| _ = keys.entry(translit::key(name)).or_insert_with(|| first.clone()));
        }
        keys
    });
    keys.get(&translit::key(name)).cloned()
}

/// A person by the lexicon or by transliteration; an institution by its words, in whatever order and with whatever form
/// of the state's name.
fn speaker(name: &str) -> String {
    if let Some(person) = known(name) {
        return person;
    }
    let mut state = false;
    let mut words: Vec<String> = name
        .trim_end_matches("'s")
        .split_whitespace()
        .map(|w| w.trim_end_matches("'s").trim_end_matches('\''))
        .filter(|w| !["of", "the", "for"].contains(w))
        .map(|word| match party(word) {
            Some(code) => {
                state = true;
                code
            }
            None => translit::key(&word.replace("defence", "defense")),
        })
        .collect();
    if state {
        words.sort();
    }
    words.join(" ")
}

/// The code of the state that a word names: "russian", "russia".
fn party(word: &str) -> Option<String> {
    let capital: String = word.chars().take(1).flat_map(char::to_uppercase).chain(word.chars().skip(1)).collect();
    crate::extract::with_run(&capital, |run| {
        let sense = [Class::State, Class::Demonym].iter().find_map(|c| run.sense(0, *c)).filter(|_| run.len() == 1);
        sense.map(|index| run.lexicon.named[index as usize].side.clone())
    })
}

#[cfg(test)]
mod tests {
    use super::{Identity, Merge};

    #[test]
    fn a_merge_can_be_undone() {
        let merge = |same| Merge {
            what: "speaker".into(),
            names: ["General Staff".into(), "Genshtab".into()],
            same,
            reason: "the same body".into(),
            after: None,
        };
        let mut identity = Identity::default();
        assert_ne!(identity.speaker("Genshtab"), identity.speaker("General Staff"));
        identity.take(&merge(true));
        assert_eq!(identity.speaker("Genshtab"), identity.speaker("General Staff"));
        identity.take(&merge(false));
        assert_ne!(identity.speaker("Genshtab"), identity.speaker("General Staff"));
        identity.take(&merge(true));
        assert_eq!(identity.speaker("Genshtab"), identity.speaker("General Staff"));
    }

    #[test]
    fn what_is_one_by_itself_can_be_kept_apart() {
        let names = ["Oleksandr Syrskyi".to_owned(), "Oleksandr Syrsky".to_owned()];
        let apart = Merge { what: "speaker".into(), names, same: false, reason: "a namesake".into(), after: None };
        let mut identity = Identity::default();
        identity.take(&apart);
        assert_ne!(identity.speaker("Oleksandr Syrsky"), identity.speaker("Oleksandr Syrskyi"));
        assert_eq!(identity.speaker("Syrskyi"), identity.speaker("Oleksandr Syrskyi"));
    }
}
