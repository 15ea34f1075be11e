//! Columns as values of Python.

use arrow_array::{
    Array, ArrayRef,
    cast::{AsArray, as_struct_array},
    types::{Date32Type, Float64Type, Int32Type, Int64Type},
};
use arrow_schema::DataType;
use pyo3::{
    IntoPyObjectExt,
    exceptions::{PyKeyError, PyTypeError},
    prelude::*,
    types::{PyDict, PyList},
};
use stancegraph::{answers::AnswerTable, model::Day};

/// The days from 0001-01-01, which is day 1 of Python, to 1970-01-01.
const DAY_OF_EPOCH: i64 = 719_163;
/// 9999-12-31, the last day of Python.
const LAST_DAY: i64 = 3_652_059;

/// The values of a column.
pub(crate) fn column<'py>(
    py: Python<'py>,
    table: &AnswerTable,
    name: &str,
) -> PyResult<Bound<'py, PyList>> {
    let date = py.import("datetime")?.getattr("date")?.getattr("fromordinal")?;
    let values = PyList::empty(py);
    for batch in &table.batches {
        let array = batch.column_by_name(name);
        let array = array.ok_or_else(|| PyKeyError::new_err(name.to_owned()))?;
        for row in 0..array.len() {
            values.append(value(py, array, row, &date)?)?;
        }
    }
    Ok(values)
}

/// A value of an array.
fn value<'py>(
    py: Python<'py>,
    array: &ArrayRef,
    row: usize,
    date: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyAny>> {
    if array.is_null(row) {
        return Ok(py.None().into_bound(py));
    }
    match array.data_type() {
        DataType::Utf8 => array.as_string::<i32>().value(row).into_bound_py_any(py),
        DataType::Dictionary(..) => {
            let words = array.as_dictionary::<Int32Type>();
            match words.key(row) {
                Some(key) => words.values().as_string::<i32>().value(key).into_bound_py_any(py),
                None => Ok(py.None().into_bound(py)),
            }
        }
        DataType::Int64 => array.as_primitive::<Int64Type>().value(row).into_bound_py_any(py),
        DataType::Float64 => array.as_primitive::<Float64Type>().value(row).into_bound_py_any(py),
        DataType::Boolean => array.as_boolean().value(row).into_bound_py_any(py),
        DataType::Date32 => {
            let days = i64::from(array.as_primitive::<Date32Type>().value(row));
            match days + DAY_OF_EPOCH {
                day @ 1..=LAST_DAY => date.call1((day,)),
                // Python has no such dates.
                _ => Day::from_number(days).to_string().into_bound_py_any(py),
            }
        }
        DataType::List(_) => {
            let items = array.as_list::<i32>().value(row);
            let values = (0..items.len()).map(|item| value(py, &items, item, date));
            Ok(PyList::new(py, values.collect::<PyResult<Vec<_>>>()?)?.into_any())
        }
        DataType::Struct(_) => {
            let record = as_struct_array(array);
            let values = PyDict::new(py);
            for (field, part) in record.fields().iter().zip(record.columns()) {
                values.set_item(field.name(), value(py, part, row, date)?)?;
            }
            Ok(values.into_any())
        }
        other => Err(PyTypeError::new_err(format!("a column of {other} has no values here"))),
    }
}
