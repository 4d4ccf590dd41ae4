//! What a verb takes: figures and places, behind it or in front of it, in lists.

use super::clause::Clause;
use super::place::{Place, located, places, starts_name};
use super::quantity::{Counted, Quantity};
use crate::lexicon::{Class, UnitKind, class::any_of};

/// What a verb takes: figures and places.
pub(super) enum Object {
    Figure(Quantity),
    Place(Place),
}

/// The kind of a figure that can be a piece of ground; people, lengths and other measures cannot.
pub(super) fn ground(clause: &Clause, q: &Quantity) -> Option<Option<UnitKind>> {
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
pub(super) fn sized(clause: &Clause, q: &Quantity) -> bool {
    let run = &clause.run;
    let near = q.from.saturating_sub(3)..(q.to + 3).min(run.len());
    let size = near.clone().any(|i| run.is(i, Class::Size) && !run.is(i, Class::Territory));
    let daily = (q.to..q.to + 2).any(|i| run.one_of(i, &["a", "per", "each", "every"]) && run.is(i + 1, Class::Span));
    let daily = daily || run.one_of(q.to, &["daily", "monthly", "weekly"]);
    size || daily
}

/// For a share, the whole in the text's words; `None` when the whole is no ground.
pub(super) fn whole_of(clause: &Clause, q: &Quantity, kind: Option<UnitKind>) -> Option<Option<String>> {
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
pub(super) fn figure_place(clause: &Clause, q: &Quantity, anchor: usize) -> Option<String> {
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

pub(super) fn in_bracket(clause: &Clause, q: &Quantity) -> bool {
    q.number > 0 && (clause.run.mark(q.from.saturating_sub(1), '(') || clause.run.mark(q.from.saturating_sub(1), '['))
}

/// Figures and places after a verb, in a list or not.
pub(super) fn objects_after(clause: &Clause, from: usize) -> Vec<Object> {
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
pub(super) fn unnamed_plural(clause: &Clause, at: usize) -> Option<Vec<Place>> {
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
pub(super) fn listed_places(clause: &Clause, noun_end: usize, from: usize, out: &mut Vec<Object>) -> Option<usize> {
    let run = &clause.run;
    let reach = (from + 14).min(clause.clause_end(noun_end));
    let lead = (from..reach).find(|&k| {
        run.one_of(k, &["including", "namely", "among"])
            || run.mark(k, ':')
            || run.mark(k, '—')
            || (run.mark(k, '(') || run.mark(k, ',') && k == from)
                && starts_name(run, k + 1)
                && (k + 1..(k + 16).min(run.len())).any(|n| run.word(n, "and"))
    })?;
    let crossed = clause.figures.iter().any(|f| f.number > noun_end && f.number < lead);
    let found = places(run, lead + 1 + usize::from(run.word(lead + 1, "them")));
    let counted = clause.figures.iter().any(|f| f.number > lead && f.number <= lead + 2);
    if crossed || counted || found.is_empty() {
        return None;
    }
    let end = found.last().map(|p| p.to);
    out.extend(found.into_iter().filter(|p| !p.name.is_empty()).map(Object::Place));
    end
}

pub(super) fn after_bracket(clause: &Clause, at: usize) -> usize {
    let run = &clause.run;
    if run.mark(at, '(') || run.mark(at, '[') {
        return (at..run.len()).find(|&k| run.mark(k, ')') || run.mark(k, ']')).map_or(at, |k| k + 1);
    }
    at
}

/// The next item of a list of objects: "594 troops and 100 settlements".
pub(super) fn continues(clause: &Clause, at: usize) -> Option<usize> {
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
pub(super) fn objects_before(clause: &Clause, at: usize) -> Vec<Object> {
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

pub(super) fn speech_before(clause: &Clause, at: usize) -> usize {
    (0..at)
        .rev()
        .find(|&k| clause.run.is(k, Class::Speech) && !clause.run.at(k).capital || clause.run.word(k, "that"))
        .map_or(0, |k| k + 1)
}

/// The place right before "which": "the city of Saraqib in Idlib Governorate, which has been held by …".
pub(super) fn antecedent(clause: &Clause, which: usize) -> Vec<Place> {
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

pub(super) fn subject_start(clause: &Clause, at: usize) -> usize {
    let run = &clause.run;
    (0..at)
        .rev()
        .find(|&k| {
            run.mark(k, ',') && k + 1 < at && !starts_name(run, k + 1)
                || run.any(k, Class::Speech.bit()) && !run.at(k).capital
                || run.mark(k, ':')
        })
        .map_or(0, |k| k + 1)
}

pub(super) fn ground_figure(clause: &Clause, q: &Quantity) -> bool {
    ground(clause, q).is_some()
}
