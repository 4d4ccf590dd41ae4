//! Dates that only the dates before them tell: "the next day", "on the 11th", and days without a year in an account of other
//! years.

use super::{DateKind, Dated, Days, ends, month_of, moved, single, small};
use crate::extract::atom::Run;
use crate::extract::document::Sentence;
use crate::extract::number;
use crate::lexicon::{Class, List};
use jiff::{ToSpan, civil::Date};

/// How a date hangs on those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// So many days after the last day that was named: "the same day", "two days later".
    After(i64),
    /// That day of the month that was named last: "on the 11th".
    Of(i8),
    /// A day, or with 0 a whole month, of a year that is not printed.
    Yearless {
        /// 1 to 12.
        month: i8,
        /// 1 to 31, or 0.
        day: i8,
    },
}

/// How many days an account may go back without naming the year again.
const BEFORE: i64 = 90;
/// How many days "the 2nd" may lie before the day that was named last: else it is of the next month.
const BACK: i64 = 12;
/// So many days and months printed with their years make an account.
const ACCOUNT: usize = 2;
/// Dates so many days from the publication are news.
const NEWS: i32 = 60;

/// A date that starts at an atom and that only the dates before it tell.
pub(super) fn told(run: &Run, i: usize) -> Option<Dated> {
    let (to, told) = day(run, i).or_else(|| later(run, i)).or_else(|| monthday(run, i))?;
    Some(Dated { from: i, to, days: None, weekday: None, year: false, impossible: false, told: Some(told) })
}

/// "the next day", "the following day", "the same day", "that day", "the previous day".
fn day(run: &Run, i: usize) -> Option<(usize, Told)> {
    if run.word(i, "that") && run.word(i + 1, "day") {
        return Some((i + 2, Told::After(0)));
    }
    if !run.one_of(i, &["the", "that"]) || !run.word(i + 2, "day") {
        return None;
    }
    let after = match run.text(i + 1).to_ascii_lowercase().as_str() {
        "next" | "following" => 1,
        "same" | "very" => 0,
        "previous" => -1,
        _ => return None,
    };
    Some((i + 3, Told::After(after)))
}

/// "two days later", "a week later".
fn later(run: &Run, i: usize) -> Option<(usize, Told)> {
    let article = run.one_of(i, &["a", "one"]).then_some((1.0, i + 1));
    let counted = || number::parse(run, i).filter(|n| n.value <= 60.0 && !n.fraction).map(|n| (n.value, n.next));
    let (count, at) = article.or_else(counted)?;
    let (_, days) = run.lexicon.pairs[run.sense(at, Class::Span)? as usize];
    let whole = days == 1.0 || days == 7.0;
    (whole && run.word(at + 1, "later")).then_some((at + 2, Told::After((count * days) as i64)))
}

/// "on the 11th", where no noun follows.
fn monthday(run: &Run, i: usize) -> Option<(usize, Told)> {
    let ordinal = run.text(i + 1).ends_with(|c: char| c.is_ascii_alphabetic());
    let day = small(run, i + 1, 1, 31).filter(|_| ordinal)?;
    let led = run.word(i, "the") && i > 0 && (run.listed(i - 1, List::OnDay) || run.listed(i - 1, List::Until));
    let compound = run.mark(i + 2, '-') || run.word(i + 2, "of");
    (led && ends(run, i + 2) && !compound).then_some((i + 2, Told::Of(day as i8)))
}

/// Fills in, in text order, what the dates before tell.
pub(in crate::extract) fn tell(sentences: &mut [Sentence], today: Option<Date>) {
    let account = is_account(sentences, today);
    let (mut year, mut last): (Option<Days>, Option<Date>) = (None, None);
    for sentence in sentences {
        let today = sentence.today;
        for dated in &mut sentence.dates {
            let days = match dated.told {
                Some(Told::After(n)) => last.and_then(|l| moved(l, n)).map(one),
                Some(Told::Of(day)) => of_month(day, last, today).map(one),
                Some(Told::Yearless { month, day }) if account || dated.days.is_none() => {
                    year.and_then(|y| carried(y, month, day))
                }
                _ => None,
            };
            dated.days = days.or(dated.days);
            year = dated.days.filter(|_| dated.year).or(year);
            last = dated.days.filter(|d| d.from == d.to).map(|d| d.from).or(last);
        }
    }
}

fn one(day: Date) -> Days {
    single(day, DateKind::Day)
}

/// The day of the month that was named last, or of the next where that lies well before; never after the day of publication, and
/// without a day before it the last such day.
fn of_month(day: i8, last: Option<Date>, today: Option<Date>) -> Option<Date> {
    let in_month = |d: Date| Date::new(d.year(), d.month(), day).ok();
    let of_last = last.and_then(|l| {
        let same = in_month(l)?;
        let early = same.checked_add(BACK.days()).is_ok_and(|d| d < l);
        if early { in_month(l.first_of_month().checked_add(1.month()).ok()?) } else { Some(same) }
    });
    let past = |d: &Date| today.is_none_or(|t| *d <= t);
    let of_today = || {
        let today = today?;
        in_month(today).filter(past).or_else(|| in_month(today.first_of_month().checked_sub(1.month()).ok()?))
    };
    of_last.filter(past).or_else(of_today)
}

/// "On 16 October" in an account of 2016: of the year of the last date printed with one, or the next.
fn carried(last: Days, month: i8, day: i8) -> Option<Days> {
    let of = |year: i16| {
        let first = Date::new(year, month, day.max(1)).ok()?;
        Some(if day == 0 { month_of(first) } else { one(first) })
    };
    let follows = |d: &Days| moved(last.from, -BEFORE).is_some_and(|least| d.to >= least);
    [last.from.year(), last.from.year() + 1].into_iter().filter_map(of).find(follows)
}

/// Whether sentences tell of other years than that of the publication, and print no date near that day.
fn is_account(sentences: &[Sentence], today: Option<Date>) -> bool {
    let Some(today) = today else { return false };
    let all: Vec<Days> = sentences.iter().flat_map(|s| &s.dates).filter(|d| d.year).filter_map(|d| d.days).collect();
    let near = |d: &Days| d.kind != DateKind::Year && today.since(d.to).is_ok_and(|s| s.get_days().abs() <= NEWS);
    !all.iter().any(near) && all.iter().filter(|d| d.kind != DateKind::Year).count() >= ACCOUNT
}
