//! How much: the figure at the word that makes the claim, as the recognisers read it.

use super::scene::{Scene, one_line};
use crate::extract::claim::Value;
use crate::extract::interval::Reading;
use crate::extract::predicate::Predicate;
use crate::extract::quantity::{Counted, Hedge, Quantity, quantity};
use crate::extract::unit::Unit;
use crate::lexicon::{Class, class::any_of};

/// A printed value.
pub(super) struct Figure {
    pub(super) low: f64,
    pub(super) high: f64,
    pub(super) unit: Unit,
    pub(super) hedge: Hedge,
    pub(super) of: Option<String>,
    pub(super) restated: Vec<Value>,
    pub(super) reading: Reading,
    /// The word that is counted, if one is.
    pub(super) noun: Option<usize>,
    /// One past its last word.
    pub(super) end: usize,
}

/// The figure at a word, if one stands there.
pub(super) fn figure(scene: &Scene, word: usize, predicate: Predicate) -> Option<Figure> {
    let sentence = scene.document.sentences.get(scene.sentence(word))?;
    let run = scene.document.run(sentence);
    let known = scene.view.figures.iter().find(|f| f.2 == word).map(|f| sentence.figures[f.1]);
    let q = known.or_else(|| read(scene, word, predicate))?;
    let unit = unit_of(&q, predicate)?;
    let percent = unit == Unit::Percent;
    let restated = sentence.pairs.iter().filter(|p| p.first.number == q.number).filter_map(|p| {
        let unit = claimed(&run.lexicon.units[p.second.unit()?].name)?;
        Some(Value { low: p.second.low.value, high: p.second.high.value, unit })
    });
    Some(Figure {
        low: q.low.value,
        high: q.high.value,
        hedge: q.hedge,
        of: if percent { whole(scene, word, &q) } else { None },
        restated: restated.collect(),
        reading: Reading::of(&q, percent),
        noun: (q.noun != q.number).then(|| scene.word(scene.sentence(word), q.noun)),
        end: scene.word(scene.sentence(word), q.to),
        unit,
    })
}

/// A number that the recognisers passed over, since nothing told that it counts: the predicate does.
fn read(scene: &Scene, word: usize, predicate: Predicate) -> Option<Quantity> {
    let sentence = scene.document.sentences.get(scene.sentence(word))?;
    let run = scene.document.run(sentence);
    let atom = scene.atom(word);
    let single = || {
        let low = crate::extract::number::parse_text("1").filter(|_| run.is(atom, Class::Determiner))?;
        let counted = if people(predicate) { Counted::Persons } else { Counted::Settlements };
        let (from, number, noun, to) = (atom, atom, atom, atom + 1);
        Some(Quantity {
            low,
            high: low,
            counted,
            hedge: Hedge::None,
            from,
            number,
            noun,
            to,
            rate: false,
            compound: false,
        })
    };
    quantity(&run, atom, false).or_else(single)
}

/// The unit printed, else what the predicate counts; `None` for a measure of which no claim is made, or of people.
fn unit_of(q: &Quantity, predicate: Predicate) -> Option<Unit> {
    let people = people(predicate);
    match q.counted {
        Counted::Measure(_) if people => None,
        Counted::Measure(unit) => claimed(&crate::lexicon::english().units[unit].name),
        Counted::Settlements | Counted::Bare if !people => Some(Unit::Settlements),
        _ => Some(Unit::Persons),
    }
}

/// A unit that claims count in, restatements too: what reads claims need know no other.
fn claimed(name: &str) -> Option<Unit> {
    Unit::named(name).filter(|u| Unit::CLAIMED.contains(u))
}

/// Whether a predicate counts people.
pub(super) fn people(predicate: Predicate) -> bool {
    losses(predicate) || predicate == Predicate::Deployed
}

/// The whole that a share is taken of, in the text's words: up to the next verb or mark.
fn whole(scene: &Scene, word: usize, q: &Quantity) -> Option<String> {
    const STOPS: u64 = any_of(&[Class::Auxiliary, Class::Modal, Class::Speech, Class::Conjunction]);
    let sentence = scene.document.sentences.get(scene.sentence(word))?;
    let run = scene.document.run(sentence);
    let of = (q.to..q.to + 2).find(|&i| run.word(i, "of"))?;
    let start = (of + 1..run.len()).find(|&i| !run.is(i, Class::Determiner))?;
    let stop =
        |i: &usize| run.any(*i, STOPS) || run.at(*i).kind == crate::extract::token::Kind::Mark && !run.mark(*i, '-');
    let end = (start..run.len()).find(stop).unwrap_or(run.len());
    (end > start).then(|| one_line(run.slice(start, end)))
}

/// Whether a predicate is about people who were lost or fled.
pub(super) fn losses(predicate: Predicate) -> bool {
    use Predicate::{Captured, Casualties, Displaced, Killed, Wounded};
    matches!(predicate, Killed | Wounded | Captured | Casualties | Displaced)
}
