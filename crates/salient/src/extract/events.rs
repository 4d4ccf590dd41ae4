//! Claims made by nouns: control of, in the hands of, capture of, withdrawal from.

use super::clause::{Clause, Use};
use super::draft::Draft;
use super::movement::push_places;
use super::objects::{ground, objects_after, objects_before};
use super::party::{Party, Who};
use super::place::{located, places};
use super::territory::territorial;
use crate::lexicon::{Class, class::any_of};

/// "under Ukrainian control", "Ukrainian-held".
pub(super) fn holder(clause: &Clause, from: usize, to: usize) -> Option<Who> {
    (from..to).find_map(|i| {
        let run = &clause.run;
        let index = [Class::Group, Class::Demonym, Class::State]
            .iter()
            .find_map(|&c| run.sense(i, c))
            .or_else(|| held_by(clause, i))?;
        Some(Who::Code(run.lexicon.named[index as usize].side.clone()))
    })
}

pub(super) fn held_by(clause: &Clause, i: usize) -> Option<u32> {
    let (head, tail) = clause.run.text(i).rsplit_once('-')?;
    if !["held", "controlled", "occupied", "ruled"].contains(&tail.to_ascii_lowercase().as_str()) {
        return None;
    }
    let id = clause.run.lexicon.word(&head.to_lowercase());
    [Class::Group, Class::Demonym, Class::State].iter().find_map(|&c| clause.run.lexicon.sense(id, c))
}

pub(super) fn nouns(clause: &Clause, i: usize, out: &mut Vec<Draft>) {
    let run = &clause.run;
    if run.at(i).hyphen
        && run.one_of(i.wrapping_sub(1), &["as"])
        && run.one_of(i.wrapping_sub(2), &["marked", "shown", "shaded", "coloured", "colored", "painted"])
    {
        marked(clause, i, out);
    }
    if run.is(i, Class::EventHold) && run.one_of(i, &["control", "hands"]) {
        control(clause, i, out);
    }
    if run.is(i, Class::EventGain) && !run.is(i, Class::EventHold) && run.any(i + 1, Class::Preposition.bit()) {
        capture_of(clause, i, out);
    }
    if run.is(i, Class::EventLose) {
        withdrawal(clause, i, out);
    }
}

/// "the area of Kursk marked as Ukrainian-held": what a map shows.
pub(super) fn marked(clause: &Clause, i: usize, out: &mut Vec<Draft>) {
    let Some(index) = held_by(clause, i) else { return };
    let Some(place) = located(&clause.run, 0, i) else { return };
    let mut draft = Draft::new("holds", i).covering(place.from, i + 1);
    draft.who = Some(Who::Code(clause.run.lexicon.named[index as usize].side.clone()));
    (draft.extent, draft.reach, draft.points) = (Some("part"), place.name.is_empty(), place.points);
    draft.place = Some(place.name);
    out.push(draft);
}

/// "claims control of X", "X is under the control of Y", "28 settlements were in Ukrainian hands".
pub(super) fn control(clause: &Clause, i: usize, out: &mut Vec<Draft>) {
    let run = &clause.run;
    let passive = (i.saturating_sub(7)..i).rev().find(|&k| run.one_of(k, &["under", "in", "into"]));
    if let Some(prep) = passive
        .filter(|&p| (p + 1..i).all(|k| !run.any(k, any_of(&[Class::Preposition, Class::Verb])) && !run.mark(k, ',')))
    {
        let of = run.one_of(i + 1, &["of"]);
        let who = if of {
            clause.parties().iter().find(|p| p.from > i && p.from <= i + 4).map(|p| p.who.clone())
        } else {
            holder_words(clause, prep + 1, i)
        };
        let aux = (0..prep).rev().take(5).find(|&k| {
            run.any(k, any_of(&[Class::Auxiliary]))
                || run.one_of(k, &["remains", "remain", "remained", "now", "currently"])
        });
        let (Some(who), true) = (who, aux.is_some() || showing(clause, prep)) else { return };
        let unreal = (prep.saturating_sub(4)..prep).any(|k| run.any(k, any_of(&[Class::Modal, Class::Negation])));
        let used = Use { at: i, verb: &run.lexicon.verbs[0], passive: true, ing: false };
        for object in objects_before(clause, prep).into_iter().filter(|_| !unreal) {
            if let Some(mut draft) = territorial(clause, &used, "holds", object) {
                draft.who = Some(who.clone());
                out.push(draft.covering(prep, i + 1));
            }
        }
        return;
    }
    let speech = (i.saturating_sub(5)..i).find(|&k| run.is(k, Class::Speech));
    if !run.one_of(i + 1, &["of", "over"]) || speech.is_none() || !run.word(i, "control") {
        return;
    }
    let part = (i.saturating_sub(3)..i).any(|k| run.one_of(k, &["near", "partial", "near-total", "nearly", "almost"]));
    if (i.saturating_sub(2)..i).any(|k| run.any(k, any_of(&[Class::Negation, Class::EventLose])) || run.word(k, "of")) {
        return;
    }
    let at = i + 2 + usize::from(run.word(i + 2, "the") && clause.figure_from(i + 2).is_some());
    let who = speech.and_then(|s| clause.parties().iter().rfind(|p| p.to <= s)).map_or(Who::Own, |p| p.who.clone());
    let used = Use { at: i, verb: &run.lexicon.verbs[0], passive: false, ing: false };
    for object in objects_after(clause, at) {
        if let Some(mut draft) = territorial(clause, &used, "holds", object) {
            draft.who = Some(who.clone());
            draft.extent = draft.extent.map(|e| if part { "part" } else { e });
            out.push(draft.covering(speech.unwrap_or(i), i + 1));
        }
    }
}

/// "showed several areas of the region under its control": what a map shows.
pub(super) fn showing(clause: &Clause, prep: usize) -> bool {
    (prep.saturating_sub(14)..prep)
        .any(|k| clause.run.one_of(k, &["shows", "showed", "showing", "shown", "marked", "with"]))
}

pub(super) fn holder_words(clause: &Clause, from: usize, to: usize) -> Option<Who> {
    holder(clause, from, to).or_else(|| {
        (from..to).find_map(|k| {
            if clause.run.one_of(k, &["rebel", "opposition", "insurgent"]) {
                Some(Who::Rebels)
            } else if clause.run.one_of(k, &["government", "army", "regime"]) {
                Some(Who::Government)
            } else {
                clause.run.one_of(k, &["its", "their"]).then_some(Who::Pronoun)
            }
        })
    })
}

/// "the capture of X by Y", "Y's capture of X", "declares the liberation of X".
pub(super) fn capture_of(clause: &Clause, i: usize, out: &mut Vec<Draft>) {
    let run = &clause.run;
    if !run.word(i + 1, "of")
        || (i.saturating_sub(3)..i).any(|k| {
            run.any(k, any_of(&[Class::Hypothetical, Class::Modal, Class::Negation]))
                || run.one_of(k, &["to", "prevent", "for", "toward", "towards"])
        })
    {
        return;
    }
    let counted = clause.figure_from(i + 2).filter(|q| ground(clause, q).is_some()).copied();
    let found = places(run, i + 2);
    let Some(end) = counted.map(|q| q.to).or(found.last().map(|p| p.to)) else { return };
    let own = i >= 2 && run.is(i.wrapping_sub(1), Class::Genitive);
    let holder = own
        .then(|| clause.parties().iter().rfind(|p| p.to >= i - 1 && p.from < i))
        .flatten()
        .map(|p| p.who.clone())
        .or_else(|| own.then(|| holder(clause, i.saturating_sub(4), i)).flatten());
    let by = (end..(end + 3).min(run.len())).find(|&k| run.one_of(k, &["by", "to"]));
    let agent = by.and_then(|b| clause.parties().iter().find(|p| p.from > b && p.from <= b + 3)).map(|p| p.who.clone());
    let speech = (i.saturating_sub(4)..i).any(|k| run.is(k, Class::Speech));
    let Some(who) = agent.or(holder).or_else(|| speech.then_some(Who::Own)) else { return };
    if run.word(i, "fall") && by.is_none() {
        return;
    }
    if counted.is_some() {
        let used = Use { at: i, verb: &run.lexicon.verbs[0], passive: false, ing: false };
        for object in objects_after(clause, i + 2) {
            if let Some(mut draft) = territorial(clause, &used, "gained", object) {
                draft.who = Some(who.clone());
                out.push(draft);
            }
        }
        return;
    }
    for place in found {
        let mut draft = Draft::new("gained", i).covering(i, end);
        draft.who = Some(who.clone());
        draft.extent = Some(if place.part { "part" } else { "all" });
        (draft.reach, draft.points) = (place.name.is_empty(), place.points);
        draft.place = Some(place.name);
        out.push(draft);
    }
}

/// "the withdrawal of Syrian forces from X", "after the army's withdrawal".
pub(super) fn withdrawal(clause: &Clause, i: usize, out: &mut Vec<Draft>) {
    let run = &clause.run;
    if !run.one_of(i, &["withdrawal", "pullout", "retreat", "pull-out"])
        || (i.saturating_sub(4)..i).any(|k| {
            run.any(k, any_of(&[Class::Hypothetical, Class::Modal, Class::Negation]))
                || run.one_of(k, &["demand", "demands", "demanded", "for"])
        })
    {
        return;
    }
    let of = run.word(i + 1, "of");
    let before = clause.parties().iter().rfind(|p| p.to <= i && i - p.to <= 2 || p.from < i && p.to > i);
    let after = of.then(|| clause.parties().iter().find(|p| p.from > i && p.from <= i + 4)).flatten();
    let owner = i > 1 && run.is(i.wrapping_sub(1), Class::Genitive);
    let genitive = owner.then(|| holder(clause, i.saturating_sub(5), i)).flatten();
    let own = run.any(i.wrapping_sub(1), Class::Possessive.bit()).then_some(Who::Own);
    let speech = (i.saturating_sub(4)..i).any(|k| run.is(k, Class::Speech)).then_some(Who::Own);
    let Some(who) =
        after.map(|p| p.who.clone()).or(genitive).or(own).or(speech).or_else(|| before.map(|p| p.who.clone()))
    else {
        return;
    };
    let from = (i + 1..(i + 9).min(run.len()))
        .find(|&k| run.word(k, "from"))
        .filter(|&k| (i..k).all(|x| !run.mark(x, ',') && !run.mark(x, '.')));
    let used = Use { at: i, verb: &run.lexicon.verbs[0], passive: false, ing: false };
    let party = Party { from: i, to: i + 1, who };
    if let Some(from) = from {
        push_places(clause, &used, &party, "lost", from + 1, false, out);
    } else {
        let after_fight = (i.saturating_sub(7)..i).any(|k| run.one_of(k, &["after", "following"]));
        let taken: Vec<Draft> =
            out.iter().filter(|d| d.predicate == "gained" && d.extent == Some("all")).cloned().collect();
        for gained in taken.into_iter().filter(|_| after_fight) {
            let draft = Draft { predicate: "lost", anchor: i, who: Some(party.who.clone()), ..gained };
            out.push(draft.covering(i, i + 1));
        }
    }
}
