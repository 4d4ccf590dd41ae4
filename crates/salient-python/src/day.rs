//! Days as Python has them: a text `YYYY-MM-DD`, a `datetime.date`, a `datetime.datetime`, a `pandas.Timestamp`.

use crate::fault::Fault;
use jiff::civil::Date;
use pyo3::prelude::*;
use pyo3::types::PyString;

/// A day, with what stands behind it in a text of time.
#[derive(Clone, Debug)]
pub(crate) struct Day {
    /// As it was given, in ISO 8601.
    pub(crate) text: String,
    /// The day itself.
    pub(crate) date: Date,
}

impl FromPyObject<'_, '_> for Day {
    type Error = PyErr;

    fn extract(given: Borrowed<'_, '_, PyAny>) -> PyResult<Self> {
        let text: String = match given.cast::<PyString>() {
            Ok(text) => text.to_string(),
            Err(_) if given.hasattr("isoformat")? => given.call_method0("isoformat")?.extract()?,
            Err(_) => return Err(wrong(&given.repr()?.to_string()).into()),
        };
        let date = text.get(..10).and_then(|day| day.parse().ok()).ok_or_else(|| wrong(&text))?;
        Ok(Self { text, date })
    }
}

fn wrong(given: &str) -> Fault {
    Fault::argument(format!("{given} is no day; write YYYY-MM-DD, for example 2025-01-17, or give a datetime.date"))
}
