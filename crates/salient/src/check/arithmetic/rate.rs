//! A rate that a total over its time does not make.

use super::amounts::{Amount, Kind, Page, Scene, start};
use super::{Fault, Found, each, print};
use crate::check::context::{Context, range, words};
use crate::check::interval::{Interval, hard};
use crate::check::parts::{leads, moves};
use crate::extract::date::DateKind;
use crate::extract::number;
use crate::lexicon::{Class, List};

/// How many times a rate per day may exceed the mean over all days where only working days may be meant.
const WORKING: f64 = 1.5;
/// From so many days on working days may be meant.
const LONG: f64 = 300.0;
/// A rate so many times too high or low is of something else.
const PLAUSIBLE: f64 = 4.0;

pub(in crate::check) fn check(context: &mut Context) {
    each(context, &[spread]);
}

/// "60,000 over five days, 15,000 a day": a total, its time, and a rate that is set off.
fn spread(page: &Page) -> Vec<Found> {
    let scene = page.here;
    let counted: Vec<&Amount> = scene.amounts.iter().filter(|a| !matches!(a.kind, Kind::Time | Kind::Label)).collect();
    let &[total, rate] = counted.as_slice() else { return Vec::new() };
    let Some((unit, end)) = per(scene, rate, 4) else { return Vec::new() };
    let kin = scene.alike(total, rate) || total.kind == rate.kind && rate.kind != Kind::Share;
    if !kin
        || !total.plain()
        || !rate.plain()
        || !set_off(scene, total, rate, end)
        || per(scene, total, 12).is_some_and(|p| p.0.high <= unit.high)
    {
        return Vec::new();
    }
    let Some(time) = time(scene, total, rate) else { return Vec::new() };
    judge(scene, total, rate, &time, &unit)
}

/// The time of a rate in days and the atom behind it: "a day", "per week", "daily", "every hour".
fn per(scene: &Scene, a: &Amount, reach: usize) -> Option<(Interval, usize)> {
    let run = &scene.run;
    let from = a.q.low.next;
    let at = (from..from + reach)
        .take_while(|&k| !scene.ends(k))
        .find(|&k| run.listed(k, List::Each) && run.is(k + 1, Class::Span) || run.listed(k, List::Adverbs))?;
    let adverb = [
        ("daily", 1.0, 1.0),
        ("weekly", 7.0, 7.0),
        ("monthly", 28.0, 31.0),
        ("yearly", 365.0, 366.0),
        ("annually", 365.0, 366.0),
        ("hourly", 1.0 / 24.0, 1.0 / 24.0),
    ];
    let told = adverb.iter().find(|(w, ..)| run.word(at, w)).map(|(_, low, high)| (Interval::new(*low, *high), at + 1));
    told.or_else(|| Some((span(scene, at + 1)?, at + 2)))
}

/// How many days a word of time is.
fn span(scene: &Scene, k: usize) -> Option<Interval> {
    let run = &scene.run;
    let (low, high) = run.lexicon.pairs[run.sense(k, Class::Span)? as usize];
    Some(if high < 1.0 { Interval::new(1.0 / 24.0, 1.0 / 24.0) } else { Interval::new(low, high) })
}

/// Whether a rate only says once more what the total is: set off before, and nothing new behind.
fn set_off(scene: &Scene, total: &Amount, rate: &Amount, end: usize) -> bool {
    let run = &scene.run;
    let at = start(run, rate);
    let Some(mark) = (total.q.to..at).rev().find(|&k| scene.sets_off(k)) else { return false };
    let lead = |k: usize| leads(run, k) || run.listed(k, List::ShareWords);
    let closed = scene.ends(end) || run.listed(end, List::OnAverage);
    (mark + 1..at).all(lead)
        && closed
        && !(end..end + 3).any(|k| moves(run, k))
        && !(total.q.to..at).any(|k| run.word(k, "and") || run.word(k, "than"))
}

/// The days that the total is spread over: its own "a year", "in 30 days", "over two weeks", "last year", "in April".
fn time(scene: &Scene, total: &Amount, rate: &Amount) -> Option<Interval> {
    let own = per(scene, total, 12).map(|p| p.0);
    let mut times: Vec<Interval> =
        scene.amounts.iter().filter(|a| a.kind == Kind::Time && a.plain()).filter_map(|a| counted(scene, a)).collect();
    times.extend((0..scene.run.len()).filter_map(|k| hyphened(scene, k)));
    let single = || single(scene, rate);
    match (own, times.as_slice()) {
        (Some(own), []) => Some(own),
        (None, [only]) => Some(*only),
        (None, []) => single().or_else(|| dated(scene)),
        _ => None,
    }
}

/// "30 days", "a five-day strike".
fn counted(scene: &Scene, a: &Amount) -> Option<Interval> {
    let run = &scene.run;
    let at = a.q.to + usize::from(run.mark(a.q.to, '-'));
    let day = span(scene, at)?;
    Some(Interval::new(a.value() * day.low, a.value() * day.high))
}

/// "three-month", "five-day".
fn hyphened(scene: &Scene, k: usize) -> Option<Interval> {
    let run = &scene.run;
    let text = run.text(k).to_lowercase();
    let (count, word) = text.split_once('-').filter(|_| run.at(k).hyphen)?;
    let (low, high) = run.lexicon.pairs[run.lexicon.sense(run.lexicon.word(word), Class::Span)? as usize];
    let count = number::parse_text(count)?.value;
    Some(Interval::new(count * low, count * high))
}

/// "over a week", "last year", "in a fortnight": one span of time between total and rate.
fn single(scene: &Scene, rate: &Amount) -> Option<Interval> {
    let run = &scene.run;
    let within = 0..start(run, rate);
    let found = within.clone().find(|&k| {
        run.is(k, Class::Span) && k > 0 && (run.is(k - 1, Class::Determiner) || run.listed(k - 1, List::PastSpan))
    })?;
    let led = found >= 2
        && (run.listed(found - 2, List::During)
            || run.listed(found - 1, List::PastSpan)
            || run.listed(found - 2, List::PastSpan));
    let again = within.filter(|&k| run.is(k, Class::Span)).count() == 1;
    let whole = number::parse(run, found.saturating_sub(1)).is_none();
    (led && again && whole).then(|| span(scene, found)).flatten()
}

/// "in April", "in the first half of 2020": the one month, year or stretch that a sentence names.
fn dated(scene: &Scene) -> Option<Interval> {
    let [only] = scene.sentence.dates.as_slice() else { return None };
    let days = only.days.filter(|d| matches!(d.kind, DateKind::Month | DateKind::Year | DateKind::Months))?;
    let count = f64::from((days.to - days.from).get_days() + 1);
    let led = only.from.checked_sub(1).is_some_and(|k| scene.run.listed(k, List::InSpan) || scene.run.word(k, "the"));
    led.then(|| Interval::new(count, count))
}

fn judge(scene: &Scene, total: &Amount, rate: &Amount, time: &Interval, unit: &Interval) -> Vec<Found> {
    let looked = vec![*total, *rate];
    let times = Interval::new(time.low / unit.high, time.high / unit.low);
    if times.low < 1.5 {
        return Vec::new();
    }
    let (least, most) = (total.value() / times.high, total.value() / times.low);
    let days = if time.low >= LONG && unit.high <= 1.0 { WORKING } else { 1.0 };
    let read = hard(&rate.q);
    let product = Interval::new(rate.value() * times.low / days, rate.value() * times.high);
    let ratio = rate.value() / least;
    if read.meets(&Interval::new(least, most * days))
        || hard(&total.q).meets(&product)
        || !(1.0 / PLAUSIBLE..PLAUSIBLE).contains(&ratio)
    {
        return vec![(looked, None)];
    }
    let expected = range(&Interval::new(least, most), 1);
    let fault = Fault {
        rule: "rate-mismatch",
        at: *rate,
        others: vec![(*total, "the total")],
        message: format!(
            "{} makes {expected} each time, not {}",
            words(&scene.run, &total.q),
            words(&scene.run, &rate.q)
        ),
        basis: format!("{} ÷ {}", print(total.value()), range(&times, 1)),
        expected,
    };
    vec![(looked, Some(fault))]
}
