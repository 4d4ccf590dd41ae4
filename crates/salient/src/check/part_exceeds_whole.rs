//! `part-exceeds-whole`: a part is larger than what it is part of.

use super::context::{Context, Draft, words};
use super::finding::Severity;
use super::interval::hard;
use super::parts::{part_of, percent};
use crate::extract::atom::Run;
use crate::extract::quantity::{Counted, Quantity};
use crate::extract::{Predicate, Unit};

const NAME: &str = "part-exceeds-whole";

pub(crate) fn check(context: &mut Context) {
    super::arithmetic::part::check(context);
    let document = context.document;
    for sentence in &document.sentences {
        let run = document.run(sentence);
        for pair in sentence.figures.windows(2) {
            let (whole, part) =
                if part_of(&run, &pair[0], &pair[1]) { (&pair[1], &pair[0]) } else { (&pair[0], &pair[1]) };
            let counted = matches!(whole.counted, Counted::Persons | Counted::Settlements);
            if !(counted && (part_of(&run, part, whole) || includes(&run, whole, part)) && exceeds(whole, part)) {
                continue;
            }
            let draft = Draft {
                rule: NAME,
                severity: Severity::Error,
                message: format!("{} cannot be part of {}", words(&run, part), words(&run, whole)),
                basis: format!("{} > {}", part.low.value, whole.high.value),
                expected: format!("at most {}", super::context::figure(whole.high.value, 2)),
                fix: None,
            };
            context.report(sentence, (part.number, part.to), draft, &[(sentence, whole.number, whole.to, "the whole")]);
        }
    }
    over_all(context);
}

fn exceeds(whole: &Quantity, part: &Quantity) -> bool {
    !whole.low.vague && !part.low.vague && hard(part).low > hard(whole).high
}

/// "N people, including M soldiers".
fn includes(run: &Run, whole: &Quantity, part: &Quantity) -> bool {
    let including = (whole.to..part.from).find(|&k| run.word(k, "including"));
    let close = including.is_some_and(|k| k <= whole.to + 4 && part.from <= k + 2);
    let same =
        part.counted == whole.counted && !run.mark(part.to, '-') && !run.one_of(part.to, &["-", "year", "years"]);
    let single = (whole.to..part.from).all(|k| !run.one_of(k, &["and", "or"]));
    close && same && single
}

/// "holds 120 percent of the region".
fn over_all(context: &mut Context) {
    let document = context.document;
    for sentence in &document.sentences {
        let run = document.run(sentence);
        for q in sentence.figures.iter().filter(|q| percent(&run, q) && hard(q).low > 100.0) {
            let at = document.article.point(run.at(q.number).start as usize);
            let held = context.claims.iter().any(|c| {
                c.start <= at && at < c.end && c.predicate == Predicate::Holds && c.unit == Some(Unit::Percent)
            });
            if held {
                let draft = Draft {
                    rule: NAME,
                    severity: Severity::Error,
                    message: format!("nobody can hold {} of a place", words(&run, q)),
                    basis: "a share of ground is at most 100 %".to_owned(),
                    expected: "at most 100 %".to_owned(),
                    fix: None,
                };
                context.report(sentence, (q.number, q.to), draft, &[]);
            }
        }
    }
}
