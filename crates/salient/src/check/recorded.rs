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
    findings(&mut batch, article, report, (&id, &run));
    batch
}

/// Which recorded article was checked, and by which run.
#[derive(Clone, Copy)]
pub struct Found<'a> {
    /// The article.
    pub article: &'a Id,
    /// The run: [`body::Run::against`] tells against which record.
    pub run: &'a body::Run,
}

/// What a check of a recorded article against the whole record found, and that it was checked.
pub fn checked(read: &Article, report: &Report, found: Found) -> Batch {
    let (mut batch, article) = (Batch::default(), found.article.clone());
    let run = batch.add(Kind::Run, found.run);
    findings(&mut batch, read, report, (&article, &run));
    batch.add(Kind::Checked, &body::Checked { article, run, findings: report.findings.len() });
    batch
}

fn findings(batch: &mut Batch, article: &Article, report: &Report, (id, run): (&Id, &Id)) {
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
}
