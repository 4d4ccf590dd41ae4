//! What a page shows: struck-out text, reference marks and what is hidden are blanked out of its source, byte for byte, so
//! that every offset stays true.

/// Elements whose text is not said any more.
const STRUCK: [&str; 3] = ["del", "s", "strike"];
/// Elements that may be hidden, or hold what a visitor has to consent to.
const BOXES: [&str; 8] = ["div", "section", "aside", "dialog", "p", "span", "form", "footer"];
/// What the names of such boxes hold.
const CONSENT: [&str; 7] =
    ["cookie", "consent", "gdpr", "onetrust", "cmp-container", "newsletter-modal", "paywall-overlay"];
/// What hides an element.
const HIDDEN: [&str; 5] =
    ["display:none", "display: none", "visibility:hidden", "visibility: hidden", "aria-modal=\"true\""];
/// Units that a raised figure belongs to: "km<sup>2</sup>".
const UNITS: [&str; 9] = ["km", "m", "mi", "ft", "cm", "mm", "yd", "in", "nmi"];

/// The page with blanks for what it does not show.
///
/// ```
/// use salient::read::shown::shown;
/// assert_eq!(shown("<p>31<sup>4</sup> km<sup>2</sup></p>"), "<p>31              km<sup>2</sup></p>");
/// assert_eq!(shown("<del>40</del><ins>50</ins>"), "             <ins>50</ins>");
/// ```
pub fn shown(page: &str) -> String {
    let mut bytes = page.as_bytes().to_vec();
    let mut at = 0;
    while let Some(open) = page[at..].find('<').map(|next| at + next) {
        let Some(close) = page[open..].find('>').map(|end| open + end) else { break };
        let (name, tag) = (name(&page[open + 1..]), &page[open..=close]);
        let gone = match name.as_str() {
            n if STRUCK.contains(&n) => true,
            "sup" => reference(&page[..open], &page[close + 1..]),
            "dialog" => true,
            n if BOXES.contains(&n) => hidden(tag),
            _ => false,
        };
        let end = if gone { end_of(page, close + 1, &name) } else { None };
        if let Some(end) = end {
            bytes[open..end].iter_mut().filter(|b| **b != b'\n').for_each(|b| *b = b' ');
        }
        at = end.unwrap_or(close + 1);
    }
    // Only whole elements were blanked, so that what is left is text.
    String::from_utf8(bytes).unwrap_or_else(|_| page.to_owned())
}

fn name(tag: &str) -> String {
    tag.chars().take_while(char::is_ascii_alphanumeric).take(12).collect::<String>().to_ascii_lowercase()
}

/// Whether a raised text is a mark of a note: a link or a bracket, or a figure that no unit takes.
fn reference(before: &str, inside: &str) -> bool {
    let end = inside.find("</sup").unwrap_or(inside.len().min(200));
    let inner = inside.get(..end).unwrap_or_default();
    let text = inner.trim();
    let unit = UNITS.iter().any(|u| {
        let word = before.trim_end().to_ascii_lowercase();
        word.ends_with(u) && !word[..word.len() - u.len()].ends_with(|c: char| c.is_ascii_alphabetic())
    });
    let figure = !text.is_empty() && text.len() <= 3 && text.bytes().all(|b| b.is_ascii_digit() || b == b'*');
    inner.contains("<a ") || text.starts_with('[') || figure && !(unit && matches!(text, "2" | "3"))
}

/// Whether a box is hidden or asks for consent, by its own tag.
fn hidden(tag: &str) -> bool {
    let tag = tag.to_ascii_lowercase();
    let says = |marks: &[&str]| marks.iter().any(|mark| tag.contains(mark));
    let named = ["class=", "id="].iter().any(|key| {
        tag.split(key).skip(1).any(|rest| {
            let value = rest.split(['"', '\'']).nth(1).unwrap_or_default();
            CONSENT.iter().any(|mark| value.contains(mark))
        })
    });
    says(&HIDDEN) || named || tag.contains(" hidden>") || tag.contains(" hidden ") || tag.contains(" hidden=")
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
