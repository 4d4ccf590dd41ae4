//! `salient check --watch`: stays, and checks again what is changed.

use crate::args::CheckArgs;
use crate::output::complain;
use crate::project::{file_above, folder_of, groups};
use crate::{check, input};
use anyhow::{Context, Result, bail};
use notify::{RecursiveMode, Watcher};
use salient_project::disk::{Stamp, stamp};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// What is changed within so short a time is looked at together: editors write a file in several steps.
const TOGETHER: Duration = Duration::from_millis(150);

pub(crate) fn run(args: &CheckArgs) -> Result<ExitCode> {
    if args.input.files.is_empty() || args.input.files.iter().any(|f| f == "-") {
        bail!("--watch needs files or folders: standard input is read once");
    }
    let (sender, changes) = channel();
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        // Reading is no change: else each look would call for the next.
        if event.is_ok_and(|e| !e.kind.is_access()) {
            let _ = sender.send(());
        }
    })
    .context("changes cannot be watched here")?;
    let (mut seen, mut watched) = (Seen::default(), BTreeSet::new());
    loop {
        watch_folders(args, &mut watcher, &mut watched)?;
        // What is wrong for a moment, such as a half-written file of the project, is told and does not stop the watch.
        if let Err(error) = seen.look(args) {
            complain(&format!("salient: {error:#}"));
        }
        if !wait(&changes) {
            bail!("changes are no longer told by the system");
        }
    }
}

/// Waits for a change, and then until nothing changes for a moment; false where no more will be told.
fn wait(changes: &Receiver<()>) -> bool {
    let first = changes.recv().is_ok();
    while changes.recv_timeout(TOGETHER).is_ok() {}
    first
}

/// Watches the folders that are asked for, and those of the texts and of their projects.
fn watch_folders(args: &CheckArgs, watcher: &mut impl Watcher, watched: &mut BTreeSet<PathBuf>) -> Result<()> {
    let given = args.input.files.iter().map(PathBuf::from).filter(|f| f.is_dir());
    let mut folders: BTreeMap<PathBuf, RecursiveMode> = given.map(|f| (f, RecursiveMode::Recursive)).collect();
    let texts = input::texts(&args.input).unwrap_or_default();
    for file in texts.iter().chain(&settings(args, &texts)) {
        let folder = file.parent().filter(|f| !f.as_os_str().is_empty()).unwrap_or(Path::new("."));
        folders.entry(folder.to_owned()).or_insert(RecursiveMode::NonRecursive);
    }
    for (folder, mode) in folders {
        if watched.insert(folder.clone()) {
            watcher.watch(&folder, mode).with_context(|| format!("{}: cannot be watched", folder.display()))?;
        }
    }
    Ok(())
}

/// The files that say how texts are checked, whether they can be read or not.
fn settings(args: &CheckArgs, texts: &[PathBuf]) -> Vec<PathBuf> {
    let folders: BTreeSet<PathBuf> = texts.iter().map(|t| folder_of(t)).collect();
    let files: BTreeSet<PathBuf> = folders.iter().filter_map(|f| file_above(&args.input.project, f)).collect();
    let groups = groups(&args.input.project, texts).unwrap_or_default();
    let known = groups.iter().filter_map(|group| group.baseline_file(args.baseline.as_deref()));
    files.into_iter().chain(known).collect()
}

/// The files as they were when they were last looked at.
#[derive(Default)]
struct Seen {
    texts: BTreeMap<PathBuf, [Stamp; 2]>,
    settings: BTreeMap<PathBuf, Stamp>,
}

impl Seen {
    /// Checks the texts that have changed; all of them at first, and when what is said about them changes.
    fn look(&mut self, args: &CheckArgs) -> Result<()> {
        let first = self.texts.is_empty();
        let texts = input::texts(&args.input)?;
        let settings = settings(args, &texts).into_iter().map(|f| (f.clone(), stamp(&f))).collect();
        let ruled = self.settings != settings;
        let now: BTreeMap<PathBuf, [Stamp; 2]> = texts.iter().map(|t| (t.clone(), both(t))).collect();
        let changed = |t: &&PathBuf| ruled || self.texts.get(*t) != now.get(*t);
        let again: Vec<PathBuf> = texts.iter().filter(changed).cloned().collect();
        (self.texts, self.settings) = (now, settings);
        if again.is_empty() {
            return Ok(());
        }
        tell(&again, first, ruled);
        check::texts(args, &again)?;
        complain(&format!("watching {}; Ctrl+C stops", count(texts.len())));
        Ok(())
    }
}

fn tell(again: &[PathBuf], first: bool, ruled: bool) {
    match again {
        _ if first => {}
        _ if ruled => complain("changed: what holds for the texts; all are checked again"),
        [one] => complain(&format!("changed: {}", one.display())),
        more => complain(&format!("changed: {}", count(more.len()))),
    }
}

fn count(texts: usize) -> String {
    if texts == 1 { "1 text".to_owned() } else { format!("{texts} texts") }
}

/// A text and its sidecar.
fn both(text: &Path) -> [Stamp; 2] {
    [stamp(text), stamp(&text.with_extension("json"))]
}
