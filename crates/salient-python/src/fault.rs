//! What can go wrong, as the exceptions of `salient.errors`: a kind, and a message that says what to do.

use pyo3::prelude::*;
use std::fmt::Display;

pyo3::import_exception!(salient.errors, NotRead);
pyo3::import_exception!(salient.errors, ArgumentError);
pyo3::import_exception!(salient.errors, AtlasError);
pyo3::import_exception!(salient.errors, LedgerError);
pyo3::import_exception!(salient.errors, InternalError);

/// Which exception it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A text that cannot be read.
    NotRead,
    /// What was asked for does not make sense.
    Argument,
    /// An atlas or a map file.
    Atlas,
    /// A ledger.
    Ledger,
    /// The program broke off.
    Internal,
}

/// A failure that can be carried without the interpreter's lock.
#[derive(Clone, Debug)]
pub(crate) struct Fault {
    /// Which exception it is.
    pub(crate) kind: Kind,
    /// What is wrong, and what to do.
    pub(crate) message: String,
}

impl Fault {
    /// A text that cannot be read.
    pub(crate) fn not_read(message: impl Display) -> Self {
        Self { kind: Kind::NotRead, message: message.to_string() }
    }

    /// An argument that does not make sense.
    pub(crate) fn argument(message: impl Display) -> Self {
        Self { kind: Kind::Argument, message: message.to_string() }
    }

    /// An atlas or a map file that cannot be used.
    pub(crate) fn atlas(message: impl Display) -> Self {
        Self { kind: Kind::Atlas, message: message.to_string() }
    }

    /// A ledger that cannot be used.
    pub(crate) fn ledger(message: impl Display) -> Self {
        Self { kind: Kind::Ledger, message: message.to_string() }
    }
}

impl From<Fault> for PyErr {
    fn from(Fault { kind, message }: Fault) -> Self {
        match kind {
            Kind::NotRead => NotRead::new_err(message),
            Kind::Argument => ArgumentError::new_err(message),
            Kind::Atlas => AtlasError::new_err(message),
            Kind::Ledger => LedgerError::new_err(message),
            Kind::Internal => InternalError::new_err(message),
        }
    }
}

/// Does the work for a text; a fault of the program in it stays that text's.
pub(crate) fn guarded<T>(name: &str, work: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(work)).unwrap_or_else(|fault| {
        let owned = fault.downcast_ref::<String>().map(String::as_str);
        let said = owned.or_else(|| fault.downcast_ref::<&str>().copied()).unwrap_or("no message");
        let message = format!("{name}: not read: internal error ({said}); please report it, with the text");
        Err(Fault { kind: Kind::Internal, message })
    })
}

/// Tells what was read only in part, as a warning that can be turned into an error.
pub(crate) fn warn(py: Python<'_>, name: &str, problems: &[String]) -> PyResult<()> {
    if problems.is_empty() {
        return Ok(());
    }
    let category = py.import("salient.errors")?.getattr("ReadWarning")?;
    for problem in problems {
        let told = std::ffi::CString::new(format!("{name}: {problem}").replace('\0', " "))?;
        PyErr::warn(py, &category, &told, 1)?;
    }
    Ok(())
}
