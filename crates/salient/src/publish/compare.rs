//! A comparison for people: each side's figure beside the maps', what fits, what cannot all hold; and its history.

use super::sideless;
use super::table::pad;
use crate::check::compare::{Comparison, Figure, Said};
use crate::check::context::figure;
use crate::check::interval::Interval;
use crate::check::{Finding, history::Row};
use crate::extract::Polarity;
use crate::read::marks::shown;
use crate::record::Id;
use std::fmt::Write;
use unicode_width::UnicodeWidthStr;

/// A comparison as text.
pub fn text(c: &Comparison, findings: &[(String, Finding)]) -> String {
    let mut out = format!("{} held by {} on {}, km²\n\n", c.region[1], c.holder[1], c.on);
    let mut rows = Vec::new();
    for side in &c.sides {
        if let Some(says) = &side.says {
            rows.push(row(&side.name, says, side.statements.iter().find(|s| says.from.contains(&s.claim))));
        }
        if let Some(implied) = side.follows() {
            rows.push(row(&format!("{}, implied", side.name), implied, None));
        }
        if side.says.is_none() && side.implies.is_none() {
            let why = "nothing that stands; see the history";
            rows.push([side.name.clone(), String::new(), String::new(), why.to_owned()]);
        }
    }
    for map in &c.maps {
        let edit = map.last_edit.as_deref().map(|e| format!(", last edit there {e}")).unwrap_or_default();
        let about = format!("map of {}{edit}", map.snapshot);
        let pieces = format!("held, {} pieces", map.pieces);
        rows.push([map.name.clone(), figure(map.held, 1), pieces, about]);
        rows.push([map.name.clone(), figure(map.held_with_unknown, 1), "held + unknown".to_owned(), String::new()]);
    }
    out += &columns(&["who", "km²", "what is counted", "from"].map(str::to_owned), &rows);
    implied(c, &mut out);
    if !c.fits.is_empty() {
        out += "\nwhich readings fit\n";
        for fit in &c.fits {
            let sign = if fit.compatible { "=" } else { "≠" };
            let apart = if fit.days > 7 { format!(", {} days apart", fit.days) } else { String::new() };
            _ = writeln!(out, "  {sign} {}: {} {}{apart}", fit.a, fit.verdict, fit.b);
        }
    }
    for (head, sets) in conflicts(c) {
        for set in sets {
            _ = writeln!(out, "\n{head}");
            set.iter().filter_map(|id| said(c, id)).for_each(|s| _ = writeln!(out, "  {}", line(s)));
        }
    }
    if !findings.is_empty() {
        out += "\nfindings\n";
        for (article, f) in findings {
            _ = writeln!(out, "  {} [{}] {}: {} ({article})", f.severity.name(), f.rule, shown(&f.quote), f.message);
        }
    }
    if !c.silent.is_empty() {
        _ = writeln!(out, "\nno ground of that holder is drawn there by: {}", c.silent.join(", "));
    }
    for (head, list) in [
        ("without a day, so not compared", &c.undated),
        ("not clear of which day, or whether it is a total, so not compared", &c.unclear),
    ] {
        if !list.is_empty() {
            _ = writeln!(out, "\n{head}");
            list.iter().for_each(|s| _ = writeln!(out, "  {}", line(s)));
        }
    }
    let others = sideless::said(c);
    if let Some(told) = sideless::counted(others.len()) {
        _ = writeln!(out, "\n{told}");
        others.into_iter().for_each(|s| _ = writeln!(out, "  {}", line(s)));
    }
    if !c.misprinted.is_empty() {
        _ = writeln!(
            out,
            "\nprinted otherwise by other carriers of the report, or corrected, so not charged to the speaker"
        );
        for misprint in &c.misprinted {
            let (aside, taken) = (line(&misprint.aside), line(&misprint.taken));
            _ = writeln!(out, "  {aside}\n    the account takes {}: {taken}", misprint.why.words());
        }
    }
    let credits: Vec<&str> = c.maps.iter().map(|m| m.attribution.as_str()).collect();
    if !credits.is_empty() {
        _ = writeln!(out, "\nmaps: {}; areas geodesic on WGS 84", credits.join("; "));
    }
    out
}

fn row(who: &str, f: &Figure, said: Option<&Said>) -> [String; 4] {
    let from = if let Some(s) = said {
        let speaker = s.speaker.as_deref().unwrap_or("the text");
        let carriers = if s.carriers > 1 { format!(", {} carriers", s.carriers) } else { String::new() };
        format!("{speaker}, {}: {}{}{carriers}", s.day, not(s), s.claimed)
    } else {
        let newest = if f.age == 0 { String::new() } else { format!(", newest {} days old", f.age) };
        format!("{} statements{newest}", f.from.len())
    };
    let km2 = said.map_or_else(|| range(&f.soft), |s| printed(&f.soft, &s.figure));
    [who.to_owned(), km2, f.definition.clone(), from]
}

/// What each account implies, with its reasons.
fn implied(c: &Comparison, out: &mut String) {
    for side in &c.sides {
        let Some(f) = side.implies.as_ref().filter(|f| f.from.len() > 1 || f.assumed.is_some()) else { continue };
        _ = writeln!(out, "\n{} held follows from what {} said:", range(&f.hard), side.name);
        f.from.iter().filter_map(|id| said(c, id)).for_each(|s| _ = writeln!(out, "  {}", line(s)));
        if let Some(assumed) = &f.assumed {
            _ = writeln!(out, "  assumed: {assumed}");
        }
    }
}

fn conflicts(c: &Comparison) -> Vec<(String, Vec<&Vec<Id>>)> {
    let own = c.sides.iter().filter(|s| !s.conflicts.is_empty());
    let mut out: Vec<(String, Vec<&Vec<Id>>)> =
        own.map(|s| (format!("{} said what cannot all hold", s.name), s.conflicts.iter().collect())).collect();
    if !c.clashes.is_empty() {
        out.push(("these statements cannot all hold".to_owned(), c.clashes.iter().collect()));
    }
    out
}

fn said<'a>(c: &'a Comparison, id: &Id) -> Option<&'a Said> {
    c.sides.iter().flat_map(|s| &s.statements).chain(&c.undated).find(|s| s.claim == *id)
}

fn not(s: &Said) -> &'static str {
    if s.polarity == Polarity::Deny { "denies that " } else { "" }
}

/// "2025-01-17  Russian Defense Ministry: RU gained 801 km² – …", the text's own words behind it.
fn line(s: &Said) -> String {
    let day = if s.day.is_empty() { "no day    " } else { &s.day };
    let who = s.speaker.as_deref().unwrap_or("the text");
    format!("{day}  {who}: {}{} – {} [{:.8}]", not(s), s.claimed, shown(&s.quote), s.claim)
}

/// "450–550", "> 400", "0".
pub fn range(i: &Interval) -> String {
    let n = |value: f64| figure(value, if value < 10.0 { 2 } else { 0 });
    match i.high.is_finite() {
        true if n(i.low) == n(i.high) => n(i.low),
        true => format!("{}–{}", n(i.low), n(i.high)),
        false if i.low < 1.0 => "some".to_owned(),
        false => format!("> {}", n(i.low)),
    }
}

/// A stated figure in a column of figures: what is open below as it is printed, "< 300", everything else as it reads, "450–550".
///
/// ```
/// use salient::check::interval::Interval;
/// use salient::publish::compare::printed;
/// assert_eq!(printed(&Interval::new(0.0, 300.0), "< 300 km²"), "< 300");
/// assert_eq!(printed(&Interval::new(450.0, 550.0), "~ 500 km²"), "450–550");
/// ```
pub fn printed(reading: &Interval, figure: &str) -> String {
    let open = reading.low <= 0.0 && reading.high.is_finite();
    let bounded = figure.split_once(' ').filter(|(sign, _)| open && ["<", "≤"].contains(sign));
    let number = bounded.and_then(|(sign, rest)| Some(format!("{sign} {}", rest.split(' ').next()?)));
    number.unwrap_or_else(|| range(reading))
}

/// Columns that line up; the last one runs on.
pub fn columns<const N: usize>(head: &[String; N], rows: &[[String; N]]) -> String {
    let width = |c: usize| rows.iter().map(|r| r[c].width()).chain([head[c].width()]).max().unwrap_or(0);
    let widths: Vec<usize> = (0..N).map(width).collect();
    let mut out = String::new();
    for row in std::iter::once(head).chain(rows) {
        let cells: Vec<String> = (0..N - 1).map(|c| pad(&row[c], widths[c])).collect();
        out += format!("{}  {}", cells.join("  "), row[N - 1]).trim_end();
        out.push('\n');
    }
    out
}

/// A history as CSV; shares are in percent, as `what` says.
pub fn csv(rows: &[Row]) -> String {
    let mut out = "day,who,kind,what,low,high,figure,quote,claim\r\n".to_owned();
    for r in rows {
        let high = if r.high.is_finite() { format!("{:.3}", r.high) } else { String::new() };
        let cells = [
            r.day.clone(),
            r.who.clone(),
            r.kind.to_owned(),
            r.what.clone(),
            format!("{:.3}", r.low),
            high,
            r.figure.clone(),
            r.quote.clone(),
            r.claim.as_ref().map(|id| id.0.clone()).unwrap_or_default(),
        ];
        out += &(cells.map(|c| super::csv::quoted(&c)).join(",") + "\r\n");
    }
    out
}

/// A history as a table.
pub fn history(rows: &[Row]) -> String {
    let cells: Vec<[String; 5]> = rows
        .iter()
        .map(|r| {
            let range = printed(&Interval::new(r.low, r.high), &r.figure);
            [r.day.clone(), r.who.clone(), format!("{} {}", r.kind, r.what), range, r.figure.clone()]
        })
        .collect();
    columns(&["day", "who", "what", "km²", "in words"].map(str::to_owned), &cells)
}
