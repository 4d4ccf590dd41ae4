//! `figure-altered`: another carrier of the same report, or another version of the same page, prints another figure.

use super::context::{Context, Draft, amount_of};
use super::finding::Severity;
use super::known::Record;
use super::printed::{agree, key};
use crate::record::view::{Article, Stated};

pub(crate) fn check(context: &mut Context) {
    let Some(record) = context.record else { return };
    let own = context.own;
    let carriers = record.carriers(context.document, own);
    let key = |s: &Stated| key(record.view, &s.claim);
    for (number, claim) in context.claims.iter().enumerate().filter(|(_, c)| c.low.is_some()) {
        let stated = &own.stated[number];
        let twins = own.stated.iter().filter(|s| key(s) == key(stated)).count();
        let mut odd = carriers.iter().filter_map(|(article, version)| {
            let theirs = record.view.claims.iter().filter(|s| s.claim.article == article.id && s.counts());
            let theirs: Vec<&Stated> = theirs.filter(|s| key(s) == key(stated)).collect();
            match theirs[..] {
                // Only where each of them says one thing is it plain which figure became which.
                [other] if twins == 1 && differs(record, context.own, stated, other) => Some((other, *version)),
                _ => None,
            }
        });
        let Some((other, version)) = odd.next() else { continue };
        let (here, there) = (amount_of(&stated.claim), amount_of(&other.claim));
        let (what, taken) = carrier(record, own, other, version);
        let draft = Draft {
            rule: "figure-altered",
            severity: Severity::Warning,
            message: format!("{what} prints {there}, not {here}{taken}"),
            expected: there,
            basis: record.source(other),
            fix: None,
        };
        context.report_claim(claim, draft);
    }
}

/// What the other carrier is, and which figure accounts take where one of the two is plainly the right one.
fn carrier(record: &Record, own: &super::known::Own, other: &Stated, version: bool) -> (&'static str, &'static str) {
    let article = record.view.article_of(&other.claim);
    let before = article.and_then(Article::date).zip(own.published).is_some_and(|(there, here)| there < here);
    let theirs = article.is_some_and(|a| a.body.corrects.is_some());
    match (version, own.corrects, theirs) {
        (true, ..) if before => ("an earlier version of this page", "; accounts take the later one"),
        (true, ..) => ("another version of this page", ""),
        (_, true, false) => {
            ("another carrier of this report", "; this one says that it corrects, and accounts take it")
        }
        (_, false, true) => {
            ("another carrier of this report", "; that one says that it corrects, and accounts take it")
        }
        _ => ("another carrier of this report", ""),
    }
}

fn differs(record: &Record, own: &super::known::Own, mine: &Stated, other: &Stated) -> bool {
    record.same_day(own, &mine.claim, &other.claim) && !agree(&mine.claim, &other.claim)
}
