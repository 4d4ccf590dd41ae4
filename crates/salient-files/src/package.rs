//! A package: the ZIP archive that a Word or OpenDocument file is, read within limits.

use crate::error::Error;
use crate::limits;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// How the directory names an entry.
const DIRECTORY: &[u8] = b"PK\x01\x02";

/// An open package.
pub(crate) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
}

impl<'a> Package<'a> {
    /// Opens it.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, Error> {
        let entries = bytes.windows(DIRECTORY.len()).filter(|w| *w == DIRECTORY).count();
        if entries > limits::ENTRIES {
            return Err(Error::more_than(limits::ENTRIES, "entries"));
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(Error::damaged)?;
        Ok(Self { archive, left: limits::UNPACKED })
    }

    /// The archive itself, to copy from.
    pub(crate) fn archive(&mut self) -> &mut ZipArchive<Cursor<&'a [u8]>> {
        &mut self.archive
    }

    /// An entry as XML in UTF-8; nothing where there is no such entry.
    pub(crate) fn xml(&mut self, name: &str) -> Result<Option<String>, Error> {
        let Some(index) = self.archive.index_for_name(name) else { return Ok(None) };
        let entry = self.archive.by_index(index).map_err(|e| told(name, &e))?;
        if entry.encrypted() {
            return Err(Error::Encrypted);
        }
        let mut bytes = Vec::new();
        let most = limits::ENTRY.min(self.left);
        entry.take(most + 1).read_to_end(&mut bytes).map_err(|e| Error::damaged(format!("{name}: {e}")))?;
        if bytes.len() as u64 > most {
            return Err(Error::TooLarge(
                format!("more than {} MiB in {name}", most >> 20),
                format!("{} MiB", most >> 20),
            ));
        }
        self.left -= bytes.len() as u64;
        let text = String::from_utf8(bytes).map_err(|_| Error::damaged(format!("{name} is not UTF-8")))?;
        Ok(Some(text))
    }

    /// An entry that must be there.
    pub(crate) fn needed(&mut self, name: &str) -> Result<String, Error> {
        self.xml(name)?.ok_or_else(|| Error::damaged(format!("{name} is missing")))
    }
}

fn told(name: &str, error: &zip::result::ZipError) -> Error {
    match error {
        zip::result::ZipError::UnsupportedArchive(why) if why.contains("assword") => Error::Encrypted,
        other => Error::damaged(format!("{name}: {other}")),
    }
}
