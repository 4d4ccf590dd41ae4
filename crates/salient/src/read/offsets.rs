//! The way from a byte of the clean text back to the text as received.

/// Where the pieces of a clean text stand in the text as received.
#[derive(Clone, Debug, Default)]
pub struct Offsets {
    /// First byte in the clean text, and its byte in the source, for each piece; pieces run on until the next.
    pieces: Vec<(usize, usize)>,
    /// Every 512 source bytes: code points and line breaks before it.
    marks: Vec<(u32, u32)>,
    /// Every 512 source bytes: UTF-16 code units before it, and the first byte of the line that it stands in.
    columns: Vec<(u32, u32)>,
    source: Source,
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
        let (mut points, mut lines) = (0u32, 0u32);
        let mut marks = Vec::with_capacity(source.len() / STRETCH + 1);
        for chunk in source.as_bytes().chunks(STRETCH) {
            marks.push((points, lines));
            points += chunk.iter().filter(|b| (**b as i8) >= -0x40).count() as u32;
            lines += chunk.iter().filter(|b| **b == b'\n').count() as u32;
        }
        marks.push((points, lines));
        Self { pieces, marks, columns: columns(source), source: Source::Text(source.to_owned()) }
    }

    /// The byte in the source.
    pub fn source_byte(&self, byte: usize) -> usize {
        let after = self.pieces.partition_point(|(clean, _)| *clean <= byte);
        let (clean, source) = self.pieces.get(after.wrapping_sub(1)).copied().unwrap_or((0, 0));
        source + (byte - clean.min(byte))
    }

    fn tail(&self, byte: usize) -> (&[u8], (u32, u32)) {
        let Source::Text(source) = &self.source else { return (&[], (0, 0)) };
        let at = byte.min(source.len());
        let mark = at / STRETCH;
        (&source.as_bytes()[mark * STRETCH..at], self.marks.get(mark).copied().unwrap_or_default())
    }

    /// The code point in the source.
    pub fn point(&self, byte: usize) -> usize {
        let (tail, (points, _)) = self.tail(self.source_byte(byte));
        points as usize + tail.iter().filter(|b| (**b as i8) >= -0x40).count()
    }

    /// The line in the source, from 1.
    pub fn line(&self, byte: usize) -> usize {
        let (tail, (_, lines)) = self.tail(self.source_byte(byte));
        lines as usize + tail.iter().filter(|b| **b == b'\n').count() + 1
    }

    /// A piece of the source.
    pub fn source(&self, range: std::ops::Range<usize>) -> &str {
        let Source::Text(source) = &self.source else { return "" };
        source.get(range).unwrap_or_default()
    }

    /// The line of a byte of the source, and its column in UTF-16 code units, both from 1.
    pub fn position(&self, source_byte: usize) -> (usize, usize) {
        let (tail, (_, lines)) = self.tail(source_byte);
        let line = lines as usize + tail.iter().filter(|b| **b == b'\n').count() + 1;
        let (_, start) = self.columns.get(source_byte / STRETCH).copied().unwrap_or_default();
        let mark = source_byte / STRETCH * STRETCH;
        let start = tail.iter().rposition(|b| *b == b'\n').map_or(start as usize, |at| mark + at + 1);
        (line, self.units(source_byte) - self.units(start) + 1)
    }

    /// UTF-16 code units before a byte of the source.
    fn units(&self, source_byte: usize) -> usize {
        let (tail, _) = self.tail(source_byte);
        let (units, _) = self.columns.get(source_byte / STRETCH).copied().unwrap_or_default();
        units as usize + tail.iter().map(|b| width(*b)).sum::<usize>()
    }
}

/// UTF-16 code units that begin with a byte of UTF-8.
fn width(byte: u8) -> usize {
    usize::from((byte as i8) >= -0x40) + usize::from(byte >= 0xf0)
}

fn columns(source: &str) -> Vec<(u32, u32)> {
    let (mut units, mut start, mut out) = (0u32, 0u32, Vec::with_capacity(source.len() / STRETCH + 2));
    for (number, chunk) in source.as_bytes().chunks(STRETCH).enumerate() {
        out.push((units, start));
        units += chunk.iter().map(|b| width(*b) as u32).sum::<u32>();
        if let Some(at) = chunk.iter().rposition(|b| *b == b'\n') {
            start = (number * STRETCH + at + 1) as u32;
        }
    }
    out.push((units, start));
    out
}
