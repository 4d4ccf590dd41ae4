//! What the whole document tells: who its people are, whose soil it is about, and what words like "rebels" name in it.

use super::atom::Run;
use super::party::Who;
use super::place::name_end;
use super::token::Kind;
use crate::lexicon::{Class, class::any_of, gazetteer};
use std::collections::HashMap;

/// A person or institution that the document names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// The name in its fullest form in the document.
    pub name: String,
    /// The party it speaks for; `other` for none; unknown where nothing tells.
    pub side: Option<String>,
    /// The titles that the document gives a person, in lower case.
    pub titles: Vec<String>,
}

/// Names and parties of a document.
#[derive(Debug, Default)]
pub struct Context {
    /// Surname in lower case to the person.
    pub people: HashMap<String, Speaker>,
    /// Institutions in the order of their first naming: head word in lower case, and the institution.
    pub institutions: Vec<(String, Speaker)>,
    /// The state on whose soil most of it happens.
    pub home: Option<String>,
    /// States and groups by how often they are named, the most first.
    pub parties: Vec<String>,
    /// Groups and their main countries, in order of naming.
    pub groups: Vec<(String, Option<String>)>,
    counts: HashMap<String, (usize, usize)>,
    printed: HashMap<u32, String>,
    aliases: HashMap<String, String>,
    plain: std::collections::HashSet<u32>,
}

impl Context {
    /// Takes in one sentence.
    pub fn read(&mut self, run: &Run) {
        let mut i = 0;
        while i < run.len() {
            self.count(run, i);
            if let Some(end) = person_at(run, i) {
                self.person(run, i, end);
                i = end;
            } else {
                i += 1;
            }
        }
    }

    /// The longest form in which the document prints a group or monitor.
    pub fn fullest(&self, index: u32) -> Option<String> {
        self.printed.get(&index).cloned()
    }

    fn count(&mut self, run: &Run, i: usize) {
        if !run.at(i).capital && !run.is(i, Class::Group) {
            return;
        }
        for class in [Class::Group, Class::Monitor] {
            if !run.is(i, class) {
                continue;
            }
            let plain = run
                .text(i)
                .split(' ')
                .next_back()
                .is_none_or(|w| !run.lexicon.is(w, Class::Force) || w.starts_with(char::is_uppercase));
            if let Some(index) = run.sense(i, class).filter(|_| plain) {
                if run.text(i).eq_ignore_ascii_case(&run.lexicon.named[index as usize].name) {
                    self.plain.insert(index);
                }
                let known = self.printed.entry(index).or_default();
                if run.text(i).len() > known.len() {
                    run.text(i).clone_into(known);
                }
            }
        }
        for class in [Class::State, Class::Demonym, Class::Seat, Class::Group] {
            let Some(index) = run.sense(i, class) else { continue };
            let named = &run.lexicon.named[index as usize];
            self.counts.entry(named.side.clone()).or_default().0 += 1;
            if class == Class::Group {
                if !self.groups.iter().any(|g| g.0 == named.side) {
                    self.groups.push((named.side.clone(), named.country.clone()));
                }
                if let Some(country) = &named.country {
                    self.counts.entry(country.clone()).or_default().1 += 1;
                }
            } else if class == Class::State || class == Class::Demonym {
                self.counts.entry(named.side.clone()).or_default().1 += 1;
            }
            return;
        }
        let placed = i > 0 && run.is(i.wrapping_sub(1), Class::Preposition);
        if placed
            && run.at(i).capital
            && run.at(i).kind == Kind::Word
            && run.mask(i) == 0
            && let Some(code) = gazetteer::country(run.text(i))
        {
            self.counts.entry(code.to_owned()).or_default().1 += 2;
        }
    }

    fn person(&mut self, run: &Run, from: usize, to: usize) {
        let name = run.slice(from, to).trim_end_matches(['.', '\'', '’']).to_owned();
        let known = (from..to).find_map(|i| run.sense(i, Class::Person).or_else(|| run.sense(i, Class::Surname)));
        let side = side_of_title(run, from, to).or_else(|| known.map(|k| run.lexicon.named[k as usize].side.clone()));
        let Some(surname) = name.rsplit([' ', '\n']).next().map(str::to_lowercase) else { return };
        let entry = self.people.entry(surname).or_insert_with(|| Speaker {
            name: name.clone(),
            side: side.clone(),
            titles: Vec::new(),
        });
        entry.titles.extend(titles(run, from, to));
        if name.len() > entry.name.len() && name.to_lowercase().ends_with(&entry.name.to_lowercase()) {
            entry.name = name;
        }
        if entry.side.is_none() {
            entry.side = side;
        }
    }

    /// Settles what was counted; call once after the last sentence.
    pub fn settle(&mut self) {
        let mut by_place: Vec<_> = self.counts.iter().filter(|(k, _)| is_state(k)).collect();
        by_place.sort_by_key(|(code, (_, place))| (std::cmp::Reverse(*place), (*code).clone()));
        self.home = by_place.first().map(|(code, _)| (*code).clone());
        let lexicon = crate::lexicon::english();
        for (index, printed) in &self.printed {
            let named = &lexicon.named[*index as usize];
            if !named.fixed && named.side == named.name && !self.plain.contains(index) {
                self.aliases.insert(named.name.clone(), printed.clone());
            }
        }
        let mut parties: Vec<_> = self.counts.iter().filter(|(_, (named, _))| *named > 0).collect();
        parties.sort_by_key(|(code, (named, _))| (std::cmp::Reverse(*named), (*code).clone()));
        self.parties = parties.into_iter().map(|(code, _)| code.clone()).collect();
    }

    /// The actor code behind a party, for a speaker of a side.
    pub fn resolve(&self, who: &Who, side: Option<&str>, last: Option<&str>) -> Option<String> {
        match who {
            Who::Code(code) => Some(self.aliases.get(code).unwrap_or(code).clone()),
            Who::Rebels => Some(self.rebels()),
            Who::Government => self.home.clone(),
            Who::Enemy => self.opponent(side),
            Who::Own => side.filter(|s| *s != "other").map(str::to_owned).or_else(|| last.map(str::to_owned)),
            Who::Pronoun => last.map(str::to_owned).or_else(|| side.filter(|s| *s != "other").map(str::to_owned)),
        }
    }

    /// The English name of the state on whose soil most of it happens.
    pub fn home_name(&self) -> Option<String> {
        let home = self.home.as_deref()?;
        crate::lexicon::english()
            .named
            .iter()
            .find(|n| n.side == home && n.country.as_deref() == Some(home))
            .map(|n| n.name.clone())
    }

    fn rebels(&self) -> String {
        if self.home.as_deref() == Some("SY") {
            return "Syrian opposition".to_owned();
        }
        let local = self.groups.iter().find(|(_, country)| *country == self.home);
        local.or(self.groups.first()).map_or_else(|| "rebels".to_owned(), |(name, _)| name.clone())
    }

    /// The other main party of the document.
    pub fn opponent(&self, side: Option<&str>) -> Option<String> {
        self.parties.iter().find(|p| Some(p.as_str()) != side).cloned()
    }
}

/// Whether a code is an ISO 3166-1 one.
pub fn is_state(code: &str) -> bool {
    code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase())
}

/// The end of a person's name at an atom: in the lexicon, after a title, or before one in apposition.
pub fn person_at(run: &Run, i: usize) -> Option<usize> {
    if !run.atoms.get(i)?.capital {
        return None;
    }
    if run.is(i, Class::Person) {
        return Some(i + 1);
    }
    let titled = i > 0 && run.is(i.wrapping_sub(1), Class::Title)
        || i > 1 && run.mark(i.wrapping_sub(1), '.') && run.is(i.wrapping_sub(2), Class::Title);
    if run.is(i, Class::Surname) {
        return Some(i + 1);
    }
    let to = full_name(run, i)?;
    let words = to - i;
    let apposed = run.mark(to, ',')
        && (to + 1..(to + 7).min(run.len())).any(|k| run.is(k, Class::Title))
        && !run.is(i, Class::State);
    let speaks = run.is(to, Class::Speech) && words >= 2;
    let placed = run.any(to, any_of(&[Class::Place, Class::Site]));
    let after_said = i > 0 && run.is(i.wrapping_sub(1), Class::Speech) && words >= 2;
    let apposition = i > 1
        && run.mark(i.wrapping_sub(1), ',')
        && (i.saturating_sub(4)..i.wrapping_sub(1)).any(|k| run.is(k, Class::Title))
        && (run.mark(to, ',') || run.any(to, any_of(&[Class::Speech])));
    (titled || ((apposed && words >= 2) || speaks || after_said || apposition) && !placed).then_some(to)
}

/// Capitals that can be a person's name: no party, place word or institution among them.
fn full_name(run: &Run, i: usize) -> Option<usize> {
    let plain = |k: usize| {
        run.atoms.get(k).is_some_and(|a| a.capital && a.kind == Kind::Word)
            && !run.any(
                k,
                any_of(&[
                    Class::State,
                    Class::Demonym,
                    Class::Seat,
                    Class::Group,
                    Class::Monitor,
                    Class::Institution,
                    Class::Title,
                    Class::Determiner,
                    Class::Pronoun,
                    Class::Preposition,
                    Class::Weekday,
                    Class::Month,
                    Class::Force,
                    Class::Conjunction,
                    Class::Place,
                    Class::Adverb,
                ]),
            )
    };
    if !plain(i) {
        return None;
    }
    let mut to = name_end(run, i)?;
    if run.mark(to, '.') && run.text(to.wrapping_sub(1)).chars().count() == 1 && plain(to + 1) {
        to = name_end(run, to + 1)?;
    }
    (to - i <= 5 && (i..to).all(|k| plain(k) || !run.at(k).capital || run.is(k, Class::Surname))).then_some(to)
}

/// The side that a person's title tells: "Ukrainian President …", "…, first deputy head of Russia's General Staff".
pub fn side_of_title(run: &Run, from: usize, to: usize) -> Option<String> {
    let mut start = from;
    while start > 0 && from - start < 12 && title_word(run, start.wrapping_sub(1)) {
        start -= 1;
    }
    let end = if run.mark(to, ',') {
        (to + 1..run.len()).find(|&k| run.mark(k, ',') || run.is(k, Class::Speech) || run.mark(k, '.')).unwrap_or(to)
    } else {
        to
    };
    let title = (to..end).any(|k| run.is(k, Class::Title) || run.one_of(k, &["commands", "heads", "leads"]));
    side_in(run, start, from).or_else(|| if title { side_in(run, to, end) } else { None })
}

/// The last words of the titles around a name: "minister", "general".
fn titles(run: &Run, from: usize, to: usize) -> Vec<String> {
    let ahead = (from.saturating_sub(3)..from).filter(|&k| run.is(k, Class::Title));
    let end = if run.mark(to, ',') {
        (to + 1..(to + 9).min(run.len())).find(|&k| run.mark(k, ',') || run.is(k, Class::Speech)).unwrap_or(to)
    } else {
        to
    };
    let behind = (to..end).filter(|&k| run.is(k, Class::Title));
    ahead.chain(behind).filter_map(|k| run.text(k).rsplit([' ', '-']).next().map(str::to_lowercase)).collect()
}

fn title_word(run: &Run, i: usize) -> bool {
    run.any(
        i,
        any_of(&[
            Class::Title,
            Class::Institution,
            Class::State,
            Class::Demonym,
            Class::Seat,
            Class::Group,
            Class::Genitive,
            Class::Force,
            Class::Monitor,
            Class::Site,
        ]),
    ) || run.one_of(
        i,
        &[
            "of",
            "the",
            "for",
            "and",
            ".",
            "-",
            "in",
            "defence",
            "defense",
            "foreign",
            "interior",
            "top",
            "senior",
            "deputy",
            "acting",
            "first",
            "former",
            "then",
            "communications",
            "security",
            "region",
            "oblast",
            ",",
        ],
    ) && !(run.mark(i, ',') && !run.any(i.wrapping_sub(1), Class::Title.bit()))
        || run.at(i).capital
            && run.at(i).kind == Kind::Word
            && !run
                .any(i, any_of(&[Class::Speech, Class::Conjunction, Class::Weekday, Class::Month, Class::Determiner]))
}

/// The first party, monitor or known place between two atoms, as a side.
pub fn side_in(run: &Run, from: usize, to: usize) -> Option<String> {
    let to = to.min(run.len());
    let party = (from..to)
        .find_map(|i| [Class::Group, Class::State, Class::Demonym, Class::Seat].iter().find_map(|&c| run.sense(i, c)));
    if let Some(index) = party {
        return Some(run.lexicon.named[index as usize].side.clone());
    }
    if let Some(index) = (from..to).find_map(|i| run.sense(i, Class::Monitor)) {
        return Some(run.lexicon.named[index as usize].side.clone());
    }
    (from..to)
        .filter(|&i| run.at(i).capital && run.mask(i) == 0)
        .find_map(|i| gazetteer::country(run.text(i)))
        .map(str::to_owned)
}
