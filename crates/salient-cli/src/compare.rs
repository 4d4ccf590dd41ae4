//! `salient compare`

use crate::known::KnownArgs;
use crate::output::stdout;
use anyhow::{Context, Result, anyhow};
use clap::{Args, ValueEnum};
use jiff::civil::Date;
use salient::check::account::Accounts;
use salient::check::account::statement::Topic;
use salient::check::compare::{Comparison, compare};
use salient::check::history::{self, Row};
use salient::check::{Finding, Maps, Record, review};
use salient::publish::{chart::Chart, compare as print, ink::Theme};
use salient::read::Article;
use salient::record::utterance::utterances;
use salient::record::view;
use salient_server::png;
use serde::Serialize;
use std::collections::BTreeSet;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Args)]
#[command(after_help = "Examples:
  salient compare --ledger kursk.gpkg --case kursk-2024 --on 2025-02-20
  salient compare --ledger kursk.gpkg --case kursk-2024 --on 2025-02-20 --format json
  salient compare --ledger kursk.gpkg --case kursk-2024 --history
  salient compare --ledger kursk.gpkg --case kursk-2024 --format csv > history.csv
  salient compare --ledger kursk.gpkg --case kursk-2024 --format png --output kursk.png

A statement stands for 45 days. What follows from an account is worked out from all of its
statements up to the day: held = taken − taken back, and neither total shrinks.")]
pub(crate) struct CompareArgs {
    #[command(flatten)]
    known: KnownArgs,
    /// The conflict: a built-in case or a folder of your own
    #[arg(long, value_name = "NAME|PATH")]
    case: String,
    /// The day; by default the last one that anything is known of
    #[arg(long, value_name = "DATE", value_parser = crate::args::date)]
    on: Option<String>,
    /// The region's code, if not the case's
    #[arg(long = "in", value_name = "REGION")]
    region: Option<String>,
    /// Who holds ground there that is not their own, if not the case's other party
    #[arg(long, value_name = "CODE")]
    holder: Option<String>,
    /// Take the maps from this atlas instead of the ledger
    #[arg(long, value_name = "ATLAS")]
    map: Option<PathBuf>,
    /// Print the history up to the day instead of the day
    #[arg(long)]
    history: bool,
    /// The form of the output; csv, svg and png are of the history
    #[arg(long, value_enum, default_value_t = CompareFormat::Table)]
    format: CompareFormat,
    /// Write here instead of standard output
    #[arg(long, short)]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum CompareFormat {
    Table,
    Json,
    Csv,
    Svg,
    Png,
}

/// A comparison with the findings on what was published on its day, and the history where it is asked for.
#[derive(Serialize)]
struct Whole<'a> {
    #[serde(flatten)]
    comparison: &'a Comparison,
    findings: Vec<Found<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    history: Vec<Row>,
}

#[derive(Serialize)]
struct Found<'a> {
    article: &'a str,
    #[serde(flatten)]
    finding: &'a Finding,
}

pub(crate) fn run(args: &CompareArgs) -> Result<ExitCode> {
    let opened = args.known.open(Some(&args.case), args.map.as_ref())?;
    let maps = opened.maps();
    let said = utterances(&opened.view, &opened.reports);
    let accounts = Accounts::read(&opened.view, &said, &maps);
    let case = maps.case.context("a comparison needs a case")?;
    let topic = Topic::of(case, args.region.as_deref(), args.holder.as_deref()).map_err(|e| anyhow!(e))?;
    let on = if let Some(day) = &args.on {
        day.parse()?
    } else {
        let last = history::last(&accounts, &maps, &topic).context("nothing is recorded of that region")?;
        args.known.last().and_then(|d| d.parse().ok()).map_or(last, |known: Date| known.min(last))
    };
    let comparison = compare(&opened.view, &accounts, &maps, &topic, on);
    let rows = || history::rows(&opened.view, &accounts, &maps, &topic, on).map_err(|e| anyhow!(e));
    let parties: Vec<String> = maps.case.iter().flat_map(|c| &c.parties).map(|p| p.name.clone()).collect();
    let bytes = match args.format {
        CompareFormat::Table if args.history => print::history(&rows()?).into_bytes(),
        CompareFormat::Csv => print::csv(&rows()?).into_bytes(),
        CompareFormat::Svg => chart(&comparison, &rows()?, &parties, on)?.into_bytes(),
        CompareFormat::Png => png::render(&chart(&comparison, &rows()?, &parties, on)?).map_err(|e| anyhow!(e))?,
        format => {
            let record =
                Record::new(&opened.view, &opened.reports, &said, &maps, &opened.ledger).map_err(|e| anyhow!("{e}"))?;
            let findings = findings(&opened, &record, &maps, &topic, on)?;
            if format == CompareFormat::Table {
                print::text(&comparison, &findings).into_bytes()
            } else {
                let history = if args.history { rows()? } else { Vec::new() };
                let found = findings.iter().map(|(article, finding)| Found { article, finding }).collect();
                let whole = Whole { comparison: &comparison, findings: found, history };
                (serde_json::to_string_pretty(&whole)? + "\n").into_bytes()
            }
        }
    };
    for problem in maps.problems() {
        crate::output::complain(&problem);
    }
    write(args.output.as_ref(), &bytes)
}

fn write(path: Option<&PathBuf>, bytes: &[u8]) -> Result<ExitCode> {
    if let Some(path) = path {
        std::fs::write(path, bytes).with_context(|| format!("{}: cannot be written", path.display()))?;
    } else {
        let mut out = stdout();
        out.write_all(bytes)?;
        out.flush()?;
    }
    Ok(ExitCode::SUCCESS)
}

/// What the rules find in the articles about the topic that were published in the week up to the day.
fn findings(
    opened: &crate::known::Opened,
    record: &Record,
    maps: &Maps,
    topic: &Topic,
    on: Date,
) -> Result<Vec<(String, Finding)>> {
    let about = review::about(&opened.view, maps, topic);
    let mut out = Vec::new();
    for article in opened.view.articles.values().filter(|a| about.contains(&a.id)) {
        let age = article.date().and_then(|day| on.since(day).ok()).map(|span| span.get_days());
        if !age.is_some_and(|age| (0..7).contains(&age)) {
            continue;
        }
        let (read, report) = review::review(record, article).map_err(|e| anyhow!("{e}"))?;
        out.extend(report.findings.into_iter().map(|f| (label(&read, article), f)));
    }
    out.sort_by(|a, b| (&a.0, a.1.start, a.1.rule).cmp(&(&b.0, b.1.start, b.1.rule)));
    // Copies of a report have the same findings.
    let mut seen = BTreeSet::new();
    out.retain(|(_, f)| seen.insert((f.rule, f.message.clone(), f.quote.clone())));
    Ok(out)
}

fn label(read: &Article, article: &view::Article) -> String {
    format!("{}, {}", read.name, article.day().unwrap_or("undated"))
}

fn chart(comparison: &Comparison, rows: &[Row], parties: &[String], on: Date) -> Result<String> {
    let title = format!("{}: ground held by {}", comparison.region[1], comparison.holder[1]);
    let names: Vec<&str> = comparison.maps.iter().map(|m| m.attribution.as_str()).collect();
    let maps = if names.is_empty() { "none".to_owned() } else { names.join("; ") };
    let credit = format!("Maps: {maps}. Areas: geodesic, WGS 84. Statements: as recorded. By Salient.");
    let parties: Vec<&str> = parties.iter().map(String::as_str).collect();
    let chart = Chart {
        title: Some(&title),
        credit: Some(&credit),
        rows,
        parties: &parties,
        marked: &BTreeSet::new(),
        on,
        link: None,
        theme: Theme::LIGHT,
    };
    chart.svg().context("nothing is recorded of that region up to that day")
}
