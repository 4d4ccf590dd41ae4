//! The one part that opens files: finds the file of a text, and reads it and its baseline.

#![allow(clippy::disallowed_methods, reason = "this module is the part of the crate that has a disk")]

use crate::baseline::Baseline;
use crate::fault::{Fault, Faults};
use crate::sort::Project;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// The nearest `salient.toml` upwards from a text or folder, as a whole path.
///
/// ```
/// let folder = tempfile::tempdir().expect("a folder");
/// std::fs::create_dir(folder.path().join("news")).expect("a folder");
/// std::fs::write(folder.path().join("salient.toml"), "language = \"any\"\n").expect("a file");
/// let found = salient_project::disk::find(&folder.path().join("news/a.txt")).expect("it lies above");
/// assert!(salient_project::disk::load(&found).is_ok());
/// ```
pub fn find(text: &Path) -> Option<PathBuf> {
    let start = whole(text);
    start.ancestors().map(|folder| folder.join(crate::FILE)).find(|file| file.is_file())
}

/// A path from the root, links followed as far as it exists.
pub fn whole(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    if let Ok(found) = std::fs::canonicalize(&path) {
        return found;
    }
    match (path.parent(), path.file_name()) {
        (Some(folder), Some(name)) => whole(folder).join(name),
        _ => path,
    }
}

/// When a file was written last, and how many bytes it has; `None` where it is not there.
pub type Stamp = Option<(SystemTime, u64)>;

/// The stamp of a file: another one tells that it has changed.
///
/// ```
/// let file = tempfile::NamedTempFile::new().expect("a file");
/// assert_eq!(salient_project::disk::stamp(file.path()).map(|stamp| stamp.1), Some(0));
/// ```
pub fn stamp(file: &Path) -> Stamp {
    let about = std::fs::metadata(file).ok()?;
    Some((about.modified().ok()?, about.len()))
}

/// Reads a project's file.
///
/// # Errors
/// It cannot be opened, or [`Project::parse`] finds faults.
pub fn load(file: &Path) -> Result<Project, Faults> {
    let file = whole(file);
    let text =
        text(&file, "name another with --project, or leave it out with --no-project").map_err(|f| Faults(vec![f]))?;
    Project::parse(&file, &text)
}

/// Reads a baseline.
///
/// # Errors
/// It cannot be opened, or is no baseline.
pub fn baseline(file: &Path) -> Result<Baseline, Fault> {
    let file = whole(file);
    Baseline::parse(&file, &text(&file, "`salient baseline write` makes it")?)
}

fn text(file: &Path, hint: &str) -> Result<String, Fault> {
    std::fs::read_to_string(file).map_err(|e| Fault::at(file, "", 0..0, format!("cannot be read ({e}); {hint}")))
}
