//! `weekday-mismatch`: the weekday beside a date is not that day's.

use super::context::{Context, Draft};
use super::finding::Severity;
use crate::extract::date::{DateKind, Dated};
use jiff::civil::{Date, Weekday};

pub(crate) fn check(context: &mut Context) {
    let document = context.document;
    for sentence in &document.sentences {
        let run = document.run(sentence);
        for dated in &sentence.dates {
            let open = run.one_of(dated.to, &["to", "-", "–", "and", "/", "through"])
                || run.atoms.get(dated.to).is_some_and(|a| !a.spaced && a.kind == crate::extract::token::Kind::Word);
            let Some((date, printed)) = wrong(dated, document.today).filter(|_| !open) else { continue };
            let right = name(date.weekday());
            let draft = Draft {
                rule: "weekday-mismatch",
                severity: Severity::Error,
                message: format!(
                    "{} {} {} was a {right}, not a {}",
                    date.day(),
                    month(date),
                    date.year(),
                    name(printed)
                ),
                basis: "the Gregorian calendar".to_owned(),
                expected: right.to_owned(),
                fix: None,
            };
            context.report(sentence, (dated.from, dated.to), draft, &[]);
        }
    }
}

/// Days from the publication within which a date without a year is of no other year.
const NEAR: i32 = 45;

/// The date and the weekday printed beside it, when they differ. Without a printed year the date must be near the day of
/// publication, where only one year can be meant.
fn wrong(dated: &Dated, today: Option<Date>) -> Option<(Date, Weekday)> {
    let days = dated.days.filter(|d| d.kind == DateKind::Day)?;
    let printed = Weekday::from_monday_one_offset(dated.weekday?).ok()?;
    let near = today.is_some_and(|t| (t - days.from).get_days().abs() <= NEAR);
    (days.from.weekday() != printed && (dated.year || near)).then_some((days.from, printed))
}

fn name(weekday: Weekday) -> &'static str {
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
        [weekday.to_monday_zero_offset() as usize]
}

fn month(date: Date) -> &'static str {
    [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ][date.month() as usize - 1]
}
