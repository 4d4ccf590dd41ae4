//! A change that two figures do not make.

use super::amounts::{Amount, Kind, Page, Scene, start};
use super::{Fault, Found, each, print};
use crate::check::context::{Context, words};
use crate::check::interval::{Interval, hard, share as read_share};
use crate::check::parts::{leads, moves, points};
use crate::extract::number;
use crate::extract::quantity::{Hedge, hedge_before};
use crate::lexicon::{Class, List, class::any_of};

pub(in crate::check) fn check(context: &mut Context) {
    each(context, &[told]);
}

/// Figures so many times apart are not of one thing.
const PLAUSIBLE: f64 = 15.0;

/// Two amounts of one thing, the earlier and the later.
#[derive(Clone, Copy)]
struct Step {
    before: Amount,
    after: Amount,
}

/// What the words say that a step is.
enum Change {
    /// So many percent, as an amount of the text.
    Percent(Amount),
    /// So many percentage points, or of whatever is counted.
    By(Amount),
    /// So many times as much, with the atoms that say so.
    Times(f64, usize, Hedge),
}

fn told(page: &Page) -> Vec<Found> {
    let scene = page.here;
    let counted: Vec<Amount> =
        scene.amounts.iter().filter(|a| !matches!(a.kind, Kind::Time | Kind::Label)).copied().collect();
    if !(2..=3).contains(&counted.len()) {
        return Vec::new();
    }
    let mut pairs = (0..counted.len()).flat_map(|i| (i + 1..counted.len()).map(move |j| (i, j)));
    let step = pairs.find_map(|(i, j)| step(scene, &counted[i], &counted[j]));
    let Some(step) = step else { return Vec::new() };
    let other = counted.iter().find(|a| a.q.number != step.before.q.number && a.q.number != step.after.q.number);
    let change = other.map_or_else(|| multiple(scene, &step), |other| amount(scene, &step, other));
    change.map(|change| judge(scene, &step, &change)).into_iter().collect()
}

/// "from A to B", "to B from A", "at B, compared with A", "B, up 17 percent from A".
fn step(scene: &Scene, a: &Amount, b: &Amount) -> Option<Step> {
    let run = &scene.run;
    let lead = |x: &Amount, list: List| {
        let at = start(run, x);
        (at.saturating_sub(3)..at).rev().take_while(|&k| !scene.sets_off(k)).any(|k| run.listed(k, list))
    };
    let share = a.kind == Kind::Share && b.kind == Kind::Share;
    let kin = share || scene.alike(a, b);
    let aged = (start(run, a).saturating_sub(3)..start(run, a)).any(|k| run.listed(k, List::Aged));
    let plain = |x: &Amount| !aged && x.plain() && x.q.hedge == Hedge::None && !x.q.low.fraction && x.value() > 0.0;
    if !kin || !plain(a) || !plain(b) || b.q.number - a.q.to > 12 {
        return None;
    }
    let forth = lead(a, List::StepFrom) && lead(b, List::StepTo);
    let likened = lead(b, List::Against) && (lead(a, List::StepTo) || lead(a, List::At));
    let back =
        lead(b, List::StepFrom) && (lead(a, List::StepTo) || behind(scene, a)) || likened || lead(b, List::Below);
    let first = |list| !lead(a, list);
    let fell = a.kind == b.kind
        && lead(b, List::StepTo)
        && !lead(b, List::Against)
        && first(List::StepFrom)
        && first(List::StepTo)
        && between(scene, a, b);
    match (forth || fell, back) {
        (true, false) => Some(Step { before: *a, after: *b }),
        (false, true) => Some(Step { before: *b, after: *a }),
        _ => None,
    }
}

/// "900 in April, fell by a third to": a first figure set off from what became of it.
fn between(scene: &Scene, a: &Amount, b: &Amount) -> bool {
    let run = &scene.run;
    let mut words = a.q.to..start(run, b);
    let comma = words.clone().find(|&k| run.mark(k, ',')).filter(|k| k - a.q.to <= 4);
    // "3 million more tourists, to reach 56 million" is no step
    let more = words.any(|k| run.word(k, "more") || run.word(k, "which"));
    comma.is_some_and(|k| moves(run, k + 1) || run.listed(k + 1, List::Moved)) && !more
}

/// "84 pounds, up": a rise or fall is told right behind.
fn behind(scene: &Scene, a: &Amount) -> bool {
    (a.q.to..a.q.to + 4).any(|k| scene.sets_off(k) && moves(&scene.run, k + 1))
}

/// The one other amount as a change: a word of rising or falling, or "by", stands beside it.
fn amount(scene: &Scene, step: &Step, other: &Amount) -> Option<Change> {
    let run = &scene.run;
    let at = start(run, other);
    if run.word(other.q.low.next, "times") && other.plain() {
        return Some(Change::Times(other.value(), other.q.number, other.q.hedge));
    }
    let word = |k: usize| moves(run, k) || run.word(k, "by") || run.listed(k, List::Moved);
    let beside = (at.saturating_sub(4)..at).any(word) || (other.q.to..other.q.to + 2).any(word);
    if !beside || !tied(scene, step, other) || !other.plain() {
        return None;
    }
    let pointed = points(run, &other.q) || run.listed(other.q.low.next, List::PointWord);
    let of_shares = step.before.kind == Kind::Share;
    match (other.kind == Kind::Share, of_shares) {
        _ if of_shares && pointed => Some(Change::By(*other)),
        (true, false) if !pointed && !run.word(other.q.to, "of") => Some(Change::Percent(*other)),
        (false, false) if scene.alike(other, &step.before) || other.kind == step.before.kind => {
            Some(Change::By(*other))
        }
        _ => None,
    }
}

/// Whether an amount is told of a step and of nothing else: only small words stand between them.
fn tied(scene: &Scene, step: &Step, other: &Amount) -> bool {
    let run = &scene.run;
    let (first, last) = (start(run, &step.before).min(start(run, &step.after)), step.before.q.to.max(step.after.q.to));
    let at = start(run, other);
    let small = |k: usize| {
        moves(run, k)
            || leads(run, k)
            || run.listed(k, List::ShareWords)
            || scene.sets_off(k)
            || run.listed(k, List::Moved)
    };
    let inside = at >= first && at < last;
    let behind = at >= last && at - last <= 12 && {
        let mark = (last..at).find(|&k| scene.sets_off(k));
        mark.is_some_and(|m| m - last <= 5 && (m..at).all(small) && !(last..m).any(|k| run.any(k, BREAKS)))
    };
    let before = other.q.to <= first && first - other.q.to <= 5 && !(other.q.to..first).any(|k| run.any(k, BREAKS));
    inside || behind || before
}

/// What comes after these is told of something else.
const BREAKS: u64 = any_of(&[Class::Verb, Class::Conjunction, Class::Speech]);

/// "doubled", "fivefold", "by half" beside a step without another amount.
fn multiple(scene: &Scene, step: &Step) -> Option<Change> {
    let run = &scene.run;
    let first = start(run, &step.before).min(start(run, &step.after));
    let from = first.saturating_sub(8);
    let mut found = (from..first).filter_map(|k| Some((times(scene, k)?, k)));
    let (value, k) = found.next()?;
    let clean = found.next().is_none() && !(k + 1..first).any(|k| run.any(k, BREAKS));
    clean.then(|| Change::Times(value, k, hedge_before(run, k)))
}

fn times(scene: &Scene, k: usize) -> Option<f64> {
    let run = &scene.run;
    let verbs = [(List::Doubled, 2.0), (List::Tripled, 3.0), (List::Quadrupled, 4.0), (List::Halved, 0.5)];
    let verb = verbs.iter().find(|(list, _)| run.listed(k, *list)).map(|(_, times)| *times);
    let text = run.text(k).to_ascii_lowercase();
    let fold = || text.strip_suffix("fold").and_then(|n| number::parse_text(n.trim_end_matches('-'))).map(|n| n.value);
    verb.or_else(fold)
}

fn judge(scene: &Scene, step: &Step, change: &Change) -> Found {
    let mut looked = vec![step.before, step.after];
    let (a, b) = (step.before.value(), step.after.value());
    if !(1.0 / PLAUSIBLE..PLAUSIBLE).contains(&(b / a)) {
        return (Vec::new(), None);
    }
    let told = match change {
        Change::Percent(share) => {
            looked.push(*share);
            by_percent(step, share)
        }
        Change::By(by) => {
            looked.push(*by);
            by_amount(step, by)
        }
        Change::Times(times, _, hedge) => by_times(step, *times, *hedge),
    };
    let fault = told.map(|expected| {
        let (at, said) = match change {
            Change::Percent(x) | Change::By(x) => (*x, words(&scene.run, &x.q)),
            Change::Times(_, k, _) => (step.after, scene.run.text(*k)),
        };
        Fault {
            rule: "change-mismatch",
            at,
            others: vec![(step.before, "the earlier figure"), (step.after, "the later figure")],
            message: format!("from {} to {} is {expected}, not “{said}”", print(a), print(b)),
            basis: format!("{} − {} = {}", print(b), print(a), print(b - a)),
            expected,
        }
    });
    (looked, fault)
}

fn by_percent(step: &Step, share: &Amount) -> Option<String> {
    let change = (step.after.value() / step.before.value() - 1.0) * 100.0;
    let ratio = hard(&step.after.q).over(&hard(&step.before.q)).scaled(100.0);
    let slack = Interval::new(ratio.low - 100.0, ratio.high - 100.0);
    let size = Interval::new(change.abs(), change.abs());
    let printed = share.value();
    // both ends' rounding explains a share only where it is as printed
    let rounded = step_is_round(step) && (slack.low..=slack.high).contains(&printed.copysign(change));
    (!read_share(&share.q).meets(&size) && !rounded).then(|| way(change, &format!("{} %", print(change.abs()))))
}

/// Figures of two digits or fewer that count say little of what was rounded; those of shares and money do.
fn step_is_round(step: &Step) -> bool {
    [step.before, step.after].iter().any(|a| a.q.low.place < 1.0 || a.value() >= 1000.0)
}

fn by_amount(step: &Step, by: &Amount) -> Option<String> {
    let change = step.after.value() - step.before.value();
    let read = step.after.read().minus(&step.before.read());
    let (least, most) = if change < 0.0 { (-read.high, -read.low) } else { (read.low, read.high) };
    let unit = if by.kind == step.before.kind && by.kind != Kind::Share { "" } else { " points" };
    (!hard(&by.q).meets(&Interval::new(least, most))).then(|| way(change, &format!("{}{unit}", print(change.abs()))))
}

fn way(change: f64, by: &str) -> String {
    format!("{} {by}", if change < 0.0 { "down" } else { "up" })
}

fn by_times(step: &Step, times: f64, hedge: Hedge) -> Option<String> {
    let ratio = step.after.value() / step.before.value();
    let (least, most) = match hedge {
        Hedge::MoreThan | Hedge::AtLeast => (times, times * 1.6),
        Hedge::Nearly => (times * 0.8, times),
        Hedge::About => (times * 0.8, times * 1.25),
        Hedge::None => (times * 0.9, times * 1.15),
        Hedge::LessThan | Hedge::UpTo => return None,
    };
    let (least, most) = if times < 1.0 && hedge == Hedge::MoreThan { (0.0, times) } else { (least, most) };
    (!(least..=most).contains(&ratio)).then(|| format!("{} times as much", print(ratio)))
}
