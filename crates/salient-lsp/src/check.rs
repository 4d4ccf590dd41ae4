//! One text, checked as it stands in an editor.

use crate::desk::{Decided, Desk};
use crate::lines::Lines;
use crate::notes::Note;
use gen_lsp_types::Uri;
use salient::check::{Needs, Options, RULES, Report, Rule, against};
use salient::read::{Article, Format, Meta, kind, language};
use salient_project::{Fault, Language, settle};
use std::path::PathBuf;
use std::sync::Arc;

/// The longest text that is looked at, in bytes: rules of figures and dates take a second for it.
pub(crate) const LONGEST: usize = 16 << 20;
/// The longest text of which claims are read, in bytes: what the reader remembers of its last texts holds that much, so that
/// only what has changed is read again.
pub(crate) const CLAIMS: usize = 256 << 10;

/// What the pages of rules name that need more than a text.
const GIVEN: [&str; 2] = ["--map", "--ledger"];
/// The name of no rule: where it alone is asked for, none runs.
const NONE: &str = "-";

/// How far a check goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Depth {
    /// The rules of figures, units and dates: done in milliseconds.
    Figures,
    /// Claims too, which the network reads: seconds for a long text.
    Claims,
}

/// A text to check.
#[derive(Clone)]
pub(crate) struct Job {
    /// Its address.
    pub(crate) uri: Uri,
    /// Its file, if it has one.
    pub(crate) path: Option<PathBuf>,
    /// What the client calls its language.
    pub(crate) language: String,
    /// How often it had changed.
    pub(crate) generation: u64,
    /// The text.
    pub(crate) lines: Arc<Lines>,
    /// How far the check goes.
    pub(crate) depth: Depth,
}

/// A text that was checked.
pub(crate) struct Checked {
    /// What was checked.
    pub(crate) job: Job,
    /// All rules that are to run ran.
    pub(crate) whole: bool,
    /// The text as it was read, with what was found; nothing where it was not read.
    pub(crate) found: Option<(Article, Report)>,
    /// What was not looked at.
    pub(crate) notes: Vec<Note>,
    /// The project's file, and what is wrong in it.
    pub(crate) project: Option<(PathBuf, Vec<Fault>)>,
}

/// Checks a text.
pub(crate) fn check(job: Job, desk: &mut Desk) -> Checked {
    let mut decided = desk.of(job.path.as_deref());
    let (mut notes, mut whole) = (std::mem::take(&mut decided.notes), true);
    let found = article(&job, &decided).map(|article| {
        let mut options = options(&decided);
        notes.extend(cut(&mut options, job.lines.text().len()));
        if job.depth == Depth::Figures && options.reads_claims() {
            whole = false;
            figures(&mut options);
        }
        let mut report = against(&article, &options, None, None);
        let path = job.path.as_deref().map(salient_project::disk::whole);
        settle(decided.project.as_deref(), decided.baseline.as_deref(), path.as_deref(), &mut report);
        notes.extend(report.problems.iter().map(Note::partly));
        (article, report)
    });
    let found = found.map_err(|note| notes.push(note)).ok();
    let project = decided.file.map(|file| (file, decided.faults));
    Checked { job, whole, found, notes, project }
}

/// The text, read; else why it is not.
fn article(job: &Job, decided: &Decided) -> Result<Article, Note> {
    let text = job.lines.text();
    if text.len() > LONGEST {
        let (size, most) = (text.len() >> 20, LONGEST >> 20);
        return Err(Note::unread(format!(
            "not checked: {size} MB, and an editor's check reads up to {most} MB; `salient check` reads up to 2 GB"
        )));
    }
    if let Some(kind) = kind::foreign(text.as_bytes()) {
        return Err(Note::unread(format!("not checked: {}; {}", kind.name, kind.hint)));
    }
    let name = job.path.as_ref().map_or_else(|| job.uri.0.clone(), |p| p.to_string_lossy().into_owned());
    let article = read(&name, &job.language, text, decided.side.meta.clone());
    let any = decided.project.as_ref().is_some_and(|p| p.settings.language == Some(Language::Any));
    match language::other(&article.text).filter(|_| !any) {
        None => Ok(article),
        Some(other) => Err(Note::unread(format!(
            "not checked: the text is {other}, and only English is read (`language = \"any\"` in salient.toml reads it all the same)"
        ))),
    }
}

fn read(name: &str, language: &str, text: &str, meta: Meta) -> Article {
    let format = match language {
        "html" => Format::Html,
        "markdown" => Format::Markdown,
        _ => Format::detect(name, text),
    };
    format.read(name, text, meta)
}

fn options(decided: &Decided) -> Options {
    let mut options = decided.project.as_ref().map(|p| p.options()).unwrap_or_default();
    options.ignore.extend(decided.side.ignore.iter().map(|i| i.rule.clone()));
    options
}

/// Leaves out what takes too long for a text of so many bytes, and says so.
fn cut(options: &mut Options, size: usize) -> Option<Note> {
    if size <= CLAIMS || !options.reads_claims() {
        return None;
    }
    // Rules that need maps or a record do not run here on any text.
    let alone = |r: &&&Rule| !GIVEN.iter().any(|flag| r.page.contains(flag));
    let left = figures(options);
    let left = left.iter().filter(alone).map(|r| r.name).collect::<Vec<_>>().join(", ");
    Some(Note::partly(format!(
        "claims were not read: {} kB, and an editor's check reads them up to {} kB; did not run: {left}; `salient check` runs them all",
        size >> 10,
        CLAIMS >> 10
    )))
}

/// Leaves the rules that need no claims; the others.
fn figures(options: &mut Options) -> Vec<&'static Rule> {
    let (fast, slow): (Vec<&Rule>, Vec<&Rule>) =
        RULES.iter().filter(|r| options.runs(r)).partition(|r| r.needs == Needs::Text);
    options.only = fast.iter().map(|r| r.name).chain([NONE]).map(str::to_owned).collect();
    slow
}

#[cfg(test)]
mod tests {
    use super::{CLAIMS, cut};
    use salient::check::Options;

    #[test]
    fn rules_that_are_left_out_are_named() {
        let mut options = Options::default();
        assert_eq!(cut(&mut options, CLAIMS), None);
        let note = cut(&mut options, CLAIMS + 1).expect("a note");
        assert!(note.message.contains("share-mismatch") && !note.message.contains("unit-mismatch"), "{}", note.message);
        assert!(!options.reads_claims() && options.only.iter().any(|r| r == "unit-mismatch"));
        let mut none = Options { only: vec!["share-mismatch".into()], ..Options::default() };
        assert!(cut(&mut none, CLAIMS + 1).is_some_and(|n| n.message.contains("did not run: share-mismatch;")));
        assert!(!none.reads_claims(), "no rule is left, and none other runs in its place");
    }
}
