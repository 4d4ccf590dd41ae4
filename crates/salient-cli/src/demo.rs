//! `salient demo`: five briefs of our own, bundled, checked.

use crate::args::DemoArgs;
use crate::output::{complain, stdout, style};
use anyhow::{Context, Result};
use salient::check::Options;
use salient::publish;
use salient::read::Meta;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

macro_rules! briefs {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../demo/", $name, ".txt")), include_str!(concat!("../demo/", $name, ".json")))),*]
    };
}

/// Name, text and sidecar of each brief.
const BRIEFS: &[(&str, &str, &str)] =
    briefs!["kursk-january", "kursk-april", "mosul-advance", "goma-evening", "khartoum-clean"];

pub(crate) fn run(args: &DemoArgs) -> Result<ExitCode> {
    if let Some(folder) = &args.write {
        return write(folder);
    }
    let style = style(args.color);
    let mut out = stdout();
    writeln!(
        out,
        "Five short briefs, written for this demo on facts of the public record. Some carry a slip on purpose.\n"
    )?;
    let (mut findings, mut claims) = ((0, 0, 0), 0);
    for (name, text, sidecar) in BRIEFS {
        let meta: Meta = serde_json::from_str(sidecar).with_context(|| format!("{name}.json"))?;
        let article = salient::read::plain(&format!("{name}.txt"), (*text).to_owned(), meta);
        let report = salient::check::article(&article, &Options::default());
        writeln!(out, "━━ {} ━━\n", article.meta.title.as_deref().unwrap_or(name))?;
        for finding in &report.findings {
            writeln!(out, "{}\n", publish::text::finding(&article, finding, style))?;
        }
        write!(out, "{}", publish::table::claims(&report.claims, style.width))?;
        let counts = publish::counts(report.findings.iter());
        writeln!(out, "\n{}: {}; {}\n", article.name, publish::summary(counts), report.coverage)?;
        findings = (findings.0 + counts.0, findings.1 + counts.1, findings.2 + counts.2);
        claims += report.claims.len();
    }
    writeln!(out, "{} texts, {claims} claims, {}.\n", BRIEFS.len(), publish::summary(findings))?;
    writeln!(
        out,
        "Next:\n  salient demo --write briefs             the briefs as files\n  salient check briefs                    the same on files; try one of yours\n  salient extract --format ndjson briefs  every claim as data\n  salient rule unit-mismatch              what a rule checks, and what it lets pass\n  salient record add briefs --ledger briefs.gpkg           the record of them, in one file\n  salient compare --ledger briefs.gpkg --case kursk-2024   what each side says, and what cannot all hold"
    )?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn write(folder: &Path) -> Result<ExitCode> {
    std::fs::create_dir_all(folder).with_context(|| format!("{}: cannot be made", folder.display()))?;
    for (name, text, sidecar) in BRIEFS {
        for (end, content) in [("txt", text), ("json", sidecar)] {
            let path = folder.join(format!("{name}.{end}"));
            std::fs::write(&path, content).with_context(|| format!("{}: cannot be written", path.display()))?;
        }
    }
    complain(&format!("{} briefs written to {}", BRIEFS.len(), folder.display()));
    Ok(ExitCode::SUCCESS)
}
