//! What is decided about a text outside of it: the project's file, its baseline, the file beside the text. They are read again
//! when they have changed, so that a client need not tell.

use crate::notes::Note;
use crate::sidecar;
use salient_project::disk::{self, Stamp};
use salient_project::{Baseline, Fault, Project, Sidecar};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A file as it was read last.
struct Kept<T> {
    stamp: Stamp,
    /// The last that was without fault.
    good: Option<Arc<T>>,
    faults: Vec<Fault>,
}

/// Files that were read.
#[derive(Default)]
pub(crate) struct Desk {
    projects: HashMap<PathBuf, Kept<Project>>,
    baselines: HashMap<PathBuf, Kept<Baseline>>,
}

/// What is decided about a text.
#[derive(Default)]
pub(crate) struct Decided {
    /// The project that the text belongs to.
    pub(crate) project: Option<Arc<Project>>,
    /// The project's file, even if nothing in it can be taken.
    pub(crate) file: Option<PathBuf>,
    /// What is wrong in it.
    pub(crate) faults: Vec<Fault>,
    /// Its baseline.
    pub(crate) baseline: Option<Arc<Baseline>>,
    /// What is known beside the text.
    pub(crate) side: Sidecar,
    /// What was not taken.
    pub(crate) notes: Vec<Note>,
}

impl Desk {
    /// What is decided about a text; nothing about one without a file.
    pub(crate) fn of(&mut self, text: Option<&Path>) -> Decided {
        let Some(text) = text else { return Decided::default() };
        let mut out = Decided::default();
        let (side, note) = sidecar::beside(text);
        out.side = side;
        out.notes.extend(note);
        if let Some(file) = disk::find(text) {
            self.project(file, &mut out);
        }
        out
    }

    fn project(&mut self, file: PathBuf, out: &mut Decided) {
        let kept = look(&mut self.projects, &file, |file| disk::load(file).map_err(|faults| faults.0));
        (out.project, out.faults) = (kept.good.clone(), kept.faults.clone());
        if let Some(first) = out.faults.first() {
            let before = if out.project.is_some() { "what it said before holds" } else { "nothing in it was used" };
            out.notes.push(Note::settings(format!("{first}; {before}")));
        }
        out.file = Some(file);
        let Some(project) = &out.project else { return };
        out.notes.extend(unused(project));
        if let Some(file) = &project.settings.baseline {
            let kept = look(&mut self.baselines, file, |file| disk::baseline(file).map_err(|fault| vec![fault]));
            out.baseline.clone_from(&kept.good);
            out.notes.extend(kept.faults.iter().map(|f| Note::settings(f.to_string())));
        }
    }
}

/// What a project's file asks for that an editor's check does not do.
fn unused(project: &Project) -> Option<Note> {
    let settings = &project.settings;
    let maps = settings.atlas.as_ref().map(|_| "the maps of its atlas");
    let record = settings.ledger.as_ref().map(|_| "the record of its ledger");
    let all: Vec<&str> = maps.into_iter().chain(record).collect();
    let told = |what: String| {
        Note::partly(format!("salient.toml: not checked here against {what}; `salient check` on the file does"))
    };
    (!all.is_empty()).then(|| told(all.join(" and ")))
}

/// A file as it is now, read only if it has changed.
fn look<'k, T>(
    kept: &'k mut HashMap<PathBuf, Kept<T>>,
    file: &Path,
    read: impl FnOnce(&Path) -> Result<T, Vec<Fault>>,
) -> &'k Kept<T> {
    let stamp = disk::stamp(file);
    let entry = kept.entry(file.to_owned()).or_insert(Kept { stamp: None, good: None, faults: Vec::new() });
    if entry.stamp != stamp || stamp.is_none() {
        entry.stamp = stamp;
        match read(file) {
            Ok(good) => (entry.good, entry.faults) = (Some(Arc::new(good)), Vec::new()),
            Err(faults) => entry.faults = faults,
        }
    }
    entry
}
