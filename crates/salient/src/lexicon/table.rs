//! The lexicon in memory: one table from words to their senses, one from first words to longer phrases.

use super::class::{Class, Mask};
use foldhash::fast::FixedState;
use std::collections::HashMap;

/// How a sense must be written to count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// In any case: "km", "Km", "KM".
    Any,
    /// With a capital first letter: "Moscow", never "polish".
    Capital,
    /// In capitals only: "IS", "WHO", "US".
    Upper,
}

/// One sense of a word or phrase: the part it plays, and which entry of that part's list it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sense {
    /// The part.
    pub class: Class,
    /// The entry: an index into the class's own list, or the value itself where the class has no list.
    pub value: u32,
    /// How it must be written.
    pub case: Case,
}

/// What a unit measures. The base units are m², m, kg, m/s, l, °C, percent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "the names say it")]
pub enum UnitKind {
    Area,
    Length,
    Mass,
    Speed,
    Volume,
    Temperature,
    Percent,
}

/// A unit of measure.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct Unit {
    /// The unit's short name, as claims carry it: `km2`, `mi2`, `percent`.
    pub name: String,
    /// What it measures.
    pub kind: UnitKind,
    /// Its exact size in the base unit of its kind.
    pub factor: f64,
    /// How messages print it.
    pub symbol: String,
    /// Its written forms.
    pub forms: Vec<String>,
    /// Forms read only straight after a figure, where they cannot be another word.
    #[serde(default)]
    pub glued: Vec<String>,
    /// Other exact sizes that the same word may have.
    #[serde(default)]
    pub also: Vec<f64>,
    /// Rough sizes in everyday use.
    #[serde(default)]
    pub rough: Vec<f64>,
    /// A text that holds the unit.
    pub example: String,
}

/// How a verb's sentence is read; `lexicon/en/verbs.toml` explains each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "verbs.toml explains each")]
pub enum Frame {
    Gain,
    Hold,
    Lose,
    Withdraw,
    Expel,
    Hand,
    Gone,
    Fall,
    Advance,
    Deploy,
    Present,
    Kill,
    Die,
    Wound,
    CasualtyObject,
    Surrender,
    TakePrisoner,
    Suffer,
    Displace,
    Evacuate,
    Flee,
    Shrink,
    Grow,
    Leave,
    Return,
}

/// A verb that makes a claim.
#[derive(Clone, Debug)]
pub struct Verb {
    /// Its dictionary form.
    pub lemma: String,
    /// How its sentence is read.
    pub frame: Frame,
    /// Has everyday readings: counts only with a place or territory as its object.
    pub weak: bool,
    /// The extent it implies, where it does.
    pub part: bool,
}

/// Which form of a verb a word is; a word may be several.
pub struct Form;

impl Form {
    /// "capture"
    pub const BASE: u32 = 1;
    /// "captures"
    pub const THIRD: u32 = 2;
    /// "captured", "took"
    pub const PAST: u32 = 4;
    /// "captured", "taken"
    pub const PARTICIPLE: u32 = 8;
    /// "capturing"
    pub const ING: u32 = 16;
    /// Bits that hold the form; the verb's index stands above them.
    pub const BITS: u32 = 5;
}

/// The state of which another was a part, and until when.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct Formerly {
    /// Its code: "SU", "YU".
    pub code: String,
    /// The day on which it ended, as YYYY-MM-DD.
    pub until: String,
}

/// A party's or a person's entry.
#[derive(Clone, Debug)]
pub struct Named {
    /// The name as actor code or asserter.
    pub name: String,
    /// The party it is or speaks for.
    pub side: String,
    /// The state in which a group mainly fights.
    pub country: Option<String>,
    /// The first word for a state's people, as an adjective: "Syrian".
    pub demonym: Option<String>,
    /// The actor code of its armed opposition, where that has a usual name.
    pub opposition: Option<String>,
    /// What the state was called before.
    pub formerly: Option<Formerly>,
    /// Is written this one way whatever a text prints.
    pub fixed: bool,
    /// A force from outside or an alliance.
    pub sent: bool,
}

#[derive(Debug, Default)]
pub(crate) struct Word {
    pub(crate) any: Mask,
    pub(crate) capital: Mask,
    pub(crate) upper: Mask,
    pub(crate) senses: Vec<Sense>,
    pub(crate) phrases: Vec<Phrase>,
}

#[derive(Debug)]
pub(crate) struct Phrase {
    pub(crate) rest: Vec<u32>,
    pub(crate) sense: Sense,
}

/// The whole lexicon of one language.
#[derive(Debug, Default)]
pub struct Lexicon {
    pub(crate) index: HashMap<Box<str>, u32, FixedState>,
    pub(crate) words: Vec<Word>,
    /// Units of measure, by [`Class::Unit`] value.
    pub units: Vec<Unit>,
    /// Claim verbs, by [`Class::Verb`] value shifted by [`Form::BITS`].
    pub verbs: Vec<Verb>,
    /// Speech verbs: lemma, denies, weak.
    pub speech: Vec<(String, bool, bool)>,
    /// States, groups, persons, monitors by the values of their classes.
    pub named: Vec<Named>,
    /// Lists of [`Class::Loss`]: predicate names.
    pub losses: Vec<String>,
    /// Fractions: numerator, denominator.
    pub fractions: Vec<(u32, u32)>,
    /// Values of cardinals, scales and vague words.
    pub values: Vec<f64>,
    /// Season months, span days.
    pub pairs: Vec<(f64, f64)>,
    /// Lines that open furniture, stand in it, or open it to the end.
    pub furniture: [Vec<String>; 3],
    /// Words in which a text says that it corrects an earlier version of itself.
    pub corrects: Vec<String>,
    /// Every entry's example with the class it must hold.
    pub examples: Vec<(Class, String, String)>,
}

impl Lexicon {
    /// The number of a word, given in lower case; `u32::MAX` when the lexicon does not have it.
    pub fn word(&self, lower: &str) -> u32 {
        self.index.get(lower).copied().unwrap_or(u32::MAX)
    }

    /// Whether a word, given in lower case, plays `class` in any way of writing.
    ///
    /// ```
    /// use salient::lexicon::{english, Class};
    /// assert!(english().is("troops", Class::Force));
    /// ```
    pub fn is(&self, lower: &str, class: Class) -> bool {
        self.words.get(self.word(lower) as usize).is_some_and(|w| (w.any | w.capital | w.upper) & class.bit() != 0)
    }

    /// The adjective of a state: "Syrian".
    pub fn demonym(&self, code: &str) -> Option<&str> {
        self.named.iter().find(|n| n.side == code && n.demonym.is_some()).and_then(|n| n.demonym.as_deref())
    }

    /// The actor code of a state's armed opposition, where that has a usual name.
    pub fn opposition(&self, code: &str) -> Option<&str> {
        self.named.iter().find(|n| n.side == code && n.opposition.is_some()).and_then(|n| n.opposition.as_deref())
    }

    /// The state to which a code's forces and soil belonged on a day (YYYY-MM-DD): "SU" for Russia in 1989.
    ///
    /// ```
    /// use salient::lexicon::english;
    /// assert_eq!(english().then("RU", "1989-02-15"), "SU");
    /// assert_eq!(english().then("RU", "2022-02-24"), "RU");
    /// ```
    pub fn then<'a>(&'a self, code: &'a str, day: &str) -> &'a str {
        let former = self.named.iter().filter(|n| n.side == code).find_map(|n| n.formerly.as_ref());
        former.filter(|f| day < f.until.as_str()).map_or(code, |f| f.code.as_str())
    }

    /// The first sense of `class` that a word has.
    pub fn sense(&self, word: u32, class: Class) -> Option<u32> {
        let word = self.words.get(word as usize)?;
        word.senses.iter().find(|s| s.class == class).map(|s| s.value)
    }

    /// The verb and form bits behind a [`Class::Verb`] value.
    pub fn verb(&self, value: u32) -> (&Verb, u32) {
        (&self.verbs[(value >> Form::BITS) as usize], value & ((1 << Form::BITS) - 1))
    }
}
