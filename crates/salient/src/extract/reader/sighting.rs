//! What the reader says of a document: words that make claims, with links to other words.

use crate::extract::predicate::Predicate;
use serde::{Deserialize, Serialize};

/// A word that makes a claim: the first word of its number, else the last word of its place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sighting {
    /// The word, by its place in the document's view.
    pub word: usize,
    /// What is claimed.
    pub predicate: Predicate,
    /// How probable it is that this word makes such a claim, 0 to 1.
    pub p: f32,
    /// How probable the extents `all`, `part`, `none` are; for claims without a number.
    pub extent: [f32; 3],
    /// How probable it is that the asserter denies it.
    pub deny: f32,
    /// Words that name the actor: any mention of the party counts.
    pub actor: Link,
    /// Words that name the party for which the asserter speaks; `elsewhere` is a speaker of no party.
    pub side: Link,
    /// First words of dates; `elsewhere` is the day of publication.
    pub date: Link,
    /// First words of the verb or noun that states it.
    pub trigger: Link,
    /// The place's name.
    pub place: Span,
    /// The asserter's name.
    pub asserter: Span,
}

/// Words with probabilities that sum to 1 with `none` and `elsewhere`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// Words and their probabilities, the most probable first; those under 0.001 are left out.
    pub words: Vec<(usize, f32)>,
    /// The claim has none.
    pub none: f32,
    /// It has one, which is not among the words that were read with it.
    pub elsewhere: f32,
}

/// A stretch of words by its first and last.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Span {
    /// First words.
    pub start: Link,
    /// Last words.
    pub end: Link,
}

impl Sighting {
    /// The same, its words counted from so many words earlier.
    pub(super) fn moved(&self, by: usize) -> Self {
        let mut moved = self.clone();
        moved.word += by;
        let Self { actor, side, date, trigger, place, asserter, .. } = &mut moved;
        for link in
            [actor, side, date, trigger, &mut place.start, &mut place.end, &mut asserter.start, &mut asserter.end]
        {
            link.words.iter_mut().for_each(|(word, _)| *word += by);
        }
        moved
    }
}
