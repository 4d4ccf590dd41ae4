//! Files that are replaced whole.

use std::io;
use std::path::Path;

/// Writes beside a file and renames, so that a crash leaves the old one or the new one; who may read it stays as it was.
pub(crate) fn replace(file: &Path, bytes: impl AsRef<[u8]>) -> io::Result<()> {
    let beside = file.with_extension("salient-part");
    let keep = || std::fs::metadata(file).map_or(Ok(()), |old| std::fs::set_permissions(&beside, old.permissions()));
    let done = std::fs::write(&beside, bytes).and_then(|()| keep()).and_then(|()| std::fs::rename(&beside, file));
    done.inspect_err(|_| _ = std::fs::remove_file(&beside))
}
