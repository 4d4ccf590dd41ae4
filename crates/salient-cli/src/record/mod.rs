//! `salient record`: the ledger, filled, checked, corrected, written out.

mod add;
pub(crate) mod args;
mod copies;
mod correct;
mod export;
mod gather;
mod maps;
mod verify;

use anyhow::{Result, anyhow, bail};
use args::{RecordArgs, RecordCommand};
use salient::record::Ledger;
use salient_ledger::{PostGis, Sqlite};
use std::path::Path;
use std::process::ExitCode;

pub(crate) fn run(args: &RecordArgs) -> Result<ExitCode> {
    match &args.command {
        RecordCommand::Add(args) => add::run(args),
        RecordCommand::Verify(args) => verify::run(args),
        RecordCommand::Export(args) => export::run(args),
        RecordCommand::Correct(args) => correct::correct(args),
        RecordCommand::Merge(args) => correct::merge(args),
        RecordCommand::Names(args) => correct::names(args),
        RecordCommand::Copies(args) => copies::run(args),
    }
}

pub(crate) use add::run as add;

/// A ledger that is there, for reading.
pub(crate) fn read(name: &str) -> Result<Box<dyn Ledger + Send>> {
    if server(name) {
        return write(name);
    }
    Ok(Box::new(Sqlite::read(Path::new(name)).map_err(|e| anyhow!("{e}"))?))
}

/// A ledger for writing; a new one is begun.
pub(crate) fn write(name: &str) -> Result<Box<dyn Ledger + Send>> {
    if name.is_empty() {
        bail!("--ledger names no file and no server");
    }
    if server(name) {
        return Ok(Box::new(PostGis::open(name).map_err(|e| anyhow!("the server of the ledger: {e}"))?));
    }
    Ok(Box::new(Sqlite::open(Path::new(name)).map_err(|e| anyhow!("{e}"))?))
}

fn server(name: &str) -> bool {
    name.starts_with("postgres://") || name.starts_with("postgresql://")
}

/// The time of recording: now, to the second, UTC.
pub(crate) fn now() -> String {
    jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}
