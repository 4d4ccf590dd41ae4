//! Statements of nobody's side: a speaker who speaks for no party, or whose party could not be told, is not silent.

use crate::check::compare::{Comparison, Said};
use crate::extract::Side;

/// What was said up to the day by speakers that speak for no party, or whose party could not be told.
pub fn said(c: &Comparison) -> Vec<&Said> {
    let others = c.sides.iter().filter(|s| s.side == Side::Other).flat_map(|s| &s.statements);
    let unclear = c.undated.iter().chain(&c.unclear).filter(|s| s.side.as_ref().is_none_or(|s| *s == Side::Other));
    let published = |s: &&Said| s.published.as_deref().is_none_or(|d| d <= c.on.as_str());
    others.chain(unclear.filter(published)).collect()
}

/// "2 statements by speakers without a side"; nothing where there are none.
///
/// ```
/// use salient::publish::sideless::counted;
/// assert_eq!(counted(0), None);
/// assert_eq!(counted(2).as_deref(), Some("2 statements by speakers without a side"));
/// ```
pub fn counted(count: usize) -> Option<String> {
    match count {
        0 => None,
        1 => Some("1 statement by a speaker without a side".to_owned()),
        n => Some(format!("{n} statements by speakers without a side")),
    }
}
