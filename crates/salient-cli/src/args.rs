//! The command line.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Reads news about a conflict, extracts who claims what, and checks whether the figures add up.
#[derive(Parser)]
#[command(
    name = "salient",
    version = crate::docs::version(),
    about,
    arg_required_else_help = true,
    after_help = "Examples:
  salient demo                           check five bundled briefs, and show a record as a page
  salient check article.txt              what does not add up, like compiler diagnostics
  salient extract --format table a.html  every claim: who, what, how much, where, said by whom
  salient rule unit-mismatch             what a rule checks, with examples
  salient record add news/ --ledger l.gpkg            the record of a conflict, in one file
  salient compare --ledger l.gpkg --case kursk-2024   what each side says, and what the maps show
  salient serve --ledger l.gpkg          the same as a page, with a map, a time slider, a chart and an API

Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 could not run."
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Check texts: figures that cannot be right, and why
    Check(CheckArgs),
    /// Findings that are known, so that only new ones speak
    Baseline(crate::baseline::BaselineArgs),
    /// Extract every claim of a text as data
    Extract(ExtractArgs),
    /// Control maps: who held what, when, how many square kilometres
    Map(crate::map::args::MapArgs),
    /// The ledger: articles, claims and maps, recorded for good
    Record(crate::record::args::RecordArgs),
    /// Claims of the record, by side, speaker, place, day, words
    Claims(crate::claims::ClaimsArgs),
    /// Step through unreviewed claims, least certain first: confirm, reject, skip
    Review(crate::review::ReviewArgs),
    /// Articles of the record, with their claims and carriers
    Article(crate::claims::ArticleArgs),
    /// All that one speaker said, by day
    History(crate::claims::HistoryArgs),
    /// What each side says, what follows from it, and what the maps show, on one day
    Compare(crate::compare::CompareArgs),
    /// Explain a rule, or list all rules
    Rule(RuleArgs),
    /// The page and the API on a ledger
    Serve(crate::serve::ServeArgs),
    /// Check texts in an editor: a language server over standard input and output
    Lsp(crate::lsp::LspArgs),
    /// Check five bundled briefs, then show a small record as a page; needs no network
    Demo(DemoArgs),
    /// Print a completion script for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page in roff: of the program, or of a subcommand (`salient man record add`)
    Man {
        /// The subcommand
        command: Vec<String>,
        /// Write the pages of all subcommands into this folder instead
        #[arg(long, value_name = "FOLDER", conflicts_with = "command")]
        out: Option<std::path::PathBuf>,
    },
}

/// What is read, for every command that reads texts.
#[derive(Args)]
pub(crate) struct InputArgs {
    /// Files, folders or patterns; `-` or nothing reads standard input
    pub(crate) files: Vec<String>,
    /// The form of the input; by default told by name and content
    #[arg(long, value_enum, default_value_t = InputFormat::Auto)]
    pub(crate) input: InputFormat,
    /// The day of publication, for texts that do not carry it (YYYY-MM-DD)
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) published: Option<String>,
    /// The address of the text
    #[arg(long)]
    pub(crate) url: Option<String>,
    /// The language of texts that are read; those in others are named, and the exit code is 2 [default: english]
    #[arg(long, value_enum)]
    pub(crate) language: Option<Language>,
    #[command(flatten)]
    pub(crate) project: crate::project::ProjectArgs,
    /// Do not print the line on what was read
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

/// A number from 0 to 1.
pub(crate) fn share(text: &str) -> Result<f64, String> {
    let number = text.parse::<f64>().ok().filter(|n| (0.0..=1.0).contains(n));
    number.ok_or_else(|| "write a number from 0 to 1, for example 0.5".to_owned())
}

/// How certain a claim must be to be told.
#[derive(Args, Clone, Copy)]
pub(crate) struct CertaintyArgs {
    /// Leave out claims that were read with less certainty than that, 0 to 1; checks across texts and answers count those
    /// from 0.5 on [default: 0.1]
    #[arg(long, value_name = "X", value_parser = share)]
    pub(crate) min_confidence: Option<f64>,
}

impl CertaintyArgs {
    /// What is told on the command line, or the least that claims are made with.
    pub(crate) fn least(self) -> f64 {
        self.min_confidence.unwrap_or(salient::extract::confidence::LEAST)
    }
}

pub(crate) fn date(text: &str) -> Result<String, String> {
    let well = text.len() == 10
        && text.bytes().enumerate().all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() });
    let month = text.get(5..7).and_then(|m| m.parse::<u8>().ok()).is_some_and(|m| (1..=12).contains(&m));
    let day = text.parse::<jiff::civil::Date>().is_ok();
    if well && month && day {
        Ok(text.to_owned())
    } else {
        Err("write it as YYYY-MM-DD, for example 2025-01-17".to_owned())
    }
}

/// Which languages are read.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Language {
    /// English alone
    English,
    /// Any text, as if it were English
    Any,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum InputFormat {
    Auto,
    Text,
    Markdown,
    Html,
    /// One JSON object a line: {"name", "text", "published"?, "url"?, "title"?}
    Ndjson,
}

#[derive(Args)]
#[command(after_help = "Examples:
  salient check article.txt
  salient check --published 2025-01-17 - < article.txt
  salient check 'drafts/*.html' --format sarif > salient.sarif
  salient check --input ndjson --format ndjson - < articles.ndjson
  salient check draft.md --ignore weekday-mismatch:\"dates are in the old calendar\"
  salient check draft.md --fix
  salient check draft.docx --comment checked.docx
  salient check report.pdf
  salient check article.txt --map kursk.atlas --case kursk-2024 --verbose
  salient check article.txt --ledger kursk.gpkg --case kursk-2024
  salient check archive/ --baseline salient-baseline.json
  salient check drafts/ --watch

The nearest salient.toml above a text says what holds for it; options here win over it.
A file NAME.txt may have a sidecar NAME.json with \"published\", \"title\", \"url\" and
\"ignore\": [{\"rule\": \"unit-mismatch\", \"reason\": \"as printed in the original\"}].")]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    /// The form of the output
    #[arg(long, value_enum, default_value_t = CheckFormat::Text)]
    pub(crate) format: CheckFormat,
    #[command(flatten)]
    pub(crate) asked: AskedArgs,
    /// Findings that this file knows are counted and not told (see `salient baseline write`)
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
    /// The least weight that makes the exit code 1 [default: error]
    #[arg(long, value_enum)]
    pub(crate) fail_on: Option<FailOn>,
    /// Stay, and check again what is changed; Ctrl+C stops
    #[arg(long, conflicts_with = "fix")]
    pub(crate) watch: bool,
    /// Write the one safe fix of each finding into the file
    #[arg(long)]
    pub(crate) fix: bool,
    /// Write a copy of the one Word document that is checked, with a comment at each finding
    #[arg(long, value_name = "OUT.docx", conflicts_with_all = ["fix", "watch"])]
    pub(crate) comment: Option<PathBuf>,
    /// Also print the claims that were found, and those that a map supports
    #[arg(long, short)]
    pub(crate) verbose: bool,
    /// Colours: `auto` obeys `NO_COLOR` and the terminal
    #[arg(long, value_enum, default_value_t = Colour::Auto)]
    pub(crate) color: Colour,
}

/// What texts are checked against, and by which rules.
#[derive(Args)]
pub(crate) struct AskedArgs {
    /// Also check against the control maps of this atlas (see `salient map import`)
    #[arg(long, value_name = "ATLAS")]
    pub(crate) map: Option<PathBuf>,
    /// The conflict that the texts are about: a built-in case or a folder of your own
    #[arg(long, value_name = "NAME|PATH")]
    pub(crate) case: Option<String>,
    /// Also check against what is recorded in this ledger, as of each text's day
    #[arg(long, value_name = "FILE|URL")]
    pub(crate) ledger: Option<String>,
    /// Also run these rules, or `all`
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub(crate) select: Vec<String>,
    /// Run these rules alone; where none of them needs claims, none are read, and bulk text goes a hundred times as fast
    #[arg(long, value_name = "RULE", value_delimiter = ',', conflicts_with = "select")]
    pub(crate) only: Vec<String>,
    /// Do not run this rule; a reason may follow a colon
    #[arg(long, value_name = "RULE[:REASON]")]
    pub(crate) ignore: Vec<String>,
    #[command(flatten)]
    pub(crate) certainty: CertaintyArgs,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CheckFormat {
    Text,
    Json,
    Ndjson,
    Sarif,
    Github,
    Html,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FailOn {
    Note,
    Warning,
    Error,
    Never,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Colour {
    Auto,
    Always,
    Never,
}

#[derive(Args)]
#[command(after_help = "Examples:
  salient extract --format table article.txt
  salient extract --format ndjson *.txt > claims.ndjson
  salient extract --explain article.txt        why each claim was read as it was
  curl -s https://example.org/story | salient extract --input html --published 2025-01-17 -")]
pub(crate) struct ExtractArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    /// The form of the output
    #[arg(long, value_enum, default_value_t = ExtractFormat::Table)]
    pub(crate) format: ExtractFormat,
    #[command(flatten)]
    pub(crate) certainty: CertaintyArgs,
    /// Show what the reader saw: words that may make claims, their links and probabilities, and what came of them; with
    /// `--format json` or `ndjson` as JSON, a document a line
    #[arg(long)]
    pub(crate) explain: bool,
    /// Colours: `auto` obeys `NO_COLOR` and the terminal
    #[arg(long, value_enum, default_value_t = Colour::Auto)]
    pub(crate) color: Colour,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExtractFormat {
    Table,
    Ndjson,
    Json,
    Csv,
}

#[derive(Args)]
pub(crate) struct RuleArgs {
    /// The rule; all rules are listed without one
    pub(crate) name: Option<String>,
    /// The form of the output
    #[arg(long, value_enum, default_value_t = RuleFormat::Text)]
    pub(crate) format: RuleFormat,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum RuleFormat {
    Text,
    Json,
}

#[derive(Args)]
#[command(after_help = "Examples:
  salient demo                    five briefs checked, and a page with a small record
  salient demo --no-serve         the briefs only
  salient demo --addr 127.0.0.1:0 on a free port
  salient demo --real ../shared   articles and maps of your own folder, for as long as the page is open")]
pub(crate) struct DemoArgs {
    /// Write the bundled briefs into this folder instead of checking them
    #[arg(long, value_name = "DIR")]
    pub(crate) write: Option<PathBuf>,
    /// Check the briefs, and do not open a page
    #[arg(long)]
    pub(crate) no_serve: bool,
    /// Instead of the briefs, record the articles and maps of this folder, for as long as the page is open
    #[arg(long, value_name = "DIR")]
    pub(crate) real: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) listen: crate::serve::ListenArgs,
    /// Colours: `auto` obeys `NO_COLOR` and the terminal
    #[arg(long, value_enum, default_value_t = Colour::Auto)]
    pub(crate) color: Colour,
}
