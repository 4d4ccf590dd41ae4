//! "Ignore with a reason": an entry at the end of the project's file. Until a reason is written there, the file says that it
//! lacks one, and the finding is told as before.

#![allow(clippy::disallowed_methods, reason = "this module looks where the project's file ends")]

use crate::action::{change, edit};
use crate::client::Client;
use crate::lines::Lines;
use crate::uri;
use gen_lsp_types::{CreateFile, CreateFileOptions, Range, TextEdit, Uri, WorkspaceEdit};
use salient_project::{FILE, Project, disk, ignore::entry};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// The command; its one argument is a [`Wanted`].
pub(crate) const COMMAND: &str = "salient.ignore";

/// What is to be ignored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Wanted {
    /// The text.
    pub(crate) uri: Uri,
    /// The rule.
    pub(crate) rule: String,
    /// The words that it marks; all of the text without them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) quote: Option<String>,
    /// Why. Editors that can ask for it add it; without it the place for it is shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) reason: Option<String>,
}

/// What is to be done for that.
pub(crate) struct Done {
    /// The change of the project's file.
    pub(crate) edit: WorkspaceEdit,
    /// The project's file.
    pub(crate) file: Uri,
    /// Where the reason is to be written, if it is still lacking.
    pub(crate) lacking: Option<Range>,
}

/// The entry for what is to be ignored, at the end of the project's file: the nearest above the text, else a new one in the
/// folder that the client works in.
///
/// # Errors
/// The text has no file, or the project's file cannot be read.
pub(crate) fn done(wanted: &Wanted, client: &Client) -> Result<Done, String> {
    let text = uri::path(&wanted.uri).map(|p| disk::whole(&p)).ok_or("save the text first: it has no file yet")?;
    let found = disk::find(&text);
    let file = found.clone().unwrap_or_else(|| home(&text, &client.folders).join(FILE));
    let before = match &found {
        Some(file) => std::fs::read_to_string(file).map_err(|e| format!("{}: cannot be read ({e})", file.display()))?,
        None => String::new(),
    };
    let project = Project { file: file.clone(), ..Project::default() };
    let reason = wanted.reason.as_deref().map(str::trim).unwrap_or_default();
    let added = entry(&wanted.rule, Some(&project.name(&text)), wanted.quote.as_deref(), reason);
    let gap = if before.is_empty() || before.ends_with('\n') { "" } else { "\n" };
    let added = if before.is_empty() { added.trim_start().to_owned() } else { format!("{gap}{added}") };
    let lacking = reason.is_empty().then(|| place(&before, &added, client));
    let end = before.len()..before.len();
    let range = Lines::new(before).range(end, client.encoding);
    let (uri, edits) = (uri::of(&file), vec![TextEdit { range, new_text: added }]);
    Ok(Done { edit: whole(&uri, edits, found.is_none(), client), file: uri, lacking })
}

/// Where a project's file goes: the folder that the client works in and that holds the text, else the text's own.
fn home(text: &Path, folders: &[PathBuf]) -> PathBuf {
    let around = folders.iter().map(|f| disk::whole(f)).filter(|f| text.starts_with(f));
    let own = || text.parent().unwrap_or(Path::new("")).to_owned();
    around.max_by_key(|f| f.as_os_str().len()).unwrap_or_else(own)
}

/// The place between the quotation marks of the reason, which ends what is added.
fn place(before: &str, added: &str, client: &Client) -> Range {
    let after = format!("{before}{added}");
    let at = after.rfind('"').unwrap_or(after.len());
    Lines::new(after).range(at..at, client.encoding)
}

fn whole(uri: &Uri, edits: Vec<TextEdit>, new: bool, client: &Client) -> WorkspaceEdit {
    if !(new && client.creates && client.versions) {
        return edit(uri, None, edits, client);
    }
    let options = CreateFileOptions { ignore_if_exists: Some(true), overwrite: None };
    let create = CreateFile { uri: uri.clone(), options: Some(options), annotation_id: None };
    let steps = vec![create.into(), change(uri, None, edits)];
    WorkspaceEdit { document_changes: Some(steps), ..WorkspaceEdit::default() }
}
