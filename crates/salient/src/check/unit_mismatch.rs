//! `unit-mismatch`: a value and its restatement in another unit do not agree.

use super::context::{Context, Draft, like, words};
use super::finding::Severity;
use super::interval::{Interval, fives, loose, number};
use crate::extract::atom::Run;
use crate::extract::quantity::Quantity;
use crate::extract::restated::Pair;
use crate::lexicon::{List, Unit, UnitKind};

const NAME: &str = "unit-mismatch";

pub(crate) fn check(context: &mut Context) {
    let document = context.document;
    for sentence in &document.sentences {
        let run = document.run(sentence);
        for pair in &sentence.pairs {
            if let Some(draft) = judge(&run, pair) {
                let related = [(sentence, pair.first.number, pair.first.to, "restated here")];
                context.report(sentence, (pair.second.number, pair.second.to), draft, &related);
            }
        }
    }
}

type Reading = fn(&crate::extract::number::Number) -> Interval;

/// A pair of measures that can be compared.
pub(crate) struct Compared<'a> {
    pub(crate) first: &'a Unit,
    pub(crate) second: &'a Unit,
}

/// The units of a pair, unless the pair says nothing that can be compared: rates, ranges beside single values,
/// percentages, kinds that differ without a cause that is known.
pub(crate) fn compared<'a>(run: &Run<'a>, pair: &Pair) -> Option<Compared<'a>> {
    let unit = |q: &Quantity| q.unit().map(|u| &run.lexicon.units[u]);
    let (first, second) = (unit(&pair.first)?, unit(&pair.second)?);
    let shape = pair.first.is_range() == pair.second.is_range();
    let odd =
        pair.first.rate || pair.second.rate || first.kind == UnitKind::Percent || second.kind == UnitKind::Percent;
    let zero = pair.first.low.value == 0.0 || pair.second.low.value == 0.0;
    let vague = pair.first.low.vague || pair.second.low.vague;
    (shape && !odd && !vague && (!zero || first.kind == UnitKind::Temperature && !run.word(pair.first.number, "zero")))
        .then_some(Compared { first, second })
}

/// Every factor that turns the first unit into the second: exact, of other units of the same name, and, where asked, in
/// everyday use.
pub(crate) fn factors(units: &Compared, rough: bool) -> Vec<f64> {
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

/// Whether the second figure can be a conversion of the first, on one reading of both.
pub(crate) fn agrees(units: &Compared, pair: &Pair, read: Reading, rough: bool) -> bool {
    if units.first.kind == UnitKind::Temperature {
        return temperature(units, pair, read);
    }
    let ends = [(&pair.first.low, &pair.second.low), (&pair.first.high, &pair.second.high)];
    ends.iter().all(|(a, b)| {
        factors(units, rough)
            .iter()
            .any(|f| fives(a).scaled(*f).meets(&read(b)) && (rough || number(a).scaled(*f).meets(&read(b))))
    })
}

/// Degrees agree as readings or as differences, either of which a report may mean.
fn temperature(units: &Compared, pair: &Pair, read: Reading) -> bool {
    [32.0, 0.0].iter().any(|base| temperature_on(units, pair, read, *base))
}

fn temperature_on(units: &Compared, pair: &Pair, read: Reading, base: f64) -> bool {
    let to_fahrenheit = units.second.name == "°F";
    let convert = |v: f64| if to_fahrenheit { v * 1.8 + base } else { (v - base) / 1.8 };
    let ends = [(&pair.first.low, &pair.second.low), (&pair.first.high, &pair.second.high)];
    ends.iter().all(|(a, b)| {
        let around = degree(a, read);
        Interval::new(convert(around.low), convert(around.high)).meets(&degree(b, read))
    })
}

/// Degrees have no natural zero: a figure is good to a degree, a round one to five degrees.
fn degree(n: &crate::extract::number::Number, read: fn(&crate::extract::number::Number) -> Interval) -> Interval {
    let half = if n.value % 5.0 == 0.0 && n.place >= 1.0 { 3.0 } else { n.place.max(0.5) };
    let given = read(n);
    let half = half.max((given.high - given.low) / 2.0).min(6.0);
    Interval::new(n.value - half, n.value + half)
}

fn judge(run: &Run, pair: &Pair) -> Option<Draft> {
    let units = compared(run, pair)?;
    if units.first.kind != units.second.kind {
        return wrong_kind(run, pair, &units);
    }
    if units.first.name == units.second.name {
        return repeated_unit(run, pair, &units);
    }
    let linear = takes_length_for_area(&units, pair);
    if agrees(&units, pair, loose, true) && !linear && !difference_as_reading(run, pair, &units) {
        return None;
    }
    if difference_as_reading(run, pair, &units) {
        let factor = if units.second.name == "°F" { 1.8 } else { 1.0 / 1.8 };
        let expected = format!("{} {}", like(pair.first.low.value * factor, pair.first.low.value), units.second.symbol);
        let message = format!(
            "a difference of {} is {expected}, not {}: it was converted as if it were a reading",
            words(run, &pair.first),
            words(run, &pair.second)
        );
        return Some(Draft {
            rule: NAME,
            severity: Severity::Error,
            message,
            basis: "a step of 1 °C is a step of 1.8 °F".to_owned(),
            expected,
            fix: None,
        });
    }
    let (expected, fix) = expectation(run, pair, &units);
    let cause = cause(pair, &units);
    let message = format!(
        "{} is {expected}, not {}{}",
        words(run, &pair.first),
        words(run, &pair.second),
        cause.map(|c| format!(": {c}")).unwrap_or_default()
    );
    Some(Draft { rule: NAME, severity: Severity::Error, message, basis: basis(pair, &units), expected, fix })
}

/// An area converted with the factor for length, where the right factor gives something else.
fn takes_length_for_area(units: &Compared, pair: &Pair) -> bool {
    let factor = units.first.factor / units.second.factor;
    let explained = number(&pair.first.low).scaled(factor.sqrt()).meets(&number(&pair.second.low));
    units.first.kind == UnitKind::Area && explained && !pair.first.is_range() && !agrees(units, pair, number, true)
}

/// "warming of 2C (36F)", "rose by 5C (41F)": a difference in degrees converted as if it were a reading.
fn difference_as_reading(run: &Run, pair: &Pair, units: &Compared) -> bool {
    if units.first.kind != UnitKind::Temperature {
        return false;
    }
    let before = pair.first.from.checked_sub(1).is_some_and(|b| run.word(b, "by"));
    let after = (pair.second.to..(pair.second.to + 2).min(run.len())).any(|k| run.listed(k, List::Warmer));
    let by = |base: f64| temperature_on(units, pair, number, base);
    (before || after) && !by(0.0)
}

/// The value that the first figure calls for, in words, and as a replacement for the second.
fn expectation(run: &Run, pair: &Pair, units: &Compared) -> (String, Option<String>) {
    let convert = |v: f64| {
        if units.first.kind == UnitKind::Temperature {
            degrees(v, units)
        } else {
            v * units.first.factor / units.second.factor
        }
    };
    let low = like(convert(pair.first.low.value), pair.first.low.value);
    let text = if pair.first.is_range() {
        format!("{low}–{}", like(convert(pair.first.high.value), pair.first.high.value))
    } else {
        low
    };
    let unit = run.slice(pair.second.noun, pair.second.to);
    let plain = !pair.second.compound && pair.second.number < pair.second.noun && !pair.first.compound;
    let gap = (run.at(pair.second.low.next.saturating_sub(1)).end as usize, run.at(pair.second.noun).start as usize);
    let glue = run.text.get(gap.0..gap.1).unwrap_or(" ");
    let certain = units.first.also.is_empty() && units.second.also.is_empty() && !pair.first.is_range();
    (format!("{text} {}", units.second.symbol), (plain && certain).then(|| format!("{text}{glue}{unit}")))
}

fn degrees(value: f64, units: &Compared) -> f64 {
    if units.second.name == "°F" { value * 1.8 + 32.0 } else { (value - 32.0) / 1.8 }
}

fn basis(pair: &Pair, units: &Compared) -> String {
    if units.first.kind == UnitKind::Temperature {
        return "°F = °C × 1.8 + 32".to_owned();
    }
    let factor = units.first.factor / units.second.factor;
    format!(
        "1 {} = {} {}; {} × {} = {}",
        units.first.symbol,
        sig(factor),
        units.second.symbol,
        sig(pair.first.low.value),
        sig(factor),
        sig(pair.first.low.value * factor)
    )
}

fn sig(value: f64) -> String {
    let places = (3 - value.abs().max(1e-12).log10().floor() as i32).clamp(0, 6) as usize;
    super::context::figure(value, places)
}

/// The slip that explains the second figure, where one does.
fn cause(pair: &Pair, units: &Compared) -> Option<String> {
    if units.first.kind == UnitKind::Temperature {
        return None;
    }
    let factor = units.first.factor / units.second.factor;
    let (a, b) = (&pair.first.low, &pair.second.low);
    let explains = |f: f64| number(a).scaled(f).meets(&number(b));
    if explains(1.0 / factor) && !(0.8..1.25).contains(&factor) {
        return Some(format!(
            "{} is {} ÷ {}: it was divided where it should be multiplied",
            sig(b.value),
            sig(a.value),
            sig(factor)
        ));
    }
    if units.first.kind == UnitKind::Area {
        let linear = factor.sqrt();
        if explains(linear) {
            return Some(format!(
                "{} is {} × {}: the factor for length, not area",
                sig(b.value),
                sig(a.value),
                sig(linear)
            ));
        }
    }
    for slip in [10.0, 0.1, 100.0, 0.01, 1000.0, 0.001] {
        if explains(factor * slip) {
            return Some(format!("off by a factor of {}", if slip > 1.0 { sig(slip) } else { sig(1.0 / slip) }));
        }
    }
    if number(a).meets(&number(b)) {
        return Some("the figure was not converted".to_owned());
    }
    None
}

/// The same unit twice with two figures: "420 square kilometers (261 square kilometers)".
fn repeated_unit(run: &Run, pair: &Pair, units: &Compared) -> Option<Draft> {
    let (a, b) = (&pair.first.low, &pair.second.low);
    let ratio = b.value / a.value;
    // Two figures in one unit are a conversion gone wrong only when they stand in a conversion's ratio.
    let partner = partner(units.first)?;
    let exact = partner.factor.recip() * units.first.factor;
    let linear = if units.first.kind == UnitKind::Area { exact.sqrt() } else { exact };
    let near = |f: f64| number(a).scaled(f).meets(&number(b)) && !(0.97..1.03).contains(&f);
    let index = [exact, linear, 1.0 / exact, 1.0 / linear].into_iter().position(near)?;
    if pair.first.is_range() || !(0.01..100.0).contains(&ratio) {
        return None;
    }
    // The bracket may hold the original figure: then nobody can tell which of the two units is the wrong one.
    let inverse = index >= 2;
    let right = if inverse { 1.0 / exact } else { exact };
    let value = like(a.value * right, a.value);
    let expected =
        if inverse { format!("one of the two in {}", partner.symbol) } else { format!("{value} {}", partner.symbol) };
    let why = if units.first.kind == UnitKind::Area && index == 1 {
        format!(
            "the unit is repeated, and {} is {} × {}: the factor for length, not area",
            sig(b.value),
            sig(a.value),
            sig(linear)
        )
    } else {
        "the unit is repeated".to_owned()
    };
    let message = format!("{} is {expected}, not {}: {why}", words(run, &pair.first), words(run, &pair.second));
    let form = &partner.forms[0];
    let fix = (!inverse && !pair.first.compound).then(|| format!("{value} {form}"));
    Some(Draft {
        rule: NAME,
        severity: Severity::Error,
        message,
        basis: format!("1 {} = {} {}", units.first.symbol, sig(exact), partner.symbol),
        expected,
        fix,
    })
}

/// The unit in which reports restate this one.
fn partner(unit: &Unit) -> Option<&'static Unit> {
    let name = match unit.name.as_str() {
        "km2" => "mi2",
        "mi2" => "km2",
        "ha" => "acre",
        "acre" => "ha",
        "km" => "mi",
        "mi" => "km",
        "m" => "ft",
        "ft" => "m",
        "kg" => "lb",
        "lb" => "kg",
        "km/h" => "mph",
        "mph" => "km/h",
        "m2" => "ft2",
        "ft2" => "m2",
        "cm" => "in",
        "in" => "cm",
        "l" => "gal",
        "gal" => "l",
        _ => return None,
    };
    crate::lexicon::english().units.iter().find(|u| u.name == name)
}

/// An area restated as a length or the other way round, when the figures show that a conversion was meant.
fn wrong_kind(run: &Run, pair: &Pair, units: &Compared) -> Option<Draft> {
    use UnitKind::{Area, Length};
    let (area, length) = match (units.first.kind, units.second.kind) {
        (Area, Length) => (units.first, units.second),
        (Length, Area) => (units.second, units.first),
        _ => return None,
    };
    let side = match area.name.as_str() {
        "km2" => "km",
        "mi2" => "mi",
        "m2" => "m",
        "ft2" => "ft",
        _ => return None,
    };
    let lexicon = crate::lexicon::english();
    let side = lexicon.units.iter().find(|u| u.name == side)?;
    let square = lexicon
        .units
        .iter()
        .find(|u| u.kind == Area && (u.factor - length.factor * length.factor).abs() < 1e-3 * u.factor)?;
    if side.name == length.name {
        return None;
    }
    let (a, b) = if units.first.kind == Area { (side.factor, length.factor) } else { (length.factor, side.factor) };
    let linear = a / b;
    let fits = |f: f64| number(&pair.first.low).scaled(f).meets(&number(&pair.second.low));
    if pair.first.is_range() || !(fits(linear) || fits(linear * linear)) {
        return None;
    }
    let target = if units.first.kind == Area { square } else { area };
    let base = if units.first.kind == Area { area } else { square };
    let value = like(pair.first.low.value * base.factor / target.factor, pair.first.low.value);
    let expected = if units.first.kind == Area {
        format!("{value} {}", target.symbol)
    } else {
        format!("a length, or {} as the first unit", base.symbol)
    };
    let message = format!(
        "{} is an {} and {} is a {}: a length and an area cannot be the same size",
        words(run, &pair.first),
        kind_name(units.first.kind),
        words(run, &pair.second),
        kind_name(units.second.kind)
    )
    .replace("an length", "a length")
    .replace("is a area", "is an area");
    let fix = (units.first.kind == Area).then(|| format!("{value} {}", target.forms[0]));
    Some(Draft {
        rule: NAME,
        severity: Severity::Error,
        message,
        basis: format!("{} × {} = {}", sig(pair.first.low.value), sig(linear), sig(pair.first.low.value * linear)),
        expected,
        fix,
    })
}

fn kind_name(kind: UnitKind) -> &'static str {
    if kind == UnitKind::Area { "area" } else { "length" }
}
