//! Workflow commands of GitHub Actions, one a finding.

use super::Checked;
use crate::check::Severity;

/// `::error file=…,line=…::…` lines.
pub fn commands(checked: &[Checked]) -> String {
    let findings = checked.iter().flat_map(|c| &c.report.findings);
    findings
        .map(|f| {
            let kind = if f.severity == Severity::Note { "notice" } else { f.severity.name() };
            let line = if f.part.is_some() { String::new() } else { format!(",line={}", f.line) };
            let part = f.part.map(|part| format!("{part}: ")).unwrap_or_default();
            let (file, rule, said) = (property(&f.document), property(f.rule), message(&f.message));
            format!("::{kind} file={file}{line},title={rule}::{part}{said}\n")
        })
        .collect()
}

fn message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}
