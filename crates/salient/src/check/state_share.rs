//! An area, and the share of a state that it is said to be: "7,463 km², 1.28 percent of Ukraine".

use super::context::{Context, Draft, figure, words};
use super::finding::Severity;
use super::interval::{Interval, hard, share};
use super::parts::{leads, percent};
use crate::extract::Sentence;
use crate::extract::atom::Run;
use crate::extract::quantity::{Hedge, Quantity};
use crate::lexicon::{Class, List, UnitKind, areas};

/// Tables differ in what they count as a state's ground by so much.
const TABLES: f64 = 0.02;

pub(super) fn check(context: &mut Context, rule: &'static str) {
    let document = context.document;
    for sentence in &document.sentences {
        let run = document.run(sentence);
        for (area, part, state) in told(&run, sentence) {
            context.look(sentence, &[&area, &part]);
            if let Some(draft) = judge(&run, rule, &area, &part, &state) {
                let related = [(sentence, area.number, area.to, "the area")];
                context.report(sentence, (part.number, part.to), draft, &related);
            }
        }
    }
}

/// A state that a share is of.
struct State<'a> {
    name: &'a str,
    km2: f64,
}

/// An area and a share side by side, the share of a state that the table knows.
fn told<'a>(run: &Run<'a>, sentence: &Sentence) -> Vec<(Quantity, Quantity, State<'a>)> {
    let ground = |q: &Quantity| q.unit().is_some_and(|u| run.lexicon.units[u].kind == UnitKind::Area);
    let pair = |w: &[Quantity]| {
        let (area, part) = if percent(run, &w[1]) { (w[0], w[1]) } else { (w[1], w[0]) };
        let state = percent(run, &part).then(|| whole(run, &part)).flatten()?;
        let end = if part.number < area.number { state.1 } else { area.to };
        let gap = end..w[1].from;
        let mark = |k: usize| run.mark(k, ',') || run.mark(k, '(') || run.mark(k, '–');
        let lead = gap.clone().any(|k| mark(k) || run.word(k, "or"));
        let clean = gap.len() <= 4 && gap.clone().all(|k| mark(k) || leads(run, k));
        (ground(&area) && !area.is_range() && !part.is_range() && lead && clean).then_some((area, part, state.0))
    };
    sentence.figures.windows(2).filter_map(pair).collect()
}

/// "… percent of Ukraine", "… percent of the territory of Ukraine", "… percent of Ukraine's territory": the state, and the atom
/// after its name.
fn whole<'a>(run: &Run<'a>, part: &Quantity) -> Option<(State<'a>, usize)> {
    if !run.word(part.to, "of") {
        return None;
    }
    let at = (part.to + 1..part.to + 6).find(|&k| !run.listed(k, List::Common) && !run.listed(k, List::Expanse))?;
    let named = &run.lexicon.named[run.sense(at, Class::State)? as usize];
    // Only the whole of it: "12 percent of Ukraine's Kharkiv region" is of something else.
    let after = at + 1 + usize::from(run.is(at + 1, Class::Genitive));
    let bounded = after == at + 1 || run.listed(after, List::Expanse);
    let km2 = areas::km2(named.side.as_str()).filter(|_| bounded)?;
    Some((State { name: named.name.as_str(), km2 }, at + 1))
}

fn judge(run: &Run, rule: &'static str, area: &Quantity, part: &Quantity, state: &State) -> Option<Draft> {
    let unit = run.lexicon.units[area.unit()?].factor / 1e6;
    let exact = area.low.value * unit / state.km2 * 100.0;
    let around = Interval::new(exact * (1.0 - TABLES), exact * (1.0 + TABLES));
    let slack = hard(area).scaled(unit / state.km2 * 100.0);
    let bounded = area.hedge != Hedge::None && slack.meets(&share(part));
    if share(part).meets(&around) || slack.meets(&Interval::new(part.low.value, part.high.value)) || bounded {
        return None;
    }
    let expected = format!("{} %", figure(exact, if exact < 10.0 { 2 } else { 1 }));
    Some(Draft {
        rule,
        severity: Severity::Error,
        message: format!("{} is {expected} of {}, not {}", words(run, area), state.name, run.slice(part.from, part.to)),
        basis: format!("{} has {} km² ({})", state.name, figure(state.km2, 0), areas::SOURCE),
        expected,
        fix: None,
    })
}
