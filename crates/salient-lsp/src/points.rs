//! From code points, which findings count, to bytes of a text and back.

/// Code points between two marks.
const STRIDE: usize = 256;

/// A text with the byte of every 256th code point.
pub(crate) struct Points<'a> {
    text: &'a str,
    marks: Vec<usize>,
}

impl<'a> Points<'a> {
    /// Counts a text.
    pub(crate) fn new(text: &'a str) -> Self {
        let marks = text.char_indices().step_by(STRIDE).map(|(at, _)| at).collect();
        Self { text, marks }
    }

    /// The byte of a code point; the text's end for one that it does not have.
    pub(crate) fn byte(&self, point: usize) -> usize {
        let Some(&mark) = self.marks.get(point / STRIDE) else { return self.text.len() };
        let rest = &self.text[mark..];
        rest.char_indices().nth(point % STRIDE).map_or(self.text.len(), |(at, _)| mark + at)
    }

    /// The bytes of a stretch of code points.
    pub(crate) fn bytes(&self, from: usize, to: usize) -> std::ops::Range<usize> {
        self.byte(from)..self.byte(to.max(from))
    }
}

#[cfg(test)]
mod tests {
    use super::Points;

    #[test]
    fn every_code_point_is_found() {
        let text = "é😀a".repeat(300);
        let points = Points::new(&text);
        for (point, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(points.byte(point), byte);
        }
        assert_eq!(points.byte(900), text.len());
    }
}
