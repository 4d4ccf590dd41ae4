//! `elapsed-mismatch`: a stated length of time does not fit the dates that the text gives.

use super::context::{Context, Draft, range};
use super::finding::Severity;
use super::interval::{Interval, hard};
use crate::extract::atom::Run;
use crate::extract::date::DateKind;
use crate::extract::quantity::{Counted, Hedge, Quantity};
use crate::extract::{Document, Sentence};
use crate::lexicon::{Class, List};
use jiff::civil::Date;

/// The Gregorian month, in days.
const MONTH: f64 = 30.436_875;

/// A share of a span that it may be over its half and is rounded down all the same.
const OVER: f64 = 0.25;

pub(crate) fn check(context: &mut Context) {
    let document = context.document;
    let Some(today) = document.today else { return };
    let starts = onsets(document);
    let mut drafts = Vec::new();
    for sentence in &document.sentences {
        let run = document.run(sentence);
        for q in sentence.figures.iter().filter(|q| q.counted == Counted::Bare && !q.low.vague && !q.low.fraction) {
            let Some((days, event)) = duration(&run, q) else { continue };
            let fitting: Vec<&Onset> = starts.iter().filter(|s| event.as_ref().is_none_or(|e| s.noun == *e)).collect();
            let printed = spoken(q).scaled(days);
            if fitting.is_empty() || fitting.iter().any(|s| s.elapsed(today).meets(&printed)) {
                continue;
            }
            let start = fitting[0];
            let expected = range(&Interval::new(start.elapsed(today).low / days, start.elapsed(today).high / days), 1);
            drafts.push((
                sentence,
                (q.from, q.to + 1),
                expected,
                start.clone(),
                run.slice(q.from, q.to + 1).to_owned(),
                run.text(q.to).to_owned(),
            ));
        }
    }
    for (sentence, atoms, expected, start, words, unit) in drafts {
        let draft = Draft {
            rule: "elapsed-mismatch",
            severity: Severity::Warning,
            message: format!("{words}, but from {} to {today} it is {expected} {unit}", start.reads()),
            basis: format!("{} to {today}", start.says()),
            expected: format!("{expected} {unit}"),
            fix: None,
        };
        context.report(sentence, atoms, draft, &[(start.sentence, start.atoms.0, start.atoms.1, "the start")]);
    }
}

/// What a span of so many months or weeks is said of: "six months after" is still said a week after the half.
fn spoken(q: &Quantity) -> Interval {
    let read = hard(q);
    Interval::new(read.low, if q.hedge == Hedge::None { read.high + OVER } else { read.high })
}

/// A dated beginning: "the incursion began on 6 August 2024", "Ukraine's move last summer".
#[derive(Clone)]
struct Onset<'a> {
    sentence: &'a Sentence,
    atoms: (usize, usize),
    noun: String,
    from: Date,
    to: Date,
}

impl Onset<'_> {
    fn elapsed(&self, today: Date) -> Interval {
        let days = |d: Date| f64::from((today - d).get_days());
        Interval::new(days(self.to), days(self.from))
    }

    /// For people: "a day between 2024-06-01 and 2024-08-31".
    fn reads(&self) -> String {
        if self.from == self.to {
            self.from.to_string()
        } else {
            format!("a day between {} and {}", self.from, self.to)
        }
    }

    fn says(&self) -> String {
        if self.from == self.to { self.from.to_string() } else { format!("{}/{}", self.from, self.to) }
    }
}

fn onsets<'a>(document: &'a Document) -> Vec<Onset<'a>> {
    let mut out = Vec::new();
    for sentence in &document.sentences {
        let run = document.run(sentence);
        for dated in &sentence.dates {
            let Some(days) =
                dated.days.filter(|d| matches!(d.kind, DateKind::Day | DateKind::Month | DateKind::Season))
            else {
                continue;
            };
            let near = dated.from.saturating_sub(6)..dated.from;
            let Some(noun) = near.clone().rev().find(|&k| run.is(k, Class::EventOnset)) else { continue };
            let begins = (noun + 1..dated.from).all(|k| run.listed(k, List::Begun))
                && !(noun..dated.from).any(|k| run.one_of(k, &["ended", "until"]));
            let past = document.today.is_some_and(|t| days.to < t);
            if begins && past {
                out.push(Onset {
                    sentence,
                    atoms: (noun, dated.to),
                    noun: run.text(noun).to_lowercase(),
                    from: days.from,
                    to: days.to,
                });
            }
        }
    }
    out
}

/// The length of one unit in days, and the event that it is counted from: any beginning for a time of holding ground,
/// the same noun for "months after the incursion".
fn duration(run: &Run, q: &Quantity) -> Option<(f64, Option<String>)> {
    let days = match run.text(q.to).to_ascii_lowercase().as_str() {
        "months" => MONTH,
        "weeks" => 7.0,
        _ => return None,
    };
    let after = q.to + 1;
    let led = q.from > 0 && run.one_of(q.from.wrapping_sub(1), &["after", "since"]);
    if led && run.word(after, "of") && run.listed(after + 1, List::Occupation) {
        return Some((days, None));
    }
    if !run.listed(after, List::Start) {
        return None;
    }
    let noun = (after + 1..(after + 7).min(run.len())).find(|&k| run.is(k, Class::EventOnset))?;
    let plain = (after + 1..noun).all(|k| !run.any(k, Class::Verb.bit() | Class::Preposition.bit()));
    plain.then(|| (days, Some(run.text(noun).to_lowercase())))
}
