//! Salient for Python: one text at a time as plain dicts, many as Arrow batches, maps and the record as objects.
//!
//! Python sees it as `salient._salient`; `python/salient/__init__.py` gives it its names. Whatever takes longer than a
//! look-up is done without the interpreter's lock.

#![allow(clippy::disallowed_methods, reason = "Python has a disk and a clock")]

mod atlas;
mod batch;
mod case;
mod cells;
mod columns;
mod day;
mod dicts;
mod fault;
mod import;
mod ledger;
mod pool;
mod region;
mod rows;
mod rules;
mod single;
mod text;
mod texts;

/// The compiled half of the package `salient`.
#[pyo3::pymodule]
mod _salient {
    use pyo3::prelude::*;

    #[pymodule_export]
    use super::atlas::Atlas;
    #[pymodule_export]
    use super::batch::{check_batch, claims_schema, extract_batch, findings_schema};
    #[pymodule_export]
    use super::ledger::Ledger;
    #[pymodule_export]
    use super::rules::rules;
    #[pymodule_export]
    use super::single::{check, extract};

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))?;
        module.add("READER", salient::extract::reader_version())?;
        module.add("CASES", super::case::names())?;
        module.add("CLAIMS_DDL", super::columns::ddl(super::columns::CLAIMS))?;
        module.add("FINDINGS_DDL", super::columns::ddl(super::columns::FINDINGS))
    }
}
