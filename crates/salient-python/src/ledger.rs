//! `salient.Ledger`: the record.

use crate::atlas::Atlas;
use crate::case::{self, Loaded};
use crate::day::Day;
use crate::dicts::dicts;
use crate::fault::{Fault, guarded};
use crate::pool::within;
use crate::single::article;
use crate::text::{How, Text};
use jiff::Timestamp;
use pyo3::prelude::*;
use salient::check::asked::Asked;
use salient::check::{self, Maps, Options, RULES, Record, Report, recorded};
use salient::extract::{Predicate, Side};
use salient::publish::said::Said;
use salient::read::{Article, Meta};
use salient::record::utterance::{Reports, utterances};
use salient::record::view::Known;
use salient::record::{Status, View, maps, received, sha256};
use salient_ledger::{PostGis, Sqlite};
use salient_map::Store;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The most texts that a search for words goes through.
const MOST: usize = 100_000;

type Kept = Box<dyn salient::record::Ledger + Send>;

/// The record: claims of many articles, with speakers, corrections, reviews. Append-only; a file, or a server.
///
/// `Ledger(path)` opens a ledger for questions; `Ledger(path, create=True)` opens one for `add`, and begins it where there is
/// none. `path` may be an address, postgres://user@host/database. A file is also a GeoPackage:
///
///     geopandas.read_file("kursk.gpkg", layer="claims")
///     pandas.read_sql("select * from findings", sqlite3.connect("kursk.gpkg"))
///
/// >>> import salient, tempfile, os
/// >>> path = os.path.join(tempfile.mkdtemp(), "record.gpkg")
/// >>> ledger = salient.Ledger(path, create=True)
/// >>> ledger.add("Rebels captured the town of Tadef, Syria, the army said.", published="2025-01-17", name="tadef.txt")
/// 5
/// >>> [(said["predicate"], said["place"]) for said in ledger.claims(predicate="gained")]
/// [('gained', 'Tadef')]
#[pyclass(frozen, module = "salient")]
pub(crate) struct Ledger {
    path: String,
    kept: Mutex<Kept>,
}

fn told(error: salient::record::Error) -> Fault {
    Fault::ledger(error)
}

impl Ledger {
    fn ask(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Checks an article against the record, and against an atlas, or the record's own maps where there is a case.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub(crate) fn check(
        &self,
        article: &Article,
        options: &Options,
        atlas: Option<&Atlas>,
        case: Option<&Loaded>,
    ) -> Result<Report, Fault> {
        let kept = opened(&self.path, false)?;
        let view = View::load(&*kept, &Known::default()).map_err(told)?;
        let reports = Reports::find(&*kept, &view).map_err(told)?;
        let guard = atlas.map(Atlas::store);
        let own = match (&guard, case) {
            (None, Some(_)) => maps::atlas(&*kept, &Known::default()).map_err(told)?,
            _ => Store::default(),
        };
        let maps = Maps::new(guard.as_deref().unwrap_or(&own), case.map(|c| &c.case), case.map(|c| &c.places));
        let said = utterances(&view, &reports);
        let kept = Mutex::new(kept);
        let record = Record::new(&view, &reports, &said, &maps, &kept).map_err(told)?;
        Ok(check::against(article, options, Some(&maps), Some(&record)))
    }
}

#[pymethods]
impl Ledger {
    #[new]
    #[pyo3(signature = (path, *, create=false))]
    fn open(py: Python<'_>, path: std::path::PathBuf, create: bool) -> PyResult<Self> {
        let path = path.to_string_lossy().into_owned();
        let kept = py.detach(|| opened(&path, create))?;
        Ok(Self { path, kept: Mutex::new(kept) })
    }

    fn __repr__(&self) -> String {
        // An address may hold a password.
        if server(&self.path) { "Ledger(\"postgres://…\")".to_owned() } else { format!("Ledger({:?})", self.path) }
    }

    /// Claims of the record, each once with its `carriers`, as a list of dicts (`salient.Said`).
    ///
    /// What is not told lets everything pass. `side` is the party spoken for ("RU", "UA", "other"), `speaker` and `place` in
    /// any spelling, `actor` who holds, took, lost, `predicate` "holds", "gained", …; `start` and `end` are the days on which
    /// it is said to hold; `text` are words that the article holds; `rule` a finding on its words; `review` is "unreviewed",
    /// "confirmed" or "rejected"; `known` leaves out what was published after a day; `case` names the conflict, whose names
    /// of places are then known.
    ///
    ///     pandas.DataFrame(ledger.claims(side="RU", place="Kursk"))
    #[pyo3(signature = (*, side=None, speaker=None, place=None, actor=None, predicate=None, min_confidence=None,
        origin=None, review=None, start=None, end=None, text=None, rule=None, known=None, case=None))]
    #[allow(clippy::too_many_arguments, reason = "they are keywords in Python")]
    fn claims<'py>(
        &self,
        py: Python<'py>,
        side: Option<String>,
        speaker: Option<String>,
        place: Option<String>,
        actor: Option<String>,
        predicate: Option<&str>,
        min_confidence: Option<f64>,
        origin: Option<String>,
        review: Option<&str>,
        start: Option<Day>,
        end: Option<Day>,
        text: Option<String>,
        rule: Option<String>,
        known: Option<Day>,
        case: Option<&str>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let asked = Asked {
            side: side.as_deref().map(Side::from),
            predicate: predicate.map(predicate_named).transpose()?,
            status: review.map(status_named).transpose()?,
            from: start.map(|day| day.date.to_string()),
            to: end.map(|day| day.date.to_string()),
            rule: rule.map(rule_named).transpose()?,
            speaker,
            place,
            actor,
            min_confidence,
            origin,
            texts: None,
        };
        let case = case.map(case::load).transpose()?;
        let known = Known { published_by: known.map(|day| day.date.to_string()), recorded_by: None };
        // One JSON value: what it borrows from ends with the question.
        let said = py.detach(|| self.said(asked, text.as_deref(), &known, case.as_ref()))?;
        dicts(py, &said)
    }

    /// Reads a text and records what it says; how many entries are new (0: it was there already). Arguments as for `check`.
    #[pyo3(signature = (text, *, published=None, title=None, url=None, name="<text>", format="auto", language="en"))]
    #[allow(clippy::too_many_arguments, reason = "they are keywords in Python")]
    fn add(
        &self,
        py: Python<'_>,
        text: Text,
        published: Option<Day>,
        title: Option<String>,
        url: Option<String>,
        name: &str,
        format: &str,
        language: &str,
    ) -> PyResult<usize> {
        let how = How::new(format, language)?;
        let meta = Meta { published: published.map(|day| day.text), title, url, ..Meta::default() };
        let new = py.detach(|| {
            let batch = within(None, || {
                guarded(name, || {
                    let article = article(&how, name, &text, meta)?;
                    let report = check::article(&article, &Options::default());
                    let digest = match &text {
                        Text::Decoded(text) => sha256(text.as_bytes()),
                        Text::Received(bytes) => sha256(bytes),
                    };
                    Ok(recorded::statements(&article, &report, received(&article, &digest)))
                })
            })??;
            self.append(batch)
        })?;
        Ok(new)
    }
}

impl Ledger {
    fn said(
        &self,
        mut asked: Asked,
        words: Option<&str>,
        known: &Known,
        case: Option<&Loaded>,
    ) -> Result<serde_json::Value, Fault> {
        let kept = self.ask();
        let mut view = View::load(&**kept, known).map_err(told)?;
        if asked.status == Some(Status::Rejected) {
            view = view.of_rejected();
        }
        let reports = Reports::find(&**kept, &view).map_err(told)?;
        asked.texts =
            words.map(|w| kept.search(w, MOST).map_err(told)).transpose()?.map(|all| all.into_iter().collect());
        let store = Store::default();
        let maps = Maps::new(&store, case.map(|c| &c.case), case.map(|c| &c.places));
        let all = utterances(&view, &reports);
        let found: Vec<Said> = asked.among(&view, &maps, &all).into_iter().map(|u| Said::of(&view, u)).collect();
        serde_json::to_value(found).map_err(Fault::ledger)
    }

    fn append(&self, mut batch: salient::record::Batch) -> Result<usize, Fault> {
        batch.recorded = Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        let mut kept = self.ask();
        let done = kept.append(&batch).map_err(told)?;
        kept.show(&case::parties()).map_err(told)?;
        Ok(done.new)
    }
}

fn server(path: &str) -> bool {
    path.starts_with("postgres://") || path.starts_with("postgresql://")
}

fn opened(path: &str, create: bool) -> Result<Kept, Fault> {
    if server(path) {
        return Ok(Box::new(PostGis::open(path).map_err(|e| Fault::ledger(format!("the server of the ledger: {e}")))?));
    }
    let file = Path::new(path);
    if create {
        return Ok(Box::new(Sqlite::open(file).map_err(told)?));
    }
    if !file.exists() {
        return Err(Fault::ledger(format!(
            "{path}: there is no ledger; begin one with Ledger({path:?}, create=True) or with `salient record add`"
        )));
    }
    Ok(Box::new(Sqlite::read(file).map_err(told)?))
}

fn predicate_named(word: &str) -> Result<Predicate, Fault> {
    let all = || Predicate::ALL.iter().map(|p| p.name()).collect::<Vec<_>>().join(", ");
    Predicate::named(word).ok_or_else(|| Fault::argument(format!("predicate={word:?} is none of {}", all())))
}

fn status_named(word: &str) -> Result<Status, Fault> {
    let all = || Status::ALL.iter().map(|s| s.name()).collect::<Vec<_>>().join(", ");
    Status::named(word).ok_or_else(|| Fault::argument(format!("review={word:?} is none of {}", all())))
}

fn rule_named(word: String) -> Result<String, Fault> {
    let none = || Fault::argument(format!("no rule is named {word:?}; salient.rules() lists them"));
    if RULES.iter().any(|rule| rule.name == word) { Ok(word) } else { Err(none()) }
}
