//! Addresses of files, as clients write them.

use gen_lsp_types::Uri;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use std::path::{Path, PathBuf};

/// What every address of a file begins with.
const FILE: &str = "file://";
/// What stands in a path as it is.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'.').remove(b'-').remove(b'_').remove(b'~');

/// The path of a file; nothing for a text that has none yet.
///
/// ```ignore
/// assert_eq!(path(&"file:///desk/my%20draft.md".into()), Some("/desk/my draft.md".into()));
/// ```
pub(crate) fn path(uri: &Uri) -> Option<PathBuf> {
    let rest = uri.0.strip_prefix(FILE)?;
    let decoded = percent_decode_str(&rest[rest.find('/')?..]).decode_utf8().ok()?.into_owned();
    let letter = decoded.as_bytes().get(2) == Some(&b':');
    Some(PathBuf::from(if letter { decoded[1..].replace('/', "\\") } else { decoded }))
}

/// The address of a file.
pub(crate) fn of(path: &Path) -> Uri {
    let text = path.to_string_lossy().replace('\\', "/");
    let root = if text.starts_with('/') { "" } else { "/" };
    Uri(format!("{FILE}{root}{}", utf8_percent_encode(&text, PLAIN)))
}

#[cfg(test)]
mod tests {
    use super::{of, path};
    use std::path::{Path, PathBuf};

    #[test]
    fn paths_and_addresses_are_each_others() {
        assert_eq!(path(&"file:///desk/my%20draft.md".into()), Some(PathBuf::from("/desk/my draft.md")));
        assert_eq!(path(&"untitled:Untitled-1".into()), None);
        assert_eq!(path(&"file:///c%3A/desk/a.md".into()), Some(PathBuf::from("c:\\desk\\a.md")));
        let odd = Path::new("/desk/Київ 100% #1?.txt");
        assert_eq!(path(&of(odd)).as_deref(), Some(odd));
    }
}
