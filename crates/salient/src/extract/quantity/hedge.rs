//! The words that bound a figure, before it and behind it.

use super::Hedge;
use crate::extract::atom::Run;
use crate::lexicon::{Class, List};

const HEDGES: [Hedge; 7] =
    [Hedge::About, Hedge::MoreThan, Hedge::LessThan, Hedge::Nearly, Hedge::AtLeast, Hedge::UpTo, Hedge::None];

/// The hedge right before an atom: what bounds a word such as "doubled".
pub fn hedge_before(run: &Run, i: usize) -> Hedge {
    hedge_of(run, hedge_start(run, i), i)
}

pub(super) fn hedge_after(run: &Run, i: usize) -> Option<Hedge> {
    run.sense(i, Class::HedgeAfter).map(|h| HEDGES[h as usize])
}

/// The first atom of the hedges that end right before atom `i`.
pub(super) fn hedge_start(run: &Run, i: usize) -> usize {
    let mut from = i;
    while from > 0
        && (run.is(from.wrapping_sub(1), Class::HedgeBefore)
            || (run.quote(from.wrapping_sub(1)) && from >= 2 && run.is(from.wrapping_sub(2), Class::HedgeBefore)))
    {
        from -= 1;
    }
    if from > 0
        && from == i
        && run.listed(i.wrapping_sub(1), List::Article)
        && i >= 2
        && run.is(i.wrapping_sub(2), Class::HedgeBefore)
    {
        return hedge_start(run, i.wrapping_sub(1));
    }
    from
}

/// The hedge nearest to the number wins, but one that says nothing gives way to one that does.
pub(super) fn hedge_of(run: &Run, from: usize, to: usize) -> Hedge {
    let mut hedge = Hedge::None;
    for i in (from..to).rev() {
        if let Some(found) = run.sense(i, Class::HedgeBefore).map(|h| HEDGES[h as usize])
            && hedge == Hedge::None
        {
            let never = (i.saturating_sub(3)..i).any(|k| run.word(k, "never"));
            hedge = if never && found == Hedge::MoreThan { Hedge::UpTo } else { found };
        }
    }
    hedge
}
