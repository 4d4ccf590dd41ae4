//! What a claim's own words tell beside who, what and where: its tense, whether its figure is a running total, whether ground
//! was taken back, what a share is of, what kind of place it names.
//!
//! Checks use these and never read a quote again. The words are lists of the lexicon.

use super::atom::Run;
use super::predicate::{Predicate, words};
use crate::lexicon::{Class, Form, List};
use std::ops::Range;

words! {
    /// How a claim's words place it in time.
    Tense {
        /// It is so now: "controls", "is held".
        Stands = "stands",
        /// It has come to be so by now: "has retaken".
        Happened = "happened",
        /// It is told of the past: "seized", "had held".
        Past = "past",
    }
}

words! {
    /// What a share is a share of.
    Whole {
        /// Ground that had been taken before: "of the territory initially occupied".
        Taken = "taken",
        /// Ground that somebody holds: "of the area under its control".
        Held = "held",
        /// A place, or anything else.
        Place = "place",
    }
}

words! {
    /// What kind of place a name names.
    PlaceKind {
        /// A division of a state: a region, a province, a district.
        Division = "division",
        /// A city, a town, a village.
        Settlement = "settlement",
        /// A single site: a plant, an airport, a bridge.
        Site = "site",
        /// Its name does not tell.
        Other = "other",
    }
}

words! {
    /// Which people a figure counts.
    People {
        /// Soldiers, fighters: people of a force.
        Forces = "forces",
        /// People of none.
        Civilians = "civilians",
    }
}

/// What a claim's words tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Attributes {
    /// Its tense.
    pub tense: Option<Tense>,
    /// The figure is a running total up to now, and not what was added in a stretch of time.
    pub total: bool,
    /// The ground was taken back.
    pub again: bool,
}

impl Attributes {
    /// Read from the claim's atoms in its sentence; `trigger` is the atom of the verb or noun that makes the claim.
    ///
    /// ```
    /// use salient::extract::{Predicate, attributes::{Attributes, Tense}, with_run};
    /// let of = |text: &str| with_run(text, |run| Attributes::of(run, 0..run.len(), None, Predicate::Gained));
    /// assert_eq!(of("forces have retaken 801 square kilometers"), Attributes { tense: Some(Tense::Happened), total: true, again: true });
    /// assert!(!of("forces have taken 40 square kilometers in the past week").total);
    /// let killed = |text: &str| with_run(text, |run| Attributes::of(run, 0..run.len(), None, Predicate::Killed));
    /// assert!(killed("12,000 civilians have been killed since the war began").total && !killed("3 have been killed").total);
    /// ```
    pub fn of(run: &Run, quote: Range<usize>, trigger: Option<usize>, predicate: Predicate) -> Self {
        let quote = quote.start..quote.end.min(run.len());
        let words: Vec<&str> = quote.clone().flat_map(|i| plain(run.text(i))).collect();
        let bare = bare(&words);
        let perfect = bare.iter().any(|w| List::Perfect.has(w));
        let tense = if perfect { Tense::Happened } else { told(run, quote, trigger, predicate) };
        Self {
            tense: Some(tense),
            // "Have been killed" is said of one shell as of a whole war: only words for the beginning say that it is one.
            total: if predicate.people() {
                List::SinceStart.within(&words.join(" "))
            } else {
                perfect && !bare.iter().any(|w| List::Stretch.has(w))
            },
            again: words.iter().any(|w| List::Again.has(w)),
        }
    }

    /// The atoms of the clause around some atoms: up to a comma, a semicolon, a colon or a word that opens another clause. Where
    /// a quote is a whole sentence, the claim's own words are those from its trigger to its number.
    ///
    /// ```
    /// use salient::extract::{Predicate, attributes::Attributes, with_run};
    /// let text = "Moscow, which lost much, said troops have retaken 801 square kilometers, after weeks of fighting";
    /// let total = with_run(text, |run| {
    ///     let trigger = (0..run.len()).find(|i| run.word(*i, "retaken")).unwrap();
    ///     let own = Attributes::clause(run, trigger..trigger + 2);
    ///     Attributes::of(run, own, Some(trigger), Predicate::Gained).total
    /// });
    /// assert!(total);
    /// ```
    pub fn clause(run: &Run, around: Range<usize>) -> Range<usize> {
        let ends = |i: usize| [',', ';', ':'].iter().any(|m| run.mark(i, *m)) || run.is(i, Class::Clausal);
        let from = (0..around.start.min(run.len())).rev().find(|&i| ends(i)).map_or(0, |i| i + 1);
        let to = (around.end..run.len()).find(|&i| ends(i)).unwrap_or(run.len());
        from..to.max(from)
    }

    /// Read from a quote that stands alone, as in a record whose reader did not tell.
    pub fn of_quote(quote: &str, predicate: Predicate) -> Self {
        super::with_run(quote, |run| Self::of(run, 0..run.len(), None, predicate))
    }
}

fn plain(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty())
}

/// The words that speak of time: "more than 800" bounds the figure, "800 more" is a part; what stands before "since then" is
/// told of another time.
fn bare<'a>(words: &[&'a str]) -> Vec<&'a str> {
    let is = |i: usize, word: &str| words.get(i).is_some_and(|w| w.eq_ignore_ascii_case(word));
    let from = (0..words.len()).find(|&i| is(i, "since") && is(i + 1, "then")).map_or(0, |i| i + 2);
    let bounds = |i: usize| is(i, "more") && is(i + 1, "than") || i > 0 && is(i, "than") && is(i - 1, "more");
    (from..words.len()).filter(|&i| !bounds(i)).map(|i| words[i]).collect()
}

/// The tense of words that are not in the perfect: by the auxiliary before the verb, else by the verb's form.
fn told(run: &Run, quote: Range<usize>, trigger: Option<usize>, predicate: Predicate) -> Tense {
    let usual = if predicate.state() { Tense::Stands } else { Tense::Past };
    let verb = trigger.filter(|t| run.is(*t, Class::Verb)).or_else(|| quote.clone().find(|i| run.is(*i, Class::Verb)));
    let Some(verb) = verb else { return usual };
    let before = verb.saturating_sub(4).max(quote.start.min(verb))..verb;
    for i in before.rev() {
        if List::Past.has(run.text(i)) {
            return Tense::Past;
        }
        if List::Present.has(run.text(i)) {
            return Tense::Stands;
        }
    }
    let forms = run.sense(verb, Class::Verb).map_or(0, |value| run.lexicon.verb(value).1);
    match forms {
        0 => usual,
        _ if forms & (Form::BASE | Form::THIRD) > 0 && forms & Form::PAST == 0 => Tense::Stands,
        _ if forms & Form::PAST > 0 => Tense::Past,
        _ => usual,
    }
}

impl Whole {
    /// What a share is of, by the whole in the text's words.
    ///
    /// ```
    /// use salient::extract::attributes::Whole;
    /// assert_eq!(Whole::of("the territory initially occupied by Ukraine"), Whole::Taken);
    /// assert_eq!(Whole::of("the area under its control"), Whole::Held);
    /// assert_eq!(Whole::of("the region"), Whole::Place);
    /// ```
    pub fn of(whole: &str) -> Self {
        if List::Taken.within(whole) {
            Self::Taken
        } else if List::Held.within(whole) {
            Self::Held
        } else {
            Self::Place
        }
    }
}

impl PlaceKind {
    /// What kind of place a name tells.
    ///
    /// ```
    /// use salient::extract::attributes::PlaceKind;
    /// assert_eq!(PlaceKind::of("Kursk nuclear power plant"), PlaceKind::Site);
    /// assert_eq!(PlaceKind::of("Kursk region"), PlaceKind::Division);
    /// assert_eq!(PlaceKind::of("Sudzha"), PlaceKind::Other);
    /// ```
    pub fn of(name: &str) -> Self {
        let kinds = [(List::Site, Self::Site), (List::Division, Self::Division), (List::Settlement, Self::Settlement)];
        kinds.into_iter().find(|(list, _)| list.within(name)).map_or(Self::Other, |(_, kind)| kind)
    }
}

/// A place's name without its common nouns, for comparing.
pub(crate) fn place_key(place: &str) -> String {
    let words = place.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
    words.filter(|w| !w.is_empty() && !List::Common.has(w)).collect::<Vec<_>>().join(" ")
}
