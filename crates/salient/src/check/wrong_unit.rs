//! Restatements in which a unit itself is wrong: printed twice, or a length for an area.

use super::context::{Draft, like, words};
use super::conversion::{Compared, NAME, sig};
use super::finding::Severity;
use super::interval::number;
use crate::extract::atom::Run;
use crate::extract::restated::Pair;
use crate::lexicon::{Unit, UnitKind};

/// The same unit twice with two figures: "420 square kilometers (261 square kilometers)".
pub(super) fn repeated_unit(run: &Run, pair: &Pair, units: &Compared) -> Option<Draft> {
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

/// Units of area and the length whose square each is.
fn sides() -> impl Iterator<Item = (&'static str, &'static str)> {
    [("km2", "km"), ("mi2", "mi"), ("m2", "m"), ("ft2", "ft")].into_iter()
}

/// An area restated as a length or the other way round, when the figures show that a conversion was meant.
pub(super) fn wrong_kind(run: &Run, pair: &Pair, units: &Compared) -> Option<Draft> {
    use UnitKind::{Area, Length};
    let (area, length) = match (units.first.kind, units.second.kind) {
        (Area, Length) => (units.first, units.second),
        (Length, Area) => (units.second, units.first),
        _ => return None,
    };
    let lexicon = crate::lexicon::english();
    let side = sides()
        .find(|(name, _)| *name == area.name)
        .and_then(|(_, side)| lexicon.units.iter().find(|u| u.name == side));
    let square = lexicon
        .units
        .iter()
        .find(|u| u.kind == Area && (u.factor - length.factor * length.factor).abs() < 1e-3 * u.factor)?;
    if side.is_some_and(|s| s.name == length.name) {
        return None;
    }
    let first = units.first.kind == Area;
    let squared = area.factor / (length.factor * length.factor);
    let squared = if first { squared } else { 1.0 / squared };
    let linear = side.map(|s| s.factor / length.factor).map_or(squared, |l| if first { l } else { 1.0 / l });
    let fits = |f: f64| number(&pair.first.low).scaled(f).meets(&number(&pair.second.low));
    if pair.first.is_range() || !(fits(linear) || fits(squared)) {
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
    let (one, other) = (words(run, &pair.first), words(run, &pair.second));
    let message = match (fits(squared), units.first.kind) {
        (true, Area) => format!("{one} is {expected}, not {other}: the unit lost its “square”"),
        (true, _) => format!("{one} is a length and {other} an area: the first unit lost its “square”"),
        (false, Area) => format!("{one} is an area and {other} a length: they cannot be the same size"),
        (false, _) => format!("{one} is a length and {other} an area: they cannot be the same size"),
    };
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
