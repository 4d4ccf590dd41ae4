//! What a checked article says to the record: itself, its claims, and what does not add up in it.

use super::{Report, digest};
use crate::read::Article;
use crate::record::{self, Batch, Id, Kind, Points, body};

/// The run that this program's statements name, and its id.
pub fn run() -> (body::Run, Id) {
    let run = record::run(digest());
    let id = Batch::default().add(Kind::Run, &run);
    (run, id)
}

/// Everything that an article and its report say, added to what [`record::received`] says of it.
pub fn statements(article: &Article, report: &Report, (mut batch, id): (Batch, Id)) -> Batch {
    let found = (report.claims.as_slice(), &report.coverage);
    let run = record::statements(&mut batch, &id, article, &run().0, found);
    let mut points = Points::new(&article.text);
    for finding in &report.findings {
        let finding = finding.clone();
        let made = body::Finding {
            article: id.clone(),
            run: run.clone(),
            rule: finding.rule.to_owned(),
            severity: finding.severity.name().to_owned(),
            message: finding.message,
            start: points.at(finding.from),
            end: points.at(finding.to),
            quote: finding.quote,
            expected: finding.expected,
            basis: finding.basis,
        };
        batch.add(Kind::Finding, &made);
    }
    batch
}
