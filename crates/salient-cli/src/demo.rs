//! `salient demo`: five briefs of our own, bundled, checked; then a small record of them and of a schematic map, as a page.

use crate::args::DemoArgs;
use crate::output::{complain, stdout, style};
use crate::serve::{conflict, listen};
use anyhow::{Context, Result, anyhow};
use clap::Parser;
use salient::check::{Options, article, recorded};
use salient::publish;
use salient::read::{Article, Meta};
use salient::record::{Ledger, Memory, maps, received};
use salient_map::case::Mapping;
use salient_map::source::Options as MapOptions;
use salient_map::{Import, Store};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

macro_rules! briefs {
    ($folder:literal: $($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../", $folder, "/", $name, ".txt")), include_str!(concat!("../", $folder, "/", $name, ".json")))),*]
    };
}

/// Name, text and sidecar of each brief.
const BRIEFS: &[(&str, &str, &str)] =
    briefs!["demo": "kursk-january", "kursk-april", "mosul-advance", "goma-evening", "khartoum-clean"];

/// Briefs that only the record holds: what each side said over nine months.
const RECORD: &[(&str, &str, &str)] = briefs![
    "record": "kursk-august-12",
    "kursk-august-20",
    "kursk-august-27",
    "kursk-november",
    "kursk-february-16",
    "kursk-february-20",
    "kursk-march",
];

/// A map drawn for the demo (`scripts/schematic.py`), and what its features mean.
const SCHEMATIC: (&str, &str) = (include_str!("../record/map.geojson"), include_str!("../record/meaning.json"));

const NOTICE: &str = "A demo: briefs of our own on facts of the public record, some with a slip on purpose, and a schematic map \
    that is no map of real control.";

pub(crate) fn run(args: &DemoArgs) -> Result<ExitCode> {
    if let Some(folder) = &args.write {
        return write(folder);
    }
    if let Some(folder) = &args.real {
        return real(args, folder);
    }
    texts(args)?;
    if args.no_serve {
        return Ok(ExitCode::SUCCESS);
    }
    let ledger = ledger()?;
    let open = move || Ok(Box::new(ledger.clone()) as Box<dyn Ledger + Send>);
    let told = "\nThe record of them, with a schematic map. With articles and maps of your own:\n  \
        salient record add articles/ maps/ --ledger my.gpkg\n  salient serve --ledger my.gpkg --case kursk-2024\n\
        DeepState, ISW, Liveuamap and others: `salient map import --list`; their terms hold, so none comes with the program.";
    complain(told);
    listen(&args.listen, vec![conflict("kursk-2024")?], Box::new(open), Some(NOTICE.to_owned()))
}

/// A brief as an article.
fn brief((name, text, sidecar): &(&str, &str, &str)) -> Result<Article> {
    let meta: Meta = serde_json::from_str(sidecar).with_context(|| format!("{name}.json"))?;
    Ok(salient::read::plain(&format!("{name}.txt"), (*text).to_owned(), meta))
}

/// The bundled record: all briefs, and the schematic map.
pub(crate) fn ledger() -> Result<Memory> {
    let (mut ledger, recorded) = (Memory::default(), crate::record::now());
    let mut add = |mut batch: salient::record::Batch| {
        batch.recorded.clone_from(&recorded);
        ledger.append(&batch).map_err(|e| anyhow!("{e}"))
    };
    for one in BRIEFS.iter().chain(RECORD) {
        let read = brief(one)?;
        let report = article(&read, &Options::default());
        add(recorded::statements(&read, &report, received(&read, "")))?;
    }
    let mapping: Mapping = serde_json::from_str(SCHEMATIC.1).context("meaning.json")?;
    let mut store = Store::default();
    let options = MapOptions { time: None, now: jiff::Timestamp::now(), mapping: Some(&mapping) };
    Import::mapped(&mut store, &mapping, options).file("map.geojson", SCHEMATIC.0.as_bytes())?;
    for map in &store.atlas().snapshots {
        add(maps::statements(&store, map).map_err(|e| anyhow!("{e}"))?)?;
    }
    Ok(ledger)
}

/// Articles and maps that lie in a folder, recorded for as long as the page is open.
fn real(args: &DemoArgs, folder: &Path) -> Result<ExitCode> {
    let there = |part: &str| Some(folder.join(part)).filter(|path| path.exists());
    let parts: Vec<PathBuf> = [there("eval/seeds"), there("maps/deepstate")].into_iter().flatten().collect();
    let what = if parts.is_empty() { vec![folder.to_owned()] } else { parts };
    let keep = tempfile::tempdir().context("a folder for the record")?;
    let path = keep.path().join("demo.gpkg").to_string_lossy().into_owned();
    let names = what.iter().map(|p| p.to_string_lossy().into_owned());
    let given = ["add".to_owned()].into_iter().chain(names).chain([
        "--ledger".to_owned(),
        path.clone(),
        "--case".to_owned(),
        "kursk-2024".to_owned(),
    ]);
    let code = crate::record::add(&Adding::try_parse_from(given)?.args)?;
    if args.no_serve {
        return Ok(code);
    }
    let open = move || crate::record::read(&path).map_err(|e| format!("{e:#}"));
    listen(&args.listen, vec![conflict("kursk-2024")?], Box::new(open), None)
}

/// `salient record add`, by itself.
#[derive(Parser)]
struct Adding {
    #[command(flatten)]
    args: crate::record::args::AddArgs,
}

fn texts(args: &DemoArgs) -> Result<()> {
    let style = style(args.color);
    let mut out = stdout();
    writeln!(
        out,
        "Five short briefs, written for this demo on facts of the public record. Some carry a slip on purpose.\n"
    )?;
    let (mut findings, mut claims) = ((0, 0, 0), 0);
    for one in BRIEFS {
        let (name, article) = (one.0, brief(one)?);
        let report = salient::check::article(&article, &Options::default());
        writeln!(out, "━━ {} ━━\n", article.meta.title.as_deref().unwrap_or(name))?;
        for finding in &report.findings {
            writeln!(out, "{}\n", publish::text::finding(&article, finding, style))?;
        }
        write!(out, "{}", publish::table::claims(&report.claims, style))?;
        let counts = publish::counts(report.findings.iter());
        writeln!(out, "\n{}: {}; {}\n", article.name, publish::summary(counts), report.coverage)?;
        findings = (findings.0 + counts.0, findings.1 + counts.1, findings.2 + counts.2);
        claims += report.claims.len();
    }
    writeln!(out, "{} texts, {claims} claims, {}.\n", BRIEFS.len(), publish::summary(findings))?;
    writeln!(
        out,
        "Next:\n  salient demo --write briefs             the briefs as files\n  salient check briefs                    the same on files; try one of yours\n  salient extract --format ndjson briefs  every claim as data\n  salient rule unit-mismatch              what a rule checks, and what it lets pass\n  salient record add briefs --ledger briefs.gpkg           the record of them, in one file\n  salient compare --ledger briefs.gpkg --case kursk-2024   what each side says, and what cannot all hold"
    )?;
    out.flush()?;
    Ok(())
}

fn write(folder: &Path) -> Result<ExitCode> {
    std::fs::create_dir_all(folder).with_context(|| format!("{}: cannot be made", folder.display()))?;
    for (name, text, sidecar) in BRIEFS {
        for (end, content) in [("txt", text), ("json", sidecar)] {
            let path = folder.join(format!("{name}.{end}"));
            std::fs::write(&path, content).with_context(|| format!("{}: cannot be written", path.display()))?;
        }
    }
    complain(&format!("{} briefs written to {}", BRIEFS.len(), folder.display()));
    Ok(ExitCode::SUCCESS)
}
