//! What is known beside a text: the file `NAME.json` next to `NAME.txt`.

#![allow(clippy::disallowed_methods, reason = "this module reads the file beside a text")]

use crate::notes::Note;
use salient::check::RULES;
use salient::read::Meta;
use serde::Deserialize;
use std::path::Path;

/// What such a file says.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Sidecar {
    /// Title, day of publication and the like.
    #[serde(flatten)]
    pub(crate) meta: Meta,
    /// Rules that do not run on the text.
    pub(crate) ignore: Vec<Ignored>,
}

/// A rule that does not run, with the reason.
#[derive(Clone, Deserialize)]
pub(crate) struct Ignored {
    /// The rule's name.
    pub(crate) rule: String,
    #[serde(default)]
    reason: String,
}

/// What is known beside a text, and what is wrong in the file that says it.
pub(crate) fn beside(text: &Path) -> (Sidecar, Option<Note>) {
    let file = text.with_extension("json");
    if file == text || !file.is_file() {
        return (Sidecar::default(), None);
    }
    let read = std::fs::read(&file).map_err(|e| format!("cannot be read ({e})"));
    let parsed = read.and_then(|bytes| serde_json::from_slice(&bytes).map_err(|e| format!("not a sidecar ({e})")));
    match parsed.and_then(sound) {
        Ok(side) => (side, None),
        Err(why) => (Sidecar::default(), Some(Note::settings(format!("{} was not used: {why}", file.display())))),
    }
}

fn sound(side: Sidecar) -> Result<Sidecar, String> {
    if let Some(odd) = side.ignore.iter().find(|i| !RULES.iter().any(|r| r.name == i.rule)) {
        return Err(format!("no rule is named `{}`; `salient rule` lists them", odd.rule));
    }
    match side.ignore.iter().find(|i| i.reason.trim().is_empty()) {
        Some(bare) => Err(format!("`ignore` of {} needs a \"reason\"", bare.rule)),
        None => Ok(side),
    }
}
