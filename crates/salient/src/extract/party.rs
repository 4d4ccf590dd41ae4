//! Who acts: states and their forces, groups, and words such as "rebels" or "the enemy" that name them in context.

use super::atom::Run;
use super::token::Kind;
use crate::lexicon::{Class, class::any_of};

/// A party as a sentence names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// A state code, a group's name, or a name as printed.
    Code(String),
    /// "rebels", "opposition forces"
    Rebels,
    /// "government forces", "the army"
    Government,
    /// "the enemy"
    Enemy,
    /// "its forces", "they", "his troops"
    Pronoun,
    /// "we", "our forces"
    Own,
}

/// A mention of a party: atoms and whom they name.
#[derive(Clone, Debug)]
pub struct Party {
    /// First atom, without the article.
    pub from: usize,
    /// One past the last.
    pub to: usize,
    /// Whom it names.
    pub who: Who,
}

/// Irregular forces: after a demonym they are not the state's own.
const IRREGULAR: &[&str] = &[
    "militia",
    "militias",
    "militiamen",
    "militants",
    "rebels",
    "rebel",
    "insurgents",
    "separatists",
    "gunmen",
    "guerrillas",
    "mercenaries",
    "fighters",
    "loyalists",
    "opposition",
    "coalition",
];
const OPPOSITION: &[&str] = &[
    "rebels",
    "rebel",
    "opposition",
    "insurgents",
    "insurgent",
    "revolutionaries",
    "revolutionary",
    "separatists",
    "separatist",
    "militants",
    "guerrillas",
    "gunmen",
    "anti-government",
    "anti-assad",
    "anti-regime",
    "resistance",
    "fighters",
];
const GOVERNMENT: &[&str] = &[
    "security forces",
    "armed forces",
    "special forces",
    "government",
    "pro-government",
    "regime",
    "army",
    "military",
    "loyalists",
    "loyalist",
    "police",
    "soldiers",
    "troops",
    "security",
    "navy",
    "air",
    "junta",
    "federal",
    "state",
    "authorities",
    "forces",
    "pro-assad",
    "commandos",
    "paratroopers",
];
const ENEMY: &[&str] = &["enemy", "invaders", "occupiers", "attackers", "adversary"];

/// Every party of a sentence, from left to right.
pub fn parties(run: &Run) -> Vec<Party> {
    let (mut out, mut i): (Vec<Party>, usize) = (Vec::new(), 0);
    while i < run.len() {
        if let Some(party) = party(run, i) {
            i = party.to.max(i + 1);
            out.push(party);
        } else {
            i += 1;
        }
    }
    out
}

/// The party named at atom `i`, if one is.
pub fn party(run: &Run, i: usize) -> Option<Party> {
    led(run, i)
        .or_else(|| named(run, i))
        .or_else(|| generic(run, i))
        .or_else(|| printed(run, i))
        .or_else(|| pronoun(run, i))
        .map(|p| led_by(run, p))
}

fn code(run: &Run, i: usize) -> Option<(String, bool)> {
    for class in [Class::Group, Class::State, Class::Seat, Class::Demonym] {
        if let Some(index) = run.sense(i, class) {
            return Some((run.lexicon.named[index as usize].side.clone(), class == Class::Group));
        }
    }
    None
}

/// "HTS-led opposition forces": the leader is the party.
fn led(run: &Run, i: usize) -> Option<Party> {
    if !run.at(i).hyphen {
        return None;
    }
    let text = run.text(i);
    let (head, tail) = text.rsplit_once('-')?;
    if !tail.eq_ignore_ascii_case("led") {
        return None;
    }
    let id = run.lexicon.word(&head.to_lowercase());
    let index = [Class::Group, Class::State, Class::Demonym].iter().find_map(|&c| run.lexicon.sense(id, c))?;
    let to = force_end(run, i + 1)?;
    // "Kurdish-led Syrian Democratic Forces", "Saudi-led coalition": a named group keeps its own name.
    if (i + 1..to).any(|at| run.is(at, Class::Group)) {
        return None;
    }
    Some(Party { from: i, to, who: Who::Code(run.lexicon.named[index as usize].side.clone()) })
}

/// "forces led by Tahrir al-Sham": the leader is the party.
fn led_by(run: &Run, mut party: Party) -> Party {
    let at = party.to + 2 + usize::from(run.one_of(party.to + 2, &["the"]));
    if run.word(party.to, "led")
        && run.word(party.to + 1, "by")
        && let Some(index) = run.sense(at, Class::Group)
    {
        (party.who, party.to) = (Who::Code(run.lexicon.named[index as usize].side.clone()), at + 1);
    }
    party
}

fn named(run: &Run, i: usize) -> Option<Party> {
    let (code, group) = code(run, i)?;
    let genitive = run.is(i + 1, Class::Genitive) || run.mark(i + 1, '’') && !run.at(i + 1).spaced;
    let after = i + 1 + usize::from(genitive);
    if let Some(to) = force_end(run, after) {
        let irregular = !group && (after..to).any(|at| run.one_of(at, IRREGULAR));
        let inner = (after..to).rev().find(|&at| run.is(at, Class::Group));
        if let Some(index) = inner.and_then(|at| run.sense(at, Class::Group)) {
            return Some(Party { from: i, to, who: Who::Code(run.lexicon.named[index as usize].side.clone()) });
        }
        let who = if irregular { irregular_name(run, i, to, &code) } else { Who::Code(code) };
        return Some(Party { from: i, to, who });
    }
    if genitive {
        return None;
    }
    let text = run.text(i);
    let plural =
        run.is(i, Class::Demonym) && (text.ends_with('s') || text.ends_with("ese") && run.is(i + 1, Class::Verb));
    let stands = run.is(i, Class::State) || run.is(i, Class::Seat) || group || plural;
    let modifies = !plural && !group && run.is(i, Class::Demonym) || run.one_of(i + 1, &["-"]);
    let place = run.any(i + 1, Class::Place.bit()) && !run.is(i + 1, Class::Verb) && !group;
    (stands && !modifies && !place).then_some(Party { from: i, to: i + 1, who: Who::Code(code) })
}

/// "Syrian rebels" are that state's opposition; "Iraqi militias" keep their printed name.
fn irregular_name(run: &Run, from: usize, to: usize, code: &str) -> Who {
    if (from..to).any(|at| run.one_of(at, &["fighters", "loyalists", "coalition"]))
        && !(from..to).any(|at| run.one_of(at, &["opposition", "rebel"]))
    {
        return Who::Code(code.to_owned());
    }
    let rebels = (from..to).any(|at| run.one_of(at, &["rebels", "rebel", "opposition", "insurgents"]));
    if rebels { Who::Rebels } else { Who::Code(run.slice(from, to).to_owned()) }
}

/// The end of "[adjectives] troops" at an atom, if it is one.
fn force_end(run: &Run, i: usize) -> Option<usize> {
    let mut at = i;
    while at < i + 6 && at < run.len() {
        if run.is(at, Class::Force)
            && !(run.is(at, Class::Verb) && !run.is(at, Class::Military) && at == i && run.text(at) != "military")
        {
            let mut to = at + 1;
            while run.is(to, Class::Force)
                && to < at + 4
                && !(run.is(to, Class::Speech) || run.is(to, Class::Verb) && !run.is(to, Class::Military))
            {
                to += 1;
            }
            return Some(to);
        }
        let adjective = run.at(at).kind == Kind::Word
            && !run.any(
                at,
                any_of(&[
                    Class::Preposition,
                    Class::Conjunction,
                    Class::Auxiliary,
                    Class::Verb,
                    Class::Modal,
                    Class::Speech,
                    Class::Determiner,
                    Class::Genitive,
                    Class::Pronoun,
                    Class::Title,
                    Class::Person,
                    Class::Surname,
                    Class::Monitor,
                ]),
            )
            || run.is(at, Class::Group);
        if !adjective || run.one_of(at, &["state", "media", "television"]) {
            return None;
        }
        at += 1;
    }
    None
}

/// Last words of a group's name.
const HEADS: &[&str] = &[
    "army",
    "front",
    "brigade",
    "brigades",
    "movement",
    "militia",
    "militias",
    "fighters",
    "rebels",
    "alliance",
    "battalion",
    "resistance",
    "liberation",
    "coalition",
    "forces",
    "room",
    "troops",
    "guard",
    "militants",
    "gunmen",
    "insurgents",
];

/// A group that the lexicon does not know, by the last word of its name: "Revolutionary Commando Army".
fn printed(run: &Run, i: usize) -> Option<Party> {
    let atom = run.atoms.get(i)?;
    if !atom.capital
        || atom.kind != Kind::Word
        || run.any(
            i,
            any_of(&[
                Class::Determiner,
                Class::Person,
                Class::Title,
                Class::Month,
                Class::Preposition,
                Class::Pronoun,
                Class::Part,
                Class::All,
                Class::More,
                Class::Adverb,
            ]),
        )
        || run.one_of(i, OPPOSITION)
        || run.one_of(i, GOVERNMENT)
    {
        return None;
    }
    let mut at = i;
    while run.atoms.get(at).is_some_and(|a| a.capital && a.kind == Kind::Word) && at < i + 6 {
        at += 1;
    }
    let last = at - 1;
    let lower_head = run.one_of(
        at,
        &[
            "rebels",
            "fighters",
            "militia",
            "militias",
            "forces",
            "troops",
            "militants",
            "gunmen",
            "insurgents",
            "guerrillas",
        ],
    );
    let to = if lower_head { at + 1 } else { at };
    let head = lower_head || (last > i && run.one_of(last, HEADS));
    let plain = (i..at).all(|w| !run.any(w, any_of(&[Class::Place, Class::State, Class::Surname])) || w == last);
    (head && plain && !(lower_head && run.is(i, Class::Force))).then(|| Party {
        from: i,
        to,
        who: Who::Code(run.slice(i, if lower_head { at } else { to }).to_owned()),
    })
}

/// "pro-Assad", "Assad's loyal": the side of the person that the prefix names.
fn partisan(run: &Run, i: usize) -> Option<String> {
    let name = run.text(i).strip_prefix("pro-").or_else(|| run.text(i).strip_prefix("Pro-"))?;
    let index = run.lexicon.sense(run.lexicon.word(&name.to_lowercase()), Class::Surname)?;
    Some(run.lexicon.named[index as usize].side.clone())
}

/// "rebel forces", "pro-government troops", "the enemy", "the army".
fn generic(run: &Run, i: usize) -> Option<Party> {
    let hyphened = run.at(i).hyphen;
    if !run.is(i, Class::Faction) && !hyphened {
        return None;
    }
    if run.is(i, Class::Force) && run.word(i + 1, "of") {
        let state = i + 2 + usize::from(run.word(i + 2, "the"));
        if let Some(index) = run.sense(state, Class::State) {
            return Some(Party {
                from: i,
                to: state + 1,
                who: Who::Code(run.lexicon.named[index as usize].side.clone()),
            });
        }
    }
    if run.one_of(i, ENEMY) && !run.any(i + 1, Class::Place.bit()) {
        let to = force_end(run, i + 1).filter(|_| run.word(i, "enemy")).unwrap_or(i + 1);
        return Some(Party { from: i, to, who: Who::Enemy });
    }
    let backed = usize::from(run.text(i).contains("-backed") || run.text(i).contains("-led"));
    let at = i + backed;
    if let Some(side) = partisan(run, i) {
        let to = force_end(run, i + 1)?;
        return Some(Party { from: i, to, who: Who::Code(side) });
    }
    let (rebels, government) = (run.one_of(at, OPPOSITION), run.one_of(at, GOVERNMENT));
    if !rebels && !government {
        return None;
    }
    let to = force_end(run, at + 1).filter(|&to| to <= at + 4).unwrap_or(at + 1);
    let adjective = run.one_of(
        at,
        &[
            "rebel",
            "insurgent",
            "separatist",
            "revolutionary",
            "pro-government",
            "anti-government",
            "pro-assad",
            "anti-assad",
            "security",
            "federal",
            "air",
            "state",
            "resistance",
        ],
    );
    let first = i > 0 && run.is(i.wrapping_sub(1), Class::Genitive);
    if (adjective && to == at + 1) || first {
        return None;
    }
    let definite = i > 0 && run.word(i.wrapping_sub(1), "the");
    let weak = run.one_of(
        at,
        &[
            "army",
            "military",
            "government",
            "soldiers",
            "troops",
            "police",
            "forces",
            "authorities",
            "fighters",
            "commandos",
            "paratroopers",
            "militants",
            "gunmen",
        ],
    );
    let both = (at..to).any(|w| run.one_of(w, OPPOSITION));
    let troops = to == at + 1
        && run.one_of(at, &["soldiers", "troops", "forces", "fighters", "commandos", "paratroopers"])
        && backed == 0;
    let who = if troops {
        Who::Own
    } else if rebels || both && !government {
        Who::Rebels
    } else {
        Who::Government
    };
    let indefinite_plural = weak && !definite && i > 0 && run.any(i.wrapping_sub(1), any_of(&[Class::Determiner]));
    (!indefinite_plural || run.any(i.wrapping_sub(1), Class::Possessive.bit()))
        .then_some(())
        .filter(|()| !(i > 0 && run.is(i.wrapping_sub(1), Class::Possessive)))?;
    Some(Party { from: i, to, who })
}

/// "its forces", "they", "our troops".
fn pronoun(run: &Run, i: usize) -> Option<Party> {
    if run.is(i, Class::Possessive) {
        let to = force_end(run, i + 1)?;
        return Some(Party { from: i, to, who: Who::Own });
    }
    if run.one_of(i, &["we"]) {
        return Some(Party { from: i, to: i + 1, who: Who::Own });
    }
    run.one_of(i, &["it", "they"]).then(|| Party { from: i, to: i + 1, who: Who::Pronoun })
}
