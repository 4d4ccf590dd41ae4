//! `salient record`: the ledger, filled, checked, corrected, written out.

mod add;
pub(crate) mod args;
mod at;
mod check;
mod claim;
mod copies;
mod correct;
mod export;
mod gather;
mod given;
mod maps;
mod verify;

use anyhow::{Result, anyhow, bail};
use args::{RecordArgs, RecordCommand};
use salient::record::{Appended, Batch, Ledger};
use salient_ledger::Sqlite;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

pub(crate) fn run(args: &RecordArgs) -> Result<ExitCode> {
    match &args.command {
        RecordCommand::Add(args) => add::run(args),
        RecordCommand::Claim(args) => claim::run(args),
        RecordCommand::Check(args) => check::run(args),
        RecordCommand::Codebook => codebook(),
        RecordCommand::Verify(args) => verify::run(args),
        RecordCommand::Export(args) => export::run(args),
        RecordCommand::Correct(args) => correct::correct(args),
        RecordCommand::Merge(args) => correct::merge(args),
        RecordCommand::Names(args) => correct::names(args),
        RecordCommand::Copies(args) => copies::run(args),
    }
}

pub(crate) use add::run as add;
pub(crate) use at::LedgerArgs;

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
        return salient_ledger::server(name).map_err(|e| anyhow!("the server of the ledger: {e}"));
    }
    Ok(Box::new(Sqlite::open(Path::new(name)).map_err(|e| anyhow!("{e}"))?))
}

/// Adds what is new, and brings what other programs see up to date.
pub(crate) fn append(ledger: &mut dyn Ledger, batch: &Batch) -> Result<Appended> {
    let done = ledger.append(batch).map_err(|e| anyhow!("{e}"))?;
    ledger.show(&crate::case::parties()).map_err(|e| anyhow!("{e}"))?;
    Ok(done)
}

/// Prints what every table and column of a ledger means.
fn codebook() -> Result<ExitCode> {
    let mut out = crate::output::stdout();
    out.write_all(salient_ledger::codebook().as_bytes())?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn server(name: &str) -> bool {
    name.starts_with("postgres://") || name.starts_with("postgresql://")
}

/// The time of recording: now, to the second, UTC.
pub(crate) fn now() -> String {
    jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}
