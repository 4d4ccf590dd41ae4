//! The day of publication as a dateline or a byline prints it.

use super::{DateKind, Dated, dates};
use crate::extract::atom::Run;
use crate::extract::token::Kind;
use crate::lexicon::List;
use jiff::civil::Date;

/// A dateline's date is among so many first atoms.
const FAR: usize = 12;

/// "KYIV, Feb 20, 2025 (Agency) – …", "By Anna Kim | February 20, 2025": a whole date near the start of a block, before which only
/// names stand, and behind which the block ends or a mark sets it off.
pub fn dateline(run: &Run) -> Option<Date> {
    let whole = |d: &Dated| d.year && d.days.is_some_and(|days| days.kind == DateKind::Day);
    let dated = dates(&run.part(0, run.len().min(FAR + 8)), None).into_iter().find(whole)?;
    let ends =
        dated.to >= run.len() || ['(', '-', '–', '—', ':', '|', '/'].iter().any(|&mark| run.mark(dated.to, mark));
    let names = (0..dated.from).all(|k| {
        let atom = run.at(k);
        atom.kind == Kind::Mark && !run.mark(k, '.')
            || atom.capital
            || run.listed(k, List::Byline)
            || atom.end - atom.start == 1
    });
    let told = (0..dated.from).any(|k| run.listed(k, List::Issued));
    let phrase = dated.from > 0 && run.listed(dated.from - 1, List::Byline) && !told;
    // A date alone heads a part of a chronicle.
    ((1..=FAR).contains(&dated.from) && ends && names && !phrase).then(|| dated.days.map(|d| d.from)).flatten()
}
