//! The part of the Python package that is Rust: an open story, and its answers as Arrow.
//!
//! It has no semantics. A question is a command with its arguments, which `stancegraph` answers; names, types and
//! documentation of Python are in the package beside it.

mod error;
mod html;
mod values;

use crate::error::raised;
use arrow_array::{RecordBatchIterator, ffi_stream::FFI_ArrowArrayStream};
use arrow_schema::ffi::FFI_ArrowSchema;
use pyo3::{
    exceptions::PyRuntimeError,
    prelude::*,
    types::{PyBytes, PyCapsule, PyList},
};
use serde_json::{Map, Value};
use stancegraph::{Answered, AskError, answers::AnswerTable, cli};
use std::{
    ffi::OsString,
    panic::resume_unwind,
    path::PathBuf,
    process::ExitCode,
    sync::{
        Arc,
        mpsc::{self, RecvTimeoutError},
    },
    thread,
    time::Duration,
};

/// A corpus or store that is open.
#[pyclass(frozen, module = "stancegraph._native")]
struct Story {
    story: stancegraph::Story,
}

#[pymethods]
impl Story {
    #[new]
    fn open(py: Python<'_>, paths: Vec<PathBuf>, lenient: bool) -> PyResult<Self> {
        let opened = py.detach(|| {
            if lenient {
                stancegraph::Story::open_leniently(paths)
            } else {
                stancegraph::Story::open(paths)
            }
        });
        opened.map(|story| Self { story }).map_err(|error| raised(py, &error))
    }

    /// The answer of a command with arguments of the command line.
    fn ask(&self, py: Python<'_>, command: &str, arguments: Vec<OsString>) -> PyResult<Answer> {
        let (story, command) = (self.story.clone(), command.to_owned());
        interruptible(py, move || story.ask(&command, arguments))
    }

    #[getter]
    fn paths(&self) -> Vec<PathBuf> {
        self.story.paths().to_vec()
    }

    #[getter]
    fn messages(&self) -> &str {
        self.story.messages()
    }

    #[getter]
    fn n_statements(&self) -> usize {
        self.story.graph().n_statements()
    }
}

/// What a command answers.
#[pyclass(frozen, module = "stancegraph._native")]
struct Answer {
    table: Option<AnswerTable>,
    bytes: Vec<u8>,
    messages: String,
    is_success: bool,
}

impl Answer {
    fn table(&self) -> PyResult<&AnswerTable> {
        let missing = || PyRuntimeError::new_err("this command has no rows");
        self.table.as_ref().ok_or_else(missing)
    }
}

#[pymethods]
impl Answer {
    #[getter]
    fn has_rows(&self) -> bool {
        self.table.is_some()
    }

    /// What stands beside the rows, as JSON: command, view and summary.
    fn beside(&self) -> PyResult<String> {
        let table = self.table()?;
        let mut beside = Map::new();
        beside.insert("command".to_owned(), table.command.into());
        beside.insert("view".to_owned(), serde_json::to_value(&table.view).unwrap_or_default());
        beside.insert("in_words".to_owned(), table.view.in_words.clone().into());
        beside.insert("summary".to_owned(), Value::Object(table.summary.clone()));
        Ok(Value::Object(beside).to_string())
    }

    /// The type of a row.
    #[getter]
    fn row_type(&self) -> PyResult<&str> {
        Ok(&self.table()?.row_type)
    }

    /// The JSON schema of a row.
    fn row_schema(&self) -> PyResult<String> {
        Ok(self.table()?.row.to_string())
    }

    fn __len__(&self) -> PyResult<usize> {
        Ok(self.table()?.n_rows())
    }

    /// The values of a column.
    fn column<'py>(&self, py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyList>> {
        values::column(py, self.table()?, name)
    }

    /// The names of the columns.
    fn column_names(&self) -> PyResult<Vec<String>> {
        Ok(self.table()?.columns.fields().iter().map(|field| field.name().clone()).collect())
    }

    /// The answer for people, of all rows or so many of each table.
    #[pyo3(signature = (width, most_rows = None))]
    fn text(&self, width: usize, most_rows: Option<usize>) -> PyResult<String> {
        let table = self.table()?;
        Ok(match most_rows {
            Some(most_rows) => table.shortened(most_rows).text(width),
            None => table.document.text(width),
        })
    }

    /// The same as HTML.
    fn html(&self, most_rows: usize) -> PyResult<String> {
        Ok(html::of(&self.table()?.shortened(most_rows)))
    }

    #[getter]
    fn bytes<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, &self.bytes)
    }

    #[getter]
    fn messages(&self) -> &str {
        &self.messages
    }

    #[getter]
    fn is_success(&self) -> bool {
        self.is_success
    }

    /// The rows by Arrow's `PyCapsule` interface. They are not copied.
    #[pyo3(signature = (requested_schema = None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // A schema is a wish, which need not be met.
        drop(requested_schema);
        let table = self.table()?;
        let batches = table.batches.clone().into_iter().map(Ok);
        let rows = RecordBatchIterator::new(batches, Arc::clone(&table.columns));
        let stream = FFI_ArrowArrayStream::new(Box::new(rows));
        PyCapsule::new_with_value(py, stream, c"arrow_array_stream")
    }

    /// The columns by Arrow's `PyCapsule` interface.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema = FFI_ArrowSchema::try_from(self.table()?.columns.as_ref());
        let schema = schema.map_err(|error| PyRuntimeError::new_err(error.to_string()))?;
        PyCapsule::new_with_value(py, schema, c"arrow_schema")
    }
}

type Asked = Result<Answered, AskError>;

fn answer(py: Python<'_>, asked: Asked) -> PyResult<Answer> {
    let answered = asked.map_err(|error| raised(py, &error))?;
    let Answered { table, bytes, messages, is_success } = answered;
    Ok(Answer { table, bytes, messages, is_success })
}

/// Asks on a thread of its own, so that Ctrl-C ends the waiting at once. The question then goes on to its end, which nobody
/// sees: it changes nothing.
fn interruptible(py: Python<'_>, ask: impl FnOnce() -> Asked + Send + 'static) -> PyResult<Answer> {
    /// How often Python is asked whether it was interrupted.
    const PATIENCE: Duration = Duration::from_millis(50);
    /// As much as the main thread of a program has.
    const STACK: usize = 8 << 20;
    let (send, mut receive) = mpsc::channel();
    let asking = thread::Builder::new().stack_size(STACK).spawn(move || {
        // Nobody hears of it after an interruption.
        let _ = send.send(ask());
    })?;
    loop {
        let waited = py.detach(move || (receive.recv_timeout(PATIENCE), receive));
        receive = waited.1;
        match waited.0 {
            Ok(asked) => return answer(py, asked),
            Err(RecvTimeoutError::Timeout) => py.check_signals()?,
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    match asking.join() {
        Ok(()) => Err(PyRuntimeError::new_err("the question has ended without an answer")),
        Err(panic) => resume_unwind(panic),
    }
}

/// The answer of a command that opens what it needs itself.
#[pyfunction]
fn run(py: Python<'_>, command: &str, arguments: Vec<OsString>) -> PyResult<Answer> {
    let asked = py.detach(|| cli::run(command, arguments));
    answer(py, asked)
}

/// The commands and their arguments, as JSON.
#[pyfunction]
fn catalogue() -> String {
    cli::catalogue().to_string()
}

/// Runs the program `stance` with these arguments, of which the first is its name, and returns its exit status.
#[pyfunction]
fn main(py: Python<'_>, arguments: Vec<OsString>) -> u8 {
    let ended = py.detach(|| cli::main_of(arguments));
    // An exit code does not tell its number.
    (0..=u8::MAX).find(|code| ExitCode::from(*code) == ended).unwrap_or(1)
}

#[pymodule]
fn _native(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add_class::<Story>()?;
    module.add_class::<Answer>()?;
    module.add_function(wrap_pyfunction!(run, module)?)?;
    module.add_function(wrap_pyfunction!(catalogue, module)?)?;
    module.add_function(wrap_pyfunction!(main, module)?)
}
