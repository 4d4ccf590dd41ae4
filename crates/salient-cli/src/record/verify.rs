//! `salient record verify`

use super::args::{TextOrJson, VerifyArgs};
use crate::output::stdout;
use anyhow::{Result, anyhow, bail};
use salient::record::verify;
use std::io::Write;
use std::process::ExitCode;

pub(crate) fn run(args: &VerifyArgs) -> Result<ExitCode> {
    let ledger = super::read(&args.ledger.ledger)?;
    let mut found = verify(&*ledger).map_err(|e| anyhow!("{e}"))?;
    if let Some(head) = &args.head {
        if head.len() != 64 {
            bail!(
                "--head {head}: not a whole hash; it is the 64 characters that `salient record verify` prints as head"
            );
        }
        let mut there = false;
        ledger
            .scan(None, &mut |entry| {
                there |= entry.link == *head;
                Ok(())
            })
            .map_err(|e| anyhow!("{e}"))?;
        if !there {
            found
                .problems
                .push(format!("the head {head} is not in the record: its end was cut off, or it is another one"));
        }
    }
    let mut out = stdout();
    if args.format == TextOrJson::Json {
        writeln!(out, "{}", serde_json::to_string_pretty(&found)?)?;
    } else {
        for (kind, count) in &found.entries {
            writeln!(out, "{kind:<12}{count:>10}")?;
        }
        writeln!(out, "texts       {:>10}\ngeometries  {:>10}", found.texts, found.shapes)?;
        for problem in &found.problems {
            writeln!(out, "wrong: {problem}")?;
        }
        let word = if found.problems.is_empty() { "nothing is altered or lost" } else { "this record is damaged" };
        writeln!(out, "{word}\nhead        {}\ncontent     {}", found.head, found.content)?;
    }
    out.flush()?;
    Ok(ExitCode::from(u8::from(!found.problems.is_empty())))
}
