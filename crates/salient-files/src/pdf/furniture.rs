//! What stands above and below the text on many pages, and numbers of pages.

use super::line::{Line, Page};
use std::collections::HashMap;

/// Lines from the top and from the bottom that may be furniture.
const EDGE: usize = 3;
/// The part of a page's height at its top and bottom where numbers of pages stand.
const MARGIN: f64 = 0.12;
/// The share of pages on which a line stands again that is furniture.
const SHARE: f64 = 0.4;
/// Places that are told apart from the top of a page to its bottom.
const PLACES: f64 = 100.0;
/// Words beside numbers of pages.
const NUMBERING: [&str; 4] = ["page", "p", "of", "seite"];

/// Marks the lines that are part of the page.
pub(super) fn mark(pages: &mut [Page]) {
    let tagged = pages.iter().flat_map(|p| &p.lines).filter(|l| l.artifact).count();
    let all: usize = pages.iter().map(|p| p.lines.len()).sum();
    // A file that calls most of its text part of the page has not told what is.
    let trusted = tagged * 2 < all;
    let mut counts: HashMap<String, usize> = HashMap::new();
    for page in pages.iter() {
        let mut keys: Vec<String> = edges(page).into_iter().map(|n| place(page, n)).collect();
        keys.sort();
        keys.dedup();
        keys.into_iter().for_each(|key| *counts.entry(key).or_default() += 1);
    }
    let least = ((pages.len() as f64 * SHARE).ceil() as usize).max(2);
    for page in pages {
        let again = edges(page).into_iter().filter(|n| counts.get(&place(page, *n)).is_some_and(|c| *c >= least));
        let numbers = edges(page).into_iter().filter(|n| numbering(&page.lines[*n], page.height));
        let tagged = (0..page.lines.len()).filter(|n| trusted && page.lines[*n].artifact);
        let found: Vec<usize> = again.chain(numbers).chain(tagged).collect();
        found.into_iter().for_each(|n| page.lines[n].furniture = true);
    }
}

/// The lines nearest to the top and the bottom of a page.
fn edges(page: &Page) -> Vec<usize> {
    let mut order: Vec<usize> = (0..page.lines.len()).filter(|n| page.lines[*n].size > 0.0).collect();
    order.sort_by(|a, b| page.lines[*a].y.total_cmp(&page.lines[*b].y));
    let low = order.len().saturating_sub(EDGE).max(EDGE.min(order.len()));
    let edge = |n: &usize| {
        let y = page.lines[*n].y / page.height.max(1.0);
        !(MARGIN * 1.5..=1.0 - MARGIN * 1.5).contains(&y)
    };
    order[..EDGE.min(order.len())].iter().chain(&order[low..]).copied().filter(|n| edge(n)).collect()
}

/// A line and where it stands: what is furniture stands in the same place on every page.
fn place(page: &Page, line: usize) -> String {
    let line = &page.lines[line];
    format!("{}@{:.0}", key(&line.text), line.y / page.height.max(1.0) * PLACES)
}

/// A line without what differs from page to page.
fn key(text: &str) -> String {
    let digits = text.chars().map(|c| if c.is_ascii_digit() { '#' } else { c });
    let mut out = String::new();
    digits.filter(|c| !c.is_whitespace()).for_each(|c| {
        if c != '#' || !out.ends_with('#') {
            out.push(c);
        }
    });
    out
}

/// A number of a page in the margin: "3", "– 3 –", "Page 3 of 10".
fn numbering(line: &Line, height: f64) -> bool {
    let y = line.y / height.max(1.0);
    let words = line.text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let (mut numbers, mut others) = (0, 0);
    for word in words {
        if word.len() <= 4 && word.bytes().all(|b| b.is_ascii_digit()) {
            numbers += 1;
        } else if !NUMBERING.contains(&word.to_lowercase().as_str()) {
            others += 1;
        }
    }
    !(MARGIN..=1.0 - MARGIN).contains(&y) && (1..=2).contains(&numbers) && others == 0
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn numbers_of_pages_differ_and_the_rest_is_the_same() {
        assert_eq!(key("Weekly brief, page 9"), key("Weekly brief, page 10"));
        assert_ne!(key("Weekly brief"), key("Daily brief"));
    }
}
