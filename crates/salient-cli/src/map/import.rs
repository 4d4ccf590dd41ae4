//! `salient map import`

use super::args::ImportArgs;
use crate::case;
use crate::output::{complain, stdout};
use anyhow::{Context, Result, bail};
use indicatif::{ProgressBar, ProgressStyle};
use jiff::Timestamp;
use salient_ledger::geopackage;
use salient_map::source::{self, Options, Plain};
use salient_map::{Import, Store};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

pub(crate) fn run(args: &ImportArgs) -> Result<ExitCode> {
    if args.list {
        return list();
    }
    let (Some(name), Some(atlas)) = (&args.source, &args.atlas) else { bail!("name a source and an atlas") };
    let case = args.case.as_deref().map(case::load).transpose()?;
    let mapping = case.as_ref().and_then(|loaded| loaded.case.map(name));
    let options = Options { time: args.date, now: Timestamp::now(), mapping };
    let files = files(&args.files)?;
    let mut store = Store::open_or_new(atlas)?;
    let mut import = match (source::named(name), mapping) {
        (Ok(source), _) => Import::new(&mut store, source, options),
        (Err(_), Some(mapping)) => Import::mapped(&mut store, mapping, options),
        (Err(error), None) => {
            bail!("{error}; a case can tell of a source of its own: [[map]] in case.toml, with --case");
        }
    };
    let bar = progress(files.len());
    let mut failed = 0;
    for path in &files {
        bar.inc(1);
        match take(&mut import, path) {
            Ok(()) => {}
            Err(error) if args.keep_going => {
                failed += 1;
                complain(&format!("salient: left out: {error:#}"));
            }
            Err(error) => {
                bar.finish_and_clear();
                return Err(error.context("nothing was imported (--keep-going leaves bad files out)"));
            }
        }
    }
    bar.finish_and_clear();
    let report = std::mem::take(&mut import.report);
    drop(import);
    store.commit()?;
    if !args.quiet {
        let mut out = stdout();
        writeln!(out, "{report}\natlas     {}", atlas.display())?;
        out.flush()?;
    }
    Ok(ExitCode::from(if failed > 0 { 2 } else { 0 }))
}

/// Reads a file into the import; a GeoPackage is a database, which the ledger's crate reads.
fn take(import: &mut Import, path: &Path) -> Result<()> {
    let bytes = std::fs::read(path).with_context(|| format!("{}: cannot be read", path.display()))?;
    let name = path.to_string_lossy();
    if bytes.starts_with(b"SQLite format 3") {
        let features =
            geopackage::read(path)?.into_iter().map(|(properties, wkb)| Plain::new(properties, wkb.as_deref()));
        return Ok(import.features(&name, features.collect())?);
    }
    Ok(import.file(&name, &bytes)?)
}

fn list() -> Result<ExitCode> {
    let mut out = stdout();
    for source in source::SOURCES {
        writeln!(out, "{:<22}{}", source.name, source.about)?;
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn progress(files: usize) -> ProgressBar {
    if files < 20 {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} files, {eta} left");
    ProgressBar::new(files as u64).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

/// Files of folders and patterns, in order of name, so that maps mostly come in order of time.
fn files(asked: &[String]) -> Result<Vec<PathBuf>> {
    let mut out = Vec::new();
    for name in asked {
        let path = Path::new(name);
        if path.is_dir() {
            let mut inside: Vec<PathBuf> = std::fs::read_dir(path)
                .with_context(|| format!("{name}: cannot list the folder"))?
                .flatten()
                .map(|entry| entry.path())
                .filter(|p| p.is_file() && !hidden(p) && may_be_map(p))
                .collect();
            inside.sort();
            if inside.is_empty() {
                bail!("{name}: the folder holds no map files");
            }
            out.extend(inside);
        } else if name.contains(['*', '?', '[']) && !path.exists() {
            let before = out.len();
            out.extend(glob::glob(name).with_context(|| format!("{name}: not a pattern"))?.flatten());
            if out.len() == before {
                bail!("{name}: no file matches");
            }
        } else {
            out.push(path.to_owned());
        }
    }
    Ok(out)
}

/// Files of a folder that can be maps; others lie beside them for people.
fn may_be_map(path: &Path) -> bool {
    let endings = ["geojson", "json", "csv", "kml", "kmz", "zip", "lua", "txt", "fgb", "gpkg"];
    path.extension().is_some_and(|e| endings.iter().any(|known| e.eq_ignore_ascii_case(known)))
}

fn hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
}
