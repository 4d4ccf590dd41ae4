//! A plain table for the terminal.

use crate::extract::{Claim, Polarity};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Claims as aligned columns within `width`.
pub fn claims(claims: &[Claim], width: usize) -> String {
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
    for row in &rows {
        out += &line(row);
    }
    out
}

fn row(claim: &Claim) -> [String; 6] {
    let denied = if claim.polarity == Polarity::Deny { "not " } else { "" };
    let side = claim.side.as_deref().map(|s| format!(" ({s})")).unwrap_or_default();
    [
        claim.actor.clone().unwrap_or_else(|| "?".into()),
        format!("{denied}{}", claim.predicate),
        amount(claim),
        claim.place.clone().unwrap_or_default(),
        claim.as_of.clone().unwrap_or_default(),
        claim.asserter.as_ref().map_or_else(|| "(the text)".into(), |a| format!("{a}{side}")),
    ]
}

/// "> 420 km²", "10,000–12,000 persons", "all".
pub fn amount(claim: &Claim) -> String {
    crate::check::context::amount(claim.low, claim.high, claim.unit.as_deref(), claim.hedge, claim.extent.as_deref())
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
