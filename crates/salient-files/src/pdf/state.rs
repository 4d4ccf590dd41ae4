//! What the instructions of a page set, and what the next character depends on.

use super::matrix::Matrix;
use crate::limits;
use hayro_font::Font;
use hayro_syntax::content::ops::TypedInstruction as Op;

/// What is saved and restored.
#[derive(Clone)]
pub(super) struct Now<'a> {
    pub(super) page: Matrix,
    pub(super) font: Option<Font<'a>>,
    pub(super) size: f64,
    pub(super) char_space: f64,
    pub(super) word_space: f64,
    /// Width of characters, 1 for as they are.
    pub(super) stretch: f64,
    pub(super) leading: f64,
    pub(super) rise: f64,
    /// How characters are painted, by PDF's number.
    pub(super) mode: i64,
}

/// The state of a page that is being drawn.
pub(super) struct State<'a> {
    pub(super) now: Now<'a>,
    saved: Vec<Now<'a>>,
    pub(super) text: Matrix,
    line: Matrix,
    /// Marks that are open: whether each says that it is part of the page.
    pub(super) marks: Vec<bool>,
}

impl State<'_> {
    pub(super) fn new(page: Matrix) -> Self {
        let now = Now {
            page,
            font: None,
            size: 1.0,
            char_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            mode: 0,
        };
        Self { now, saved: Vec::new(), text: Matrix::SAME, line: Matrix::SAME, marks: Vec::new() }
    }

    /// For a drawing within this one.
    pub(super) fn within(outer: &Self, moved: Matrix) -> Self {
        let now = Now { page: moved.then(outer.now.page), ..outer.now.clone() };
        let marks = vec![outer.marks.iter().any(|mark| *mark)];
        Self { now, saved: Vec::new(), text: Matrix::SAME, line: Matrix::SAME, marks }
    }

    /// Instructions that only set something.
    pub(super) fn set(&mut self, operation: &Op) {
        match operation {
            // Saving is free for the file and not for us: what is never restored is not kept.
            Op::SaveState(_) if self.saved.len() < limits::SAVED => self.saved.push(self.now.clone()),
            Op::RestoreState(_) => {
                if let Some(before) = self.saved.pop() {
                    self.now = before;
                }
            }
            Op::Transform(t) => self.now.page = matrix([&t.0, &t.1, &t.2, &t.3, &t.4, &t.5]).then(self.now.page),
            Op::BeginText(_) => (self.text, self.line) = (Matrix::SAME, Matrix::SAME),
            Op::CharacterSpacing(n) => self.now.char_space = n.0.as_f64(),
            Op::WordSpacing(n) => self.now.word_space = n.0.as_f64(),
            Op::HorizontalScaling(n) => self.now.stretch = n.0.as_f64() / 100.0,
            Op::TextLeading(n) => self.now.leading = n.0.as_f64(),
            Op::TextRise(n) => self.now.rise = n.0.as_f64(),
            Op::TextRenderingMode(n) => self.now.mode = n.0.as_i64(),
            Op::NextLine(to) => self.move_line(to.0.as_f64(), to.1.as_f64()),
            Op::NextLineAndSetLeading(to) => {
                self.now.leading = -to.1.as_f64();
                self.move_line(to.0.as_f64(), to.1.as_f64());
            }
            Op::SetTextMatrix(t) => {
                self.line = matrix([&t.0, &t.1, &t.2, &t.3, &t.4, &t.5]);
                self.text = self.line;
            }
            Op::NextLineUsingLeading(_) => self.next_line(),
            _ => {}
        }
    }

    pub(super) fn next_line(&mut self) {
        self.move_line(0.0, -self.now.leading);
    }

    fn move_line(&mut self, x: f64, y: f64) {
        self.line = Matrix::moved(x, y).then(self.line);
        self.text = self.line;
    }

    /// Moves back by thousandths of the font's size.
    pub(super) fn back(&mut self, thousandths: f64) {
        self.forward(-thousandths / 1000.0 * self.now.size * self.now.stretch);
    }

    /// Moves on by a character's width in thousandths of the font's size.
    pub(super) fn advance(&mut self, thousandths: f64, blank: bool) {
        let word = if blank { self.now.word_space } else { 0.0 };
        self.forward((thousandths / 1000.0 * self.now.size + self.now.char_space + word) * self.now.stretch);
    }

    fn forward(&mut self, x: f64) {
        self.text = Matrix::moved(x, 0.0).then(self.text);
    }
}

fn matrix(numbers: [&hayro_syntax::object::Number; 6]) -> Matrix {
    Matrix(numbers.map(hayro_syntax::object::Number::as_f64))
}
