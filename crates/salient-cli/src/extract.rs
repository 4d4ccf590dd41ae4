//! `salient extract`

use crate::args::{ExtractArgs, ExtractFormat};
use crate::input::{self, Loaded, Tally, each};
use crate::output::{complain, stdout, style};
use crate::project::{Group, groups, name_others};
use anyhow::Result;
use salient::extract::{Claim, Document, coverage::Coverage};
use salient::publish;
use std::io::Write;
use std::process::ExitCode;

pub(crate) fn run(args: &ExtractArgs) -> Result<ExitCode> {
    if args.explain {
        return explained(args);
    }
    let mut out = stdout();
    let mut kept: Vec<Claim> = Vec::new();
    let take = |(loaded, claims, coverage): (Loaded, Vec<Claim>, Coverage)| {
        for problem in &loaded.article.problems {
            complain(&format!("{}: {problem}", loaded.article.name));
        }
        match args.format {
            ExtractFormat::Ndjson => out.write_all(publish::json::lines(&claims).as_bytes())?,
            ExtractFormat::Table if !claims.is_empty() => {
                write!(out, "{}", publish::table::claims(&claims, style(args.color)))?;
            }
            ExtractFormat::Table => {}
            ExtractFormat::Json | ExtractFormat::Csv => kept.extend(claims),
        }
        if !args.input.quiet && args.format == ExtractFormat::Table {
            out.flush()?;
            complain(&format!("{}: {coverage}", loaded.article.name));
        }
        Ok(())
    };
    let failed = all(args, |group, loaded| one(loaded, group.least(args.certainty)), take)?;
    match args.format {
        ExtractFormat::Json => writeln!(out, "{}", serde_json::to_string_pretty(&kept)?)?,
        ExtractFormat::Csv => out.write_all(publish::csv::claims(&kept).as_bytes())?,
        _ => {}
    }
    out.flush()?;
    Ok(ExitCode::from(if failed > 0 { 2 } else { 0 }))
}

/// Works on the texts of every project; how many could not be read.
fn all<T: Send>(
    args: &ExtractArgs,
    work: impl Fn(&Group, Loaded) -> T + Sync,
    mut take: impl FnMut(T) -> Result<()>,
) -> Result<usize> {
    let (mut failed, texts) = (0, input::texts(&args.input)?);
    name_others(&texts);
    for group in groups(&args.input.project, &texts)? {
        let Tally { failed: more, .. } = each(&args.input, &group, |loaded| work(&group, loaded), &mut take)?;
        failed += more;
    }
    Ok(failed)
}

/// What the reader saw, as a picture or as JSON.
fn explained(args: &ExtractArgs) -> Result<ExitCode> {
    let mut out = stdout();
    let explain = |_: &Group, loaded: Loaded| {
        let explained = salient::extract::explain::explain(&Document::new(&loaded.article));
        (loaded.article.name.clone(), explained)
    };
    let failed = all(args, explain, |(name, explained)| {
        match args.format {
            ExtractFormat::Json | ExtractFormat::Ndjson => {
                let line = serde_json::json!({ "document": name, "sentences": explained });
                writeln!(out, "{line}")?;
            }
            _ => write!(out, "{}", publish::explain::picture(&explained, style(args.color)))?,
        }
        Ok(())
    })?;
    out.flush()?;
    Ok(ExitCode::from(if failed > 0 { 2 } else { 0 }))
}

fn one(loaded: Loaded, least: f64) -> (Loaded, Vec<Claim>, Coverage) {
    let document = Document::new(&loaded.article);
    let mut claims = document.claims();
    claims.retain(|c| c.confidence >= least);
    let coverage = document.coverage(&claims);
    drop(document);
    (loaded, claims, coverage)
}
