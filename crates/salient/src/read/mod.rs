//! From what was received to an article: clean text in blocks, metadata, and the way back to the text as received.

pub mod agency;
pub mod blocks;
pub mod corrected;
pub mod encoding;
pub mod feed;
pub mod html;
pub mod kind;
pub mod language;
pub mod markdown;
pub mod marks;
pub mod offsets;
pub mod paper;
pub mod part;
pub mod received;
pub mod shown;
pub mod telegram;
pub mod warc;
pub mod wiki;

pub use received::Received;

use offsets::Offsets;
use part::Part;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::ops::Range;

/// What a block of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum BlockKind {
    /// Running text.
    Paragraph,
    /// The first line, when it is a title.
    Headline,
    /// A short line inside the text that is no sentence.
    Heading,
    /// Part of the page, not of the report: kept, shown, never read for claims.
    Furniture,
}

/// A block of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its bytes in the clean text.
    pub range: Range<usize>,
    /// What it is.
    pub kind: BlockKind,
}

/// What is known of an article beside its text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Meta {
    /// Its title.
    pub title: Option<String>,
    /// The day it was published, `YYYY-MM-DD` first.
    pub published: Option<String>,
    /// Where it was published.
    pub url: Option<String>,
    /// The outlet.
    pub publisher: Option<String>,
    /// The author line.
    pub byline: Option<String>,
    /// The news agency that it credits.
    pub agency: Option<String>,
}

impl Meta {
    /// Takes from `other` what is missing here.
    pub fn or(self, other: Self) -> Self {
        Self {
            title: self.title.or(other.title),
            published: self.published.or(other.published),
            url: self.url.or(other.url),
            publisher: self.publisher.or(other.publisher),
            byline: self.byline.or(other.byline),
            agency: self.agency.or(other.agency),
        }
    }
}

/// A stretch of a text as received, as editors count it: lines and columns from 1, columns in UTF-16 code units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub struct Place {
    pub line: usize,
    pub column: usize,
    pub end_line: usize,
    /// One past the last.
    pub end_column: usize,
}

/// One received text.
#[derive(Clone, Debug)]
pub struct Article {
    /// The path or name it came under.
    pub name: String,
    /// The clean text.
    pub text: String,
    /// Its blocks in order.
    pub blocks: Vec<Block>,
    /// What is known beside the text.
    pub meta: Meta,
    /// What could not be read, in words.
    pub problems: Vec<String>,
    offsets: Offsets,
    /// Where parts of a file begin, by byte of the clean text.
    parts: Vec<(usize, Part)>,
}

impl Article {
    pub(crate) fn new(name: &str, text: String, blocks: Vec<Block>, meta: Meta, offsets: Offsets) -> Self {
        // A zero character is no text, and no database keeps it; a blank is as long.
        let text = if text.contains('\0') { text.replace('\0', " ") } else { text };
        let agency = meta.agency.clone().or_else(|| agency::of_text(&text, &blocks));
        let meta = Meta { agency, ..meta };
        let day = meta
            .published
            .as_deref()
            .filter(|d| d.get(..10).and_then(|d| d.parse::<jiff::civil::Date>().ok()).is_none());
        let problems =
            day.map(|d| format!("`published` is not a date as YYYY-MM-DD and was not used: {d}")).into_iter().collect();
        Self { name: name.to_owned(), text, blocks, meta, problems, offsets, parts: Vec::new() }
    }

    /// The code point in the text as received at which a byte of the clean text stands.
    pub fn point(&self, byte: usize) -> usize {
        self.offsets.point(byte)
    }

    /// The code point in the text as received right after the piece that ends before a byte of the clean text.
    pub fn end_point(&self, byte: usize) -> usize {
        let last = self.text[..byte].chars().next_back().map_or(0, char::len_utf8);
        let before = byte - last;
        let joined = self.offsets.source_byte(byte) == self.offsets.source_byte(before) + last;
        if joined || last == 0 { self.point(byte) } else { self.point(before) + 1 }
    }

    /// The line in the text as received, counted from 1, on which a byte of the clean text stands.
    pub fn line(&self, byte: usize) -> usize {
        self.offsets.line(byte)
    }

    /// The piece of the text as received behind bytes of the clean text.
    pub fn source(&self, from: usize, to: usize) -> &str {
        let last = self.text[..to].chars().next_back().map_or(0, char::len_utf8);
        self.offsets.source(self.source_byte(from)..self.source_byte(to - last) + last)
    }

    /// Where bytes of the clean text begin and end in the text as received, as editors count it.
    pub fn place(&self, from: usize, to: usize) -> Place {
        let last = self.text[..to].chars().next_back().map_or(0, char::len_utf8);
        let end = self.source_byte(to - last) + last;
        let ((line, column), (end_line, end_column)) =
            (self.offsets.position(self.source_byte(from)), self.offsets.position(end));
        Place { line, column, end_line, end_column }
    }

    /// The page, paragraph or other part in which a byte of the clean text stands; nothing for texts that have lines.
    pub fn part(&self, byte: usize) -> Option<Part> {
        let after = self.parts.partition_point(|(from, _)| *from <= byte);
        self.parts.get(after.checked_sub(1)?).map(|(_, part)| *part)
    }

    /// The byte in the text as received at which a byte of the clean text stands.
    pub fn source_byte(&self, byte: usize) -> usize {
        self.offsets.source_byte(byte)
    }
}

/// The forms an article can come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Format {
    Text,
    Markdown,
    Html,
}

impl Format {
    /// The format that a name and the first bytes speak for.
    pub fn detect(name: &str, text: &str) -> Self {
        let end = name.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
        match end.as_str() {
            "html" | "htm" | "xhtml" => return Self::Html,
            "md" | "markdown" => return Self::Markdown,
            _ => {}
        }
        let head: String = text.trim_start().chars().take(400).collect::<String>().to_ascii_lowercase();
        let page = head.starts_with("<!doctype html")
            || head.starts_with("<html")
            || head.contains("<html")
            || (head.starts_with('<') && head.contains("<head"));
        if page { Self::Html } else { Self::Text }
    }

    /// Reads a decoded text of this format, with what is known beside it.
    ///
    /// ```
    /// use salient::read::{Format, Meta};
    /// let read = |format: Format| format.read("a", "<p>Kyiv holds <b>nine</b> villages.</p>", Meta::default()).text;
    /// assert!(!read(Format::Html).contains("<b>") && read(Format::Text).contains("<b>"));
    /// ```
    pub fn read<'t>(self, name: &str, text: impl Into<Cow<'t, str>>, meta: Meta) -> Article {
        let text = text.into();
        match self {
            Self::Html => html::read(name, &text, meta),
            Self::Markdown => markdown::read(name, text.into_owned(), meta),
            Self::Text => plain(name, text.into_owned(), meta),
        }
    }
}

/// Reads bytes in any encoding and any of the formats. Never fails: what could not be read is in
/// [`Article::problems`].
pub fn bytes(name: &str, bytes: &[u8], meta: Meta) -> Article {
    let (decoded, problems) = encoding::decode(bytes);
    let mut article = Format::detect(name, &decoded).read(name, decoded, meta);
    article.problems.extend(problems);
    article
}

/// Reads plain text, or wikitext, with what is known beside it.
pub fn plain(name: &str, text: String, meta: Meta) -> Article {
    if wiki::is_wikitext(&text) {
        return wiki::read(name, &text, meta);
    }
    let blocks = blocks::split(&text);
    let offsets = Offsets::identity(&text);
    Article::new(name, text, blocks, meta, offsets)
}

/// Reads plain text of which nothing else is known.
pub fn text(name: &str, text: &str) -> Article {
    plain(name, text.to_owned(), Meta::default())
}
