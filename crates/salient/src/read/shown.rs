//! What a page shows: struck-out text, reference marks and what is hidden are blanked out of its source, byte for byte, so
//! that every offset stays true.

/// Elements whose text is not said any more.
const STRUCK: [&str; 3] = ["del", "s", "strike"];
/// Elements that may be hidden, or hold what a visitor has to consent to.
const BOXES: [&str; 8] = ["div", "section", "aside", "dialog", "p", "span", "form", "footer"];
/// Names of such boxes begin with one of these words and end there, or with one of [`ENDS`].
const CONSENT: [&str; 7] = ["cookie", "cookies", "consent", "gdpr", "onetrust", "paywall", "newsletter"];
/// What kind of box a name says.
const ENDS: [&str; 12] = [
    "banner",
    "bar",
    "box",
    "consent",
    "container",
    "dialog",
    "message",
    "modal",
    "notice",
    "overlay",
    "popup",
    "wall",
];
/// What hides an element, without blanks.
const HIDDEN: [&str; 2] = ["display:none", "visibility:hidden"];
/// Units that a raised figure belongs to: "km<sup>2</sup>".
const UNITS: [&str; 9] = ["km", "m", "mi", "ft", "cm", "mm", "yd", "in", "nmi"];

/// The page with blanks for what it does not show.
///
/// ```
/// use salient::read::shown::shown;
/// assert_eq!(shown("<p>31<sup>4</sup> km<sup>2</sup></p>"), "<p>31             km<sup>2</sup></p>");
/// assert_eq!(shown("<del>40</del><ins>50</ins>"), "             <ins>50</ins>");
/// ```
pub fn shown(page: &str) -> String {
    let mut bytes = page.as_bytes().to_vec();
    // Names of elements that are not closed any more from here on.
    let (mut at, mut open_ended) = (0, Vec::new());
    while let Some(open) = page[at..].find('<').map(|next| at + next) {
        let Some(close) = page[open..].find('>').map(|end| open + end) else { break };
        let name = name(&page[open + 1..]);
        let gone = !open_ended.contains(&name) && blanked(page, open, close, &name);
        let end = if gone { end_of(page, close + 1, &name) } else { None };
        if let Some(end) = end {
            bytes[open..end].iter_mut().filter(|b| **b != b'\n').for_each(|b| *b = b' ');
        } else if gone {
            open_ended.push(name);
        }
        // Scripts and style sheets hold no elements.
        at = end.unwrap_or_else(|| skip_tag(page, open));
    }
    // Only whole elements were blanked, so that what is left is text.
    String::from_utf8(bytes).unwrap_or_else(|_| page.to_owned())
}

fn name(tag: &str) -> String {
    tag.chars().take_while(char::is_ascii_alphanumeric).take(12).collect::<String>().to_ascii_lowercase()
}

/// Whether the element of a tag is not shown.
fn blanked(page: &str, open: usize, close: usize, name: &str) -> bool {
    match name {
        "dialog" => true,
        "sup" => reference(&page[..open], &page[close + 1..]),
        n if STRUCK.contains(&n) => true,
        n if BOXES.contains(&n) => hidden(&page[open + 1 + name.len()..close]),
        _ => false,
    }
}

/// Whether a raised text is a mark of a note: a link or a bracket, or a figure that no unit takes.
fn reference(before: &str, inside: &str) -> bool {
    let near = inside.char_indices().nth(200).map_or(inside, |(at, _)| &inside[..at]);
    let inner = near.find("</sup").map_or("", |end| &near[..end]);
    let text = inner.trim();
    let figure = !text.is_empty() && text.len() <= 3 && text.bytes().all(|b| b.is_ascii_digit() || b == b'*');
    let unit = || {
        let letters = before.trim_end().bytes().rev().take_while(u8::is_ascii_alphabetic).take(4).count();
        let word = &before.trim_end()[before.trim_end().len() - letters..];
        UNITS.iter().any(|u| word.eq_ignore_ascii_case(u))
    };
    inner.contains("<a ") || text.starts_with('[') || figure && !(matches!(text, "2" | "3") && unit())
}

/// Whether a box is hidden or asks for consent, by its own attributes.
fn hidden(attributes: &str) -> bool {
    let mut rest = attributes;
    while let Some(start) = rest.find(|c: char| c.is_ascii_alphabetic()) {
        let name = rest[start..].split(|c: char| c == '=' || c.is_whitespace() || c == '/').next().unwrap_or_default();
        rest = &rest[start + name.len()..];
        let (value, after) = match rest.trim_start().strip_prefix('=') {
            Some(given) => value_of(given.trim_start()),
            None => ("", rest),
        };
        rest = after;
        let hides = match name.to_ascii_lowercase().as_str() {
            "hidden" => true,
            "aria-modal" => value == "true",
            "style" => HIDDEN.iter().any(|h| value.replace(' ', "").to_ascii_lowercase().contains(h)),
            "class" | "id" => value.split_whitespace().any(asks),
            _ => false,
        };
        if hides {
            return true;
        }
    }
    false
}

/// The value of an attribute, and what stands behind it.
fn value_of(given: &str) -> (&str, &str) {
    match given.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        Some(quote) => given[1..].split_once(quote).unwrap_or((&given[1..], "")),
        None => given.split_once(char::is_whitespace).unwrap_or((given, "")),
    }
}

/// Whether a name of a box says that it asks for consent: "cookie-banner", "consent", "gdpr_modal".
fn asks(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let mut words = lower.split(['-', '_']);
    let first = words.next().is_some_and(|w| CONSENT.contains(&w));
    let alone = !lower.contains(['-', '_']) && !matches!(lower.as_str(), "paywall" | "newsletter");
    first && (alone || words.any(|w| ENDS.contains(&w)))
}

/// Past a tag; past all of a comment, a script or a style sheet.
pub(super) fn skip_tag(page: &str, at: usize) -> usize {
    let rest = &page[at..];
    if rest.starts_with("<!--") {
        return rest.find("-->").map_or(page.len(), |end| at + end + 3);
    }
    for name in ["script", "style", "noscript", "template", "svg"] {
        let opens = rest.len() > name.len() + 1
            && rest.as_bytes()[1..=name.len()].eq_ignore_ascii_case(name.as_bytes())
            && matches!(rest.as_bytes().get(name.len() + 1), Some(b' ' | b'>' | b'\n' | b'\t'));
        if opens {
            let close = format!("</{name}");
            return rest.find(&close).map_or(page.len(), |end| at + end);
        }
    }
    rest.find('>').map_or(page.len(), |end| at + end + 1)
}

/// The byte after the element that opened before `from`; none if it is not closed.
fn end_of(page: &str, from: usize, name: &str) -> Option<usize> {
    let (mut at, mut depth) = (from, 1);
    while let Some(open) = page[at..].find('<').map(|next| at + next) {
        let close = page[open..].find('>').map(|end| open + end)?;
        let (ending, rest) = match page[open + 1..].strip_prefix('/') {
            Some(rest) => (true, rest),
            None => (false, &page[open + 1..]),
        };
        if self::name(rest) == name {
            depth = if ending { depth - 1 } else { depth + 1 };
        }
        if depth == 0 {
            return Some(close + 1);
        }
        at = close + 1;
    }
    None
}

/// The paragraphs of a page that are long enough to be a report's, as a plain count of its tags.
pub(super) fn paragraphs(page: &str) -> usize {
    let long = |part: &&str| {
        let text = part.split("</p").next().unwrap_or_default();
        let mut depth = 0;
        let shown = text.chars().filter(|c| {
            depth += i32::from(*c == '<') - i32::from(*c == '>');
            depth <= 0 && c.is_alphanumeric()
        });
        shown.count() >= LONG
    };
    page.split("<p").skip(1).filter(|part| part.starts_with(['>', ' ', '\n'])).filter(long).count()
}

/// Letters of a paragraph that is no caption or button.
const LONG: usize = 60;
