//! A rest that a whole less its parts does not leave.

use super::amounts::{Amount, Kind, Page, Scene, start};
use super::part::of_before;
use super::{Fault, Found, each, print};
use crate::check::context::{Context, range, words};
use crate::check::interval::{Interval, share as read_share};
use crate::lexicon::{Class, List};

/// A rest so many times too large or too small is of something else.
const PLAUSIBLE: f64 = 4.0;

pub(in crate::check) fn check(context: &mut Context) {
    each(context, &[of_whole, in_turn, hundred]);
}

fn judge(scene: &Scene, whole: &Amount, parts: &[Amount], rest: &Amount) -> Found {
    let mut looked = vec![*whole, *rest];
    looked.extend(parts);
    let left = parts.iter().fold(whole.read(), |left, p| left.minus(&p.read()));
    let value = whole.value() - parts.iter().map(Amount::value).sum::<f64>();
    let ratio = rest.value() / value;
    let bound = |a: &Amount| !a.exact() || a.q.low.fraction;
    if value <= 0.0
        || left.meets(&rest.read())
        || !(1.0 / PLAUSIBLE..PLAUSIBLE).contains(&ratio)
        || looked.iter().any(bound)
    {
        return (looked, None);
    }
    let minus: Vec<String> = parts.iter().map(|p| print(p.value())).collect();
    let expected = range(&left, 1);
    let mut others = vec![(*whole, "the whole")];
    others.extend(parts.iter().map(|p| (*p, "a part")));
    let fault = Fault {
        rule: "remainder-mismatch",
        at: *rest,
        others,
        message: format!(
            "{} less {} leaves {expected}, not {}",
            print(whole.value()),
            minus.join(" and "),
            words(&scene.run, &rest.q)
        ),
        basis: format!("{} − {} = {}", print(whole.value()), minus.join(" − "), print(value)),
        expected,
    };
    (looked, Some(fault))
}

/// How surely the words say that an amount is what is left.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Marked {
    /// "the other 12"
    Other,
    /// "the remaining 12", "12 are left"
    Left,
}

fn marked(scene: &Scene, a: &Amount) -> Option<Marked> {
    let run = &scene.run;
    let at = start(run, a);
    let before = |list: List| (at.saturating_sub(2)..at).any(|k| run.listed(k, list));
    let next = a.q.low.next;
    let left = |k: usize| run.listed(k, List::LeftOver) && !run.word(k - 1, "the");
    let behind = (next..next + 4).take_while(|&k| !scene.ends(k) && !run.word(k, "and")).any(left);
    let go = (next..next + 3).any(|k| run.word(k, "to") && run.listed(k + 1, List::ToGo));
    if before(List::Left) || behind || go || before(List::Keeping) {
        return Some(Marked::Left);
    }
    let not = run.listed(next, List::Did) && run.word(next + 1, "not");
    let other = not
        || run.word(at.saturating_sub(1), "other")
            && (run.word(at.saturating_sub(2), "the") || run.is(at.saturating_sub(2), Class::Determiner));
    (at > 1 && other).then_some(Marked::Other)
}

/// "12 of the 33, … the remaining 31", "Of 12, seven …, three … and the remaining four".
fn of_whole(page: &Page) -> Vec<Found> {
    let scene = page.here;
    let all = &scene.amounts;
    let one = |(n, rest): (usize, &Amount)| {
        marked(scene, rest)?;
        let kin: Vec<Amount> = all[..n].iter().filter(|a| scene.alike(a, rest) && a.plain()).copied().collect();
        let taken = || {
            let part =
                kin.iter().find(|p| scene.whole_of(p).is_some_and(|w| kin.iter().any(|k| k.q.number == w.q.number)))?;
            let whole = scene.whole_of(part)?;
            (kin.len() == 2).then(|| (whole, vec![*part]))
        };
        let opened = || {
            let (whole, parts) = kin.split_first()?;
            let of = of_before(scene, whole)?;
            let opens = of == 0 || scene.sets_off(of - 1);
            (opens && (1..=3).contains(&parts.len())).then(|| (*whole, parts.to_vec()))
        };
        let (whole, parts) = taken().or_else(opened)?;
        Some(judge(scene, &whole, &parts, rest))
    };
    all.iter().enumerate().filter_map(one).collect()
}

/// "had 240 schools. Shelling has destroyed 95; just 115 are left": three amounts of one kind and no other, in one sentence or two.
fn in_turn(page: &Page) -> Vec<Found> {
    let scene = page.here;
    let kin = |s: &Scene, earlier: bool| -> Vec<Amount> {
        let own = s.amounts.iter().filter(|a| !matches!(a.kind, Kind::Time | Kind::Label | Kind::Share) && a.plain());
        own.map(|a| Amount { earlier, ..*a }).collect()
    };
    let here = kin(scene, false);
    let before = page.before.filter(|_| here.len() == 2).map(|b| kin(b, true)).filter(|b| b.len() == 1);
    let three: Vec<Amount> = before.unwrap_or_default().into_iter().chain(here).collect();
    let &[whole, part, rest] = three.as_slice() else { return Vec::new() };
    let told = marked(scene, &rest).is_some() && marked(scene, &part).is_none();
    let smaller = part.value() < whole.value() && rest.value() < whole.value();
    let alike = scene.alike(&whole, &part) && scene.alike(&part, &rest) && scene.alike(&whole, &rest);
    let spent = spent(page, &whole, &part, &rest);
    if told && smaller && alike && spent { vec![judge(scene, &whole, &[part], &rest)] } else { Vec::new() }
}

/// Whether the words between say that a part was used up, given or lost, and nothing was added.
fn spent(page: &Page, whole: &Amount, part: &Amount, rest: &Amount) -> bool {
    let scene = page.here;
    let from = if whole.earlier { 0 } else { whole.q.to };
    let near = part.q.number.saturating_sub(6).max(from)..(part.q.to + 6).min(rest.q.number);
    near.clone().any(|k| scene.run.listed(k, List::Spent))
        && !(from..rest.q.number).any(|k| scene.run.listed(k, List::AddedTo))
}

/// "Sixty percent backed it. The other 50 percent did not": shares of one whole make a hundred.
fn hundred(page: &Page) -> Vec<Found> {
    let scene = page.here;
    let shares = |s: &Scene, earlier: bool| -> Vec<Amount> {
        s.amounts.iter().filter(|a| a.kind == Kind::Share).map(|a| Amount { earlier, ..*a }).collect()
    };
    let here = shares(scene, false);
    let Some((rest, own)) = here.split_last() else { return Vec::new() };
    let run = &scene.run;
    let at = start(run, rest);
    let left = (at.saturating_sub(2)..at).any(|k| run.listed(k, List::Left) || run.word(k, "other"))
        && !run.word(rest.q.to, "of");
    let before = page.before.filter(|_| own.is_empty()).map(|b| shares(b, true)).filter(|b| b.len() == 1);
    let parts: Vec<Amount> = before.unwrap_or_default().into_iter().chain(own.iter().copied()).collect();
    let fair =
        parts.iter().chain([rest]).all(|a| a.plain() && a.value() < 100.0 && !crate::check::parts::points(run, &a.q));
    if !left
        || !fair
        || parts.is_empty()
        || parts.len() > 3
        || scene.amounts.iter().any(|a| a.kind != Kind::Share && a.kind != Kind::Label)
    {
        return Vec::new();
    }
    vec![to_hundred(scene, &parts, rest)]
}

fn to_hundred(scene: &Scene, parts: &[Amount], rest: &Amount) -> Found {
    let mut looked = parts.to_vec();
    looked.push(*rest);
    let sum = parts.iter().chain([rest]).fold(Interval::new(0.0, 0.0), |sum, a| sum.plus(&read_share(&a.q)));
    if sum.meets(&Interval::new(100.0, 100.0)) {
        return (looked, None);
    }
    let left = 100.0 - parts.iter().map(Amount::value).sum::<f64>();
    let expected = format!("{} %", print(left));
    let fault = Fault {
        rule: "remainder-mismatch",
        at: *rest,
        others: parts.iter().map(|p| (*p, "a share")).collect(),
        message: format!("what is left is {expected}, not {}", words(&scene.run, &rest.q)),
        basis: format!("{} % add up", print(100.0 - left + rest.value())),
        expected,
    };
    (looked, Some(fault))
}
