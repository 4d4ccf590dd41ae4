//! The number of a claim from elsewhere, and its unit, as they stand in the quote.

use crate::extract::atom::Run;
use crate::extract::interval::Reading;
use crate::extract::number;
use crate::extract::quantity::{Counted, Hedge, Quantity};
use crate::extract::{Document, Predicate, Unit};
use crate::lexicon::english;
use crate::read::text;

/// What a claim says of its figure.
pub(super) struct Told {
    pub(super) low: f64,
    pub(super) high: f64,
    pub(super) unit: Unit,
    pub(super) hedge: Hedge,
    pub(super) predicate: Predicate,
}

/// A figure that stands in a quote: what it can mean, and the code points of the quote where it begins and ends.
pub(super) type Standing = (Reading, [usize; 2]);

/// Finds the figure in the quote.
///
/// # Errors
/// Says whether the number or the unit does not stand there, and which figures do.
pub(super) fn stands(quote: &str, told: &Told) -> Result<Standing, String> {
    if !Unit::CLAIMED.contains(&told.unit) {
        return Err(format!("unit: claims count in one of {}, not in {}", units(), told.unit));
    }
    let article = text("quote", quote);
    let document = Document::new(&article);
    let (mut number, mut printed) = (false, Vec::new());
    for sentence in &document.sentences {
        let run = document.run(sentence);
        let ends = |from: usize, to: usize| {
            let byte = |at: u32| quote[..at as usize].chars().count();
            [byte(run.at(from).start), byte(run.at(to - 1).end)]
        };
        for q in &sentence.figures {
            printed.push(run.slice(q.number, q.to).to_owned());
            let same = close(q.low.value, told.low) && close(q.high.value, told.high);
            number |= same;
            if same && counts(q, told) {
                return Ok((reading(q, told), ends(q.number, q.to)));
            }
        }
        let dated = |at: &usize| sentence.dates.iter().any(|d| d.from <= *at && *at < d.to);
        if let Some(q) = (0..run.len()).filter(|at| !dated(at)).find_map(|at| single(&run, at, told)) {
            return Ok((reading(&q, told), ends(q.number, q.to)));
        }
    }
    Err(reason(number, &printed, told))
}

/// "km2, mi2, ha, …": the units that claims count in.
pub(super) fn units() -> String {
    Unit::CLAIMED.map(Unit::name).join(", ")
}

fn reason(number: bool, printed: &[String], told: &Told) -> String {
    let figures =
        if printed.is_empty() { "no figure".to_owned() } else { format!("“{}”", printed.join("”, “")) };
    if number {
        return format!("unit: the quote does not give that number in {}; it has {figures}", told.unit);
    }
    let range =
        if close(told.low, told.high) { told.low.to_string() } else { format!("{} to {}", told.low, told.high) };
    format!("low, high: {range} does not stand in the quote; it has {figures}")
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1.0)
}

fn reading(q: &Quantity, told: &Told) -> Reading {
    Reading::of(&Quantity { hedge: told.hedge, ..*q }, told.unit == Unit::Percent)
}

/// Whether a figure counts what the claim says: by its unit or noun, or, where it has none, by the predicate.
fn counts(q: &Quantity, told: &Told) -> bool {
    let people = told.predicate.people() || told.predicate == Predicate::Deployed;
    match q.counted {
        Counted::Measure(unit) => english().units[unit].name == told.unit.name(),
        Counted::Settlements => told.unit == Unit::Settlements,
        Counted::Persons => told.unit == Unit::Persons,
        Counted::Bare => told.unit == if people { Unit::Persons } else { Unit::Settlements },
    }
}

/// One that is no figure by itself: "a village", "one soldier".
fn single(run: &Run, at: usize, told: &Told) -> Option<Quantity> {
    let counted = match told.unit {
        Unit::Persons => Counted::Persons,
        Unit::Settlements => Counted::Settlements,
        _ => return None,
    };
    let one = number::parse_text("1")?;
    let word = run.one_of(at, &["a", "an"]) || number::parse(run, at).is_some_and(|n| close(n.value, one.value));
    let q = Quantity {
        low: one,
        high: one,
        counted,
        hedge: told.hedge,
        from: at,
        number: at,
        noun: at,
        to: at + 1,
        rate: false,
        compound: false,
    };
    (word && close(told.low, one.value) && close(told.high, one.value)).then_some(q)
}
