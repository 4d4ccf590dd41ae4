//! `impossible-date`: a day that no calendar has.

use super::context::{Context, Draft};
use super::finding::Severity;

pub(crate) fn check(context: &mut Context) {
    let document = context.document;
    for sentence in &document.sentences {
        let run = document.run(sentence);
        for dated in sentence.dates.iter().filter(|d| d.impossible) {
            let draft = Draft {
                rule: "impossible-date",
                severity: Severity::Error,
                message: format!("there is no {}", run.slice(dated.from, dated.to)),
                basis: "the Gregorian calendar".to_owned(),
                expected: "a day of that month".to_owned(),
                fix: None,
            };
            context.report(sentence, (dated.from, dated.to), draft, &[]);
        }
    }
}
