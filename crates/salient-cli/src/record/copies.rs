//! `salient record copies`

use super::args::{CopiesArgs, CopiesFormat};
use crate::output::{complain, stdout};
use anyhow::{Context, Result, anyhow};
use rayon::prelude::*;
use salient::record::utterance::Reports;
use salient::record::view::Known;
use salient::record::{View, copies, sketch};
use std::io::{BufRead, Write};
use std::path::Path;
use std::process::ExitCode;

pub(crate) fn run(args: &CopiesArgs) -> Result<ExitCode> {
    if let Some(path) = &args.input {
        return among(path, args.format);
    }
    let ledger = super::read(args.ledger.as_deref().unwrap_or_default())?;
    let view = View::load(&*ledger, &Known::default()).map_err(|e| anyhow!("{e}"))?;
    let reports = Reports::find(&*ledger, &view).map_err(|e| anyhow!("{e}"))?;
    let mut out = stdout();
    for (report, articles) in reports.all().into_iter().filter(|(_, a)| a.len() > 1) {
        match args.format {
            CopiesFormat::Json => {
                writeln!(out, "{}", serde_json::json!({"report": report, "articles": articles}))?;
            }
            CopiesFormat::Pairs => {
                for other in articles.iter().filter(|a| **a != report) {
                    writeln!(out, "{report}\t{other}")?;
                }
            }
            CopiesFormat::Text => {
                writeln!(out, "{} carriers of one report", articles.len())?;
                for article in articles.iter().filter_map(|id| view.articles.get(*id)) {
                    let agency = article.body.agency.as_deref().map(|a| format!(" ({a})")).unwrap_or_default();
                    let day = article.day().unwrap_or("undated");
                    writeln!(out, "  {:.8}  {day:<10}  {}{agency}", article.id, article.names.join(", "))?;
                }
            }
        }
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

#[derive(serde::Deserialize)]
struct Line {
    name: String,
    text: String,
}

/// Copies among the texts of an NDJSON file; the time that it took goes to standard error, reading aside.
fn among(path: &Path, format: CopiesFormat) -> Result<ExitCode> {
    let file = std::fs::File::open(path).with_context(|| format!("{}: cannot be read", path.display()))?;
    let (mut names, mut texts) = (Vec::new(), Vec::new());
    for line in std::io::BufReader::new(file).lines() {
        let line: Line = serde_json::from_str(&line?).with_context(|| format!("{}: not NDJSON", path.display()))?;
        names.push(line.name);
        texts.push(line.text);
    }
    let bytes: usize = texts.iter().map(String::len).sum();
    let started = std::time::Instant::now();
    let reports: Vec<String> = texts.par_iter().map(|t| copies::report(t)).collect();
    let sketches: Vec<Vec<u32>> = reports.par_iter().map(|t| sketch::sketch(t)).collect();
    let found = copies::find(&sketches, |at| Ok::<_, std::convert::Infallible>(reports[at].clone()));
    let Ok(found) = found;
    let seconds = started.elapsed().as_secs_f64();
    let mut out = stdout();
    match format {
        CopiesFormat::Pairs => {
            for (a, b) in &found.pairs {
                writeln!(out, "{}\t{}", names[*a as usize], names[*b as usize])?;
            }
        }
        _ => {
            for (doc, group) in found.group.iter().enumerate().filter(|(doc, group)| *doc != **group as usize) {
                writeln!(out, "{}\t{}", names[*group as usize], names[doc])?;
            }
        }
    }
    out.flush()?;
    complain(&format!(
        "{} texts, {:.1} MB: {} pairs in {seconds:.2} s, {:.1} MB/s",
        texts.len(),
        bytes as f64 / 1e6,
        found.pairs.len(),
        bytes as f64 / 1e6 / seconds
    ));
    Ok(ExitCode::SUCCESS)
}
