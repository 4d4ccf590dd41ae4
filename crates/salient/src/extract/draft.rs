//! A claim as one sentence shows it, before the document says who "they" are and who is speaking.

use super::party::Who;
use super::quantity::Quantity;

/// A claim in the making.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    /// The predicate of the guidelines: `holds`, `gained`, …
    pub(crate) predicate: &'static str,
    /// The actor, if the sentence names one.
    pub(crate) who: Option<Who>,
    /// The place in the text's words; an empty name points back to a place named before.
    pub(crate) place: Option<String>,
    /// The word that points back to a place: "city", "region".
    pub(crate) points: Option<String>,
    /// A claim about people takes a place only from its own sentence; others may point back.
    pub(crate) reach: bool,
    /// The figure, for a claim with a number.
    pub(crate) figure: Option<Quantity>,
    /// `all`, `part` or `none`, for a claim about a place with no number.
    pub(crate) extent: Option<&'static str>,
    /// The whole that a share is taken of.
    pub(crate) of: Option<String>,
    /// First atom of the quote.
    pub(crate) from: usize,
    /// One past the last.
    pub(crate) to: usize,
    /// The atom of the verb or noun that makes the claim.
    pub(crate) anchor: usize,
    /// People without a party take the code of the state they are in.
    pub(crate) local: bool,
    /// A figure about ground without a verb: predicate and actor are those of the claim before it.
    pub(crate) orphan: bool,
}

impl Draft {
    /// A draft about a predicate, made by the word at `anchor`.
    pub(crate) fn new(predicate: &'static str, anchor: usize) -> Self {
        Self {
            predicate,
            who: None,
            place: None,
            points: None,
            reach: false,
            figure: None,
            extent: None,
            of: None,
            from: anchor,
            to: anchor + 1,
            anchor,
            local: false,
            orphan: false,
        }
    }

    /// Widens the quote to take in these atoms.
    pub(crate) fn covering(mut self, from: usize, to: usize) -> Self {
        self.from = self.from.min(from);
        self.to = self.to.max(to);
        self
    }
}
