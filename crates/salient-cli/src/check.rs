//! `salient check`

use crate::args::{CheckArgs, CheckFormat, FailOn};
use crate::case;
use crate::comment;
use crate::input::{Loaded, each};
use crate::known::{KnownArgs, Opened};
use crate::output::{complain, stdout, style};
use anyhow::{Context, Result, anyhow, bail};
use salient::check::{Fix, Maps, Options, RULES, Record, Report, Severity};
use salient::publish::{self, Checked};
use salient::record::utterance::utterances;
use salient_map::Store;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

pub(crate) fn run(args: &CheckArgs) -> Result<ExitCode> {
    let options = options(args)?;
    comment::possible(args)?;
    let known = match &args.ledger {
        Some(ledger) => Some(KnownArgs::all(ledger).open(args.case.as_deref(), args.map.as_ref())?),
        None => None,
    };
    if known.is_some() && args.case.is_none() {
        complain("without --case, what is taken and held in a region is not checked against the record");
    }
    let store = args.map.as_deref().filter(|_| known.is_none()).map(Store::open).transpose()?;
    let case = args.case.as_deref().filter(|_| known.is_none()).map(case::load).transpose()?;
    let (conflict, places) = (case.as_ref().map(|c| &c.case), case.as_ref().map(|c| &c.places));
    let alone = store.as_ref().map(|store| Maps::new(store, conflict, places));
    let maps = known.as_ref().map(Opened::maps).or(alone);
    let said = known.as_ref().map(|k| utterances(&k.view, &k.reports)).unwrap_or_default();
    let record = match known.as_ref().zip(maps.as_ref()) {
        Some((k, maps)) => Some(Record::new(&k.view, &k.reports, &said, maps, &k.ledger).map_err(|e| anyhow!("{e}"))?),
        None => None,
    };
    let mut printer = Printer::new(args);
    let tally = each(
        &args.input,
        |loaded| one(loaded, &options, maps.as_ref(), record.as_ref()),
        |(loaded, report)| printer.take(&loaded, report),
    )?;
    printer.finish()?;
    if printer.texts > 1 && args.format == CheckFormat::Text && !args.input.quiet {
        complain(&format!("{} texts: {}", printer.texts, publish::summary(printer.counts)));
    }
    Ok(ExitCode::from(if tally.failed > 0 { 2 } else { u8::from(printer.failed) }))
}

fn one(loaded: Loaded, options: &Options, maps: Option<&Maps>, record: Option<&Record>) -> (Loaded, Report) {
    let mut options = options.clone();
    options.ignore.extend(loaded.ignore.iter().map(|i| i.rule.clone()));
    let report = salient::check::against(&loaded.article, &options, maps, record);
    (loaded, report)
}

fn options(args: &CheckArgs) -> Result<Options> {
    let ignore: Vec<String> = args.ignore.iter().map(|i| i.split(':').next().unwrap_or(i).trim().to_owned()).collect();
    for name in args.select.iter().chain(&args.only).chain(&ignore) {
        if name != "all" && !RULES.iter().any(|r| r.name == name) {
            bail!(
                "no rule is named `{name}`{}; `salient rule` lists them",
                nearest(name).map(|n| format!(", did you mean `{n}`?")).unwrap_or_default()
            );
        }
    }
    let (select, only) = (args.select.clone(), args.only.clone());
    Ok(Options { select, only, ignore, min_confidence: args.certainty.min_confidence })
}

/// The rule whose name shares the most with a mistyped one.
pub(crate) fn nearest(name: &str) -> Option<&'static str> {
    let shared = |rule: &str| {
        name.split('-').filter(|part| part.len() > 2 && rule.split('-').any(|r| r.starts_with(&part[..3]))).count()
    };
    RULES.iter().map(|r| (shared(r.name), r.name)).max_by_key(|(n, _)| *n).filter(|(n, _)| *n > 0).map(|(_, n)| n)
}

struct Printer<'a> {
    args: &'a CheckArgs,
    out: std::io::BufWriter<std::io::StdoutLock<'static>>,
    kept: Vec<(salient::read::Article, Report)>,
    texts: usize,
    counts: (usize, usize, usize),
    failed: bool,
    printed: bool,
}

impl<'a> Printer<'a> {
    fn new(args: &'a CheckArgs) -> Self {
        Self { args, out: stdout(), kept: Vec::new(), texts: 0, counts: (0, 0, 0), failed: false, printed: false }
    }

    fn take(&mut self, loaded: &Loaded, report: Report) -> Result<()> {
        self.texts += 1;
        let counts = publish::counts(report.findings.iter());
        self.counts = (self.counts.0 + counts.0, self.counts.1 + counts.1, self.counts.2 + counts.2);
        self.failed |= report.findings.iter().any(|f| reaches(f.severity, self.args.fail_on));
        for problem in &report.problems {
            complain(&format!("{}: {problem}", loaded.article.name));
        }
        let checked = Checked { article: &loaded.article, report: &report };
        match self.args.format {
            CheckFormat::Text => self.text(&checked)?,
            CheckFormat::Ndjson => self.out.write_all(publish::json::lines(&report.findings).as_bytes())?,
            CheckFormat::Github => self.out.write_all(publish::github::commands(&[checked]).as_bytes())?,
            CheckFormat::Json => self.json(&report)?,
            CheckFormat::Sarif => self
                .kept
                .push((salient::read::text(&loaded.article.name, ""), Report { claims: Vec::new(), ..report.clone() })),
            CheckFormat::Html => self.kept.push((loaded.article.clone(), report.clone())),
        }
        if self.args.fix {
            fix(loaded, &report)?;
        }
        if let Some(out) = &self.args.comment {
            comment::write(loaded, &report, out)?;
        }
        Ok(())
    }

    fn text(&mut self, checked: &Checked) -> Result<()> {
        let style = style(self.args.color);
        for finding in &checked.report.findings {
            writeln!(self.out, "{}\n", publish::text::finding(checked.article, finding, style))?;
        }
        for finding in checked.report.supported.iter().filter(|_| self.args.verbose) {
            writeln!(self.out, "{}\n", publish::text::finding(checked.article, finding, style))?;
        }
        if self.args.verbose && !checked.report.claims.is_empty() {
            writeln!(self.out, "{}", publish::table::claims(&checked.report.claims, style))?;
        }
        if !self.args.input.quiet {
            let counts = publish::counts(checked.report.findings.iter());
            writeln!(self.out, "{}: {}; {}", checked.article.name, publish::summary(counts), checked.report.coverage)?;
        }
        Ok(())
    }

    fn json(&mut self, report: &Report) -> Result<()> {
        for finding in &report.findings {
            write!(self.out, "{}{}", if self.printed { ",\n " } else { "[" }, serde_json::to_string(finding)?)?;
            self.printed = true;
        }
        Ok(())
    }

    fn finish(&mut self) -> Result<()> {
        let kept = std::mem::take(&mut self.kept);
        let checked: Vec<Checked> = kept.iter().map(|(article, report)| Checked { article, report }).collect();
        match self.args.format {
            CheckFormat::Json => writeln!(self.out, "{}", if self.printed { "]" } else { "[]" })?,
            CheckFormat::Sarif => self.out.write_all(publish::sarif::log(&checked).as_bytes())?,
            CheckFormat::Html => self.out.write_all(publish::html::page(&checked).as_bytes())?,
            _ => {}
        }
        self.out.flush()?;
        Ok(())
    }
}

fn reaches(severity: Severity, least: FailOn) -> bool {
    match least {
        FailOn::Note => true,
        FailOn::Warning => severity >= Severity::Warning,
        FailOn::Error => severity >= Severity::Error,
        FailOn::Never => false,
    }
}

/// Writes the safe fixes of a text into its file.
fn fix(loaded: &Loaded, report: &Report) -> Result<()> {
    let fixes: Vec<&Fix> = report.findings.iter().filter_map(|f| f.fix.as_ref()).collect();
    if fixes.is_empty() {
        return Ok(());
    }
    let Some(path) = &loaded.path else {
        bail!("--fix writes into text files only, not into standard input or NDJSON")
    };
    if !loaded.utf8 {
        bail!(
            "{}: --fix writes UTF-8 texts only; into Word documents --comment OUT.docx writes comments",
            path.display()
        );
    }
    let text = std::fs::read_to_string(path).with_context(|| format!("{}: cannot be read", path.display()))?;
    write_whole(path, &apply(&text, fixes.clone()))?;
    complain(&format!("{}: {} fixed", path.display(), fixes.len()));
    Ok(())
}

/// Replaces from the back, so that earlier offsets stay true.
fn apply(text: &str, mut fixes: Vec<&Fix>) -> String {
    let mut points: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    points.push(text.len());
    let mut out = text.to_owned();
    fixes.sort_by_key(|f| std::cmp::Reverse(f.start));
    let mut limit = usize::MAX;
    for fix in fixes {
        if fix.end <= limit && fix.end < points.len() {
            out.replace_range(points[fix.start]..points[fix.end], &fix.replacement);
            limit = fix.start;
        }
    }
    out
}

/// Writes beside the file and renames, so that a crash leaves the old text or the new one.
fn write_whole(path: &Path, text: &str) -> Result<()> {
    let beside = path.with_extension("salient-fix");
    std::fs::write(&beside, text)
        .and_then(|()| std::fs::set_permissions(&beside, std::fs::metadata(path)?.permissions()))
        .and_then(|()| std::fs::rename(&beside, path))
        .with_context(|| format!("{}: the fix cannot be written", path.display()))
        .inspect_err(|_| {
            let _ = std::fs::remove_file(&beside);
        })
}
