//! A text that is open, by lines: positions as clients count them, and changes in place.

use gen_lsp_types::{Position, Range};
use std::ops;

/// What a column counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Encoding {
    /// Bytes.
    Utf8,
    /// UTF-16 code units: what every client can.
    #[default]
    Utf16,
    /// Code points.
    Utf32,
}

impl Encoding {
    /// Columns that a character takes.
    fn width(self, c: char) -> usize {
        match self {
            Self::Utf8 => c.len_utf8(),
            Self::Utf16 => c.len_utf16(),
            Self::Utf32 => 1,
        }
    }
}

/// A text and where its lines begin. Lines end as the protocol says: LF, CR LF, or CR.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Lines {
    text: String,
    starts: Vec<usize>,
}

impl Lines {
    /// The lines of a text.
    pub(crate) fn new(text: String) -> Self {
        let starts = std::iter::once(0).chain(breaks(&text, 0..text.len())).collect();
        Self { text, starts }
    }

    /// The text.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// The line that a byte stands in, from 0.
    fn line(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| *start <= byte) - 1
    }

    /// The byte at a position. What lies past a line's end is its end; what lies within a character is before it.
    pub(crate) fn byte(&self, position: Position, encoding: Encoding) -> usize {
        let line = position.line as usize;
        let Some(&start) = self.starts.get(line) else { return self.text.len() };
        let end = self.starts.get(line + 1).copied().unwrap_or(self.text.len());
        let content = self.text[start..end].trim_end_matches(['\n', '\r']);
        let (mut column, wanted) = (0, position.character as usize);
        for (at, c) in content.char_indices() {
            column += encoding.width(c);
            if column > wanted {
                return start + at;
            }
        }
        start + content.len()
    }

    /// The bytes of a range; one that ends before it begins is turned round.
    pub(crate) fn bytes(&self, range: Range, encoding: Encoding) -> ops::Range<usize> {
        let (a, b) = (self.byte(range.start, encoding), self.byte(range.end, encoding));
        a.min(b)..a.max(b)
    }

    /// The position of a byte.
    pub(crate) fn position(&self, byte: usize, encoding: Encoding) -> Position {
        let byte = byte.min(self.text.len());
        let line = self.line(byte);
        let before = self.text[self.starts[line]..byte].chars();
        Position::new(line as u32, before.map(|c| encoding.width(c)).sum::<usize>() as u32)
    }

    /// The range of some bytes.
    pub(crate) fn range(&self, bytes: ops::Range<usize>, encoding: Encoding) -> Range {
        Range::new(self.position(bytes.start, encoding), self.position(bytes.end, encoding))
    }

    /// Puts a text in the place of some bytes, which begin and end between characters. Only the lines around are looked at.
    pub(crate) fn replace(&mut self, bytes: ops::Range<usize>, with: &str) {
        // A line break before may join with what comes: CR LF.
        let (first, last) = (self.line(bytes.start.saturating_sub(1)), self.line(bytes.end));
        let end = self.starts.get(last + 1).copied().unwrap_or(self.text.len());
        let moved = |at: usize| at - bytes.len() + with.len();
        let after: Vec<usize> = self.starts.iter().skip(last + 2).map(|s| moved(*s)).collect();
        self.text.replace_range(bytes.clone(), with);
        self.starts.truncate(first + 1);
        let changed = self.starts[first]..moved(end);
        self.starts.extend(breaks(&self.text, changed));
        self.starts.extend(after);
    }
}

/// Where lines begin after the breaks in a piece of a text.
fn breaks(text: &str, within: ops::Range<usize>) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    let ends = move |at: &usize| bytes[*at] == b'\n' || bytes[*at] == b'\r' && bytes.get(at + 1) != Some(&b'\n');
    within.filter(ends).map(|at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::{Encoding, Lines};
    use gen_lsp_types::Position;
    use proptest::prelude::*;

    #[test]
    fn columns_count_what_was_agreed() {
        let lines = Lines::new("a😀é\r\nb".to_owned());
        let at = |encoding| lines.position(5, encoding).character;
        assert_eq!((at(Encoding::Utf8), at(Encoding::Utf16), at(Encoding::Utf32)), (5, 3, 2));
        assert_eq!(lines.byte(Position::new(0, 2), Encoding::Utf16), 1, "within the pair is before it");
        assert_eq!(lines.byte(Position::new(0, 99), Encoding::Utf16), 7, "past the line's end is its end");
        assert_eq!(lines.byte(Position::new(9, 0), Encoding::Utf16), lines.text().len());
    }

    proptest! {
        #[test]
        fn changed_lines_are_those_of_the_whole(
            text in "[a\r\n😀]{0,20}", changes in prop::collection::vec((any::<u16>(), any::<u16>(), "[b\r\né]{0,4}"), 1..6),
        ) {
            let mut lines = Lines::new(text);
            for (a, b, with) in changes {
                let spots: Vec<usize> = lines.text().char_indices().map(|c| c.0).chain([lines.text().len()]).collect();
                let (a, b) = (spots[a as usize % spots.len()], spots[b as usize % spots.len()]);
                lines.replace(a.min(b)..a.max(b), &with);
                prop_assert_eq!(&lines, &Lines::new(lines.text().to_owned()));
            }
        }
    }
}
