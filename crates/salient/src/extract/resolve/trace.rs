//! Where in the text a claim's parts stand.

use super::scene::Scene;
use crate::extract::claim::Stretch;
use crate::extract::reader::Link;
use std::ops::Range;

/// The bytes of a stretch of words.
pub(super) fn bytes(scene: &Scene, words: &Range<usize>) -> Option<Stretch> {
    let first = scene.view.words.get(words.start)?;
    let last = scene.view.words.get(words.end.checked_sub(1)?)?;
    Some([first.start as usize, last.end as usize])
}

/// The bytes of a link's most probable word.
pub(super) fn of_link(scene: &Scene, link: &Link) -> Option<Stretch> {
    let word = super::link::first(link)?;
    bytes(scene, &(word..word + 1))
}
