//! What bytes are that are no text, told by how they begin.

/// A kind of file that is not read, and what to do instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Foreign {
    /// What it is: "a PDF".
    pub name: &'static str,
    /// What the user can do: "give its text, …".
    pub hint: &'static str,
}

const TEXT: &str = "give its text, saved as .txt or .html";
const UNPACK: &str = "unpack it and give the files in it";
const NONE: &str = "it holds no text to read";

/// How files begin. Zip archives are looked into.
const BEGINNINGS: &[(&[u8], &str, &str)] = &[
    (b"%PDF-", "a PDF", "give its text, for example from `pdftotext FILE -`"),
    (b"{\\rtf", "an RTF document", TEXT),
    (b"\xd0\xcf\x11\xe0", "an old Word, Excel or PowerPoint file", TEXT),
    (b"\x89PNG", "an image", NONE),
    (b"\xff\xd8\xff", "an image", NONE),
    (b"GIF8", "an image", NONE),
    (b"BM", "an image", NONE),
    (b"II*\0", "an image", NONE),
    (b"MM\0*", "an image", NONE),
    (b"ID3", "a sound file", NONE),
    (b"OggS", "a sound or film file", NONE),
    (b"\x1aE\xdf\xa3", "a film", NONE),
    (b"\x1f\x8b", "a gzip archive", UNPACK),
    (b"BZh", "a bzip2 archive", UNPACK),
    (b"\xfd7zXZ\0", "an xz archive", UNPACK),
    (b"\x28\xb5\x2f\xfd", "a zstd archive", UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", UNPACK),
    (b"Rar!\x1a\x07", "a RAR archive", UNPACK),
    (b"SQLite format 3\0", "a SQLite database", "a ledger is given with --ledger"),
    (b"\x7fELF", "a program", NONE),
    (b"MZ", "a program", NONE),
];

/// What a zip archive is by the names of the files in it.
const PACKED: &[(&[u8], &str)] = &[
    (b"word/", "a Word document"),
    (b"xl/", "an Excel workbook"),
    (b"ppt/", "a PowerPoint file"),
    (b"mimetypeapplication/vnd.oasis", "an OpenDocument file"),
    (b"mimetypeapplication/epub", "an e-book"),
];

/// What bytes are when they are no text; nothing where they may be.
///
/// ```
/// use salient::read::kind::foreign;
/// assert_eq!(foreign(b"%PDF-1.7 \x00").map(|f| f.name), Some("a PDF"));
/// assert_eq!(foreign(b"PK\x03\x04\x14\x00 word/document.xml").map(|f| f.name), Some("a Word document"));
/// assert!(foreign("PDFs were handed out in Kyiv, 20 pages each.".as_bytes()).is_none());
/// ```
pub fn foreign(bytes: &[u8]) -> Option<Foreign> {
    if bytes.starts_with(b"PK\x03\x04") {
        return Some(packed(bytes));
    }
    let begun = BEGINNINGS.iter().find(|(start, ..)| bytes.starts_with(start));
    // Two letters may begin a sentence too; what is no text holds zero bytes.
    let sure = begun.filter(|(start, ..)| start.len() > 3 || zeros(bytes));
    let named = sure.map(|(_, name, hint)| Foreign { name, hint });
    let film = || bytes.get(4..8) == Some(b"ftyp");
    let sound = || bytes.starts_with(b"RIFF") && zeros(bytes);
    named
        .or_else(|| (film() || sound()).then_some(Foreign { name: "a film, sound or image file", hint: NONE }))
        .or_else(|| binary(bytes).then_some(Foreign { name: "no text (it holds zero bytes)", hint: TEXT }))
}

fn packed(bytes: &[u8]) -> Foreign {
    let head = &bytes[..bytes.len().min(1 << 16)];
    let tail = &bytes[bytes.len().saturating_sub(1 << 16)..];
    let holds = |wanted: &[u8]| [head, tail].iter().any(|part| part.windows(wanted.len()).any(|w| w == wanted));
    let inside = PACKED.iter().find(|(wanted, _)| holds(wanted));
    inside.map_or(Foreign { name: "a ZIP archive", hint: UNPACK }, |(_, name)| Foreign { name, hint: TEXT })
}

fn zeros(bytes: &[u8]) -> bool {
    bytes.iter().take(4096).any(|b| *b == 0)
}

/// A share of zero bytes that no text has, UTF-16 aside.
fn binary(bytes: &[u8]) -> bool {
    let wide = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    let head = &bytes[..bytes.len().min(4096)];
    let zero = |step: usize| head.iter().skip(step).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (zero(0), zero(1));
    // UTF-16 without a mark has its zeros on one side.
    let sided = (even == 0) != (odd == 0) && even.max(odd) * 4 > head.len();
    !wide && !sided && even + odd > head.len() / 64 && even + odd > 3
}
