//! `salient completions` and `salient man`

use crate::args::Cli;
use crate::output::stdout;
use anyhow::{Context, Result, anyhow};
use clap::CommandFactory;
use salient::extract::reader::Reader;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use std::sync::OnceLock;

pub(crate) fn completions(shell: clap_complete::Shell) -> Result<ExitCode> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "salient", &mut script);
    print(&script)
}

/// The manual page of the program, or of one of its subcommands ("record", "add"); with a folder, all of them as files.
pub(crate) fn man(command: &[String], out: Option<&Path>) -> Result<ExitCode> {
    let mut root = Cli::command();
    root.build();
    if let Some(folder) = out {
        std::fs::create_dir_all(folder).with_context(|| format!("{}: cannot be made", folder.display()))?;
        return pages(&root, folder).map(|()| ExitCode::SUCCESS);
    }
    let mut wanted = &root;
    for name in command {
        let inner = wanted.find_subcommand(name);
        wanted = inner.ok_or_else(|| anyhow!("no subcommand is named `{name}`; `salient --help` lists them"))?;
    }
    print(&roff(wanted)?)
}

/// Writes the page of a command and those of its subcommands.
fn pages(command: &clap::Command, folder: &Path) -> Result<()> {
    let name = command.get_display_name().unwrap_or_else(|| command.get_name());
    let path = folder.join(format!("{name}.1"));
    std::fs::write(&path, roff(command)?).with_context(|| format!("{}: cannot be written", path.display()))?;
    let inner = command.get_subcommands().filter(|c| c.get_name() != "help" && !c.is_hide_set());
    inner.into_iter().try_for_each(|c| pages(c, folder))
}

fn roff(command: &clap::Command) -> Result<Vec<u8>> {
    let mut page = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut page)?;
    Ok(page)
}

/// The parts that may be left out, by the names of their features, and whether this build has them.
const PARTS: [(&str, bool); 6] = [
    ("documents", cfg!(feature = "documents")),
    ("editor", cfg!(feature = "editor")),
    ("fetch", cfg!(feature = "fetch")),
    ("parquet", cfg!(feature = "parquet")),
    ("pictures", cfg!(feature = "pictures")),
    ("postgres", cfg!(feature = "postgres")),
];

/// What this build was made without, as the version says it; nothing where it has all.
fn without() -> String {
    let gone: Vec<&str> = PARTS.iter().filter(|(_, here)| !here).map(|(name, _)| *name).collect();
    if gone.is_empty() { String::new() } else { format!("; without {}", gone.join(", ")) }
}

/// The version with what it is made of: the commit, the lexicon, the reader; and what it lacks.
pub(crate) fn version() -> &'static str {
    static VERSION: OnceLock<String> = OnceLock::new();
    VERSION.get_or_init(|| {
        let (program, commit) = (env!("CARGO_PKG_VERSION"), env!("SALIENT_COMMIT"));
        let (lexicon, reader) = (salient::lexicon::digest(), Reader::shipped_version());
        format!("{program} (commit {commit}, lexicon {lexicon}, reader {reader}{})", without())
    })
}

fn print(bytes: &[u8]) -> Result<ExitCode> {
    let mut out = stdout();
    out.write_all(bytes)?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}
