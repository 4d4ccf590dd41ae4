//! Wikitext: templates as what they show, links as their words; notes, tables, pictures and marks of style are left out.

use super::offsets::Offsets;
use super::{Article, Meta, blocks};
use std::cell::Cell;

/// Templates that show their first value.
const SHOWN: [&str; 12] =
    ["nowrap", "nobr", "small", "big", "nobold", "em", "strong", "val", "formatnum", "num", "circa", "abbr"];
/// Templates of a measure, which show figures and a unit and convert them.
const MEASURES: [&str; 2] = ["convert", "cvt"];
/// Words between the figures of a measure.
const BETWEEN: [&str; 8] = ["to", "and", "or", "by", "-", "–", "x", "to(-)"];

/// Steps for each byte of a text.
const STEPS: usize = 8;

/// Templates inside templates are followed so far.
const DEEPEST: usize = 40;

/// Whether a text is wikitext: it has templates or links in double brackets.
pub fn is_wikitext(text: &str) -> bool {
    let link = text.find("[[").is_some_and(|at| text[at..].contains("]]"));
    let template = text.find("{{").is_some_and(|at| text[at..].contains("}}"));
    template || link
}

/// Reads wikitext.
///
/// ```
/// use salient::read::{Meta, wiki::read};
/// let text = "Rebels hold {{convert|420|km2|mi2}} of [[Kursk Oblast|Kursk]].<ref>A report.</ref>";
/// assert_eq!(read("a", text, Meta::default()).text, "Rebels hold 420 km2 of Kursk.");
/// ```
pub fn read(name: &str, text: &str, meta: Meta) -> Article {
    let steps = Cell::new(STEPS * text.len());
    let mut reader = Reader { source: text, text: String::with_capacity(text.len()), pieces: Vec::new(), steps };
    reader.all(0, text.len(), 0);
    let blocks = blocks::split(&reader.text);
    Article::new(name, reader.text, blocks, meta, Offsets::mapped(reader.pieces, text))
}

struct Reader<'a> {
    source: &'a str,
    text: String,
    pieces: Vec<(usize, usize)>,
    /// Steps that may still be spent on looking for ends: text full of open brackets takes no more than its size allows.
    steps: Cell<usize>,
}

impl Reader<'_> {
    /// Keeps what is shown of a stretch of the source.
    fn all(&mut self, from: usize, to: usize, depth: usize) {
        let (mut at, mut kept) = (from, from);
        while at < to {
            let Some((end, shown)) = self.mark(at, to).filter(|_| depth < DEEPEST) else {
                at += self.source[at..].chars().next().map_or(1, char::len_utf8);
                continue;
            };
            self.keep(kept, at, depth);
            for (a, b) in shown {
                self.all(a, b, depth + 1);
            }
            (at, kept) = (end, end);
        }
        self.keep(kept, to, depth);
    }

    /// Keeps a piece as it is; inside a template, the bars between a measure's figure and unit are blanks.
    fn keep(&mut self, from: usize, to: usize, depth: usize) {
        if from < to {
            self.pieces.push((self.text.len(), from));
            let piece = &self.source[from..to];
            if depth > 0 { self.text += &piece.replace('|', " ") } else { self.text += piece }
        }
    }

    /// The markup that starts at a byte: where it ends, and the stretches in it that are shown.
    fn mark(&self, at: usize, to: usize) -> Option<(usize, Vec<(usize, usize)>)> {
        let rest = &self.source[at..to];
        if rest.starts_with("{{") {
            let end = at + self.closed(rest, "{{", "}}")?;
            return Some((end, self.template(at + 2, end - 2)));
        }
        if rest.starts_with("[[") {
            let end = at + self.closed(rest, "[[", "]]")?;
            return Some((end, self.link(at + 2, end - 2)));
        }
        if rest.starts_with("{|") {
            return Some((at + self.closed(rest, "{|", "|}")?, Vec::new()));
        }
        if rest.starts_with("''") {
            return Some((at + rest.len() - rest.trim_start_matches('\'').len(), Vec::new()));
        }
        if rest.starts_with("<!--") {
            return Some((at + self.found(rest, "-->")? + 3, Vec::new()));
        }
        if rest.starts_with("<ref") {
            let open = self.found(rest, ">")?;
            let end = if rest[..open].ends_with('/') { open + 1 } else { self.found(rest, "</ref>")? + 6 };
            return Some((at + end, Vec::new()));
        }
        None
    }

    /// Where a text stands, looked for within the steps that are left.
    fn found(&self, rest: &str, wanted: &str) -> Option<usize> {
        let at = rest.find(wanted);
        self.steps.set(self.steps.get().checked_sub(at.unwrap_or(rest.len()))?);
        at
    }

    /// What a template shows.
    fn template(&self, from: usize, to: usize) -> Vec<(usize, usize)> {
        let parts = parts(self.source, from, to);
        let text = |&(a, b): &(usize, usize)| self.source[a..b].trim();
        let name = parts.first().map(text).unwrap_or_default().to_lowercase();
        let named = |part: &&(usize, usize)| !text(part).contains('=');
        let values: Vec<&(usize, usize)> = parts.iter().skip(1).filter(named).collect();
        if MEASURES.contains(&name.as_str()) {
            let figure = |part: &(usize, usize)| {
                text(part).starts_with(|c: char| c.is_ascii_digit() || c == '.') || BETWEEN.contains(&text(part))
            };
            let unit = values.iter().position(|part| !figure(part));
            return unit.map(|unit| vec![(values[0].0, values[unit].1)]).unwrap_or_default();
        }
        let first = values.first().filter(|_| SHOWN.contains(&name.as_str()));
        first.map(|part| vec![**part]).unwrap_or_default()
    }

    /// What a link shows: its last part; nothing for pictures and categories.
    fn link(&self, from: usize, to: usize) -> Vec<(usize, usize)> {
        let target = &self.source[from..to];
        let aside = ["File:", "Image:", "Category:"].iter().any(|kind| target.starts_with(kind));
        if aside { Vec::new() } else { parts(self.source, from, to).last().copied().into_iter().collect() }
    }

    /// The length of a stretch that opens with `open`, up to the `close` that ends it.
    fn closed(&self, rest: &str, open: &str, close: &str) -> Option<usize> {
        let (mut at, mut depth) = (0, 0);
        while at < rest.len() {
            self.steps.set(self.steps.get().checked_sub(1)?);
            if rest[at..].starts_with(open) {
                (at, depth) = (at + open.len(), depth + 1);
            } else if rest[at..].starts_with(close) {
                (at, depth) = (at + close.len(), depth - 1);
                if depth == 0 {
                    return Some(at);
                }
            } else {
                at += rest[at..].chars().next().map_or(1, char::len_utf8);
            }
        }
        None
    }
}

/// The parts of a template or link between bars of its own.
fn parts(source: &str, from: usize, to: usize) -> Vec<(usize, usize)> {
    let (mut out, mut depth, mut start) = (Vec::new(), 0, from);
    for (at, c) in source[from..to].char_indices().map(|(at, c)| (from + at, c)) {
        match c {
            '{' | '[' => depth += 1,
            '}' | ']' => depth -= 1,
            '|' if depth == 0 => {
                out.push((start, at));
                start = at + 1;
            }
            _ => {}
        }
    }
    out.push((start, to));
    out
}
