//! `salient record claim`: one claim by hand.

use super::at::LedgerArgs;
use super::given::{Given, record};
use anyhow::Result;
use clap::Args;
use salient::record::Origin;
use serde_json::{Map, Value, json};
use std::process::ExitCode;

#[derive(Args)]
#[command(after_help = "Examples:
  salient record claim --article 48ec --quote \"have retaken 801 square kilometers in the Kursk region\" \\
    --predicate gained --actor RU --place \"Kursk region\" --low 801 --unit km2 \\
    --asserter \"Russian Defense Ministry\" --side RU --as-of 2025-01-17 --ledger kursk.gpkg
  salient record claim --article 48ec --quote \"took the village of Staraya Sorochina\" --predicate gained \\
    --actor RU --place \"Staraya Sorochina\" --extent all --origin \"proposed by a reader\" --ledger kursk.gpkg

A claim is taken where the quote stands in the recorded text word for word, the number and its unit
stand in the quote, and all codes are known. Exit code 2: it was refused, and why.")]
pub(crate) struct ClaimArgs {
    #[command(flatten)]
    ledger: LedgerArgs,
    /// The article: its id or the beginning of it (`salient article` lists them)
    #[arg(long)]
    article: String,
    /// The words of the text that make the claim, exactly
    #[arg(long)]
    quote: String,
    /// Where the quote begins, in characters of the recorded text: needed where it stands more than once
    #[arg(long)]
    start: Option<usize>,
    /// holds, gained, lost, advanced, deployed, killed, wounded, captured, casualties, displaced
    #[arg(long)]
    predicate: String,
    /// Who holds, took, lost: the code of a state, or a group's usual name
    #[arg(long)]
    actor: Option<String>,
    /// Where, in the text's words
    #[arg(long)]
    place: Option<String>,
    /// The number as printed, or the lower end of a range
    #[arg(long)]
    low: Option<f64>,
    /// The upper end of a range
    #[arg(long)]
    high: Option<f64>,
    /// km2, mi2, ha, percent, settlements, km, mi, m, persons
    #[arg(long)]
    unit: Option<String>,
    /// none, about, more_than, less_than, nearly, at_least, up_to
    #[arg(long)]
    hedge: Option<String>,
    /// For a share, its whole in the text's words
    #[arg(long)]
    of: Option<String>,
    /// How much of the place, where there is no number: all, part, none
    #[arg(long)]
    extent: Option<String>,
    /// Who says it; left out for the text's own voice
    #[arg(long)]
    asserter: Option<String>,
    /// The party spoken for: its code, or `other`
    #[arg(long)]
    side: Option<String>,
    /// It is denied
    #[arg(long)]
    deny: bool,
    /// When it is said to hold: a day, month, year or interval
    #[arg(long, value_name = "EDTF")]
    as_of: Option<String>,
    /// Who makes the claim: `person`, or `proposed by NAME`, which counts once it is confirmed
    #[arg(long, value_parser = super::at::origin, default_value = "person")]
    origin: Origin,
}

pub(crate) fn run(args: &ClaimArgs) -> Result<ExitCode> {
    let given = Given { label: "the claim".to_owned(), fields: Ok(fields(args)) };
    let done = record(&args.ledger.ledger, vec![given], &args.origin)?;
    Ok(ExitCode::from(if done.refused > 0 { 2 } else { 0 }))
}

fn fields(args: &ClaimArgs) -> Map<String, Value> {
    let given = json!({
        "article": args.article, "quote": args.quote, "start": args.start, "predicate": args.predicate,
        "actor": args.actor, "place": args.place, "low": args.low, "high": args.high, "unit": args.unit,
        "hedge": args.hedge, "of": args.of, "extent": args.extent, "asserter": args.asserter, "side": args.side,
        "polarity": args.deny.then_some("deny"), "as_of": args.as_of,
    });
    given.as_object().cloned().unwrap_or_default()
}
