//! Ranges, units of measure, shares, and measures made of two units.

use super::{Counted, Quantity};
use crate::extract::atom::Run;
use crate::extract::number;
use crate::lexicon::{Class, List, UnitKind, class::any_of};

/// "10 to 15", "10-15", "between 10 and 15", "10 miles to 15 miles".
pub(super) fn ranged(run: &Run, q: &mut Quantity, bracket: bool) {
    let mut at = q.low.next;
    let unit = unit_at(run, at, bracket).filter(|(_, next)| run.one_of(*next, &["to", "-", "–"]));
    if let Some((_, next)) = unit {
        at = next;
    }
    let between = q.number > 0 && run.word(q.number.wrapping_sub(1), "between")
        || q.from > 0 && run.word(q.from.wrapping_sub(1), "between");
    let dash =
        run.mark(at, '-') || run.mark(at, '–') || run.mark(at, '—') && run.atoms.get(at).is_some_and(|a| !a.spaced);
    // "(93 and 142 mph)": in a bracket the ends of a range need no "between".
    let joined = run.word(at, "and") && (between || bracket && unit.is_none());
    // "by a third to 400" is no range.
    if !(dash || run.word(at, "to") || joined) || q.low.fraction && !run.is(at + 1, Class::Fraction) {
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
pub(super) fn unit_at(run: &Run, i: usize, bracket: bool) -> Option<(usize, usize)> {
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

pub(super) fn measured(run: &Run, q: &mut Quantity, bracket: bool) -> bool {
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
pub(super) fn share(run: &Run, q: &mut Quantity) -> bool {
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
pub(super) fn compound(run: &Run, q: &mut Quantity) {
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
pub(super) fn half_more(run: &Run, q: &mut Quantity) {
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
