//! Claims from elsewhere into the record: taken exactly, or refused with the reason.

use crate::input::{read_file, read_stdin};
use crate::output::{complain, stdout};
use anyhow::{Context, Result, anyhow};
use salient::check::given::{Desk, Taken};
use salient::check::recorded;
use salient::record::view::Known;
use salient::record::{Batch, Id, Kind, Ledger, Origin, View, body};
use serde_json::{Map, Value};
use std::io::Write;
use std::path::Path;

/// A claim as it was given, with the words that name it in what is told of it.
pub(super) struct Given {
    pub(super) label: String,
    pub(super) fields: Result<Map<String, Value>, String>,
}

/// What came of claims.
#[derive(Default)]
pub(super) struct Done {
    pub(super) recorded: Vec<Id>,
    pub(super) known: usize,
    pub(super) refused: usize,
}

/// Takes claims into a ledger and tells what was refused.
pub(super) fn record(ledger: &str, all: Vec<Given>, origin: &Origin) -> Result<Done> {
    let mut ledger = super::write(ledger)?;
    let (batch, done) = taken(&*ledger, all, origin)?;
    if !done.recorded.is_empty() {
        super::append(&mut *ledger, &batch)?;
    }
    let mut out = stdout();
    done.recorded.iter().try_for_each(|id| writeln!(out, "recorded {id}"))?;
    let count = done.recorded.len();
    let word = if count == 1 { "claim" } else { "claims" };
    writeln!(out, "{count} {word} recorded, {} known before, {} refused", done.known, done.refused)?;
    out.flush()?;
    Ok(done)
}

fn taken(ledger: &dyn Ledger, all: Vec<Given>, origin: &Origin) -> Result<(Batch, Done)> {
    let view = View::load(ledger, &Known::default()).map_err(|e| anyhow!("{e}"))?;
    let mut batch = Batch::at(&super::now());
    let run = batch.add(Kind::Run, &body::Run { reader: None, ..recorded::run().0 });
    let text = |hash: &str| ledger.text(hash);
    let (desk, mut done) = (Desk::new(&view, run, &text), Done::default());
    for Given { label, fields } in all {
        match fields.and_then(|fields| desk.take(&fields, origin)) {
            Ok(Taken::New(claim)) => {
                let id = batch.add(Kind::Claim, &*claim);
                if done.recorded.contains(&id) { done.known += 1 } else { done.recorded.push(id) }
            }
            Ok(Taken::Known(id)) => {
                done.known += 1;
                complain(&format!("salient: {label}: known before as {id:.8}"));
            }
            Err(why) => {
                done.refused += 1;
                complain(&format!("salient: refused: {label}: {why}"));
            }
        }
    }
    Ok((batch, done))
}

/// The claims of a file: one JSON object a line, or one list of them; `-` is standard input.
pub(super) fn of_file(path: &Path) -> Result<Vec<Given>> {
    let name = path.to_string_lossy().into_owned();
    let bytes = if name == "-" { read_stdin()? } else { read_file(path)? };
    let text = String::from_utf8(bytes).with_context(|| format!("{name}: not UTF-8"))?;
    let text = text.trim_start_matches('\u{feff}');
    if text.trim_start().starts_with('[') {
        let all: Vec<Value> = serde_json::from_str(text).with_context(|| format!("{name}: not a list of claims"))?;
        return Ok((1..).zip(all).map(|(n, value)| given(format!("{name}: claim {n}"), Ok(value))).collect());
    }
    let lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
    let read = |line: &str| serde_json::from_str::<Value>(line).map_err(|e| format!("no JSON object: {e}"));
    Ok(lines.map(|(n, line)| given(format!("{name}: line {n}"), read(line))).collect())
}

fn given(label: String, value: Result<Value, String>) -> Given {
    let object = |value| match value {
        Value::Object(fields) => Ok(fields),
        _ => Err("no JSON object".to_owned()),
    };
    Given { label, fields: value.and_then(object) }
}
