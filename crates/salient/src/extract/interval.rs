//! What a printed figure can mean: the one table of readings, with its reasons.
//!
//! Tolerance comes from the printed precision, never from a share of the value alone.
//!
//! | printed | hard | why |
//! |---|---|---|
//! | 801 | 800.5 – 801.5 | rounded to its last printed digit |
//! | 63.2 | 63.15 – 63.25 | the same |
//! | 1,300 | 1,250 – 1,350 | trailing zeros may be rounding |
//! | 500 | 450 – 550 | the same; but never more than a tenth of the value, so that 100 is 90 – 110 |
//! | about x | twice the half-width | soft: the half-width of x itself |
//! | more than x | x – ∞ | soft: up to the next step of x's own precision |
//! | at least x | x – ∞ | |
//! | nearly x | 0.9x – x | soft: from the step below |
//! | less than x, up to x | 0 – x | |
//!
//! Errors are raised on hard readings only.

use super::number::Number;
use super::quantity::{Hedge, Quantity};
use serde::{Deserialize, Serialize};

/// A closed interval of values.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Interval {
    /// The least value.
    pub low: f64,
    /// The greatest; may be infinite, which JSON writes as `null`.
    #[serde(deserialize_with = "open")]
    pub high: f64,
}

fn open<'de, D: serde::Deserializer<'de>>(input: D) -> Result<f64, D::Error> {
    Ok(Option::deserialize(input)?.unwrap_or(f64::INFINITY))
}

impl Interval {
    /// From `low` to `high`.
    pub fn new(low: f64, high: f64) -> Self {
        Self { low, high }
    }

    /// Whether two intervals share a value. A hair's breadth counts as touching, since 0.1 has no exact binary form.
    ///
    /// ```
    /// use salient::check::interval::Interval;
    /// assert!(Interval::new(1.0, 2.0).meets(&Interval::new(2.0, 3.0)));
    /// assert!(!Interval::new(400.0, f64::INFINITY).meets(&Interval::new(150.0, 210.0)));
    /// ```
    pub fn meets(&self, other: &Self) -> bool {
        let ends = [self.low, self.high, other.low, other.high].map(f64::abs);
        let slack = 1e-9 * ends.into_iter().filter(|end| end.is_finite()).fold(1.0, f64::max);
        self.low <= other.high + slack && other.low <= self.high + slack
    }

    /// Every value times a positive factor.
    pub fn scaled(&self, factor: f64) -> Self {
        Self::new(self.low * factor, self.high * factor)
    }

    /// Every quotient of a value here by one there; both must be positive.
    pub fn over(&self, other: &Self) -> Self {
        let high = if other.low > 0.0 { self.high / other.low } else { f64::INFINITY };
        Self::new(if other.high.is_finite() { self.low / other.high } else { 0.0 }, high)
    }

    /// Every difference of a value here and one there.
    pub fn minus(&self, other: &Self) -> Self {
        Self::new(self.low - other.high, self.high - other.low)
    }

    /// Every sum.
    pub fn plus(&self, other: &Self) -> Self {
        Self::new(self.low + other.low, self.high + other.high)
    }
}

/// Half the width of a number's hard reading.
pub fn half_width(number: &Number) -> f64 {
    let whole = number.step / 2.0;
    if number.step > number.place { whole.min(number.value.abs() / 10.0).max(number.place / 2.0) } else { whole }
}

/// The values that a number can stand for, hedges aside.
///
/// ```
/// use salient::{check::interval, extract::number::parse_text};
/// let read = |text: &str| interval::number(&parse_text(text).unwrap());
/// assert_eq!(read("801"), interval::Interval::new(800.5, 801.5));
/// assert_eq!(read("1,300"), interval::Interval::new(1250.0, 1350.0));
/// assert_eq!(read("500"), interval::Interval::new(450.0, 550.0));
/// ```
pub fn number(number: &Number) -> Interval {
    let half = half_width(number);
    Interval::new(number.value - half, number.value + half)
}

/// The values that a quantity can stand for, hedge and range included: its hard reading.
pub fn hard(q: &Quantity) -> Interval {
    let (low, high) = (number(&q.low), number(&q.high));
    match q.hedge {
        Hedge::None => Interval::new(low.low, high.high),
        Hedge::About => Interval::new(q.low.value - 2.0 * half_width(&q.low), q.high.value + 2.0 * half_width(&q.high)),
        Hedge::MoreThan | Hedge::AtLeast => Interval::new(low.low.min(q.low.value), f64::INFINITY),
        Hedge::LessThan | Hedge::UpTo => Interval::new(0.0, q.high.value.max(high.high)),
        Hedge::Nearly => Interval::new((0.9 * q.low.value).min(low.low), q.high.value),
    }
}

/// The hard reading of a count in a tally: below a thousand and without a hedge it is exact, since people and villages are
/// counted one by one.
pub fn count(q: &Quantity) -> Interval {
    let exact = q.hedge == Hedge::None
        && !q.is_range()
        && q.unit().is_none()
        && q.low.value < 1000.0
        && q.low.place == 1.0
        && !q.low.vague;
    if exact { Interval::new(q.low.value, q.low.value) } else { hard(q) }
}

/// The values that a reader takes a quantity to stand for: its soft reading.
pub fn soft(q: &Quantity) -> Interval {
    match q.hedge {
        Hedge::MoreThan => Interval::new(q.low.value, q.high.value + q.high.step),
        Hedge::Nearly => Interval::new(q.low.value - q.low.step, q.high.value),
        Hedge::About => Interval::new(number(&q.low).low, number(&q.high).high),
        _ => hard(q),
    }
}

/// What a claim's figure can mean, in the claim's own unit.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reading {
    /// What the words can mean.
    pub hard: Interval,
    /// What a reader takes them to mean.
    pub soft: Interval,
}

impl Reading {
    /// The readings of a quantity; shares are read as [`share`] says.
    pub fn of(q: &Quantity, percent: bool) -> Self {
        let mut hard = if percent { share(q) } else { hard(q) };
        // As a statement of its own "more than 400" is more than 400, however 400 was rounded.
        match q.hedge {
            Hedge::MoreThan | Hedge::AtLeast => hard.low = q.low.value,
            Hedge::Nearly | Hedge::LessThan | Hedge::UpTo => hard.high = q.high.value,
            Hedge::None | Hedge::About => {}
        }
        Self { hard, soft: soft(q) }
    }
}

impl Reading {
    /// The readings of a figure that is given as a number, by its digits.
    ///
    /// ```
    /// use salient::extract::{interval::{Interval, Reading}, quantity::Hedge};
    /// let reading = Reading::of_number(801.0, 801.0, Hedge::None, false).unwrap();
    /// assert_eq!(reading.hard, Interval::new(800.5, 801.5));
    /// ```
    pub fn of_number(low: f64, high: f64, hedge: Hedge, percent: bool) -> Option<Self> {
        let read = |value: f64| super::number::parse_text(&format!("{value}"));
        let (low, high) = (read(low)?, read(high)?);
        let counted = super::quantity::Counted::Bare;
        let q =
            Quantity { low, high, counted, hedge, from: 0, number: 0, noun: 0, to: 1, rate: false, compound: false };
        Some(Self::of(&q, percent))
    }
}

/// The hard reading of a printed share: whole percents may be cut off instead of rounded, and words like "a third" are
/// rough.
pub fn share(share: &Quantity) -> Interval {
    let read = hard(share);
    let extra = if share.low.fraction {
        4.0
    } else if share.low.place >= 1.0 {
        0.5
    } else {
        share.low.place / 2.0
    };
    Interval::new(read.low - extra, read.high + extra)
}

/// A reading for a figure that may have been rounded to fives, as desks do with what they convert.
pub fn fives(n: &Number) -> Interval {
    let five = n.value != 0.0 && n.value % 5.0 == 0.0 && n.place == 1.0;
    let half = half_width(n).max(if five { 2.5_f64.min(n.value.abs() / 8.0) } else { 0.0 });
    Interval::new(n.value - half, n.value + half)
}
