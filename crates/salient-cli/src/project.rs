//! The project of each text: its `salient.toml`, and what the command line says over it.

use crate::args::{AskedArgs, CertaintyArgs, CheckArgs, FailOn, InputArgs, Language};
use crate::output::complain;
use anyhow::Result;
use clap::Args;
use salient::check::Options;
use salient_project::{Baseline, Project, disk};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};

/// Names under which people put settings of a linter, and that are not read.
const OTHERS: [&str; 5] = [".salient.toml", ".salientrc", "salient.yaml", "salient.yml", "salient.json"];

/// Which file of a project holds.
#[derive(Args)]
pub(crate) struct ProjectArgs {
    /// The project's file for all texts; by default the nearest salient.toml above each
    #[arg(long, value_name = "FILE", conflicts_with = "no_project")]
    pub(crate) project: Option<PathBuf>,
    /// Look for no salient.toml
    #[arg(long)]
    pub(crate) no_project: bool,
}

/// Texts that share a project, or that have none.
pub(crate) struct Group {
    pub(crate) project: Option<Project>,
    pub(crate) paths: Vec<PathBuf>,
}

/// Texts by project, in the order in which the projects are met; each file is read once.
pub(crate) fn groups(args: &ProjectArgs, paths: &[PathBuf]) -> Result<Vec<Group>> {
    let (mut out, mut known): (Vec<Group>, HashMap<Option<PathBuf>, usize>) = (Vec::new(), HashMap::new());
    let mut folders: BTreeMap<PathBuf, Option<PathBuf>> = BTreeMap::new();
    for path in paths {
        let file = folders.entry(folder_of(path)).or_insert_with_key(|folder| file_above(args, folder)).clone();
        let at = if let Some(at) = known.get(&file) {
            *at
        } else {
            let project = file.as_deref().map(disk::load).transpose()?;
            out.push(Group { project, paths: Vec::new() });
            known.insert(file, out.len() - 1);
            out.len() - 1
        };
        out[at].paths.push(path.clone());
    }
    Ok(out)
}

/// The file of the project of the texts in a folder.
pub(crate) fn file_above(args: &ProjectArgs, folder: &Path) -> Option<PathBuf> {
    if args.no_project { None } else { args.project.clone().or_else(|| disk::find(folder)) }
}

/// The folder that a text lies in; for standard input the one that the command runs in.
pub(crate) fn folder_of(path: &Path) -> PathBuf {
    let folder = path.parent().filter(|f| !f.as_os_str().is_empty()).unwrap_or(Path::new("."));
    disk::whole(folder)
}

/// Names files of settings that are not read: rules that somebody believes to be switched off would else speak.
pub(crate) fn name_others(texts: &[PathBuf]) {
    let lowest: BTreeSet<PathBuf> = texts.iter().map(|t| folder_of(t)).collect();
    let folders: BTreeSet<&Path> = lowest.iter().flat_map(|f| f.ancestors()).collect();
    let files = folders.iter().flat_map(|f| OTHERS.map(|n| f.join(n)));
    for file in files.filter(|f| f.is_file()) {
        complain(&format!("{}: not read: the file of a project is called {}", file.display(), salient_project::FILE));
    }
}

impl Group {
    /// Which languages are read.
    pub(crate) fn language(&self, args: &InputArgs) -> Language {
        let told = self.project.as_ref().and_then(|p| p.settings.language).map(|language| match language {
            salient_project::Language::English => Language::English,
            salient_project::Language::Any => Language::Any,
        });
        args.language.or(told).unwrap_or(Language::English)
    }

    /// How certain a claim must be to be told.
    pub(crate) fn least(&self, args: CertaintyArgs) -> f64 {
        let told = self.project.as_ref().and_then(|p| p.settings.min_confidence);
        args.min_confidence.or(told).unwrap_or_else(|| args.least())
    }

    /// The least weight that makes the exit code 1.
    pub(crate) fn fail_on(&self, args: &CheckArgs) -> FailOn {
        use salient_project::FailOn as Told;
        let told = self.project.as_ref().and_then(|p| p.settings.fail_on).map(|least| match least {
            Told::Note => FailOn::Note,
            Told::Warning => FailOn::Warning,
            Told::Error => FailOn::Error,
            Told::Never => FailOn::Never,
        });
        args.fail_on.or(told).unwrap_or(FailOn::Error)
    }

    /// The atlas, the case and the ledger.
    pub(crate) fn against(&self, args: &AskedArgs) -> (Option<PathBuf>, Option<String>, Option<String>) {
        let told = self.project.as_ref().map(|p| &p.settings);
        (
            args.map.clone().or_else(|| told.and_then(|s| s.atlas.clone())),
            args.case.clone().or_else(|| told.and_then(|s| s.case.clone())),
            args.ledger.clone().or_else(|| told.and_then(|s| s.ledger.clone())),
        )
    }

    /// Which rules run: what the file says, and over it what the command line says.
    pub(crate) fn options(&self, args: &AskedArgs) -> Options {
        let mut options = self.project.as_ref().map(Project::options).unwrap_or_default();
        if !args.only.is_empty() {
            options = Options { only: args.only.clone(), ..Options::default() };
        }
        let all = args.select.iter().any(|name| name == "all");
        options.ignore.retain(|rule| !all && !args.select.contains(rule));
        let list = if options.only.is_empty() { &mut options.select } else { &mut options.only };
        list.extend(args.select.iter().cloned());
        options.ignore.extend(args.ignore.iter().map(|i| rule_of(i).to_owned()));
        options.min_confidence = self.least(args.certainty);
        options
    }

    /// Where the file of known findings is, if somebody says so.
    pub(crate) fn baseline_file(&self, told: Option<&Path>) -> Option<PathBuf> {
        let project = self.project.as_ref().and_then(|p| p.settings.baseline.clone());
        told.map(Path::to_owned).or(project).map(|file| disk::whole(&file))
    }

    /// The findings that are known.
    pub(crate) fn baseline(&self, told: Option<&Path>) -> Result<Option<Baseline>> {
        Ok(self.baseline_file(told).as_deref().map(disk::baseline).transpose()?)
    }
}

/// The rule of `RULE:REASON`.
pub(crate) fn rule_of(ignored: &str) -> &str {
    ignored.split(':').next().unwrap_or(ignored).trim()
}
