//! Figures that stand to each other as part and whole, told by their words.

use crate::extract::atom::Run;
use crate::extract::quantity::{Counted, Quantity};
use crate::lexicon::{Class, List, UnitKind};

/// Whether a figure is a share.
pub(crate) fn percent(run: &Run, q: &Quantity) -> bool {
    q.unit().is_some_and(|u| run.lexicon.units[u].kind == UnitKind::Percent)
}

/// "A of (the) B": directly, in one unit or counting the same.
pub(crate) fn part_of(run: &Run, part: &Quantity, whole: &Quantity) -> bool {
    if percent(run, part) || percent(run, whole) || part.is_range() || whole.is_range() || part.low.fraction {
        return false;
    }
    let mut at = part.to;
    if run.word(at, "out") {
        at += 1;
    }
    if !run.word(at, "of") {
        return false;
    }
    let noun = |q: &Quantity| run.text(q.noun).to_lowercase();
    let kinds = part.counted == Counted::Bare && part.to == part.low.next
        || part.counted == whole.counted && noun(part) == noun(whole);
    after_articles(run, at + 1, whole) && kinds && whole.low.value > 1.0 && whole.counted != Counted::Bare
}

/// Whether a share is a difference of shares: "5 percentage points".
pub(crate) fn points(run: &Run, share: &Quantity) -> bool {
    run.text(share.noun).contains("point")
}

/// Whether an atom says that something rose or fell.
pub(crate) fn moves(run: &Run, k: usize) -> bool {
    run.listed(k, List::Rose) || run.listed(k, List::Fell)
}

/// Whether an atom only leads to a figure that is derived from those before it: "or an average of about".
pub(crate) fn leads(run: &Run, k: usize) -> bool {
    run.is(k, Class::HedgeBefore) || run.listed(k, List::Averaged)
}

/// Whether a figure begins there, but for articles and the like.
pub(crate) fn after_articles(run: &Run, from: usize, figure: &Quantity) -> bool {
    from <= figure.from && (from..figure.from).all(|k| run.listed(k, List::Small))
}
