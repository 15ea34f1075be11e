//! Errors as the exceptions of the package.

use pyo3::prelude::*;
use stancegraph::{AskError, NameError};

/// The exception for an error, which `stancegraph._errors` declares.
pub(crate) fn raised(py: Python<'_>, error: &AskError) -> PyErr {
    exception(py, error).map_or_else(|other| other, PyErr::from_value)
}

fn exception<'py>(py: Python<'py>, error: &AskError) -> PyResult<Bound<'py, PyAny>> {
    let errors = py.import("stancegraph._errors")?;
    let message = error.to_string();
    match error {
        AskError::Usage(_) => errors.getattr("UsageError")?.call1((message,)),
        AskError::Name(NameError::Unknown { name, nearest }) => {
            errors.getattr("UnknownName")?.call1((message, name, nearest.clone()))
        }
        AskError::Name(NameError::Several { name, ids } | NameError::Ambiguous { name, ids }) => {
            errors.getattr("AmbiguousName")?.call1((message, name, ids.clone()))
        }
        AskError::Data { findings, .. } => errors.getattr("DataError")?.call1((message, findings)),
    }
}
