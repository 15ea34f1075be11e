//! Which of the statements that are added do not pass the checks there.

use crate::corpus::{Code, Reading, Severity, append::statement_places};
use std::collections::BTreeMap;

/// The statements at fault among `n` that are added: the last ones of a file, or the first. Each with what is wrong.
pub(super) fn at_fault(
    reading: &Reading,
    file: usize,
    n: usize,
    are_last: bool,
) -> BTreeMap<usize, String> {
    let mut faults = BTreeMap::new();
    let Some(text) = reading.files.get(file).map(|file| &file.text) else { return faults };
    let places = statement_places(text);
    let before = if are_last { places.len().saturating_sub(n) } else { 0 };
    let errors = reading.diagnostics.iter().filter(|it| it.severity == Severity::Error);
    let mut dependent = BTreeMap::new();
    for error in errors.filter(|error| error.place.file == file) {
        let at = places.partition_point(|place| place.end <= error.place.start);
        let is_in = places.get(at).is_some_and(|place| place.start <= error.place.start);
        if let Some(number) = at.checked_sub(before).filter(|number| is_in && *number < n) {
            let is_dependent = error.code == Code::UnknownStatement;
            let found = if is_dependent { &mut dependent } else { &mut faults };
            found.entry(number).or_insert_with(|| error.message.clone());
        }
    }
    // What they correct may be at fault itself, and be what others correct without it.
    if faults.is_empty() { dependent } else { faults }
}
