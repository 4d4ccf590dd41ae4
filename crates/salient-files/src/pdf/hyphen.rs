//! How the end of a line goes on in the next one.

use super::line::Page;
use std::collections::HashSet;

/// First halves of words that keep their hyphen.
const PREFIXES: [&str; 44] = [
    "all", "anti", "co", "counter", "cross", "ex", "full", "half", "high", "large", "long", "low", "mid", "multi",
    "non", "post", "pre", "pro", "quasi", "self", "short", "so", "vice", "well", "one", "two", "three", "four", "five",
    "six", "seven", "eight", "nine", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty",
    "ninety", "semi", "then",
];
/// Second halves of words that keep their hyphen.
const SECONDS: [&str; 26] = [
    "backed",
    "based",
    "born",
    "controlled",
    "day",
    "elect",
    "era",
    "fifths",
    "fire",
    "fourths",
    "held",
    "hour",
    "in",
    "led",
    "level",
    "linked",
    "made",
    "month",
    "occupied",
    "old",
    "quarter",
    "quarters",
    "scale",
    "speaking",
    "thirds",
    "year",
];
/// Letters of a word in capitals that is no abbreviation, on either side of a hyphen.
const CAPITALS: usize = 3;
/// Hyphens that are printed only where a line ends.
const SOFT: [char; 2] = ['\u{2010}', '\u{ad}'];

/// The words of a file, to see how it writes them within lines.
pub(super) struct Words(HashSet<String>);

impl Words {
    pub(super) fn of(pages: &[Page]) -> Self {
        let lines = pages.iter().flat_map(|p| &p.lines);
        let words = lines.flat_map(|l| l.text.split_whitespace()).map(|w| bare(w).to_lowercase());
        Self(words.filter(|w| !w.ends_with('-')).collect())
    }

    /// Adds a line to a text.
    pub(super) fn join(&self, text: &mut String, line: &str) {
        let (last, next) = (text.chars().next_back(), line.chars().next());
        let (Some(last), Some(next)) = (last, next) else { return text.push_str(line) };
        let before = text[..text.len() - last.len_utf8()].chars().next_back().unwrap_or(' ');
        if SOFT.contains(&last) && before.is_alphabetic() {
            text.pop();
        } else if last == '-' && before.is_alphabetic() && (next.is_lowercase() || capitals(text, line)) {
            if !self.keeps(text, line) {
                text.pop();
            }
        } else if !(matches!(last, '-' | '–' | '—' | '/') && before.is_alphanumeric()) {
            text.push(' ');
        }
        text.push_str(line);
    }

    /// Whether a hyphen between the last word and the first one belongs to the word.
    fn keeps(&self, text: &str, line: &str) -> bool {
        let first =
            bare(text.rsplit(char::is_whitespace).next().unwrap_or_default()).trim_end_matches('-').to_lowercase();
        let second = bare(line.split_whitespace().next().unwrap_or_default()).to_lowercase();
        let has = |word: String| self.0.contains(&word);
        if has(format!("{first}-{second}")) {
            return true;
        }
        !has(format!("{first}{second}"))
            && (first.contains('-') || PREFIXES.contains(&first.as_str()) || SECONDS.contains(&second.as_str()))
    }
}

/// A word in capitals that goes on in capitals; shorter ones are abbreviations.
fn capitals(text: &str, line: &str) -> bool {
    let long = |word: &str| word.chars().count() >= CAPITALS && word.chars().all(char::is_uppercase);
    let (first, second) = (text.split_whitespace().next_back(), line.split_whitespace().next());
    first.zip(second).is_some_and(|(a, b)| long(bare(a).trim_end_matches('-')) && long(bare(b)))
}

fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric() && c != '-')
}

#[cfg(test)]
mod tests {
    use super::Words;

    fn joined(before: &str, line: &str) -> String {
        let words = Words(["pro-government".to_owned()].into());
        let mut text = before.to_owned();
        words.join(&mut text, line);
        text
    }

    #[test]
    fn hyphens_of_lines_go_and_those_of_words_stay() {
        assert_eq!(joined("the settle-", "ments"), "the settlements");
        assert_eq!(joined("pro-", "government forces"), "pro-government forces");
        assert_eq!(joined("the MAN-", "AGEMENT of it"), "the MANAGEMENT of it");
        assert_eq!(joined("an F-", "16"), "an F-16");
        assert_eq!(joined("an anti-", "tank mine"), "an anti-tank mine");
        assert_eq!(joined("a 20-", "kilometre front"), "a 20-kilometre front");
        assert_eq!(joined("the President-", "elect said"), "the President-elect said");
        assert_eq!(joined("two-", "thirds of it"), "two-thirds of it");
        assert_eq!(joined("2022–", "2023"), "2022–2023");
        assert_eq!(joined("the settle\u{2010}", "ments"), "the settlements");
        assert_eq!(joined("the front –", "all of it"), "the front – all of it");
    }
}
