//! Who says what: attribution by verb, by "according to", by a possessor ("by his account"), and by a speaker's label.

use super::atom::Run;
use super::context::{Context, Speaker, person_at, side_in, side_of_title};
use super::token::Kind;
use crate::lexicon::{Class, Form, class::any_of};

/// A stretch of a sentence that somebody says.
#[derive(Clone, Debug)]
pub struct Attribution {
    /// Who.
    pub speaker: Speaker,
    /// First atom of what is said.
    pub from: usize,
    /// One past the last.
    pub to: usize,
    /// The atom of the verb or phrase.
    pub at: usize,
    /// The speaker rejects it.
    pub deny: bool,
    /// Stands behind what is said.
    pub after: bool,
}

/// Whom "he", "the ministry" and "the officer" point back to.
#[derive(Debug, Default, Clone)]
pub struct Recent {
    /// The last speaker.
    pub last: Option<Speaker>,
    /// The last person.
    pub person: Option<Speaker>,
    /// The last speaker that is no person.
    pub body: Option<Speaker>,
    /// The people named so far, by surname, the last one last.
    pub seen: Vec<String>,
}

impl Recent {
    fn note(&mut self, speaker: &Speaker, person: bool) {
        self.last = Some(speaker.clone());
        *(if person { &mut self.person } else { &mut self.body }) = Some(speaker.clone());
    }
}

/// The attributions of a sentence.
pub fn attributions(run: &Run, context: &Context, recent: &mut Recent) -> Vec<Attribution> {
    let mut out: Vec<Attribution> = Vec::new();
    for i in 0..run.len() {
        if run.at(i).capital {
            let surname = run.text(i).rsplit([' ', '\n']).next().unwrap_or_default().to_lowercase();
            if context.people.contains_key(&surname) {
                recent.seen.push(surname);
            }
        }
        let found = by_verb(run, i, context, recent, &out)
            .or_else(|| by_phrase(run, i, context, recent))
            .or_else(|| by_possession(run, i, context, recent));
        if let Some(attribution) = found {
            out.push(attribution);
        }
    }
    out
}

fn by_verb(run: &Run, i: usize, context: &Context, recent: &mut Recent, so_far: &[Attribution]) -> Option<Attribution> {
    let value = run.sense(i, Class::Speech)?;
    let (_, deny, weak) = &run.lexicon.speech[(value >> Form::BITS) as usize];
    let form = value & ((1 << Form::BITS) - 1);
    if is_noun(run, i, form)
        || passive(run, i)
        || negated(run, i)
        || run.word(i, "added") && run.word(i + 1, "to") && !run.word(i + 2, "the")
    {
        return None;
    }
    let end = run.len();
    let inverted = i > 0
        && (run.mark(i.wrapping_sub(1), ',') && !apposed(run, i.wrapping_sub(1)) || run.quote(i.wrapping_sub(1)))
        && form & Form::PAST != 0
        && !run.one_of(i + 1, &["that", ":"])
        && !run.word(i, "told");
    if inverted && let Some((speaker, _)) = noun_phrase(run, i + 1, phrase_end(run, i + 1), context, recent) {
        return Some(Attribution { speaker, from: 0, to: end, at: i, deny: *deny, after: true });
    }
    if form == Form::ING {
        let with = (i.saturating_sub(9)..i)
            .rev()
            .find(|&k| run.word(k, "with"))
            .filter(|&w| !(w..i).any(|k| run.mark(k, ',')));
        if let Some((speaker, _)) = with.and_then(|w| noun_phrase(run, w + 1, i, context, recent)) {
            return Some(Attribution { speaker, from: i + 1, to: end, at: i, deny: *deny, after: false });
        }
        let speaker =
            so_far.last().map(|a| a.speaker.clone()).or_else(|| subject(run, i, context, recent).map(|s| s.0))?;
        return Some(Attribution { speaker, from: i + 1, to: end, at: i, deny: *deny, after: false });
    }
    let (speaker, from, strong) = subject(run, i, context, recent)?;
    let content = run.one_of(i + 1, &["that", "of", ":"]) || run.quote(i + 1) || run.mark(i + 1, ':');
    if *weak && !content && !strong {
        return None;
    }
    let after = from > 3
        && (run.mark(from.wrapping_sub(1), ',') || run.quote(from.wrapping_sub(1)))
        && !run.word(i + 1, "that")
        && trails(run, i + 1);
    Some(Attribution { speaker, from: if after { 0 } else { i + 1 }, to: end, at: i, deny: *deny, after })
}

/// Whether a comma closes an apposition: "Rudskoi, first deputy head of the staff,".
fn apposed(run: &Run, comma: usize) -> bool {
    let Some(open) = (0..comma).rev().take(24).find(|&k| run.mark(k, ',')) else { return false };
    let titled = (open + 1..comma)
        .any(|k| run.any(k, any_of(&[Class::Title, Class::Institution])) || run.one_of(k, &["who", "which", "whose"]));
    titled && !run.quote(comma.saturating_sub(1)) && !(open + 1..comma).any(|k| run.is(k, Class::Speech))
}

/// After a closing attribution come the end, a place or time of saying, or a bracket: no clause of its own.
fn trails(run: &Run, mut i: usize) -> bool {
    let start = i;
    while i < run.len() && i < start + 14 {
        if run.mark(i, '.') || run.mark(i, ';') || run.mark(i, ',') || run.mark(i, '(') || run.word(i, "and") {
            return true;
        }
        if run.sense(i, Class::Verb).is_some() && i > start + 1 || run.any(i, Class::Auxiliary.bit()) {
            return false;
        }
        i += 1;
    }
    true
}

fn is_noun(run: &Run, i: usize, form: u32) -> bool {
    let Some(before) = i.checked_sub(1) else { return true };
    form & Form::PAST == 0
        && (run.any(before, any_of(&[Class::Determiner, Class::Genitive]))
            || run.is(before, Class::Preposition) && !run.one_of(before, &["who"]))
        && !run.one_of(before, &["that", "which", "who"])
        || run.one_of(i, &["reported", "claimed"]) && run.any(before, any_of(&[Class::Determiner]))
}

/// "is said to", "were reported": nobody is named.
fn passive(run: &Run, i: usize) -> bool {
    let mut k = i;
    while k > 0 && run.is(k.wrapping_sub(1), Class::Adverb) && !run.is(k.wrapping_sub(1), Class::Auxiliary) {
        k -= 1;
    }
    k > 0 && run.is(k.wrapping_sub(1), Class::Be)
}

fn negated(run: &Run, i: usize) -> bool {
    (i.saturating_sub(3)..i)
        .any(|k| run.one_of(k, &["not", "n't", "never", "didn't", "didn’t", "doesn't", "would", "will"]))
        && !run.one_of(i, &["shown", "showed"])
}

/// The noun phrase that ends before a speech verb, past adverbs, dates and appositions. Tells if it names its speaker.
fn subject(run: &Run, i: usize, context: &Context, recent: &mut Recent) -> Option<(Speaker, usize, bool)> {
    let mut end = i;
    while end > 0
        && (run.any(end.wrapping_sub(1), any_of(&[Class::Adverb, Class::Auxiliary, Class::Weekday, Class::Modal]))
            || run.word(end.wrapping_sub(1), "on") && run.is(end, Class::Weekday)
            || run.one_of(end.wrapping_sub(1), &["later", "earlier", "today", "yesterday"]))
        && !run.is(end.wrapping_sub(1), Class::Pronoun)
    {
        end -= 1;
    }
    if end == 0 {
        return None;
    }
    if run.mark(end.wrapping_sub(1), ',') || run.mark(end.wrapping_sub(1), ')') {
        let open = if run.mark(end.wrapping_sub(1), ')') { '(' } else { ',' };
        let comma = (0..end.wrapping_sub(1)).rev().take(26).find(|&k| run.mark(k, open))?;
        let from = phrase_start(run, comma);
        let within = person(run, comma + 1, end, context).filter(|_| {
            person(run, from, comma, context).is_none()
                && (from..comma).any(|k| run.any(k, any_of(&[Class::Title, Class::Force])))
        });
        if let Some(mut speaker) = within {
            speaker.side = speaker.side.or_else(|| side_in(run, from, comma));
            recent.note(&speaker, true);
            return Some((speaker, from, true));
        }
        let (mut speaker, named) = noun_phrase(run, from, comma, context, recent)?;
        if speaker.side.is_none() {
            speaker.side = side_in(run, comma, end);
        }
        return Some((speaker, from, named));
    }
    // "who", "which": the speaker stands before the comma.
    if run.one_of(end.wrapping_sub(1), &["who", "which"]) {
        let comma = if run.mark(end.wrapping_sub(2), ',') { end - 2 } else { end - 1 };
        let from = phrase_start(run, comma);
        return noun_phrase(run, from, comma, context, recent).map(|(s, n)| (s, from, n));
    }
    let from = phrase_start(run, end);
    noun_phrase(run, from, end, context, recent).map(|(s, n)| (s, from, n))
}

/// The first atom of the noun phrase that ends before `end`.
fn phrase_start(run: &Run, end: usize) -> usize {
    let mut k = end;
    while k > 0 && end - k < 16 {
        let b = k - 1;
        let stop = run.quote(b)
            || run.mark(b, '-')
                && (run.at(b).spaced || run.mark(b + 1, '-') || b > 0 && run.mark(b.wrapping_sub(1), '-'))
            || run.mark(b, '–')
            || run.mark(b, ';')
            || run.mark(b, ':')
            || run.mark(b, '—')
            || run.mark(b, '(')
            || run.mark(b, ',') && !run.any(b.wrapping_sub(1), Class::Title.bit()) && !listed_heads(run, b)
            || run.any(b, any_of(&[Class::Speech, Class::Modal]))
                && !run.any(b, any_of(&[Class::Possessed, Class::Title, Class::Site]))
            || run.is(b, Class::Auxiliary) && !run.is(b, Class::Genitive)
            || run.any(b, Class::Conjunction.bit()) && !(run.word(b, "and") && joined_heads(run, b))
            || run.one_of(b, &["that", "which", "who", "as"])
            || run.is(b, Class::Verb) && !run.any(b, any_of(&[Class::Title, Class::Force])) && !run.at(b).capital;
        if stop {
            break;
        }
        k = b;
    }
    k
}

/// "Ukraine, the United States and South Korea", "Experts and activists": one speaker of several.
fn joined_heads(run: &Run, and: usize) -> bool {
    const HEADS: u64 = any_of(&[
        Class::State,
        Class::Sources,
        Class::Institution,
        Class::Demonym,
        Class::Title,
        Class::Monitor,
        Class::Group,
    ]);
    let before = and.saturating_sub(1 + usize::from(and > 1 && run.mark(and.wrapping_sub(1), ',')));
    and > 0 && run.any(before, HEADS) && (run.any(and + 1, HEADS) || run.any(and + 2, HEADS))
}

/// "Ukraine, the United States, and South Korea": a comma inside a list of parties.
fn listed_heads(run: &Run, comma: usize) -> bool {
    let head = any_of(&[Class::State, Class::Seat]);
    let next = comma + 1 + usize::from(run.any(comma + 1, any_of(&[Class::Determiner, Class::Conjunction])));
    comma > 0
        && run.any(comma.wrapping_sub(1), head)
        && (run.any(next, head) || run.any(next + 1, head))
        && (next..next + 6).any(|k| run.word(k, "and"))
        || comma > 0 && run.any(comma.wrapping_sub(1), head) && run.word(comma + 1, "and") && run.any(comma + 2, head)
}

/// "officer on the Ukrainian General Staff": the preposition belongs to the office.
fn office(run: &Run, k: usize) -> bool {
    run.any(k.wrapping_sub(1), Class::Title.bit())
        && (k + 1..k + 4).any(|n| run.any(n, any_of(&[Class::State, Class::Demonym, Class::Institution, Class::Force])))
}

fn phrase_end(run: &Run, from: usize) -> usize {
    (from..run.len())
        .find(|&k| {
            run.mark(k, ',')
                || run.mark(k, '.') && !run.any(k.wrapping_sub(1), Class::Title.bit())
                || run.mark(k, ';')
                || run.quote(k)
                || run.mark(k, '(')
                || run.mark(k, ':')
                || run.mark(k, '—')
                || run.any(k, any_of(&[Class::Weekday, Class::Auxiliary, Class::Conjunction])) && k > from
                || run.one_of(k, &["on", "in", "during", "at", "as", "told"])
                    && k > from
                    && !office(run, k)
                    && !run.one_of(k.wrapping_sub(1), &["spokesman", "commander"])
        })
        .unwrap_or(run.len())
}

/// "according to", "based on data from": the source follows.
fn by_phrase(run: &Run, i: usize, context: &Context, recent: &mut Recent) -> Option<Attribution> {
    if !run.is(i, Class::SourceAfter) {
        return None;
    }
    let both = usize::from(run.word(i + 1, "both"));
    let end = phrase_end(run, i + 1 + both).max(i + 1);
    let (speaker, named) = noun_phrase(run, i + 1 + both, end, context, recent)?;
    if run.one_of(i, &["citing", "quoting", "based on"]) && !named {
        return None;
    }
    Some(Attribution { speaker, from: 0, to: run.len(), at: i, deny: false, after: true })
}

/// "By Belousov's account", "`DeepState`'s map has never shown", "based on Rudskoi's statements".
fn by_possession(run: &Run, i: usize, context: &Context, recent: &mut Recent) -> Option<Attribution> {
    if !run.is(i, Class::Possessed) || i == 0 {
        return None;
    }
    let plain = |k: usize| {
        run.mask(k) == 0 && run.at(k).kind == Kind::Word && !run.at(k).capital && !run.word(k, "same")
            || run.one_of(k, &["own", "preliminary", "latest", "official"])
    };
    let own = (1..=2).take_while(|n| i > *n && plain(i - n)).count();
    let holder = i - own - 1;
    let lead = |k: usize| run.one_of(k, &["by", "on", "in", "from", "to", "based on", "according to"]);
    if run.one_of(holder, &["his", "her", "its", "their"]) && holder > 0 && lead(holder.wrapping_sub(1)) {
        let speaker = recent.last.clone()?;
        return Some(Attribution { speaker, from: 0, to: run.len(), at: i, deny: false, after: true });
    }
    if run.one_of(holder, &["same"]) && i >= 3 && run.word(i.wrapping_sub(3), "by") {
        let speaker = recent.last.clone()?;
        return Some(Attribution { speaker, from: 0, to: run.len(), at: i, deny: false, after: true });
    }
    if !run.is(holder, Class::Genitive) && !run.mark(holder, '’') && !run.mark(holder, '\'') {
        return None;
    }
    let from = (0..holder)
        .rev()
        .take(9)
        .find(|&k| {
            run.any(k, any_of(&[Class::Preposition, Class::SourceAfter, Class::Conjunction])) || run.mark(k, ',')
        })
        .map_or(0, |k| k + 1);
    let leads = from > 0 && lead(from.wrapping_sub(1));
    let shows = run.mark(i + 1, ':') || run.any(i + 1, any_of(&[Class::Auxiliary, Class::Speech]));
    if !leads && !shows {
        return None;
    }
    let (speaker, named) = noun_phrase(run, from, holder, context, recent)?;
    named.then_some(Attribution { speaker, from: 0, to: run.len(), at: i, deny: false, after: true })
}

/// Who a noun phrase names. The flag tells whether by name or office rather than by a bare pronoun.
pub fn noun_phrase(
    run: &Run,
    from: usize,
    to: usize,
    context: &Context,
    recent: &mut Recent,
) -> Option<(Speaker, bool)> {
    let to = to.min(run.len());
    if from >= to {
        return None;
    }
    let (speaker, person) = person(run, from, to, context)
        .map(|s| (s, true))
        .or_else(|| body(run, from, to, context).map(|s| (s, false)))
        .or_else(|| back_reference(run, from, to, context, recent))
        .or_else(|| unknown(run, from, to).map(|s| (s, true)))?;
    let named = !(from..to).all(|i| run.any(i, Class::Pronoun.bit()));
    recent.note(&speaker, person);
    Some((speaker, named))
}

fn person(run: &Run, from: usize, to: usize, context: &Context) -> Option<Speaker> {
    for i in from..to {
        let end = person_at(run, i);
        let single = run.at(i).capital && run.at(i).kind == Kind::Word && run.mask(i) & !Class::Surname.bit() == 0;
        if end.is_none() && !single {
            continue;
        }
        let end = end.unwrap_or(i + 1).min(to);
        let name = run.slice(i, end);
        let surname = name.rsplit([' ', '\n']).next()?.to_lowercase();
        if let Some(known) = context.people.get(&surname) {
            let titled = i > from
                && run.any(i.wrapping_sub(1), Class::Title.bit())
                && !run.one_of(
                    i.wrapping_sub(1),
                    &["mr", "mrs", "ms", "dr", "analyst", "expert", "researcher", "journalist", "doctor"],
                );
            let side = known
                .side
                .clone()
                .or_else(|| side_of_title(run, i, end))
                .or_else(|| titled.then(|| context.home.clone()).flatten());
            return Some(Speaker { name: known.name.clone(), side, titles: known.titles.clone() });
        }
    }
    None
}

/// An institution, party, monitor or plural source.
fn body(run: &Run, from: usize, to: usize, context: &Context) -> Option<Speaker> {
    if let Some(source) = (from..to).find(|&i| {
        run.one_of(i, &["from", "by"])
            && i > from
            && run.one_of(
                i.wrapping_sub(1),
                &["estimates", "reports", "data", "figures", "statements", "estimate", "assessment", "count", "tally"],
            )
    }) {
        return body(run, source + 1, to, context);
    }
    let heads = any_of(&[Class::Institution, Class::Force, Class::Sources, Class::Title]);
    let joined = (from..to).any(|i| run.word(i, "and") && joined_heads(run, i));
    let side = side_in(run, from, to);
    let start = (from..to).find(|&i| !run.any(i, Class::Determiner.bit()) || run.at(i).capital && i > from)?;
    let text = |to: usize| run.slice(start, to).to_owned();
    if let Some(index) = (from..to).find_map(|i| run.sense(i, Class::Monitor)).filter(|_| !joined) {
        let named = &run.lexicon.named[index as usize];
        let at = (from..to).find(|&i| run.is(i, Class::Monitor))?;
        let longer = (from..to).rev().find(|&i| run.is(i, Class::Sources));
        let full = context.fullest(index).unwrap_or_else(|| run.text(at).to_owned());
        let name = longer.map_or(full, |_| text(to));
        return Some(Speaker { name, side: Some(named.side.clone()), titles: Vec::new() });
    }
    let head = (from..to).rev().find(|&i| run.any(i, heads));
    if let Some(head) = head {
        if side.is_some() || joined || run.is(head, Class::Sources) {
            let sides: Vec<String> = (from..to).filter_map(|i| side_in(run, i, i + 1)).collect();
            let several = joined && sides.iter().any(|s| Some(s) != side.as_ref());
            let side = if several || side.is_none() { Some("other".to_owned()) } else { side };
            return Some(Speaker { name: trimmed(run, start, head.max(start) + 1, to), side, titles: Vec::new() });
        }
        return known_body(run, head, context).or_else(|| {
            let capital = run.at(head).capital && (head > from || run.text(head).contains(' '));
            let official = run.any(head, any_of(&[Class::Force]))
                || run.one_of(
                    head,
                    &[
                        "ministry",
                        "government",
                        "military",
                        "army",
                        "police",
                        "authorities",
                        "parliament",
                        "general staff",
                    ],
                )
                || run.text(head).to_lowercase().contains("ministry");
            let side = official.then(|| context.home.clone()).flatten();
            (capital || official).then(|| Speaker { name: text(head + 1), side, titles: Vec::new() })
        });
    }
    side.filter(|_| (from..to).any(|i| run.any(i, any_of(&[Class::State, Class::Seat, Class::Group, Class::Demonym]))))
        .map(|side| {
            let group = (from..to).find_map(|i| run.sense(i, Class::Group)).and_then(|index| context.fullest(index));
            Speaker { name: group.unwrap_or_else(|| text(to)), side: Some(side), titles: Vec::new() }
        })
}

/// The name up to its head, without relative clauses: "senior officer on the Ukrainian General Staff".
fn trimmed(run: &Run, start: usize, head_end: usize, to: usize) -> String {
    let of = run.word(head_end, "of") && run.is(head_end + 1, Class::State);
    let end = if of { (head_end + 2).min(to) } else { head_end.max(start + 1) };
    run.slice(start, end).to_owned()
}

/// "the ministry": the institution named before with the same head.
fn known_body(run: &Run, head: usize, context: &Context) -> Option<Speaker> {
    let word = run.text(head).rsplit(' ').next()?.to_lowercase();
    context.institutions.iter().rev().find(|(h, _)| *h == word).map(|(_, s)| s.clone())
}

fn back_reference(run: &Run, from: usize, to: usize, context: &Context, recent: &Recent) -> Option<(Speaker, bool)> {
    if (from..to).any(|i| run.one_of(i, &["he", "she"])) {
        return recent.person.clone().or(recent.last.clone()).map(|s| (s, true));
    }
    if (from..to).any(|i| run.one_of(i, &["it", "they"])) {
        return recent.body.clone().or(recent.last.clone()).map(|s| (s, false));
    }
    if (from..to).any(|i| run.one_of(i, &["we", "i"])) {
        return recent.last.clone().map(|s| (s, true));
    }
    let head = (from..to).rev().find(|&i| run.any(i, any_of(&[Class::Title, Class::Institution, Class::Force])))?;
    let article = (from..head).rev().find(|&i| run.word(i, "the"))?;
    if (article + 1..to).any(|i| run.at(i).capital) {
        return None;
    }
    if run.is(head, Class::Title) {
        let word = run.text(head).rsplit([' ', '-']).next().unwrap_or_default().to_lowercase();
        let bearer = recent.seen.iter().rev().filter_map(|s| context.people.get(s)).find(|p| p.titles.contains(&word));
        if let Some(bearer) = bearer {
            return Some((bearer.clone(), true));
        }
        return recent.person.clone().or(recent.last.clone()).map(|s| (s, true));
    }
    known_body(run, head, context).or(recent.body.clone()).map(|s| (s, false))
}

/// Capitals that nothing explains: a name as printed.
fn unknown(run: &Run, from: usize, to: usize) -> Option<Speaker> {
    let at = (from..to).find(|&i| {
        run.at(i).capital
            && run.at(i).kind == Kind::Word
            && !run.any(
                i,
                any_of(&[
                    Class::Determiner,
                    Class::Preposition,
                    Class::Conjunction,
                    Class::Weekday,
                    Class::Month,
                    Class::Adverb,
                    Class::Pronoun,
                ]),
            )
    })?;
    let end = super::place::name_end(run, at)?.min(to);
    let media = end - at <= 6 && end >= to.saturating_sub(3);
    media.then(|| Speaker { name: run.slice(at, end).to_owned(), side: Some("other".to_owned()), titles: Vec::new() })
}
