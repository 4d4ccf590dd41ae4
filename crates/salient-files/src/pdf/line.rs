//! Characters to lines: in the order in which the file draws them, unless that is not how they are read.

use super::draw::{Char, Sheet};
use super::order;
use super::raised;
use std::collections::HashSet;

/// A line of a page, or of one column or cell of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    pub(super) text: String,
    /// From left to right, in points.
    pub(super) x: f64,
    pub(super) end: f64,
    /// Where it stands, from the top.
    pub(super) y: f64,
    /// The size of most of it.
    pub(super) size: f64,
    /// Where its first word ends.
    pub(super) word_end: f64,
    /// The file says that it is part of the page.
    pub(super) artifact: bool,
    /// It is part of the page, and not of the text.
    pub(super) furniture: bool,
}

/// The lines of a page in the order of reading.
#[derive(Clone, Debug, Default)]
pub(super) struct Page {
    pub(super) lines: Vec<Line>,
    pub(super) height: f64,
    /// Characters that run in another direction than from left to right; they are furniture.
    pub(super) turned: usize,
}

/// A gap that is a blank, in sizes of the font.
const BLANK: f64 = 0.13;
/// A gap that parts columns and cells.
const APART: f64 = 1.6;
/// How far a line goes back for accents and kerning.
const BACK: f64 = 0.6;
/// How far above or below its line a character stands that still belongs to it.
const OFF: f64 = 0.45;
/// Two equal characters nearer to each other than a part of a point of this are one that is drawn twice.
const TWICE: f64 = 2.0;

/// Puts a page's characters together.
pub(super) fn page(sheet: Sheet) -> Page {
    let (turned, upright): (Vec<Char>, Vec<Char>) = sheet.chars.into_iter().partition(|c| c.turned);
    let mut lines = order::ordered(lines(&upright));
    let aside: String = turned.iter().map(|c| c.text.as_str()).collect();
    if !aside.trim().is_empty() {
        lines.push(Line { text: aside, furniture: true, ..Line::default() });
    }
    Page { lines, height: sheet.height, turned: turned.len() }
}

fn lines(chars: &[Char]) -> Vec<Line> {
    let (mut out, mut open): (Vec<Line>, Option<Builder>) = (Vec::new(), None);
    let mut seen = HashSet::new();
    for char in chars {
        let blank = char.text.trim().is_empty();
        let place = |v: f64| (v * TWICE).round() as i64;
        if !blank && !seen.insert((char.text.as_str(), place(char.x), place(char.y))) {
            continue;
        }
        match open.as_mut().filter(|line| line.takes(char)) {
            Some(line) => line.push(char),
            // A blank at the beginning of a line is no text.
            None if blank => {}
            None => out.extend(open.replace(Builder::new(char)).and_then(Builder::line)),
        }
    }
    out.extend(open.and_then(Builder::line));
    out
}

/// A line that is being put together.
struct Builder {
    line: Line,
    /// A blank stands before what comes next.
    blank: bool,
    /// Characters of each size, in tenths of points.
    sizes: Vec<(i64, usize)>,
    words: usize,
}

impl Builder {
    fn new(char: &Char) -> Self {
        let line = Line { x: char.x, end: char.x, y: char.y, size: char.size, artifact: true, ..Line::default() };
        let mut builder = Self { line, blank: false, sizes: Vec::new(), words: 0 };
        builder.push(char);
        builder
    }

    fn takes(&self, char: &Char) -> bool {
        let size = self.line.size.max(char.size);
        let gap = char.x - self.line.end;
        (char.y - self.line.y).abs() <= OFF * size && gap < APART * size && gap > -BACK * size
    }

    fn push(&mut self, char: &Char) {
        let gap = char.x - self.line.end;
        let text = char.text.as_str();
        self.line.end = char.end.max(char.x);
        if text.trim().is_empty() {
            self.blank = true;
            return;
        }
        self.blank |= gap > BLANK * char.size.min(self.line.size);
        if self.blank && !self.line.text.is_empty() {
            self.line.text.push(' ');
            self.words += 1;
        }
        self.blank = false;
        self.line.artifact &= char.artifact;
        raised::push(&mut self.line.text, text, raised::is(char, self.line.y, self.line.size));
        self.measure(char);
    }

    fn measure(&mut self, char: &Char) {
        if self.words == 0 {
            self.line.word_end = char.end;
        }
        let size = (char.size * 10.0).round() as i64;
        match self.sizes.iter_mut().find(|(s, _)| *s == size) {
            Some((_, count)) => *count += 1,
            None => self.sizes.push((size, 1)),
        }
        // What is higher than the line so far sets where it stands.
        if char.size > self.line.size * 1.2 {
            (self.line.y, self.line.size) = (char.y, char.size);
        }
    }

    fn line(mut self) -> Option<Line> {
        let most = self.sizes.iter().max_by_key(|(_, count)| *count)?;
        self.line.size = most.0 as f64 / 10.0;
        let text = self.line.text.trim();
        (!text.is_empty()).then(|| Line { text: text.to_owned(), ..self.line })
    }
}
