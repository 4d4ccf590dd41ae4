//! `rate-mismatch`: a rate over a time does not give the stated total.

use super::context::{Context, Draft, range, words};
use super::finding::Severity;
use super::interval::{Interval, hard, number};
use crate::extract::Sentence;
use crate::extract::atom::Run;
use crate::extract::quantity::{Counted, Quantity};
use crate::lexicon::{Class, List};

pub(crate) fn check(context: &mut Context) {
    let document = context.document;
    for sentence in &document.sentences {
        let run = document.run(sentence);
        let Some((rate, time, total)) = triple(&run, sentence) else { continue };
        let product = hard(&rate);
        let length = number(&time.low);
        let product = Interval::new(product.low * length.low, product.high * length.high);
        if product.meets(&hard(&total)) {
            continue;
        }
        let expected = range(&product, 0);
        let draft = Draft {
            rule: "rate-mismatch",
            severity: Severity::Error,
            message: format!(
                "{} over {} makes {expected}, not {}",
                run.slice(rate.number, rate.to + 2),
                run.slice(time.number, time.to + 1),
                words(&run, &total)
            ),
            basis: format!("{} × {} = {}", rate.low.value, time.low.value, rate.low.value * time.low.value),
            expected,
            fix: None,
        };
        let related = [(sentence, rate.number, rate.to, "the rate"), (sentence, time.number, time.to + 1, "the time")];
        context.report(sentence, (total.number, total.to), draft, &related);
    }
}

/// One rate per day (week, month), one time in the same unit, one total in the rate's unit, and nothing else.
fn triple(run: &Run, sentence: &Sentence) -> Option<(Quantity, Quantity, Quantity)> {
    let figures: Vec<&Quantity> =
        sentence.figures.iter().filter(|q| q.from == 0 || !run.mark(q.from.wrapping_sub(1), '(')).collect();
    let rate = only(figures.iter().filter(|q| rated(run, q).is_some()))?;
    let span = rated(run, rate)?;
    let time = only(figures.iter().filter(|q| {
        q.counted == Counted::Bare
            && run.text(q.to).to_lowercase().trim_end_matches('s') == span
            && (q.from.saturating_sub(1)..q.number).any(|k| run.listed(k, List::During))
    }))?;
    let total = only(
        figures.iter().filter(|q| q.counted == rate.counted && q.number != rate.number && rated(run, q).is_none()),
    )?;
    let said = run.one_of(total.from, &["a total of"]) || (0..run.len()).any(|k| run.listed(k, List::Sum));
    let plain = [rate, time, total].iter().all(|q| !q.low.vague && !q.low.fraction);
    (plain && said && figures.len() <= 4).then_some((**rate, **time, **total))
}

/// The time unit of "30 square kilometers a day".
fn rated(run: &Run, q: &Quantity) -> Option<String> {
    let per = run.listed(q.to, List::Each) && run.is(q.to + 1, Class::Span);
    (per && q.counted != Counted::Bare).then(|| run.text(q.to + 1).to_lowercase().trim_end_matches('s').to_owned())
}

fn only<'a, T>(mut found: impl Iterator<Item = &'a T>) -> Option<&'a T> {
    let first = found.next()?;
    found.next().is_none().then_some(first)
}
