//! Figures with what they count: measures, shares, settlements, people; with their hedges and ranges.

mod counted;
mod hedge;
mod measure;

use super::atom::Run;
use super::number::{self, Number};
use crate::lexicon::{Class, List, UnitKind, class::any_of};
pub use hedge::hedge_before;

use counted::counted;
use hedge::{hedge_after, hedge_of, hedge_start};
use measure::{measured, ranged};
use serde::{Deserialize, Serialize};

/// The class of the words that bound or soften a figure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "hedges.toml lists the words of each")]
pub enum Hedge {
    #[default]
    None,
    About,
    MoreThan,
    LessThan,
    Nearly,
    AtLeast,
    UpTo,
}

/// What a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// A unit of measure: an index into the lexicon's units.
    Measure(usize),
    /// Settlements, districts and the like.
    Settlements,
    /// People; the noun's atom tells whose.
    Persons,
    /// Nothing that is known here.
    Bare,
}

/// A figure, or the two ends of a range.
#[derive(Clone, Copy, Debug)]
pub struct Quantity {
    /// The first or only number.
    pub low: Number,
    /// The second number of a range, else the same.
    pub high: Number,
    /// What is counted.
    pub counted: Counted,
    /// How it is bounded.
    pub hedge: Hedge,
    /// First atom, hedge included.
    pub from: usize,
    /// Atom of the first number.
    pub number: usize,
    /// Atom of the counted noun or unit.
    pub noun: usize,
    /// One past the last atom.
    pub to: usize,
    /// A rate: something follows "per".
    pub rate: bool,
    /// Made of two units: "5 feet 10 inches".
    pub compound: bool,
}

impl Quantity {
    /// The index of the unit, for a measure.
    pub fn unit(&self) -> Option<usize> {
        if let Counted::Measure(unit) = self.counted { Some(unit) } else { None }
    }

    /// Whether two numbers are given.
    pub fn is_range(&self) -> bool {
        self.low.value != self.high.value
    }
}

/// Every figure of a sentence, from left to right. `taken` tells which atoms belong to a date and are no figures.
pub fn quantities(run: &Run, taken: &dyn Fn(usize) -> bool) -> Vec<Quantity> {
    let (mut out, mut i): (Vec<Quantity>, usize) = (Vec::new(), 0);
    while i < run.len() {
        let figure = if !may_start(run, i) || taken(i) || identifies(run, i) { None } else { quantity(run, i, false) };
        if let Some(figure) = figure.filter(|q| plausible(run, q)) {
            i = figure.to.max(i + 1);
            out.push(figure);
        } else {
            i += 1;
        }
    }
    parts(run, &mut out);
    out
}

/// "801 of the 1,268 square kilometers": a number without a unit has that of the area that it is a part of.
fn parts(run: &Run, figures: &mut [Quantity]) {
    for at in 1..figures.len() {
        let (part, whole) = (figures[at - 1], figures[at]);
        let area = whole.unit().is_some_and(|u| run.lexicon.units[u].kind == UnitKind::Area);
        let plain = part.counted == Counted::Bare && part.to == part.low.next && !part.low.vague && !part.low.fraction;
        if area && plain && is_part(run, &part, &whole) && part.high.value <= whole.high.value {
            (figures[at - 1].counted, figures[at - 1].noun) = (whole.counted, whole.noun);
        }
    }
}

/// "A of the B", "A out of B": whether a figure is taken of the one after it.
pub(super) fn is_part(run: &Run, part: &Quantity, whole: &Quantity) -> bool {
    let of = part.to + usize::from(run.word(part.to, "out"));
    run.word(of, "of") && of + 1 + usize::from(run.is(of + 1, Class::Determiner)) == whole.from
}

/// Whether an atom can start a number at all; most words cannot.
fn may_start(run: &Run, i: usize) -> bool {
    use super::token::Kind;
    const WORDS: u64 = any_of(&[Class::Cardinal, Class::Scale, Class::Vague, Class::Fraction]);
    match run.at(i).kind {
        Kind::Number => true,
        Kind::Word => {
            run.any(i, WORDS)
                || run.any(i, Class::Determiner.bit()) && run.any(i + 1, WORDS)
                || run.at(i).hyphen && run.text(i).as_bytes().first().is_some_and(u8::is_ascii_alphabetic)
        }
        Kind::Mark => run.at(i).end - run.at(i).start > 1,
    }
}

/// "No. 5", "Section 3", "$2", "2.5x", "1:30", "T-72": digits that are a name, money or a time, not a figure.
fn identifies(run: &Run, i: usize) -> bool {
    let before = i.checked_sub(1);
    let glued = |at: usize| run.atoms.get(at).is_some_and(|a| !a.spaced);
    let symbol = before.is_some_and(|b| ['$', '€', '£', '¥', '#', '₽', '₴', '₹'].iter().any(|&c| run.mark(b, c)));
    let time = (run.mark(i + 1, ':') && glued(i + 1) && glued(i + 2))
        || (before.is_some_and(|b| run.mark(b, ':') && glued(b)) && glued(i));
    let label = before.is_some_and(|b| run.listed(b, List::Label));
    symbol || time || label
}

fn plausible(run: &Run, q: &Quantity) -> bool {
    // "one" and "a half" alone are everyday words; they are figures only with something counted.
    let word = run.at(q.number).kind == super::token::Kind::Word;
    let text = run.text(q.number);
    let year = q.counted == Counted::Bare
        && text.len() == 4
        && (text.starts_with("19") || text.starts_with("20"))
        && q.to == q.number + 1;
    !year && (q.counted != Counted::Bare || !word || q.low.value > 1.0)
}

/// Reads a figure at atom `i`: number, range, unit or noun. In a bracket, unit letters may stand apart ("38 C").
pub fn quantity(run: &Run, i: usize, bracket: bool) -> Option<Quantity> {
    let low = number::parse(run, i)?;
    let from = hedge_start(run, i);
    let mut q = Quantity {
        low,
        high: low,
        counted: Counted::Bare,
        hedge: hedge_of(run, from, i),
        from,
        number: i,
        noun: low.next,
        to: low.next,
        rate: false,
        compound: false,
    };
    ranged(run, &mut q, bracket);
    let at = q.to + usize::from(run.mark(q.to, '-') && run.atoms.get(q.to).is_some_and(|a| !a.spaced));
    if run.is(at, Class::HedgeAfter)
        && (run.at(at).capital || !run.is(at, Class::Force))
        && let Some(after) = hedge_after(run, at)
    {
        (q.hedge, q.to) = (after, at + 1);
    }
    if !measured(run, &mut q, bracket) {
        counted(run, &mut q);
    }
    if low.vague && q.hedge == Hedge::None {
        q.hedge = Hedge::AtLeast;
    }
    if q.counted != Counted::Bare
        && let Some(after) = hedge_after(run, q.to).filter(|_| run.is(q.to, Class::HedgeAfter))
        && q.hedge == Hedge::None
        && run.at(q.to).end - run.at(q.to).start > 4
        && !run.word(q.to, "in total")
    {
        (q.hedge, q.to) = (after, q.to + 1);
    }
    Some(q)
}
