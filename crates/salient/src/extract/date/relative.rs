//! Dates counted from the day of publication: "yesterday", "last week", "three days earlier".

use super::{DateKind, Dated, Days, month_of, moved, single, whole_year};
use crate::extract::{atom::Run, number};
use crate::lexicon::{Class, List};
use jiff::{Span, ToSpan, civil::Date, civil::Weekday};

/// A date counted from the day of publication, where one starts.
pub(super) fn relative(run: &Run, i: usize, today: Option<Date>) -> Option<Dated> {
    let (to, days) = one_word(run, i, today)
        .or_else(|| last_or_this(run, i, today))
        .or_else(|| past_span(run, i, today))
        .or_else(|| ago(run, i, today))
        .or_else(|| weekend(run, i, today))?;
    Some(Dated { from: i, to, days, weekday: None, year: false, impossible: false, told: None })
}

/// So many whole days before another.
fn before(day: Date, days: f64) -> Option<Date> {
    moved(day, -(days.trunc() as i64))
}

type Found = Option<(usize, Option<Days>)>;

fn one_word(run: &Run, i: usize, today: Option<Date>) -> Found {
    let back = |days: f64| today.and_then(|t| before(t, days)).map(|d| single(d, DateKind::Day));
    if let Some(weekday) = run.sense(i, Class::Weekday) {
        if run.text(i).len() <= 3 {
            return None;
        }
        let skip = i > 0 && run.word(i.wrapping_sub(1), "last");
        return Some((
            i + 1,
            today.and_then(|t| last_weekday(t, weekday as i8, skip)).map(|d| single(d, DateKind::Weekday)),
        ));
    }
    if run.one_of(i, &["today", "tonight"]) {
        return Some((i + 1, back(0.0)));
    }
    run.word(i, "yesterday").then(|| (i + 1, back(1.0)))
}

/// The last such weekday on or before the day of publication; "last Friday" is never the day itself.
fn last_weekday(today: Date, weekday: i8, skip_today: bool) -> Option<Date> {
    let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
    if today.weekday() == weekday && !skip_today {
        return Some(today);
    }
    today.nth_weekday(-1, weekday).ok()
}

fn last_or_this(run: &Run, i: usize, today: Option<Date>) -> Found {
    let (last, this) = (run.word(i, "last"), run.one_of(i, &["this", "the"]));
    if !(last || this && !run.word(i, "the")) {
        return None;
    }
    let offset = i64::from(last);
    if let Some(season) = run.sense(i + 1, Class::Season) {
        return Some((i + 2, today.and_then(|t| past_season(run.lexicon.pairs[season as usize], t, last))));
    }
    if let Some(month) = run.sense(i + 1, Class::Month) {
        let days = today.and_then(|t| {
            let year =
                if (month as i8) < t.month() || (month as i8 == t.month() && !last) { t.year() } else { t.year() - 1 };
            Date::new(year, month as i8, 1).ok().map(month_of)
        });
        return Some((i + 2, days));
    }
    let days = today.and_then(|t| match run.text(i + 1).to_ascii_lowercase().as_str() {
        "week" => {
            let monday = t.checked_sub(i64::from(t.weekday().to_monday_zero_offset()).days()).ok()?;
            let from = monday.checked_sub((7 * offset).days()).ok()?;
            Some(Days { from, to: if last { from.checked_add(6.days()).ok()? } else { t }, kind: DateKind::Past })
        }
        "month" => t.first_of_month().checked_sub(offset.months()).ok().map(month_of),
        "year" => whole_year(t.year() - offset as i16),
        _ => None,
    });
    days.map(|d| (i + 2, Some(d)))
}

/// The last such season that had begun by the day of publication; "last" one that was over or under way a while.
fn past_season((first, last): (f64, f64), today: Date, skip_current: bool) -> Option<Days> {
    (0..3).find_map(|back| {
        let from = Date::new(today.year() - back, first as i8, 1).ok()?;
        let year = from.year() + i16::from(last < first);
        let to = Date::new(year, last as i8, 1).ok()?.last_of_month();
        let fits = if skip_current { to < today } else { from <= today };
        fits.then_some(Days { from, to, kind: DateKind::Season })
    })
}

/// "in the past week", "over the last 24 hours", "in the past three days".
fn past_span(run: &Run, i: usize, today: Option<Date>) -> Found {
    if !(run.listed(i, List::PastSpan) && i > 0 && run.one_of(i.wrapping_sub(1), &["the", "this"])) {
        return None;
    }
    let number = number::parse(run, i + 1);
    let at = number.map_or(i + 1, |n| n.next);
    let (short, long) = run.lexicon.pairs[run.sense(at, Class::Span)? as usize];
    let count = number.map_or(1.0, |n| n.value);
    if number.is_none() && !run.listed(at, List::OneSpan) {
        return None;
    }
    // months are those of the calendar, and 24 hours are a day
    let from = |t: Date| match long {
        MONTH => t.checked_sub(Span::new().try_months(count as i64).ok()?).ok(),
        _ => before(t, (count * short).ceil().max(1.0)),
    };
    let days = today.and_then(|t| Some(Days { from: from(t)?, to: t, kind: DateKind::Within }));
    Some((at + 1, days))
}

/// The longest month and year in days, as the table of spans has them.
const MONTH: f64 = 31.0;
const YEAR: f64 = 366.0;

/// "three days ago", "two weeks earlier" where that is counted from the day of publication; so many months or years ago is a month
/// or a year.
fn ago(run: &Run, i: usize, today: Option<Date>) -> Found {
    let number = number::parse(run, i).filter(|n| n.value <= 400.0 && !n.fraction && n.value.fract() == 0.0)?;
    let (_, high) = run.lexicon.pairs[run.sense(number.next, Class::Span)? as usize];
    let counted = run.word(number.next + 1, "ago") || run.word(number.next + 1, "earlier") && high <= 7.0;
    if !counted || high == YEAR && number.value < 2.0 {
        return None;
    }
    let count = number.value as i64;
    let days = today.and_then(|t| match high {
        MONTH => t.checked_sub(Span::new().try_months(count).ok()?).ok().map(month_of),
        YEAR => whole_year(t.year() - i16::try_from(count).ok()?),
        _ => before(t, number.value * high).map(|d| single(d, DateKind::Day)),
    });
    Some((number.next + 2, days))
}

/// "over the weekend", "last weekend": the last Saturday on or before the day of publication, and the Sunday after it.
fn weekend(run: &Run, i: usize, today: Option<Date>) -> Found {
    let led = run.listed(i, List::WeekendLead);
    let at = i + 1 + usize::from(run.word(i, "the") && run.one_of(i + 1, &["past", "last"]));
    if !led || !run.listed(at, List::Weekend) {
        return None;
    }
    let days = today.and_then(|t| {
        let from = last_weekday(t, 6, false)?;
        Some(Days { from, to: from.checked_add(1.days()).ok()?.min(t), kind: DateKind::Within })
    });
    Some((at + 1, days))
}
