//! The file of findings that are known, so that an archive starts silent and only new ones speak.
//!
//! A finding is known by its text's path and by its fingerprint, which holds what it says and no line: it stays known when
//! lines move and when the text is edited elsewhere. What is found more often than it was known speaks.

use crate::fault::Fault;
use crate::place;
use crate::sort::set_aside;
use salient::check::{Finding, Report, Suppression};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

/// What a baseline is called where nobody says.
pub const FILE: &str = "salient-baseline.json";
/// The form of the file.
const FORM: u32 = 1;
/// Why such a finding is not told.
const REASON: &str = "known from the baseline";

/// Findings that are known, by text.
#[derive(Clone, Debug, Default)]
pub struct Baseline {
    folder: PathBuf,
    texts: BTreeMap<String, Vec<Known>>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    #[serde(rename = "salient-baseline")]
    form: u32,
    texts: BTreeMap<String, Vec<Known>>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Known {
    rule: String,
    fingerprint: String,
    #[serde(default = "once", skip_serializing_if = "is_once")]
    count: usize,
}

fn once() -> usize {
    1
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_once(count: &usize) -> bool {
    *count == 1
}

impl Baseline {
    /// One that knows nothing, for a file; paths of texts are from the file's folder.
    ///
    /// ```
    /// use salient_project::Baseline;
    /// let text = salient::read::text("a", "Kyiv holds 420 square kilometers (261 square kilometers).");
    /// let mut report = salient::check::article(&text, &Default::default());
    /// let (file, path) = ("/desk/salient-baseline.json".as_ref(), "/desk/a.txt".as_ref());
    /// let mut baseline = Baseline::new(file);
    /// baseline.keep(Some(path), "a", &report.findings);
    /// let again = Baseline::parse(file, &baseline.print()).expect("its own form");
    /// again.sort(Some(path), &mut report);
    /// assert_eq!((report.findings.len(), report.suppressed.len()), (0, 1));
    /// ```
    pub fn new(file: &Path) -> Self {
        Self { folder: file.parent().unwrap_or(Path::new("")).to_owned(), texts: BTreeMap::new() }
    }

    /// Reads the text of a file.
    ///
    /// # Errors
    /// It is no baseline, or one of a later form.
    pub fn parse(file: &Path, text: &str) -> Result<Self, Fault> {
        let stored: Stored = serde_json::from_str(text).map_err(|e| {
            let line = text.split_inclusive('\n').take(e.line().saturating_sub(1)).map(str::len).sum::<usize>();
            let at = (line + e.column().saturating_sub(1)).min(text.len());
            Fault::at(file, text, at..at, format!("not a baseline: {e}; `salient baseline write` makes one"))
        })?;
        if stored.form != FORM {
            let told = format!("a baseline of form {}, and this version reads form {FORM}", stored.form);
            return Err(Fault::at(file, text, 0..0, told));
        }
        Ok(Self { texts: stored.texts, ..Self::new(file) })
    }

    /// The file's text, the same for the same findings.
    pub fn print(&self) -> String {
        let stored = Stored { form: FORM, texts: self.texts.clone() };
        serde_json::to_string_pretty(&stored).unwrap_or_default() + "\n"
    }

    /// How many findings are known.
    pub fn count(&self) -> usize {
        self.texts.values().flatten().map(|k| k.count).sum()
    }

    /// The texts with known findings, by their paths from the file's folder.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.texts.keys().map(String::as_str)
    }

    /// How a text is named: by its path from the file's folder, or by its document's name where it has no file.
    fn key(&self, path: Option<&Path>, document: &str) -> String {
        path.map_or_else(|| document.to_owned(), |p| place::from(&self.folder, p))
    }

    /// Knows these findings of a text from now on, and no others of it. The path is whole; a text without a file goes by
    /// its document's name.
    pub fn keep(&mut self, path: Option<&Path>, document: &str, findings: &[Finding]) {
        let key = self.key(path, document);
        let mut known: BTreeMap<(&str, String), usize> = BTreeMap::new();
        findings.iter().for_each(|f| *known.entry((f.rule, f.fingerprint())).or_default() += 1);
        if known.is_empty() {
            self.texts.remove(&key);
            return;
        }
        let told =
            |((rule, fingerprint), count): ((&str, String), usize)| Known { rule: rule.to_owned(), fingerprint, count };
        self.texts.insert(key, known.into_iter().map(told).collect());
    }

    /// Forgets a text, by its path from the file's folder.
    pub fn forget(&mut self, text: &str) {
        self.texts.remove(text);
    }

    /// Moves findings that are known to [`Report::suppressed`]. The path is whole; a text without a file goes by its
    /// document's name.
    pub fn sort(&self, path: Option<&Path>, report: &mut Report) {
        let Some(document) = report.findings.first().map(|f| f.document.clone()) else { return };
        let known = self.texts.get(&self.key(path, &document)).into_iter().flatten();
        let mut left: HashMap<&str, usize> = known.map(|k| (k.fingerprint.as_str(), k.count)).collect();
        set_aside(report, |finding| {
            let count = left.get_mut(finding.fingerprint().as_str()).filter(|n| **n > 0)?;
            *count -= 1;
            Some((Suppression::Baseline, REASON.to_owned()))
        });
    }
}
