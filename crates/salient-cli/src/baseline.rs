//! `salient baseline`: findings that are known, so that an archive starts silent and only new ones speak.

use crate::args::{AskedArgs, InputArgs};
use crate::check::{Task, rules_are_known};
use crate::input::{self, Loaded};
use crate::output::stdout;
use crate::project::{Group, groups};
use crate::whole;
use anyhow::{Context, Result};
use clap::{Args, Subcommand};
use salient::check::Report;
use salient_project::{Baseline, FILE, baseline, disk};
use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(Args)]
pub(crate) struct BaselineArgs {
    #[command(subcommand)]
    command: BaselineCommand,
}

#[derive(Subcommand)]
enum BaselineCommand {
    /// Check texts and write down what is found: from then on it is counted, and not told
    Write(WriteArgs),
}

#[derive(Args)]
#[command(after_help = "Examples:
  salient baseline write archive/
  salient check archive/                                     silent, where salient.toml names the baseline
  salient baseline write archive/2024/ --baseline known.json  the other texts of the file stay as they were
  salient check archive/ --baseline known.json

The file is the one that salient.toml names, or salient-baseline.json beside it, or in this folder. A finding
stays known when its lines move and when its text is edited elsewhere; ignored findings are not written.")]
struct WriteArgs {
    #[command(flatten)]
    input: InputArgs,
    #[command(flatten)]
    asked: AskedArgs,
    /// The file that is written
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Forget texts of the file that are not among these
    #[arg(long)]
    replace: bool,
}

pub(crate) fn run(args: &BaselineArgs) -> Result<ExitCode> {
    let BaselineCommand::Write(args) = &args.command;
    rules_are_known(&args.asked)?;
    let (mut failed, mut begun) = (0, BTreeSet::new());
    for group in groups(&args.input.project, &input::texts(&args.input)?)? {
        let file = file(args, &group);
        // Projects may share a file: what one has written, the next adds to.
        let first = begun.insert(file.clone());
        let mut known = if args.replace && first { Baseline::new(&file) } else { before(&file)? };
        let (texts, fails) = look(args, &group, &mut known)?;
        failed += fails;
        whole::replace(&file, known.print())
            .with_context(|| format!("{}: the baseline cannot be written", file.display()))?;
        tell(args, &group, &file, &known, texts)?;
    }
    Ok(ExitCode::from(if failed > 0 { 2 } else { 0 }))
}

/// Where the findings of a project are written down.
fn file(args: &WriteArgs, group: &Group) -> PathBuf {
    let folder = group.project.as_ref().map_or(Path::new("."), |p| p.folder());
    group.baseline_file(args.baseline.as_deref()).unwrap_or_else(|| disk::whole(&folder.join(baseline::FILE)))
}

/// What the file knows by now.
fn before(file: &Path) -> Result<Baseline> {
    Ok(if file.exists() { disk::baseline(file)? } else { Baseline::new(file) })
}

/// Checks the texts of a project and keeps what is found; how many texts there were, and how many could not be read.
fn look(args: &WriteArgs, group: &Group, known: &mut Baseline) -> Result<(usize, usize)> {
    let task = Task { input: &args.input, asked: &args.asked, group, baseline: None };
    let mut texts = 0;
    let keep = |loaded: Loaded, report: Report| {
        texts += 1;
        let path = loaded.path.as_deref().map(disk::whole);
        known.keep(path.as_deref(), &loaded.article.name, &report.findings);
        Ok(())
    };
    let failed = task.run(keep)?.failed;
    Ok((texts, failed))
}

fn tell(args: &WriteArgs, group: &Group, file: &Path, known: &Baseline, texts: usize) -> Result<()> {
    if args.input.quiet {
        return Ok(());
    }
    let mut out = stdout();
    let (findings, held) = (known.count(), known.texts().count());
    writeln!(out, "{}: {findings} findings in {held} texts are known; {texts} texts were looked at", file.display())?;
    if group.baseline_file(None).is_none() {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        writeln!(out, "it holds with --baseline, or with `baseline = \"{name}\"` in {FILE} beside it")?;
    }
    out.flush()?;
    Ok(())
}
