//! Dates in digits alone: "2014-04-21", "04/21/2014", "21.04.2014".

use super::{DateKind, Dated, printed_year, single, small};
use crate::extract::atom::Run;
use jiff::civil::Date;

/// A date of digits that starts at an atom.
pub(super) fn numeric(run: &Run, i: usize) -> Option<Dated> {
    iso(run, i).or_else(|| written(run, i)).or_else(|| dotted(run, i))
}

/// Year, month, day.
fn iso(run: &Run, i: usize) -> Option<Dated> {
    let year = printed_year(run, i)?;
    if !(run.mark(i + 1, '-') && run.mark(i + 3, '-')) {
        return None;
    }
    let (month, day) = (small(run, i + 2, 1, 12)?, small(run, i + 4, 1, 31)?);
    Some(dated(i, 5, Date::new(year, month as i8, day as i8).ok()))
}

/// Month and day with slashes, as American papers print them, or day and month, where the figures leave but one way; which of
/// two figures up to twelve is the month cannot be told.
fn written(run: &Run, i: usize) -> Option<Dated> {
    let glued = (i + 1..i + 5).all(|k| run.atoms.get(k).is_some_and(|a| !a.spaced));
    if !(glued && run.mark(i + 1, '/') && run.mark(i + 3, '/')) {
        return None;
    }
    let (first, second, year) = (small(run, i, 1, 31)?, small(run, i + 2, 1, 31)?, printed_year(run, i + 4)?);
    let (month, day) = match (first > 12, second > 12) {
        (false, true) => (first, second),
        (true, false) => (second, first),
        _ => return None,
    };
    Some(dated(i, 5, Date::new(year, month as i8, day as i8).ok()))
}

/// Day, month and year with points, as Europe prints them; the tokenizer leaves them in one piece.
fn dotted(run: &Run, i: usize) -> Option<Dated> {
    let (day, rest) = run.text(i).split_once('.')?;
    let (month, year) = rest.split_once('.')?;
    let [day, month, year]: [i16; 3] = [day.parse().ok()?, month.parse().ok()?, year.parse().ok()?];
    let fits = (1..=31).contains(&day) && (1..=12).contains(&month) && (1900..=2100).contains(&year);
    fits.then(|| dated(i, 1, Date::new(year, month as i8, day as i8).ok()))
}

fn dated(i: usize, atoms: usize, day: Option<Date>) -> Dated {
    let days = day.map(|day| single(day, DateKind::Day));
    Dated { from: i, to: i + atoms, days, weekday: None, year: true, impossible: days.is_none(), told: None }
}
