//! The tokens of a Lua text.

/// A token; numbers are texts.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    Name(String),
    Text(String),
    Join,
    Mark(char),
}

/// The tokens of a text, comments left out.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let (mut rest, mut out) = (text, Vec::new());
    loop {
        rest = rest.trim_start();
        if let Some(comment) = rest.strip_prefix("--") {
            let end = if comment.starts_with("[[") { comment.find("]]").map(|at| at + 2) } else { comment.find('\n') };
            rest = &comment[end.unwrap_or(comment.len())..];
            continue;
        }
        let Some(first) = rest.chars().next() else { return out };
        let signed = first == '-' && rest[1..].starts_with(|c: char| c.is_ascii_digit() || c == '.');
        let (token, length) = match first {
            '"' | '\'' => string(rest, first),
            '[' if rest.starts_with("[[") => long(rest),
            '.' if rest.starts_with("..") => (Token::Join, 2),
            c if c.is_ascii_digit() || signed => {
                let length = run(&rest[1..], |c| c.is_ascii_alphanumeric() || "-+.".contains(c)) + 1;
                // Two strings may be put together without a blank: `8 .. "px"` is rare and `1..2` is no number.
                let length = rest[..length].find("..").unwrap_or(length);
                (Token::Text(rest[..length].to_owned()), length)
            }
            c if c.is_alphabetic() || c == '_' => {
                let length = run(rest, |c| c.is_alphanumeric() || c == '_');
                (Token::Name(rest[..length].to_owned()), length)
            }
            c => (Token::Mark(c), c.len_utf8()),
        };
        out.push(token);
        rest = &rest[length..];
    }
}

fn run(text: &str, part: impl Fn(char) -> bool) -> usize {
    text.find(|c| !part(c)).unwrap_or(text.len())
}

fn long(text: &str) -> (Token, usize) {
    let end = text.find("]]").unwrap_or(text.len());
    (Token::Text(text[2..end.max(2)].to_owned()), (end + 2).min(text.len()))
}

fn string(text: &str, quote: char) -> (Token, usize) {
    let mut out = String::new();
    let mut chars = text.char_indices().skip(1);
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => out.extend(chars.next().map(|(_, c)| c)),
            c if c == quote => return (Token::Text(out), at + 1),
            c => out.push(c),
        }
    }
    (Token::Text(out), text.len())
}
