//! `salient claims`, `salient article`, `salient history`: questions to the record.

use crate::known::{KnownArgs, Opened};
use crate::output::{stdout, width};
use anyhow::{Result, anyhow, bail};
use clap::{Args, ValueEnum};
use salient::check::asked::{Asked, speaks};
use salient::check::maps::days;
use salient::extract::{Predicate, Side};
use salient::publish::said::Said;
use salient::publish::{annotation, claimreview, records};
use salient::record::Status;
use salient::record::utterance::{Utterance, utterances};
use salient::record::view::Stated;
use std::collections::BTreeSet;
use std::io::Write;
use std::process::ExitCode;

#[derive(Args)]
#[command(after_help = "Examples:
  salient claims --ledger kursk.gpkg --side RU --place Kursk
  salient claims --ledger kursk.gpkg --speaker Syrsky --from 2025-02-01 --format csv
  salient claims --ledger kursk.gpkg --text 'bargaining chip' --predicate holds
  salient claims --ledger kursk.gpkg --rule unit-mismatch --format claimreview
  salient claims --ledger kursk.gpkg --origin proposed --review unreviewed
  salient claims --ledger kursk.gpkg --review rejected       what was set aside

Each claim is printed once, with its carriers; csv, json and the rest have one line or
object for each of them.")]
pub(crate) struct ClaimsArgs {
    #[command(flatten)]
    known: KnownArgs,
    /// The party spoken for: RU, UA, …, or `other`
    #[arg(long)]
    side: Option<String>,
    /// Who says it, in any spelling
    #[arg(long)]
    speaker: Option<String>,
    /// Where, in any spelling
    #[arg(long)]
    place: Option<String>,
    /// Who holds, took, lost
    #[arg(long)]
    actor: Option<String>,
    /// holds, gained, lost, advanced, deployed, killed, …
    #[arg(long, value_parser = predicate)]
    predicate: Option<Predicate>,
    /// Read with at least that certainty, 0 to 1; claims whose reader did not tell pass
    #[arg(long, value_name = "X", value_parser = crate::args::share)]
    min_confidence: Option<f64>,
    /// Where it comes from: `machine`, `person`, `proposed by NAME`, or `proposed` by anybody
    #[arg(long)]
    origin: Option<String>,
    /// What its last reviewer thought: unreviewed, confirmed, rejected; rejected ones are shown only so
    #[arg(long, value_name = "STATUS", value_parser = status)]
    review: Option<Status>,
    /// Said to hold on or after this day
    #[arg(long, value_name = "DATE", value_parser = crate::args::date)]
    from: Option<String>,
    /// Said to hold on or before this day
    #[arg(long, value_name = "DATE", value_parser = crate::args::date)]
    to: Option<String>,
    /// Words that the article holds
    #[arg(long)]
    text: Option<String>,
    /// With a finding of this rule on its words
    #[arg(long)]
    rule: Option<String>,
    /// The conflict, whose names of places are then known
    #[arg(long, value_name = "NAME|PATH")]
    case: Option<String>,
    /// The form of the output
    #[arg(long, value_enum, default_value_t = ClaimsFormat::Table)]
    format: ClaimsFormat,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ClaimsFormat {
    Table,
    Csv,
    Json,
    Ndjson,
    /// schema.org ClaimReview, JSON-LD
    Claimreview,
    /// W3C Web Annotation, JSON-LD
    Annotation,
}

#[derive(Args)]
#[command(after_help = "Examples:
  salient article --ledger kursk.gpkg                 list articles
  salient article 48ec3275 --ledger kursk.gpkg        one of them, with its claims, findings and carriers
  salient article 48ec --ledger kursk.gpkg --format json")]
pub(crate) struct ArticleArgs {
    /// The id, or its beginning; all articles are listed without one
    id: Option<String>,
    #[command(flatten)]
    known: KnownArgs,
    /// The form of the output
    #[arg(long, value_enum, default_value_t = ArticleFormat::Text)]
    format: ArticleFormat,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ArticleFormat {
    Text,
    Json,
}

#[derive(Args)]
#[command(after_help = "Examples:
  salient history \"Defense Ministry\" --ledger kursk.gpkg
  salient history Сирський --ledger kursk.gpkg --format json")]
pub(crate) struct HistoryArgs {
    /// Who speaks, in any spelling
    speaker: String,
    #[command(flatten)]
    known: KnownArgs,
    /// The form of the output
    #[arg(long, value_enum, default_value_t = ClaimsFormat::Table)]
    format: ClaimsFormat,
}

fn predicate(word: &str) -> Result<Predicate, String> {
    let all = || Predicate::ALL.iter().map(|p| p.name()).collect::<Vec<_>>().join(", ");
    Predicate::named(word).ok_or_else(|| format!("one of {}", all()))
}

fn status(word: &str) -> Result<Status, String> {
    let all = || Status::ALL.iter().map(|s| s.name()).collect::<Vec<_>>().join(", ");
    Status::named(word).ok_or_else(|| format!("one of {}", all()))
}

pub(crate) fn claims(args: &ClaimsArgs) -> Result<ExitCode> {
    if let Some(rule) = args.rule.as_deref().filter(|r| !salient::check::RULES.iter().any(|known| known.name == *r)) {
        bail!("no rule is named `{rule}`; `salient rule` lists them");
    }
    let mut opened = args.known.open(args.case.as_deref(), None)?;
    if args.review == Some(Status::Rejected) {
        opened.view = opened.view.of_rejected();
    }
    let maps = opened.maps();
    let texts: Option<BTreeSet<String>> = match &args.text {
        Some(words) => Some(opened.ask().search(words, 100_000).map_err(|e| anyhow!("{e}"))?.into_iter().collect()),
        None => None,
    };
    let said = utterances(&opened.view, &opened.reports);
    let asked = Asked {
        side: args.side.as_deref().map(Side::from),
        speaker: args.speaker.clone(),
        place: args.place.clone(),
        actor: args.actor.clone(),
        predicate: args.predicate,
        min_confidence: args.min_confidence,
        origin: args.origin.clone(),
        status: args.review,
        from: args.from.clone(),
        to: args.to.clone(),
        texts,
        rule: args.rule.clone(),
    };
    let kept = asked.among(&opened.view, &maps, &said);
    print(&opened, &kept, args.format)
}

/// The terminal's width; a pipe takes every figure whole.
fn whole_width() -> usize {
    if std::io::IsTerminal::is_terminal(&std::io::stdout()) || std::env::var_os("COLUMNS").is_some() {
        width()
    } else {
        4096
    }
}

fn print(opened: &Opened, kept: &[&Utterance], format: ClaimsFormat) -> Result<ExitCode> {
    let (view, mut out) = (&opened.view, stdout());
    match format {
        ClaimsFormat::Table => write!(out, "{}", records::table(view, kept, whole_width()))?,
        ClaimsFormat::Csv => write!(out, "{}", records::csv(view, kept))?,
        ClaimsFormat::Json => {
            let all: Vec<_> = kept.iter().map(|u| Said::of(view, u)).collect();
            writeln!(out, "{}", serde_json::to_string_pretty(&all)?)?;
        }
        ClaimsFormat::Ndjson => {
            for u in kept {
                serde_json::to_writer(&mut out, &Said::of(view, u))?;
                writeln!(out)?;
            }
        }
        ClaimsFormat::Claimreview => {
            let all: Vec<_> = kept.iter().map(|u| claimreview::of(view, u)).collect();
            writeln!(out, "{}", serde_json::to_string_pretty(&all)?)?;
        }
        ClaimsFormat::Annotation => {
            let text = |hash: &str| opened.ask().text(hash).ok().flatten();
            let all: Vec<_> = kept.iter().flat_map(|u| &u.claims).map(|s| annotation::of(view, s, &text)).collect();
            writeln!(out, "{}", serde_json::to_string_pretty(&all)?)?;
        }
    }
    out.flush()?;
    if kept.is_empty() {
        let values = |of: &dyn Fn(&Stated) -> Option<String>| {
            let all: BTreeSet<String> = opened.view.claims.iter().filter_map(of).collect();
            all.into_iter().collect::<Vec<_>>().join(", ")
        };
        crate::output::complain(&format!(
            "no claim of the record passes\nsides in it: {}\nactors: {}\npredicates: {}",
            values(&|s| s.claim.side.as_ref().map(Side::to_string)),
            values(&|s| s.claim.actor.clone()),
            values(&|s| Some(s.claim.predicate.to_string()))
        ));
    }
    Ok(ExitCode::SUCCESS)
}

pub(crate) fn history(args: &HistoryArgs) -> Result<ExitCode> {
    let opened = args.known.open(None, None)?;
    let said = utterances(&opened.view, &opened.reports);
    let theirs =
        |u: &&Utterance| u.claims.iter().any(|s| speaks(&opened.view, s.claim.asserter.as_deref(), &args.speaker));
    let mut kept: Vec<&Utterance> = said.iter().filter(theirs).collect();
    let day = |u: &Utterance| {
        let claim = &u.claims[0].claim;
        claim.as_of.as_deref().and_then(days).map(|(_, last)| last)
    };
    kept.sort_by_key(|u| (day(u), u.claims[0].id.clone()));
    print(&opened, &kept, args.format)
}

pub(crate) fn article(args: &ArticleArgs) -> Result<ExitCode> {
    let opened = args.known.open(None, None)?;
    let mut out = stdout();
    let Some(prefix) = &args.id else {
        list(&opened, args.format, &mut out)?;
        out.flush()?;
        return Ok(ExitCode::SUCCESS);
    };
    let found = opened.view.by_prefix(prefix);
    let [article] = found[..] else {
        bail!("{} articles have an id that begins with {prefix}; `salient article` lists them", found.len())
    };
    let text = opened.ask().text(&article.body.text).map_err(|e| anyhow!("{e}"))?.unwrap_or_default();
    let whole = records::article(&opened.view, &opened.reports, article, &text);
    if args.format == ArticleFormat::Json {
        writeln!(out, "{}", serde_json::to_string_pretty(&whole)?)?;
    } else {
        write!(out, "{}", records::article_text(&opened.view, &opened.reports, article))?;
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn list(opened: &Opened, format: ArticleFormat, out: &mut impl Write) -> Result<()> {
    for article in opened.view.articles.values() {
        let claims = opened.view.claims.iter().filter(|s| s.claim.article == article.id).count();
        if format == ArticleFormat::Json {
            let line = serde_json::json!({"id": article.id, "article": article.body, "names": article.names,
                "report": opened.reports.of(&article.id), "claims": claims, "recorded": article.recorded});
            writeln!(out, "{line}")?;
        } else {
            let agency = article.body.agency.as_deref().map(|a| format!(" ({a})")).unwrap_or_default();
            writeln!(
                out,
                "{:.8}  {:<10}  {claims:>3} claims  {}{agency}",
                article.id,
                article.day().unwrap_or("undated"),
                article.label()
            )?;
        }
    }
    Ok(())
}
