//! `salient record export`

use super::args::ExportArgs;
use crate::output::stdout;
use anyhow::{Context, Result, anyhow};
use salient::record::{Entry, Error, Kind, Ledger, body};
use serde_json::json;
use std::io::Write;
use std::process::ExitCode;

pub(crate) fn run(args: &ExportArgs) -> Result<ExitCode> {
    let ledger = super::read(&args.ledger.ledger)?;
    let kind = args.kind.as_deref().map(str::parse::<Kind>).transpose().map_err(|e| {
        let names: Vec<&str> = Kind::ALL.iter().map(|k| k.name()).collect();
        anyhow!("{e}; there are {}", names.join(", "))
    })?;
    let mut out: Box<dyn Write> = match &args.output {
        None => Box::new(stdout()),
        Some(path) => {
            let file = std::fs::File::create(path).with_context(|| format!("{}: cannot be written", path.display()))?;
            Box::new(std::io::BufWriter::new(file))
        }
    };
    let mut failed = None;
    let walked = ledger.scan(kind, &mut |entry| {
        let line = line(&*ledger, &entry, !args.no_text)?;
        writeln!(out, "{line}").map_err(|e| {
            failed = Some(e);
            Error("stopped".into())
        })
    });
    if let Some(error) = failed {
        return Err(error.into());
    }
    walked.map_err(|e| anyhow!("{e}"))?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// An entry as one JSON object; an article brings its text.
fn line(ledger: &dyn Ledger, entry: &Entry, text: bool) -> Result<String, Error> {
    let body: serde_json::Value = entry.read()?;
    let mut line = json!({
        "seq": entry.seq, "kind": entry.kind.name(), "id": entry.id.0, "recorded": entry.recorded, "link": entry.link,
        "body": body,
    });
    if text && entry.kind == Kind::Article {
        let article: body::Article = entry.read()?;
        line["text"] = json!(ledger.text(&article.text)?);
    }
    Ok(line.to_string())
}
