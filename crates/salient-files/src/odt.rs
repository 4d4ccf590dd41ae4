//! Texts of OpenDocument.

use crate::error::Error;
use crate::limits;
use crate::package::Package;
use crate::story::{Paragraph, Story};
use crate::xml::{self, Met, Space, What, attribute};
use quick_xml::events::BytesStart;
use salient::read::part::{Part, PartKind};

/// What is no text of the document: deleted text, comments, numbers of notes.
const OUT: [&str; 8] = [
    "tracked-changes",
    "annotation",
    "note-citation",
    "hidden-text",
    "hidden-paragraph",
    "ruby-text",
    "sequence-decls",
    "bibliography-source",
];
/// Descriptions of pictures; in the vocabulary of text the same names are fields.
const DESCRIPTIONS: [&str; 2] = ["title", "desc"];
/// Tables of contents and the like, which repeat headings.
const INDEXES: [&str; 4] = ["table-of-content", "illustration-index", "table-index", "alphabetical-index"];
/// What holds the paragraphs that stand above and below the pages.
const ABOVE: [&str; 3] = ["header", "header-left", "header-first"];
const BELOW: [&str; 3] = ["footer", "footer-left", "footer-first"];
/// The most blanks that one element stands for.
const BLANKS: usize = 1000;
/// The entry that says what kind of document it is, and how it begins for texts.
const MIME: &str = "mimetype";
const TEXT: &str = "application/vnd.oasis.opendocument.text";
const CONTENT: &str = "content.xml";
const STYLES: &str = "styles.xml";
const MANIFEST: &str = "META-INF/manifest.xml";
/// What the manifest of an encrypted document holds.
const ENCRYPTION: &str = "encryption-data";

/// Reads a text: body with notes after the paragraph that refers to them, then what stands above and below the pages.
pub(crate) fn read(bytes: &[u8]) -> Result<Story, Error> {
    let mut package = Package::open(bytes)?;
    let kind = package.xml(MIME)?.unwrap_or_default();
    if !kind.starts_with(TEXT) {
        return Err(Error::Other(format!("an OpenDocument file that is no text ({})", kind.trim())));
    }
    if package.xml(MANIFEST)?.is_some_and(|manifest| manifest.contains(ENCRYPTION)) {
        return Err(Error::Encrypted);
    }
    let mut walk = Walk { body: true, ..Walk::default() };
    part(CONTENT, &package.needed(CONTENT)?, &mut walk)?;
    walk.body = false;
    if let Some(styles) = package.xml(STYLES)? {
        part(STYLES, &styles, &mut walk)?;
    }
    Ok(walk.story)
}

/// A paragraph that is open, and those of notes and boxes within it.
struct Open {
    paragraph: Paragraph,
    after: Vec<Paragraph>,
    depth: usize,
}

#[derive(Default)]
struct Walk {
    body: bool,
    elements: Vec<String>,
    open: Vec<Open>,
    skipped: Option<usize>,
    story: Story,
    budget: usize,
    size: usize,
    paragraphs: u32,
    tables: u32,
    table_depth: usize,
    row: u32,
    footnotes: u32,
    endnotes: u32,
    boxes: u32,
    furniture: u32,
    /// What kind of note is open.
    note: Option<PartKind>,
}

fn part(name: &str, text: &str, walk: &mut Walk) -> Result<(), Error> {
    let mut budget = walk.budget;
    xml::each(name, text.trim_start_matches('\u{feff}'), &mut budget, |Met { what, .. }| {
        match what {
            What::Start { space, tag, empty } => {
                walk.begin(space, &tag);
                if empty {
                    walk.end();
                }
            }
            What::End => walk.end(),
            What::Text(text) => walk.words(text),
            What::Char(c) => walk.words(c.encode_utf8(&mut [0; 4])),
            What::Nothing => {}
        }
        let paragraphs = walk.story.paragraphs.len();
        match () {
            () if walk.size > limits::TEXT => Err(Error::more_than(limits::TEXT, "bytes of text")),
            () if paragraphs > limits::PARAGRAPHS => Err(Error::more_than(limits::PARAGRAPHS, "paragraphs")),
            () => Ok(()),
        }
    })?;
    walk.budget = budget;
    Ok(())
}

impl Walk {
    fn begin(&mut self, space: Space, tag: &BytesStart) {
        let local = tag.local_name().into_inner().to_owned();
        if self.skipped.is_none() {
            let described = space != Space::Text && DESCRIPTIONS.contains(&local.as_str());
            if described || OUT.contains(&local.as_str()) {
                self.skipped = Some(self.elements.len());
            } else {
                self.opened(space, &local, tag);
            }
        }
        self.elements.push(local);
    }

    fn opened(&mut self, space: Space, local: &str, tag: &BytesStart) {
        match (space, local) {
            (Space::Text, "p" | "h") => self.begin_paragraph(),
            (Space::Text, "s") => {
                let count = attribute(tag, "c").and_then(|c| c.parse().ok()).unwrap_or(1usize);
                self.add(&" ".repeat(count.min(BLANKS)));
            }
            (Space::Text, "tab") => self.add("\t"),
            (Space::Text, "line-break") => self.add("\n"),
            (Space::Text, "note") => self.begin_note(attribute(tag, "note-class").as_deref()),
            (Space::Table, "table") => {
                self.table_depth += 1;
                if self.table_depth == 1 {
                    (self.tables, self.row) = (self.tables + 1, 0);
                }
            }
            (Space::Table, "table-row") if self.table_depth == 1 => self.row += 1,
            (Space::Other, "text-box") => self.boxes += 1,
            (Space::Other, name) if ABOVE.contains(&name) || BELOW.contains(&name) => self.furniture += 1,
            _ => {}
        }
    }

    fn begin_note(&mut self, class: Option<&str>) {
        let end = class == Some("endnote");
        self.note = Some(if end { PartKind::Endnote } else { PartKind::Footnote });
        *(if end { &mut self.endnotes } else { &mut self.footnotes }) += 1;
    }

    fn begin_paragraph(&mut self) {
        let mut paragraph = Paragraph::new(self.part());
        let index = |e: &String| INDEXES.contains(&e.as_str());
        paragraph.furniture = !self.body || self.elements.iter().any(index);
        self.open.push(Open { paragraph, after: Vec::new(), depth: self.elements.len() });
    }

    fn part(&self) -> Part {
        let within = |names: &[&str]| self.elements.iter().any(|e| names.contains(&e.as_str()));
        match self.note {
            _ if !self.body && within(&ABOVE) => Part::new(PartKind::Header, self.furniture),
            _ if !self.body => Part::new(PartKind::Footer, self.furniture),
            Some(PartKind::Endnote) => Part::new(PartKind::Endnote, self.endnotes),
            Some(kind) => Part::new(kind, self.footnotes),
            None if within(&["text-box"]) => Part::new(PartKind::TextBox, self.boxes),
            None if self.table_depth > 0 => Part { row: Some(self.row), ..Part::new(PartKind::Table, self.tables) },
            None => Part::new(PartKind::Paragraph, 0),
        }
    }

    fn end(&mut self) {
        let Some(local) = self.elements.pop() else { return };
        if let Some(skipped) = self.skipped {
            if skipped == self.elements.len() {
                self.skipped = None;
            }
            return;
        }
        match local.as_str() {
            "p" | "h" if self.open.last().is_some_and(|o| o.depth == self.elements.len()) => self.end_paragraph(),
            "note" => self.note = None,
            "table" => self.table_depth = self.table_depth.saturating_sub(1),
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        let Some(Open { mut paragraph, after, .. }) = self.open.pop() else { return };
        if let Some(outer) = self.open.last_mut() {
            outer.after.push(paragraph);
            outer.after.extend(after);
            return;
        }
        // What stands in the styles and on no page is no text.
        let placed = self.body || paragraph.part.number > 0;
        if paragraph.part.kind == PartKind::Paragraph && !paragraph.text.trim().is_empty() {
            self.paragraphs += 1;
            paragraph.part.number = self.paragraphs;
        }
        self.story.paragraphs.extend(std::iter::once(paragraph).chain(after).filter(|_| placed));
    }

    /// White space counts once; more of it has elements of its own.
    fn words(&mut self, text: &str) {
        if self.skipped.is_some() || self.open.is_empty() {
            return;
        }
        for (n, word) in text.split([' ', '\t', '\r', '\n']).enumerate() {
            if n > 0 && !self.ends_blank() {
                self.add(" ");
            }
            self.add(word);
        }
    }

    fn ends_blank(&self) -> bool {
        self.open.last().is_some_and(|o| o.paragraph.text.ends_with(' '))
    }

    fn add(&mut self, text: &str) {
        let Some(open) = self.open.last_mut() else { return };
        self.size += text.len();
        open.paragraph.text.push_str(text);
    }
}
