//! A share that a part and its whole do not make.

use super::amounts::{Amount, Kind, Page, Scene, start};
use super::part::of_before;
use super::{Fault, Found, each, print};
use crate::check::context::{Context, range, words};
use crate::check::interval::{Interval, hard, share as read_share};
use crate::check::parts::{leads, moves, points};
use crate::extract::quantity::Hedge;
use crate::lexicon::List;

pub(in crate::check) fn check(context: &mut Context) {
    each(context, &[after_both, opened, of_whole, amounts_to]);
}

fn judge(scene: &Scene, part: &Amount, whole: &Amount, share: &Amount) -> Found {
    let looked = vec![*part, *whole, *share];
    let kinds = part.kind == whole.kind || part.kind == Kind::Count && matches!(whole.kind, Kind::Unit(_));
    let unbound = |a: &Amount| a.plain() && !a.q.low.fraction && a.kind != Kind::Share && a.kind != Kind::Time;
    if !kinds
        || !unbound(part)
        || !unbound(whole)
        || share.kind != Kind::Share
        || points(&scene.run, &share.q)
        || whole.value() < 2.0
    {
        return (Vec::new(), None);
    }
    let exact = part.value() / whole.value() * 100.0;
    let true_share = hard(&part.q).over(&hard(&whole.q)).scaled(100.0);
    let counts = part.read().over(&whole.read()).scaled(100.0);
    let bounded = [part, whole].iter().any(|a| a.q.hedge != Hedge::None);
    let printed = Interval::new(share.q.low.value, share.q.high.value);
    let fits = read_share(&share.q).meets(&Interval::new(exact, exact))
        || counts.meets(&printed)
        || bounded && true_share.meets(&read_share(&share.q));
    if fits || exact > 100.0 {
        return (looked, None);
    }
    let expected = format!("{} %", range(&counts, 1));
    let fault = Fault {
        rule: "share-mismatch",
        at: *share,
        others: vec![(*part, "the part"), (*whole, "the whole")],
        message: format!(
            "{} of {} is {expected}, not {}",
            words(&scene.run, &part.q),
            words(&scene.run, &whole.q),
            scene.run.slice(share.q.from, share.q.to)
        ),
        basis: format!("{} ÷ {} = {exact:.1} %", print(part.value()), print(whole.value())),
        expected,
    };
    (looked, Some(fault))
}

/// Whether a share is set off behind an atom and tells nothing new: ", a success rate of 65 percent."
fn told_behind(scene: &Scene, from: usize, share: &Amount) -> bool {
    let run = &scene.run;
    let at = start(run, share);
    let mark = (from..at).rev().find(|&k| scene.sets_off(k));
    let lead = |k: usize| leads(run, k) || run.listed(k, List::ShareWords);
    let clean =
        mark.is_some_and(|m| (m + 1..at).all(lead) && at - m <= 6 && m - from <= 6 && scene.free(from, share.q.number));
    clean && !(share.q.to..share.q.to + 3).any(|k| moves(run, k)) && closed(scene, share.q.to)
}

/// Whether a share ends there, or says that it is of what was just told.
fn closed(scene: &Scene, k: usize) -> bool {
    let run = &scene.run;
    scene.ends(k) || run.word(k, "of") && (run.listed(k + 1, List::OfThem) || run.listed(k + 2, List::OfAll))
}

/// "801 of 1,268 buildings, over 70 percent,".
fn after_both(page: &Page) -> Vec<Found> {
    let scene = page.here;
    let one = |part: &Amount| {
        let whole = scene.whole_of(part)?;
        let share = scene.amounts.iter().find(|a| a.q.number > whole.q.number)?;
        told_behind(scene, whole.q.to, share).then(|| judge(scene, part, &whole, share))
    };
    scene.amounts.iter().filter_map(one).collect()
}

/// "Of the 250 surveyed, 180 — 82 percent — said".
fn opened(page: &Page) -> Vec<Found> {
    let scene = page.here;
    let run = &scene.run;
    let three = |w: &[Amount]| {
        let (whole, part, share) = (w[0], w[1], w[2]);
        let of = of_before(scene, &whole)?;
        let opens = of == 0 || scene.sets_off(of - 1) || run.word(of - 1, "out");
        let near = (whole.q.to..part.q.number).any(|k| run.mark(k, ',')) && part.q.number - whole.q.to <= 10;
        let set = told_behind(scene, part.q.to, &share) && scene.alike(&whole, &part);
        (opens && near && set).then(|| judge(scene, &part, &whole, &share))
    };
    scene.amounts.windows(3).filter_map(three).collect()
}

/// "Two thirds of the 90 pupils, 40 in all,": the part set off on both sides.
fn of_whole(page: &Page) -> Vec<Found> {
    let scene = page.here;
    let run = &scene.run;
    let one = |(n, share): (usize, &Amount)| {
        let whole = scene.whole_of(share).filter(|_| share.kind == Kind::Share)?;
        let part = scene.amounts.get(n + 2)?;
        let at = start(run, part);
        let mark = (whole.q.to..at).rev().find(|&k| scene.sets_off(k))?;
        let small = |k: usize| leads(run, k) || run.listed(k, List::ShareWords);
        let led = (mark + 1..at).all(small) && mark - whole.q.to <= 4;
        let ends = (part.q.to..part.q.to + 3)
            .find(|&k| scene.ends(k))
            .is_some_and(|k| (part.q.to..k).all(|k| !run.is(k, crate::lexicon::Class::Preposition)));
        let moved = (part.q.to..part.q.to + 3).any(|k| moves(run, k));
        (led && ends && !moved && scene.alike(part, &whole)).then(|| judge(scene, part, &whole, share))
    };
    scene.amounts.iter().enumerate().filter_map(one).collect()
}

/// "7,463 sq km last year, or 3.3 percent of Ukraine's 603,628 sq km".
fn amounts_to(page: &Page) -> Vec<Found> {
    let scene = page.here;
    let run = &scene.run;
    let three = |w: &[Amount]| {
        let (part, share, whole) = (w[0], w[1], w[2]);
        let of = scene.whole_of(&share).filter(|x| x.q.number == whole.q.number && share.kind == Kind::Share)?;
        let at = start(run, &share);
        let or = (part.q.to..at).rev().find(|&k| run.word(k, "or") || run.mark(k, '(') || run.mark(k, '—'))?;
        let clean = (or + 1..at).all(|k| leads(run, k)) && or - part.q.to <= 5;
        let same =
            part.kind == of.kind && (matches!(part.kind, Kind::Unit(_) | Kind::Money(_)) || scene.alike(&part, &of));
        (clean && same).then(|| judge(scene, &part, &of, &share))
    };
    scene.amounts.windows(3).filter_map(three).collect()
}
