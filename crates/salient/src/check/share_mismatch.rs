//! `share-mismatch`: a part, its whole and the stated share do not agree.

use super::areas::{area, claim_finding, claimed, only, value};
use super::context::{Context, Draft, range, words};
use super::finding::Severity;
use super::interval::{Interval, count, hard, share as interval_share};
use super::parts::{after_articles, moves, part_of, percent, points};
use crate::extract::atom::Run;
use crate::extract::attributes::Whole;
use crate::extract::quantity::{Counted, Hedge, Quantity};
use crate::extract::{Predicate, Sentence};
use crate::lexicon::List;

const NAME: &str = "share-mismatch";

pub(crate) fn check(context: &mut Context) {
    super::arithmetic::share::check(context);
    let document = context.document;
    for sentence in &document.sentences {
        let run = document.run(sentence);
        for (part, whole, share) in triples(&run, sentence) {
            context.look(sentence, &[&part, &whole, &share]);
            if let Some(draft) = judge(&run, &part, &whole, &share) {
                let related =
                    [(sentence, part.number, part.to, "the part"), (sentence, whole.number, whole.to, "the whole")];
                context.report(sentence, (share.number, share.to), draft, &related);
            }
        }
    }
    super::state_share::check(context, NAME);
    across(context);
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

/// ", or", "(", "– about": a share of what was just said follows.
fn introduces(run: &Run, from: usize, to: usize) -> bool {
    let lead = (from..to).find(|&k| {
        run.mark(k, '(')
            || run.mark(k, '—')
            || run.mark(k, '–')
            || run.mark(k, ',') && run.listed(k + 1, List::ShareLead)
    });
    let clean = (from..to)
        .all(|k| !run.is(k, crate::lexicon::Class::Speech) && !run.mark(k, ';') && !run.listed(k, List::ShareBreak));
    lead.is_some() && to - from <= 9 && clean
}

fn restates(run: &Run, from: usize, to: usize) -> bool {
    to > from && to - from <= 3 && (run.mark(from, '(') || run.mark(from, ',') && run.word(from + 1, "or"))
}

fn judge(run: &Run, part: &Quantity, whole: &Quantity, share: &Quantity) -> Option<Draft> {
    // "nearly 20 percent fewer", "5 percentage points": shares of something else.
    if (share.to..share.to + 2).any(|k| moves(run, k)) || points(run, share) {
        return None;
    }
    let true_share = count(part).over(&count(whole)).scaled(100.0);
    if hard(part).low > hard(whole).high || explained(part, whole, share, &true_share) {
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

/// Whether a share is that of the printed figures, as it is rounded; or one that unrounded figures have, exactly as printed.
fn explained(part: &Quantity, whole: &Quantity, share: &Quantity, true_share: &Interval) -> bool {
    let exact = part.low.value / whole.low.value * 100.0;
    let bounded = [part, whole].iter().any(|q| q.hedge != Hedge::None);
    interval_share(share).meets(&Interval::new(exact, exact))
        || true_share.meets(&Interval::new(share.low.value, share.high.value))
        || bounded && true_share.meets(&interval_share(share))
}

/// One side's claims on one place: what it took back, of what, and the share that it gives.
fn across(context: &mut Context) {
    let claims = context.claims;
    let mut found = Vec::new();
    let taken = [Some(Whole::Taken), Some(Whole::Held)];
    for share in claims.iter().filter(|c| c.predicate == Predicate::Gained && taken.contains(&c.whole)) {
        let whole = only(claims, share, |c| c.actor != share.actor && c.predicate == Predicate::Gained);
        let part = only(claims, share, |c| c.actor == share.actor && c.predicate == Predicate::Gained);
        if let (Some(part), Some(whole)) = (part, whole) {
            let ratio = area(part).over(&area(whole)).scaled(100.0);
            if ratio.low <= 100.0 && !ratio.meets(&claimed(share)) {
                found.push((share.clone(), part.clone(), whole.clone(), ratio));
            }
        }
    }
    for (share, part, whole, ratio) in found {
        let expected = format!("{} %", range(&ratio, 1));
        let message = format!("{} of {} is {expected}, not {}", value(&part), value(&whole), value(&share));
        claim_finding(context, NAME, &share, message, expected, &[(&part, "the part"), (&whole, "the whole")]);
    }
}
