//! Ground that changes hands by going: withdrawals, expulsions, falls, hand-overs, advances.

use super::clause::{Clause, Use};
use super::draft::Draft;
use super::events::holder;
use super::objects::{after_bracket, figure_place, ground_figure, objects_before, whole_of};
use super::party::{Party, Who};
use super::place::{located, places};
use super::territory::territorial;
use crate::lexicon::{Class, Frame, UnitKind, class::any_of};

/// "withdrew from Hama", "were driven out of Bama".
pub(super) fn withdraw(clause: &Clause, used: &Use, out: &mut Vec<Draft>) {
    let run = &clause.run;
    let Some(party) = clause.subject(used) else { return };
    let end = clause.clause_end(used.at).min(used.at + 9);
    let out_of = used.verb.lemma.ends_with("out");
    let from = (used.at + 1..end).find(|&k| run.one_of(k, &["from", "out"]) || out_of && run.word(k, "of"));
    let begun = used.at > 1 && run.word(used.at.wrapping_sub(1), "to")
        || run.one_of(used.at.wrapping_sub(1), &["began", "begun", "started"]);
    let driven = used.verb.lemma.starts_with("be ");
    let Some(from) = from else {
        if !driven && !run.any(used.at + 1, any_of(&[Class::Preposition, Class::Adverb])) {
            left_behind(clause, used, party, begun, out);
        }
        return;
    };
    let side =
        run.one_of(from + 1, &["the", "its"]) && run.one_of(from + 3, &["side"]) || run.one_of(from + 4, &["side"]);
    let at = if side {
        (from..from + 7).find(|&k| run.word(k, "of")).map_or(from + 1, |k| k + 1)
    } else {
        from + 1 + usize::from(run.word(from + 1, "of"))
    };
    push_places(clause, used, party, "lost", at, begun, out);
}

pub(super) fn push_places(
    clause: &Clause,
    used: &Use,
    party: &Party,
    predicate: &'static str,
    at: usize,
    begun: bool,
    out: &mut Vec<Draft>,
) {
    for place in places(&clause.run, at) {
        let mut draft = Draft::new(predicate, used.at)
            .covering(party.from.max(clause.clause_start(used.at)), used.at + 1)
            .covering(place.from, place.to);
        draft.who = Some(party.who.clone());
        draft.extent = Some(if place.part || begun { "part" } else { "all" });
        draft.reach = place.name.is_empty();
        draft.points = place.points;
        draft.place = Some(place.name);
        out.push(draft);
    }
}

/// "captures the base after the army withdraws": from the place of the clause before.
pub(super) fn left_behind(clause: &Clause, used: &Use, party: &Party, begun: bool, out: &mut Vec<Draft>) {
    let start = clause.clause_start(used.at);
    let joined = start > 1 && clause.run.one_of(start.wrapping_sub(1), &["after", "as", "following", "when"]);
    let taken: Vec<Draft> =
        out.iter().filter(|d| d.predicate == "gained" && d.extent == Some("all")).cloned().collect();
    if !joined || begun {
        return;
    }
    for gained in taken {
        let mut draft = Draft { predicate: "lost", anchor: used.at, ..gained };
        draft.who = Some(party.who.clone());
        out.push(draft.covering(used.at, used.at + 1));
    }
}

/// "left the town", "fled the city", "evacuated the airbase": ground given up when a force does it.
pub(super) fn leave(clause: &Clause, used: &Use, out: &mut Vec<Draft>) {
    let run = &clause.run;
    let Some(party) = clause.subject(used).filter(|p| !used.passive && armed(clause, p)) else { return };
    let close = used.at - party.to.min(used.at) <= 3;
    let figure = clause.figure_from(used.at + 1).is_some_and(|q| q.number <= used.at + 3);
    let object = run.any(used.at + 1, any_of(&[Class::Determiner]))
        || run.atoms.get(used.at + 1).is_some_and(|a| a.capital)
        || run.word(used.at + 1, "from");
    if figure || !object || !close || (used.verb.frame == Frame::Leave && used.ing) {
        return;
    }
    let at = used.at + 1 + usize::from(run.word(used.at + 1, "from"));
    push_places(clause, used, party, "lost", at, false, out);
}

/// Whether a party is named by its force, so that its going means ground given up.
pub(super) fn armed(clause: &Clause, party: &Party) -> bool {
    (party.from..party.to).any(|i| clause.run.any(i, any_of(&[Class::Force, Class::Group])))
        && !(party.from..party.to).any(|i| clause.run.one_of(i, &["officials", "authorities", "government", "state"]))
}

/// "were driven out of Bama", "drove the militants from Bama": ground lost by those driven.
pub(super) fn expel(clause: &Clause, used: &Use, out: &mut Vec<Draft>) {
    let run = &clause.run;
    let end = clause.clause_end(used.at).min(used.at + 12);
    let Some(from) = (used.at..end).find(|&k| run.one_of(k, &["from", "of"]) && k > used.at) else { return };
    let driven = if used.passive {
        clause.subject(used)
    } else {
        clause.parties().iter().find(|p| p.from > used.at && p.to <= from)
    };
    if let Some(party) = driven {
        push_places(clause, used, party, "lost", from + 1, false, out);
    }
}

/// "Goma fell to the rebels", "has fallen into the hands of".
pub(super) fn fall(clause: &Clause, used: &Use, out: &mut Vec<Draft>) {
    let run = &clause.run;
    let hands = used.verb.lemma.contains("hands");
    let to = (used.at + 1..(used.at + 5).min(run.len())).find(|&k| hands || run.one_of(k, &["to", "under"]));
    let denied = (0..used.at).any(|k| run.one_of(k, &["denies", "denied", "deny", "denying"]));
    let Some(to) = to else {
        for object in objects_before(clause, used.at).into_iter().filter(|_| denied) {
            if let Some(mut draft) = territorial(clause, used, "gained", object) {
                draft.who = Some(Who::Enemy);
                out.push(draft);
            }
        }
        return;
    };
    let Some(party) = clause.parties().iter().find(|p| p.from > used.at && p.from <= to + 4) else { return };
    for object in objects_before(clause, used.at) {
        if let Some(mut draft) = territorial(clause, used, "gained", object) {
            draft.who = Some(party.who.clone());
            out.push(draft.covering(used.at, party.to));
        }
    }
}

/// "handing control of the city to Syrian forces", "transferring control of A and B to the SDF".
pub(super) fn hand(clause: &Clause, used: &Use, out: &mut Vec<Draft>) {
    let run = &clause.run;
    let end = clause.clause_end(used.at).min(used.at + 24);
    let Some(to) = (used.at + 1..end)
        .find(|&k| run.word(k, "to") && clause.parties().iter().any(|p| p.from > k && p.from <= k + 2))
    else {
        return;
    };
    let Some(taker) = clause.parties().iter().find(|p| p.from > to) else { return };
    let control = (used.at + 1..to)
        .rev()
        .find(|&k| run.one_of(k, &["control"]))
        .map(|k| k + 1 + usize::from(run.one_of(k + 1, &["of", "over"])));
    for place in places(run, control.unwrap_or(used.at + 1)) {
        let mut draft = Draft::new("gained", used.at).covering(used.at, taker.to).covering(place.from, place.to);
        (draft.who, draft.extent) = (Some(taker.who.clone()), Some(if place.part { "part" } else { "all" }));
        (draft.reach, draft.points) = (place.name.is_empty(), place.points);
        draft.place = Some(place.name);
        out.push(draft);
    }
}

/// "pushed 12 km deep", "went 2 kilometers deeper into".
pub(super) fn advance(clause: &Clause, used: &Use, out: &mut Vec<Draft>) {
    let run = &clause.run;
    let Some(q) = clause.figures.iter().find(|q| q.number > used.at && q.from <= used.at + 5) else { return };
    let length = q.unit().is_some_and(|u| ["km", "mi", "m"].contains(&run.lexicon.units[u].name.as_str()));
    let after = after_bracket(clause, q.to);
    let inward = run.is(after, Class::Deep)
        || run.is(q.to, Class::Deep)
        || run.one_of(used.at + 1, &["forward", "deeper", "into"])
        || used.verb.frame == Frame::Advance
            && !run.one_of(after, &["from", "of", "north", "south", "east", "west", "off", "away", "long"]);
    let to_within = (used.at..q.from).any(|k| run.one_of(k, &["within", "to", "from", "every"]))
        || run.one_of(after, &["from", "of", "off"]);
    let daily = run.one_of(after, &["a", "per", "every", "each", "daily"]);
    if !length
        || q.rate
        || to_within
        || daily
        || !inward
        || used.verb.frame == Frame::Deploy && !run.is(after, Class::Deep)
    {
        return;
    }
    let mut draft = Draft::new("advanced", used.at).covering(q.from, after);
    draft.who = clause.subject(used).map(|p| p.who.clone());
    draft.place = figure_place(clause, q, used.at);
    (draft.figure, draft.reach) = (Some(*q), true);
    out.push(draft);
}

/// "the area under its control had shrunk by nearly one-fifth".
pub(super) fn shrink(clause: &Clause, used: &Use, out: &mut Vec<Draft>) {
    let run = &clause.run;
    let Some(q) = clause
        .figures
        .iter()
        .find(|q| q.number > used.at && q.from <= used.at + 3)
        .filter(|_| run.word(used.at + 1, "by"))
    else {
        return;
    };
    let start = clause.clause_start(used.at);
    let ground = (start..used.at).find(|&k| run.is(k, Class::Territory));
    let Some(area) = ground.filter(|_| ground_figure(clause, q)) else { return };
    let mut draft = Draft::new("lost", used.at).covering(area, q.to);
    draft.who = clause
        .parties()
        .iter()
        .find(|p| p.from >= start && p.to <= used.at)
        .map(|p| p.who.clone())
        .or_else(|| holder(clause, area, used.at));
    draft.place = located(run, start, used.at).map(|p| p.name);
    draft.of = Some(run.slice(area, used.at).trim_end_matches(" had").trim_end_matches(" has").to_owned());
    (draft.figure, draft.reach) = (Some(*q), true);
    out.push(draft);
}

/// "More than 40 % of the land that Ukraine overran is gone again".
pub(super) fn gone(clause: &Clause, used: &Use, out: &mut Vec<Draft>) {
    let Some(q) = clause.figures.iter().rfind(|q| q.to < used.at && ground_figure(clause, q)) else { return };
    let mut draft = Draft::new("lost", used.at).covering(q.from, used.at + 1);
    draft.who = clause.parties().iter().find(|p| p.from >= q.to && p.to <= used.at).map(|p| p.who.clone());
    draft.place = located(&clause.run, q.to + 1, used.at).map(|p| p.name);
    draft.of = whole_of(clause, q, Some(UnitKind::Percent)).flatten();
    (draft.figure, draft.reach) = (Some(*q), true);
    out.push(draft);
}
