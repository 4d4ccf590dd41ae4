//! Accounts of people: what one side says of the dead, the wounded, the captured and the displaced of one party in one place.
//!
//! For each day there is a total of each fate, and totals never shrink. Whoever was killed or wounded is one of the killed or
//! wounded; those displaced on a day are no more than those displaced since the beginning. A figure for a stretch of time adds
//! at least that much between its ends. Figures are compared only where they are of the same people, soldiers or civilians or
//! neither told, in the same place.

use super::super::interval::Interval;
use super::super::maps::{Maps, days};
use super::side_of;
use super::system::{OPEN, Relation, System, Var};
use crate::extract::attributes::{People, Tense, place_key};
use crate::extract::{Polarity, Predicate};
use crate::record::body;
use crate::record::view::{Stated, View};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Whose people a side counts, and where.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Group {
    /// Whose account it is.
    pub side: String,
    /// Whose people they are.
    pub actor: Option<String>,
    /// Which of them.
    pub people: Option<People>,
    /// Where: a region's code, or the place's name; nothing where none is told.
    pub place: String,
}

/// What became of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// Killed.
    Killed,
    /// Wounded.
    Wounded,
    /// Taken prisoner.
    Captured,
    /// Killed or wounded.
    Casualties,
    /// Driven from home since the beginning.
    Displaced,
    /// Away from home on a day.
    Away,
}

/// One figure of a group.
#[derive(Clone, Debug)]
pub struct Line<'a> {
    /// The claim.
    pub stated: &'a Stated,
    /// What became of them.
    pub fate: Fate,
    /// The first day of a stretch of time that it is of; a total has none.
    pub from: Option<Date>,
    /// The day, or the last of the stretch.
    pub to: Date,
    /// How many, by all that the words can mean.
    pub hard: Interval,
}

/// A conflict starts within so many days of what texts call its beginning.
const BEGINNING: i32 = 31;

/// What a claim says of a group; `None` where it leaves open whether it is a total or of which days.
pub fn line<'a>(view: &View, stated: &'a Stated, maps: &Maps, published: Option<&str>) -> Option<(Group, Line<'a>)> {
    let claim = &stated.claim;
    let hard = claim.reading.filter(|_| claim.predicate.people() && claim.polarity == Polarity::Affirm)?.hard;
    let (side, _) = side_of(view, claim, maps)?;
    let place = claim.place.as_deref().map(|place| maps.code_of(place).unwrap_or_else(|| place_key(place)));
    let fate = fate(claim);
    let (from, to) = when(claim, fate, maps, published)?;
    let (actor, people) = (claim.actor.clone(), claim.people);
    Some((Group { side, actor, people, place: place.unwrap_or_default() }, Line { stated, fate, from, to, hard }))
}

fn fate(claim: &body::Claim) -> Fate {
    match claim.predicate {
        Predicate::Killed => Fate::Killed,
        Predicate::Wounded => Fate::Wounded,
        Predicate::Captured => Fate::Captured,
        Predicate::Displaced if claim.tense == Some(Tense::Stands) && !claim.total => Fate::Away,
        Predicate::Displaced => Fate::Displaced,
        _ => Fate::Casualties,
    }
}

/// The days of a figure: of a total the last one alone.
fn when(claim: &body::Claim, fate: Fate, maps: &Maps, published: Option<&str>) -> Option<(Option<Date>, Date)> {
    let published = published.and_then(|d| d.get(..10)?.parse::<Date>().ok());
    let own = claim.as_of.as_deref().and_then(days);
    let last = |to: Date| published.map_or(to, |day| day.min(to));
    match own {
        _ if claim.total || fate == Fate::Away => Some((None, own.map(|(_, to)| last(to)).or(published)?)),
        Some((from, to)) if begins(maps, from) && from < to => Some((None, last(to))),
        Some((from, to)) => Some((Some(from), last(to))),
        None => None,
    }
}

/// Whether a day is about that on which the case's conflict began.
fn begins(maps: &Maps, day: Date) -> bool {
    let start = maps.case.and_then(|case| case.start.get(..10)?.parse::<Date>().ok());
    start.is_some_and(|start| (day - start).get_days() <= BEGINNING)
}

/// The totals of one day.
#[derive(Clone, Copy)]
struct Day([Var; 6]);

impl Day {
    fn of(&self, fate: Fate) -> Var {
        self.0[fate as usize]
    }
}

/// Fates whose totals never shrink.
const TOTALS: [Fate; 5] = [Fate::Killed, Fate::Wounded, Fate::Captured, Fate::Casualties, Fate::Displaced];

/// Smallest sets of figures of one group that cannot all hold, as their numbers.
pub fn conflicts(lines: &[&Line]) -> Vec<BTreeSet<usize>> {
    let mut system = System::default();
    let before = |line: &Line| line.from.and_then(|day| day.yesterday().ok());
    let all: BTreeSet<Date> = lines.iter().flat_map(|line| before(line).into_iter().chain([line.to])).collect();
    let days: BTreeMap<Date, Day> = all.into_iter().map(|day| (day, structure(&mut system))).collect();
    let list: Vec<Day> = days.values().copied().collect();
    for pair in list.windows(2) {
        TOTALS.iter().for_each(|fate| system.add(Relation::NotMore(pair[0].of(*fate), pair[1].of(*fate)), None));
    }
    for (number, line) in lines.iter().enumerate() {
        let (low, high) = persons(&line.hard);
        let now = days[&line.to].of(line.fate);
        match before(line) {
            None => system.add(Relation::Within(now, low, high), Some(number)),
            Some(day) => {
                let more = system.variable();
                system.add(Relation::Sum(now, days[&day].of(line.fate), more), None);
                // Reports of a day leave some out: it adds at least so much.
                system.add(Relation::Within(more, low, OPEN), Some(number));
            }
        }
    }
    system.conflicts()
}

/// The totals of a day, and how they hang together.
fn structure(system: &mut System) -> Day {
    let day = Day(std::array::from_fn(|_| system.variable()));
    let rest = system.variable();
    system.add(Relation::Sum(day.of(Fate::Casualties), day.of(Fate::Killed), rest), None);
    system.add(Relation::NotMore(day.of(Fate::Wounded), rest), None);
    system.add(Relation::NotMore(day.of(Fate::Away), day.of(Fate::Displaced)), None);
    day
}

/// Whole people, rounded outwards.
fn persons(hard: &Interval) -> (i64, i64) {
    let high = if hard.high < OPEN as f64 { hard.high.ceil() as i64 } else { OPEN };
    (hard.low.max(0.0).floor().min(OPEN as f64) as i64, high)
}
