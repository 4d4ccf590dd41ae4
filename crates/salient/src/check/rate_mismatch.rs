//! `rate-mismatch`: a rate over a time does not give the stated total.

use super::context::{Context, Draft, range, words};
use super::finding::Severity;
use super::interval::{Interval, hard, number};
use super::parts::{leads, moves};
use crate::extract::Sentence;
use crate::extract::atom::Run;
use crate::extract::date::DateKind;
use crate::extract::number::parse;
use crate::extract::quantity::{Counted, Quantity};
use crate::lexicon::{Class, List};

pub(crate) fn check(context: &mut Context) {
    super::arithmetic::rate::check(context);
    let document = context.document;
    for sentence in &document.sentences {
        let run = document.run(sentence);
        if let Some((total, rate, days)) = spread(&run, sentence) {
            context.look(sentence, &[&total, &rate]);
            if let Some(draft) = uneven(&run, &total, &rate, days) {
                context.report(
                    sentence,
                    (rate.number, rate.to + 2),
                    draft,
                    &[(sentence, total.number, total.to, "the total")],
                );
            }
            continue;
        }
        let Some((rate, time, total)) = triple(&run, sentence) else { continue };
        context.look(sentence, &[&rate, &time, &total]);
        let product = hard(&rate);
        let length = number(&time.low);
        let product = Interval::new(product.low * length.low, product.high * length.high);
        if product.meets(&hard(&total)) {
            continue;
        }
        let expected = range(&product, 0);
        let draft = Draft {
            rule: "rate-mismatch",
            severity: Severity::Error,
            message: format!(
                "{} over {} makes {expected}, not {}",
                run.slice(rate.number, rate.to + 2),
                run.slice(time.number, time.to + 1),
                words(&run, &total)
            ),
            basis: format!("{} × {} = {}", rate.low.value, time.low.value, rate.low.value * time.low.value),
            expected,
            fix: None,
        };
        let related = [(sentence, rate.number, rate.to, "the rate"), (sentence, time.number, time.to + 1, "the time")];
        context.report(sentence, (total.number, total.to), draft, &related);
    }
}

/// One rate per day (week, month), one time in the same unit, one total in the rate's unit, and nothing else.
fn triple(run: &Run, sentence: &Sentence) -> Option<(Quantity, Quantity, Quantity)> {
    let figures: Vec<&Quantity> =
        sentence.figures.iter().filter(|q| q.from == 0 || !run.mark(q.from.wrapping_sub(1), '(')).collect();
    let rate = only(figures.iter().filter(|q| rated(run, q).is_some()))?;
    let span = rated(run, rate)?;
    let time = only(figures.iter().filter(|q| {
        q.counted == Counted::Bare
            && run.text(q.to).to_lowercase().trim_end_matches('s') == span
            && (q.from.saturating_sub(1)..q.number).any(|k| run.listed(k, List::During))
    }))?;
    let total = only(
        figures.iter().filter(|q| q.counted == rate.counted && q.number != rate.number && rated(run, q).is_none()),
    )?;
    let said = run.one_of(total.from, &["a total of"]) || (0..run.len()).any(|k| run.listed(k, List::Sum));
    let plain = [rate, time, total].iter().all(|q| !q.low.vague && !q.low.fraction);
    (plain && said && figures.len() <= 4).then_some((**rate, **time, **total))
}

/// The time unit of "30 square kilometers a day".
fn rated(run: &Run, q: &Quantity) -> Option<String> {
    (q.counted != Counted::Bare).then(|| each(run, q)).flatten()
}

/// The time unit of "15 a day".
fn each(run: &Run, q: &Quantity) -> Option<String> {
    let per = run.listed(q.to, List::Each) && run.is(q.to + 1, Class::Span);
    per.then(|| run.text(q.to + 1).to_lowercase().trim_end_matches('s').to_owned())
}

/// "340 in January, or 15 a day", "120 in the past 10 days, an average of 15 a day": a total, what it makes a day, and the days
/// that it is spread over.
fn spread(run: &Run, sentence: &Sentence) -> Option<(Quantity, Quantity, Interval)> {
    let rate = only(sentence.figures.iter().filter(|q| each(run, q).is_some_and(|span| span == "day")))?;
    let before = rate.from.checked_sub(1)?;
    let lead = (before.saturating_sub(4)..rate.from).find(|&k| run.mark(k, ',') || run.mark(k, '('))?;
    let more = (rate.to..rate.to + 5).any(|k| moves(run, k) || run.word(k, "in"));
    let told = (lead + 1..rate.from).all(|k| leads(run, k)) && !more;
    let figures: Vec<&Quantity> = sentence.figures.iter().filter(|q| q.to <= lead).collect();
    let (days, total) = month(run, sentence, lead, &figures).or_else(|| stretch(run, sentence, lead, &figures))?;
    let plain = |q: &Quantity| !q.is_range() && !q.low.vague && !q.low.fraction && q.unit().is_none();
    let alike = total.counted == rate.counted || rate.counted == Counted::Bare;
    (told && plain(total) && plain(rate) && alike).then_some((*total, *rate, days))
}

/// The total right before a month that ends where the rate is told.
fn month<'a>(run: &Run, sentence: &Sentence, end: usize, figures: &[&'a Quantity]) -> Option<(Interval, &'a Quantity)> {
    let dated = sentence.dates.iter().find(|d| d.to == end && (d.from..d.to).any(|k| run.is(k, Class::Month)))?;
    let total = figures.iter().rev().find(|q| q.to <= dated.from && dated.from - q.to <= 5)?;
    let single = (dated.from..dated.to).all(|k| !run.is(k, Class::Weekday))
        && run.one_of(dated.from.checked_sub(1)?, &["in", "during"]);
    let known = dated.days.filter(|d| d.kind == DateKind::Month).map(|d| f64::from(d.to.day()));
    let whole = dated.days.is_none_or(|d| d.kind == DateKind::Month);
    (single && whole).then(|| (known.map_or(Interval::new(28.0, 31.0), |n| Interval::new(n, n)), *total))
}

/// The total before "in the past 10 days".
fn stretch<'a>(
    run: &Run,
    sentence: &Sentence,
    end: usize,
    figures: &[&'a Quantity],
) -> Option<(Interval, &'a Quantity)> {
    let span = end.checked_sub(1).filter(|&k| run.is(k, Class::Span))?;
    let (least, most) = run.lexicon.pairs[run.sense(span, Class::Span)? as usize];
    let length =
        (span.saturating_sub(4)..span).find_map(|k| parse(run, k).filter(|n| n.next == span).map(|n| (k, n)))?;
    let from = sentence.dates.iter().find(|d| d.to == end).map_or(length.0, |d| d.from);
    let total = figures.iter().rev().find(|q| q.to <= from && from - q.to <= 4)?;
    let plain = least >= 1.0 && !length.1.vague && !length.1.fraction;
    plain.then(|| (Interval::new(length.1.value * least, length.1.value * most), *total))
}

/// What is wrong with a rate, if anything: neither its own rounding nor the total's explains it.
fn uneven(run: &Run, total: &Quantity, rate: &Quantity, days: Interval) -> Option<Draft> {
    let (most, least) = (total.low.value / days.low, total.low.value / days.high);
    let read = hard(rate);
    let product = Interval::new(rate.low.value * days.low, rate.low.value * days.high);
    if read.meets(&Interval::new(least, most)) || hard(total).meets(&product) {
        return None;
    }
    let expected = format!("{} a day", range(&Interval::new(least, most), 1));
    Some(Draft {
        rule: "rate-mismatch",
        severity: Severity::Error,
        message: format!("{} makes {expected}, not {}", words(run, total), run.slice(rate.from, rate.to + 2)),
        basis: format!("{} ÷ {} days", total.low.value, range(&days, 0)),
        expected,
        fix: None,
    })
}

fn only<'a, T>(mut found: impl Iterator<Item = &'a T>) -> Option<&'a T> {
    let first = found.next()?;
    found.next().is_none().then_some(first)
}
