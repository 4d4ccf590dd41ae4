//! `salient check`

use crate::args::{AskedArgs, CheckArgs, CheckFormat, FailOn, InputArgs};
use crate::comment;
use crate::input::{self, Loaded, Tally, each};
use crate::known::{KnownArgs, Opened};
use crate::output::{complain, stdout, style};
use crate::project::{self, Group, rule_of};
use crate::{case, watch, whole};
use anyhow::{Context, Result, anyhow, bail};
use salient::check::{Finding, Fix, Maps, Options, RULES, Record, Report, Severity, Suppression};
use salient::publish::{self, Checked};
use salient::record::utterance::utterances;
use salient_map::Store;
use salient_project::{Baseline, disk, set_aside, settle};
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

pub(crate) fn run(args: &CheckArgs) -> Result<ExitCode> {
    rules_are_known(&args.asked)?;
    comment::possible(args)?;
    if args.watch { watch::run(args) } else { texts(args, &input::texts(&args.input)?) }
}

/// Checks texts, each by its project.
pub(crate) fn texts(args: &CheckArgs, paths: &[PathBuf]) -> Result<ExitCode> {
    project::name_others(paths);
    let (mut printer, mut failed) = (Printer::new(args), 0);
    for group in project::groups(&args.input.project, paths)? {
        let (least, baseline) = (group.fail_on(args), group.baseline(args.baseline.as_deref())?);
        let task = Task { input: &args.input, asked: &args.asked, group: &group, baseline: baseline.as_ref() };
        failed += task.run(|loaded, report| printer.take(&loaded, report, least))?.failed;
    }
    printer.finish()?;
    Ok(ExitCode::from(if failed > 0 { 2 } else { u8::from(printer.failed) }))
}

/// The texts of one project, to be checked.
pub(crate) struct Task<'a> {
    pub(crate) input: &'a InputArgs,
    pub(crate) asked: &'a AskedArgs,
    pub(crate) group: &'a Group,
    pub(crate) baseline: Option<&'a Baseline>,
}

impl Task<'_> {
    /// Checks them and hands on what is found, in the order of the texts.
    pub(crate) fn run(&self, mut take: impl FnMut(Loaded, Report) -> Result<()>) -> Result<Tally> {
        let (options, (map, case, ledger)) = (self.group.options(self.asked), self.group.against(self.asked));
        let known = match &ledger {
            Some(ledger) => Some(KnownArgs::all(ledger).open(case.as_deref(), map.as_ref())?),
            None => None,
        };
        if known.is_some() && case.is_none() {
            complain("without --case, what is taken and held in a region is not checked against the record");
        }
        let store = map.as_deref().filter(|_| known.is_none()).map(Store::open).transpose()?;
        let case = case.as_deref().filter(|_| known.is_none()).map(case::load).transpose()?;
        let (conflict, places) = (case.as_ref().map(|c| &c.case), case.as_ref().map(|c| &c.places));
        let alone = store.as_ref().map(|store| Maps::new(store, conflict, places));
        let maps = known.as_ref().map(Opened::maps).or(alone);
        let said = known.as_ref().map(|k| utterances(&k.view, &k.reports)).unwrap_or_default();
        let record = match known.as_ref().zip(maps.as_ref()) {
            Some((k, maps)) => {
                Some(Record::new(&k.view, &k.reports, &said, maps, &k.ledger).map_err(|e| anyhow!("{e}"))?)
            }
            None => None,
        };
        let one = |loaded| self.one(loaded, &options, maps.as_ref(), record.as_ref());
        each(self.input, self.group, one, |(loaded, report)| take(loaded, report))
    }

    /// Checks a text, and sets aside what its sidecar, the project or the baseline says.
    fn one(&self, loaded: Loaded, options: &Options, maps: Option<&Maps>, record: Option<&Record>) -> (Loaded, Report) {
        let mut report = salient::check::against(&loaded.article, options, maps, record);
        let beside = |f: &Finding| loaded.ignore.iter().find(|i| i.rule == f.rule);
        set_aside(&mut report, |f| beside(f).map(|i| (Suppression::Ignored, i.reason.clone())));
        let path = loaded.path.as_deref().map(disk::whole);
        settle(self.group.project.as_ref(), self.baseline, path.as_deref(), &mut report);
        (loaded, report)
    }
}

/// Whether every rule that is named on the command line is one.
pub(crate) fn rules_are_known(asked: &AskedArgs) -> Result<()> {
    let ignored = asked.ignore.iter().map(|i| rule_of(i));
    for name in asked.select.iter().chain(&asked.only).map(String::as_str).chain(ignored) {
        if name != "all" && !RULES.iter().any(|r| r.name == name) {
            bail!(
                "no rule is named `{name}`{}; `salient rule` lists them",
                nearest(name).map(|n| format!(", did you mean `{n}`?")).unwrap_or_default()
            );
        }
    }
    Ok(())
}

/// The rule whose name is most like a mistyped one.
pub(crate) fn nearest(name: &str) -> Option<&'static str> {
    salient_project::nearest(name, RULES.iter().map(|r| r.name))
}

struct Printer<'a> {
    args: &'a CheckArgs,
    out: std::io::BufWriter<std::io::StdoutLock<'static>>,
    kept: Vec<(salient::read::Article, Report)>,
    texts: usize,
    counts: (usize, usize, usize),
    silent: Vec<Suppression>,
    failed: bool,
    printed: bool,
}

impl<'a> Printer<'a> {
    fn new(args: &'a CheckArgs) -> Self {
        Self {
            args,
            out: stdout(),
            kept: Vec::new(),
            texts: 0,
            counts: (0, 0, 0),
            silent: Vec::new(),
            failed: false,
            printed: false,
        }
    }

    fn take(&mut self, loaded: &Loaded, report: Report, least: FailOn) -> Result<()> {
        self.texts += 1;
        let counts = publish::counts(report.findings.iter());
        self.counts = (self.counts.0 + counts.0, self.counts.1 + counts.1, self.counts.2 + counts.2);
        self.silent.extend(report.suppressed.iter().map(|s| s.by));
        self.failed |= report.findings.iter().any(|f| reaches(f.severity, least));
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
        let told = checked.report.supported.iter().chain(&checked.report.unchecked);
        for finding in told.filter(|_| self.args.verbose) {
            writeln!(self.out, "{}\n", publish::text::finding(checked.article, finding, style))?;
        }
        for silent in checked.report.suppressed.iter().filter(|_| self.args.verbose) {
            writeln!(self.out, "{}\n", publish::text::silent(silent))?;
        }
        if self.args.verbose && !checked.report.claims.is_empty() {
            writeln!(self.out, "{}", publish::table::claims(&checked.report.claims, style))?;
        }
        if !self.args.input.quiet {
            let counts = publish::counts(checked.report.findings.iter());
            let (found, silent) =
                (publish::summary(counts), publish::silent(checked.report.suppressed.iter().map(|s| s.by)));
            writeln!(self.out, "{}: {found}{silent}; {}", checked.article.name, checked.report.coverage)?;
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
        self.sum_up();
        Ok(())
    }

    /// What all texts together have, where their own lines do not tell it.
    fn sum_up(&self) {
        let (text, silent) = (self.args.format == CheckFormat::Text, publish::silent(self.silent.iter().copied()));
        if !self.args.input.quiet && (self.texts > 1 && text || !silent.is_empty() && !text) {
            let texts = if self.texts == 1 { "1 text".to_owned() } else { format!("{} texts", self.texts) };
            complain(&format!("{texts}: {}{silent}", publish::summary(self.counts)));
        }
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
    whole::replace(path, apply(&text, fixes.clone()))
        .with_context(|| format!("{}: the fix cannot be written", path.display()))?;
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
