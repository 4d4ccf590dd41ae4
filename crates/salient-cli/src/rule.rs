//! `salient rule`

use crate::args::{RuleArgs, RuleFormat};
use crate::check::nearest;
use crate::output::stdout;
use anyhow::{Result, bail};
use salient::check::{RULES, Rule};
use serde_json::json;
use std::io::Write;
use std::process::ExitCode;

pub(crate) fn run(args: &RuleArgs) -> Result<ExitCode> {
    let rules: Vec<&Rule> = match &args.name {
        None => RULES.iter().collect(),
        Some(name) => match RULES.iter().find(|r| r.name == name) {
            Some(rule) => vec![rule],
            None => bail!(
                "no rule is named `{name}`{}; `salient rule` lists them",
                nearest(name).map(|n| format!(", did you mean `{n}`?")).unwrap_or_default()
            ),
        },
    };
    let mut out = stdout();
    match (args.format, &args.name) {
        (RuleFormat::Json, _) => {
            let list: Vec<_> = rules.iter().map(|r| json!({"name": r.name, "default": r.default, "severity": r.severity, "summary": r.summary(), "page": r.page})).collect();
            writeln!(out, "{}", serde_json::to_string_pretty(&list)?)?;
        }
        (RuleFormat::Text, Some(_)) => write!(out, "{}", rules[0].page)?,
        (RuleFormat::Text, None) => {
            for rule in rules {
                let when = if rule.default { "" } else { " (only with --select)" };
                writeln!(out, "{:20} {:8} {}{when}", rule.name, rule.severity.name(), rule.summary())?;
            }
        }
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
