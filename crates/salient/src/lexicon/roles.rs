//! Words that name a party only by its part in a war: "rebels", "the army", "the enemy", "we".

use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

/// The part in a war, or in what is said about it, by which a word names somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Fights the government: "rebels".
    Opposition,
    /// The state's own: "the army".
    Government,
    /// Whoever fights the speaker: "the enemy".
    Enemy,
    /// The speaker's own: "we".
    Own,
    /// Named before: "they".
    Back,
    /// Speaks for no party: "analysts".
    Neutral,
    /// A small word inside a name: "bin".
    Particle,
    /// A person named before: "he".
    Person,
    /// Something that was said: "it", "the report".
    Statement,
    /// Joins a clause to what stands before it: "which".
    Relative,
    /// Makes a verb perfect: "has".
    Perfect,
    /// Makes a verb past and passive: "was".
    Was,
    /// Of a running total: "since".
    Total,
    /// A group named before: "the group".
    Band,
    /// Fighters of a group named before: "militants".
    Militant,
}

/// A list of such words with a sentence in which the first plays that part.
#[derive(Debug, Deserialize)]
struct List {
    words: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "the examples are a test"))]
    example: String,
}

fn lists() -> BTreeMap<Role, List> {
    toml::from_str(include_str!("../../lexicon/en/roles.toml")).unwrap_or_default()
}

/// The part that a word, given in lower case, names its party by.
///
/// ```
/// use salient::lexicon::{Role, role};
/// assert_eq!(role("rebels"), Some(Role::Opposition));
/// assert_eq!(role("town"), None);
/// ```
pub fn role(lower: &str) -> Option<Role> {
    static ROLES: OnceLock<HashMap<String, Role>> = OnceLock::new();
    let roles = ROLES.get_or_init(|| {
        lists().into_iter().flat_map(|(role, list)| list.words.into_iter().map(move |w| (w, role))).collect()
    });
    roles.get(lower).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_hold_their_words() {
        let lists = lists();
        assert_eq!(lists.len(), 15);
        for (role, list) in lists {
            let found = list.example.to_lowercase().split(' ').any(|w| w == list.words[0]);
            assert!(found, "{role:?}: {}", list.example);
        }
    }
}
