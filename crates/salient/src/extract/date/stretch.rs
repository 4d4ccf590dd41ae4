//! Stretches that one expression gives with both their ends: "between 6 and 9 August", "Aug. 19 to 28", "the first six months of
//! 2010", "the second half of last year".

use super::{DateKind, Dated, Days, month_at, printed_year, small};
use crate::extract::{atom::Run, number};
use crate::lexicon::{Class, List};
use jiff::civil::Date;

/// A stretch that starts at an atom.
pub(super) fn stretch(run: &Run, i: usize, today: Option<Date>) -> Option<Dated> {
    days_of_month(run, i, today).or_else(|| month_with_days(run, i, today)).or_else(|| part_of_year(run, i, today))
}

/// "6 and 9 August [2021]" after "between" or "from", "6-9 August".
fn days_of_month(run: &Run, i: usize, today: Option<Date>) -> Option<Dated> {
    let (first, last) = (small(run, i, 1, 31)?, small(run, i + 2, 1, 31)?);
    if !ends(run, i, i + 1) {
        return None;
    }
    let of = usize::from(run.word(i + 3, "of"));
    let month = month_at(run, i + 3 + of)?;
    dated(run, i..i + 4 + of, (month, first, last), today)
}

/// "August 6 to 9 [, 2021]", "Aug. 6-9".
fn month_with_days(run: &Run, i: usize, today: Option<Date>) -> Option<Dated> {
    let month = month_at(run, i)?;
    let at = i + 1 + usize::from(run.mark(i + 1, '.') && run.text(i).len() <= 4);
    let (first, last) = (small(run, at, 1, 31)?, small(run, at + 2, 1, 31)?);
    let plain = first < last && month_at(run, at + 3).is_none() && !run.any(at + 3, Class::Unit.bit());
    (ends(run, i, at + 1) && plain).then(|| dated(run, i..at + 3, (month, first, last), today))?
}

/// Whether a mark or word at `between` joins two ends: a dash always, "to" and "and" after "from" or "between".
fn ends(run: &Run, i: usize, between: usize) -> bool {
    let led = i > 0 && run.listed(i - 1, List::From);
    run.listed(between, List::Until)
        && (led || run.mark(between, '-') || run.mark(between, '–') || run.word(between, "to"))
}

fn dated(run: &Run, words: std::ops::Range<usize>, what: (i8, i16, i16), today: Option<Date>) -> Option<Dated> {
    let (month, first, last) = what;
    let comma = usize::from(run.mark(words.end, ','));
    let printed = printed_year(run, words.end + comma);
    let to = if printed.is_some() { words.end + comma + 1 } else { words.end };
    let year = printed.or_else(|| super::nearest(month, last as i8, today?).map(Date::year));
    let day = |day: i16| Date::new(year?, month, day as i8).ok();
    let days = day(first).zip(day(last)).filter(|(a, b)| a < b);
    let days = days.map(|(from, to)| Days { from, to, kind: DateKind::Within });
    (first < last).then_some(Dated {
        from: words.start,
        to,
        days,
        weekday: None,
        year: printed.is_some(),
        impossible: false,
        told: None,
    })
}

/// "first six months of 2010", "second half of the year", "third quarter of last year".
fn part_of_year(run: &Run, i: usize, today: Option<Date>) -> Option<Dated> {
    let nth: i8 = match run.text(i).to_ascii_lowercase().as_str() {
        "first" => 0,
        "second" => 1,
        "third" => 2,
        "fourth" => 3,
        _ => return None,
    };
    let (length, next) = match run.text(i + 1).to_ascii_lowercase().as_str() {
        "half" => (6, i + 2),
        "quarter" => (3, i + 2),
        _ => months(run, i + 1).filter(|_| nth == 0)?,
    };
    let (first, last) = (nth * length + 1, (nth + 1) * length);
    let (year, to) = year_of(run, next, today)?;
    let from = Date::new(year, first, 1).ok()?;
    let to_day = Date::new(year, last, 1).ok()?.last_of_month();
    let printed = run.text(to - 1).starts_with(|c: char| c.is_ascii_digit());
    let days = Some(Days { from, to: to_day, kind: DateKind::Months });
    Some(Dated { from: i, to, days, weekday: None, year: printed, impossible: false, told: None })
}

/// "six months", with the atom behind.
fn months(run: &Run, i: usize) -> Option<(i8, usize)> {
    let number = number::parse(run, i).filter(|n| (2.0..=11.0).contains(&n.value) && n.value.fract() == 0.0)?;
    run.word(number.next, "months").then_some((number.value as i8, number.next + 1))
}

/// "of 2010", "of this year", "of the year", "of last year", with the atom behind.
fn year_of(run: &Run, i: usize, today: Option<Date>) -> Option<(i16, usize)> {
    if !run.one_of(i, &["of", "in"]) {
        return None;
    }
    let printed = printed_year(run, i + 1).map(|y| (y, i + 2));
    let told = || {
        let back = i16::from(run.word(i + 1, "last"));
        (run.listed(i + 1, List::WeekendLead) && run.word(i + 2, "year")).then_some((today?.year() - back, i + 3))
    };
    printed.or_else(told)
}
