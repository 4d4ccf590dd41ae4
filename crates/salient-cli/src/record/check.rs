//! `salient record check`: what does not add up in the whole record, written into it.

use super::at::LedgerArgs;
use crate::isolate::guarded;
use crate::known::Opened;
use crate::output::{complain, stdout};
use anyhow::{Result, anyhow};
use clap::Args;
use rayon::prelude::*;
use salient::check::recorded::{self, Found};
use salient::check::{Record, review};
use salient::record::utterance::utterances;
use salient::record::view::Article;
use salient::record::{Batch, Id, Kind, body, sha256};
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Args)]
#[command(after_help = "Examples:
  salient record check --ledger kursk.gpkg --case kursk-2024
  salient record check --ledger kursk.gpkg --case kursk-2024 --map kursk.atlas
  salient claims --ledger kursk.gpkg --rule figure-altered             the claims that a rule then speaks of
  ogrinfo kursk.gpkg -sql \"SELECT rule, count(*) FROM findings GROUP BY rule\"

Each article is checked with the rules that run by default, against all that was known on its day. It can be
stopped and run again: what was checked against the same record is not checked again.")]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    ledger: LedgerArgs,
    /// The conflict, whose parties and places are then known: maps and accounts are checked with one only
    #[arg(long, value_name = "NAME|PATH")]
    case: Option<String>,
    /// Control maps of this atlas instead of those of the record
    #[arg(long, value_name = "ATLAS")]
    map: Option<PathBuf>,
    /// Stop after so many articles
    #[arg(long, value_name = "N")]
    most: Option<usize>,
}

/// So many articles are checked together and recorded in one step.
const STEP: usize = 64;

/// What was done.
#[derive(Default)]
struct Tally {
    checked: usize,
    found: usize,
    failed: usize,
}

pub(crate) fn run(args: &CheckArgs) -> Result<ExitCode> {
    if args.case.is_none() {
        complain("without --case, what is taken and held in a region is not checked against the record");
    }
    let opened = Opened::writing(&args.ledger.ledger, args.case.as_deref(), args.map.as_ref())?;
    let maps = opened.maps();
    let said = utterances(&opened.view, &opened.reports);
    let record =
        Record::new(&opened.view, &opened.reports, &said, &maps, &opened.ledger).map_err(|e| anyhow!("{e}"))?;
    let run = body::Run { against: Some(against(&opened, args)?), ..recorded::run().0 };
    let id = Batch::default().add(Kind::Run, &run);
    let all = opened.view.articles.values();
    let open: Vec<&Article> = all.filter(|a| opened.view.checked.get(&a.id) != Some(&id)).collect();
    let (known, now) = (opened.view.articles.len() - open.len(), args.most.unwrap_or(open.len()).min(open.len()));
    let mut tally = Tally::default();
    for step in open[..now].chunks(STEP) {
        let found: Vec<Result<Batch>> =
            step.par_iter().map(|article| guarded(article.label(), || one(&record, article, &run)).flatten()).collect();
        tally.record(&opened, found)?;
    }
    opened.ask().show(&crate::case::parties()).map_err(|e| anyhow!("{e}"))?;
    let mut out = stdout();
    let Tally { checked, found, failed } = tally;
    writeln!(out, "{checked} articles checked, {known} known before, {} left; {found} findings", open.len() - now)?;
    out.flush()?;
    Ok(ExitCode::from(if failed > 0 { 2 } else { 0 }))
}

impl Tally {
    fn record(&mut self, opened: &Opened, found: Vec<Result<Batch>>) -> Result<()> {
        let mut batch = Batch::at(&super::now());
        for one in found {
            match one {
                Ok(one) => {
                    self.checked += 1;
                    self.found += one.entries.iter().filter(|(kind, ..)| *kind == Kind::Finding).count();
                    batch.extend(one);
                }
                Err(fault) => {
                    self.failed += 1;
                    complain(&format!("salient: {fault:#}"));
                }
            }
        }
        opened.ask().append(&batch).map(|_| ()).map_err(|e| anyhow!("{e}"))
    }
}

fn one(record: &Record, article: &Article, run: &body::Run) -> Result<Batch> {
    let (read, report) = review::review(record, article).map_err(|e| anyhow!("{e}"))?;
    Ok(recorded::checked(&read, &report, Found { article: &article.id, run }))
}

/// A hash of all that articles are checked against: when it changes, they are checked again.
fn against(opened: &Opened, args: &CheckArgs) -> Result<String> {
    let mut ids: Vec<Id> = Vec::new();
    let kept = |kind: Kind| !matches!(kind, Kind::Finding | Kind::Checked | Kind::Run);
    opened
        .ask()
        .scan(None, &mut |entry| {
            if kept(entry.kind) {
                ids.push(entry.id);
            }
            Ok(())
        })
        .map_err(|e| anyhow!("{e}"))?;
    ids.sort();
    let case = opened.case.as_ref().map_or("", |c| c.case.name.as_str());
    let maps: Vec<String> = match &args.map {
        Some(_) => opened.store.atlas().snapshots.iter().map(|m| format!("{} {}", m.source, m.time)).collect(),
        None => Vec::new(),
    };
    let all: String = ids.iter().map(|id| id.0.as_str()).collect();
    Ok(sha256(format!("{all} {case} {}", maps.join(" ")).as_bytes())[..32].to_owned())
}
