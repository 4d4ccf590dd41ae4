//! How a text is named in a file of a project: by its path from there.

use std::path::{Component, Path};

/// A text's path from a folder, with slashes; the path itself where the text lies elsewhere.
pub(crate) fn from(folder: &Path, text: &Path) -> String {
    let near = text.strip_prefix(folder).unwrap_or(text);
    if near.is_absolute() {
        return near.to_string_lossy().replace('\\', "/");
    }
    let parts = near.components().filter(|c| *c != Component::CurDir);
    parts.map(|c| c.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}
