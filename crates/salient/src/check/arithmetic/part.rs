//! A part larger than its whole.

use super::amounts::{Amount, Kind, Page, Scene, start};
use super::{Fault, Found, each, print};
use crate::check::context::{Context, words};
use crate::extract::quantity::{Counted, Hedge};
use crate::lexicon::{Class, List, class::any_of};

pub(in crate::check) fn check(context: &mut Context) {
    each(context, &[taken, pointed, included, opened]);
}

/// A part so many times its whole is of something else.
const PLAUSIBLE: f64 = 2.0;

/// What is wrong with a part of these wholes, which may all be meant.
fn judge(scene: &Scene, part: &Amount, wholes: &[Amount]) -> Found {
    let mut looked = wholes.to_vec();
    looked.push(*part);
    let bounded = |a: &Amount| matches!(a.q.hedge, Hedge::MoreThan | Hedge::AtLeast) || a.q.low.vague;
    let sum: f64 = wholes.iter().map(|a| a.read().high).sum();
    if wholes.is_empty()
        || wholes.iter().any(bounded)
        || part.read().low <= sum
        || part.value() < 2.0
        || part.value() > sum * PLAUSIBLE
    {
        return (looked, None);
    }
    let most = print(wholes.iter().map(Amount::value).sum());
    let told = match wholes {
        [whole] if !whole.earlier => words(&scene.run, &whole.q),
        _ => &most,
    };
    let label = if wholes.len() == 1 { "the whole" } else { "one of the wholes" };
    let fault = Fault {
        rule: "part-exceeds-whole",
        at: *part,
        others: wholes.iter().map(|a| (*a, label)).collect(),
        message: format!("{} cannot be part of {told}", words(&scene.run, &part.q)),
        expected: format!("at most {most}"),
        basis: format!("{} > {most}", print(part.value())),
    };
    (looked, Some(fault))
}

/// "58 of 50 states", "320 of the town's 300 houses".
fn taken(page: &Page) -> Vec<Found> {
    let scene = page.here;
    let of = |part: &Amount| {
        let whole = scene.whole_of(part)?;
        let kinds = part.kind == whole.kind && part.kind != Kind::Share
            || part.kind == Kind::Count && matches!(whole.kind, Kind::Unit(_));
        let direct = part.q.to == part.q.low.next
            && !part.q.low.fraction
            && (part.kind != Kind::Count || whole.value().fract() == 0.0);
        (kinds && direct).then(|| judge(scene, part, &[whole]))
    };
    scene.amounts.iter().filter_map(of).collect()
}

/// Words that a noun does not begin with.
const CLOSED: u64 =
    any_of(&[Class::Auxiliary, Class::Verb, Class::Preposition, Class::Conjunction, Class::Speech, Class::Determiner]);

/// "540 patients. Six hundred of them", "120 seats, and the bloc holds 161 of these": of all that was counted before.
fn pointed(page: &Page) -> Vec<Found> {
    let scene = page.here;
    let run = &scene.run;
    let points = |a: &Amount| {
        let before = start(run, a);
        // "six of those honors" says itself what it is of
        let open = run.word(a.q.to + 1, "them") || scene.ends(a.q.to + 2) || run.any(a.q.to + 2, CLOSED);
        let behind = run.word(a.q.to, "of") && run.listed(a.q.to + 1, List::OfThem) && open;
        let which = |k: usize| run.word(k, "whom") || run.word(k, "which");
        behind || before >= 2 && run.word(before - 2, "of") && which(before - 1)
    };
    let at = |(n, part): (usize, &Amount)| {
        let own = counted(scene, part, n);
        let wholes = if n == 0 && start(run, part) == 0 { earlier(page, part) } else { own };
        // "two, maybe three of them" are no whole and part
        let apart =
            wholes.last().is_none_or(|w| w.earlier || !(w.q.to..part.q.number).any(|k| run.listed(k, List::Perhaps)));
        judge(scene, part, if apart { &wholes } else { &[] })
    };
    scene.amounts.iter().enumerate().filter(|(_, a)| points(a) && a.plain() && a.kind != Kind::Share).map(at).collect()
}

/// "21 people, among them 25 minors", "the 24-member cabinet includes 26 women".
fn included(page: &Page) -> Vec<Found> {
    let scene = page.here;
    let run = &scene.run;
    let says = |k: usize| run.listed(k, List::Includes) || run.word(k, "among") && run.listed(k + 1, List::OfThem);
    let leads = |a: &Amount| (start(run, a).saturating_sub(2)..start(run, a)).any(says);
    let at = |(n, part): (usize, &Amount)| judge(scene, part, &counted(scene, part, n));
    let named = |a: &Amount| a.q.number > 0 && run.at(a.q.number - 1).capital && a.q.number > 1;
    let whole = |a: &Amount| a.plain() && a.kind == Kind::Count && a.q.hedge == Hedge::None && !named(a);
    // "12 accidents, which included 20 deaths": people are no part of things
    let people = |n: usize, a: &Amount| {
        let things = counted(scene, a, n).iter().all(|w| w.q.counted == Counted::Bare && !scene.ends(w.q.to));
        a.q.counted != Counted::Persons || !things
    };
    scene.amounts.iter().enumerate().filter(|(n, a)| leads(a) && whole(a) && people(*n, a)).map(at).collect()
}

/// "Of the 15 rescued, 18 were treated."
fn opened(page: &Page) -> Vec<Found> {
    let scene = page.here;
    let run = &scene.run;
    let pair = |w: &[Amount]| {
        let (whole, part) = (w[0], w[1]);
        let of = of_before(scene, &whole)?;
        let opens = of == 0 || scene.sets_off(of - 1) || run.word(of - 1, "out") || run.mark(of - 1, '“');
        let comma = (whole.q.to..part.q.number).any(|k| run.mark(k, ','));
        let next = part.q.to;
        let does = run.any(next, Class::Auxiliary.bit() | Class::Verb.bit())
            || run.text(next).ends_with("ed")
            || run.listed(next, List::Does);
        let fits = comma
            && does
            && scene.alike(&whole, &part)
            && part.q.number - whole.q.to <= 12
            && part.plain()
            && whole.plain();
        (opens && fits).then(|| judge(scene, &part, &[whole]))
    };
    scene.amounts.windows(2).filter_map(pair).collect()
}

/// "of the 15", "of a budget of $3.5 billion": the "of" before a whole.
pub(super) fn of_before(scene: &Scene, whole: &Amount) -> Option<usize> {
    let run = &scene.run;
    let from = start(run, whole);
    let near = (from.saturating_sub(4)..from)
        .rev()
        .take_while(|&k| scene.owns(k) || run.word(k, "of"))
        .find(|&k| run.word(k, "of"))?;
    let budget = near.checked_sub(3).filter(|&k| run.word(k, "of") && run.is(k + 1, Class::Determiner));
    Some(budget.unwrap_or(near))
}

/// What was counted before in the sentence, of which a part may be: people and things.
fn counted(scene: &Scene, part: &Amount, n: usize) -> Vec<Amount> {
    let kin = |a: &&Amount| a.kind == part.kind || a.kind == Kind::Label && scene.run.listed(a.q.to + 1, List::Members);
    scene.amounts[..n].iter().filter(kin).copied().collect()
}

fn earlier(page: &Page, part: &Amount) -> Vec<Amount> {
    let all = page.before.map_or(&[][..], |b| &b.amounts);
    all.iter().filter(|a| a.kind == part.kind).map(|a| Amount { earlier: true, ..*a }).collect()
}
