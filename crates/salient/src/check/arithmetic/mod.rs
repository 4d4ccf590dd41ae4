//! Arithmetic that a text does with its own figures, whatever they count: parts of a whole, shares, rests, sums, changes and rates.
//!
//! A relation is held against the figures only where the words tie them; what the words leave open is not judged.

mod amounts;
pub(super) mod change;
pub(super) mod part;
pub(super) mod rate;
pub(super) mod rest;
pub(super) mod share;
pub(super) mod sum;

use super::context::{Context, Draft, figure};
use super::finding::Severity;
use crate::extract::Sentence;
pub(super) use amounts::Scene;
use amounts::{Amount, Page};
use std::rc::Rc;

/// A relation that does not hold: the figure at fault, what it is held against, and the words for both.
struct Fault {
    rule: &'static str,
    at: Amount,
    others: Vec<(Amount, &'static str)>,
    message: String,
    expected: String,
    basis: String,
}

/// A relation as a shape finds it: the amounts that were held against each other, and what is wrong, if anything.
type Found = (Vec<Amount>, Option<Fault>);

/// Runs the shapes of a rule over every sentence.
fn each(context: &mut Context, shapes: &[fn(&Page) -> Vec<Found>]) {
    let document = context.document;
    let read = || document.sentences.iter().map(|s| Scene::new(document.run(s), s)).collect();
    let scenes = Rc::clone(context.scenes.get_or_init(read));
    for (index, sentence) in document.sentences.iter().enumerate() {
        let before = index.checked_sub(1).filter(|&b| document.sentences[b].block == sentence.block);
        let page = Page { here: &scenes[index], before: before.map(|b| &scenes[b]) };
        for (looked, fault) in shapes.iter().flat_map(|shape| shape(&page)) {
            let own: Vec<_> = looked.iter().filter(|a| !a.earlier).map(|a| &a.q).collect();
            context.look(sentence, &own);
            if let Some(fault) = fault {
                tell(context, sentence, before.map(|b| &document.sentences[b]), fault);
            }
        }
    }
}

fn tell(context: &mut Context, sentence: &Sentence, before: Option<&Sentence>, fault: Fault) {
    let related: Vec<_> = fault
        .others
        .iter()
        .map(|(a, label)| (if a.earlier { before.unwrap_or(sentence) } else { sentence }, a.q.number, a.q.to, *label))
        .collect();
    let draft = Draft {
        rule: fault.rule,
        severity: Severity::Error,
        message: fault.message,
        expected: fault.expected,
        basis: fault.basis,
        fix: None,
    };
    context.report(sentence, (fault.at.q.number, fault.at.q.to), draft, &related);
}

/// A value as messages print it.
fn print(value: f64) -> String {
    figure(value, if value.abs() < 100.0 { 2 } else { 1 })
}
