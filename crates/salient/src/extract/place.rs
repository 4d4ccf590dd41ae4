//! Places as a sentence names them: "the village of Memryk", "most of Aleppo", "the presidential palace in Khartoum".

use super::atom::Run;
use super::token::Kind;
use crate::lexicon::{Class, class::any_of};

/// A place, or a single site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its name in the text's own words.
    pub name: String,
    /// First atom of the whole phrase.
    pub from: usize,
    /// One past the last.
    pub to: usize,
    /// Only a part of it is meant: "most of", "positions in".
    pub part: bool,
    /// All of it is said to be meant: "the entire".
    pub whole: bool,
    /// The word that points back to a place named before: "city", "region".
    pub points: Option<String>,
}

const NEVER: u64 = any_of(&[
    Class::Auxiliary,
    Class::Modal,
    Class::Pronoun,
    Class::Conjunction,
    Class::Speech,
    Class::Negation,
    Class::Weekday,
    Class::Month,
    Class::Genitive,
    Class::Person,
]);

/// The words of a proper name that starts at an atom: capitals with the small words that join them.
pub fn name_end(run: &Run, i: usize) -> Option<usize> {
    if !starts_name(run, i) {
        return None;
    }
    let mut at = i + 1;
    loop {
        if continues_name(run, at) {
            at += 1;
        } else if joins_name(run, at) {
            at += 2;
        } else {
            return Some(at);
        }
    }
}

pub(super) fn starts_name(run: &Run, i: usize) -> bool {
    let Some(atom) = run.atoms.get(i) else { return false };
    let text = run.text(i);
    let arabic = ["al-", "el-", "as-", "ad-", "at-", "an-", "ar-", "az-", "ash-", "es-", "ed-"]
        .iter()
        .any(|p| text.strip_prefix(p).is_some_and(|r| r.starts_with(char::is_uppercase)));
    let capital = atom.capital
        && !run.any(
            i,
            any_of(&[
                Class::Determiner,
                Class::Pronoun,
                Class::Month,
                Class::Weekday,
                Class::Conjunction,
                Class::Negation,
                Class::Cardinal,
            ]),
        );
    atom.kind == Kind::Word
        && (capital || arabic || text.starts_with('ʼ'))
        && !(run.is(i, Class::Preposition) && !arabic)
}

fn continues_name(run: &Run, i: usize) -> bool {
    starts_name(run, i)
        && (!run.any(i, any_of(&[Class::Title, Class::Person]))
            || run.one_of(i, &["sheikh", "sultan", "emir", "prince", "king", "general"]))
        || run.mark(i, '\'')
            && run.atoms.get(i).is_some_and(|a| !a.spaced)
            && !run.atoms.get(i + 1).is_some_and(|a| !a.spaced && a.kind == Kind::Word)
}

/// "Citadel of Aleppo", "Deir ez-Zor", "Khan al Asal": a small word between capitals.
fn joins_name(run: &Run, i: usize) -> bool {
    let small = run.one_of(i, &["al", "el", "de", "la", "du", "bin", "ibn", "ul", "ez", "es"]) && !run.mark(i, '-');
    let of = run.word(i, "of")
        && run.any(i.wrapping_sub(1), any_of(&[Class::Site, Class::Institution]))
        && run.at(i.wrapping_sub(1)).capital;
    (small || of) && starts_name(run, i + 1)
}

/// The places from atom `i` on: a phrase, or a list of them joined by commas and "and".
pub fn places(run: &Run, i: usize) -> Vec<Place> {
    let mut out: Vec<Place> = Vec::new();
    let (mut at, mut joined) = (i, false);
    while let Some(place) = place(run, at) {
        at = place.to;
        let next = after_region(run, at);
        let inherited = out.last().is_some_and(|p| p.part && p.name == place.name);
        if !inherited {
            out.push(place);
        }
        let Some(follow) = list_next(run, next).or_else(|| list_next(run, at)) else { break };
        joined |= (at..follow).any(|k| run.one_of(k, &["and", "or", "well", "with", "including", "plus"]));
        at = follow;
        if out.len() > 40 {
            break;
        }
    }
    // "Novohrodivka, Donetsk Oblast": without an "and" the rest only says where the first one lies.
    if !joined {
        out.truncate(1);
    }
    out
}

/// Past ", Donetsk Oblast," or " in Donetsk Oblast", the region of the places just named.
fn after_region(run: &Run, i: usize) -> usize {
    if run.one_of(i, &["in", "of"])
        && let Some(region) = place(run, i + 1)
    {
        return region.to;
    }
    i
}

/// The atom after the word or mark that goes on with a list, if the list goes on with a place.
fn list_next(run: &Run, i: usize) -> Option<usize> {
    let comma = usize::from(run.mark(i, ','));
    let joined = run.one_of(i + comma, &["and", "or", "as well as", "along with", "plus"]);
    let phrase = ["as well as", "along with", "together with", "and also", "and the", "including", "namely", "such as"];
    let words = phrase.iter().find_map(|p| {
        let count = p.split(' ').count();
        let matches = p.split(' ').enumerate().all(|(k, w)| run.word(i + comma + k, w));
        matches.then_some(count)
    });
    let apposition = comma == 1
        && !joined
        && run.one_of(i + 1, &["the", "a", "an"])
        && run.one_of(
            i + 2,
            &[
                "capital",
                "largest",
                "last",
                "main",
                "second",
                "second-largest",
                "third",
                "biggest",
                "regional",
                "administrative",
                "provincial",
                "key",
                "strategic",
                "city",
                "country",
            ],
        );
    if apposition {
        return None;
    }
    let mut at = match (comma, joined, words) {
        (_, _, Some(count)) => i + comma + count,
        (_, true, None) => i + comma + 1,
        (1, false, None) => i + 1,
        _ => return None,
    };
    while run.one_of(at, &["then", "later", "eventually", "the", "nearby", "also", "including", "of", "in", "from"]) {
        at += 1;
    }
    let next = place(run, at)?;
    // "A, B said" or "X, and Russian troops pushed": what follows acts, it is not in the list.
    let acts = run.any(next.to, any_of(&[Class::Speech, Class::Auxiliary, Class::Modal]))
        || (run.is(next.to, Class::Verb) && !run.is(next.to, Class::Place) && !joined_tail(run, next.to));
    let apposed = comma == 1
        && !joined
        && words.is_none()
        && run.any(at, any_of(&[Class::State]))
        && run.mark(next.to, ',').then_some(()).is_none();
    (!acts
        && !apposed
        && super::party::party(run, at)
            .is_none_or(|p| p.to <= at + 1 && run.any(at, any_of(&[Class::State, Class::Seat]))))
    .then_some(at)
}

fn joined_tail(run: &Run, i: usize) -> bool {
    run.text(i).ends_with("ing")
}

/// One place phrase at atom `i`.
pub fn place(run: &Run, i: usize) -> Option<Place> {
    let mut found = Place { name: String::new(), from: i, to: i, part: false, whole: false, points: None };
    let (mut at, mut site_from, mut plain) = (i, None, 0);
    while at < i + 12 && at < run.len() {
        if run.any(at, NEVER) && !run.at(at).capital || run.is(at, Class::Person) {
            return None;
        }
        if run.quote(at) && at == i {
            at += 1;
            continue;
        }
        if run.is(at, Class::Part) && !run.at(at).capital {
            found.part |= !run.one_of(at, &["small", "large", "remaining"]) || run.one_of(at + 1, &["part", "parts"]);
        } else if run.is(at, Class::All) {
            found.whole = true;
        } else if run.is(at, Class::Determiner)
            || run.one_of(at, &["of", "in", "over", "inside", "within", "around"])
                && (found.part
                    || found.whole
                    || at > i
                        && run.any(at.wrapping_sub(1), any_of(&[Class::Place, Class::Settlement, Class::Territory])))
        {
            if run.is(at, Class::Determiner) && run.at(at).capital && at > i {
                return None;
            }
        } else if let Some(site) = site_phrase(run, at, site_from) {
            return Some(Place { name: site.0, to: site.1, ..found });
        } else if compound_adjective(run.text(at)) {
            site_from = site_from.or(Some(at));
        } else if starts_name(run, at) {
            return named(run, at, found);
        } else if run.any(at, any_of(&[Class::Place, Class::Settlement, Class::Territory])) && !run.at(at).capital {
            // "the village of", "areas of", "settlements of": a name must follow.
            let follows = run.one_of(at + 1, &["of", "in", "around"])
                || starts_name(run, at + 1)
                || run.any(at + 1, any_of(&[Class::Place, Class::Settlement, Class::Site]))
                || run.quote(at + 1)
                || run.one_of(at + 1, &["and", "called", "named"])
                    && (run.is(at + 2, Class::Settlement) || starts_name(run, at + 2));
            if !follows {
                return bare(run, at, found);
            }
            found.part |= run.one_of(
                at,
                &[
                    "area",
                    "areas",
                    "territory",
                    "territories",
                    "land",
                    "ground",
                    "neighborhood",
                    "neighbourhood",
                    "sector",
                    "district",
                ],
            ) && run.word(at + 1, "in");
        } else if run.at(at).kind == Kind::Word
            && plain < 4
            && !run.any(at, any_of(&[Class::Preposition, Class::Verb, Class::Military, Class::Civilian, Class::Any]))
            || run.word(at, "and") && run.is(at + 1, Class::Settlement)
        {
            site_from = site_from.or(Some(at));
            plain += 1;
        } else {
            return None;
        }
        at += 1;
    }
    None
}

/// "Shiite-majority", "rebel-held": a hyphened word that only describes.
fn compound_adjective(text: &str) -> bool {
    text.rsplit_once('-').is_some_and(|(_, tail)| {
        [
            "majority",
            "held",
            "controlled",
            "occupied",
            "populated",
            "speaking",
            "ruled",
            "run",
            "dominated",
            "inhabited",
            "backed",
            "led",
            "rebel",
        ]
        .contains(&tail)
    })
}

/// "the region", "the city", "there": a word that stands for a place named before.
fn bare(run: &Run, at: usize, found: Place) -> Option<Place> {
    let stands = run.one_of(
        at,
        &[
            "region",
            "city",
            "town",
            "village",
            "area",
            "province",
            "district",
            "territory",
            "state",
            "island",
            "peninsula",
            "governorate",
            "oblast",
            "enclave",
            "capital",
            "airbase",
            "base",
            "airport",
            "country",
        ],
    );
    let definite = (found.from..at).any(|i| run.one_of(i, &["the", "this", "that"]));
    (stands && definite).then(|| Place {
        name: String::new(),
        to: at + 1,
        points: Some(run.text(at).to_lowercase()),
        ..found
    })
}

/// A lower-case site with its words: "presidential palace in Khartoum", "Gazprom gas facility in Sudzha".
fn site_phrase(run: &Run, at: usize, from: Option<usize>) -> Option<(String, usize)> {
    let mut end = at;
    while end < at + 4
        && !run.is(end, Class::Site)
        && run.atoms.get(end).is_some_and(|a| {
            a.kind == Kind::Word
                && !run.any(
                    end,
                    any_of(&[
                        Class::Preposition,
                        Class::Verb,
                        Class::Conjunction,
                        Class::Auxiliary,
                        Class::Genitive,
                        Class::Place,
                    ]),
                )
        })
    {
        end += 1;
    }
    let lower = run.atoms.get(end).is_some_and(|a| !a.capital);
    if !run.is(end, Class::Site) || !lower {
        return None;
    }
    while run.is(end + 1, Class::Site) && !run.at(end + 1).capital {
        end += 1;
    }
    let mut to = end + 1;
    if run.one_of(to, &["in", "of", "at", "near", "on"]) {
        let skip = to + 1 + usize::from(run.word(to + 1, "the"));
        if let Some(tail) = name_end(run, skip) {
            to = tail;
        } else if run.word(to, "of") && run.any(skip, Class::Site.bit()) {
            to = skip + 1;
        }
    }
    let from = from.unwrap_or(at);
    let named = (from..to).any(|i| run.at(i).capital) || from < end || run.atoms.get(from.wrapping_sub(1)).is_some();
    named.then(|| (run.slice(from, to).to_owned(), to))
}

fn named(run: &Run, at: usize, mut found: Place) -> Option<Place> {
    // "Russia's Belgorod region", "Syrian city of Tadmur": the state only tells which.
    if run.any(at, any_of(&[Class::Demonym, Class::State, Class::Seat])) {
        let next = at + 1 + usize::from(run.is(at + 1, Class::Genitive));
        let modifies = run.is(at, Class::Demonym) && !run.is(at, Class::State) || next > at + 1;
        if modifies {
            if run.is(at, Class::Demonym) && super::party::party(run, at).is_some() {
                return None;
            }
            let pointed = (found.from..at).any(|i| run.one_of(i, &["the", "this"]))
                && run.any(next, any_of(&[Class::Place]))
                && !starts_name(run, next + 1)
                && !run.word(next + 1, "of");
            if pointed {
                return Some(Place { to: next + 1, points: Some(run.text(next).to_lowercase()), ..found });
            }
            let inner = place(run, next)?;
            return Some(Place {
                from: found.from,
                part: inner.part | found.part,
                whole: inner.whole | found.whole,
                ..inner
            });
        }
    }
    if run.is(at, Class::Group)
        || run.is(at, Class::Surname) && !run.any(at + 1, any_of(&[Class::Place]))
        || run.any(at, any_of(&[Class::Title, Class::Monitor]))
            && !run.one_of(at, &["sheikh", "sultan", "emir", "prince", "king"])
            && !run.any(at + 1, Class::Site.bit())
            && run.sense(at, Class::Place).is_none()
    {
        return None;
    }
    let mut from = at;
    let mut to = name_end(run, at)?;
    // Wiki links leave "target|label": the label is the text.
    let office = (from..to).any(|k| run.is(k, Class::Institution) && !run.any(k, any_of(&[Class::Site, Class::Place])))
        && !run.any(to, any_of(&[Class::Place, Class::Site]));
    if office || to - from == 1 && run.text(from).chars().count() < 2 {
        return None;
    }
    if run.mark(to, '|') {
        from = to + 1;
        to = name_end(run, from).unwrap_or(from);
        if to == from {
            return None;
        }
    }
    let kind = run.any(to, any_of(&[Class::Place, Class::Settlement]))
        && !run.at(to).capital
        && run.one_of(to + 1, &["of"])
        && starts_name(run, to + 2);
    if kind {
        return place(run, to + 2).map(|inner| Place {
            from: found.from,
            part: found.part,
            whole: found.whole,
            ..inner
        });
    }
    while run.any(to, any_of(&[Class::Place, Class::Site]))
        && run.atoms.get(to).is_some_and(|a| !a.capital)
        && !run.is(to, Class::Verb)
    {
        to += 1;
        if to - from > 7 {
            break;
        }
    }
    if run.one_of(to, &["country"]) && run.word(to + 1, "side") {
        to += 2;
    }
    run.slice(from, to).trim_end_matches(['\'', '’']).clone_into(&mut found.name);
    found.to = to;
    Some(found)
}

/// The first place after a preposition of place between two atoms, for what a figure is said of.
pub fn located(run: &Run, from: usize, to: usize) -> Option<Place> {
    located_by(run, from, to, &ALL_PREPOSITIONS)
}

/// Prepositions that tell where people are.
pub const WHERE: [&str; 12] =
    ["in", "across", "inside", "around", "near", "within", "throughout", "at", "along", "on", "outside", "from"];
const ALL_PREPOSITIONS: [&str; 19] = [
    "in",
    "of",
    "across",
    "inside",
    "into",
    "from",
    "around",
    "near",
    "within",
    "throughout",
    "to",
    "at",
    "along",
    "over",
    "on",
    "outside",
    "for",
    "through",
    "towards",
];

/// The first place after one of these prepositions.
pub fn located_by(run: &Run, from: usize, to: usize, preps: &[&str]) -> Option<Place> {
    let found = (from..to.min(run.len())).filter(|&i| run.one_of(i, preps)).filter_map(|i| {
        let place = place(run, i + 1)?;
        let party = super::party::party(run, i + 1).is_some_and(|p| p.to > place.from + 1 && p.to >= place.to);
        (!party || run.any(i + 1, Class::State.bit())).then_some(place)
    });
    let found: Vec<Place> = found.take(4).collect();
    found.iter().find(|p| !p.name.is_empty()).or(found.first()).cloned()
}
