//! Words, figures and marks, with their place in the text.

use crate::lexicon::{Lexicon, List, Mask};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A word, with inner apostrophes and hyphens: "Ukrainian-held", "Sa'sa'".
    Word,
    /// A figure in digits: "1,268", "63.2".
    Number,
    /// Any other single character.
    Mark,
}

/// A word, figure or mark.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// First byte in the text.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// What it is.
    pub kind: Kind,
    /// White space stands before it.
    pub spaced: bool,
    /// Its first letter is a capital.
    pub capital: bool,
    /// All its letters are capitals.
    pub upper: bool,
    /// A hyphen stands inside it.
    pub hyphen: bool,
    /// Its number in the lexicon, `u32::MAX` when it is not there.
    pub word: u32,
    /// The parts it can play, as written.
    pub mask: Mask,
}

/// The lower-case tokens of a phrase, as the lexicon stores it.
pub fn words(lower: &str) -> impl Iterator<Item = &str> {
    Scanner::new(lower, 0, lower.len()).map(move |t| &lower[t.start as usize..t.end as usize])
}

/// Splits `text[from..to]` into tokens and looks each up, into `out`.
pub fn tokens(lexicon: &Lexicon, text: &str, from: usize, to: usize, out: &mut Vec<Token>) {
    let mut buffer = String::with_capacity(32);
    for mut token in Scanner::new(text, from, to) {
        let raw = &text[token.start as usize..token.end as usize];
        if token.kind != Kind::Number {
            fold(raw, &mut buffer);
            look_up(lexicon, &buffer, &mut token);
        }
        out.push(token);
    }
}

fn fold(raw: &str, buffer: &mut String) {
    buffer.clear();
    if raw.is_ascii() {
        buffer.push_str(raw);
        buffer.make_ascii_lowercase();
        return;
    }
    for c in raw.chars() {
        match c {
            '’' | '‘' => buffer.push('\''),
            _ => buffer.extend(c.to_lowercase()),
        }
    }
}

fn look_up(lexicon: &Lexicon, lower: &str, token: &mut Token) {
    token.word = lexicon.word(lower);
    if let Some(word) = lexicon.words.get(token.word as usize) {
        token.mask = word.any;
        if token.capital {
            token.mask |= word.capital;
        }
        if token.upper {
            token.mask |= word.upper;
        }
    }
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
    to: usize,
}

impl<'a> Scanner<'a> {
    fn new(text: &'a str, from: usize, to: usize) -> Self {
        Self { text, at: from, to }
    }

    fn peek(&self, at: usize) -> Option<char> {
        if at >= self.to { None } else { self.text[at..].chars().next() }
    }

    /// Skips the target of a Markdown link, `](...)`, of which only the words in square brackets are text.
    fn skip_link(&mut self) {
        let window = &self.text.as_bytes()[self.at..self.to.min(self.at + 2000)];
        self.at += window.iter().position(|b| *b == b')').map_or(1, |close| close + 1);
    }

    fn number_end(&self, mut at: usize) -> usize {
        let bytes = self.text.as_bytes();
        while at < self.to {
            let inner = matches!(bytes[at], b'.' | b',') && at + 1 < self.to && bytes[at + 1].is_ascii_digit();
            if !bytes[at].is_ascii_digit() && !inner {
                break;
            }
            at += 1;
        }
        at
    }

    /// The end of an abbreviation of single letters with points, "U.S.", if one starts here.
    fn initials_end(&self, start: usize) -> Option<usize> {
        let (mut at, mut count) = (start, 0);
        while let Some(letter) = self.peek(at).filter(|c| c.is_alphabetic()) {
            let after = at + letter.len_utf8();
            if self.peek(after) != Some('.') {
                break;
            }
            at = after + 1;
            count += 1;
        }
        let ends = self.peek(at).is_none_or(|c| !c.is_alphanumeric());
        (count >= 2 && ends).then_some(at)
    }

    fn word_end(&self, start: usize) -> usize {
        let mut at = start;
        while let Some(c) = self.peek(at) {
            if c.is_alphanumeric() {
                at += c.len_utf8();
                continue;
            }
            let after = at + c.len_utf8();
            let joins = match c {
                '\'' | '’' | '‘' | 'ʼ' => self.joins_apostrophe(after),
                '-' | '‑' => self.peek(after).is_some_and(char::is_alphanumeric),
                '^' => self.peek(after).is_some_and(|c| c.is_ascii_digit()),
                _ => false,
            };
            if !joins {
                break;
            }
            at = after;
        }
        at
    }

    /// An apostrophe belongs to the word before a letter, unless it opens a final "'s".
    fn joins_apostrophe(&self, after: usize) -> bool {
        let Some(next) = self.peek(after) else { return false };
        let past = self.peek(after + next.len_utf8());
        next.is_alphabetic() && !(matches!(next, 's' | 'S') && past.is_none_or(|c| !c.is_alphanumeric()))
    }

    fn genitive_end(&self, start: usize) -> Option<usize> {
        let mark = self.peek(start).filter(|c| matches!(c, '\'' | '’'))?;
        let after = start + mark.len_utf8();
        let letter = self.peek(after).filter(|c| matches!(c, 's' | 'S'))?;
        let end = after + letter.len_utf8();
        let glued = start > 0 && self.text[..start].chars().next_back().is_some_and(char::is_alphanumeric);
        (glued && self.peek(end).is_none_or(|c| !c.is_alphanumeric())).then_some(end)
    }
}

impl Iterator for Scanner<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let mut spaced = self.at == 0;
        loop {
            let c = self.peek(self.at)?;
            if c.is_whitespace() || matches!(c, '*' | '\u{feff}' | '\u{200b}' | '\u{ad}') {
                spaced |= c.is_whitespace();
                self.at += c.len_utf8();
            } else if c == ']' && self.text[self.at..self.to].starts_with("](") {
                self.skip_link();
            } else {
                break;
            }
        }
        let start = self.at;
        let c = self.peek(start)?;
        let (kind, end) = if c.is_ascii_digit() {
            self.digits(start)
        } else if c.is_alphanumeric() {
            (Kind::Word, self.initials_end(start).unwrap_or_else(|| self.word_end(start)))
        } else if let Some(end) = self.genitive_end(start) {
            (Kind::Word, end)
        } else if matches!(c, '\'' | '‘' | '’' | 'ʼ') && self.leads_name(start, c) {
            (Kind::Word, self.word_end(start + c.len_utf8()))
        } else {
            (Kind::Mark, start + c.len_utf8())
        };
        self.at = end;
        Some(token(self.text, start, end, kind, spaced))
    }
}

impl Scanner<'_> {
    /// Digits that run on into letters after "th", "st", "nd", "rd" are an ordinal word; other letters are a glued unit.
    fn digits(&self, start: usize) -> (Kind, usize) {
        let end = self.number_end(start);
        let tail = self.word_end(end);
        let (digits, letters) = (&self.text[start..end], self.text[end..tail].to_ascii_lowercase());
        // "11st" is a weight: eleven stone.
        let teen = digits.ends_with("11") || digits.ends_with("12") || digits.ends_with("13");
        let ordinal = match letters.as_str() {
            "th" | "s" => true,
            "st" => digits.ends_with('1') && !teen,
            "nd" => digits.ends_with('2') && !teen,
            "rd" => digits.ends_with('3') && !teen,
            _ => false,
        };
        if ordinal { (Kind::Word, tail) } else { (Kind::Number, end) }
    }

    /// A name that starts with a hamza or ayn mark, "'Ard".
    fn leads_name(&self, start: usize, mark: char) -> bool {
        let before = self.text[..start].chars().next_back();
        let next = self.peek(start + mark.len_utf8());
        mark == 'ʼ' && before.is_none_or(char::is_whitespace) && next.is_some_and(char::is_uppercase)
    }
}

/// Whether a word starts as a name does: with a capital, behind an article too ("al-Shabaab").
pub fn capital(raw: &str) -> bool {
    let big = |s: &str| s.starts_with(char::is_uppercase);
    big(raw) || raw.split_once('-').is_some_and(|(article, name)| big(name) && List::NameArticle.has(article))
}

fn token(text: &str, start: usize, end: usize, kind: Kind, spaced: bool) -> Token {
    let raw = &text[start..end];
    let capital = capital(raw);
    let hyphen = kind == Kind::Word && raw.as_bytes().contains(&b'-');
    let upper = capital && !raw.chars().any(char::is_lowercase);
    Token { start: start as u32, end: end as u32, kind, spaced, capital, upper, hyphen, word: u32::MAX, mask: 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        Scanner::new(text, 0, text.len()).map(|t| &text[t.start as usize..t.end as usize]).collect()
    }

    #[test]
    fn words_keep_inner_marks() {
        assert_eq!(split("Ukraine’s Sa'sa' and al-Sham"), ["Ukraine", "’s", "Sa'sa", "'", "and", "al-Sham"]);
        assert_eq!(split("the U.S. in 1,268.5 km."), ["the", "U.S.", "in", "1,268.5", "km", "."]);
        assert_eq!(
            split("11st 2lb on the 21st, 420 km^2"),
            ["11", "st", "2", "lb", "on", "the", "21st", ",", "420", "km^2"]
        );
        assert_eq!(split("a 50-mile (80-km) F-16"), ["a", "50", "-", "mile", "(", "80", "-", "km", ")", "F-16"]);
    }

    #[test]
    fn link_targets_are_not_text() {
        assert_eq!(split("by [AFP](#) now"), ["by", "[", "AFP", "now"]);
    }
}
