//! The amounts of a sentence: its figures, sums of money and shares in words, with what tells them apart.

use crate::check::interval::{Interval, count};
use crate::check::parts::percent;
use crate::extract::Sentence;
use crate::extract::atom::Run;
use crate::extract::number::{self, Number};
use crate::extract::quantity::{Counted, Hedge, Quantity, hedge_before, quantity};
use crate::lexicon::{Class, List, class::any_of};

/// What an amount is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Things or people.
    Count,
    /// Money, by its sign.
    Money(char),
    /// A unit of measure.
    Unit(usize),
    /// A share of a whole.
    Share,
    /// Days, weeks, years.
    Time,
    /// An age, a score, a part of a name: no amount of anything.
    Label,
}

/// An amount with its place in the sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Amount {
    pub(super) q: Quantity,
    pub(super) kind: Kind,
    /// It stands in the sentence before.
    pub(super) earlier: bool,
}

impl Amount {
    pub(super) fn value(&self) -> f64 {
        self.q.low.value
    }

    /// The values that it can stand for: a count below a thousand is exact, and a share is as its last digit says.
    pub(super) fn read(&self) -> Interval {
        let half = self.q.low.place / 2.0;
        match self.kind {
            Kind::Share if !self.q.low.fraction => Interval::new(self.value() - half, self.q.high.value + half),
            _ => count(&self.q),
        }
    }

    /// One number, plainly printed.
    pub(super) fn plain(&self) -> bool {
        !self.q.is_range() && !self.q.low.vague && self.kind != Kind::Label
    }

    /// Neither a share nor a bound.
    pub(super) fn exact(&self) -> bool {
        self.plain() && self.kind != Kind::Share && matches!(self.q.hedge, Hedge::None | Hedge::About)
    }
}

/// A sentence with its amounts.
pub(in crate::check) struct Scene<'a> {
    pub(super) run: Run<'a>,
    pub(super) sentence: &'a Sentence,
    pub(super) amounts: Vec<Amount>,
}

/// A sentence and the one before it in its paragraph.
pub(super) struct Page<'a> {
    pub(super) here: &'a Scene<'a>,
    pub(super) before: Option<&'a Scene<'a>>,
}

impl<'a> Scene<'a> {
    pub(super) fn new(run: Run<'a>, sentence: &'a Sentence) -> Self {
        let mut amounts: Vec<Amount> =
            sentence.figures.iter().flat_map(|q| ends(&run, q)).map(|q| known(&run, &q)).collect();
        amounts.extend((0..run.len()).filter_map(|k| money(&run, k)));
        amounts.sort_by_key(|a| a.q.number);
        ratios(&run, &mut amounts);
        Self { run, sentence, amounts }
    }

    /// Whether two amounts are of one kind, and no noun tells them apart.
    pub(super) fn alike(&self, a: &Amount, b: &Amount) -> bool {
        let counts = |x: &Amount| matches!(x.kind, Kind::Count | Kind::Unit(_));
        let money = a.kind == b.kind && matches!(a.kind, Kind::Money(_));
        let kind = money || counts(a) && counts(b) && (a.kind == b.kind || bare(a) || bare(b));
        let nouns = self.noun(a).zip(self.noun(b));
        kind && nouns.is_none_or(|(a, b)| a == b)
    }

    /// The plural noun right behind a number, if one is printed.
    fn noun(&self, a: &Amount) -> Option<String> {
        let word = self.run.text(a.q.low.next).to_lowercase();
        let closed =
            any_of(&[Class::Preposition, Class::Conjunction, Class::Auxiliary, Class::Speech, Class::Determiner]);
        let plural = word.len() > 3 && word.ends_with('s') && !word.ends_with("ss");
        (!a.earlier && plural && !self.run.any(a.q.low.next, closed)).then_some(word)
    }

    /// Whether nothing is counted between two atoms.
    pub(super) fn free(&self, from: usize, to: usize) -> bool {
        !self.amounts.iter().any(|a| a.q.number >= from && a.q.number < to)
    }

    /// A mark that sets off what follows: a comma, a dash, a bracket, a colon.
    pub(super) fn sets_off(&self, k: usize) -> bool {
        [',', '(', '—', '–', ':', '['].iter().any(|&m| self.run.mark(k, m))
            || self.run.mark(k, '-') && self.run.at(k).spaced
    }

    /// Whether an amount ends there: at a mark, at the end, or before a closed word.
    pub(super) fn ends(&self, k: usize) -> bool {
        k >= self.run.len() || self.run.at(k).kind == crate::extract::token::Kind::Mark
    }

    /// Whether a word between "of" and a whole tells no more than whose it is.
    pub(super) fn owns(&self, k: usize) -> bool {
        let run = &self.run;
        let small = run.listed(k, List::Small) || run.listed(k, List::Owning);
        small || run.at(k).capital || run.is(k, Class::Determiner) || run.is(k, Class::Genitive)
    }

    /// "P of the W", "P of the town's W", "P of their last W": the whole that a part is taken of.
    pub(super) fn whole_of(&self, part: &Amount) -> Option<Amount> {
        let run = &self.run;
        let of = part.q.to + usize::from(run.word(part.q.to, "out"));
        let whole = *self.amounts.iter().find(|a| a.q.number > of)?;
        let gap = of + 1..start(run, &whole);
        let owned = gap.len() <= 5
            && (gap.clone().all(|k| self.owns(k))
                || gap.len() <= 4 && gap.clone().next_back().is_some_and(|k| run.is(k, Class::Genitive)));
        let joined = run.mark(whole.q.low.next, '-') && !run.at(whole.q.low.next).spaced;
        (run.word(of, "of") && owned && !joined && whole.plain() && part.plain()).then_some(whole)
    }
}

/// The first atom of an amount, its sign of money included.
pub(super) fn start(run: &Run, a: &Amount) -> usize {
    let signed = matches!(a.kind, Kind::Money(_));
    let from = a.q.from.min(a.q.number - usize::from(signed));
    from.saturating_sub(usize::from(signed && from > 0 && run.is(from - 1, Class::HedgeBefore)))
}

/// Without anything counted.
fn bare(a: &Amount) -> bool {
    a.kind == Kind::Count && a.q.counted == Counted::Bare
}

fn known(run: &Run, q: &Quantity) -> Amount {
    let span = run.is(q.to, Class::Span) || run.mark(q.to, '-') && run.is(q.to + 1, Class::Span);
    let aged = q.from > 0 && run.listed(q.from - 1, List::Aged)
        || run.mark(q.to, '-') && !run.at(q.to).spaced && !run.listed(q.to + 1, List::Members);
    let label = aged
        || run.mark(q.to, ':')
            && run.at(q.to + 1).kind == crate::extract::token::Kind::Number
            && !run.at(q.to + 1).spaced
        || run.listed(q.to, List::Clock);
    let kind = match q.counted {
        Counted::Measure(_) if percent(run, q) => Kind::Share,
        Counted::Measure(unit) => Kind::Unit(unit),
        _ if span => Kind::Time,
        _ if label => Kind::Label,
        _ => Kind::Count,
    };
    Amount { q: *q, kind, earlier: false }
}

/// "from 390 to 340" gives two amounts and no range.
fn ends(run: &Run, q: &Quantity) -> Vec<Quantity> {
    let led = q.from > 0 && (run.word(q.from - 1, "from") || run.word(q.from - 1, "by"));
    match (q.number..q.to).find(|&k| run.word(k, "to")).filter(|_| led && q.is_range()) {
        Some(k) => {
            let first = Quantity { high: q.low, to: q.low.next, noun: q.low.next, ..*q };
            vec![first, Quantity { low: q.high, from: k + 1, number: k + 1, ..*q }]
        }
        None => vec![*q],
    }
}

/// "$9.4 billion", "£28m": money is no figure of claims, but adds up all the same.
fn money(run: &Run, k: usize) -> Option<Amount> {
    let sign = ['$', '£', '€', '¥'].into_iter().find(|&c| run.mark(k, c))?;
    let q = quantity(run, k + 1, false).or_else(|| short(run, k + 1))?;
    Some(Amount {
        q: Quantity { counted: Counted::Bare, to: q.low.next, hedge: hedge_before(run, k), ..q },
        kind: Kind::Money(sign),
        earlier: false,
    })
}

/// "73m", "1.5bn".
fn short(run: &Run, k: usize) -> Option<Quantity> {
    let text = run.text(k).to_ascii_lowercase();
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let scale = match &text[digits.len()..] {
        "k" => 1e3,
        "m" => 1e6,
        "b" | "bn" => 1e9,
        "t" | "tn" => 1e12,
        _ => return None,
    };
    let n = number::parse_text(digits)?;
    let low = Number { value: n.value * scale, step: n.step * scale, place: n.place * scale, next: k + 1, ..n };
    Some(Quantity {
        low,
        high: low,
        counted: Counted::Bare,
        hedge: Hedge::None,
        from: k,
        number: k,
        noun: k + 1,
        to: k + 1,
        rate: false,
        compound: false,
    })
}

/// "one in five", "nine in 10": a share.
fn ratios(run: &Run, amounts: &mut Vec<Amount>) {
    let mut at = 0;
    while at < amounts.len() {
        let whole = amounts[at];
        let k = whole.q.number;
        let led =
            k >= 2 && run.word(k - 1, "in") && whole.q.counted == Counted::Bare && (whole.q.to == whole.q.low.next);
        let first = || {
            number::parse(run, k - 2).filter(|n| n.next == k - 1 && n.value < whole.value() && n.value.fract() == 0.0)
        };
        let follows = run.word(whole.q.to, "of") || run.at(whole.q.to).kind == crate::extract::token::Kind::Mark;
        if let Some(part) = (led && follows && whole.value() <= 100.0).then(first).flatten() {
            let value = part.value / whole.value() * 100.0;
            let low = Number { value, step: 1.0, place: 1.0, vague: false, fraction: true, next: whole.q.to };
            let hedge = hedge_before(run, k - 2);
            let q = Quantity { low, high: low, hedge, from: k - 2, number: k - 2, ..whole.q };
            amounts[at] = Amount { q, kind: Kind::Share, earlier: false };
            if at > 0 && amounts[at - 1].q.number == k - 2 {
                amounts.remove(at - 1);
                continue;
            }
        }
        at += 1;
    }
}
