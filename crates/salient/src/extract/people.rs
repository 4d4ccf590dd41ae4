//! Claims about people: killed, wounded, captured, losses not split, displaced, deployed. Each needs a number.

use super::clause::{Clause, Use};
use super::draft::Draft;
use super::party::Who;
use super::place::{Place, WHERE, located, located_by, place};
use super::quantity::{Counted, Quantity};
use crate::lexicon::{Class, Form, Frame, class::any_of};

/// The claims about people in a sentence.
pub(super) fn claims(clause: &Clause) -> Vec<Draft> {
    let mut out: Vec<Draft> = Vec::new();
    for (index, q) in clause.figures.iter().enumerate() {
        if matches!(q.counted, Counted::Measure(_) | Counted::Settlements) || q.rate || excluded(clause, q) {
            continue;
        }
        let them = clause.run.word(q.to, "of") && clause.run.one_of(q.to + 1, &["them", "whom"])
            || clause.run.word(q.number.wrapping_sub(1), "them");
        if let Some(last) = out.last().filter(|_| them).cloned() {
            let place = where_(clause, q, last.predicate, q.to);
            out.push(Draft { figure: Some(*q), from: q.from, to: q.to, place: place.map(|p| p.name), ..last });
        } else if let Some((predicate, anchor)) = predicate(clause, index, q) {
            out.push(draft(clause, q, predicate, anchor));
        }
    }
    out
}

/// Breakdowns ("including three children"), ages, rates and populations are no claims of their own.
fn excluded(clause: &Clause, q: &Quantity) -> bool {
    let run = &clause.run;
    let rate = run.one_of(q.to, &["per", "a", "each", "every"]) && run.is(q.to + 1, Class::Span);
    let other =
        ["times", "years", "days", "weeks", "months", "percent", "%", "year", "hours", "-year", "tanks", "vehicles"];
    let bare = q.counted == Counted::Bare && (run.one_of(q.to, &other) || run.mark(q.to, '-'));
    let Some(before) = q.from.checked_sub(1) else { return rate || bare };
    let listed = run.one_of(before, &["including", "among", "aged"]) || run.one_of(before, &["them", "whom"]);
    // "one of 12 soldiers", "part of 300 men": the figure is only the whole.
    let whole = run.word(before, "of")
        && before > 0
        && (run.any(before - 1, any_of(&[Class::Cardinal, Class::Part, Class::Military, Class::Civilian]))
            || run.at(before - 1).kind == super::token::Kind::Number);
    rate || bare || listed || whole && !run.is(q.number, Class::Vague)
}

/// What happened to the people of a figure, and the word that says so.
fn predicate(clause: &Clause, index: usize, q: &Quantity) -> Option<(&'static str, usize)> {
    noun(clause, q)
        .or_else(|| after(clause, index, q))
        .or_else(|| before(clause, index, q))
        .or_else(|| presence(clause, q))
        .or_else(|| toll(clause, q))
}

/// The counted noun is itself a loss: "460 deaths", "6,000 Russian casualties".
fn noun(clause: &Clause, q: &Quantity) -> Option<(&'static str, usize)> {
    let run = &clause.run;
    let at = (q.number + 1..(q.to + 1).min(run.len())).find(|&i| run.is(i, Class::Loss))?;
    if q.counted == Counted::Bare && at != q.to {
        return None;
    }
    let kind = run.lexicon.losses[run.sense(at, Class::Loss)? as usize].as_str();
    if run.one_of(
        at,
        &[
            "lives",
            "bodies",
            "refugees",
            "evacuees",
            "displaced",
            "displaced people",
            "idps",
            "prisoners",
            "pows",
            "prisoners of war",
        ],
    ) && !lost_near(clause, at, kind)
    {
        return None;
    }
    let both = run.one_of(at + 1, &["and", "or"]) && loss_kind(clause, at + 2).is_some_and(|k| k != kind);
    Some((if both && kind != "displaced" { "casualties" } else { static_kind(kind)? }, at))
}

fn lost_near(clause: &Clause, at: usize, kind: &str) -> bool {
    let run = &clause.run;
    let near = at.saturating_sub(8)..(at + 6).min(run.len());
    match kind {
        "displaced" => {
            near.clone().any(|i| run.one_of(i, &["fled", "created", "internally", "forced", "driven"]))
                || run.one_of(at, &["displaced", "displaced people", "idps"])
        }
        "captured" => near.clone().any(|i| run.one_of(i, &["took", "taken", "captured", "capturing"])),
        _ => near.clone().any(|i| run.one_of(i, &["claimed", "claiming", "lost", "cost", "took", "taken", "claims"])),
    }
}

fn static_kind(kind: &str) -> Option<&'static str> {
    ["killed", "wounded", "casualties", "captured", "displaced"].into_iter().find(|k| *k == kind)
}

fn loss_kind(clause: &Clause, i: usize) -> Option<&'static str> {
    let run = &clause.run;
    if let Some(index) = run.sense(i, Class::Loss) {
        return static_kind(run.lexicon.losses[index as usize].as_str());
    }
    let (verb, _) = run.lexicon.verb(run.sense(i, Class::Verb)?);
    match verb.frame {
        Frame::Kill | Frame::Die => Some("killed"),
        Frame::Wound => Some("wounded"),
        Frame::Flee | Frame::Displace => Some("displaced"),
        _ => None,
    }
}

/// The verb behind the figure, whose subject it is: "were killed", "died", "fled", "have arrived".
fn after(clause: &Clause, index: usize, q: &Quantity) -> Option<(&'static str, usize)> {
    let run = &clause.run;
    let next = clause.figures[index + 1..]
        .iter()
        .find(|f| !aside(clause, f) && f.unit().is_none())
        .map_or(run.len(), |f| f.from);
    let limit = clause.clause_end(q.to.saturating_sub(1)).min(next).min(q.to + 18);
    let mut i = q.to;
    let mut commas = 0;
    while i < limit {
        commas += usize::from(run.mark(i, ','));
        if commas == 1
            && !run
                .one_of(i + 1, &["including", "most", "mostly", "many", "among", "some", "at", "both", "who", "half"])
            && run.mark(i, ',')
        {
            return None;
        }
        if run.word(i, "dead") && run.is(i.wrapping_sub(1), Class::Be) {
            return Some(("killed", i));
        }
        if let Some(found) = happening(clause, q, i) {
            return Some(found);
        }
        if i > q.to + 1
            && run.is(i, Class::Verb)
            && !run.any(i, any_of(&[Class::Adverb, Class::Loss]))
            && clause.verb_at(i).is_some_and(|u| !u.passive && matches!(u.verb.frame, Frame::Gain | Frame::Hold))
        {
            return None;
        }
        i += 1;
    }
    None
}

/// A figure inside "including …" or a bracket does not end the clause of the one before it.
fn aside(clause: &Clause, q: &Quantity) -> bool {
    q.from > 0
        && (clause.run.one_of(q.from.wrapping_sub(1), &["including", "among", "aged"])
            || clause.run.mark(q.from.wrapping_sub(1), '('))
}

fn happening(clause: &Clause, q: &Quantity, i: usize) -> Option<(&'static str, usize)> {
    let run = &clause.run;
    let value = run.sense(i, Class::Verb)?;
    let (verb, form) = run.lexicon.verb(value);
    let participle = form & Form::PARTICIPLE != 0;
    let real = clause.verb_at(i);
    let bare = i == q.to && participle;
    let passive = bare
        || real.as_ref().is_some_and(|u| u.passive)
        || participle && run.any(i.wrapping_sub(1), any_of(&[Class::Be, Class::Adverb]));
    if real.is_none() && !bare && !passive {
        return None;
    }
    let again = run.one_of(i + 1, &["and", "or"]).then(|| loss_kind(clause, i + 2)).flatten();
    let predicate = match verb.frame {
        Frame::Kill if passive => "killed",
        Frame::Wound if passive => "wounded",
        Frame::CasualtyObject if passive => "casualties",
        Frame::Die if real.is_some() => "killed",
        Frame::Displace | Frame::Evacuate if passive => "displaced",
        Frame::Flee | Frame::Evacuate | Frame::Displace if real.is_some() => "displaced",
        Frame::Surrender if real.is_some() => "captured",
        Frame::TakePrisoner => "captured",
        Frame::Gain if passive && military(clause, q) && verb.lemma.ends_with("capture") => "captured",
        Frame::Deploy if passive && military(clause, q) => "deployed",
        Frame::Present if real.is_some() && military(clause, q) => "deployed",
        _ => return None,
    };
    let split = again.is_some_and(|k| k != predicate) && matches!(predicate, "killed" | "wounded");
    Some((if split { "casualties" } else { predicate }, i))
}

fn military(clause: &Clause, q: &Quantity) -> bool {
    let run = &clause.run;
    (q.number..q.to).any(|i| run.any(i, any_of(&[Class::Military, Class::Force, Class::Group])))
        || q.counted == Counted::Persons && run.is(q.noun, Class::Demonym)
        || run.one_of(q.to, &["troops", "soldiers"])
}

/// The verb before the figure, whose object it is: "killing three", "lost 13 soldiers", "sent 11,000 troops".
fn before(clause: &Clause, index: usize, q: &Quantity) -> Option<(&'static str, usize)> {
    let run = &clause.run;
    let last = if index > 0 { clause.figures[index - 1].to } else { 0 };
    let i = (0..q.from).rev().take(7).find(|&i| run.is(i, Class::Verb) && !run.any(i, Class::Be.bit()))?;
    let blocked = (i + 1..q.from).any(|k| {
        run.any(k, any_of(&[Class::Auxiliary, Class::Speech, Class::Preposition]))
            && !run.one_of(k, &["an", "estimated", "by", "of", "over", "about", "around", "under", "between"])
            || run.mark(k, '.')
            || run.mark(k, ';')
    });
    if blocked || i < last && !joined(clause, index, q) {
        return None;
    }
    let used = clause.verb_at(i)?;
    object_of(clause, &used, q).map(|p| (p, i))
}

/// "killed seven people and 12 soldiers": the second figure shares the verb.
fn joined(clause: &Clause, index: usize, q: &Quantity) -> bool {
    let before = clause.figures[index - 1];
    (before.to..q.from).all(|k| clause.run.word(k, "and") || clause.run.mark(k, ','))
}

fn object_of(clause: &Clause, used: &Use, q: &Quantity) -> Option<&'static str> {
    let run = &clause.run;
    let persons = q.counted == Counted::Persons;
    let dead = run.one_of(q.to, &["dead", "killed"]) || run.one_of(q.noun, &["dead"]);
    let hurt = run.one_of(q.to, &["wounded", "injured"]) || run.one_of(q.noun, &["wounded", "injured"]);
    if used.passive && !matches!(used.verb.frame, Frame::Leave) {
        return None;
    }
    Some(match used.verb.frame {
        Frame::Kill => "killed",
        Frame::Wound => "wounded",
        Frame::CasualtyObject => "casualties",
        Frame::Leave if dead => "killed",
        Frame::Leave if hurt => "wounded",
        Frame::Displace | Frame::Evacuate if persons || plain_bare(clause, q) => "displaced",
        Frame::Suffer if dead => {
            if loss_kind(clause, q.to + 2).is_some() && run.one_of(q.to + 1, &["and", "or"]) {
                "casualties"
            } else {
                "killed"
            }
        }
        Frame::Suffer if hurt => "wounded",
        Frame::Lose if persons && military(clause, q) => "casualties",
        Frame::Gain if persons && military(clause, q) && used.verb.lemma == "capture" => "captured",
        Frame::TakePrisoner if persons => "captured",
        Frame::Deploy if persons && military(clause, q) && !used.passive => "deployed",
        _ => return None,
    })
}

fn plain_bare(clause: &Clause, q: &Quantity) -> bool {
    q.counted == Counted::Bare && (q.to >= clause.run.len() || clause.run.any(q.to, Class::Preposition.bit()))
}

/// "1,500 peacekeepers are present in Goma", "has 960 soldiers in Beledweyne".
fn presence(clause: &Clause, q: &Quantity) -> Option<(&'static str, usize)> {
    let run = &clause.run;
    if !military(clause, q) || q.counted != Counted::Persons {
        return None;
    }
    let mut at = q.to;
    at += usize::from(run.one_of(at, &["that", "who"]));
    let be = run.one_of(at, &["are", "were", "is", "remain"]);
    while be && run.any(at, any_of(&[Class::Auxiliary, Class::Adverb]))
        || be && run.one_of(at, &["present", "stationed", "deployed", "still", "based", "there", "remain"])
    {
        at += 1;
    }
    let placed = run.one_of(at, &["in", "on", "at", "inside"]) && place(run, at + 1).is_some();
    let owned = q.from > 0
        && run.one_of(q.from.wrapping_sub(1), &["has", "have", "had", "maintains", "keeps"])
        && placed
        && at == q.to;
    let fighting = q.from > 0
        && run.one_of(q.from.wrapping_sub(1), &["has", "have", "had"])
        && run.one_of(at, &["fighting", "stationed", "deployed", "operating"]);
    (be && placed || owned || fighting).then_some(("deployed", if be { q.to } else { q.from.saturating_sub(1) }))
}

/// "the death toll has risen to 120", "the number of soldiers killed has passed 20,800", "losses exceed 560,000".
fn toll(clause: &Clause, q: &Quantity) -> Option<(&'static str, usize)> {
    let run = &clause.run;
    if q.counted == Counted::Persons && !military(clause, q) && !run.one_of(q.noun, &["people"]) {
        return None;
    }
    if q.from >= 2 && run.word(q.from - 1, "of") && run.is(q.from - 2, Class::Loss) {
        return loss_kind(clause, q.from - 2).filter(|k| *k != "displaced").map(|k| (k, q.from - 2));
    }
    let start = clause.clause_start(q.from).max(q.from.saturating_sub(22));
    let at = (start..q.from).rev().find(|&i| {
        run.is(i, Class::Loss) && !run.one_of(i, &["prisoners", "lives", "bodies", "dead"])
            || loss_kind(clause, i).is_some() && (start..i).any(|k| run.one_of(k, &["number", "count"]))
    })?;
    let verb = (at..q.number).any(|k| {
        run.one_of(
            k,
            &[
                "to",
                "at",
                "above",
                "passed",
                "exceed",
                "exceeds",
                "exceeded",
                "stands",
                "stood",
                "reached",
                "was",
                "is",
                "were",
                "surpassed",
                "topped",
                "reaches",
                "reach",
                "has passed",
                "including",
                ":",
            ],
        ) || run.mark(k, ':')
    });
    let crossed = clause.figures.iter().any(|f| {
        f.number > at
            && f.number < q.number
            && !(run.mark(f.to, ',') || run.one_of(f.to, &["tanks", "infantry", "vehicles"]))
    });
    let kind = loss_kind(clause, at)?;
    let both = at > 1
        && run.one_of(at.wrapping_sub(1), &["and", "or"])
        && loss_kind(clause, at.wrapping_sub(2)).is_some_and(|k| k != kind);
    let also = run.one_of(q.to, &["killed", "dead"]) && run.one_of(q.to + 1, &["and", "or"]);
    (verb && !crossed && (kind != "displaced" || (start..q.from).any(|k| run.one_of(k, &["number", "total"]))))
        .then_some((if both || also { "casualties" } else { kind }, at))
}

fn draft(clause: &Clause, q: &Quantity, predicate: &'static str, anchor: usize) -> Draft {
    let run = &clause.run;
    let mut draft = Draft::new(predicate, anchor).covering(q.from, q.to.max(q.number + 1).min(run.len()));
    draft.figure = Some(*q);
    let place = where_(clause, q, predicate, anchor);
    draft.points = place.as_ref().and_then(|p| p.points.clone());
    draft.place = place.map(|p| p.name);
    draft.reach = predicate == "deployed";
    draft.who = clause.party_within(q).or_else(|| whose(clause, q, predicate, anchor));
    draft.local = true;
    draft
}

/// The party of people whose noun does not tell it.
fn whose(clause: &Clause, q: &Quantity, predicate: &str, anchor: usize) -> Option<Who> {
    let run = &clause.run;
    let used = clause.verb_at(anchor);
    let frame = used.as_ref().map(|u| u.verb.frame);
    if predicate == "deployed" && clause.run.one_of(anchor, &["has", "have", "had", "maintains", "keeps"]) {
        return clause.parties().iter().rfind(|p| p.to <= anchor).map(|p| p.who.clone());
    }
    let own = matches!(frame, Some(Frame::Suffer | Frame::Lose))
        || predicate == "deployed"
            && used.as_ref().is_some_and(|u| !u.passive && matches!(u.verb.frame, Frame::Deploy));
    if own {
        return used.and_then(|u| clause.subject(&u).map(|p| p.who.clone()));
    }
    if q.noun < run.len() && run.is(anchor, Class::Loss) || predicate == "casualties" {
        let start = clause.clause_start(anchor);
        let near = (start..anchor)
            .rev()
            .take(16)
            .find_map(|i| [Class::Group, Class::Demonym, Class::State].iter().find_map(|&c| run.sense(i, c)));
        return near.map(|index| Who::Code(run.lexicon.named[index as usize].side.clone()));
    }
    let military_too = military(clause, q) && matches!(predicate, "killed" | "wounded");
    if military_too {
        let before = clause.figures.iter().rfind(|f| f.to <= q.from && f.counted == Counted::Persons);
        let inherited = before.and_then(|f| clause.party_within(f));
        let losses = (clause.clause_start(q.from)..q.from)
            .rev()
            .find(|&i| run.is(i, Class::Loss) && i > 0)
            .and_then(|i| [Class::Group, Class::Demonym].iter().find_map(|&c| run.sense(i.wrapping_sub(1), c)));
        return losses.map(|index| Who::Code(run.lexicon.named[index as usize].side.clone())).or(inherited);
    }
    // "seven soldiers and 12 others": as the figure before it.
    run.one_of(q.noun, &["others", "other"])
        .then(|| clause.figures.iter().rfind(|f| f.to <= q.from).and_then(|f| clause.party_within(f)))
        .flatten()
}

fn where_(clause: &Clause, q: &Quantity, predicate: &str, anchor: usize) -> Option<Place> {
    let run = &clause.run;
    let end = clause.clause_end(q.to.max(anchor).saturating_sub(1).max(q.from));
    let next = clause
        .figures
        .iter()
        .find(|f| f.number >= q.to && f.number > anchor && f.counted == Counted::Persons)
        .map_or(end, |f| f.from);
    if predicate == "displaced" {
        let fled = (anchor + 1..(anchor + 3).min(end)).find_map(|k| place(run, k)).filter(|p| !p.name.is_empty());
        let from = (q.to..end).find(|&k| run.word(k, "from")).and_then(|k| place(run, k + 1));
        let out_of = (q.to..end)
            .find(|&k| run.word(k, "of") && run.one_of(k.wrapping_sub(1), &["out", "move out", "moved out"]))
            .and_then(|k| place(run, k + 1));
        if let Some(found) = from.or(fled).or(out_of) {
            return Some(found);
        }
    }
    if predicate == "deployed" {
        let to = located_by(run, q.to.min(end), end, &["to", "into", "in", "on", "at", "inside", "near"]);
        return to.or_else(|| {
            located(run, clause.clause_start(q.from), q.from).filter(|p| {
                !p.name.is_empty()
                    && run.one_of(p.from.wrapping_sub(1), &WHERE)
                    && !run.word(p.from.wrapping_sub(1), "from")
            })
        });
    }
    let inside = (q.number + 1..q.noun)
        .find(|&k| run.at(k).capital && !run.any(k, any_of(&[Class::Demonym, Class::Group])) || run.is(k, Class::State))
        .and_then(|k| place(run, k))
        .filter(|p| p.to <= q.noun && !p.name.is_empty());
    if inside.is_some() {
        return inside;
    }
    let own = located_by(run, q.to.min(end), end.min(next), &WHERE);
    let wide = || located_by(run, q.to.min(end), end, &WHERE);
    let ahead = || located_by(run, clause.clause_start(q.from), q.from, &WHERE);
    let civil = predicate != "casualties" && !military(clause, q);
    let anywhere = || located_by(run, 0, q.from, &WHERE).or_else(|| located_by(run, q.to.min(end), run.len(), &WHERE));
    own.or_else(wide).or_else(ahead).or_else(|| civil.then(anywhere).flatten())
}
