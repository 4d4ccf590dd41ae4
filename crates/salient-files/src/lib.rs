//! Word, OpenDocument and PDF files as articles, and findings as comments in Word files.
//!
//! Files are told by their bytes. What cannot be read is an error that says what to do; nothing is left out in silence.
//! How much is read of one file is bounded ([`limits`]), so that no file costs more than a few seconds or a few hundred
//! megabytes. Nothing here touches a disk, a clock or a network.
//!
//! ```
//! assert_eq!(salient_files::kind(b"%PDF-1.7\n"), Some(salient_files::Kind::Pdf));
//! let broken = salient_files::read("report.pdf", b"%PDF-1.7\n", Default::default());
//! assert!(broken.unwrap_err().to_string().contains("damaged"));
//! ```

pub mod comment;
mod docx;
mod error;
mod kind;
pub mod limits;
mod odt;
mod package;
mod pdf;
mod story;
mod xml;

pub use error::Error;
pub use kind::{Kind, kind};

use salient::read::paper::Paper;
use salient::read::{Article, Meta};

/// Reads a file of one of the kinds that [`kind`] tells.
///
/// # Errors
/// The file is damaged, encrypted, of another kind, larger than the [`limits`], or holds no text.
pub fn read(name: &str, bytes: &[u8], meta: Meta) -> Result<Article, Error> {
    paper(bytes).map(|paper| paper.article(name, meta))
}

/// The text of a file with its paragraphs and parts.
///
/// # Errors
/// As [`read`].
pub fn paper(bytes: &[u8]) -> Result<Paper, Error> {
    if bytes.len() > limits::FILE {
        return Err(Error::TooLarge(format!("{} MiB", bytes.len() >> 20), format!("{} MiB", limits::FILE >> 20)));
    }
    let paper = match kind(bytes) {
        Some(Kind::Docx) => docx::read(bytes)?.paper(),
        Some(Kind::Odt) => odt::read(bytes)?.paper(),
        Some(Kind::Pdf) => pdf::read(bytes)?,
        Some(Kind::Locked) => return Err(Error::Encrypted),
        None => return Err(Error::Other("no Word, OpenDocument or PDF file".to_owned())),
    };
    if paper.text.chars().any(char::is_alphanumeric) { Ok(paper) } else { Err(Error::NoText(pictured(bytes))) }
}

/// What a file without text is, as far as it can be told.
fn pictured(bytes: &[u8]) -> &'static str {
    if kind(bytes) == Some(Kind::Pdf) {
        "its pages are pictures (a scan), or empty"
    } else {
        "it is empty, or holds pictures only"
    }
}
