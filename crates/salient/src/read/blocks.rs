//! Lines to paragraphs, and page furniture told apart from the report.

use super::{Block, BlockKind};
use crate::lexicon::english;
use std::ops::Range;

/// Splits a text into blocks: by line, or by blank line where lines are wrapped by hand.
pub fn split(text: &str) -> Vec<Block> {
    let lines = lines(text);
    let wrapped = hard_wrapped(text, &lines);
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let mut joined_to: Option<usize> = None;
    for line in lines {
        let content = trimmed(text, line.clone());
        if content.is_empty() {
            joined_to = None;
            continue;
        }
        let continues = ranges.last().is_some_and(|last| {
            let same = wrapped && joined_to.is_some() && !starts_item(&text[content.clone()]);
            same || runs_on(&text[last.clone()], &text[content.clone()])
        });
        match ranges.last_mut().filter(|_| continues) {
            Some(last) => last.end = content.end,
            None => ranges.push(content),
        }
        joined_to = Some(ranges.len());
    }
    classify(text, ranges)
}

fn lines(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        out.push(start..start + line.len());
        start += line.len();
    }
    out
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let line = &text[range.clone()];
    let from = range.start + (line.len() - line.trim_start().len());
    from..from + line.trim().len()
}

/// Wrapped by hand: blank lines between paragraphs, and most other lines end between columns 50 and 100.
fn hard_wrapped(text: &str, lines: &[Range<usize>]) -> bool {
    let full = |r: &Range<usize>| text[r.clone()].trim().chars().count();
    let blank = lines.iter().filter(|r| full(r) == 0).count();
    let pairs = lines.windows(2).filter(|w| full(&w[0]) > 0 && full(&w[1]) > 0);
    let (mut inner, mut wrapped) = (0, 0);
    for pair in pairs {
        inner += 1;
        let open = !text[pair[0].clone()].trim_end().ends_with(['.', '!', '?', ':', '"', '”']);
        wrapped += usize::from((48..=100).contains(&full(&pair[0])) || open && full(&pair[0]) > 30);
    }
    let longest = lines.iter().map(full).max().unwrap_or(0);
    longest <= 110 && inner >= 3 && wrapped * 10 >= inner * 7 && (blank > 0 || lines.len() < 40)
}

fn starts_item(line: &str) -> bool {
    line.starts_with("- ") || line.starts_with("* ") || line.starts_with("• ") || line.starts_with("Q ")
}

/// A paragraph cut in two: no end mark before, a small letter after.
fn runs_on(before: &str, after: &str) -> bool {
    let open = before.chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == ',');
    open && after.chars().next().is_some_and(char::is_lowercase) && before.len() > 60
}

/// What paragraphs are: headings, furniture, running text.
pub(super) fn classify(text: &str, ranges: Vec<Range<usize>>) -> Vec<Block> {
    let lexicon = english();
    let [starts, has, opens] = &lexicon.furniture;
    let (mut closed, mut out): (bool, Vec<Block>) = (false, Vec::new());
    let count = ranges.len();
    for (index, range) in ranges.into_iter().enumerate() {
        let line = text[range.clone()].trim_start_matches(['#', '*', '[', '>', '_', ' ']);
        let lower: String = line.chars().take(200).collect::<String>().to_lowercase();
        let short = line.len() < 240;
        closed |= index > 1 && opens.iter().any(|o| lower.starts_with(o.as_str()));
        let furniture = closed
            || short
                && (starts.iter().any(|s| begins(&lower, s))
                    || has.iter().any(|h| lower.contains(h.as_str()))
                    || address(&lower));
        let kind = if furniture {
            BlockKind::Furniture
        } else if is_heading(line) {
            if out.iter().all(|b| b.kind == BlockKind::Furniture) && count > 1 {
                BlockKind::Headline
            } else {
                BlockKind::Heading
            }
        } else {
            BlockKind::Paragraph
        };
        out.push(Block { range, kind });
    }
    out
}

fn begins(line: &str, start: &str) -> bool {
    line.strip_prefix(start).is_some_and(|rest| rest.is_empty() || !rest.starts_with(char::is_alphabetic))
}

fn address(line: &str) -> bool {
    let bare = line.trim_matches(['<', '>', '(', ')']);
    (bare.starts_with("http://") || bare.starts_with("https://")) && !bare.contains(' ')
}

/// A short line without an end mark.
fn is_heading(line: &str) -> bool {
    let plain = line.trim_end_matches(['*', '_', '#', ' ', '”', '"', '\'']);
    let ended = plain.ends_with(['.', '!', '?', ';', ':', ')', ',', '…']);
    !ended && line.split_whitespace().count() <= 16 && !line.starts_with(['-', '•', '“', '"'])
}
