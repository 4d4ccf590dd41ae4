//! A total that its parts do not make.

use super::amounts::{Amount, Kind, Page, Scene, start};
use super::part::of_before;
use super::{Fault, Found, each, print};
use crate::check::context::{Context, range, words};
use crate::check::interval::Interval;
use crate::extract::quantity::Hedge;
use crate::lexicon::{Class, List};

/// Figures that make less or more than this share of a total are no list of its parts.
const PLAUSIBLE: std::ops::Range<f64> = 0.6..1.7;
/// The most atoms from one part of a list to the next.
const APART: usize = 9;

pub(in crate::check) fn check(context: &mut Context) {
    each(context, &[listed, concluded, opened, grown]);
}

/// `most` where the parts may be fewer than the total, but never more.
fn judge(scene: &Scene, total: &Amount, parts: &[Amount], most: bool) -> Found {
    let mut looked = parts.to_vec();
    looked.push(*total);
    let added = parts.iter().fold(Interval::new(0.0, 0.0), |sum, p| sum.plus(&p.read()));
    let value: f64 = parts.iter().map(Amount::value).sum();
    if added.meets(&total.read())
        || most && added.low < total.read().high
        || !PLAUSIBLE.contains(&(value / total.value()))
    {
        return (looked, None);
    }
    let expected = range(&added, 1);
    let printed: Vec<String> = parts.iter().map(|p| print(p.value())).collect();
    let fault = Fault {
        rule: "sum-mismatch",
        at: *total,
        others: parts.iter().map(|p| (*p, "a part")).collect(),
        message: format!("the parts add up to {expected}, not {}", words(&scene.run, &total.q)),
        basis: format!("{} = {}", printed.join(" + "), print(value)),
        expected,
    };
    (looked, Some(fault))
}

/// A total and parts of one kind, each smaller, of which none is an age, a share or a bound.
fn fair(scene: &Scene, total: &Amount, parts: &[Amount]) -> bool {
    let kin = |p: &Amount| {
        p.kind == total.kind && p.exact() && p.q.hedge == Hedge::None && !p.q.low.fraction && p.value() < total.value()
    };
    let counted = !matches!(total.kind, Kind::Share | Kind::Time | Kind::Label);
    let exact = matches!(total.q.hedge, Hedge::None | Hedge::About) && total.plain() && total.value() >= 3.0;
    // "Districts 1, 2 and 3" are names
    let named = |p: &Amount| p.q.number > 0 && scene.run.at(p.q.number - 1).capital;
    let names = parts.first().is_some_and(named) && !parts.get(1).is_some_and(named);
    counted && exact && parts.len() >= 2 && parts.iter().all(kin) && !names && joined(scene, parts)
}

/// A list: commas or semicolons between its parts and an "and" before the last, each near the one before.
fn joined(scene: &Scene, parts: &[Amount]) -> bool {
    let run = &scene.run;
    let between = |w: &[Amount]| w[0].q.to..start(run, &w[1]);
    let tied = parts.windows(2).all(|w| {
        let gap = between(w);
        gap.len() <= APART && gap.clone().any(|k| run.mark(k, ',') || run.mark(k, ';') || run.word(k, "and"))
    });
    let last = parts.windows(2).last().is_some_and(|w| between(w).any(|k| run.word(k, "and")));
    tied && last && parts.windows(2).all(|w| scene.free(w[0].q.to, w[1].q.number))
}

/// "45 vehicles: 18 lorries, 12 buses and five ambulances", "14 — seven women and five men —", "made up of 13 Boeings and seven
/// Airbuses".
fn listed(page: &Page) -> Vec<Found> {
    let scene = page.here;
    let run = &scene.run;
    let one = |(n, total): (usize, &Amount)| {
        let next = scene.amounts.get(n + 1)?.q.number;
        let dash =
            |k: usize| run.mark(k, '—') || run.mark(k, '–') && run.at(k).spaced || run.mark(k, '-') && run.at(k).spaced;
        let made = |k: usize| run.listed(k, List::MadeOf) || run.word(k, "made") && run.word(k + 1, "up");
        let opens = |k: &usize| run.mark(*k, ':') || dash(*k) || made(*k);
        let open = (total.q.to..next).find(opens).filter(|k| k - total.q.to <= 8)?;
        let close =
            (open + 1..run.len()).find(|&k| run.mark(k, ';') || dash(k) || run.mark(k, ')')).unwrap_or(run.len());
        let parts: Vec<Amount> = scene.amounts[n + 1..].iter().take_while(|a| a.q.number < close).copied().collect();
        let first = parts.first().is_some_and(|p| start(run, p) <= open + 3);
        let has = |p: &Amount| run.any(p.q.to, Class::Auxiliary.bit()) || run.listed(p.q.to, List::Did);
        let whole =
            (open..close).all(|k| !run.listed(k, List::SomeOf) && !run.word(k, "one")) && !parts.iter().any(has);
        (first && whole && fair(scene, total, &parts)).then(|| judge(scene, total, &parts, false))
    };
    scene.amounts.iter().enumerate().filter_map(one).collect()
}

/// "14 in Georgia, nine in Florida and six in Alabama, 39 in all", "employ 1,850 and 2,300 workers, have a combined workforce of 4,450".
fn concluded(page: &Page) -> Vec<Found> {
    let scene = page.here;
    let run = &scene.run;
    let one = |(n, total): (usize, &Amount)| {
        let at = start(run, total);
        let before = (at.saturating_sub(4)..total.q.number)
            .any(|k| run.listed(k, List::AddedUp) || run.listed(k, List::Together));
        let behind = (total.q.low.next..total.q.low.next + 3)
            .any(|k| run.listed(k, List::InAll) || run.listed(k, List::Together));
        let running = (total.q.to..total.q.to + 4)
            .any(|k| run.listed(k, List::Stretch) || run.word(k, "so") || run.word(k, "this"));
        let from = (0..at).rev().find(|&k| run.mark(k, ';')).unwrap_or(0);
        let parts: Vec<Amount> =
            scene.amounts[..n].iter().filter(|a| a.q.number >= from && a.kind != Kind::Time).copied().collect();
        let last = parts.last()?.q.to;
        let set_off = (last..at).any(|k| scene.sets_off(k) || run.word(k, "for")) && at - last <= 12;
        ((before || behind) && !running && set_off && fair(scene, total, &parts))
            .then(|| judge(scene, total, &parts, false))
    };
    scene.amounts.iter().enumerate().filter_map(one).collect()
}

/// "Of the 96 killed, 51 were men, 27 were women and 28 were children": they can be no more.
fn opened(page: &Page) -> Vec<Found> {
    let scene = page.here;
    let run = &scene.run;
    let Some((total, parts)) = scene.amounts.split_first() else { return Vec::new() };
    let opens = of_before(scene, total).is_some_and(|of| of == 0);
    let are = parts.iter().all(|p| run.is(p.q.to, Class::Auxiliary));
    if opens && are && parts.len() > 2 && fair(scene, total, parts) {
        vec![judge(scene, total, parts, true)]
    } else {
        Vec::new()
    }
}

/// "With another 35 deaths the total rose from 1,204 to 1,293", "six more, bringing to 44 the number, up from 28".
fn grown(page: &Page) -> Vec<Found> {
    let scene = page.here;
    let run = &scene.run;
    let &[more, a, b] = scene.amounts.as_slice() else { return Vec::new() };
    let first = start(run, &more);
    let added = (first.saturating_sub(2)..first).chain([more.q.low.next]).any(|k| run.listed(k, List::Further));
    let brings = (more.q.to..a.q.number).any(|k| run.listed(k, List::Brings));
    let led = |x: &Amount, word: &str| start(run, x).checked_sub(1).is_some_and(|k| run.word(k, word));
    let (before, after) = match (led(&a, "from") && led(&b, "to"), led(&a, "to") && led(&b, "from")) {
        (true, _) => (a, b),
        (_, true) => (b, a),
        _ => return Vec::new(),
    };
    let counted = [more, a, b].iter().all(|x| x.kind == Kind::Count && x.exact());
    let rises = before.value() < after.value();
    if !(added && brings && counted && rises) {
        return Vec::new();
    }
    vec![judge(scene, &after, &[before, more], false)]
}
