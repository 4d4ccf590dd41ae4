//! The way from a byte of the clean text back to the text as received.

/// Where the pieces of a clean text stand in the text as received.
#[derive(Clone, Debug, Default)]
pub struct Offsets {
    /// First byte in the clean text, and its byte in the source, for each piece; pieces run on until the next.
    pieces: Vec<(usize, usize)>,
    /// What stands before every 512th byte of the source.
    marks: Vec<Mark>,
    source: Source,
}

/// What stands before a byte of the source.
#[derive(Clone, Copy, Debug, Default)]
struct Mark {
    /// Code points.
    points: u32,
    /// Line breaks.
    lines: u32,
    /// UTF-16 code units.
    units: u32,
    /// The first byte of the line that the byte stands in.
    start: u32,
}

#[derive(Clone, Debug, Default)]
enum Source {
    /// ASCII: a byte is a code point.
    #[default]
    Ascii,
    /// Kept for counting inside a stretch.
    Text(String),
}

const STRETCH: usize = 512;

impl Offsets {
    /// The clean text is the text as received.
    pub fn identity(text: &str) -> Self {
        Self::mapped(vec![(0, 0)], text)
    }

    /// The clean text was put together from pieces of `source`.
    pub fn mapped(pieces: Vec<(usize, usize)>, source: &str) -> Self {
        let (mut mark, mut marks) = (Mark::default(), Vec::with_capacity(source.len() / STRETCH + 2));
        for (number, chunk) in source.as_bytes().chunks(STRETCH).enumerate() {
            marks.push(mark);
            mark.points += points(chunk) as u32;
            mark.lines += lines(chunk) as u32;
            mark.units += units(chunk) as u32;
            if let Some(at) = chunk.iter().rposition(|b| *b == b'\n') {
                mark.start = (number * STRETCH + at + 1) as u32;
            }
        }
        marks.push(mark);
        Self { pieces, marks, source: Source::Text(source.to_owned()) }
    }

    /// The byte in the source.
    pub fn source_byte(&self, byte: usize) -> usize {
        let after = self.pieces.partition_point(|(clean, _)| *clean <= byte);
        let (clean, source) = self.pieces.get(after.wrapping_sub(1)).copied().unwrap_or((0, 0));
        source + (byte - clean.min(byte))
    }

    /// The mark before a byte of the source, and what stands between the two.
    fn tail(&self, byte: usize) -> (&[u8], Mark) {
        let Source::Text(source) = &self.source else { return (&[], Mark::default()) };
        let at = byte.min(source.len());
        let mark = at / STRETCH;
        (&source.as_bytes()[mark * STRETCH..at], self.marks.get(mark).copied().unwrap_or_default())
    }

    /// The code point in the source.
    pub fn point(&self, byte: usize) -> usize {
        let (tail, mark) = self.tail(self.source_byte(byte));
        mark.points as usize + points(tail)
    }

    /// The line in the source, from 1.
    pub fn line(&self, byte: usize) -> usize {
        let (tail, mark) = self.tail(self.source_byte(byte));
        mark.lines as usize + lines(tail) + 1
    }

    /// A piece of the source.
    pub fn source(&self, range: std::ops::Range<usize>) -> &str {
        let Source::Text(source) = &self.source else { return "" };
        source.get(range).unwrap_or_default()
    }

    /// The line of a byte of the source, and its column in UTF-16 code units, both from 1.
    pub fn position(&self, source_byte: usize) -> (usize, usize) {
        let (tail, mark) = self.tail(source_byte);
        let broken = tail.iter().rposition(|b| *b == b'\n');
        let start = broken.map_or(mark.start as usize, |at| source_byte - tail.len() + at + 1);
        let before = |byte: usize| {
            let (tail, mark) = self.tail(byte);
            mark.units as usize + units(tail)
        };
        (mark.lines as usize + lines(tail) + 1, before(source_byte) - before(start) + 1)
    }
}

fn points(bytes: &[u8]) -> usize {
    bytes.iter().filter(|b| (**b as i8) >= -0x40).count()
}

fn lines(bytes: &[u8]) -> usize {
    bytes.iter().filter(|b| **b == b'\n').count()
}

/// UTF-16 code units: one a code point, two where that takes four bytes.
fn units(bytes: &[u8]) -> usize {
    points(bytes) + bytes.iter().filter(|b| **b >= 0xf0).count()
}
