//! Files that look like a project's settings. None is read yet, and one that is there is named: rules that somebody believes
//! to be switched off would else speak, or the other way round.

use crate::output::complain;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Names under which people put settings of a linter.
const NAMES: [&str; 6] = ["salient.toml", ".salient.toml", ".salientrc", "salient.yaml", "salient.yml", "salient.json"];

/// Names every file of settings beside the texts, in the folders above them, or where the command runs.
pub(crate) fn name_settings(texts: &[PathBuf]) {
    for file in settings(texts) {
        complain(&format!(
            "{}: not read: this version has no file of settings; use --select, --only, --ignore and the other options",
            file.display()
        ));
    }
}

fn settings(texts: &[PathBuf]) -> BTreeSet<PathBuf> {
    let here = std::env::current_dir().ok();
    let of_texts = texts.iter().filter_map(|t| std::fs::canonicalize(t).ok()?.parent().map(Path::to_path_buf));
    let folders: BTreeSet<PathBuf> =
        of_texts.chain(here).flat_map(|f| f.ancestors().map(Path::to_path_buf).collect::<Vec<_>>()).collect();
    folders.iter().flat_map(|f| NAMES.map(|n| f.join(n))).filter(|f| f.is_file()).collect()
}
