//! What serde writes, as dicts and lists of Python.

use crate::fault::{Fault, Kind};
use pyo3::prelude::*;
use pythonize::pythonize;
use serde::Serialize;

/// The same as JSON would have it: pairs are lists, and not tuples.
///
/// # Errors
/// It cannot be written: a fault of the program.
pub(crate) fn dicts<'py>(py: Python<'py>, value: &impl Serialize) -> PyResult<Bound<'py, PyAny>> {
    let value = serde_json::to_value(value)
        .map_err(|e| Fault { kind: Kind::Internal, message: format!("not written: {e}; please report it") })?;
    Ok(pythonize(py, &value)?)
}
