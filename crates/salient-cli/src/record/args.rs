//! The command line of `salient record`.

use super::at::LedgerArgs;
use super::check::CheckArgs;
use super::claim::ClaimArgs;
use clap::{Args, Subcommand, ValueEnum};
use salient::record::Origin;
use std::path::PathBuf;

#[derive(Args)]
#[command(
    arg_required_else_help = true,
    after_help = "Examples:
  salient record add articles/ --ledger kursk.gpkg            texts, pages, feeds, web archives, maps
  salient record add https://example.org/feed.xml --ledger kursk.gpkg
  salient record claim --article 48ec --quote \"…\" …            one claim by hand (see its --help)
  salient record check --ledger kursk.gpkg --case kursk-2024  findings of the whole record, for SQL and QGIS
  salient record verify --ledger kursk.gpkg                   prove that nothing was altered or lost
  salient record export --ledger kursk.gpkg > record.ndjson"
)]
pub(crate) struct RecordArgs {
    #[command(subcommand)]
    pub(crate) command: RecordCommand,
}

#[derive(Subcommand)]
pub(crate) enum RecordCommand {
    /// Read texts and maps into a ledger; what is known already is not added again
    Add(AddArgs),
    /// Record one claim by hand: exact, or refused
    Claim(Box<ClaimArgs>),
    /// Check every article against the whole record, and write what does not add up into it
    Check(CheckArgs),
    /// Print what every table and column of a ledger means
    Codebook,
    /// Check every hash, link and quote of a ledger
    Verify(VerifyArgs),
    /// Write all entries, one JSON object a line
    Export(ExportArgs),
    /// Correct or withdraw an entry; the entry itself stays
    Correct(CorrectArgs),
    /// Say that two names are one, or are not
    Merge(MergeArgs),
    /// List which names are read as one
    Names(NamesArgs),
    /// List reports and the articles that carry them
    Copies(CopiesArgs),
}

#[derive(Args)]
#[command(after_help = "Examples:
  salient record add article.txt --ledger kursk.gpkg
  salient record add 'clips/*.html' feed.xml crawl.warc.gz site.wacz --ledger kursk.gpkg
  salient record add telegram/result.json --ledger kursk.gpkg
  salient record add https://example.org/story --ledger kursk.gpkg
  salient record add maps/*.geojson --source deepstate --ledger kursk.gpkg
  salient record add kursk.atlas --ledger kursk.gpkg          the maps of an atlas
  zcat articles.ndjson.gz | salient record add - --input ndjson --ledger kursk.gpkg
  salient record add --claims proposals.ndjson --origin \"proposed by a model\" --ledger kursk.gpkg

Recording can be stopped and run again at any time: what was recorded stays, and is
there once. Pages are fetched one by one, as robots.txt allows, never from addresses
inside this network.

Claims are one JSON object a line, in the form that `salient extract --format ndjson`
prints; `quote`, `predicate`, and `article` (an id) or `document` (a name) are enough.
Each is taken exactly or refused with the reason; exit code 2 if one was refused.")]
pub(crate) struct AddArgs {
    /// Files, folders, patterns, addresses; `-` reads standard input
    #[arg(required_unless_present = "claims")]
    pub(crate) what: Vec<String>,
    /// Claims from elsewhere, about texts that are recorded: NDJSON, or a JSON list; `-` reads standard input
    #[arg(long, value_name = "FILE", requires = "origin")]
    pub(crate) claims: Vec<PathBuf>,
    /// Who makes those claims: `person`, or `proposed by NAME`, which count once they are confirmed
    #[arg(long, value_parser = super::at::origin, requires = "claims")]
    pub(crate) origin: Option<Origin>,
    #[command(flatten)]
    pub(crate) ledger: LedgerArgs,
    /// The form of the input; by default told by name and content
    #[arg(long, value_enum, default_value_t = AddFormat::Auto)]
    pub(crate) input: AddFormat,
    /// The day of publication, for texts that do not carry it (YYYY-MM-DD)
    #[arg(long, value_name = "DATE", value_parser = crate::args::date)]
    pub(crate) published: Option<String>,
    /// The language of texts that are read; those in others are named and left out, and the exit code is 2
    #[arg(long, value_enum, default_value_t = crate::args::Language::English)]
    pub(crate) language: crate::args::Language,
    /// The source of map files (see `salient map import --list`); by default tried one by one
    #[arg(long)]
    pub(crate) source: Option<String>,
    /// The conflict, for map sources that need one
    #[arg(long, value_name = "NAME|PATH")]
    pub(crate) case: Option<String>,
    #[command(flatten)]
    pub(crate) certainty: crate::args::CertaintyArgs,
    /// For a feed: also fetch the page of each item
    #[arg(long)]
    pub(crate) follow: bool,
    /// Seconds between two requests to one host
    #[arg(long, value_name = "SECONDS", default_value_t = 2)]
    pub(crate) pause: u64,
    /// The greatest page that is fetched, in megabytes
    #[arg(long, value_name = "MB", default_value_t = 16)]
    pub(crate) most: u64,
    /// Allow hosts that are named here to lie inside this network; what they point to still may not
    #[arg(long)]
    pub(crate) private: bool,
    /// Print nothing but errors
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum AddFormat {
    Auto,
    Text,
    Markdown,
    Html,
    /// One JSON object a line: {"name", "text", "published"?, "url"?, "title"?}
    Ndjson,
    /// RSS, Atom or JSON Feed
    Feed,
    /// WARC, plain or gzip
    Warc,
    Wacz,
    /// result.json of Telegram Desktop
    Telegram,
    /// A control map
    Map,
}

#[derive(Args)]
#[command(after_help = "The head that is printed stands for the whole record: note it elsewhere, and nobody can
cut off the record's end unseen. Exit code 0: nothing is wrong; 1: something is.")]
pub(crate) struct VerifyArgs {
    #[command(flatten)]
    pub(crate) ledger: LedgerArgs,
    /// The head that was noted before: it must be in the record still
    #[arg(long, value_name = "HASH")]
    pub(crate) head: Option<String>,
    /// The form of the output
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub(crate) format: TextOrJson,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TextOrJson {
    Text,
    Json,
}

#[derive(Args)]
pub(crate) struct ExportArgs {
    #[command(flatten)]
    pub(crate) ledger: LedgerArgs,
    /// Only entries of this kind: article, claim, finding, snapshot, correction, merge, review, …
    #[arg(long)]
    pub(crate) kind: Option<String>,
    /// Leave the texts of articles out
    #[arg(long)]
    pub(crate) no_text: bool,
    /// Write here instead of standard output
    #[arg(long, short)]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Args)]
#[command(after_help = "Examples:
  salient record correct 3f2a1b --set low=420 --reason \"misread: 420, not 240\" --ledger kursk.gpkg
  salient record correct 3f2a1b --withdraw --reason \"no claim\" --ledger kursk.gpkg

What is set right must fit as a claim by hand must: the number and its unit stand in the
claim's quote, codes are known, a speaker is in the record or in the text. Where the quote
is too short, withdraw the claim and enter it by hand (`salient record claim`).")]
pub(crate) struct CorrectArgs {
    /// The id of a claim or an article, or its beginning
    pub(crate) id: String,
    #[command(flatten)]
    pub(crate) ledger: LedgerArgs,
    /// A field and its right value, as JSON or plain text
    #[arg(long, value_name = "FIELD=VALUE")]
    pub(crate) set: Vec<String>,
    /// Withdraw it
    #[arg(long, conflicts_with = "set")]
    pub(crate) withdraw: bool,
    /// Why
    #[arg(long)]
    pub(crate) reason: String,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum NameKind {
    Speaker,
    Place,
}

#[derive(Args)]
#[command(after_help = "Examples:
  salient record merge speaker \"General Staff\" Genshtab --reason \"the same body\" --ledger kursk.gpkg
  salient record merge speaker \"General Staff\" Genshtab --apart --reason \"not so\" --ledger kursk.gpkg")]
pub(crate) struct MergeArgs {
    /// What the names name
    pub(crate) what: NameKind,
    /// The name that stays
    pub(crate) name: String,
    /// The name that is read as it
    pub(crate) other: String,
    #[command(flatten)]
    pub(crate) ledger: LedgerArgs,
    /// Say that they are not one
    #[arg(long)]
    pub(crate) apart: bool,
    /// Why
    #[arg(long)]
    pub(crate) reason: String,
}

#[derive(Args)]
pub(crate) struct NamesArgs {
    #[command(flatten)]
    pub(crate) ledger: LedgerArgs,
    /// The form of the output
    #[arg(long, value_enum, default_value_t = TextOrJson::Text)]
    pub(crate) format: TextOrJson,
}

#[derive(Args)]
#[command(after_help = "Examples:
  salient record copies --ledger kursk.gpkg
  salient record copies --input articles.ndjson --format pairs > pairs.tsv")]
pub(crate) struct CopiesArgs {
    /// The ledger: a file or a server
    #[arg(long, value_name = "FILE|URL", env = "SALIENT_LEDGER", required_unless_present = "input")]
    pub(crate) ledger: Option<String>,
    /// Look among the texts of an NDJSON file instead of a ledger
    #[arg(long, value_name = "FILE")]
    pub(crate) input: Option<PathBuf>,
    /// The form of the output
    #[arg(long, value_enum, default_value_t = CopiesFormat::Text)]
    pub(crate) format: CopiesFormat,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CopiesFormat {
    Text,
    Json,
    /// Two names a line, tab between
    Pairs,
}
