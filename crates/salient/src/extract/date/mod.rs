//! Dates as text gives them: days, months, seasons, "last week", "three days earlier", resolved against the day of
//! publication and always towards the past, as intervals.

mod dateline;
mod numeric;
mod relative;
mod stretch;
mod told;

pub use dateline::dateline;
pub use told::Told;
pub(super) use told::tell;

use super::atom::Run;
use super::token::Kind;
use crate::lexicon::{Class, List, class::any_of};
use jiff::{Span, ToSpan, civil::Date};

/// A stretch of days. One day when both ends are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// How it was given.
    pub kind: DateKind,
}

/// How precisely a date was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum DateKind {
    Day,
    Weekday,
    Month,
    Year,
    Season,
    Past,
    Within,
    Months,
}

/// A date expression in a sentence.
#[derive(Clone, Copy, Debug)]
pub struct Dated {
    /// First atom.
    pub from: usize,
    /// One past the last atom.
    pub to: usize,
    /// The days, where they can be told.
    pub days: Option<Days>,
    /// The weekday printed beside a full date, 1 = Monday.
    pub weekday: Option<i8>,
    /// The year is printed.
    pub year: bool,
    /// No calendar has this day: "30 February", "Feb. 29, 2023".
    pub impossible: bool,
    /// How the dates before it tell it, where it does not say itself.
    pub told: Option<Told>,
}

impl Days {
    /// As EDTF: a day, a month, a year, or an interval of days.
    ///
    /// ```
    /// use salient::extract::date::{DateKind, Days};
    /// let day = jiff::civil::date(2025, 2, 28);
    /// assert_eq!(Days { from: day, to: day, kind: DateKind::Day }.edtf(), "2025-02-28");
    /// ```
    pub fn edtf(&self) -> String {
        match self.kind {
            DateKind::Month => format!("{:04}-{:02}", self.from.year(), self.from.month()),
            DateKind::Year => format!("{:04}", self.from.year()),
            DateKind::Months => {
                let month = |d: Date| format!("{:04}-{:02}", d.year(), d.month());
                format!("{}/{}", month(self.from), month(self.to))
            }
            _ if self.from == self.to => self.from.to_string(),
            _ => format!("{}/{}", self.from, self.to),
        }
    }
}

/// The date expressions of a sentence. `today` is the day of publication, if known.
pub fn dates(run: &Run, today: Option<Date>) -> Vec<Dated> {
    let (mut out, mut i) = (Vec::new(), 0);
    while i < run.len() {
        let found = if may_start(run, i) {
            stretch::stretch(run, i, today)
                .or_else(|| absolute(run, i, today))
                .or_else(|| relative::relative(run, i, today))
                .or_else(|| told::told(run, i))
        } else {
            None
        };
        if let Some(dated) = found.filter(|d| d.to > i) {
            i = dated.to;
            out.push(dated);
        } else {
            i += 1;
        }
    }
    out
}

/// Whether an atom can start a date at all; most words cannot.
fn may_start(run: &Run, i: usize) -> bool {
    let classes = Class::Month.bit()
        | Class::Weekday.bit()
        | Class::Season.bit()
        | Class::Cardinal.bit()
        | Class::Determiner.bit();
    let atom = &run.at(i);
    atom.kind == Kind::Number
        || atom.mask & classes != 0
        || atom.kind == Kind::Word
            && (run.text(i).starts_with(|c: char| c.is_ascii_digit())
                || run.listed(i, List::Recent)
                || run.listed(i, List::PartOfYear))
}

fn small(run: &Run, i: usize, low: i16, high: i16) -> Option<i16> {
    let text = run.text(i);
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ordinal = digits.len() < text.len();
    if digits.is_empty() || digits.len() > 4 || (ordinal && !matches!(&text[digits.len()..], "st" | "nd" | "rd" | "th"))
    {
        return None;
    }
    digits.parse().ok().filter(|n| (low..=high).contains(n))
}

fn single(day: Date, kind: DateKind) -> Days {
    Days { from: day, to: day, kind }
}

/// The month of a day.
fn month_of(day: Date) -> Days {
    Days { from: day.first_of_month(), to: day.last_of_month(), kind: DateKind::Month }
}

fn whole_year(year: i16) -> Option<Days> {
    let (from, to) = (Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?);
    Some(Days { from, to, kind: DateKind::Year })
}

/// So many days after another, or before it; none where no calendar reaches ("in the past 13 billion years").
fn moved(day: Date, by: i64) -> Option<Date> {
    day.checked_add(Span::new().try_days(by).ok()?).ok()
}

/// A year in four digits.
fn printed_year(run: &Run, i: usize) -> Option<i16> {
    small(run, i, 1900, 2100).filter(|_| run.text(i).len() == 4)
}

/// "Friday, Jan. 17, 2025", "6 August 2024", "mid-April", "the end of February 2025", "in 2024".
fn absolute(run: &Run, i: usize, today: Option<Date>) -> Option<Dated> {
    let weekday = run.sense(i, Class::Weekday).map(|w| w as i8);
    let mut at = i;
    if weekday.is_some() {
        at += 1;
        at += usize::from(run.mark(at, '.') && run.text(i).len() <= 5);
        at += usize::from(run.mark(at, ',') || run.mark(at, '('));
        at += usize::from(run.word(at, "the"));
    }
    let mut dated = numeric::numeric(run, at).or_else(|| day_month(run, at, today))?;
    if dated.impossible && !dated.year && weekday.is_none() && !meant(run, at, dated.to) {
        return None;
    }
    if weekday.is_some() && dated.days.is_some_and(|d| d.kind != DateKind::Day) {
        return None;
    }
    (dated.from, dated.weekday) = (i, weekday);
    Some(dated)
}

/// Whether a day that no month has is meant as one: "on 30 February, the army", not "since September 31 people have".
fn meant(run: &Run, from: usize, to: usize) -> bool {
    from > 0 && run.listed(from - 1, List::OnDay) && ends(run, to)
}

/// Whether no noun follows: a mark, a closed word or a verb stands there, or nothing.
fn ends(run: &Run, to: usize) -> bool {
    const CLOSED: u64 = any_of(&[Class::Preposition, Class::Conjunction, Class::Auxiliary, Class::Verb, Class::Speech]);
    to >= run.len() || run.at(to).kind == Kind::Mark || run.any(to, CLOSED)
}

fn day_month(run: &Run, i: usize, today: Option<Date>) -> Option<Dated> {
    if let Some(month) = month_at(run, i) {
        let day_at = i + 1 + usize::from(run.mark(i + 1, '.') && run.text(i).len() <= 4);
        // "January 3, 2025", "Aug 6", but "May 2024" and "August 1,300 people" have no day.
        if let Some(day) = small(run, day_at, 1, 31).filter(|_| !run.mark(day_at + 1, '%')) {
            return full(run, i, day_at + 1, day, month, today);
        }
        return month_only(run, i, day_at, month, today);
    }
    if let Some(day) = small(run, i, 1, 31) {
        let of = usize::from(run.word(i + 1, "of"));
        let month = month_at(run, i + 1 + of)?;
        let after = i + 2 + of;
        let after = after
            + usize::from(
                run.mark(after, '.') && run.text(after - 1).len() <= 4 && small(run, after + 1, 1900, 2100).is_some(),
            );
        return full(run, i, after, day, month, today);
    }
    year_only(run, i)
}

fn month_at(run: &Run, i: usize) -> Option<i8> {
    let month = run.sense(i, Class::Month)? as i8;
    // "May" and "March" open sentences as verbs too; they need a number or a preposition beside them.
    let doubtful = month == 5 || (month == 3 && run.text(i).len() > 3);
    let near = small(run, i + 1, 1, 2100).is_some()
        || i > 0 && (run.listed(i.wrapping_sub(1), List::BeforeYear) || small(run, i.wrapping_sub(1), 1, 31).is_some());
    (!doubtful || near).then_some(month)
}

fn full(run: &Run, from: usize, mut to: usize, day: i16, month: i8, today: Option<Date>) -> Option<Dated> {
    let comma = usize::from(run.mark(to, ','));
    let year = printed_year(run, to + comma);
    if year.is_some() {
        to += comma + 1;
    }
    let date = match (year, today) {
        (Some(year), _) => Date::new(year, month, day as i8).ok(),
        (None, Some(today)) => nearest(month, day as i8, today),
        _ => None,
    };
    let never = Date::new(2024, month, day as i8).is_err() || year.is_some() && date.is_none();
    let days = date.map(|d| single(d, DateKind::Day));
    let told = year.is_none().then_some(Told::Yearless { month, day: day as i8 });
    Some(Dated { from, to, days, weekday: None, year: year.is_some(), impossible: never, told })
}

/// The day and month at or before the publication, or up to a month after it.
fn nearest(month: i8, day: i8, today: Date) -> Option<Date> {
    let limit = today.checked_add(31.days()).ok()?;
    [today.year() + 1, today.year(), today.year() - 1]
        .iter()
        .filter_map(|&year| Date::new(year, month, day).ok())
        .find(|d| *d <= limit)
}

fn month_only(run: &Run, i: usize, after: usize, month: i8, today: Option<Date>) -> Option<Dated> {
    let comma = usize::from(run.mark(after, ',') && small(run, after + 1, 1900, 2100).is_some());
    let printed = printed_year(run, after + comma);
    let to = if printed.is_some() { after + comma + 1 } else { i + 1 };
    let year = printed.or_else(|| today.map(|t| if month <= t.month() { t.year() } else { t.year() - 1 }));
    let days = year.and_then(|year| Date::new(year, month, 1).ok()).map(|first| narrowed(run, i, month_of(first)));
    let told = printed.is_none().then_some(Told::Yearless { month, day: 0 });
    Some(Dated { from: i, to, days, weekday: None, year: printed.is_some(), impossible: false, told })
}

/// "the end of February": its last day. "early", "mid-", "late" keep the month, as print does not say more.
fn narrowed(run: &Run, i: usize, whole: Days) -> Days {
    let end = i >= 2 && run.word(i.wrapping_sub(1), "of") && run.word(i.wrapping_sub(2), "end");
    if end { single(whole.to, DateKind::Day) } else { whole }
}

/// What a number counts that is no year.
const COUNTED: u64 = any_of(&[Class::Unit, Class::Military, Class::Civilian, Class::Any, Class::Settlement]);

fn year_only(run: &Run, i: usize) -> Option<Dated> {
    let year = printed_year(run, i).filter(|_| run.at(i).kind == Kind::Number)?;
    let before = i.checked_sub(1)?;
    let led = run.listed(before, List::YearLead) && !run.any(i + 1, COUNTED);
    if !led && !event(run, i) {
        return None;
    }
    Some(Dated { from: i, to: i + 1, days: whole_year(year), weekday: None, year: true, impossible: false, told: None })
}

/// "the 1967 war", "after a landslide 2007 election", "the 2006 Lebanon War": a year before what happened in it.
fn event(run: &Run, i: usize) -> bool {
    let name = |k: &usize| run.text(*k).starts_with(char::is_uppercase);
    let head = (i + 1..i + 4).find(|k| run.listed(*k, List::YearEvent) || !name(k) && !run.mark(*k, '-'));
    head.is_some_and(|k| run.listed(k, List::YearEvent))
}
