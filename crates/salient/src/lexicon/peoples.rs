//! Peoples and camps whose fighters are one band here and another there: "Kurdish fighters" in Syria and in Iraq.

use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

#[derive(Debug, Deserialize)]
struct List {
    people: Vec<People>,
}

#[derive(Debug, Deserialize)]
struct People {
    words: Vec<String>,
    bands: BTreeMap<String, String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "the examples are a test"))]
    example: String,
}

fn list() -> Vec<People> {
    toml::from_str::<List>(include_str!("../../lexicon/en/peoples.toml")).map(|l| l.people).unwrap_or_default()
}

/// Whether a word, given in lower case, names a people or a camp that is no party by itself.
pub fn is_people(lower: &str) -> bool {
    table().contains_key(lower)
}

/// The band that a people's fighters are on a state's soil, by a word in lower case and an ISO 3166-1 code.
///
/// ```
/// use salient::lexicon::band;
/// assert_eq!(band("kurdish", "IQ"), Some("Peshmerga"));
/// assert_eq!(band("kurdish", "FR"), None);
/// ```
pub fn band(lower: &str, state: &str) -> Option<&'static str> {
    table().get(lower)?.get(state).map(String::as_str)
}

fn table() -> &'static HashMap<String, BTreeMap<String, String>> {
    static TABLE: OnceLock<HashMap<String, BTreeMap<String, String>>> = OnceLock::new();
    TABLE.get_or_init(|| {
        list().into_iter().flat_map(|p| p.words.into_iter().map(move |w| (w, p.bands.clone()))).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::with_run;
    use crate::lexicon::Class;

    #[test]
    fn examples_hold_a_word_and_bands_are_known() {
        assert!(list().len() >= 10);
        for people in list() {
            let found = people.example.to_lowercase().split(' ').any(|w| w == people.words[0]);
            assert!(found, "{}", people.example);
            for band in people.bands.values() {
                assert!(with_run(band, |run| run.is(0, Class::Group)), "{band} is a group of the lexicon");
            }
        }
    }
}
