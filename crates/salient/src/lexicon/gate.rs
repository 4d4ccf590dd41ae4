//! The words by which the gate of the learned reader decides.

use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

/// What a word tells of a text and of its sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Hint {
    /// How much it tells that the text is about a war, 0 to 1.
    pub war: f32,
    /// It states a claim or stands beside one.
    pub claim: bool,
}

#[derive(Debug, Deserialize)]
struct List {
    words: Vec<String>,
    example: String,
}

/// The lists of `gate.toml`, in one.
#[derive(Debug, Default)]
pub struct Gate {
    hints: HashMap<String, Hint, foldhash::fast::FixedState>,
    /// List, its words and its example.
    pub examples: Vec<(String, Vec<String>, String)>,
}

/// The English lists.
///
/// # Panics
/// When the lists are not well formed; a test reads them, so that no release can.
pub fn gate() -> &'static Gate {
    static GATE: OnceLock<Gate> = OnceLock::new();
    GATE.get_or_init(|| {
        let lists: BTreeMap<String, List> =
            toml::from_str(include_str!("../../lexicon/en/gate.toml")).expect("gate.toml is valid");
        let mut gate = Gate::default();
        for (name, list) in lists {
            for word in &list.words {
                let hint = gate.hints.entry(word.clone()).or_default();
                match name.as_str() {
                    "war" => hint.war = 1.0,
                    "likely" => hint.war = 0.5,
                    "maybe" => hint.war = 0.2,
                    _ => hint.claim = true,
                }
            }
            gate.examples.push((name, list.words, list.example));
        }
        gate
    })
}

impl Gate {
    /// What a word tells, given in lower case.
    pub fn hint(&self, lower: &str) -> Option<Hint> {
        self.hints.get(lower).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::gate;

    #[test]
    fn every_example_holds_a_word_of_its_list() {
        assert_eq!(gate().examples.len(), 4);
        for (name, words, example) in &gate().examples {
            let lower = example.to_lowercase();
            let mut said = lower.split(|c: char| !c.is_alphanumeric());
            assert!(said.any(|w| words.iter().any(|x| x == w)), "{name}: {example}");
        }
    }
}
