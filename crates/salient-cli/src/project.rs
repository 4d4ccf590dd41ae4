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
    let beside: BTreeSet<&Path> = texts.iter().filter_map(|t| t.parent()).collect();
    let full = |f: &Path| std::fs::canonicalize(if f.as_os_str().is_empty() { Path::new(".") } else { f }).ok();
    let lowest = beside.into_iter().filter_map(full).chain(here);
    let folders: BTreeSet<PathBuf> =
        lowest.flat_map(|f| f.ancestors().map(Path::to_path_buf).collect::<Vec<_>>()).collect();
    folders.iter().flat_map(|f| NAMES.map(|n| f.join(n))).filter(|f| f.is_file()).collect()
}
