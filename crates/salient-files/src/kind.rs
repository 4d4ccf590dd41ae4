//! What a file is, told by its bytes.

/// The kinds of files that are read here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A Word document (Office Open XML).
    Docx,
    /// A text of OpenDocument.
    Odt,
    /// A PDF file.
    Pdf,
    /// A document of Office with a password.
    Locked,
}

impl Kind {
    /// What it is, in messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Docx => "a Word document",
            Self::Odt => "an OpenDocument text",
            Self::Pdf => "a PDF",
            Self::Locked => "a document of Office",
        }
    }
}

/// How many bytes at either end of an archive are looked at for the names in it.
const WINDOW: usize = 1 << 16;
/// The entries that every OpenDocument file has; its type is looked at when it is read.
const OPEN: [&[u8]; 2] = [b"mimetype", b"content.xml"];
/// The first bytes of a compound file, in which Office keeps what it encrypts.
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0";
/// The entry of a compound file that holds an encrypted document, as UTF-16.
const ENCRYPTED: &[u8] = b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";

/// The kind of a file; nothing for texts and for what is not read here.
///
/// ```
/// use salient_files::{Kind, kind};
/// assert_eq!(kind(b"PK\x03\x04\x14\x00\x06\x00 word/document.xml"), Some(Kind::Docx));
/// assert_eq!(kind(b"Word/document.xml is a name."), None);
/// ```
pub fn kind(bytes: &[u8]) -> Option<Kind> {
    match bytes {
        [b'%', b'P', b'D', b'F', b'-', ..] => Some(Kind::Pdf),
        [b'P', b'K', 3, 4, ..] if OPEN.iter().all(|name| holds(bytes, name)) => Some(Kind::Odt),
        [b'P', b'K', 3, 4, ..] if holds(bytes, b"word/") => Some(Kind::Docx),
        _ if bytes.starts_with(COMPOUND) && holds(bytes, ENCRYPTED) => Some(Kind::Locked),
        _ => None,
    }
}

fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(WINDOW)];
    let tail = &bytes[bytes.len().saturating_sub(WINDOW)..];
    [head, tail].iter().any(|part| part.windows(wanted.len()).any(|w| w == wanted))
}
