//! Claims about ground: who took, holds, lost or left it, and how far somebody advanced.

use super::clause::{Clause, Use};
use super::draft::Draft;
use super::events::{holder, nouns};
use super::movement::{advance, expel, fall, gone, hand, leave, shrink, withdraw};
use super::objects::{Object, figure_place, ground, in_bracket, objects_after, objects_before, whole_of};
use super::party::Who;
use super::quantity::{Quantity, is_part};
use crate::lexicon::{Class, Frame, UnitKind, class::any_of};

/// The claims about ground in a sentence.
pub(super) fn claims(clause: &Clause) -> Vec<Draft> {
    let mut out = Vec::new();
    for used in clause.verbs() {
        match used.verb.frame {
            Frame::Gain => transitive(clause, &used, "gained", &mut out),
            Frame::Hold => transitive(clause, &used, "holds", &mut out),
            Frame::Lose => transitive(clause, &used, "lost", &mut out),
            Frame::Withdraw => withdraw(clause, &used, &mut out),
            Frame::Expel => expel(clause, &used, &mut out),
            Frame::Evacuate | Frame::Flee | Frame::Leave => leave(clause, &used, &mut out),
            Frame::Fall => fall(clause, &used, &mut out),
            Frame::Hand => hand(clause, &used, &mut out),
            Frame::Advance | Frame::Deploy => advance(clause, &used, &mut out),
            Frame::Shrink => shrink(clause, &used, &mut out),
            Frame::Gone => gone(clause, &used, &mut out),
            _ => {}
        }
    }
    for i in 0..clause.run.len() {
        nouns(clause, i, &mut out);
    }
    orphans(clause, &mut out);
    out
}

/// "enemy forces 12 km inside the region".
fn inside(clause: &Clause, q: &Quantity) -> Option<Draft> {
    let run = &clause.run;
    let length = q.unit().is_some_and(|u| ["km", "mi"].contains(&run.lexicon.units[u].name.as_str()));
    let party = clause.parties().iter().rfind(|p| p.to <= q.from && q.from - p.to <= 3)?;
    if !length || !run.one_of(q.to, &["inside", "deep", "into"]) {
        return None;
    }
    let mut draft = Draft::new("advanced", q.number).covering(party.from, q.to);
    draft.who = Some(party.who.clone());
    draft.place = figure_place(clause, q, q.number);
    (draft.figure, draft.reach) = (Some(*q), true);
    Some(draft)
}

/// "Ukraine claims around 100 settlements", "more than 900 sq km as Ukrainian".
fn claimed(clause: &Clause, q: &Quantity) -> Option<Draft> {
    let run = &clause.run;
    let kind = ground(clause, q)?;
    let before = q.from.checked_sub(1)?;
    let claims = run.one_of(before, &["claims", "claimed", "claim"])
        || run.one_of(before, &["and"])
            && (before.saturating_sub(9)..before).any(|k| run.one_of(k, &["claims", "claimed"]));
    let party = clause.parties().iter().rfind(|p| p.to <= before);
    let shown = run.word(q.to, "as").then(|| run.sense(q.to + 1, Class::Demonym)).flatten();
    let (predicate, who) = match (shown, party) {
        (Some(index), _) => ("holds", Who::Code(run.lexicon.named[index as usize].side.clone())),
        (None, Some(party)) if claims && kind != Some(UnitKind::Percent) => ("gained", party.who.clone()),
        _ => return None,
    };
    let mut draft = Draft::new(predicate, q.number).covering(q.from, q.to);
    draft.who = Some(who);
    draft.place = figure_place(clause, q, q.number).or(Some(String::new()));
    (draft.figure, draft.reach) = (Some(*q), true);
    Some(draft)
}

/// Figures about ground that no verb took: "which amounts to about 64 %", "Kyiv has spoken of 1,300 km²". They go with the
/// nearest claim of the sentence, or with the last one before it.
fn orphans(clause: &Clause, out: &mut Vec<Draft>) {
    let run = &clause.run;
    let told = |q: &Quantity, out: &[Draft]| out.iter().any(|d| d.figure.is_some_and(|f| f.number == q.number));
    for q in &clause.figures {
        if told(q, out) || in_bracket(clause, q) || clause.pairs.iter().any(|p| p.second.number == q.number) {
            continue;
        }
        // The whole of a share is somebody else's figure, if anybody's.
        if whole(clause, q) {
            continue;
        }
        if let Some(draft) = inside(clause, q).or_else(|| claimed(clause, q)) {
            out.push(draft);
            continue;
        }
        let Some(kind) = ground(clause, q) else { continue };
        let area = kind == Some(UnitKind::Area);
        let Some(of) = whole_of(clause, q, kind) else { continue };
        let settled =
            kind.is_none() && !run.one_of(q.from.saturating_sub(1), &["with", "including", "encompassing", "and"]);
        let next_to = out
            .iter()
            .filter(|d| d.figure.is_some() || d.extent.is_some())
            .min_by_key(|d| d.anchor.abs_diff(q.number))
            .cloned();
        let speaks = (0..run.len()).any(|k| run.any(k, any_of(&[Class::Speech, Class::SourceAfter, Class::Possessed])));
        let amounts = (q.from.saturating_sub(3)..q.from)
            .any(|k| run.one_of(k, &["amounts", "amounting", "equals", "equal", "represents", "representing", "or"]));
        let grey = (q.to..(q.to + 5).min(run.len())).any(|k| run.one_of(k, &["grey", "gray", "contested", "disputed"]))
            || run.word(q.to, "for");
        if grey || settled || kind == Some(UnitKind::Percent) && !(amounts || speaks && of.is_some()) {
            continue;
        }
        let mut draft = match next_to {
            Some(near) if near.figure.is_some() => Draft { figure: None, extent: None, ..near },
            Some(_) if !area => continue,
            _ if area || speaks && kind == Some(UnitKind::Percent) => {
                Draft { orphan: true, ..Draft::new("holds", q.number) }
            }
            _ => continue,
        };
        draft.place = figure_place(clause, q, q.number).or(draft.place).or(Some(String::new()));
        (draft.figure, draft.of, draft.reach, draft.anchor) = (Some(*q), of, true, q.number);
        (draft.from, draft.to) = (q.from, q.to);
        out.push(draft);
    }
}

/// "64 % of the 1,268 square kilometers": whether a share or a part is taken of a figure.
fn whole(clause: &Clause, q: &Quantity) -> bool {
    clause.figures.iter().any(|part| is_part(&clause.run, part, q))
}

/// "801 of the 1,268 square kilometers seized by them were retaken": what is seized is the whole, what is retaken the part.
fn part_or_whole(clause: &Clause, used: &Use, objects: &mut Vec<Object>) {
    for pair in clause.figures.windows(2).filter(|pair| is_part(&clause.run, &pair[0], &pair[1])) {
        let [part, whole] = [pair[0].number, pair[1].number];
        let other = if used.at == pair[1].to { part } else { whole };
        let is = |object: &Object, number: usize| matches!(object, Object::Figure(q) if q.number == number);
        let either = objects.iter().position(|o| is(o, part) || is(o, whole));
        objects.retain(|o| !is(o, other));
        let meant = if other == part { pair[1] } else { pair[0] };
        if let Some(at) = either.filter(|_| !objects.iter().any(|o| is(o, meant.number))) {
            objects.insert(at.min(objects.len()), Object::Figure(meant));
        }
    }
}

fn transitive(clause: &Clause, used: &Use, predicate: &'static str, out: &mut Vec<Draft>) {
    let mut objects = if used.passive { objects_before(clause, used.at) } else { objects_after(clause, used.at + 1) };
    if objects.is_empty() && !used.passive {
        objects.extend(antecedent(clause, used));
    } else {
        part_or_whole(clause, used, &mut objects);
    }
    let ground = clause.run.one_of(used.at + 1, &["ground", "territory", "land", "more", "some"])
        && clause.run.any(used.at + 1, any_of(&[Class::Territory, Class::More, Class::Part]));
    if objects.is_empty() && !(ground && predicate == "lost") {
        return;
    }
    let who = if used.passive {
        clause.agent(used.at).map(|p| p.who.clone())
    } else {
        let subject = clause.subject(used);
        if subject.is_none() && relative(clause, used) {
            return;
        }
        claimant(clause, used).or_else(|| subject.map(|p| p.who.clone()))
    };
    if who.is_none() && used.verb.weak {
        return;
    }
    if predicate == "lost" && objects.is_empty() && ground && who.is_some() {
        let mut draft = Draft::new(predicate, used.at).covering(used.at, used.at + 2);
        (draft.who, draft.extent, draft.reach, draft.place) = (who, Some("part"), true, Some(String::new()));
        out.push(draft);
        return;
    }
    let from = if used.passive {
        used.at
    } else {
        clause.subject(used).map_or(used.at, |p| p.from).max(clause.clause_start(used.at))
    };
    for object in objects {
        if let Some(mut draft) = territorial(clause, used, predicate, object) {
            draft.who.clone_from(&who);
            draft = draft.covering(from.min(used.at), used.at + 1);
            draft.extent = draft.extent.map(|e| if used.verb.part { "part" } else { e });
            out.push(draft);
        }
    }
}

/// "the 1,268 square kilometers that Ukraine seized": the figure that a clause without an object is about.
fn antecedent(clause: &Clause, used: &Use) -> Option<Object> {
    let subject = clause.subject(used).filter(|s| s.to == used.at || clause.run.is(s.to, Class::Auxiliary))?;
    let mut end = subject.from;
    while end > 0 && clause.run.one_of(end - 1, &["the", "that", "which", "its"]) {
        end -= 1;
    }
    clause.figures.iter().find(|q| q.to == end).map(|q| Object::Figure(*q))
}

/// "Russia's claim of reclaiming Kursk": whoever owns the claim.
fn claimant(clause: &Clause, used: &Use) -> Option<Who> {
    let run = &clause.run;
    let of = (used.at.saturating_sub(2)..used.at).find(|&k| used.ing && run.word(k, "of"))?;
    (of >= 3 && run.is(of.wrapping_sub(2), Class::Genitive))
        .then(|| holder(clause, of.wrapping_sub(3), of.wrapping_sub(2)))
        .flatten()
}

/// "the territory it captured": the verb only describes a whole.
fn relative(clause: &Clause, used: &Use) -> bool {
    used.at == 0 || clause.run.one_of(used.at.wrapping_sub(1), &["that", "which"])
}

pub(super) fn territorial(clause: &Clause, used: &Use, predicate: &'static str, object: Object) -> Option<Draft> {
    match object {
        Object::Figure(q) => {
            let kind = ground(clause, &q)?;
            let mut draft = Draft::new(predicate, used.at).covering(q.from, q.to);
            draft.place = figure_place(clause, &q, used.at);
            draft.of = whole_of(clause, &q, kind)?;
            (draft.figure, draft.reach) = (Some(q), true);
            Some(draft)
        }
        Object::Place(place) => {
            if used.verb.weak && place.name.is_empty() {
                return None;
            }
            let mut draft = Draft::new(predicate, used.at).covering(place.from, place.to);
            draft.extent = Some(if place.part { "part" } else { "all" });
            draft.reach = place.name.is_empty();
            draft.points = place.points;
            draft.place = Some(place.name);
            Some(draft)
        }
    }
}
