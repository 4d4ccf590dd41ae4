//! A plain table for the terminal.

use super::text::Style;
use crate::extract::{Claim, Polarity};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Claims as aligned columns within `width`. One that was read with little certainty has a question mark behind what it says,
/// and is dim where there are colours.
pub fn claims(claims: &[Claim], style: Style) -> String {
    let width = style.width;
    let head = ["who", "what", "how much", "where", "as of", "said by"];
    let rows: Vec<[String; 6]> = claims.iter().map(row).collect();
    let natural: Vec<usize> =
        (0..6).map(|c| rows.iter().map(|r| r[c].width()).max().unwrap_or(0).max(head[c].width())).collect();
    let total: usize = natural.iter().sum::<usize>() + 10;
    let cap = if total > width { (width.saturating_sub(10) / 5).max(10) } else { usize::MAX };
    let line = |cells: &[String]| {
        let cut: Vec<String> = cells.iter().zip(&natural).map(|(text, n)| pad(text, (*n).min(cap))).collect();
        cut.join("  ").trim_end().to_owned() + "\n"
    };
    let mut out = line(&head.map(str::to_owned));
    for (row, claim) in rows.iter().zip(claims) {
        out += &if style.colour && !claim.certain() { dim(&line(row)) } else { line(row) };
    }
    out
}

/// A line, dim on a terminal.
fn dim(line: &str) -> String {
    format!("\x1b[2m{}\x1b[0m\n", line.trim_end())
}

fn row(claim: &Claim) -> [String; 6] {
    let denied = if claim.polarity == Polarity::Deny { "not " } else { "" };
    let side = claim.side.as_ref().map(|s| format!(" ({s})")).unwrap_or_default();
    let doubt = if claim.certain() { "" } else { " ?" };
    [
        claim.actor.clone().unwrap_or_else(|| "?".into()),
        format!("{denied}{}{doubt}", claim.predicate),
        amount(claim),
        claim.place.clone().unwrap_or_default(),
        claim.as_of.clone().unwrap_or_default(),
        claim.asserter.as_ref().map_or_else(|| "(the text)".into(), |a| format!("{a}{side}")),
    ]
}

/// "> 420 km²", "10,000–12,000 persons", "all".
pub fn amount(claim: &Claim) -> String {
    crate::check::context::amount(claim.low, claim.high, claim.unit, claim.hedge, claim.extent)
}

pub(crate) fn pad(text: &str, width: usize) -> String {
    let mut out = String::new();
    let mut used = 0;
    let cut = text.width() > width;
    for c in text.chars() {
        let w = c.width().unwrap_or(0);
        if used + w > width - usize::from(cut) {
            break;
        }
        out.push(c);
        used += w;
    }
    if cut {
        out.push('…');
        used += 1;
    }
    out + &" ".repeat(width - used.min(width))
}
