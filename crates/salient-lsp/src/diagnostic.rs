//! Findings and notes as diagnostics.

use crate::check::Checked;
use crate::client::Client;
use crate::lines::Encoding;
use crate::notes::Note;
use crate::points::Points;
use crate::start::NAME;
use gen_lsp_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, Position, Range, Uri,
};
use salient::check::{Finding, Severity};
use salient_project::Fault;
use std::fmt::Write;

/// Where the pages of rules are.
const PAGES: &str = concat!(env!("CARGO_PKG_REPOSITORY"), "/blob/main/crates/salient/src/check/");

/// All that is said of a text.
pub(crate) fn all(checked: &Checked, client: &Client) -> Vec<Diagnostic> {
    let notes = checked.notes.iter().map(|note| self::note(checked, note, client.encoding));
    let points = Points::new(checked.job.lines.text());
    let found = checked.found.iter().flat_map(|(_, report)| &report.findings);
    notes.chain(found.map(|f| finding(checked, &points, f, client))).collect()
}

/// A range of a text as it was checked, by code points.
pub(crate) fn range(checked: &Checked, points: &Points, from: usize, to: usize, encoding: Encoding) -> Range {
    checked.job.lines.range(points.bytes(from, to), encoding)
}

/// A finding.
pub(crate) fn finding(checked: &Checked, points: &Points, finding: &Finding, client: &Client) -> Diagnostic {
    let place = |from, to| range(checked, points, from, to, client.encoding);
    let mut message = format!("{}\n{}", finding.message, finding.basis);
    if !client.related {
        for span in &finding.related {
            let _ = write!(message, "\n{}: “{}” on line {}", span.label, span.quote, span.place.line);
        }
    }
    let related = finding.related.iter().map(|span| DiagnosticRelatedInformation {
        location: Location { uri: checked.job.uri.clone(), range: place(span.start, span.end) },
        message: span.label.clone(),
    });
    Diagnostic {
        range: place(finding.start, finding.end),
        severity: Some(severity(finding.severity)),
        code: Some(finding.rule.to_owned().into()),
        code_description: Some(CodeDescription { href: page(finding.rule) }),
        source: Some(NAME.to_owned()),
        message: message.into(),
        tags: None,
        related_information: client.related.then(|| related.collect()),
        data: None,
    }
}

/// Where a rule is explained.
fn page(rule: &str) -> Uri {
    Uri(format!("{PAGES}{}.md", rule.replace('-', "_")))
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::Error,
        Severity::Warning => DiagnosticSeverity::Warning,
        Severity::Note => DiagnosticSeverity::Information,
    }
}

/// A note, at the text's first line.
fn note(checked: &Checked, note: &Note, encoding: Encoding) -> Diagnostic {
    let text = checked.job.lines.text();
    let first = text.find(['\n', '\r']).unwrap_or(text.len());
    plain(checked.job.lines.range(0..first, encoding), note.severity, note.code, note.message.clone())
}

/// What is wrong in a project's file.
pub(crate) fn fault(fault: &Fault) -> Diagnostic {
    let at = Position::new(fault.line.saturating_sub(1) as u32, fault.column.saturating_sub(1) as u32);
    let width = fault.span.len().max(1) as u32;
    let end = Position::new(at.line, at.character + width);
    plain(Range::new(at, end), DiagnosticSeverity::Error, "settings", fault.message.clone())
}

fn plain(range: Range, severity: DiagnosticSeverity, code: &str, message: String) -> Diagnostic {
    Diagnostic {
        range,
        severity: Some(severity),
        code: Some(code.to_owned().into()),
        code_description: None,
        source: Some(NAME.to_owned()),
        message: message.into(),
        tags: None,
        related_information: None,
        data: None,
    }
}
