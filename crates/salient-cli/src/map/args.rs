//! The command line of `salient map`.

use anyhow::{Context, Result, bail};
use clap::{Args, Subcommand, ValueEnum};
use jiff::Timestamp;
use jiff::civil::Date;
use salient_map::{Status, Store};
use std::path::PathBuf;

#[derive(Args)]
#[command(after_help = "Examples:
  salient map import deepstate maps/*.geojson --atlas kursk.atlas
  salient map area --atlas kursk.atlas --in RU-KRS --holder UA
  salient map area --atlas kursk.atlas --in RU-KRS --from 2025-01-01 --format csv > area.csv
  salient map change 2025-01-17 2025-02-28 --atlas kursk.atlas --in RU-KRS --holder UA")]
pub(crate) struct MapArgs {
    #[command(subcommand)]
    pub(crate) command: MapCommand,
}

#[derive(Subcommand)]
pub(crate) enum MapCommand {
    /// Read map files of a source into an atlas
    Import(ImportArgs),
    /// How much ground, by status and holder, over time
    Area(AreaArgs),
}

#[derive(Args)]
#[command(after_help = "Examples:
  salient map import deepstate maps/ --atlas kursk.atlas
  salient map import deepstate map.geojson --date 2025-01-17T21:53Z --atlas kursk.atlas
  salient map import --list")]
pub(crate) struct ImportArgs {
    /// The source; `--list` names them
    #[arg(required_unless_present = "list")]
    pub(crate) source: Option<String>,
    /// Files, folders or patterns
    #[arg(required_unless_present = "list")]
    pub(crate) files: Vec<String>,
    /// The folder of the atlas; made if it is not there
    #[arg(long, value_name = "PATH", required_unless_present = "list")]
    pub(crate) atlas: Option<PathBuf>,
    /// The time of the map, for files whose name does not tell it
    #[arg(long, value_name = "TIME", value_parser = time)]
    pub(crate) date: Option<Timestamp>,
    /// Leave out files that cannot be read, instead of importing nothing
    #[arg(long)]
    pub(crate) keep_going: bool,
    /// Name the sources
    #[arg(long)]
    pub(crate) list: bool,
    /// Print no report
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

/// What every question to an atlas has.
#[derive(Args)]
pub(crate) struct Asked {
    /// The folder of the atlas
    #[arg(long, value_name = "PATH")]
    pub(crate) atlas: PathBuf,
    /// Only maps of this source
    #[arg(long)]
    pub(crate) source: Option<String>,
    /// A region: a code (RU-KRS), a name (Kursk), a box (west,south,east,north), or a GeoJSON file with polygons
    #[arg(long = "in", value_name = "REGION", allow_hyphen_values = true)]
    pub(crate) region: Option<String>,
}

impl Asked {
    /// Opens the atlas, and checks that the source is in it.
    pub(crate) fn open(&self) -> Result<Store> {
        let store = Store::open(&self.atlas)?;
        if let Some(source) = &self.source {
            if !store.atlas().sources().any(|s| s == source) {
                let there: Vec<&str> = store.atlas().sources().collect();
                bail!("the atlas has no maps of `{source}`; it has {}", there.join(", "));
            }
        }
        Ok(store)
    }

    /// Whether a source is asked for.
    pub(crate) fn wants(&self, source: &str) -> bool {
        self.source.as_deref().is_none_or(|s| s == source)
    }
}

/// Days that bound a question.
#[derive(Args)]
pub(crate) struct Between {
    /// No maps before this day
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) from: Option<Date>,
    /// No maps after this day
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) to: Option<Date>,
}

impl Between {
    /// Whether a map's time lies within.
    pub(crate) fn holds(&self, time: Timestamp) -> bool {
        let day = time.to_zoned(jiff::tz::TimeZone::UTC).date();
        self.from.is_none_or(|from| day >= from) && self.to.is_none_or(|to| day <= to)
    }
}

#[derive(Args)]
#[command(after_help = "Examples:
  salient map area --atlas kursk.atlas --in RU-KRS
  salient map area --atlas kursk.atlas --in 33.5,50.7,36.8,52 --status held,unknown --together
  salient map area --atlas kursk.atlas --in RU-KRS --format csv > area.csv

Statuses: held, held-before (since before the war), advance, claimed, unknown, returned.")]
pub(crate) struct AreaArgs {
    #[command(flatten)]
    pub(crate) asked: Asked,
    #[command(flatten)]
    pub(crate) between: Between,
    /// Only ground held by this party: an ISO 3166-1 code or a group's name
    #[arg(long, value_name = "CODE")]
    pub(crate) holder: Option<String>,
    /// Only these statuses
    #[arg(long, value_delimiter = ',')]
    pub(crate) status: Vec<Status>,
    /// Put all that is asked for into one row a map, overlaps counted once
    #[arg(long)]
    pub(crate) together: bool,
    /// The form of the output
    #[arg(long, value_enum, default_value_t = TableFormat::Table)]
    pub(crate) format: TableFormat,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TableFormat {
    Table,
    Csv,
    Json,
    Ndjson,
}

/// A day, as `2025-01-17`.
pub(crate) fn day(text: &str) -> Result<Date, String> {
    let well = text.len() == 10;
    text.parse().ok().filter(|_| well).ok_or_else(|| "write it as YYYY-MM-DD, for example 2025-01-17".to_owned())
}

fn time(text: &str) -> Result<Timestamp, String> {
    salient_map::source::parse_time(text)
        .ok_or_else(|| "write it as 2025-01-17 or 2025-01-17T21:53Z".to_owned())
}

/// The last moment of a day.
pub(crate) fn end_of(day: Date) -> Result<Timestamp> {
    let end = day.at(23, 59, 59, 999_999_999).to_zoned(jiff::tz::TimeZone::UTC);
    Ok(end.context("the day is out of range")?.timestamp())
}
