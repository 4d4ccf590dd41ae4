//! `unit-mismatch`: a value and its restatement in another unit do not agree.

use super::context::{Context, Draft, like, words};
use super::conversion::{Compared, Fit, NAME, compared, difference, fit, sig};
use super::finding::Severity;
use super::interval::number;
use super::parts::moves;
use super::wrong_unit::{repeated_unit, wrong_kind};
use crate::extract::atom::Run;
use crate::extract::restated::Pair;
use crate::lexicon::{List, UnitKind};

pub(crate) fn check(context: &mut Context) {
    let document = context.document;
    for sentence in &document.sentences {
        let run = document.run(sentence);
        for pair in &sentence.pairs {
            context.look(sentence, &[&pair.first, &pair.second]);
            if let Some(draft) = judge(&run, pair) {
                let related = [(sentence, pair.first.number, pair.first.to, "restated here")];
                context.report(sentence, (pair.second.number, pair.second.to), draft, &related);
            }
        }
    }
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
    if fit(&units, pair) != Fit::Off && !linear && !difference_as_reading(run, pair, &units) {
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
    units.first.kind == UnitKind::Area && explained && !pair.first.is_range() && fit(units, pair) != Fit::Close
}

/// "warming of 2C (36F)", "rose by 5C (41F)": a difference in degrees converted as if it were a reading.
fn difference_as_reading(run: &Run, pair: &Pair, units: &Compared) -> bool {
    if units.first.kind != UnitKind::Temperature {
        return false;
    }
    let moved = |b: usize| (b.saturating_sub(3)..b).any(|k| moves(run, k));
    let before = pair.first.from.checked_sub(1).is_some_and(|b| run.word(b, "by") && moved(b));
    let after = (pair.second.to..(pair.second.to + 2).min(run.len())).any(|k| run.listed(k, List::Warmer));
    (before || after) && difference(units, pair) == Fit::Off
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
