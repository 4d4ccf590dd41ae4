//! The file beside a text, read where it can be.

#![allow(clippy::disallowed_methods, reason = "this module reads the file beside a text")]

use crate::notes::Note;
use salient_project::Sidecar;
use std::path::Path;

/// What is known beside a text, and what is wrong in the file that says it.
pub(crate) fn beside(text: &Path) -> (Sidecar, Option<Note>) {
    let Some(file) = Sidecar::of(text).filter(|file| file.is_file()) else { return (Sidecar::default(), None) };
    let read = std::fs::read(&file).map_err(|e| format!("cannot be read ({e})"));
    let parsed = read.and_then(|bytes| serde_json::from_slice(&bytes).map_err(|e| format!("not a sidecar ({e})")));
    match parsed.and_then(|side: Sidecar| side.check().map(|()| side)) {
        Ok(side) => (side, None),
        Err(why) => (Sidecar::default(), Some(Note::settings(format!("{} was not used: {why}", file.display())))),
    }
}
