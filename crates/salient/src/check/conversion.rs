//! Whether one figure can be the other, converted: as the digits of each are printed, and never by the slack of both together.

use super::interval::{Interval, fives, number};
use crate::extract::atom::Run;
use crate::extract::number::Number;
use crate::extract::quantity::Quantity;
use crate::extract::restated::Pair;
use crate::lexicon::{Unit, UnitKind};

/// The rule that conversions belong to.
pub(super) const NAME: &str = "unit-mismatch";

/// The units of a pair that can be compared.
pub(super) struct Compared<'a> {
    pub(super) first: &'a Unit,
    pub(super) second: &'a Unit,
}

/// The units of a pair, unless the pair says nothing that can be compared: rates, percentages, kinds that differ without a
/// cause that is known.
pub(super) fn compared<'a>(run: &Run<'a>, pair: &Pair) -> Option<Compared<'a>> {
    let unit = |q: &Quantity| q.unit().map(|u| &run.lexicon.units[u]);
    let (first, second) = (unit(&pair.first)?, unit(&pair.second)?);
    let odd =
        pair.first.rate || pair.second.rate || first.kind == UnitKind::Percent || second.kind == UnitKind::Percent;
    let zero = pair.first.low.value == 0.0 || pair.second.low.value == 0.0;
    let vague = pair.first.low.vague || pair.second.low.vague;
    (!odd && !vague && (!zero || first.kind == UnitKind::Temperature && !run.word(pair.first.number, "zero")))
        .then_some(Compared { first, second })
}

/// How well the second figure of a pair is the first one, converted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// It is the conversion, rounded as it is printed; or the first is the second's.
    Close,
    /// Only rounding to fives, of both figures, or a factor in everyday use explains it.
    Loose,
    /// Nothing does.
    Off,
}

/// The fit of a pair in units of one kind; that of a range is the worse of its ends'.
pub(super) fn fit(units: &Compared, pair: &Pair) -> Fit {
    let end = if units.first.kind == UnitKind::Temperature { degrees } else { scaled };
    if pair.first.is_range() != pair.second.is_range() {
        return inside(units, pair);
    }
    worse(pair, |a, b| end(units, a, b))
}

/// The worse fit of the two ends of a pair.
fn worse(pair: &Pair, end: impl Fn(&Number, &Number) -> Fit) -> Fit {
    end(&pair.first.low, &pair.second.low).max(end(&pair.first.high, &pair.second.high))
}

/// "15–20 kilometers (10 miles)": the one figure must lie between the two others.
fn inside(units: &Compared, pair: &Pair) -> Fit {
    let all = |q: &Quantity| Interval::new(fives(&q.low).low, fives(&q.high).high);
    let plain = units.first.kind != UnitKind::Temperature;
    let meets = factors(units, true).iter().any(|f| all(&pair.first).scaled(*f).meets(&all(&pair.second)));
    if !plain || meets { Fit::Close } else { Fit::Off }
}

fn scaled(units: &Compared, a: &Number, b: &Number) -> Fit {
    let converted = |read: fn(&Number) -> Interval, f: f64| {
        read(b).meets(&point(a.value * f)) || read(a).meets(&point(b.value / f))
    };
    let exact = factors(units, false);
    if exact.iter().any(|f| converted(number, *f)) {
        return Fit::Close;
    }
    let both = |f: f64| number(a).scaled(f).meets(&number(b)) || converted(fives, f) || cut(a, b, f) || worded(a, b, f);
    let everyday = || round(a) && round(b) && factors(units, true).iter().any(|f| converted(roughly, *f));
    let near = |f: &&f64| (1.0 / SLIP..SLIP).contains(&(a.value * **f / b.value)) || worded(a, b, **f);
    if exact.iter().filter(near).any(|f| both(*f)) || everyday() { Fit::Loose } else { Fit::Off }
}

/// No rounding on both sides explains a figure that is so many times the other.
const SLIP: f64 = 1.15;

/// The digits of a figure beside a factor that is itself rough: a twentieth at most.
fn roughly(n: &Number) -> Interval {
    let half = super::interval::half_width(n).min(n.value.abs() / 20.0);
    Interval::new(n.value - half, n.value + half)
}

/// Whether a figure is the conversion cut off instead of rounded: off by less than one of its last digit.
fn cut(a: &Number, b: &Number, factor: f64) -> bool {
    let unit = b.step.min(b.value.abs() / 10.0).max(b.place);
    (a.value * factor - b.value).abs() < unit
}

/// Whether one of the two is a fraction in words, "about a quarter mile", which is never exact.
fn worded(a: &Number, b: &Number, factor: f64) -> bool {
    (a.fraction || b.fraction) && (0.8..1.25).contains(&(a.value * factor / b.value))
}

fn point(value: f64) -> Interval {
    Interval::new(value, value)
}

/// Printed roughly: in fives or tens.
fn round(n: &Number) -> bool {
    n.value % 5.0 == 0.0
}

/// Every factor that turns the first unit into the second: exact, of other units of the same name, and, where asked, in
/// everyday use.
fn factors(units: &Compared, rough: bool) -> Vec<f64> {
    let sizes = |u: &Unit| {
        let mut all = vec![u.factor];
        all.extend(&u.also);
        if rough {
            all.extend(&u.rough);
        }
        all
    };
    let (first, second) = (sizes(units.first), sizes(units.second));
    first.iter().flat_map(|a| second.iter().map(move |b| a / b)).collect()
}

/// Degrees agree as readings or as differences, either of which a report may mean.
/// No difference is below zero.
fn degrees(units: &Compared, a: &Number, b: &Number) -> Fit {
    let reading = degrees_on(units, 32.0, a, b);
    if a.value < 0.0 || b.value < 0.0 { reading } else { reading.min(degrees_on(units, 0.0, a, b)) }
}

/// The fit of a step in degrees, which takes no zero along.
pub(super) fn difference(units: &Compared, pair: &Pair) -> Fit {
    worse(pair, |a, b| degrees_on(units, 0.0, a, b))
}

fn degrees_on(units: &Compared, base: f64, a: &Number, b: &Number) -> Fit {
    let convert = |v: f64| if units.second.name == "°F" { v * 1.8 + base } else { (v - base) / 1.8 };
    // Degrees have no natural zero, so that a trailing zero is a digit as any other; but both in fives are both rounded.
    let fives = round(a) && round(b) && a.place >= 1.0 && b.place >= 1.0;
    let around = |n: &Number, half: f64| Interval::new(n.value - half, n.value + half);
    let (a_read, b_read) = (around(a, a.place / 2.0), around(b, b.place / 2.0));
    let there = Interval::new(convert(a_read.low), convert(a_read.high));
    if b_read.meets(&point(convert(a.value))) || there.meets(&point(b.value)) {
        Fit::Close
    } else if there.meets(&b_read)
        || (convert(a.value) - b.value).abs() < b.place
        || fives && around(b, 2.5).meets(&point(convert(a.value)))
    {
        Fit::Loose
    } else {
        Fit::Off
    }
}

/// A value as messages print factors: to four digits.
pub(super) fn sig(value: f64) -> String {
    let places = (3 - value.abs().max(1e-12).log10().floor() as i32).clamp(0, 6) as usize;
    super::context::figure(value, places)
}
