//! Where in the document's XML a comment begins and ends; runs are cut in two where it stands within one.

use super::Comment;
use super::edit::Edits;
use super::part::space;
use crate::error::Error;
use crate::story::{Paragraph, Piece, Run, Story};
use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

/// The marks of a document.
pub(super) struct Places<'s> {
    main: &'s str,
    story: &'s Story,
    paragraphs: Vec<(Range<usize>, &'s Paragraph)>,
    edits: Edits,
    /// Where runs are cut: what ends and what begins there.
    cuts: BTreeMap<usize, Cut<'s>>,
}

struct Cut<'s> {
    run: &'s Run,
    tag: Range<usize>,
    ends: String,
    begins: String,
}

/// Where a mark goes.
enum Place<'s> {
    /// Between runs.
    Between(usize),
    /// Within one.
    Within(usize, &'s Run, Range<usize>),
}

impl<'s> Places<'s> {
    pub(super) fn new(main: &'s str, story: &'s Story) -> Self {
        Self { main, story, paragraphs: story.places(), edits: Edits::default(), cuts: BTreeMap::new() }
    }

    /// Puts the marks of a comment around its text.
    pub(super) fn mark(&mut self, comment: &Comment, id: i64) -> Result<(), Error> {
        let last = comment.to.saturating_sub(1).max(comment.from);
        let start = self.start(comment.from).or_else(|| self.first());
        let end = self.end(last).or_else(|| self.first_end());
        let (start, end) = start.zip(end).ok_or_else(|| Error::damaged("no run of text to comment on"))?;
        let declared = self.declared();
        let begin = format!("<w:commentRangeStart{declared} w:id=\"{id}\"/>");
        let ends = format!(
            "<w:commentRangeEnd{declared} w:id=\"{id}\"/><w:r{declared}><w:commentReference w:id=\"{id}\"/></w:r>"
        );
        match start {
            Place::Between(at) => self.edits.beginning(at, &begin),
            Place::Within(at, run, tag) => self.cut(at, run, tag).begins += &begin,
        }
        match end {
            Place::Between(at) => self.edits.ending(at, &ends),
            Place::Within(at, run, tag) => self.cut(at, run, tag).ends += &ends,
        }
        Ok(())
    }

    fn cut(&mut self, at: usize, run: &'s Run, tag: Range<usize>) -> &mut Cut<'s> {
        self.cuts.entry(at).or_insert_with(|| Cut { run, tag, ends: String::new(), begins: String::new() })
    }

    /// Our elements are named with `w`; where the document names it otherwise, they say what it means.
    fn declared(&self) -> String {
        let named = self.story.runs.first().is_some_and(|run| self.main[run.open.clone()].starts_with("<w:"));
        if named { String::new() } else { format!(" xmlns:w=\"{}\"", space(self.main)) }
    }

    fn first(&self) -> Option<Place<'s>> {
        self.story.runs.first().map(|run| Place::Between(run.anchor.start))
    }

    fn first_end(&self) -> Option<Place<'s>> {
        self.story.runs.first().map(|run| Place::Between(run.anchor.end))
    }

    /// The piece in which a byte of the clean text stands, and how far in.
    fn piece(&self, byte: usize) -> Option<(&'s Piece, usize)> {
        let (range, paragraph) = self.paragraphs.iter().find(|(range, _)| range.contains(&byte))?;
        let at = byte - range.start;
        let piece = paragraph.pieces.iter().find(|p| (p.at..p.at + p.len).contains(&at))?;
        Some((piece, at - piece.at))
    }

    fn start(&self, byte: usize) -> Option<Place<'s>> {
        let (piece, within) = self.piece(byte)?;
        let run = self.story.runs.get(piece.run)?;
        let Some(tag) = piece.tag.clone().filter(|_| run.splits) else {
            return Some(Place::Between(if run.splits { before(run) } else { run.anchor.start }));
        };
        let at = piece.raw.start + within;
        let first = run.content.as_ref().is_some_and(|c| c.start == tag.start) && at == tag.end;
        // Where an insertion is not cut, its first run has nothing before it.
        let clear = run.inserted.as_ref().is_none_or(|i| i.end == run.range.start);
        Some(if first && clear { Place::Between(before(run)) } else { Place::Within(at, run, tag) })
    }

    fn end(&self, byte: usize) -> Option<Place<'s>> {
        let (piece, within) = self.piece(byte)?;
        let run = self.story.runs.get(piece.run)?;
        let Some(tag) = piece.tag.clone().filter(|_| run.splits) else {
            return Some(Place::Between(if run.splits { after(run) } else { run.anchor.end }));
        };
        let at = self.next(piece.raw.start + within);
        let last =
            run.content.as_ref().is_some_and(|c| self.main[at..c.end].starts_with("</") && !self.more(at, c.end));
        let clear = run.inserted.is_none() || self.closes(run);
        Some(if last && clear { Place::Between(after(run)) } else { Place::Within(at, run, tag) })
    }

    fn next(&self, at: usize) -> usize {
        at + self.main[at..].chars().next().map_or(1, char::len_utf8)
    }

    /// Whether a run's content goes on after the element that ends here.
    fn more(&self, at: usize, end: usize) -> bool {
        self.main[at..end].find('>').is_some_and(|close| at + close + 1 < end)
    }

    /// Whether the insertion around a run ends with it.
    fn closes(&self, run: &Run) -> bool {
        self.main[run.range.end..run.anchor.end].find('>').is_some_and(|n| run.range.end + n + 1 == run.anchor.end)
    }

    /// The document with all marks.
    pub(super) fn edited(mut self) -> String {
        let mut kept: HashSet<usize> = HashSet::new();
        for (at, cut) in std::mem::take(&mut self.cuts) {
            self.edits.beginning(at, &self.parted(&cut));
            if !self.main[cut.tag.clone()].contains("xml:space") && kept.insert(cut.tag.start) {
                self.edits.beginning(cut.tag.end - 1, " xml:space=\"preserve\"");
            }
        }
        self.edits.apply(self.main)
    }

    /// The end of a run and the beginning of one like it, with marks between.
    fn parted(&self, cut: &Cut) -> String {
        let (run, text) = (cut.run, name(&self.main[cut.tag.clone()]));
        let open = &self.main[run.open.clone()];
        let props = run.props.clone().map(|p| &self.main[p]).unwrap_or_default();
        let inserted = run.inserted.clone().map(|i| &self.main[i]);
        let closed = inserted.map(|i| format!("</{}>", name(i))).unwrap_or_default();
        format!(
            "</{text}></{}>{closed}{}{}{}{open}{props}<{text} xml:space=\"preserve\">",
            name(open),
            cut.ends,
            cut.begins,
            inserted.unwrap_or_default(),
        )
    }
}

/// Before a run, and before the insertion that it stands in.
fn before(run: &Run) -> usize {
    run.anchor.start
}

/// After a run, and after the insertion that it stands in.
fn after(run: &Run) -> usize {
    run.anchor.end
}

/// The name in a start tag.
fn name(tag: &str) -> &str {
    tag.trim_start_matches('<').split([' ', '\t', '\r', '\n', '>', '/']).next().unwrap_or_default()
}
