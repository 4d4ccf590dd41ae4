//! How much of one file is read. What is larger is refused with the limit, never cut off.

/// Bytes of a file.
pub const FILE: usize = 64 << 20;
/// Entries of a package (a Word or OpenDocument file is a ZIP archive).
pub const ENTRIES: usize = 10_000;
/// Bytes of one entry that is read, unpacked.
pub const ENTRY: u64 = 32 << 20;
/// Bytes of all entries that are read, unpacked.
pub const UNPACKED: u64 = 48 << 20;
/// How deep elements stand in each other.
pub const DEPTH: usize = 512;
/// Elements of all entries that are read.
pub const ELEMENTS: usize = 2_000_000;
/// Paragraphs of a file.
pub const PARAGRAPHS: usize = 200_000;
/// Runs of a Word document.
pub const RUNS: usize = 500_000;
/// Stretches of text of a Word document: each run has one, and each reference to a character.
pub const STRETCHES: usize = 1_000_000;
/// Bytes of text of a file.
pub const TEXT: usize = 16 << 20;

/// Pages of a PDF file.
pub const PAGES: usize = 5_000;
/// Streams of a PDF file.
pub const STREAMS: usize = 200_000;
/// Bytes of one stream of a PDF file, unpacked; pictures aside, which are not unpacked.
pub const STREAM: usize = 32 << 20;
/// Bytes of all streams of a PDF file, unpacked, pictures aside.
pub const UNPACKED_PDF: usize = 96 << 20;
/// Instructions that all pages of a PDF file are drawn by.
pub const OPERATIONS: usize = 10_000_000;
/// Characters that all pages of a PDF file show.
pub const GLYPHS: usize = 2_500_000;
/// Characters that one page of a PDF file shows.
pub const PAGE_GLYPHS: usize = 250_000;
/// How often drawings are used within pages and each other, in a PDF file.
pub const USES: usize = 50_000;
/// How deep drawings are used within drawings, in a PDF file.
pub const FORMS: usize = 12;
/// How often the state of a page is saved before it is restored.
pub const SAVED: usize = 1_000;
