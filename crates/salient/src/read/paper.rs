//! A text that somebody else has put together out of a file with pages or paragraphs.

use super::offsets::Offsets;
use super::part::Part;
use super::{Article, Block, BlockKind, Meta, blocks};
use std::ops::Range;

/// The text of a file, with what its paragraphs are and where they stand.
///
/// ```
/// use salient::read::paper::Paper;
/// use salient::read::part::{Part, PartKind};
/// let paper = Paper {
///     text: "Kyiv holds 420 km².\nPage 1 of 3".to_owned(),
///     paragraphs: vec![0..20],
///     furniture: vec![21..32],
///     parts: vec![(0, Part::new(PartKind::Page, 1))],
///     ..Paper::default()
/// };
/// let article = paper.article("report.pdf", Default::default());
/// assert_eq!(article.part(5).map(|p| p.to_string()).as_deref(), Some("page 1"));
/// assert_eq!(article.blocks.len(), 2);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Paper {
    /// All of its text; it counts as the text as received.
    pub text: String,
    /// The bytes of each paragraph, in order.
    pub paragraphs: Vec<Range<usize>>,
    /// The bytes of what is part of the page and not of the report.
    pub furniture: Vec<Range<usize>>,
    /// The first byte of each part, in order; a part runs on until the next.
    pub parts: Vec<(usize, Part)>,
    /// What could not be read, in words.
    pub problems: Vec<String>,
}

impl Paper {
    /// As an article. Ranges must lie on the boundaries of characters.
    pub fn article(self, name: &str, meta: Meta) -> Article {
        let mut all = blocks::classify(&self.text, self.paragraphs);
        all.extend(self.furniture.into_iter().map(|range| Block { range, kind: BlockKind::Furniture }));
        all.sort_by_key(|block| block.range.start);
        let offsets = Offsets::identity(&self.text);
        let mut article = Article::new(name, self.text, all, meta, offsets);
        article.problems.extend(self.problems);
        article.parts = self.parts;
        article
    }
}
