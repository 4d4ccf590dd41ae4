//! The noun that a figure counts: settlements or people, after at most a few adjectives.

use super::{Counted, Quantity};
use crate::extract::atom::Run;
use crate::extract::token::Kind;
use crate::lexicon::{Class, List, class::any_of};

const PERSON: u64 = any_of(&[Class::Military, Class::Civilian, Class::Any]);
const STOPS: u64 = any_of(&[
    Class::Preposition,
    Class::Conjunction,
    Class::Auxiliary,
    Class::Modal,
    Class::Unit,
    Class::Determiner,
    Class::Month,
    Class::Weekday,
    Class::Cardinal,
    Class::Speech,
    Class::Pronoun,
    Class::Negation,
]);

/// A counted noun: settlements or people, after at most a few adjectives.
pub(super) fn counted(run: &Run, q: &mut Quantity) {
    let glued = run.mark(q.to, '-')
        && run.atoms.get(q.to + 1).is_some_and(|a| !a.spaced)
        && !run.any(q.to + 1, PERSON | Class::HedgeAfter.bit());
    if q.low.fraction || glued {
        return;
    }
    let mut at = q.to;
    let limit = at + 8;
    let mut plural = false;
    if let Some(noun) = share_of_settlements(run, at) {
        (q.counted, q.noun) = (Counted::Settlements, noun);
        return;
    }
    if q.low.vague && run.word(at, "more") {
        at += 1;
    }
    while run.word(at, "of") && (q.low.vague || run.listed(at + 1, List::Whose)) {
        at += 1;
        while run.any(at, Class::Determiner.bit()) {
            at += 1;
        }
    }
    while at < limit && at < run.len() {
        if run.any(at, PERSON) && !names_party(run, at) && !adjective_before_noun(run, at) {
            return finish_persons(q, at);
        }
        if run.is(at, Class::Settlement) && !run.is(at + 1, Class::Genitive) {
            return finish_settlements(run, q, at);
        }
        let people = run.any(at, any_of(&[Class::Demonym, Class::Group]));
        plural |= people;
        let stop =
            run.any(at, STOPS) && !people || run.at(at).kind != Kind::Word && !run.mark(at, '-') && !run.quote(at);
        if stop
            || run.is(at, Class::Verb)
                && !run.text(at).ends_with("ing")
                && run.text(at) != "mechanised"
                && !run.at(at).capital
        {
            break;
        }
        if run.is(at, Class::Genitive)
            && !run.any(at.wrapping_sub(1), any_of(&[Class::Settlement, Class::Place, Class::State]))
        {
            break;
        }
        at += 1;
    }
    // "11,000 North Koreans", "300 Taliban": the party's own name is the noun.
    if plural && at > q.to && run.any(at.wrapping_sub(1), any_of(&[Class::Demonym, Class::Group])) && at - 1 <= q.to + 2
    {
        (q.counted, q.noun, q.to) = (Counted::Persons, at.wrapping_sub(1), at);
    }
}

/// "14 of Afghanistan's 34 provincial capitals": the whole's noun is the part's too.
fn share_of_settlements(run: &Run, at: usize) -> Option<usize> {
    if !run.word(at, "of") {
        return None;
    }
    let whole = (at + 1..at + 6)
        .find(|&k| run.atoms.get(k).is_some_and(|a| a.kind == Kind::Number) || run.is(k, Class::Cardinal))?;
    (whole + 1..whole + 4)
        .find(|&k| run.is(k, Class::Settlement))
        .filter(|&n| (at..n).all(|k| !run.any(k, any_of(&[Class::Verb, Class::Conjunction]))))
}

/// A word that is both a person noun and part of a party's name, with a person noun after it.
fn names_party(run: &Run, at: usize) -> bool {
    run.any(at + 1, PERSON) && !run.word(at + 1, "dead") && !run.listed(at + 1, List::Hurt)
}

/// "wounded soldiers", "enemy tanks": the word describes what follows.
fn adjective_before_noun(run: &Run, at: usize) -> bool {
    if run.listed(at + 1, List::Vehicles) && run.word(at, "infantry") {
        return true;
    }
    run.listed(at, List::Descriptive)
        && run.atoms.get(at + 1).is_some_and(|a| a.kind == Kind::Word)
        && !run.any(at + 1, STOPS | Class::Verb.bit())
        && !run.at(at + 1).capital
}

fn finish_persons(q: &mut Quantity, at: usize) {
    (q.counted, q.noun, q.to) = (Counted::Persons, at, at + 1);
}

fn finish_settlements(run: &Run, q: &mut Quantity, at: usize) {
    (q.counted, q.noun, q.to) = (Counted::Settlements, at, at + 1);
    let also = run.one_of(at + 1, &["and", "or"]) && run.is(at + 2, Class::Settlement);
    if also {
        q.to = at + 3;
    }
}
