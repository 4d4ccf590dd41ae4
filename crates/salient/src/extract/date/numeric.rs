//! Dates in digits alone: "2014-04-21", "04/21/2014", "21.04.2014".

use super::{DateKind, Dated, single, small};
use crate::extract::atom::Run;
use jiff::civil::Date;

/// A date of digits that starts at an atom.
pub(super) fn numeric(run: &Run, i: usize) -> Option<Dated> {
    iso(run, i).or_else(|| written(run, i))
}

/// Year, month, day.
fn iso(run: &Run, i: usize) -> Option<Dated> {
    let year = year(run, i)?;
    if !(run.mark(i + 1, '-') && run.mark(i + 3, '-')) {
        return None;
    }
    let (month, day) = (small(run, i + 2, 1, 12)?, small(run, i + 4, 1, 31)?);
    Some(dated(i, Date::new(year, month as i8, day as i8).ok()))
}

/// Month and day with slashes, as American papers print them, or day and month, where the figures leave but one way; which of
/// two figures up to twelve is the month cannot be told.
fn written(run: &Run, i: usize) -> Option<Dated> {
    let mark = ['/', '.'].into_iter().find(|&mark| run.mark(i + 1, mark) && run.mark(i + 3, mark))?;
    let glued = (i + 1..i + 5).all(|k| run.atoms.get(k).is_some_and(|a| !a.spaced));
    let (first, second, year) = (small(run, i, 1, 31)?, small(run, i + 2, 1, 31)?, year(run, i + 4)?);
    let (month, day) = match (first > 12, second > 12, mark) {
        (_, true, '/') => (first, second),
        (true, _, _) => (second, first),
        (false, false, '.') => (second, first),
        _ => return None,
    };
    (glued && month <= 12).then(|| dated(i, Date::new(year, month as i8, day as i8).ok()))
}

fn year(run: &Run, i: usize) -> Option<i16> {
    small(run, i, 1900, 2100).filter(|_| run.text(i).len() == 4)
}

fn dated(i: usize, day: Option<Date>) -> Dated {
    let days = day.map(|day| single(day, DateKind::Day));
    Dated { from: i, to: i + 5, days, weekday: None, year: true, impossible: days.is_none() }
}
