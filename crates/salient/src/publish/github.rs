//! Workflow commands of GitHub Actions, one a finding.

use super::Checked;
use crate::check::Severity;

/// `::error file=…,line=…::…` lines.
pub fn commands(checked: &[Checked]) -> String {
    let findings = checked.iter().flat_map(|c| &c.report.findings);
    findings
        .map(|f| {
            let kind = if f.severity == Severity::Note { "notice" } else { f.severity.name() };
            format!(
                "::{kind} file={},line={},title={}::{}\n",
                property(&f.document),
                f.line,
                property(f.rule),
                message(&f.message)
            )
        })
        .collect()
}

fn message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}
