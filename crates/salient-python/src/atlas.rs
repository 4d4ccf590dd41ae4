//! `salient.Atlas`: control maps on disk; how much ground, what changed.

use crate::day::Day;
use crate::dicts::dicts;
use crate::fault::Fault;
use crate::import::{self, Imported};
use crate::pool::within;
use crate::region::{self, Asked};
use crate::rows::{self, Question};
use pyo3::prelude::*;
use pythonize::depythonize;
use salient_map::{Status, Store};
use std::path::{Path, PathBuf};
use std::sync::{PoisonError, RwLock, RwLockReadGuard};

/// Control maps: who held what, when, how many square kilometres.
///
/// `Atlas(path)` opens the folder of an atlas; `Atlas(path, create=True)` begins one where there is none, to which
/// `add` takes map files. Maps are not part of Salient: bring your own files, and mind their makers' terms, which
/// `terms()` tells.
///
/// >>> import salient
/// >>> salient.Atlas("no-such-folder")
/// Traceback (most recent call last):
/// salient.errors.AtlasError: no-such-folder: there is no atlas; make one with Atlas("no-such-folder", create=True) and add map files, or with `salient map import`
#[pyclass(frozen, module = "salient")]
pub(crate) struct Atlas {
    path: PathBuf,
    store: RwLock<Store>,
}

impl Atlas {
    /// The maps, for one question.
    pub(crate) fn store(&self) -> RwLockReadGuard<'_, Store> {
        self.store.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn ask<T: Send>(
        &self,
        py: Python<'_>,
        question: impl FnOnce(&Store) -> Result<T, Fault> + Send,
    ) -> Result<T, Fault> {
        py.detach(|| within(None, || question(&self.store()))?)
    }
}

/// Statuses by their names.
fn statuses(names: Vec<String>) -> Result<Vec<Status>, Fault> {
    names.iter().map(|name| name.parse().map_err(Fault::argument)).collect()
}

#[pymethods]
impl Atlas {
    #[new]
    #[pyo3(signature = (path, *, create=false))]
    fn open(py: Python<'_>, path: PathBuf, create: bool) -> PyResult<Self> {
        let store = py.detach(|| opened(&path, create))?;
        Ok(Self { path, store: RwLock::new(store) })
    }

    fn __repr__(&self) -> String {
        let maps = self.store().atlas().snapshots.len();
        format!("Atlas({:?}): {maps} maps", self.path.display().to_string())
    }

    /// The names of the sources, in order.
    #[getter]
    fn sources(&self) -> Vec<String> {
        self.store().atlas().sources().map(str::to_owned).collect()
    }

    /// The terms of each source, by its name: title, attribution, licence, whether its maps may be passed on.
    fn terms<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        dicts(py, &self.store().atlas().terms)
    }

    /// The time of every map, in order, as a list of dicts: `source`, `snapshot` (UTC).
    fn maps<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        dicts(py, &rows::maps(&self.store()))
    }

    /// Square kilometres by status and holder on each map, as a list of dicts (`salient.Area`).
    ///
    /// `region` is a code ("RU-KRS", "UA"), a name ("Kursk"), a box (west, south, east, north) or a GeoJSON file; all ground
    /// without it. `holder` is an ISO 3166-1 code or a group's name, `status` some of "held", "held-before", "advance",
    /// "claimed", "unknown", "contested", "returned". `start` and `end` are days. `by` is "day", "week", "month" or "year":
    /// the last map up to the end of each period. `together` puts all that is asked for into one row a map, overlaps
    /// counted once.
    ///
    ///     pandas.DataFrame(atlas.area("RU-KRS", holder="UA"))
    #[pyo3(signature = (region=None, *, holder=None, status=vec![], source=None, start=None, end=None, by=None,
        together=false))]
    #[allow(clippy::too_many_arguments, reason = "they are keywords in Python")]
    fn area<'py>(
        &self,
        py: Python<'py>,
        region: Option<Asked>,
        holder: Option<String>,
        status: Vec<String>,
        source: Option<String>,
        start: Option<Day>,
        end: Option<Day>,
        by: Option<&str>,
        together: bool,
    ) -> PyResult<Bound<'py, PyAny>> {
        let step = by.map(|by| by.parse().map_err(|e| Fault::argument(format!("by: {e}")))).transpose()?;
        let between = (start.map(|day| day.date), end.map(|day| day.date));
        let question = Question { holder, status: statuses(status)?, source, together };
        let rows = self.ask(py, |store| rows::areas(store, region::of(region)?.as_ref(), &question, between, step))?;
        dicts(py, &rows)
    }

    /// What changed between the maps of two days, one dict (`salient.Change`) a source: `before`, `after`, `gained`,
    /// `lost`, `net` in km², and `pieces`, largest first, each with `what`, `km2` and `at` (longitude, latitude).
    ///
    /// Raises `AtlasError` where no source has a map of each day.
    #[pyo3(signature = (first, second, region=None, *, holder=None, status=vec![], source=None))]
    #[allow(clippy::too_many_arguments, reason = "they are keywords in Python")]
    fn change<'py>(
        &self,
        py: Python<'py>,
        first: Day,
        second: Day,
        region: Option<Asked>,
        holder: Option<String>,
        status: Vec<String>,
        source: Option<String>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let question = Question { holder, status: statuses(status)?, source, together: false };
        let days = (first.date, second.date);
        let found = self.ask(py, |store| rows::changes(store, days, region::of(region)?.as_ref(), &question))?;
        dicts(py, &found)
    }

    /// The ground on the last map of each source up to a day, as GeoJSON text (RFC 7946) with its makers' terms.
    ///
    /// Maps younger than `min_age` hours are refused. For geopandas:
    ///
    ///     geopandas.GeoDataFrame.from_features(json.loads(atlas.geojson("RU-KRS", holder="UA"))["features"], crs="EPSG:4326")
    #[pyo3(signature = (region=None, *, on=None, holder=None, status=vec![], source=None, min_age=72))]
    #[allow(clippy::too_many_arguments, reason = "they are keywords in Python")]
    fn geojson(
        &self,
        py: Python<'_>,
        region: Option<Asked>,
        on: Option<Day>,
        holder: Option<String>,
        status: Vec<String>,
        source: Option<String>,
        min_age: u32,
    ) -> PyResult<String> {
        let question = Question { holder, status: statuses(status)?, source, together: false };
        let day = on.map(|day| day.date);
        Ok(self.ask(py, |store| rows::geojson(store, region::of(region)?.as_ref(), &question, day, min_age))?)
    }

    /// Reads map files into the atlas and writes it; all of them or none. Returns what was kept, dropped and repaired, as text.
    ///
    /// `source` is one that Salient knows ("deepstate", "isw", …) or one that `case` or `meaning` tells of; `meaning` is a
    /// dict as under `[[map]]` of a case. `date` is the maps' time where the files tell none.
    ///
    ///     salient.Atlas("kursk.atlas", create=True).add(["20250117.geojson"], source="deepstate")
    #[pyo3(signature = (files, *, source=None, case=None, meaning=None, date=None))]
    fn add(
        &self,
        py: Python<'_>,
        files: Vec<PathBuf>,
        source: Option<&str>,
        case: Option<&str>,
        meaning: Option<&Bound<'_, PyAny>>,
        date: Option<Day>,
    ) -> PyResult<String> {
        let meaning = meaning.map(|given| depythonize(given)).transpose();
        let meaning = meaning.map_err(|e| Fault::argument(format!("meaning: {e}")))?;
        let what = Imported { files: &files, source, case, meaning, date: date.map(|day| day.text) };
        let report = py.detach(|| {
            // Into a copy of what is on disk: a file that cannot be read leaves this atlas as it was.
            let mut store = opened(&self.path, true)?;
            let report = import::into(&mut store, what)?;
            store.commit().map_err(Fault::atlas)?;
            *self.store.write().unwrap_or_else(PoisonError::into_inner) = opened(&self.path, false)?;
            Ok::<_, Fault>(report)
        })?;
        Ok(report)
    }
}

fn opened(path: &Path, create: bool) -> Result<Store, Fault> {
    let name = path.display().to_string();
    if create {
        return Store::open_or_new(path).map_err(Fault::atlas);
    }
    if !path.exists() {
        return Err(Fault::atlas(format!(
            "{name}: there is no atlas; make one with Atlas({name:?}, create=True) and add map files, or with `salient map import`"
        )));
    }
    Store::open(path).map_err(Fault::atlas)
}
