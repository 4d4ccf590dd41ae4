//! The instructions of a page: which characters it shows, and where. What else is drawn is passed over.

use super::font::{self, Fonts};
use super::guard;
use super::matrix::Matrix;
use super::state::State;
use crate::error::Error;
use crate::limits;
use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};
use hayro_syntax::page::{Page, Resources};

/// A character on a page; places are in points from the upper left corner, as the page is looked at.
#[derive(Clone, Debug)]
pub(super) struct Char {
    pub(super) text: String,
    /// Where it begins, and where the next one would.
    pub(super) x: f64,
    pub(super) end: f64,
    /// The line that it stands on.
    pub(super) y: f64,
    /// The size of its font.
    pub(super) size: f64,
    /// It does not run from left to right.
    pub(super) turned: bool,
    /// The file says that it is part of the page and not of the text.
    pub(super) artifact: bool,
}

/// A page as it is drawn.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub(super) chars: Vec<Char>,
    pub(super) width: f64,
    pub(super) height: f64,
}

/// What all pages together hold.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    pub(super) glyphs: usize,
    /// Characters of which no font says what they are.
    pub(super) unnamed: usize,
    pub(super) invisible: usize,
    /// Pages with pictures and without text.
    pub(super) pictured: Vec<u32>,
    pages: u32,
    operations: usize,
    uses: usize,
    unpacked: usize,
}

/// The way a character is drawn that nobody sees.
const INVISIBLE: i64 = 3;
/// The mark of what is part of the page.
const ARTIFACT: &[u8] = b"Artifact";

/// A page that is being drawn.
struct Draw<'p, 'a> {
    sheet: Sheet,
    fonts: &'p Fonts<'a>,
    drawn: &'p mut Drawn,
    pictures: usize,
}

/// Goes through a page's instructions.
pub(super) fn page<'a>(page: &Page<'a>, fonts: &Fonts<'a>, drawn: &mut Drawn) -> Result<Sheet, Error> {
    drawn.pages += 1;
    let (width, height) = page.render_dimensions();
    let sheet = Sheet { width: f64::from(width), height: f64::from(height), ..Sheet::default() };
    let content = content(page, drawn)?;
    let mut draw = Draw { sheet, fonts, drawn, pictures: 0 };
    let mut state = State::new(Matrix(page.initial_transform(true).as_coeffs()));
    draw.run(&content, page.resources(), &mut state, 0)?;
    if draw.pictures > 0 && draw.sheet.chars.iter().all(|c| c.text.trim().is_empty()) {
        draw.drawn.pictured.push(draw.drawn.pages);
    }
    Ok(draw.sheet)
}

/// The instructions of a page, which may be in pieces.
fn content(page: &Page, drawn: &mut Drawn) -> Result<Vec<u8>, Error> {
    let pieces: Vec<Stream> = match page.raw().get::<Object>("Contents") {
        Some(Object::Stream(one)) => vec![one],
        Some(Object::Array(many)) => many.iter::<Stream>().collect(),
        _ => Vec::new(),
    };
    let mut out = Vec::new();
    for piece in pieces {
        out.extend(unpacked(&piece, drawn)?);
        out.push(b' ');
    }
    Ok(out)
}

fn unpacked(stream: &Stream, drawn: &mut Drawn) -> Result<Vec<u8>, Error> {
    if !guard::fits(stream) {
        return Err(Error::damaged("a page's instructions unpack to too much"));
    }
    let bytes = stream.decoded_data().map_err(|_| Error::damaged("a page's instructions cannot be unpacked"))?;
    drawn.unpacked += bytes.len();
    if drawn.unpacked > limits::UNPACKED_PDF {
        return Err(Error::more_than(limits::UNPACKED_PDF >> 20, "MiB of instructions"));
    }
    Ok(bytes.into_owned())
}

impl<'a> Draw<'_, 'a> {
    fn run(
        &mut self,
        code: &[u8],
        resources: &Resources<'a>,
        state: &mut State<'a>,
        depth: usize,
    ) -> Result<(), Error> {
        let mut operations = TypedIter::new(code);
        while let Some(operation) = operations.next() {
            self.drawn.operations += 1;
            if self.drawn.operations > limits::OPERATIONS {
                return Err(Error::more_than(limits::OPERATIONS, "instructions"));
            }
            match operation {
                Op::XObject(named) => self.used(named.0, resources, state, depth)?,
                Op::InlineImage(_) => self.pictures += 1,
                Op::TextFont(set) => self.font(resources.get_font(set.0), set.1.as_f64(), state),
                Op::SetGraphicsState(named) => {
                    let set = resources.get_ext_g_state(named.0).and_then(|s| s.get::<Array>("Font"));
                    let parts = set.map(|array| (array.iter::<Dict>().next(), array.iter::<Object>().nth(1)));
                    if let Some((font, Some(Object::Number(size)))) = parts {
                        self.font(font, size.as_f64(), state);
                    }
                }
                Op::ShowText(text) => self.show(text.0.as_bytes(), state)?,
                Op::ShowTexts(texts) => self.show_all(texts.0, state)?,
                Op::NextLineAndShowText(text) => {
                    state.next_line();
                    self.show(text.0.as_bytes(), state)?;
                }
                Op::ShowTextWithParameters(all) => {
                    (state.now.word_space, state.now.char_space) = (all.0.as_f64(), all.1.as_f64());
                    state.next_line();
                    self.show(all.2.as_bytes(), state)?;
                }
                Op::BeginMarkedContent(mark) => state.marks.push(mark.0.as_ref() == ARTIFACT),
                Op::BeginMarkedContentWithProperties(mark) => state.marks.push(mark.0.as_ref() == ARTIFACT),
                Op::EndMarkedContent(_) => _ = state.marks.pop(),
                other => state.set(&other),
            }
        }
        Ok(())
    }

    fn font(&mut self, dict: Option<Dict<'a>>, size: f64, state: &mut State<'a>) {
        state.now.size = size;
        state.now.font = dict.and_then(|d| self.fonts.get(&d)).or_else(|| self.fonts.standard());
    }

    /// A drawing that is used within another, or a picture.
    fn used(
        &mut self,
        name: &Name,
        resources: &Resources<'a>,
        state: &mut State<'a>,
        depth: usize,
    ) -> Result<(), Error> {
        let Some(form) = resources.get_x_object(name) else { return Ok(()) };
        let dict = form.dict();
        if dict.get::<Name>("Subtype").is_none_or(|kind| kind.as_ref() != b"Form") {
            self.pictures += 1;
            return Ok(());
        }
        if depth >= limits::FORMS {
            return Err(Error::more_than(limits::FORMS, "drawings within each other"));
        }
        self.drawn.uses += 1;
        if self.drawn.uses > limits::USES {
            return Err(Error::more_than(limits::USES, "drawings used"));
        }
        let code = unpacked(&form, self.drawn)?;
        let own = dict.get::<Dict>("Resources").map(Resources::new);
        let moved = dict.get::<[f64; 6]>("Matrix").map_or(Matrix::SAME, Matrix);
        let mut inner = State::within(state, moved);
        self.run(&code, own.as_ref().unwrap_or(resources), &mut inner, depth + 1)
    }

    fn show_all(&mut self, texts: &Array, state: &mut State<'a>) -> Result<(), Error> {
        for text in texts.iter::<Object>() {
            match text {
                Object::Number(back) => state.back(back.as_f64()),
                Object::String(text) => self.show(text.as_bytes(), state)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn show(&mut self, bytes: &[u8], state: &mut State<'a>) -> Result<(), Error> {
        let Some(font) = state.now.font.clone().or_else(|| self.fonts.standard()) else { return Ok(()) };
        let mut at = 0;
        while at < bytes.len() {
            let (code, length) = font.read_code(bytes, at);
            at += length.max(1);
            self.drawn.glyphs += 1;
            if self.sheet.chars.len() > limits::PAGE_GLYPHS {
                return Err(Error::more_than(limits::PAGE_GLYPHS, "characters on one page"));
            }
            if self.drawn.glyphs > limits::GLYPHS {
                return Err(Error::more_than(limits::GLYPHS, "characters"));
            }
            let text = font::letters(&font, code);
            self.drawn.unnamed += usize::from(text.is_none());
            self.drawn.invisible += usize::from(state.now.mode == INVISIBLE);
            let placed = Placed::of(state);
            state.advance(font.code_advance(code).x, code == u32::from(b' ') && length == 1);
            let end = Placed::of(state);
            self.put(text.unwrap_or_else(|| char::REPLACEMENT_CHARACTER.to_string()), &placed, &end, state);
        }
        Ok(())
    }

    /// Notes a character, where it lies on the page.
    fn put(&mut self, text: String, from: &Placed, to: &Placed, state: &State) {
        let inside = (0.0..=self.sheet.width).contains(&from.x) && (0.0..=self.sheet.height).contains(&from.y);
        if !inside || !from.size.is_finite() || !to.x.is_finite() {
            return;
        }
        let artifact = state.marks.iter().any(|a| *a);
        let char = Char { text, x: from.x, end: to.x, y: from.y, size: from.size, turned: from.turned, artifact };
        self.sheet.chars.push(char);
    }
}

/// Where the next character would stand.
struct Placed {
    x: f64,
    y: f64,
    size: f64,
    turned: bool,
}

impl Placed {
    fn of(state: &State) -> Self {
        let now = &state.now;
        let all = state.text.then(now.page);
        let (x, y) = all.point(0.0, now.rise);
        let (right, down) = all.direction(1.0, 0.0);
        let (across, up) = all.direction(0.0, 1.0);
        let size = now.size.abs() * across.hypot(up);
        Self { x, y, size, turned: right <= 0.0 || down.abs() > right.abs() * 0.1 }
    }
}
