//! `salient check --comment`: findings as comments in a copy of a Word document.

use crate::args::CheckArgs;
use crate::input::Loaded;
use crate::output::complain;
use crate::whole;
use anyhow::{Context, Result, anyhow, bail};
use salient::check::{Finding, Report};
use salient_files::comment::Comment;
use std::path::Path;

/// Whether the arguments name one document, and another file to write.
pub(crate) fn possible(args: &CheckArgs) -> Result<()> {
    let Some(out) = &args.comment else { return Ok(()) };
    let [file] = args.input.files.as_slice() else {
        bail!("--comment writes one document: name one Word file (.docx)")
    };
    let (Ok(from), Ok(to)) = (std::fs::canonicalize(file), std::fs::canonicalize(out)) else { return Ok(()) };
    if from == to {
        bail!("{file}: --comment writes a copy: name another file");
    }
    Ok(())
}

/// Writes the copy.
pub(crate) fn write(loaded: &Loaded, report: &Report, out: &Path) -> Result<()> {
    let Some(path) = &loaded.path else {
        bail!("--comment reads a Word document from a file, not from standard input")
    };
    let bytes = std::fs::read(path).with_context(|| format!("{}: cannot be read", path.display()))?;
    let comments: Vec<Comment> = report.findings.iter().map(comment).collect();
    let written = salient_files::comment::write(&bytes, &comments).map_err(|e| anyhow!("{}: {e}", path.display()))?;
    whole::replace(out, written).with_context(|| format!("{}: cannot be written", out.display()))?;
    let count = comments.len();
    complain(&format!("{}: {count} comment{} added", out.display(), if count == 1 { "" } else { "s" }));
    Ok(())
}

fn comment(finding: &Finding) -> Comment {
    let part = finding.part.map(|part| format!(" ({part})")).unwrap_or_default();
    let head = format!("{}[{}]{part}: {}", finding.severity.name(), finding.rule, finding.message);
    let mut lines = vec![head, finding.basis.clone()];
    lines.extend(finding.related.iter().map(|r| format!("{}: “{}”", r.label, r.quote)));
    lines.extend(finding.fix.as_ref().map(|fix| format!("Write “{}”", fix.replacement)));
    Comment { from: finding.from, to: finding.to, lines }
}
