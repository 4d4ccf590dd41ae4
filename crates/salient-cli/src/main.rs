//! The `salient` command: one file a subcommand.
//!
//! Exit codes: 0 nothing at or above `--fail-on`, 1 findings, 2 could not run. A closed pipe is no error.

#![allow(clippy::disallowed_methods, reason = "the command is the part that has a disk")]

mod args;
mod baseline;
mod case;
mod check;
mod claims;
#[cfg_attr(not(feature = "documents"), path = "comment/none.rs")]
mod comment;
mod compare;
mod demo;
mod docs;
mod extract;
#[cfg_attr(not(feature = "fetch"), path = "fetch/none.rs")]
mod fetch;
#[cfg_attr(not(feature = "documents"), path = "files/none.rs")]
mod files;
mod input;
mod isolate;
mod known;
mod lsp;
mod map;
mod output;
mod project;
mod record;
mod review;
mod rule;
mod serve;
mod watch;
mod whole;

use args::{Cli, Command};
use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    isolate::quiet();
    let cli = Cli::parse();
    let result = match &cli.command {
        Command::Check(args) => check::run(args),
        Command::Baseline(args) => baseline::run(args),
        Command::Extract(args) => extract::run(args),
        Command::Map(args) => map::run(args),
        Command::Claims(args) => claims::claims(args),
        Command::Review(args) => review::run(args),
        Command::Article(args) => claims::article(args),
        Command::History(args) => claims::history(args),
        Command::Compare(args) => compare::run(args),
        Command::Record(args) => record::run(args),
        Command::Rule(args) => rule::run(args),
        Command::Serve(args) => serve::run(args),
        Command::Lsp(args) => Ok(lsp::run(args)),
        Command::Demo(args) => demo::run(args),
        Command::Completions { shell } => docs::completions(*shell),
        Command::Man { command, out } => docs::man(command, out.as_deref()),
    };
    match result {
        Ok(code) => code,
        Err(error) if closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            output::complain(&format!("salient: {error:#}"));
            ExitCode::from(2)
        }
    }
}

fn closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().filter_map(|e| e.downcast_ref::<std::io::Error>()).any(|e| e.kind() == std::io::ErrorKind::BrokenPipe)
}
