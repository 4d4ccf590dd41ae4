//! The command line of `salient map`.

use super::by::By;
use anyhow::{Context, Result, bail};
use clap::{Args, Subcommand, ValueEnum};
use jiff::Timestamp;
use jiff::civil::Date;
use salient_map::tally::Filter;
use salient_map::{Snapshot, Status, Store};
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
    /// What an atlas holds
    List(ListArgs),
    /// One map in a summary: ground by status and holder, last edit, what was set aside
    Show(ShowArgs),
    /// How much ground, by status and holder, over time
    Area(AreaArgs),
    /// What changed between two days: gained, lost, net, by piece
    Change(ChangeArgs),
    /// The pieces of ground on a day: area and depth from the border
    Pieces(PiecesArgs),
    /// When a source last changed anything in a region
    Stale(ShowArgs),
    /// Where two sources say different things, and on how many square kilometres
    Differ(DifferArgs),
    /// Geometry for other programs, with licence and attribution
    Export(ExportArgs),
    /// Regions by code or name; places of a GeoNames dump in a region
    Places(PlacesArgs),
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
    /// The conflict: what the source's colours or layers mean there
    #[arg(long, value_name = "NAME|PATH")]
    pub(crate) case: Option<String>,
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
    /// A region: a code (UA, RU-KRS), a name (Ukraine, Kursk), a box (west,south,east,north), or a GeoJSON file with polygons
    #[arg(long = "in", value_name = "REGION", allow_hyphen_values = true)]
    pub(crate) region: Option<String>,
}

impl Asked {
    /// Opens the atlas, and checks that the source is in it.
    pub(crate) fn open(&self) -> Result<Store> {
        let store = Store::open(&self.atlas)?;
        if let Some(source) = &self.source
            && !store.atlas().sources().any(|s| s == source)
        {
            let there: Vec<&str> = store.atlas().sources().collect();
            bail!("the atlas has no maps of `{source}`; it has {}", there.join(", "));
        }
        Ok(store)
    }

    /// The last map of each asked source up to the end of a day, or of all.
    pub(crate) fn maps<'a>(&self, store: &'a Store, on: Option<Date>) -> Result<Vec<&'a Snapshot>> {
        let atlas = store.atlas();
        let mut out = Vec::new();
        for source in atlas.sources().filter(|s| self.wants(s)) {
            out.extend(last(store, source, on)?);
        }
        if out.is_empty() {
            let day = on.map_or_else(String::new, |d| format!(" up to {d}"));
            bail!("the atlas has no map{day}; `salient map list --maps` names them");
        }
        Ok(out)
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
    /// The first day is not after the last.
    pub(crate) fn check(&self) -> Result<()> {
        match (self.from, self.to) {
            (Some(from), Some(to)) if from > to => bail!("--from {from} is after --to {to}"),
            _ => Ok(()),
        }
    }

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
  salient map area --atlas kursk.atlas --in RU-KRS --holder UA --status held,unknown --format png -o kursk.png
  salient map area --atlas kursk.atlas --in Ukraine --holder RU --by month,region --format parquet -o months.parquet

Statuses: held, held-before (since before the war), advance, claimed, unknown, contested, returned.
Areas add up: a state's divisions make the state. A piece of a polygon across its state's line that is at most 20 km²
counts with the rest of the polygon, in the division beside it; all else counts where it lies. Boxes and files cut exactly.")]
pub(crate) struct AreaArgs {
    #[command(flatten)]
    pub(crate) asked: Asked,
    #[command(flatten)]
    pub(crate) between: Between,
    #[command(flatten)]
    pub(crate) ground: Ground,
    /// By day, week, month or year: the last map up to the end of each, and how many maps it had. By region: each first-level
    /// division of the state of --in, or of all ground that the maps show. Both: month,region
    #[arg(long, value_name = "day|week|month|year|region", value_delimiter = ',')]
    pub(crate) by: Vec<By>,
    /// Put all that is asked for into one row a map, overlaps counted once
    #[arg(long)]
    pub(crate) together: bool,
    /// The form of the output
    #[arg(long, value_enum, default_value_t = AreaFormat::Table)]
    pub(crate) format: AreaFormat,
    /// Write into this file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Hours that a map must be old to be in a plot
    #[arg(long, value_name = "HOURS", default_value_t = 72)]
    pub(crate) min_age: u32,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum TableFormat {
    Table,
    Csv,
    Json,
    Ndjson,
    /// For DuckDB, pandas and the like
    Parquet,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum AreaFormat {
    Table,
    Csv,
    Json,
    Ndjson,
    /// For DuckDB, pandas and the like
    Parquet,
    /// A plot over time
    Svg,
    /// The same as an image
    Png,
}

/// Which ground a question is about.
#[derive(Args)]
pub(crate) struct Ground {
    /// Only ground held by this party: an ISO 3166-1 code or a group's name
    #[arg(long, value_name = "CODE")]
    pub(crate) holder: Option<String>,
    /// Only these statuses: held, held-before, advance, claimed, unknown, contested, returned. Unknown and
    /// contested ground has no holder: it is counted when its status is asked for by name
    #[arg(long, value_delimiter = ',')]
    pub(crate) status: Vec<Status>,
}

impl Ground {
    /// The holder is one that the maps know.
    pub(crate) fn check(&self, store: &Store) -> Result<()> {
        let Some(asked) = &self.holder else { return Ok(()) };
        let mut known: Vec<&str> = store.atlas().controls.iter().filter_map(|c| c.holder.as_deref()).collect();
        known.sort_unstable();
        known.dedup();
        if known.iter().any(|holder| holder.eq_ignore_ascii_case(asked)) {
            return Ok(());
        }
        bail!("no map knows a holder `{asked}`; there are {}", known.join(", "))
    }

    /// What is counted, in words.
    pub(crate) fn says(&self) -> String {
        let status: Vec<&str> = self.status.iter().map(|s| s.name()).collect();
        let status = if status.is_empty() { "all statuses".to_owned() } else { status.join(" + ") };
        format!(
            "{status}, {}",
            self.holder.as_ref().map_or_else(|| "all holders".to_owned(), |h| format!("holder {h}"))
        )
    }

    pub(crate) fn filter(&self) -> Filter {
        Filter { status: self.status.clone(), holder: self.holder.clone(), together: false }
    }
}

#[derive(Args)]
#[command(after_help = "Examples:
  salient map list --atlas kursk.atlas
  salient map list --atlas kursk.atlas --gaps --in RU-KRS")]
pub(crate) struct ListArgs {
    /// The folder of the atlas
    #[arg(long, value_name = "PATH")]
    pub(crate) atlas: PathBuf,
    /// List each map, not only the sources
    #[arg(long)]
    pub(crate) maps: bool,
    /// List the days without a map, between the first map of a source and its last; with --in also the days without a change
    /// there, whether a map was published or not
    #[arg(long, conflicts_with = "maps")]
    pub(crate) gaps: bool,
    /// The region whose changes --gaps looks at: a code, a name, a box, or a GeoJSON file
    #[arg(long = "in", value_name = "REGION", allow_hyphen_values = true, requires = "gaps")]
    pub(crate) region: Option<String>,
    /// Only gaps of this source
    #[arg(long, requires = "gaps")]
    pub(crate) source: Option<String>,
    /// The form of the output
    #[arg(long, value_enum, default_value_t = TableFormat::Table)]
    pub(crate) format: TableFormat,
}

#[derive(Args)]
#[command(after_help = "Examples:
  salient map show --atlas kursk.atlas --in RU-KRS --on 2025-04-26
  salient map stale --atlas kursk.atlas --in RU-KRS")]
pub(crate) struct ShowArgs {
    #[command(flatten)]
    pub(crate) asked: Asked,
    /// The day; the last map up to its end is taken. Without it, the last map
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) on: Option<Date>,
    /// The form of the output
    #[arg(long, value_enum, default_value_t = TableFormat::Table)]
    pub(crate) format: TableFormat,
}

#[derive(Args)]
#[command(after_help = "Examples:
  salient map change 2025-01-17 2025-02-28 --atlas kursk.atlas --in RU-KRS --holder UA --status held
  salient map change 2025-01-17 2025-02-28 --atlas kursk.atlas --in RU-KRS --holder UA --format csv
  salient map change 2024-08-05 2025-04-28 --atlas kursk.atlas --in UA --holder RU --status held --by month,region")]
pub(crate) struct ChangeArgs {
    /// The first day
    #[arg(value_parser = day)]
    pub(crate) first: Date,
    /// The second day
    #[arg(value_parser = day)]
    pub(crate) second: Date,
    #[command(flatten)]
    pub(crate) asked: Asked,
    #[command(flatten)]
    pub(crate) ground: Ground,
    /// A table of gains, losses and net by day, week, month or year, between the maps at their ends, and by region: each
    /// first-level division of the state of --in, or of all ground that the maps show. Both: month,region
    #[arg(long, value_name = "day|week|month|year|region", value_delimiter = ',')]
    pub(crate) by: Vec<By>,
    /// The form of the output
    #[arg(long, value_enum, default_value_t = TableFormat::Table)]
    pub(crate) format: TableFormat,
}

#[derive(Args)]
#[command(after_help = "Examples:
  salient map pieces --atlas kursk.atlas --in RU-KRS --holder UA --status held --on 2025-04-26")]
pub(crate) struct PiecesArgs {
    #[command(flatten)]
    pub(crate) asked: Asked,
    #[command(flatten)]
    pub(crate) ground: Ground,
    /// The day; without it, the last map
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) on: Option<Date>,
    /// The form of the output
    #[arg(long, value_enum, default_value_t = TableFormat::Table)]
    pub(crate) format: TableFormat,
}

#[derive(Args)]
#[command(after_help = "Examples:
  salient map differ deepstate isw --atlas kursk.atlas --in RU-KRS --on 2025-02-22
  salient map differ deepstate liveuamap --atlas kursk.atlas --in RU-KRS --holders")]
pub(crate) struct DifferArgs {
    /// The first source
    pub(crate) first: String,
    /// The second source
    pub(crate) second: String,
    #[command(flatten)]
    pub(crate) asked: Asked,
    /// The day; without it, the last map of each
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) on: Option<Date>,
    /// Compare holders only: held, taken and returned ground of one party is the same
    #[arg(long)]
    pub(crate) holders: bool,
    /// The form of the output
    #[arg(long, value_enum, default_value_t = TableFormat::Table)]
    pub(crate) format: TableFormat,
}

#[derive(Args)]
#[command(after_help = "Examples:
  salient map export kursk.gpkg --atlas kursk.atlas --in RU-KRS
  salient map export front.parquet --atlas kursk.atlas --on 2025-02-28
  salient map export last.geojson --atlas kursk.atlas --min-age 0

The format follows the file's ending: .geojson, .gpkg, .fgb, .parquet. Sources under terms that
forbid passing geometry on are exported for your own use; the file says so.")]
pub(crate) struct ExportArgs {
    /// The file to write
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) asked: Asked,
    #[command(flatten)]
    pub(crate) between: Between,
    #[command(flatten)]
    pub(crate) ground: Ground,
    /// Only the last map up to the end of this day
    #[arg(long, value_name = "DATE", value_parser = day, conflicts_with_all = ["from", "to"])]
    pub(crate) on: Option<Date>,
    /// Hours that geometry must be old before it leaves the atlas
    #[arg(long, value_name = "HOURS", default_value_t = 72)]
    pub(crate) min_age: u32,
}

#[derive(Args)]
#[command(after_help = "Examples:
  salient map places Курская область
  salient map places Суджа --case kursk-2024
  salient map places --dump RU.txt --in RU-KRS > places.tsv")]
pub(crate) struct PlacesArgs {
    /// A region's or place's name, in any spelling
    pub(crate) name: Vec<String>,
    /// Look for places in this case's gazetteer too
    #[arg(long, value_name = "NAME|PATH")]
    pub(crate) case: Option<String>,
    /// A GeoNames dump to take populated places from
    #[arg(long, value_name = "FILE", requires = "region")]
    pub(crate) dump: Option<PathBuf>,
    /// The region that the dump's places must lie in
    #[arg(long = "in", value_name = "REGION", allow_hyphen_values = true)]
    pub(crate) region: Option<String>,
}

/// A day, as `2025-01-17`.
pub(crate) fn day(text: &str) -> Result<Date, String> {
    let well = text.len() == 10;
    text.parse().ok().filter(|_| well).ok_or_else(|| "write it as YYYY-MM-DD, for example 2025-01-17".to_owned())
}

fn time(text: &str) -> Result<Timestamp, String> {
    salient_map::source::parse_time(text).ok_or_else(|| "write it as 2025-01-17 or 2025-01-17T21:53Z".to_owned())
}

/// The last map of a source up to the end of a day.
pub(crate) fn last<'a>(store: &'a Store, source: &str, on: Option<Date>) -> Result<Option<&'a Snapshot>> {
    let end = on.map_or(Ok(Timestamp::MAX), end_of)?;
    Ok(store.atlas().as_of(source, end))
}

/// The last moment of a day.
pub(crate) fn end_of(day: Date) -> Result<Timestamp> {
    salient_map::series::end(day).context("the day is out of range")
}
