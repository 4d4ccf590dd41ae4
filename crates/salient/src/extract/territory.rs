//! Claims about ground: who took, holds, lost or left it, and how far somebody advanced.

use super::clause::{Clause, Use};
use super::draft::Draft;
use super::party::{Party, Who};
use super::place::{Place, located, places};
use super::quantity::{Counted, Quantity};
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

/// Figures about ground that no verb took: "which amounts to about 64 %", "Kyiv has spoken of 1,300 km²". They go with the
/// nearest claim of the sentence, or with the last one before it.
fn orphans(clause: &Clause, out: &mut Vec<Draft>) {
    let run = &clause.run;
    let told = |q: &Quantity, out: &[Draft]| out.iter().any(|d| d.figure.is_some_and(|f| f.number == q.number));
    for q in &clause.figures {
        if told(q, out) || in_bracket(clause, q) || clause.pairs.iter().any(|p| p.second.number == q.number) {
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

/// What a verb takes: figures and places.
enum Object {
    Figure(Quantity),
    Place(Place),
}

fn transitive(clause: &Clause, used: &Use, predicate: &'static str, out: &mut Vec<Draft>) {
    let objects = if used.passive { objects_before(clause, used.at) } else { objects_after(clause, used.at + 1) };
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

fn territorial(clause: &Clause, used: &Use, predicate: &'static str, object: Object) -> Option<Draft> {
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

/// The kind of a figure that can be a piece of ground; people, lengths and other measures cannot.
fn ground(clause: &Clause, q: &Quantity) -> Option<Option<UnitKind>> {
    match q.counted {
        Counted::Settlements => Some(None),
        Counted::Measure(unit) => {
            let unit = &clause.run.lexicon.units[unit];
            let ground = unit.kind == UnitKind::Percent || ["km2", "mi2", "ha"].contains(&unit.name.as_str());
            (ground && !q.rate && !sized(clause, q)).then_some(Some(unit.kind))
        }
        _ => None,
    }
}

/// "29,900 square kilometre expanse", "30 square kilometers a day", "burned 500 hectares": a size or a rate.
fn sized(clause: &Clause, q: &Quantity) -> bool {
    let run = &clause.run;
    let near = q.from.saturating_sub(3)..(q.to + 3).min(run.len());
    let size = near.clone().any(|i| run.is(i, Class::Size) && !run.is(i, Class::Territory));
    let daily = (q.to..q.to + 2).any(|i| run.one_of(i, &["a", "per", "each", "every"]) && run.is(i + 1, Class::Span));
    let daily = daily || run.one_of(q.to, &["daily", "monthly", "weekly"]);
    size || daily
}

/// For a share, the whole in the text's words; `None` when the whole is no ground.
fn whole_of(clause: &Clause, q: &Quantity, kind: Option<UnitKind>) -> Option<Option<String>> {
    if kind != Some(UnitKind::Percent) {
        return Some(None);
    }
    let run = &clause.run;
    let mut at = q.to;
    while run.quote(at) || run.mark(at, ',') {
        at += 1;
    }
    let of = usize::from(run.word(at, "of"));
    let start = at + of;
    let mut first = start;
    while run.is(first, Class::Determiner) && !run.is(first, Class::Possessive) || run.one_of(first, &["all", "both"]) {
        first += 1;
    }
    let mut end = first;
    while end < run.len()
        && end < first + 16
        && !run.mark(end, ',')
        && !run.mark(end, '.')
        && !run.quote(end)
        && !run.mark(end, ';')
        && !run.any(end, any_of(&[Class::Auxiliary, Class::Speech]))
        && !(run.one_of(end, &["and", "while", "since"]) && end > first + 1)
    {
        end += 1;
    }
    if of == 0
        && !run.any(start, any_of(&[Class::Determiner, Class::State, Class::Demonym, Class::Territory]))
        && !run.atoms.get(start).is_some_and(|a| a.capital)
    {
        return if run.mark(at, '.') || at >= run.len() || run.mark(at, ')') { Some(None) } else { None };
    }
    let words = first..end;
    let people = words.clone().take(5).any(|i| run.is(i, Class::Population) && !run.any(i, Class::Territory.bit()));
    let ground = words.clone().any(|i| {
        run.any(i, any_of(&[Class::Territory, Class::Place, Class::Settlement, Class::State, Class::Seat]))
            || run.at(i).capital
    }) || run.one_of(first, &["what", "it", "them"]);
    (ground && !people).then(|| Some(run.slice(first, end).to_owned()))
}

/// Where a figure is said to be: after it in its clause, else before the verb.
fn figure_place(clause: &Clause, q: &Quantity, anchor: usize) -> Option<String> {
    let end = clause.clause_end(q.to.max(anchor));
    let next = clause
        .figures
        .iter()
        .find(|f| f.number >= q.to && f.unit().is_none_or(|_| !in_bracket(clause, f)))
        .map_or(end, |f| f.from);
    let comma = (q.to..end).find(|&k| clause.run.mark(k, ',')).unwrap_or(end);
    let near = located(&clause.run, q.to, end.min(next.max(q.to)).min(comma))
        .or_else(|| located(&clause.run, q.to, end.min(next.max(q.to))));
    let share =
        clause.run.word(q.to, "of") && q.unit().is_some_and(|u| clause.run.lexicon.units[u].kind == UnitKind::Percent);
    let after =
        if share { located(&clause.run, q.to, comma) } else { near.or_else(|| located(&clause.run, q.to, end)) };
    let start = clause.clause_start(q.from.min(anchor)).max(speech_before(clause, q.from.min(anchor)));
    after
        .or_else(|| located(&clause.run, start, q.from))
        .or_else(|| located(&clause.run, 0, start).filter(|p| !clause.run.at(0).capital || p.from > 1))
        .map(|p| p.name)
}

fn in_bracket(clause: &Clause, q: &Quantity) -> bool {
    q.number > 0 && (clause.run.mark(q.from.saturating_sub(1), '(') || clause.run.mark(q.from.saturating_sub(1), '['))
}

/// Figures and places after a verb, in a list or not.
fn objects_after(clause: &Clause, from: usize) -> Vec<Object> {
    let (mut out, mut at) = (Vec::new(), from);
    let run = &clause.run;
    while run.any(at, Class::Adverb.bit()) && !run.is(at, Class::Auxiliary)
        || run.one_of(at, &["back", "control", "over", "both", "either"])
            && run.mask(at) & Class::HedgeBefore.bit() == 0
    {
        at += 1;
    }
    for _ in 0..6 {
        if let Some(q) = clause.figure_from(at).copied() {
            let ends =
                if matches!(q.counted, Counted::Persons | Counted::Bare) { q.to } else { after_bracket(clause, q.to) };
            out.push(Object::Figure(q));
            at = listed_places(clause, q.to, ends, &mut out).unwrap_or(ends);
        } else {
            let mut found = places(run, at);
            if found.first().is_none_or(|p| p.name.is_empty())
                && let Some(listed) = unnamed_plural(clause, at)
            {
                found = listed;
            }
            let Some(last) = found.last() else { break };
            if clause.figures.iter().any(|f| f.from < last.to && f.number >= at && f.unit().is_some()) {
                break;
            }
            at = last.to;
            out.extend(found.into_iter().map(Object::Place));
        }
        let Some(next) = continues(clause, at) else { break };
        at = next;
    }
    out
}

/// "several towns, including A and B": only the names count.
fn unnamed_plural(clause: &Clause, at: usize) -> Option<Vec<Place>> {
    let run = &clause.run;
    let noun =
        (at..at + 6).find(|&k| run.any(k, any_of(&[Class::Settlement, Class::Place])) && run.text(k).ends_with('s'))?;
    let lead = (noun + 1..(noun + 10).min(run.len()))
        .find(|&k| run.one_of(k, &["including", "namely"]) || run.mark(k, ':'))?;
    let plain = (at..lead).all(|k| !run.any(k, any_of(&[Class::Verb, Class::Speech, Class::Auxiliary])));
    let found = places(run, lead + 1);
    (plain && !found.is_empty()).then_some(found)
}

/// "20 towns, including A, B and C": each name is an object too.
fn listed_places(clause: &Clause, noun_end: usize, from: usize, out: &mut Vec<Object>) -> Option<usize> {
    let run = &clause.run;
    let reach = (from + 14).min(clause.clause_end(noun_end));
    let lead = (from..reach)
        .find(|&k| run.one_of(k, &["including", "namely", "among"]) || run.mark(k, ':') || run.mark(k, '—'))?;
    let crossed = clause.figures.iter().any(|f| f.number > noun_end && f.number < lead);
    let found = places(run, lead + 1);
    let counted = clause.figures.iter().any(|f| f.number > lead && f.number <= lead + 2);
    if crossed || counted || found.is_empty() {
        return None;
    }
    let end = found.last().map(|p| p.to);
    out.extend(found.into_iter().filter(|p| !p.name.is_empty()).map(Object::Place));
    end
}

fn after_bracket(clause: &Clause, at: usize) -> usize {
    let run = &clause.run;
    if run.mark(at, '(') || run.mark(at, '[') {
        return (at..run.len()).find(|&k| run.mark(k, ')') || run.mark(k, ']')).map_or(at, |k| k + 1);
    }
    at
}

/// The next item of a list of objects: "594 troops and 100 settlements".
fn continues(clause: &Clause, at: usize) -> Option<usize> {
    let run = &clause.run;
    let end = clause.clause_end(at.saturating_sub(1)).min(at + 9);
    let joint = (at..end).find(|&k| {
        run.word(k, "and")
            || run.mark(k, ',')
            || run.one_of(k, &["including", "encompassing", "plus", "with"])
            || run.word(k, "well") && run.word(k + 1, "as")
    })?;
    let mut next = joint + 1;
    while run.quote(next)
        || run
            .one_of(next, &["as", "and", "including", "encompassing", "comprising", "with", "some", "plus", "another"])
            && clause.figure_from(next).is_none()
    {
        next += 1;
    }
    let figure = clause.figure_from(next)?;
    let plain = (at..joint).all(|k| !run.any(k, Class::Verb.bit()));
    (plain && figure.number <= next + 5).then_some(next)
}

/// Figures and places that are the subject of a passive verb.
fn objects_before(clause: &Clause, at: usize) -> Vec<Object> {
    let run = &clause.run;
    let start = clause.clause_start(at).max(subject_start(clause, at));
    let figures: Vec<Object> = clause
        .figures
        .iter()
        .filter(|q| q.number >= start && q.to <= at && !in_bracket(clause, q))
        .filter(|q| ground(clause, q).is_some())
        .map(|q| Object::Figure(*q))
        .collect();
    if !figures.is_empty() {
        return figures;
    }
    if let Some(which) = (at.saturating_sub(5)..at)
        .rev()
        .find(|&k| run.one_of(k, &["which", "that"]) && run.any(k + 1, any_of(&[Class::Auxiliary, Class::Adverb])))
    {
        return antecedent(clause, which).into_iter().map(Object::Place).collect();
    }
    let skip = |mut from: usize| {
        while from < at
            && (run.is(from, Class::Adverb)
                || run.any(from, Class::Conjunction.bit())
                || run.mark(from, ',')
                || run.quote(from)
                || run.word(from, "with"))
        {
            from += 1;
        }
        from
    };
    let mut found = places(run, skip(start));
    if found.is_empty()
        || run.is(at.saturating_sub(1), Class::Auxiliary)
            && found.first().is_some_and(|p| p.name.is_empty() && p.points.is_none())
    {
        let wide = clause.clause_start(at).max(speech_before(clause, at));
        found = places(run, skip(wide));
        if !found.is_empty()
            && (found.last().map_or(at, |p| p.to)..at).all(|k| {
                !run.any(k, any_of(&[Class::Verb, Class::Speech]))
                    || run.one_of(k, &["remains", "remain", "remained", "based", "located"])
            })
        {
            return found.into_iter().map(Object::Place).collect();
        }
        found.clear();
    }
    let end = found.last().map_or(start, |p| p.to);
    let near = (end..at).all(|k| {
        run.one_of(k, &["remains", "remain", "remained", "stays", "lies", "reportedly", "alone"])
            || run.any(k, any_of(&[Class::Auxiliary, Class::Adverb, Class::Negation, Class::Preposition, Class::State]))
            || run.at(k).capital
            || run.mark(k, ',')
    });
    if near { found.into_iter().map(Object::Place).collect() } else { Vec::new() }
}

fn speech_before(clause: &Clause, at: usize) -> usize {
    (0..at)
        .rev()
        .find(|&k| clause.run.is(k, Class::Speech) && !clause.run.at(k).capital || clause.run.word(k, "that"))
        .map_or(0, |k| k + 1)
}

/// The place right before "which": "the city of Saraqib in Idlib Governorate, which has been held by …".
fn antecedent(clause: &Clause, which: usize) -> Vec<Place> {
    let run = &clause.run;
    let end = which - usize::from(which > 0 && run.mark(which.wrapping_sub(1), ','));
    let starts = end.saturating_sub(14)..end;
    starts
        .filter_map(|k| super::place::place(run, k))
        .find(|p| {
            !p.name.is_empty()
                && (p.to == end
                    || run.one_of(p.to, &["in", ","]) && located(run, p.to, end).is_some_and(|r| r.to == end))
        })
        .into_iter()
        .collect()
}

fn subject_start(clause: &Clause, at: usize) -> usize {
    let run = &clause.run;
    (0..at)
        .rev()
        .find(|&k| {
            run.mark(k, ',') && k + 1 < at && !run.at(k + 1).capital
                || run.any(k, Class::Speech.bit()) && !run.at(k).capital
                || run.mark(k, ':')
        })
        .map_or(0, |k| k + 1)
}

/// "withdrew from Hama", "were driven out of Bama".
fn withdraw(clause: &Clause, used: &Use, out: &mut Vec<Draft>) {
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

fn push_places(
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
fn left_behind(clause: &Clause, used: &Use, party: &Party, begun: bool, out: &mut Vec<Draft>) {
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
fn leave(clause: &Clause, used: &Use, out: &mut Vec<Draft>) {
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
fn armed(clause: &Clause, party: &Party) -> bool {
    (party.from..party.to).any(|i| clause.run.any(i, any_of(&[Class::Force, Class::Group])))
        && !(party.from..party.to).any(|i| clause.run.one_of(i, &["officials", "authorities", "government", "state"]))
}

/// "were driven out of Bama", "drove the militants from Bama": ground lost by those driven.
fn expel(clause: &Clause, used: &Use, out: &mut Vec<Draft>) {
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
fn fall(clause: &Clause, used: &Use, out: &mut Vec<Draft>) {
    let run = &clause.run;
    let hands = used.verb.lemma.contains("hands");
    let to = (used.at + 1..(used.at + 5).min(run.len())).find(|&k| hands || run.one_of(k, &["to", "under"]));
    let Some(to) = to else { return };
    let Some(party) = clause.parties().iter().find(|p| p.from > used.at && p.from <= to + 4) else { return };
    for object in objects_before(clause, used.at) {
        if let Some(mut draft) = territorial(clause, used, "gained", object) {
            draft.who = Some(party.who.clone());
            out.push(draft.covering(used.at, party.to));
        }
    }
}

/// "handing control of the city to Syrian forces", "transferring control of A and B to the SDF".
fn hand(clause: &Clause, used: &Use, out: &mut Vec<Draft>) {
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
fn advance(clause: &Clause, used: &Use, out: &mut Vec<Draft>) {
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
fn shrink(clause: &Clause, used: &Use, out: &mut Vec<Draft>) {
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
fn gone(clause: &Clause, used: &Use, out: &mut Vec<Draft>) {
    let Some(q) = clause.figures.iter().rfind(|q| q.to < used.at && ground_figure(clause, q)) else { return };
    let mut draft = Draft::new("lost", used.at).covering(q.from, used.at + 1);
    draft.who = clause.parties().iter().find(|p| p.from >= q.to && p.to <= used.at).map(|p| p.who.clone());
    draft.place = located(&clause.run, q.to + 1, used.at).map(|p| p.name);
    draft.of = whole_of(clause, q, Some(UnitKind::Percent)).flatten();
    (draft.figure, draft.reach) = (Some(*q), true);
    out.push(draft);
}

fn ground_figure(clause: &Clause, q: &Quantity) -> bool {
    ground(clause, q).is_some()
}

/// "under Ukrainian control", "Ukrainian-held".
fn holder(clause: &Clause, from: usize, to: usize) -> Option<Who> {
    (from..to).find_map(|i| {
        let run = &clause.run;
        let index = [Class::Group, Class::Demonym, Class::State]
            .iter()
            .find_map(|&c| run.sense(i, c))
            .or_else(|| held_by(clause, i))?;
        Some(Who::Code(run.lexicon.named[index as usize].side.clone()))
    })
}

fn held_by(clause: &Clause, i: usize) -> Option<u32> {
    let (head, tail) = clause.run.text(i).rsplit_once('-')?;
    if !["held", "controlled", "occupied", "ruled"].contains(&tail.to_ascii_lowercase().as_str()) {
        return None;
    }
    let id = clause.run.lexicon.word(&head.to_lowercase());
    [Class::Group, Class::Demonym, Class::State].iter().find_map(|&c| clause.run.lexicon.sense(id, c))
}

fn nouns(clause: &Clause, i: usize, out: &mut Vec<Draft>) {
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
fn marked(clause: &Clause, i: usize, out: &mut Vec<Draft>) {
    let Some(index) = held_by(clause, i) else { return };
    let Some(place) = located(&clause.run, 0, i) else { return };
    let mut draft = Draft::new("holds", i).covering(place.from, i + 1);
    draft.who = Some(Who::Code(clause.run.lexicon.named[index as usize].side.clone()));
    (draft.extent, draft.reach, draft.points) = (Some("part"), place.name.is_empty(), place.points);
    draft.place = Some(place.name);
    out.push(draft);
}

/// "claims control of X", "X is under the control of Y", "28 settlements were in Ukrainian hands".
fn control(clause: &Clause, i: usize, out: &mut Vec<Draft>) {
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
fn showing(clause: &Clause, prep: usize) -> bool {
    (prep.saturating_sub(14)..prep)
        .any(|k| clause.run.one_of(k, &["shows", "showed", "showing", "shown", "marked", "with"]))
}

fn holder_words(clause: &Clause, from: usize, to: usize) -> Option<Who> {
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
fn capture_of(clause: &Clause, i: usize, out: &mut Vec<Draft>) {
    let run = &clause.run;
    if !run.word(i + 1, "of")
        || (i.saturating_sub(3)..i).any(|k| {
            run.any(k, any_of(&[Class::Hypothetical, Class::Modal, Class::Negation]))
                || run.one_of(k, &["to", "prevent", "for", "toward", "towards"])
        })
    {
        return;
    }
    let found = places(run, i + 2);
    let Some(end) = found.last().map(|p| p.to) else { return };
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
fn withdrawal(clause: &Clause, i: usize, out: &mut Vec<Draft>) {
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
