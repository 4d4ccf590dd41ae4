//! What the reader saw, as a picture for a terminal.

use super::text::Style;
use crate::extract::explain::{Explained, Linked, Seen};
use std::fmt::Write;

/// Bars of a probability: one block for each of so many parts.
const BAR: usize = 8;

/// Sentences with what was seen in them; each link with its most probable words, and the claim that came of it.
pub fn picture(explained: &[Explained], style: Style) -> String {
    let mut out = String::new();
    for each in explained {
        let _ = writeln!(out, "{}", each.sentence.split_whitespace().collect::<Vec<_>>().join(" "));
        for seen in &each.seen {
            sighted(&mut out, seen, style);
        }
        out.push('\n');
    }
    out
}

fn sighted(out: &mut String, seen: &Seen, style: Style) {
    let (bold, dim, plain) = if style.colour { ("\u{1b}[1m", "\u{1b}[2m", "\u{1b}[0m") } else { ("", "", "") };
    let _ = writeln!(out, "  {} {:.2}  {bold}{}{plain} at “{}”", bar(seen.p), seen.p, seen.predicate, seen.word);
    for link in &seen.links {
        let _ = writeln!(out, "      {dim}{:14}{plain} {}", link.name, linked(link));
    }
    if let Some(claim) = &seen.claim {
        let told = |text: &Option<String>| text.clone().unwrap_or_else(|| "–".to_owned());
        let amount = match (claim.low, claim.unit) {
            (Some(low), Some(unit)) => format!("{low} {unit}"),
            _ => claim.extent.map_or_else(String::new, |e| e.to_string()),
        };
        let side = claim.side.as_ref().map_or("–", |s| s.as_str());
        let _ = writeln!(
            out,
            "      = {} {} {amount}; place {}; said by {} ({side}); {}; as of {}; confidence {:.2}",
            told(&claim.actor),
            claim.predicate,
            told(&claim.place),
            told(&claim.asserter),
            if seen.deny > 0.5 { "denied" } else { "affirmed" },
            told(&claim.as_of),
            claim.confidence
        );
    } else {
        let _ = writeln!(out, "      = no claim: neither a figure nor a place stands there");
    }
}

fn linked(link: &Linked) -> String {
    let mut parts: Vec<(String, f32)> = link.words.iter().map(|(word, p)| (format!("“{word}”"), *p)).collect();
    parts.extend(
        [("none".to_owned(), link.none), ("elsewhere".to_owned(), link.elsewhere)].into_iter().filter(|p| p.1 >= 0.05),
    );
    parts.sort_by(|a, b| b.1.total_cmp(&a.1));
    let printed: Vec<String> = parts.iter().map(|(what, p)| format!("{what} {p:.2}")).collect();
    if printed.is_empty() { "spread thin".to_owned() } else { printed.join(", ") }
}

fn bar(p: f32) -> String {
    let full = (p * BAR as f32).round() as usize;
    "█".repeat(full) + &"░".repeat(BAR - full.min(BAR))
}
