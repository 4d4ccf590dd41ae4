//! Lines to paragraphs, across columns and pages.

use super::hyphen::Words;
use super::line::{Line, Page};

/// A paragraph.
#[derive(Clone, Debug, Default)]
pub(super) struct Paragraph {
    pub(super) text: String,
    /// The first byte on each page, and the page's number.
    pub(super) pages: Vec<(usize, u32)>,
}

/// Sizes of fonts that differ by more are of different texts.
const SIZES: f64 = 1.12;
/// More than the usual distance of lines: a paragraph ends.
const DISTANCE: f64 = 1.3;
/// An indent, in sizes of the font.
const INDENT: f64 = 0.8;
/// Notes are smaller than the text by this.
const NOTES: f64 = 0.93;
/// What ends a sentence.
const ENDS: [char; 9] = ['.', '!', '?', ':', '"', '”', '’', ';', ')'];
/// What begins the entries of a list.
const BULLETS: [char; 7] = ['•', '▪', '◦', '‣', '●', '○', '–'];

/// What is usual in a file.
struct Usual {
    /// The size of its text, in points.
    size: f64,
    /// The distance of its lines, in sizes of the font.
    distance: f64,
}

/// All paragraphs in the order of reading; notes come after the paragraph that the page ends with.
pub(super) fn all(pages: &[Page]) -> Vec<Paragraph> {
    let words = Words::of(pages);
    let usual = usual(pages);
    let mut put = Put { words, usual, out: Vec::new(), open: None, notes: Vec::new() };
    for (number, page) in (1..).zip(pages) {
        let lines: Vec<&Line> = page.lines.iter().filter(|l| !l.furniture).collect();
        let (body, notes) = put.split(&lines);
        put.body(&columns(&body), number);
        for column in columns(&notes) {
            put.notes(&column, number);
        }
    }
    put.close();
    put.out
}

fn usual(pages: &[Page]) -> Usual {
    let lines = || pages.iter().flat_map(|p| p.lines.iter().filter(|l| !l.furniture));
    let mut sizes: Vec<(i64, usize)> = Vec::new();
    for line in lines() {
        let size = (line.size * 2.0).round() as i64;
        match sizes.iter_mut().find(|(s, _)| *s == size) {
            Some((_, count)) => *count += line.text.len(),
            None => sizes.push((size, line.text.len())),
        }
    }
    let size = sizes.iter().max_by_key(|(_, n)| *n).map_or(10.0, |(s, _)| *s as f64 / 2.0);
    let pairs = pages.iter().flat_map(|p| p.lines.windows(2)).filter(|w| alike(&w[0], &w[1]));
    let mut all: Vec<f64> = pairs.map(|w| (w[1].y - w[0].y) / w[0].size).filter(|d| (0.5..3.0).contains(d)).collect();
    all.sort_by(f64::total_cmp);
    Usual { size, distance: all.get(all.len() / 2).copied().unwrap_or(1.2) }
}

fn alike(a: &Line, b: &Line) -> bool {
    a.size < b.size * SIZES && b.size < a.size * SIZES
}

/// Lines of one size that follow each other downwards, with where the column ends.
struct Column<'l> {
    lines: Vec<&'l Line>,
    end: f64,
}

fn columns<'l>(lines: &[&'l Line]) -> Vec<Column<'l>> {
    let mut out: Vec<Column> = Vec::new();
    for line in lines {
        let below = |c: &&mut Column| {
            c.lines
                .last()
                .is_some_and(|last| alike(last, line) && line.y > last.y && line.x < c.end && last.x < line.end)
        };
        match out.last_mut().filter(below) {
            Some(column) => {
                column.lines.push(line);
                column.end = column.end.max(line.end);
            }
            None => out.push(Column { lines: vec![line], end: line.end }),
        }
    }
    out
}

/// Paragraphs as they are put together.
struct Put {
    words: Words,
    usual: Usual,
    out: Vec<Paragraph>,
    /// The paragraph that is open, its last line, and where that line's column ends.
    open: Option<(Paragraph, Line, f64)>,
    notes: Vec<Paragraph>,
}

impl Put {
    /// Text, and the small print that stands below all of it.
    fn split<'l>(&self, lines: &[&'l Line]) -> (Vec<&'l Line>, Vec<&'l Line>) {
        let small = |l: &&Line| l.size < self.usual.size * NOTES;
        let lowest = lines.iter().filter(|l| !small(l)).map(|l| l.y).fold(f64::MIN, f64::max);
        lines.iter().copied().partition(|l| !small(l) || l.y <= lowest || lowest == f64::MIN)
    }

    fn body(&mut self, columns: &[Column], page: u32) {
        for column in columns {
            for (n, line) in column.lines.iter().enumerate() {
                let goes_on = self.open.as_ref().is_some_and(|(_, last, end)| {
                    if n == 0 { continues(last, line, *end) } else { !self.breaks(last, line, column) }
                });
                if !goes_on {
                    self.close();
                }
                self.add(line, column.end, page);
            }
        }
    }

    fn add(&mut self, line: &Line, end: f64, page: u32) {
        let (mut paragraph, ..) = self.open.take().unwrap_or_default();
        let from = paragraph.text.len();
        self.words.join(&mut paragraph.text, &line.text);
        if paragraph.pages.last().is_none_or(|(_, p)| *p != page) {
            paragraph.pages.push((from.min(paragraph.text.len() - line.text.len()), page));
        }
        self.open = Some((paragraph, line.clone(), end));
    }

    fn close(&mut self) {
        self.out.extend(self.open.take().map(|(paragraph, ..)| paragraph));
        self.out.append(&mut self.notes);
    }

    fn notes(&mut self, column: &Column, page: u32) {
        let mut last: Option<&Line> = None;
        for line in &column.lines {
            let numbered = line.text.starts_with(|c: char| c.is_ascii_digit());
            let goes_on = last.is_some_and(|last| !numbered && !self.breaks(last, line, column));
            match self.notes.last_mut().filter(|_| goes_on) {
                Some(note) => self.words.join(&mut note.text, &line.text),
                None => self.notes.push(Paragraph { text: line.text.clone(), pages: vec![(0, page)] }),
            }
            last = Some(line);
        }
    }

    /// Whether a line begins a paragraph, within a column.
    fn breaks(&self, last: &Line, line: &Line, column: &Column) -> bool {
        let distance = (line.y - last.y) / last.size.max(line.size);
        let indented = line.x - last.x > INDENT * line.size && !listed(&last.text);
        !alike(last, line)
            || distance > self.usual.distance * DISTANCE
            || indented
            || listed(&line.text) && last.text.ends_with(ENDS)
            || fits(last, line, column.end) && !line.text.starts_with(char::is_lowercase)
    }
}

/// Whether the first word of a line would have had its place on the line before: then that line ends by intent.
fn fits(last: &Line, line: &Line, end: f64) -> bool {
    let word = line.word_end - line.x;
    last.end + 0.3 * last.size + word < end - 0.2 * last.size
}

/// Whether a text goes on at the head of the next column or page.
fn continues(last: &Line, line: &Line, end: f64) -> bool {
    let ended = last.text.ends_with(ENDS);
    let small = line.text.starts_with(char::is_lowercase);
    alike(last, line) && !listed(&line.text) && (small || !ended && !fits(last, line, end))
}

fn listed(text: &str) -> bool {
    let entry = text.split_whitespace().next().unwrap_or_default();
    let number = entry.strip_suffix(['.', ')']).is_some_and(|n| n.len() < 3 && n.bytes().all(|b| b.is_ascii_digit()));
    text.starts_with(BULLETS) || number && !entry.is_empty()
}
