//! The names that a document prints, and the fullest form of each.

use super::scene::Scene;
use crate::lexicon::{Class, List, Role, class::any_of};
use std::ops::Range;

/// A printed name.
#[derive(Clone, Debug)]
pub(super) struct Name {
    pub(super) words: Range<usize>,
    lower: Vec<String>,
    person: bool,
    /// Whether words are given to it where it is printed.
    quoted: bool,
    /// Whether it holds a word for a state, a group or a body, or is a place.
    public: bool,
}

/// All names of a document in text order.
#[derive(Debug, Default)]
pub(super) struct Names {
    all: Vec<Name>,
}

const NEVER: u64 = any_of(&[
    Class::Determiner,
    Class::Pronoun,
    Class::Month,
    Class::Weekday,
    Class::Conjunction,
    Class::Preposition,
    Class::Auxiliary,
    Class::Cardinal,
    Class::Negation,
    Class::Adverb,
]);
const PUBLIC: u64 = any_of(&[
    Class::State,
    Class::Demonym,
    Class::Seat,
    Class::Group,
    Class::Monitor,
    Class::Institution,
    Class::Force,
    Class::Place,
    Class::Site,
    Class::Civilian,
]);
const LONGEST: usize = 8;
/// How many words a pronoun points back.
const FAR: usize = 220;
/// How far behind a name its verb of speech stands at most, an apposition between.
const APPOSED: usize = 18;

impl Names {
    /// Gathers the capitalised names of a document, titles before them left out.
    pub(super) fn new(scene: &Scene) -> Self {
        let (mut all, mut at) = (Vec::new(), 0);
        while at < scene.len() {
            let end = end_of(scene, at);
            if let Some(end) = end {
                let start = untitled(scene, &(at..end)).start;
                all.push(name(scene, start..end));
            }
            at = end.unwrap_or(at + 1);
        }
        Self { all }
    }

    /// The fullest printed form of a name: the longest that ends in the same word and holds all of its words.
    pub(super) fn fullest(&self, lower: &[String]) -> Option<&Name> {
        let last = lower.last()?;
        let holds = |n: &&Name| n.lower.last() == Some(last) && lower.iter().all(|w| n.lower.contains(w));
        self.all.iter().filter(holds).rev().max_by_key(|n| (n.lower.len() <= LONGEST, n.lower.len()))
    }

    /// The name whose initials an abbreviation gives: "ISW", "SOHR".
    pub(super) fn spelt_out(&self, short: &str) -> Option<&Name> {
        let plain = short.to_lowercase().replace('.', "");
        self.all.iter().find(|n| n.lower.len() > 2 && initials(&n.lower) == plain)
    }

    /// The last person named before a word.
    pub(super) fn person_before(&self, word: usize) -> Option<&Name> {
        self.all.iter().rev().find(|n| n.words.end <= word && n.person)
    }

    /// The last person or body before a word that was given words, as `person` says; else, of people, the last with a full name.
    pub(super) fn speaker(&self, word: usize, person: bool) -> Option<&Name> {
        let ahead = || self.all.iter().rev().filter(move |n| n.words.end <= word && word - n.words.end < FAR);
        let fits = |n: &&Name| n.quoted && n.is(person);
        ahead().find(fits).or_else(|| ahead().find(|n| person && n.person && n.words.len() > 1))
    }

    /// The last name before a word that ends in this word: "the ministry".
    pub(super) fn headed(&self, head: &str, word: usize) -> Option<&Name> {
        let fits = |n: &&Name| n.lower.len() > 1 && n.lower.iter().any(|w| w == head);
        self.all.iter().rev().filter(|n| n.words.end <= word).find(fits).or_else(|| self.all.iter().find(fits))
    }

    /// Whether a printed name is a person's.
    pub(super) fn is_person(&self, text: &str) -> bool {
        let lower: Vec<String> = text.split(' ').map(str::to_lowercase).collect();
        self.fullest(&lower).is_some_and(|n| n.person)
    }

    /// Every printing of a name or of its last word, in text order.
    pub(super) fn mentions<'a>(&'a self, lower: &'a [String]) -> impl Iterator<Item = &'a Name> {
        self.all.iter().filter(move |n| n.lower.last() == lower.last() && n.lower.iter().all(|w| lower.contains(w)))
    }

    /// All names in text order.
    pub(super) fn all(&self) -> &[Name] {
        &self.all
    }
}

impl Name {
    /// Whether it may be a person who speaks, or else a body.
    fn is(&self, person: bool) -> bool {
        self.public != person
    }

    /// Whether it looks like a person's.
    pub(super) fn is_person(&self) -> bool {
        self.person
    }
}

fn name(scene: &Scene, words: Range<usize>) -> Name {
    let lower: Vec<String> = words.clone().map(|w| scene.lower(w)).filter(|w| w != ".").collect();
    let first = scene.around(words.start).start == words.start && words.len() == 1;
    let office = words.len() == 1 && scene.is(words.start, Class::Title);
    let public = words.clone().any(|w| scene.any(w, PUBLIC) || scene.land(w).is_some());
    let person = !first && !office && speaks(scene, &words) && !public;
    let quoted = quoted(scene, &words);
    Name { words, lower, person, quoted, public }
}

/// Whether a name is given words: "X said", "X, a spokesman for Y, told", "said Gen. X", "according to Y".
fn quoted(scene: &Scene, words: &Range<usize>) -> bool {
    let sentence = scene.around(words.start);
    let speech = |w: usize| scene.is(w, Class::Speech) && sentence.contains(&w);
    let soft = |w: &usize| scene.any(*w, any_of(&[Class::Auxiliary, Class::Adverb, Class::Genitive]));
    let behind = (words.end..sentence.end).find(|w| !soft(w)).unwrap_or(words.end);
    let comma =
        (behind + 1..sentence.end.min(behind + APPOSED)).filter(|&w| scene.text(w) == ",").any(|w| speech(w + 1));
    let named = |w: &usize| scene.capital(*w) || scene.any(*w, Class::Title.bit() | Class::Determiner.bit() | PUBLIC);
    let ahead = (sentence.start..words.start).rev().find(|w| !named(w) && scene.wordy(*w));
    let source = ahead.is_some_and(|w| speech(w) || scene.is(w, Class::SourceAfter));
    speech(behind) || scene.text(behind) == "," && comma || source
}

/// Whether a name is not only where something is: it has a title, speaks, opens its sentence or follows no preposition.
fn speaks(scene: &Scene, words: &Range<usize>) -> bool {
    let before = words.start.wrapping_sub(1);
    let located = scene.is(before, Class::Preposition) && !scene.is(before, Class::SourceAfter);
    let listed = scene.text(before) == "," && words.len() == 1;
    !(located || listed) || scene.is(words.end, Class::Speech)
}

fn initials(words: &[String]) -> String {
    words.iter().filter(|w| w.len() > 3 || w.len() == 1).filter_map(|w| w.chars().next()).collect()
}

/// The end of the name that starts at a word, if one does.
pub(super) fn end_of(scene: &Scene, start: usize) -> Option<usize> {
    let initial = |w: usize| scene.text(w).len() == 1 && scene.text(w + 1) == ".";
    let opens = |w: usize| scene.capital(w) && (!scene.any(w, NEVER) || initial(w) && w > start);
    if !opens(start) {
        return None;
    }
    let limit = scene.around(start).end.min(start + 12);
    let mut end = start + 1;
    while end < limit {
        let step = [1, 2, 3].into_iter().find(|n| opens(end + n - 1) && (end..end + n - 1).all(|w| joins(scene, w)));
        let Some(step) = step.filter(|n| end + n <= limit) else { break };
        end += step;
    }
    Some(end)
}

/// Small words and marks inside a name: "bin", "de la", the point of an initial, "for" between capitals of a body.
fn joins(scene: &Scene, word: usize) -> bool {
    let point = scene.text(word) == "."
        && scene.any(word.wrapping_sub(1), Class::Abbreviation.bit() | Class::Title.bit())
        || scene.text(word) == "." && scene.text(word.wrapping_sub(1)).chars().count() == 1;
    let body = List::Joins.has(scene.text(word)) && scene.any(word.wrapping_sub(1), PUBLIC | Class::Preposition.bit());
    point || body || particle(scene, word)
}

fn particle(scene: &Scene, word: usize) -> bool {
    crate::lexicon::role(&scene.lower(word)) == Some(Role::Particle)
}

/// A name without the titles before it, where a name follows them.
pub(super) fn untitled(scene: &Scene, words: &Range<usize>) -> Range<usize> {
    let title = |w: usize| scene.is(w, Class::Title);
    let named = |w: usize| scene.capital(w) && !scene.any(w, PUBLIC | Class::Title.bit());
    let last = words.clone().rev().find(|&w| title(w) && (w + 1..words.end).any(named));
    let follows = |t: usize| (t + 1..words.end).all(|w| !scene.any(w, PUBLIC) || w == t + 1);
    let start = last.filter(|&t| follows(t)).map_or(words.start, |t| t + 1);
    let start = (start..words.end).find(|&w| scene.wordy(w)).unwrap_or(start);
    start..words.end
}
