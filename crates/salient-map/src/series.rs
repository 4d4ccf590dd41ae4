//! Maps by day, week, month or year: which map stands for a period, and what changed in it.

use crate::atlas::Snapshot;
use crate::tally::Row;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde::Serialize;
use std::str::FromStr;

/// A length of time that a series goes by; all in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A day.
    Day,
    /// A week of ISO 8601: it begins on Monday.
    Week,
    /// A month.
    Month,
    /// A year.
    Year,
}

impl Step {
    /// Every step, by name.
    pub const ALL: [(&'static str, Self); 4] =
        [("day", Self::Day), ("week", Self::Week), ("month", Self::Month), ("year", Self::Year)];

    /// The first day of the period in which a day lies.
    fn begin(self, day: Date) -> Date {
        match self {
            Self::Day => day,
            Self::Week => day.saturating_sub(i64::from(day.weekday().to_monday_zero_offset()).days()),
            Self::Month => day.first_of_month(),
            Self::Year => day.first_of_year(),
        }
    }

    /// The first day of the period after the one that begins on a day.
    fn next(self, first: Date) -> Date {
        match self {
            Self::Day => first.saturating_add(1.day()),
            Self::Week => first.saturating_add(7.days()),
            Self::Month => first.saturating_add(1.month()),
            Self::Year => first.saturating_add(1.year()),
        }
    }

    /// The name of the period that begins on a day: `2025-01-17`, `2025-W03`, `2025-01`, `2025`.
    fn name(self, first: Date) -> String {
        match self {
            Self::Day => first.to_string(),
            Self::Week => {
                let week = first.iso_week_date();
                format!("{:04}-W{:02}", week.year(), week.week())
            }
            Self::Month => first.strftime("%Y-%m").to_string(),
            Self::Year => first.strftime("%Y").to_string(),
        }
    }
}

impl FromStr for Step {
    type Err = String;

    /// ```
    /// use salient_map::series::Step;
    /// assert_eq!("month".parse(), Ok(Step::Month));
    /// assert!("hour".parse::<Step>().is_err());
    /// ```
    fn from_str(text: &str) -> Result<Self, String> {
        let found = Self::ALL.into_iter().find(|(name, _)| *name == text).map(|(_, step)| step);
        found.ok_or_else(|| format!("`{text}` is none of day, week, month and year"))
    }
}

/// A period of a series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// Its name: `2025-01-17`, `2025-W03`, `2025-01`, `2025`.
    pub name: String,
    /// Its first day.
    pub first: Date,
    /// Its last day.
    pub last: Date,
}

impl Period {
    /// Whether a time lies in it.
    pub fn holds(&self, time: Timestamp) -> bool {
        (self.first..=self.last).contains(&day(time))
    }
}

/// The day of a time, UTC.
pub fn day(time: Timestamp) -> Date {
    time.to_zoned(TimeZone::UTC).date()
}

/// The last moment of a day, UTC; nothing for the last day that there is.
///
/// ```
/// use salient_map::series::{day, end};
/// let on = "2025-01-17".parse().unwrap();
/// let end = end(on).unwrap();
/// assert_eq!((day(end), end.subsec_nanosecond()), (on, 999_999_999));
/// ```
pub fn end(day: Date) -> Option<Timestamp> {
    Some(day.at(23, 59, 59, 999_999_999).to_zoned(TimeZone::UTC).ok()?.timestamp())
}

/// The periods from one day to another, whole.
///
/// ```
/// use salient_map::series::{Step, periods};
/// let day = |text: &str| text.parse().unwrap();
/// let names = |step| periods(step, day("2024-12-30"), day("2025-01-05")).into_iter().map(|p| p.name).collect::<Vec<_>>();
/// assert_eq!(names(Step::Month), ["2024-12", "2025-01"]);
/// assert_eq!(names(Step::Week), ["2025-W01"]);
/// assert_eq!(names(Step::Day).len(), 7);
/// ```
pub fn periods(step: Step, from: Date, to: Date) -> Vec<Period> {
    let mut first = step.begin(from);
    let mut out = Vec::new();
    while first <= to {
        let next = step.next(first);
        let last = next.saturating_sub(1.day());
        out.push(Period { name: step.name(first), first, last });
        if next <= first {
            break;
        }
        first = next;
    }
    out
}

/// A period, the last map up to its end, and how many maps were published in it: none where an older map still stands.
pub type Standing<'a> = (Period, &'a Snapshot, usize);

/// The map that stands at the end of each period, from the first map of a source to its last. Maps are in order of time.
pub fn standing<'a>(maps: &[&'a Snapshot], step: Step) -> Vec<Standing<'a>> {
    let (Some(first), Some(last)) = (maps.first(), maps.last()) else { return Vec::new() };
    let all = periods(step, day(first.time), day(last.time)).into_iter();
    let with = all.filter_map(|period| {
        let map = maps.iter().rfind(|m| day(m.time) <= period.last)?;
        let published = maps.iter().filter(|m| period.holds(m.time)).count();
        Some((period, *map, published))
    });
    with.collect()
}

/// A map that is shown, with the period that it stands for, if the series goes by one.
#[derive(Clone, Debug)]
pub struct Shown<'a> {
    /// The map.
    pub map: &'a Snapshot,
    /// The period, and how many maps were published in it.
    pub period: Option<(String, usize)>,
}

/// A row of areas with its period.
#[derive(Clone, Debug, Serialize)]
pub struct Line {
    /// The period's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
    /// The row.
    #[serde(flatten)]
    pub row: Row,
    /// Maps published in the period.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maps: Option<usize>,
}

impl Shown<'_> {
    /// A row of the map, as a line of the series.
    pub fn line(&self, row: Row) -> Line {
        let (period, maps) = self.period.clone().unzip();
        Line { period, row, maps }
    }
}

/// The maps of a series: all of them, or of each source those that stand at the end of each period. Maps of a source are in
/// order of time.
pub fn shown<'a>(maps: &[&'a Snapshot], step: Option<Step>) -> Vec<Shown<'a>> {
    let Some(step) = step else { return maps.iter().map(|map| Shown { map, period: None }).collect() };
    let all = maps.chunk_by(|a, b| a.source == b.source).flat_map(|maps| standing(maps, step));
    all.map(|(period, map, published)| Shown { map, period: Some((period.name, published)) }).collect()
}

/// A period, and the maps before it and at its end; periods without a new map are left out.
pub type Spanned<'a> = (Period, &'a Snapshot, &'a Snapshot);

/// The two maps between which each period's change lies, within the days from the first to the last map. The first period
/// begins with the first map. Maps are in order of time.
pub fn spanned<'a>(maps: &[&'a Snapshot], step: Step) -> Vec<Spanned<'a>> {
    let Some(mut before) = maps.first().copied() else { return Vec::new() };
    let mut out = Vec::new();
    for (period, map, _) in standing(maps, step) {
        if map.time > before.time {
            out.push((period, before, map));
            before = map;
        }
    }
    out
}

/// Days from one to another without something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The first such day.
    pub first: Date,
    /// The last.
    pub last: Date,
}

impl Gap {
    /// How many days.
    pub fn days(&self) -> i64 {
        self.last.duration_since(self.first).as_hours() / 24 + 1
    }
}

/// The days between days, from the first of them to a last: those on which nothing is.
///
/// ```
/// use salient_map::series::gaps;
/// let day = |text: &str| text.parse().unwrap();
/// let found = gaps([day("2025-01-01"), day("2025-01-02"), day("2025-01-05")], day("2025-01-06"));
/// let told: Vec<_> = found.iter().map(|g| (g.first.to_string(), g.days())).collect();
/// assert_eq!(told, [("2025-01-03".to_owned(), 2), ("2025-01-06".to_owned(), 1)]);
/// ```
pub fn gaps(days: impl IntoIterator<Item = Date>, end: Date) -> Vec<Gap> {
    let mut days: Vec<Date> = days.into_iter().collect();
    days.sort_unstable();
    days.dedup();
    let mut out = Vec::new();
    for (at, day) in days.iter().enumerate() {
        let next = days.get(at + 1).copied().unwrap_or(end.saturating_add(1.day()));
        let (first, last) = (day.saturating_add(1.day()), next.saturating_sub(1.day()));
        if first <= last {
            out.push(Gap { first, last });
        }
    }
    out
}
