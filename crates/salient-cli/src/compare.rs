//! `salient compare`

use crate::known::KnownArgs;
use crate::map::png;
use crate::output::stdout;
use anyhow::{Context, Result, anyhow, bail};
use clap::{Args, ValueEnum};
use jiff::civil::Date;
use salient::check::account::Accounts;
use salient::check::account::statement::Topic;
use salient::check::compare::{Comparison, compare};
use salient::check::history::{self, Row};
use salient::check::{Finding, Maps, Options, Record, against};
use salient::publish::{chart::Chart, compare as print};
use salient::read::{Article, Meta};
use salient::record::utterance::utterances;
use salient::record::view;
use serde::Serialize;
use std::collections::BTreeSet;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Mutex;

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
    let topic = topic(args, &maps)?;
    let on = if let Some(day) = &args.on {
        day.parse()?
    } else {
        let last = last(&accounts, &maps, &topic).context("nothing is recorded of that region")?;
        args.known.last().and_then(|d| d.parse().ok()).map_or(last, |known: Date| known.min(last))
    };
    let comparison = compare(&opened.view, &accounts, &maps, &topic, on);
    let rows = || history::rows(&opened.view, &accounts, &maps, &topic, on).map_err(|e| anyhow!(e));
    let bytes = match args.format {
        CompareFormat::Table if args.history => print::history(&rows()?).into_bytes(),
        CompareFormat::Csv => print::csv(&rows()?).into_bytes(),
        CompareFormat::Svg => chart(&comparison, &rows()?, on)?.into_bytes(),
        CompareFormat::Png => png::render(&chart(&comparison, &rows()?, on)?)?,
        format => {
            let ledger = Mutex::new(crate::record::read(&args.known.ledger)?);
            let record =
                Record::new(&opened.view, &opened.reports, &said, &maps, &ledger).map_err(|e| anyhow!("{e}"))?;
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

/// The region and holder that are asked about: the case's, unless told otherwise.
fn topic(args: &CompareArgs, maps: &Maps) -> Result<Topic> {
    let case = maps.case.context("a comparison needs a case")?;
    let region = args.region.clone().unwrap_or_else(|| case.region.clone());
    if salient_map::region::by_code(&region).is_none() {
        bail!("{region}: no region has this code; codes are those of ISO 3166-2, like RU-KRS");
    }
    let soil = region.split('-').next().unwrap_or_default();
    let others: Vec<&str> = case.parties.iter().map(|p| p.code.as_str()).filter(|code| *code != soil).collect();
    let holder = match (&args.holder, &others[..]) {
        (Some(code), _) => code.clone(),
        (None, [one]) => (*one).to_owned(),
        (None, many) => bail!("several parties may hold ground there: tell which with --holder {}", many.join("|")),
    };
    Ok(Topic { region, holder })
}

/// The last day that a statement or a map tells of.
fn last(accounts: &Accounts, maps: &Maps, topic: &Topic) -> Option<Date> {
    let said = accounts.of.get(topic).into_iter().flatten().filter_map(|a| a.statements.last().map(|s| s.day));
    let seen = maps.store.atlas().snapshots.iter().filter_map(|m| m.day().parse().ok());
    said.chain(seen).max()
}

/// What the rules find in the articles about the topic that were published in the week up to the day.
fn findings(
    opened: &crate::known::Opened,
    record: &Record,
    maps: &Maps,
    topic: &Topic,
    on: Date,
) -> Result<Vec<(String, Finding)>> {
    let about: BTreeSet<&salient::record::Id> = opened
        .view
        .claims
        .iter()
        .filter(|s| salient::check::account::statement::read(&s.claim, maps).is_some_and(|(t, _)| t == *topic))
        .map(|s| &s.claim.article)
        .collect();
    let mut out = Vec::new();
    for article in opened.view.articles.values().filter(|a| about.contains(&a.id)) {
        let day: Option<Date> = article.day().and_then(|d| d.parse().ok());
        let age = day.and_then(|day| on.since(day).ok()).map(|span| span.get_days());
        if !age.is_some_and(|age| (0..7).contains(&age)) {
            continue;
        }
        let text = opened.ledger.text(&article.body.text).map_err(|e| anyhow!("{e}"))?.unwrap_or_default();
        let read = salient::read::plain(article.label(), text, meta(article));
        let report = against(&read, &Options::default(), Some(maps), Some(record));
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

fn meta(article: &view::Article) -> Meta {
    let body = article.body.clone();
    Meta {
        title: body.title,
        published: body.published,
        url: body.url,
        publisher: body.publisher,
        byline: body.byline,
        agency: body.agency,
    }
}

fn chart(comparison: &Comparison, rows: &[Row], on: Date) -> Result<String> {
    let title = format!("{}: ground held by {}", comparison.region[1], comparison.holder[1]);
    let names: Vec<&str> = comparison.maps.iter().map(|m| m.attribution.as_str()).collect();
    let maps = if names.is_empty() { "none".to_owned() } else { names.join("; ") };
    let credit = format!("Maps: {maps}. Areas: geodesic, WGS 84. Statements: as recorded. By Salient.");
    let chart = Chart { title: &title, credit: &credit, rows, on };
    chart.svg().context("nothing is recorded of that region up to that day")
}
