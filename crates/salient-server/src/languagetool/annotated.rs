//! A text with markup: what of it is read, and the way back, in UTF-16 code units as the protocol counts.

/// A text with its markup, and the text that is read.
#[derive(Debug, Default)]
pub(super) struct Annotated {
    plain: String,
    /// Where each code point of the plain text begins and ends in the whole text, in UTF-16 code units.
    spans: Vec<(u32, u32)>,
    /// The whole text, with its markup.
    whole: Vec<u16>,
}

impl Annotated {
    /// The text that is read.
    pub(super) fn plain(&self) -> &str {
        &self.plain
    }

    /// UTF-16 code units of the whole text.
    pub(super) fn units(&self) -> usize {
        self.whole.len()
    }

    /// Adds text that is read. A carriage return before a line feed is none of it: blank lines part paragraphs.
    pub(super) fn text(&mut self, text: &str) {
        let mut points = text.chars().peekable();
        while let Some(point) = points.next() {
            let begin = self.whole.len();
            self.whole.extend_from_slice(point.encode_utf16(&mut [0; 2]));
            if point != '\r' || points.peek() != Some(&'\n') {
                self.put(point, begin, self.whole.len());
            }
        }
    }

    /// Adds markup, which is read as something else, or not at all.
    pub(super) fn markup(&mut self, markup: &str, read_as: &str) {
        let begin = self.whole.len();
        self.whole.extend(markup.encode_utf16());
        read_as.chars().for_each(|point| self.put(point, begin, self.whole.len()));
    }

    fn put(&mut self, point: char, begin: usize, end: usize) {
        self.plain.push(point);
        self.spans.push((begin as u32, end as u32));
    }

    /// Where code points of the plain text stand in the whole text: the first code unit, and how many.
    pub(super) fn place(&self, start: usize, end: usize) -> (usize, usize) {
        let last = self.whole.len() as u32;
        let begin = self.spans.get(start).map_or(last, |s| s.0);
        let until = self.spans.get(end.saturating_sub(1)).map_or(last, |s| s.1);
        (begin as usize, until.saturating_sub(begin) as usize)
    }

    /// Code points of the plain text.
    pub(super) fn piece(&self, start: usize, end: usize) -> String {
        self.plain.chars().skip(start).take(end.saturating_sub(start)).collect()
    }

    /// Code units of the whole text, widened or narrowed so that no code point is cut.
    pub(super) fn around(&self, from: usize, to: usize) -> (usize, String) {
        let low = |at: usize| self.whole.get(at).is_some_and(|unit| (0xDC00..0xE000).contains(unit));
        let (from, to) = (from - usize::from(from > 0 && low(from)), (to + usize::from(low(to))).min(self.whole.len()));
        (from, String::from_utf16_lossy(&self.whole[from..to]))
    }

    /// The line that a code unit of the whole text stands in, without blanks around it.
    pub(super) fn line(&self, at: usize) -> String {
        let feed = u16::from(b'\n');
        let begin = self.whole[..at].iter().rposition(|u| *u == feed).map_or(0, |n| n + 1);
        let end = self.whole[at..].iter().position(|u| *u == feed).map_or(self.whole.len(), |n| at + n);
        String::from_utf16_lossy(&self.whole[begin..end]).trim().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::Annotated;

    #[test]
    fn places_are_counted_in_utf_16_with_the_markup() {
        let mut text = Annotated::default();
        text.text("🙂 a\r\nb");
        text.markup("<b>", "");
        text.text("cd");
        text.markup("</p>", "\n\n");
        text.text("é");
        assert_eq!((text.plain(), text.units()), ("🙂 a\nbcd\n\né", 17));
        assert_eq!(text.place(0, 1), (0, 2));
        assert_eq!(text.place(2, 4), (3, 3), "the line break is two units");
        assert_eq!(text.place(4, 7), (6, 6), "markup inside belongs to it");
        assert_eq!(text.place(5, 7), (10, 2), "and markup before it does not");
        assert_eq!(text.place(9, 10), (16, 1));
        assert_eq!(text.around(1, 4), (0, "🙂 a".to_owned()));
        assert_eq!(text.line(7), "b<b>cd</p>é");
    }
}
