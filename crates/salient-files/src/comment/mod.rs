//! Findings as comments in a Word document: what is there stays as it is, byte by byte.

mod edit;
mod part;
mod place;

use crate::docx::{self, parts::Parts};
use crate::error::Error;
use crate::kind::{Kind, kind};
use crate::package::Package;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A comment on a stretch of a document's text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comment {
    /// First byte in the clean text, as [`crate::paper`] gives it.
    pub from: usize,
    /// One past the last.
    pub to: usize,
    /// What it says, a paragraph each.
    pub lines: Vec<String>,
}

/// Who comments.
const AUTHOR: &str = "Salient";
const INITIALS: &str = "S";

/// The document with comments added. Comments on notes stand at the reference to the note, those on boxes around what
/// holds the box: Word has none within them.
///
/// # Errors
/// The file is no Word document, or cannot be read.
///
/// ```
/// let error = salient_files::comment::write(b"%PDF-1.7", &[]).unwrap_err();
/// assert!(error.to_string().contains("Word"));
/// ```
pub fn write(bytes: &[u8], comments: &[Comment]) -> Result<Vec<u8>, Error> {
    if kind(bytes) != Some(Kind::Docx) {
        return Err(Error::Other("comments are written into Word documents (.docx) only".to_owned()));
    }
    if comments.is_empty() {
        return Ok(bytes.to_vec());
    }
    let story = docx::read(bytes)?;
    let mut package = Package::open(bytes)?;
    let parts = Parts::find(&mut package)?;
    let main = package.needed(&parts.main)?;
    let mut changed = part::Changes::prepare(&mut package, &parts, &main)?;
    let mut places = place::Places::new(&main, &story);
    for comment in comments {
        let id = changed.add(comment);
        places.mark(comment, id)?;
    }
    let mut all = changed.entries();
    all.push((parts.main.clone(), places.edited()));
    packed(&mut package, all)
}

/// A package with some entries replaced or added; the others are copied as they are.
fn packed(package: &mut Package, mut changed: Vec<(String, String)>) -> Result<Vec<u8>, Error> {
    let archive = package.archive();
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    // The same document is the same file on every day.
    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index).map_err(Error::damaged)?;
        let own = entry.name().map_err(Error::damaged)?.into_owned();
        let new = changed.iter().position(|(name, _)| *name == own);
        match new.map(|n| changed.remove(n)) {
            Some((name, text)) => {
                out.start_file(name, options).map_err(Error::damaged)?;
                out.write_all(text.as_bytes()).map_err(Error::damaged)?;
            }
            None => out.raw_copy_file(entry).map_err(Error::damaged)?,
        }
    }
    for (name, text) in changed {
        out.start_file(name, options).map_err(Error::damaged)?;
        out.write_all(text.as_bytes()).map_err(Error::damaged)?;
    }
    out.finish().map(Cursor::into_inner).map_err(Error::damaged)
}
