//! `share-mismatch`: a part, its whole and the stated share do not agree.

use super::context::{Context, Draft, range, words};
use super::finding::Severity;
use super::interval::{Interval, count, hard, share as interval_share};
use crate::extract::atom::Run;
use crate::extract::quantity::{Counted, Hedge, Quantity};
use crate::extract::{Claim, Document, Sentence};
use crate::lexicon::UnitKind;

const NAME: &str = "share-mismatch";

pub(crate) fn check(context: &mut Context) {
    let document = context.document;
    for sentence in &document.sentences {
        let run = document.run(sentence);
        for (part, whole, share) in triples(&run, sentence) {
            if let Some(draft) = judge(&run, &part, &whole, &share) {
                let related =
                    [(sentence, part.number, part.to, "the part"), (sentence, whole.number, whole.to, "the whole")];
                context.report(sentence, (share.number, share.to), draft, &related);
            }
        }
    }
    across(context);
}

pub(crate) fn percent(run: &Run, q: &Quantity) -> bool {
    q.unit().is_some_and(|u| run.lexicon.units[u].kind == UnitKind::Percent)
}

/// "12 of the 40 villages, or 30 percent", "30 percent (12 of 40)", "12 villages, or 30 percent of the 40 villages", "30 percent
/// of the 40 villages, or 12 villages".
fn triples(run: &Run, sentence: &Sentence) -> Vec<(Quantity, Quantity, Quantity)> {
    let figures = &sentence.figures;
    let mut out = Vec::new();
    for window in figures.windows(3) {
        if part_of(run, &window[0], &window[1])
            && percent(run, &window[2])
            && introduces(run, window[1].to, window[2].from)
            && !run.word(window[2].to, "of")
        {
            out.push((window[0], window[1], window[2]));
        }
        if percent(run, &window[0])
            && part_of(run, &window[1], &window[2])
            && restates(run, window[0].to, window[1].from)
        {
            out.push((window[1], window[2], window[0]));
        }
        let [a, b, c] = [&window[0], &window[1], &window[2]];
        if share_of(run, b, c) && alike(run, a, c) && introduces(run, a.to, b.from) {
            out.push((*a, *c, *b));
        }
        if share_of(run, a, b) && alike(run, c, b) && amounts(run, b.to, c) {
            out.push((*c, *b, *a));
        }
    }
    out
}

/// "30 percent of the 40 villages".
fn share_of(run: &Run, share: &Quantity, whole: &Quantity) -> bool {
    percent(run, share) && !whole.is_range() && run.word(share.to, "of") && after_articles(run, share.to + 1, whole)
}

/// Whether two figures count the same.
fn alike(run: &Run, part: &Quantity, whole: &Quantity) -> bool {
    let noun = |q: &Quantity| run.text(q.noun).to_lowercase();
    part.counted == whole.counted
        && whole.counted != Counted::Bare
        && noun(part) == noun(whole)
        && !percent(run, part)
        && !part.is_range()
        && !part.low.fraction
}

/// ", or 12 villages": what a share amounts to, said after its whole, of which more may be told before.
fn amounts(run: &Run, from: usize, part: &Quantity) -> bool {
    let or = part.from.saturating_sub(1);
    let told = or > from && run.word(or, "or") && run.mark(or - 1, ',');
    told && (from..or).all(|k| !run.is(k, crate::lexicon::Class::Speech) && !run.mark(k, ';'))
}

/// "A of (the) B": directly, in one unit or counting the same.
pub(crate) fn part_of(run: &Run, part: &Quantity, whole: &Quantity) -> bool {
    if percent(run, part) || percent(run, whole) || part.is_range() || whole.is_range() || part.low.fraction {
        return false;
    }
    let mut at = part.to;
    if run.word(at, "out") {
        at += 1;
    }
    if !run.word(at, "of") {
        return false;
    }
    let noun = |q: &Quantity| run.text(q.noun).to_lowercase();
    let kinds = part.counted == Counted::Bare && part.to == part.low.next
        || part.counted == whole.counted && noun(part) == noun(whole);
    after_articles(run, at + 1, whole) && kinds && whole.low.value > 1.0 && whole.counted != Counted::Bare
}

/// Whether a figure begins there, but for articles and the like.
fn after_articles(run: &Run, from: usize, figure: &Quantity) -> bool {
    let small = ["the", "its", "their", "his", "all", "those", "these", "some", "total"];
    from <= figure.from && (from..figure.from).all(|k| run.one_of(k, &small))
}

/// ", or", "(", "– about": a share of what was just said follows.
fn introduces(run: &Run, from: usize, to: usize) -> bool {
    let lead = (from..to).find(|&k| {
        run.mark(k, '(')
            || run.mark(k, '—')
            || run.mark(k, '–')
            || run.mark(k, ',')
                && run.one_of(
                    k + 1,
                    &["or", "about", "nearly", "more than", "over", "some", "roughly", "almost", "which"],
                )
    });
    let clean = (from..to).all(|k| {
        !run.is(k, crate::lexicon::Class::Speech)
            && !run.mark(k, ';')
            && !run.one_of(k, &["and", "while", "but", "up", "down", "compared"])
    });
    lead.is_some() && to - from <= 9 && clean
}

fn restates(run: &Run, from: usize, to: usize) -> bool {
    to > from && to - from <= 3 && (run.mark(from, '(') || run.mark(from, ',') && run.word(from + 1, "or"))
}

fn judge(run: &Run, part: &Quantity, whole: &Quantity, share: &Quantity) -> Option<Draft> {
    let true_share = count(part).over(&count(whole)).scaled(100.0);
    if hard(part).low > hard(whole).high || true_share.meets(&interval_share(share)) {
        return None;
    }
    let expected = format!("{} %", range(&Interval::new(true_share.low, true_share.high), 1));
    Some(Draft {
        rule: NAME,
        severity: Severity::Error,
        message: format!(
            "{} of {} is {expected}, not {}",
            words(run, part),
            words(run, whole),
            run.slice(share.from, share.to)
        ),
        basis: format!(
            "{} ÷ {} = {:.1} %",
            super::context::figure(part.low.value, 2),
            super::context::figure(whole.low.value, 2),
            part.low.value / whole.low.value * 100.0
        ),
        expected,
        fix: None,
    })
}

/// One side's claims on one place: what it took back, of what, and the share that it gives.
fn across(context: &mut Context) {
    let claims = context.claims;
    let mut found = Vec::new();
    for share in claims.iter().filter(|c| {
        c.unit.as_deref() == Some("percent") && c.predicate == "gained" && c.of.as_deref().is_some_and(of_enemy)
    }) {
        let whole = only(claims, share, |c| c.actor != share.actor && c.predicate == "gained");
        let part = only(claims, share, |c| c.actor == share.actor && c.predicate == "gained");
        if let (Some(part), Some(whole)) = (part, whole) {
            let ratio = area(part).over(&area(whole)).scaled(100.0);
            if ratio.low <= 100.0 && !ratio.meets(&claimed(share)) {
                found.push((share.clone(), part.clone(), whole.clone(), ratio));
            }
        }
    }
    for (share, part, whole, ratio) in found {
        let expected = format!("{} %", range(&ratio, 1));
        let message = format!("“{}” of “{}” is {expected}, not “{}”", value(&part), value(&whole), value(&share));
        report_claim(context, &share, message, expected, &[(&part, "the part"), (&whole, "the whole")]);
    }
}

fn of_enemy(of: &str) -> bool {
    ["occupied", "seized", "captured", "lost", "held"].iter().any(|w| of.contains(w))
}

/// The one area that a side gives for a place, if it is only one.
pub(crate) fn only<'a>(claims: &'a [Claim], like: &Claim, wanted: impl Fn(&Claim) -> bool) -> Option<&'a Claim> {
    let key = |c: &Claim| c.place.as_deref().map(crate::extract::resolve::place_key);
    let mut fit = claims.iter().filter(|c| {
        matches!(c.unit.as_deref(), Some("km2" | "mi2" | "ha"))
            && c.side.is_some()
            && c.side == like.side
            && c.polarity == like.polarity
            && key(c) == key(like)
            && wanted(c)
    });
    let first = fit.next()?;
    fit.next().is_none().then_some(first)
}

/// A claim's area in km², read hard.
pub(crate) fn area(claim: &Claim) -> Interval {
    let factor = match claim.unit.as_deref() {
        Some("mi2") => 2.589_988_110_336,
        Some("ha") => 0.01,
        _ => 1.0,
    };
    claimed(claim).scaled(factor)
}

/// A claim's number, read hard.
pub(crate) fn claimed(claim: &Claim) -> Interval {
    let (low, high) = (claim.low.unwrap_or(0.0), claim.high.unwrap_or(0.0));
    let half = |v: f64| {
        let mut step = if v.fract() == 0.0 { 1.0 } else { 0.1 };
        while step >= 1.0 && v != 0.0 && v % (step * 10.0) == 0.0 {
            step *= 10.0;
        }
        if step > 1.0 { (step / 2.0_f64).min(v / 10.0) } else { step / 2.0 }
    };
    match claim.hedge {
        Hedge::None => Interval::new(low - half(low), high + half(high)),
        Hedge::About => Interval::new(low - 2.0 * half(low), high + 2.0 * half(high)),
        Hedge::MoreThan | Hedge::AtLeast => Interval::new(low - half(low), f64::INFINITY),
        Hedge::LessThan | Hedge::UpTo => Interval::new(0.0, high + half(high)),
        Hedge::Nearly => Interval::new(0.9 * low, high),
    }
}

pub(crate) fn value(claim: &Claim) -> String {
    let unit = claim
        .unit
        .as_deref()
        .unwrap_or("")
        .replace("percent", "%")
        .replace("km2", "km²")
        .replace("mi2", "square miles");
    format!("{} {unit}", super::context::figure(claim.low.unwrap_or(0.0), 2))
}

pub(crate) fn report_claim(
    context: &mut Context,
    claim: &Claim,
    message: String,
    expected: String,
    related: &[(&Claim, &str)],
) {
    claim_finding(context, NAME, claim, message, expected, related);
}

/// The sentence in which a claim's figure stands, and the figure's atoms.
pub(crate) fn figure_of<'a>(document: &'a Document, claim: &Claim) -> Option<(&'a Sentence, usize, usize)> {
    document.sentences.iter().find_map(|s| {
        let run = document.run(s);
        let q = s.figures.iter().find(|q| {
            let at = document.article.point(run.at(q.number).start as usize);
            claim.start <= at && at < claim.end && claim.low.is_some_and(|l| (l - q.low.value).abs() < 1e-9)
        })?;
        Some((s, q.from, q.to))
    })
}

/// Reports on the figure of a claim.
pub(crate) fn claim_finding(
    context: &mut Context,
    rule: &'static str,
    claim: &Claim,
    message: String,
    expected: String,
    related: &[(&Claim, &str)],
) {
    let document = context.document;
    let place = |c: &Claim| figure_of(document, c);
    let Some((sentence, from, to)) = place(claim) else { return };
    let related: Vec<_> = related.iter().filter_map(|(c, label)| place(c).map(|(s, a, b)| (s, a, b, *label))).collect();
    let draft = Draft {
        rule,
        severity: Severity::Error,
        message,
        basis: "figures of one speaker's side on one place".to_owned(),
        expected,
        fix: None,
    };
    context.report(sentence, (from, to), draft, &related);
}
