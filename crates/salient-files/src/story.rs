//! What a document of paragraphs tells: paragraphs with the runs that their words came from.

use salient::read::paper::Paper;
use salient::read::part::Part;
use std::ops::Range;

/// Where a stretch of a paragraph's text stands in the XML.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    /// The first byte in the paragraph's text, and how many.
    pub(crate) at: usize,
    pub(crate) len: usize,
    /// Its bytes in the XML part.
    pub(crate) raw: Range<usize>,
    /// The run that it stands in, by number.
    pub(crate) run: usize,
    /// The start tag of the element around it, where the text can be cut in two.
    pub(crate) tag: Option<Range<usize>>,
}

/// A paragraph.
#[derive(Clone, Debug)]
pub(crate) struct Paragraph {
    pub(crate) text: String,
    pub(crate) pieces: Vec<Piece>,
    pub(crate) part: Part,
    pub(crate) furniture: bool,
    /// Its end is deleted: the next one goes on with it.
    pub(crate) runs_on: bool,
}

impl Paragraph {
    pub(crate) fn new(part: Part) -> Self {
        Self { text: String::new(), pieces: Vec::new(), part, furniture: false, runs_on: false }
    }

    /// Adds text; a blank never follows a blank at the beginning.
    pub(crate) fn push(&mut self, text: &str, raw: Range<usize>, run: usize, tag: Option<Range<usize>>) {
        self.pieces.push(Piece { at: self.text.len(), len: text.len(), raw, run, tag });
        self.text.push_str(text);
    }

    fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// A run of the main part, as comments need it.
#[derive(Clone, Debug)]
pub(crate) struct Run {
    /// All of the element.
    pub(crate) range: Range<usize>,
    /// Its start tag.
    pub(crate) open: Range<usize>,
    /// Its properties, where it has some.
    pub(crate) props: Option<Range<usize>>,
    /// The start tag of the insertion around it, where it is the one thing between paragraph and run.
    pub(crate) inserted: Option<Range<usize>>,
    /// Comments can begin and end within it; otherwise they stand around the anchor.
    pub(crate) splits: bool,
    /// What a comment is put around that cannot stand within.
    pub(crate) anchor: Range<usize>,
    /// From its first to its last element of content.
    pub(crate) content: Option<Range<usize>>,
}

/// A document.
#[derive(Clone, Debug, Default)]
pub(crate) struct Story {
    pub(crate) paragraphs: Vec<Paragraph>,
    pub(crate) runs: Vec<Run>,
    pub(crate) problems: Vec<String>,
}

impl Story {
    /// The clean text: a paragraph a line, furniture last.
    pub(crate) fn paper(&self) -> Paper {
        let mut paper = Paper { problems: self.problems.clone(), ..Paper::default() };
        for (range, paragraph) in self.places() {
            paper.text += &paragraph.text;
            // A line break after each, in place of the one that separates it.
            paper.text.push(if paragraph.runs_on { ' ' } else { '\n' });
            paper.parts.push((range.start, paragraph.part));
            let joined =
                paper.paragraphs.last_mut().filter(|last| last.end + 1 == range.start && joins(&paper.text, last));
            match joined {
                _ if paragraph.furniture => paper.furniture.push(range),
                Some(last) => last.end = range.end,
                None => paper.paragraphs.push(range),
            }
        }
        paper.text.truncate(paper.text.trim_end().len());
        for range in paper.paragraphs.iter_mut().chain(&mut paper.furniture) {
            *range = trimmed(&paper.text, range.clone());
        }
        paper
    }

    /// Paragraphs with words, and their bytes in the clean text.
    pub(crate) fn places(&self) -> Vec<(Range<usize>, &Paragraph)> {
        let body = self.paragraphs.iter().filter(|p| !p.furniture);
        let all = body.chain(self.paragraphs.iter().filter(|p| p.furniture));
        let mut at = 0;
        let mut out = Vec::new();
        for paragraph in all.filter(|p| !p.is_empty()) {
            out.push((at..at + paragraph.text.len(), paragraph));
            at += paragraph.text.len() + 1;
        }
        out
    }
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let inside = &text[range.start..range.end.min(text.len())];
    let from = range.start + inside.len() - inside.trim_start().len();
    from..from + inside.trim().len()
}

/// The byte after a range is the blank that a deleted paragraph end leaves.
fn joins(text: &str, range: &Range<usize>) -> bool {
    text.as_bytes().get(range.end) == Some(&b' ')
}
