//! Figures with what they count: measures, shares, settlements, people; with their hedges and ranges.

use super::atom::Run;
use super::number::{self, Number};
use crate::lexicon::{Class, List, UnitKind, class::any_of};
use serde::{Deserialize, Serialize};

/// The class of the words that bound or soften a figure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "hedges.toml lists the words of each")]
pub enum Hedge {
    #[default]
    None,
    About,
    MoreThan,
    LessThan,
    Nearly,
    AtLeast,
    UpTo,
}

const HEDGES: [Hedge; 7] =
    [Hedge::About, Hedge::MoreThan, Hedge::LessThan, Hedge::Nearly, Hedge::AtLeast, Hedge::UpTo, Hedge::None];

/// What a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// A unit of measure: an index into the lexicon's units.
    Measure(usize),
    /// Settlements, districts and the like.
    Settlements,
    /// People; the noun's atom tells whose.
    Persons,
    /// Nothing that is known here.
    Bare,
}

/// A figure, or the two ends of a range.
#[derive(Clone, Copy, Debug)]
pub struct Quantity {
    /// The first or only number.
    pub low: Number,
    /// The second number of a range, else the same.
    pub high: Number,
    /// What is counted.
    pub counted: Counted,
    /// How it is bounded.
    pub hedge: Hedge,
    /// First atom, hedge included.
    pub from: usize,
    /// Atom of the first number.
    pub number: usize,
    /// Atom of the counted noun or unit.
    pub noun: usize,
    /// One past the last atom.
    pub to: usize,
    /// A rate: something follows "per".
    pub rate: bool,
    /// Made of two units: "5 feet 10 inches".
    pub compound: bool,
}

impl Quantity {
    /// The index of the unit, for a measure.
    pub fn unit(&self) -> Option<usize> {
        if let Counted::Measure(unit) = self.counted { Some(unit) } else { None }
    }

    /// Whether two numbers are given.
    pub fn is_range(&self) -> bool {
        self.low.value != self.high.value
    }
}

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

/// Every figure of a sentence, from left to right. `taken` tells which atoms belong to a date and are no figures.
pub fn quantities(run: &Run, taken: &dyn Fn(usize) -> bool) -> Vec<Quantity> {
    let (mut out, mut i): (Vec<Quantity>, usize) = (Vec::new(), 0);
    while i < run.len() {
        let figure = if !may_start(run, i) || taken(i) || identifies(run, i) { None } else { quantity(run, i, false) };
        if let Some(figure) = figure.filter(|q| plausible(run, q)) {
            i = figure.to.max(i + 1);
            out.push(figure);
        } else {
            i += 1;
        }
    }
    parts(run, &mut out);
    out
}

/// "801 of the 1,268 square kilometers": a number without a unit has that of the area that it is a part of.
fn parts(run: &Run, figures: &mut [Quantity]) {
    for at in 1..figures.len() {
        let (part, whole) = (figures[at - 1], figures[at]);
        let area = whole.unit().is_some_and(|u| run.lexicon.units[u].kind == UnitKind::Area);
        let plain = part.counted == Counted::Bare && part.to == part.low.next && !part.low.vague && !part.low.fraction;
        if area && plain && is_part(run, &part, &whole) && part.high.value <= whole.high.value {
            (figures[at - 1].counted, figures[at - 1].noun) = (whole.counted, whole.noun);
        }
    }
}

/// "A of the B", "A out of B": whether a figure is taken of the one after it.
pub(super) fn is_part(run: &Run, part: &Quantity, whole: &Quantity) -> bool {
    let of = part.to + usize::from(run.word(part.to, "out"));
    run.word(of, "of") && of + 1 + usize::from(run.is(of + 1, Class::Determiner)) == whole.from
}

/// Whether an atom can start a number at all; most words cannot.
fn may_start(run: &Run, i: usize) -> bool {
    use super::token::Kind;
    const WORDS: u64 = any_of(&[Class::Cardinal, Class::Scale, Class::Vague, Class::Fraction]);
    match run.at(i).kind {
        Kind::Number => true,
        Kind::Word => {
            run.any(i, WORDS)
                || run.any(i, Class::Determiner.bit()) && run.any(i + 1, WORDS)
                || run.at(i).hyphen && run.text(i).as_bytes().first().is_some_and(u8::is_ascii_alphabetic)
        }
        Kind::Mark => run.at(i).end - run.at(i).start > 1,
    }
}

/// "No. 5", "Section 3", "$2", "2.5x", "1:30", "T-72": digits that are a name, money or a time, not a figure.
fn identifies(run: &Run, i: usize) -> bool {
    let before = i.checked_sub(1);
    let glued = |at: usize| run.atoms.get(at).is_some_and(|a| !a.spaced);
    let symbol = before.is_some_and(|b| ['$', '€', '£', '¥', '#', '₽', '₴', '₹'].iter().any(|&c| run.mark(b, c)));
    let time = (run.mark(i + 1, ':') && glued(i + 1) && glued(i + 2))
        || (before.is_some_and(|b| run.mark(b, ':') && glued(b)) && glued(i));
    let label = before.is_some_and(|b| run.listed(b, List::Label));
    symbol || time || label
}

fn plausible(run: &Run, q: &Quantity) -> bool {
    // "one" and "a half" alone are everyday words; they are figures only with something counted.
    let word = run.at(q.number).kind == super::token::Kind::Word;
    let text = run.text(q.number);
    let year = q.counted == Counted::Bare
        && text.len() == 4
        && (text.starts_with("19") || text.starts_with("20"))
        && q.to == q.number + 1;
    !year && (q.counted != Counted::Bare || !word || q.low.value > 1.0)
}

/// Reads a figure at atom `i`: number, range, unit or noun. In a bracket, unit letters may stand apart ("38 C").
pub fn quantity(run: &Run, i: usize, bracket: bool) -> Option<Quantity> {
    let low = number::parse(run, i)?;
    let from = hedge_start(run, i);
    let mut q = Quantity {
        low,
        high: low,
        counted: Counted::Bare,
        hedge: hedge_of(run, from, i),
        from,
        number: i,
        noun: low.next,
        to: low.next,
        rate: false,
        compound: false,
    };
    ranged(run, &mut q, bracket);
    let at = q.to + usize::from(run.mark(q.to, '-') && run.atoms.get(q.to).is_some_and(|a| !a.spaced));
    if run.is(at, Class::HedgeAfter)
        && (run.at(at).capital || !run.is(at, Class::Force))
        && let Some(after) = hedge_after(run, at)
    {
        (q.hedge, q.to) = (after, at + 1);
    }
    if !measured(run, &mut q, bracket) {
        counted(run, &mut q);
    }
    if low.vague && q.hedge == Hedge::None {
        q.hedge = Hedge::AtLeast;
    }
    if q.counted != Counted::Bare
        && let Some(after) = hedge_after(run, q.to).filter(|_| run.is(q.to, Class::HedgeAfter))
        && q.hedge == Hedge::None
        && run.at(q.to).end - run.at(q.to).start > 4
        && !run.word(q.to, "in total")
    {
        (q.hedge, q.to) = (after, q.to + 1);
    }
    Some(q)
}

fn hedge_after(run: &Run, i: usize) -> Option<Hedge> {
    run.sense(i, Class::HedgeAfter).map(|h| HEDGES[h as usize])
}

/// The first atom of the hedges that end right before atom `i`.
fn hedge_start(run: &Run, i: usize) -> usize {
    let mut from = i;
    while from > 0
        && (run.is(from.wrapping_sub(1), Class::HedgeBefore)
            || (run.quote(from.wrapping_sub(1)) && from >= 2 && run.is(from.wrapping_sub(2), Class::HedgeBefore)))
    {
        from -= 1;
    }
    if from > 0
        && from == i
        && run.listed(i.wrapping_sub(1), List::Article)
        && i >= 2
        && run.is(i.wrapping_sub(2), Class::HedgeBefore)
    {
        return hedge_start(run, i.wrapping_sub(1));
    }
    from
}

/// The hedge nearest to the number wins, but one that says nothing gives way to one that does.
fn hedge_of(run: &Run, from: usize, to: usize) -> Hedge {
    let mut hedge = Hedge::None;
    for i in (from..to).rev() {
        if let Some(found) = run.sense(i, Class::HedgeBefore).map(|h| HEDGES[h as usize])
            && hedge == Hedge::None
        {
            let never = (i.saturating_sub(3)..i).any(|k| run.word(k, "never"));
            hedge = if never && found == Hedge::MoreThan { Hedge::UpTo } else { found };
        }
    }
    hedge
}

/// "10 to 15", "10-15", "between 10 and 15", "10 miles to 15 miles".
fn ranged(run: &Run, q: &mut Quantity, bracket: bool) {
    let mut at = q.low.next;
    let unit = unit_at(run, at, bracket).filter(|(_, next)| run.one_of(*next, &["to", "-", "–"]));
    if let Some((_, next)) = unit {
        at = next;
    }
    let between = q.number > 0 && run.word(q.number.wrapping_sub(1), "between")
        || q.from > 0 && run.word(q.from.wrapping_sub(1), "between");
    let dash =
        run.mark(at, '-') || run.mark(at, '–') || run.mark(at, '—') && run.atoms.get(at).is_some_and(|a| !a.spaced);
    if !(dash || run.word(at, "to") || (between && run.word(at, "and"))) {
        return;
    }
    let mut second = at + 1;
    while run.is(second, Class::HedgeBefore) && !dash {
        second += 1;
    }
    let Some(mut high) = number::parse(run, second).filter(|h| !h.fraction && !h.vague) else { return };
    if unit.is_some() && unit_at(run, high.next, bracket).map(|(u, _)| u) != unit.map(|(u, _)| u) {
        return;
    }
    // "2 to 3 million": the scale belongs to both.
    let mut low = q.low;
    let scale = high.value / 10f64.powf((high.value / low.value.max(1e-9)).log10().floor());
    if low.value < 1000.0
        && high.value >= 1000.0
        && run.is(high.next - 1, Class::Scale)
        && scale > 0.0
        && let Some(s) = run.sense(high.next - 1, Class::Scale)
    {
        let factor = run.lexicon.values[(s & 0xffff) as usize];
        (low.value, low.step, low.place) = (low.value * factor, low.step * factor, low.place * factor);
    }
    if high.value > low.value {
        high.fraction = false;
        (q.low, q.high, q.to) = (low, high, high.next);
    }
}

/// The unit at an atom, after a hyphen or not, with the atom after it.
fn unit_at(run: &Run, i: usize, bracket: bool) -> Option<(usize, usize)> {
    let mut at = i;
    if run.mark(at, '-') && !run.at(at).spaced {
        at += 1;
    }
    let sense = run.sense(at, Class::Unit)?;
    let glued = sense >> 16 != 0;
    let tight = !run.at(at).spaced || bracket || (run.at(at).capital && run.text(at).len() == 1 && !run.word(at, "g"));
    if glued && !tight {
        return None;
    }
    Some(((sense & 0xffff) as usize, at + 1))
}

fn measured(run: &Run, q: &mut Quantity, bracket: bool) -> bool {
    let skip = if q.low.fraction && run.one_of(q.to, &["a", "of"]) {
        1 + usize::from(run.one_of(q.to + 1, &["a", "an"]))
    } else {
        0
    };
    let Some((unit, next)) = unit_at(run, q.to + skip, bracket) else {
        return share(run, q);
    };
    let kind = run.lexicon.units[unit].kind;
    q.counted = Counted::Measure(unit);
    (q.noun, q.to) = (next - 1, next);
    if run.mark(q.to, '.') && run.atoms.get(q.to + 1).is_some_and(|a| !a.spaced || !a.capital) {
        q.to += 1;
    }
    if kind == UnitKind::Temperature && run.word(q.number.wrapping_sub(1), "minus") || below_zero(run, q.number) {
        (q.low.value, q.high.value) =
            if kind == UnitKind::Temperature { (-q.low.value, -q.high.value) } else { (q.low.value, q.high.value) };
    }
    compound(run, q);
    half_more(run, q);
    let per = run.listed(q.to, List::Per) && run.any(q.to + 1, any_of(&[Class::Unit, Class::Span]));
    q.rate = per || run.mark(q.to, '/') && run.listed(q.to + 1, List::Rate);
    true
}

/// A minus sign that belongs to the number: it follows a space or bracket.
fn below_zero(run: &Run, i: usize) -> bool {
    i > 0
        && (run.mark(i.wrapping_sub(1), '-') || run.mark(i.wrapping_sub(1), '−') || run.mark(i.wrapping_sub(1), '–'))
        && !run.at(i).spaced
        && (run.at(i.wrapping_sub(1)).spaced || (i > 1 && run.mark(i.wrapping_sub(2), '(')))
}

/// A fraction without a unit is a share of what follows.
fn share(run: &Run, q: &mut Quantity) -> bool {
    let Some(percent) = run.lexicon.units.iter().position(|u| u.kind == UnitKind::Percent) else { return false };
    if !q.low.fraction || run.any(q.to, Class::Span.bit()) || run.word(q.to, "century") {
        return false;
    }
    for number in [&mut q.low, &mut q.high] {
        number.value *= 100.0;
        (number.step, number.place) = (1.0, 1.0);
    }
    q.counted = Counted::Measure(percent);
    q.noun = q.to - 1;
    true
}

/// "5 feet 10 inches", "6ft 2in", "6-foot-2", "7lb 8oz".
fn compound(run: &Run, q: &mut Quantity) {
    let Some(unit) = q.unit() else { return };
    let small = match run.lexicon.units[unit].name.as_str() {
        "ft" => "in",
        "lb" => "oz",
        "stone" => "lb",
        "yd" => "ft",
        "m" => "cm",
        _ => return,
    };
    let mut at = q.to + usize::from(run.mark(q.to, ',') || run.mark(q.to, '-') || run.word(q.to, "and"));
    let Some(number) = number::parse(run, at).filter(|n| n.value < 100.0) else { return };
    let Some(index) = run.lexicon.units.iter().position(|u| u.name == small) else { return };
    match unit_at(run, number.next, true) {
        Some((found, next)) if found == index => at = next,
        None if small == "in" && run.mark(q.to, '-') && number.value < 12.0 => at = number.next,
        _ => return,
    }
    let ratio = run.lexicon.units[index].factor / run.lexicon.units[unit].factor;
    for end in [&mut q.low, &mut q.high] {
        end.value += number.value * ratio;
        (end.step, end.place) = (number.place * ratio, number.place * ratio);
    }
    (q.to, q.compound) = (at, true);
}

/// "a mile and a half", "two miles and a quarter".
fn half_more(run: &Run, q: &mut Quantity) {
    if !(run.word(q.to, "and") && run.one_of(q.to + 1, &["a", "one"])) || q.low.fraction {
        return;
    }
    let Some(part) = run.sense(q.to + 2, Class::Fraction) else { return };
    if run.word(q.to + 3, "of") || run.any(q.to + 3, Class::Unit.bit()) {
        return;
    }
    let (top, bottom) = run.lexicon.fractions[part as usize];
    for end in [&mut q.low, &mut q.high] {
        end.value += f64::from(top) / f64::from(bottom);
        (end.step, end.place) = (0.25, 0.25);
    }
    q.to += 3;
}

/// A counted noun: settlements or people, after at most a few adjectives.
fn counted(run: &Run, q: &mut Quantity) {
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
        let stop = run.any(at, STOPS) && !people
            || run.at(at).kind != super::token::Kind::Word && !run.mark(at, '-') && !run.quote(at);
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
    let whole = (at + 1..at + 6).find(|&k| {
        run.atoms.get(k).is_some_and(|a| a.kind == super::token::Kind::Number) || run.is(k, Class::Cardinal)
    })?;
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
        && run.atoms.get(at + 1).is_some_and(|a| a.kind == super::token::Kind::Word)
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
