//! A project's decisions, done: which rules run, and which findings are told.

use crate::baseline::Baseline;
use crate::fault::Faults;
use crate::ignore::Ignore;
use crate::place;
use crate::read::{ALL, settings};
use crate::settings::{Level, Settings};
use salient::check::{Finding, Options, RULES, Report, Rule, Suppressed, Suppression};
use std::path::{Path, PathBuf};

/// A project: its file and what it says.
#[derive(Clone, Debug, Default)]
pub struct Project {
    /// The file.
    pub file: PathBuf,
    /// What it says.
    pub settings: Settings,
}

impl Project {
    /// Reads the text of a file; nothing is opened.
    ///
    /// # Errors
    /// All that is wrong in it: unknown keys and values, with what may have been meant.
    ///
    /// ```
    /// use salient_project::Project;
    /// let project = Project::parse("/desk/salient.toml".as_ref(), "atlas = \"maps/k.atlas\"").expect("well formed");
    /// assert_eq!(project.settings.atlas.as_deref(), Some("/desk/maps/k.atlas".as_ref()));
    /// let faults = Project::parse("/desk/salient.toml".as_ref(), "[rules]\nunit-missmatch = \"offf\"\n").expect_err("no");
    /// assert_eq!(faults.0.len(), 2);
    /// assert!(faults.to_string().contains("did you mean `unit-mismatch`?"));
    /// ```
    pub fn parse(file: &Path, text: &str) -> Result<Self, Faults> {
        Ok(Self { file: file.to_owned(), settings: settings(file, text)? })
    }

    /// The folder that paths in the file start from.
    pub fn folder(&self) -> &Path {
        self.file.parent().unwrap_or(Path::new(""))
    }

    /// How a text is named in the file: by its path from there, with slashes. The text's path is as whole as the file's.
    ///
    /// ```
    /// use salient_project::Project;
    /// let project = Project::parse("/desk/salient.toml".as_ref(), "").expect("well formed");
    /// assert_eq!(project.name("/desk/news/a.txt".as_ref()), "news/a.txt");
    /// assert_eq!(project.name("/elsewhere/b.txt".as_ref()), "/elsewhere/b.txt");
    /// ```
    pub fn name(&self, text: &Path) -> String {
        place::from(self.folder(), text)
    }

    /// Which rules run, and which claims count.
    ///
    /// ```
    /// use salient_project::Project;
    /// let text = "[rules]\nall = \"off\"\nunit-mismatch = \"on\"\n";
    /// let project = Project::parse("/desk/salient.toml".as_ref(), text).expect("well formed");
    /// assert_eq!(project.options().only, ["unit-mismatch"]);
    /// ```
    pub fn options(&self) -> Options {
        let level = |rule: &Rule| self.level(rule.name);
        let of = |wanted: fn(Level) -> bool| -> Vec<String> {
            let some = RULES.iter().filter(|r| level(r).is_some_and(wanted));
            some.map(|r| r.name.to_owned()).collect()
        };
        let (on, off) = (of(|l| l != Level::Off), of(|l| l == Level::Off));
        let alone = self.settings.rules.get(ALL) == Some(&Level::Off) && !on.is_empty();
        let least = self.settings.min_confidence.unwrap_or(Options::default().min_confidence);
        // Rules that are named alone are read alone: where none needs claims, none are looked for.
        let (select, only, ignore) = if alone { (Vec::new(), on, Vec::new()) } else { (on, Vec::new(), off) };
        Options { select, only, ignore, min_confidence: least }
    }

    /// What the file says of a rule.
    pub fn level(&self, rule: &str) -> Option<Level> {
        self.settings.rules.get(rule).or_else(|| self.settings.rules.get(ALL)).copied()
    }

    /// Gives findings the weight that the file says, and moves those that it ignores to [`Report::suppressed`]. The path is
    /// whole, as the file's is; `None` for a text without a file.
    ///
    /// ```
    /// use salient_project::Project;
    /// let file = "[[ignore]]\nquote = \"420 square\"\nreason = \"as printed\"\n[rules]\nunit-mismatch = \"note\"\n";
    /// let project = Project::parse("/desk/salient.toml".as_ref(), file).expect("well formed");
    /// let text = salient::read::text("a", "420 square kilometers (261 square kilometers). 100 km (100 miles).");
    /// let mut report = salient::check::article(&text, &project.options());
    /// project.sort(Some("/desk/a.txt".as_ref()), &mut report);
    /// assert_eq!(report.findings[0].severity, salient::check::Severity::Note);
    /// assert_eq!((report.findings.len(), report.suppressed[0].reason.as_str()), (1, "as printed"));
    /// ```
    pub fn sort(&self, text: Option<&Path>, report: &mut Report) {
        for finding in &mut report.findings {
            if let Some(Level::As(severity)) = self.level(finding.rule) {
                finding.severity = severity;
            }
        }
        let path = text.map(|t| self.name(t));
        let met = |finding: &Finding| self.settings.ignores.iter().find(|i| i.meets(path.as_deref(), finding));
        set_aside(report, |finding| met(finding).map(|i: &Ignore| (Suppression::Ignored, i.reason.clone())));
    }
}

/// Moves findings for which there is a reason to the suppressed ones, in the order of the text.
pub fn set_aside(report: &mut Report, mut why: impl FnMut(&Finding) -> Option<(Suppression, String)>) {
    for finding in std::mem::take(&mut report.findings) {
        match why(&finding) {
            Some((by, reason)) => report.suppressed.push(Suppressed { finding, by, reason }),
            None => report.findings.push(finding),
        }
    }
}

/// All that a project does to a text's report: weights, ignores, then what its baseline knows.
pub fn settle(project: Option<&Project>, baseline: Option<&Baseline>, text: Option<&Path>, report: &mut Report) {
    if let Some(project) = project {
        project.sort(text, report);
    }
    if let Some(baseline) = baseline {
        baseline.sort(text, report);
    }
}
