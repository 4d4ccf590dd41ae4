//! A comparison as answers to one question: how much did who hold on this day, according to whom? Each side's figure or
//! what follows from it, with its age; what the maps show; whether they fit; since when the map is unchanged there.

use super::compare::range;
use super::{sideless, titles};
use crate::check::compare::{Comparison, Figure, Fit, Mapped, Said, Side};
use crate::check::context::figure;
use crate::check::interval::Interval;
use crate::check::maps::OLDEST;
use crate::extract::{Polarity, Side as Party};
use crate::record::Id;
use jiff::civil::Date;
use serde::Serialize;

/// One answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Answer {
    /// A side's name, or a map source's.
    pub who: String,
    /// The party's number in the case; nothing for a map, or somebody who is no party.
    pub party: Option<usize>,
    /// `says`, `implied`, `nothing`, `maps`.
    pub kind: &'static str,
    /// The figure in words: "about 500 km²".
    pub figure: String,
    /// Whose words, of when: "Oleksandr Syrsky, 16 Feb 2025, 4 days before".
    pub note: String,
    /// What else is to be known: what follows from totals, unclear ground, the last edit.
    pub more: Vec<String>,
    /// Whether it fits what is set against it, in words.
    pub fits: Option<String>,
    /// The same as yes or no.
    pub compatible: Option<bool>,
    /// The claims that it rests on.
    pub from: Vec<Id>,
}

/// A day or a month for people: "20 Feb 2025", "Aug 2024".
///
/// ```
/// use salient::publish::answer::day;
/// assert_eq!((day("2025-02-20"), day("2024-08"), day("2024")), ("20 Feb 2025".into(), "Aug 2024".into(), "2024".into()));
/// ```
pub fn day(text: &str) -> String {
    if let Some(month) = (text.len() == 7).then(|| format!("{text}-01").parse::<Date>().ok()).flatten() {
        return month.strftime("%b %Y").to_string();
    }

    text.get(..10)
        .and_then(|d| d.parse::<Date>().ok())
        .map_or_else(|| text.to_owned(), |d| d.strftime("%-d %b %Y").to_string())
}

/// "the same day", "4 days before".
pub fn before(days: i64) -> String {
    match days {
        ..=0 => "the same day".to_owned(),
        1 => "the day before".to_owned(),
        n => format!("{n} days before"),
    }
}

/// The answers of a comparison: parties in the case's order, then maps, the one with most maps first.
pub fn answers(c: &Comparison, parties: &[(String, String)]) -> Vec<Answer> {
    let mut out: Vec<Answer> = parties
        .iter()
        .enumerate()
        .map(|(number, (code, name))| match c.sides.iter().find(|s| s.side.party() == Some(code)) {
            Some(side) => of_side(c, side, number),
            None => Answer { note: unsaid(c, code), ..silent(name, number) },
        })
        .collect();
    out.extend(c.maps.iter().map(|m| of_map(c, m)));
    if c.maps.is_empty() {
        let (figure, note) =
            ("no map of that time".to_owned(), format!("a map older than {OLDEST} days says nothing of a day"));
        out.push(Answer { who: "Maps".to_owned(), party: None, figure, note, ..silent("", 0) });
    }
    out
}

fn silent(name: &str, number: usize) -> Answer {
    Answer {
        who: name.to_owned(),
        party: Some(number),
        kind: "nothing",
        figure: "no figure".to_owned(),
        note: String::new(),
        more: Vec::new(),
        fits: None,
        compatible: None,
        from: Vec::new(),
    }
}

fn of_side(c: &Comparison, side: &Side, number: usize) -> Answer {
    let base = Answer { who: side.name.clone(), ..silent(&side.name, number) };
    let implied = side.follows();
    let follows = |f: &Figure| format!("{} follows from its totals{}", follows_figure(&f.hard), assumed(f));
    let mut out = match (&side.says, implied) {
        (Some(says), implied) => {
            let said = side.statements.iter().find(|s| says.from.contains(&s.claim));
            let more = implied.map(follows).into_iter().collect();
            let note = said.map_or_else(String::new, |s| whose(s, says.age));
            Answer { kind: "says", figure: words(says, said), note, more, from: says.from.clone(), ..base }
        }
        (None, Some(f)) => {
            let count = if f.from.len() == 1 {
                "from one statement".to_owned()
            } else {
                format!("from {} statements", f.from.len())
            };
            let note = format!("follows {count}, newest {}{}", before(f.age), assumed(f));
            Answer { kind: "implied", figure: follows_figure(&f.hard), note, from: f.from.clone(), ..base }
        }
        (None, None) => {
            let last = side.statements.iter().rev().find(|s| s.of != "share taken back");
            let note = last.map_or_else(
                || "nothing that stands".to_owned(),
                |s| match s.polarity {
                    Polarity::Deny => format!("last: denied that all is lost, {}", day(&s.day)),
                    Polarity::Affirm => format!("last: {} {}, {}", spell(&s.figure), s.of, day(&s.day)),
                },
            );
            let from = last.map(|s| s.claim.clone()).into_iter().collect();
            Answer { figure: "no figure that stands".to_owned(), note, from, ..base }
        }
    };
    if !side.conflicts.is_empty() {
        out.more.push("some of its own statements cannot all hold".to_owned());
    }
    let fits = fits(c, &side.name);
    out.compatible = (!fits.is_empty()).then(|| fits.iter().all(|f| f.compatible));
    out.fits = sentence(&fits);
    out
}

/// Why a side has no figure: nothing is recorded, nothing of which the day is known, or nothing under its name.
fn unsaid(c: &Comparison, code: &str) -> String {
    let others = sideless::counted(sideless::said(c).len()).map(|told| format!("; {told}")).unwrap_or_default();
    format!("{}{others}", unrecorded(c, code))
}

fn unrecorded(c: &Comparison, code: &str) -> String {
    let published = |s: &&Said| s.published.as_deref().is_some_and(|d| d <= c.on.as_str());
    match c.undated.iter().filter(published).filter(|s| s.side.as_ref().and_then(Party::party) == Some(code)).count() {
        0 => "nothing recorded up to this day".to_owned(),
        1 => "nothing recorded up to this day but one statement without a day".to_owned(),
        n => format!("nothing recorded up to this day but {n} statements without a day"),
    }
}

/// "443–468 km²", "at most 1,268 km²".
fn follows_figure(i: &Interval) -> String {
    if i.high <= 1.0 {
        return "none of it".to_owned();
    }
    let (low, text) = (i.low < 0.5 && i.high.is_finite(), range(i));
    match text.split_once('–').filter(|_| low) {
        Some((_, high)) => format!("at most {high} km²"),
        None => format!("{text} km²"),
    }
}

fn assumed(f: &Figure) -> String {
    f.assumed.as_deref().map(|a| format!(", if {}", dated(a))).unwrap_or_default()
}

/// Days of ISO 8601 in a sentence, for people.
fn dated(text: &str) -> String {
    text.split(' ')
        .map(|word| if word.parse::<Date>().is_ok() { day(word) } else { word.to_owned() })
        .collect::<Vec<_>>()
        .join(" ")
}

fn whose(s: &Said, age: i64) -> String {
    let who = s.speaker.as_deref().unwrap_or("a text");
    let denies = if s.polarity == Polarity::Deny { " denies that all is lost" } else { "" };
    format!("{who}{denies}, {}, {}", day(&s.day), before(age))
}

/// A side's figure in words.
fn words(f: &Figure, said: Option<&Said>) -> String {
    if f.hard.high <= 0.0 {
        return "none of it".to_owned();
    }
    if f.hard.high.is_infinite() && f.hard.low < 1.0 {
        return "some of it".to_owned();
    }
    said.map_or_else(|| format!("{} km²", range(&f.soft)), |s| spell(&s.figure))
}

/// "> 400 km²" is "more than 400 km²".
fn spell(text: &str) -> String {
    let (sign, rest) = text.split_once(' ').unwrap_or(("", text));
    let word = match sign {
        "~" => "about",
        ">" => "more than",
        "<" => "less than",
        "≥" => "at least",
        "≤" => "up to",
        _ => return text.to_owned(),
    };
    format!("{word} {rest}")
}

/// How a side's figures fit the maps.
fn fits<'c>(c: &'c Comparison, name: &str) -> Vec<&'c Fit> {
    let theirs = |f: &&Fit| f.a == format!("{name} says") || f.a == format!("follows from {name}");
    c.fits.iter().filter(theirs).filter(|f| f.b.contains(" on the map by ")).collect()
}

fn sentence(fits: &[&Fit]) -> Option<String> {
    let first = fits.iter().find(|f| !f.compatible).or_else(|| fits.first())?;
    let apart = if first.days > 7 { format!(" ({} days apart)", first.days) } else { String::new() };
    Some(format!("{} {}{apart}", first.verdict, against(&first.b)))
}

/// What a figure is set against, as [`Fit::b`] names it: "what DeepState’s map shows held", "what Ukraine says".
///
/// ```
/// use salient::publish::answer::against;
/// assert_eq!(against("held + unknown on the map by ISW"), "what ISW’s map shows held, unclear ground included");
/// assert_eq!(against("held on the map by Our desk’s map"), "what Our desk’s map shows held");
/// assert_eq!(against("what follows from Russia"), "what follows from Russia’s totals");
/// ```
pub fn against(b: &str) -> String {
    let Some((reading, source)) = b.split_once(" on the map by ") else { return told(b.trim_start_matches("what ")) };
    let reading = match reading {
        "held + unknown" => "held, unclear ground included",
        "held and some of the unknown" => "held, some of the unclear ground included",
        "held to held + unknown" => "held, with or without unclear ground",
        other => other,
    };
    format!("what {} shows {reading}", titles::map(source))
}

fn of_map(c: &Comparison, m: &Mapped) -> Answer {
    let time = m.snapshot.get(11..16).unwrap_or_default();
    let mut more = Vec::new();
    if m.unknown > 0.05 {
        more.push(format!("{} km² if unclear ground is counted", figure(m.held_with_unknown, 0)));
    }
    more.push(unchanged(m));
    let compatible =
        c.fits.iter().filter(|f| f.b.ends_with(&format!("on the map by {}", m.name))).all(|f| f.compatible);
    Answer {
        who: m.name.clone(),
        party: None,
        kind: "maps",
        figure: format!("{} km²", figure(m.held, usize::from(m.held < 100.0))),
        note: format!("held in {}, map of {} {time} UTC", pieces(m.pieces), day(&m.snapshot)),
        more,
        fits: None,
        compatible: Some(compatible),
        from: Vec::new(),
    }
}

fn pieces(n: u32) -> String {
    if n == 1 { "one piece".to_owned() } else { format!("{n} pieces") }
}

/// Since when the map is unchanged in the region: a change lies between the last map that was another and the first that was
/// the same.
fn unchanged(m: &Mapped) -> String {
    match (&m.last_edit, &m.last_edit_after) {
        (Some(by), Some(after)) => format!("unchanged there since a change between {} and {}", day(after), day(by)),
        (Some(by), None) => format!("unchanged there since {}", day(by)),
        (None, _) => "nothing drawn there".to_owned(),
    }
}

/// Whether all that is set side by side fits, in a sentence.
pub fn verdict(c: &Comparison) -> (bool, String) {
    let own = c.sides.iter().flat_map(|s| &s.conflicts);
    if let Some(set) = own.chain(&c.clashes).next() {
        return (false, format!("These statements cannot all hold: {}.", spoken(c, set)));
    }
    let apart: Vec<&Fit> = c.fits.iter().filter(|f| !f.compatible).collect();
    if !apart.is_empty() {
        return (false, format!("Not all of these fit: {}.", misfits(&apart)));
    }
    let heard = |s: &&Side| s.side != Party::Other && (s.says.is_some() || s.implies.is_some());
    let text = match c.sides.iter().filter(heard).collect::<Vec<_>>()[..] {
        _ if c.fits.is_empty() => "There is nothing to compare on this day.".to_owned(),
        [one] => format!("Of the sides only {} has a figure on this day; it can be true as the maps are.", one.name),
        _ => "All these figures can be true at once.".to_owned(),
    };
    (true, text)
}

/// "Valery Gerasimov: Russia holds all (26 Apr 2025), and Ukraine’s General Staff denies: Russia holds all (26 Apr 2025)": what
/// is claimed, since two sentences cut to size may both end before they say it.
fn spoken(c: &Comparison, set: &[Id]) -> String {
    let said = |id: &Id| c.sides.iter().flat_map(|s| &s.statements).find(|s| s.claim == *id);
    let each = set.iter().filter_map(said).map(|s| {
        let who = s.speaker.as_deref().unwrap_or("a text");
        let denies = if s.polarity == Polarity::Deny { " denies" } else { "" };
        format!("{who}{denies}: {} ({})", named(c, &s.claimed), day(&s.day))
    });
    each.collect::<Vec<_>>().join(", and ")
}

/// "RU holds all" with the side's name for its code.
fn named(c: &Comparison, claimed: &str) -> String {
    let (code, rest) = claimed.split_once(' ').unwrap_or((claimed, ""));
    let side = c.sides.iter().find(|s| s.side.party() == Some(code));
    side.map_or_else(|| claimed.to_owned(), |s| format!("{} {rest}", s.name))
}

/// "what Ukraine says", "what follows from Russia’s totals".
fn told(figure: &str) -> String {
    format!("what {figure}{}", if figure.starts_with("follows from ") { "’s totals" } else { "" })
}

/// What exceeds or falls short of what: figures that miss the same thing in the same way are told together.
fn misfits(apart: &[&Fit]) -> String {
    let mut groups: Vec<(&str, &str, Vec<String>)> = Vec::new();
    for fit in apart {
        let who = told(&fit.a);
        let who = if fit.days > 7 { format!("{who} ({} days apart)", fit.days) } else { who };
        match groups.iter_mut().find(|(verdict, b, _)| *verdict == fit.verdict && *b == fit.b) {
            Some((_, _, all)) => all.push(who),
            None => groups.push((fit.verdict, &fit.b, vec![who])),
        }
    }
    let told = groups.iter().map(|(verdict, b, who)| {
        let one = who.len() == 1;
        let verb =
            if one { (*verdict).to_owned() } else { verdict.replace("exceeds", "exceed").replace("falls", "fall") };
        format!("{} {verb} {}", who.join(" and "), against(b))
    });
    told.collect::<Vec<_>>().join("; ")
}
