//! Where reading stands in a Word document: what is open, what was read.

use super::format::CONTENTS;
use crate::story::{Paragraph, Run, Story};
use salient::read::part::{Part, PartKind};
use std::ops::Range;

/// A paragraph that is open, and the boxes that stand in it.
pub(super) struct Open {
    pub(super) paragraph: Paragraph,
    /// Paragraphs of boxes within it: they follow it.
    after: Vec<Paragraph>,
    /// Elements open when it began.
    pub(super) depth: usize,
}

/// An element that is open.
pub(super) struct Element {
    pub(super) name: String,
    pub(super) word: bool,
    pub(super) tag: Range<usize>,
}

/// A run that is open.
pub(super) struct OpenRun {
    pub(super) number: usize,
    pub(super) hidden: bool,
}

/// A field: first its instruction, which is no text, then its result.
pub(super) struct Field {
    pub(super) instruction: bool,
}

/// The state of reading a part.
pub(super) struct Walk {
    pub(super) kind: PartKind,
    pub(super) elements: Vec<Element>,
    pub(super) open: Vec<Open>,
    pub(super) runs: Vec<OpenRun>,
    pub(super) fields: Vec<Field>,
    /// Elements open when something began that is no text.
    pub(super) skipped: Option<usize>,
    /// Footnotes and endnotes by their ids, in the order in which the text refers to them, with the runs that do.
    pub(super) references: Vec<(PartKind, String, usize)>,
    pub(super) story: Story,
    /// Elements read in all parts.
    pub(super) budget: usize,
    pub(super) symbols: usize,
    pub(super) stretches: usize,
    pub(super) elsewhere: usize,
    /// Note by note, for parts that hold notes.
    pub(super) note: Option<String>,
    notes: Vec<(String, usize)>,
    pub(super) paragraphs: u32,
    pub(super) tables: u32,
    pub(super) table_depth: usize,
    pub(super) row: u32,
    pub(super) boxes: u32,
}

impl Walk {
    pub(super) fn new(kind: PartKind) -> Self {
        Self {
            kind,
            elements: Vec::new(),
            open: Vec::new(),
            runs: Vec::new(),
            fields: Vec::new(),
            skipped: None,
            references: Vec::new(),
            story: Story::default(),
            budget: 0,
            symbols: 0,
            stretches: 0,
            elsewhere: 0,
            note: None,
            notes: Vec::new(),
            paragraphs: 0,
            tables: 0,
            table_depth: 0,
            row: 0,
            boxes: 0,
        }
    }

    /// For another part of the same document.
    pub(super) fn within(main: &Self, kind: PartKind) -> Self {
        Self { budget: main.budget, ..Self::new(kind) }
    }

    pub(super) fn problem(&mut self, problem: String) {
        self.story.problems.push(problem);
    }

    pub(super) fn begin_paragraph(&mut self) {
        let part = self.part();
        self.open.push(Open { paragraph: Paragraph::new(part), after: Vec::new(), depth: self.elements.len() });
    }

    /// The part that a paragraph stands in which begins here; paragraphs of the body get their number when they end.
    fn part(&self) -> Part {
        if self.kind != PartKind::Paragraph {
            return Part::new(self.kind, 1);
        }
        if self.elements.iter().any(|e| e.word && e.name == "txbxContent") {
            return Part::new(PartKind::TextBox, self.boxes);
        }
        if self.table_depth > 0 {
            return Part { row: Some(self.row), ..Part::new(PartKind::Table, self.tables) };
        }
        Part::new(PartKind::Paragraph, 0)
    }

    pub(super) fn end_paragraph(&mut self) {
        let Some(Open { mut paragraph, after, .. }) = self.open.pop() else { return };
        if let Some(outer) = self.open.last_mut() {
            outer.after.push(paragraph);
            outer.after.extend(after);
            return;
        }
        if paragraph.part.kind == PartKind::Paragraph && !paragraph.text.trim().is_empty() {
            self.paragraphs += 1;
            paragraph.part.number = self.paragraphs;
        }
        for paragraph in std::iter::once(paragraph).chain(after) {
            self.notes.extend(self.note.clone().map(|id| (id, self.story.paragraphs.len())));
            self.story.paragraphs.push(paragraph);
        }
    }

    /// Adds text to the paragraph that is open, where it is text of the document.
    pub(super) fn text(&mut self, text: &str, at: Range<usize>, tag: Option<Range<usize>>) {
        let instruction = self.fields.iter().any(|f| f.instruction);
        let Some(run) = self.runs.last().filter(|r| !r.hidden && !instruction) else { return };
        let Some(open) = self.open.last_mut() else { return };
        open.paragraph.push(text, at, run.number, tag);
        self.stretches += 1;
    }

    /// The paragraph that is open has a style.
    pub(super) fn styled(&mut self, style: &str) {
        let Some(open) = self.open.last_mut() else { return };
        open.paragraph.furniture |= CONTENTS.iter().any(|begin| style.starts_with(begin));
    }

    /// The run that is open, as comments need it.
    pub(super) fn run(&mut self) -> Option<&mut Run> {
        let number = self.runs.last()?.number;
        self.story.runs.get_mut(number)
    }

    /// Takes notes in the order of their references. A comment on a note stands at its reference.
    pub(super) fn take_notes(&mut self, notes: Walk, kind: PartKind) {
        self.taken(&notes);
        let mut order: Vec<(String, Option<usize>)> = Vec::new();
        let referred = self.references.iter().filter(|(k, ..)| *k == kind).map(|(_, id, run)| (id.clone(), Some(*run)));
        let unreferred = notes.notes.iter().map(|(id, _)| (id.clone(), None));
        for (id, run) in referred.chain(unreferred) {
            if !order.iter().any(|(known, _)| *known == id) {
                order.push((id, run));
            }
        }
        for (number, (id, run)) in (1..).zip(order) {
            for (_, index) in notes.notes.iter().filter(|(note, _)| *note == id) {
                let mut paragraph = notes.story.paragraphs[*index].clone();
                paragraph.part = Part::new(kind, number);
                anchored(&mut paragraph, run);
                self.story.paragraphs.push(paragraph);
            }
        }
    }

    pub(super) fn take_furniture(&mut self, part: Walk, named: Part) {
        self.taken(&part);
        for mut paragraph in part.story.paragraphs {
            paragraph.pieces.clear();
            (paragraph.part, paragraph.furniture) = (named, true);
            self.story.paragraphs.push(paragraph);
        }
    }

    fn taken(&mut self, part: &Walk) {
        self.budget = part.budget;
        self.symbols += part.symbols;
        self.elsewhere += part.elsewhere;
        self.story.problems.extend(part.story.problems.iter().cloned());
    }

    pub(super) fn story(mut self) -> Story {
        if self.symbols > 0 {
            self.story.problems.push(format!("{} symbols of a font of their own were not read", self.symbols));
        }
        if self.elsewhere > 0 {
            self.story.problems.push(format!("{} embedded documents were not read", self.elsewhere));
        }
        self.story
    }
}

/// All of a paragraph of another part is commented on at one run of the main part.
fn anchored(paragraph: &mut Paragraph, run: Option<usize>) {
    paragraph.pieces.retain(|_| run.is_some());
    for piece in &mut paragraph.pieces {
        piece.run = run.unwrap_or_default();
        piece.tag = None;
    }
}
