//! Text of PDF files: characters with their places, put together to lines, paragraphs and pages.

mod draw;
mod font;
mod furniture;
mod guard;
mod hyphen;
mod line;
mod matrix;
mod order;
mod paragraph;
mod raised;
mod state;
mod unpack;

use crate::error::Error;
use crate::limits;
use draw::Drawn;
use hayro_syntax::{LoadPdfError, Pdf};
use salient::read::paper::Paper;
use salient::read::part::{Part, PartKind};

/// A share of characters that a font does not name, from which on a file cannot be read.
const UNREADABLE: f64 = 0.1;
/// A share of invisible characters from which on a text counts as recognised on pictures.
const RECOGNISED: f64 = 0.5;

/// Characters that run upwards or downwards and are told of; fewer are a stamp in a margin.
const TURNED: usize = 100;

/// Reads a file.
pub(crate) fn read(bytes: &[u8]) -> Result<Paper, Error> {
    guard::check(bytes)?;
    let pdf = Pdf::new(bytes.to_vec()).map_err(|e| match e {
        LoadPdfError::Decryption(_) => Error::Encrypted,
        LoadPdfError::Invalid => Error::damaged("it has no pages that can be found"),
    })?;
    if pdf.pages().len() > limits::PAGES {
        return Err(Error::TooLarge(format!("{} pages", pdf.pages().len()), format!("{}", limits::PAGES)));
    }
    let mut drawn = Drawn::default();
    let fonts = font::Fonts::default();
    let lines = pdf.pages().iter().map(|page| draw::page(page, &fonts, &mut drawn).map(line::page));
    let mut pages = lines.collect::<Result<Vec<line::Page>, Error>>()?;
    let mut problems = problems(&drawn)?;
    let turned = pages.iter().map(|p| p.turned).sum::<usize>();
    if turned > TURNED {
        problems.push(format!("{turned} characters of text that runs upwards or downwards were not read"));
    }
    furniture::mark(&mut pages);
    let paragraphs = paragraph::all(&pages);
    Ok(Paper { problems, ..paper(&paragraphs, &pages) })
}

/// What has to be told of the characters, or why they are no text.
fn problems(drawn: &Drawn) -> Result<Vec<String>, Error> {
    let share = |n: usize| n as f64 / drawn.glyphs.max(1) as f64;
    if drawn.glyphs > 0 && share(drawn.unnamed) > UNREADABLE {
        return Err(Error::NoText("its fonts do not tell which letters they show"));
    }
    let mut out = Vec::new();
    if drawn.unnamed > 0 {
        out.push(format!("{} characters could not be read: their fonts do not name them", drawn.unnamed));
    }
    if share(drawn.invisible) > RECOGNISED {
        out.push("the text was recognised on pictures of pages; figures may be misread".to_owned());
    }
    if !drawn.pictured.is_empty() && drawn.glyphs > 0 {
        let pages: Vec<String> = drawn.pictured.iter().map(ToString::to_string).collect();
        out.push(format!("pictures without text, not read: page {}", pages.join(", ")));
    }
    Ok(out)
}

/// The text, paragraph by paragraph; what stands above and below the pages comes last.
fn paper(paragraphs: &[paragraph::Paragraph], pages: &[line::Page]) -> Paper {
    let mut paper = Paper::default();
    for paragraph in paragraphs {
        let from = paper.text.len();
        for (at, page) in &paragraph.pages {
            paper.parts.push((from + at, Part::new(PartKind::Page, *page)));
        }
        paper.text += &paragraph.text;
        paper.paragraphs.push(from..paper.text.len());
        paper.text.push('\n');
    }
    for (number, page) in (1..).zip(pages) {
        for line in page.lines.iter().filter(|l| l.furniture) {
            let from = paper.text.len();
            paper.parts.push((from, Part::new(PartKind::Page, number)));
            paper.text += line.text.trim();
            paper.furniture.push(from..paper.text.len());
            paper.text.push('\n');
        }
    }
    paper.text.pop();
    paper
}
