//! What a checked article says to the record: itself, its claims, and what does not add up in it.

use super::{Report, digest};
use crate::read::Article;
use crate::record::{self, Batch, Id, Kind, body};

/// The run that this program's statements name, and its id.
pub fn run() -> (body::Run, Id) {
    let run = record::run(&digest());
    let id = Batch::default().add(Kind::Run, &run);
    (run, id)
}

/// Everything that an article and its report say. `received` is the SHA-256 of what came in.
pub fn statements(article: &Article, report: &Report, received: &str) -> (Batch, Id) {
    let (run, _) = run();
    let found = (report.claims.as_slice(), &report.coverage);
    let (mut batch, id, run) = record::statements(article, received, &run, found);
    let point = |byte: usize| article.text[..byte].chars().count();
    for finding in &report.findings {
        let finding = finding.clone();
        let made = body::Finding {
            article: id.clone(),
            run: run.clone(),
            rule: finding.rule.to_owned(),
            severity: finding.severity.name().to_owned(),
            message: finding.message,
            start: point(finding.from),
            end: point(finding.to),
            quote: finding.quote,
            expected: finding.expected,
            basis: finding.basis,
        };
        batch.add(Kind::Finding, &made);
    }
    (batch, id)
}
