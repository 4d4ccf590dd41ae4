//! Many texts: Arrow in, Arrow out.

use crate::cells::{self, Row};
use crate::columns::{self, CLAIMS, Column, FINDINGS};
use crate::fault::{Fault, guarded};
use crate::pool::within;
use crate::rules::{options, share};
use crate::single::claims;
use crate::text::How;
use crate::texts::{Names, Texts};
use arrow_array::{RecordBatch, RecordBatchIterator};
use arrow_schema::ArrowError;
use pyo3::prelude::*;
use pyo3_arrow::input::AnyRecordBatch;
use pyo3_arrow::{PyRecordBatch, PyRecordBatchReader, PySchema};
use rayon::prelude::*;
use salient::check::{Options, article};
use salient::read::Article;
use serde::Serialize;
use serde_json::{Map, Value};

/// What is done with each text.
#[derive(Clone)]
enum Work {
    /// Claims of at least that confidence.
    Claims(f64),
    /// Findings.
    Findings(Options),
}

/// All that a batch is read by.
#[derive(Clone)]
struct Job {
    names: Names,
    how: How,
    work: Work,
    threads: Option<usize>,
}

/// Reads many texts and returns their claims as Arrow: one line a claim.
///
/// `data` is anything with `__arrow_c_array__` (a `pyarrow.RecordBatch`) or `__arrow_c_stream__` (a `pyarrow.Table` or
/// `RecordBatchReader`, a frame of polars or pandas, a relation of DuckDB); the same comes out: a batch for a batch, a reader
/// for a stream, read as it is asked for (`.read_all()` for all of it). They are pyarrow's where pyarrow is there, and export the same interface where not.
///
/// `text` names the column of texts. `name`, `published`, `title`, `url` name columns too; without them, the columns of those
/// names are used where there are any. `name` may be a number; without one, texts are called "row 0" and so on. `threads` is
/// how many work at a time, all cores without it; in a cluster's task, where each core has its own, `threads=1`.
///
/// Out come the columns of `claims_schema()`: `document`, `row` (in its batch, from 0), `problem`, and the keys of a claim,
/// lists and objects as JSON text. A text that could not be read, or only in part, has a line with a `problem` and nothing
/// else: filter for them, since no claims is not the same as nothing read.
///
/// >>> import salient, pyarrow
/// >>> batch = pyarrow.RecordBatch.from_pydict({"name": ["a.txt", "b.txt"], "text": [
/// ...     "Rebels captured the town of Tadef, Syria, the army said.", None]})
/// >>> claims = salient.extract_batch(batch)
/// >>> claims.select(["document", "predicate", "place", "problem"]).to_pylist()[0]
/// {'document': 'a.txt', 'predicate': 'gained', 'place': 'Tadef', 'problem': None}
/// >>> claims.to_pylist()[1]["problem"]
/// 'b.txt: not read: there is no text'
#[pyfunction]
#[pyo3(signature = (data, *, text="text", name=None, published=None, title=None, url=None, format="auto", language="en",
    min_confidence=0.1, threads=None))]
#[allow(clippy::too_many_arguments, reason = "they are keywords in Python")]
pub(crate) fn extract_batch<'py>(
    py: Python<'py>,
    data: &Bound<'py, PyAny>,
    text: &str,
    name: Option<String>,
    published: Option<String>,
    title: Option<String>,
    url: Option<String>,
    format: &str,
    language: &str,
    min_confidence: f64,
    threads: Option<usize>,
) -> PyResult<Bound<'py, PyAny>> {
    let names = Names { text: text.to_owned(), name, published, title, url };
    let work = Work::Claims(share(min_confidence)?);
    Job { names, how: How::new(format, language)?, work, threads }.run(py, data)
}

/// Checks many texts and returns the findings as Arrow: one line a finding.
///
/// As `extract_batch`, with `select`, `only` and `ignore` as for `check`; out come the columns of `findings_schema()`.
/// `only=["unit-mismatch", "sum-mismatch"]` reads no claims, and is a hundred times as fast.
///
/// >>> import salient, pyarrow
/// >>> batch = pyarrow.RecordBatch.from_pydict({"text": ["They hold 420 square kilometers (261 square kilometers)."]})
/// >>> salient.check_batch(batch, only=["unit-mismatch"]).select(["document", "rule", "expected"]).to_pylist()
/// [{'document': 'row 0', 'rule': 'unit-mismatch', 'expected': '162 square miles'}]
#[pyfunction]
#[pyo3(signature = (data, *, text="text", name=None, published=None, title=None, url=None, format="auto", language="en",
    select=vec![], only=vec![], ignore=vec![], min_confidence=0.1, threads=None))]
#[allow(clippy::too_many_arguments, reason = "they are keywords in Python")]
pub(crate) fn check_batch<'py>(
    py: Python<'py>,
    data: &Bound<'py, PyAny>,
    text: &str,
    name: Option<String>,
    published: Option<String>,
    title: Option<String>,
    url: Option<String>,
    format: &str,
    language: &str,
    select: Vec<String>,
    only: Vec<String>,
    ignore: Vec<String>,
    min_confidence: f64,
    threads: Option<usize>,
) -> PyResult<Bound<'py, PyAny>> {
    let names = Names { text: text.to_owned(), name, published, title, url };
    let work = Work::Findings(options(select, only, ignore, min_confidence)?);
    Job { names, how: How::new(format, language)?, work, threads }.run(py, data)
}

/// The schema of what `extract_batch` returns.
#[pyfunction]
pub(crate) fn claims_schema(py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
    schema(py, CLAIMS)
}

/// The schema of what `check_batch` returns.
#[pyfunction]
pub(crate) fn findings_schema(py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
    schema(py, FINDINGS)
}

fn schema<'py>(py: Python<'py>, columns: &[Column]) -> PyResult<Bound<'py, PyAny>> {
    let schema = PySchema::new(columns::schema(columns));
    if pyarrow(py) { schema.into_pyarrow(py) } else { Ok(schema.into_pyobject(py)?.into_any()) }
}

/// Whether pyarrow is there.
fn pyarrow(py: Python<'_>) -> bool {
    py.import("pyarrow").is_ok()
}

impl Job {
    fn run<'py>(self, py: Python<'py>, data: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        if !data.hasattr("__arrow_c_array__")? && !data.hasattr("__arrow_c_stream__")? {
            return Err(no_arrow(data).into());
        }
        match data.extract::<AnyRecordBatch>()? {
            AnyRecordBatch::RecordBatch(batch) => {
                let batch = batch.into_inner();
                let out = PyRecordBatch::new(py.detach(|| self.batch(&batch))?);
                if pyarrow(py) { out.into_pyarrow(py) } else { Ok(out.into_pyobject(py)?.into_any()) }
            }
            AnyRecordBatch::Stream(stream) => {
                let stream = stream.into_reader()?;
                // What is wrong with the columns is told now, not when the first batch is asked for.
                self.names.find(&stream.schema())?;
                let schema = columns::schema(self.columns());
                let each = move |batch: Result<RecordBatch, ArrowError>| {
                    self.batch(&batch?).map_err(|e| ArrowError::ComputeError(e.message))
                };
                let out = PyRecordBatchReader::new(Box::new(RecordBatchIterator::new(stream.map(each), schema)));
                if pyarrow(py) { out.into_pyarrow(py) } else { Ok(out.into_pyobject(py)?.into_any()) }
            }
        }
    }

    fn columns(&self) -> &'static [Column] {
        match self.work {
            Work::Claims(_) => CLAIMS,
            Work::Findings(_) => FINDINGS,
        }
    }

    fn batch(&self, batch: &RecordBatch) -> Result<RecordBatch, Fault> {
        let texts = Texts::of(batch, &self.names)?;
        let rows: Vec<Row> =
            within(self.threads, || (0..batch.num_rows()).into_par_iter().map(|row| self.row(&texts, row)).collect())?;
        cells::batch(self.columns(), rows)
    }

    /// One text; what is wrong with it stays its own.
    fn row(&self, texts: &Texts, row: usize) -> Row {
        let document = texts.name(row);
        let read = guarded(&document, || {
            let article = texts.article(row, &document, &self.how)?;
            Ok(self.items(&article))
        });
        match read {
            Ok((items, problems)) => Row { document, items, problems },
            Err(fault) => Row { document, items: Vec::new(), problems: vec![fault.message] },
        }
    }

    fn items(&self, read: &Article) -> (Vec<Map<String, Value>>, Vec<String>) {
        match &self.work {
            Work::Claims(least) => (objects(&claims(read, *least)), read.problems.clone()),
            Work::Findings(options) => {
                let report = article(read, options);
                (objects(&report.findings), report.problems)
            }
        }
    }
}

fn objects<T: Serialize>(items: &[T]) -> Vec<Map<String, Value>> {
    let object = |item: &T| match serde_json::to_value(item) {
        Ok(Value::Object(object)) => object,
        _ => Map::new(),
    };
    items.iter().map(object).collect()
}

fn no_arrow(data: &Bound<'_, PyAny>) -> Fault {
    let kind = data.get_type().name().map(|name| name.to_string()).unwrap_or_default();
    Fault::argument(format!(
        "{kind} is no Arrow data; give a pyarrow.RecordBatch or Table, a frame of polars or pandas, or anything else with \
         __arrow_c_array__ or __arrow_c_stream__"
    ))
}
