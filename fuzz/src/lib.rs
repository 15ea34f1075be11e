//! Shared parts of the fuzz targets: reading texts, and invariants of every reading.

pub mod answers;
pub mod typed;

use stancegraph::corpus::{self, Code, Diagnostic, Lines, Place, Reading, TextFile};

/// Stands between two texts of one input.
pub const BETWEEN: &str = "%%";

/// Reads texts as the files of one corpus.
pub fn read<'t>(texts: impl IntoIterator<Item = &'t str>) -> Reading {
    let file = |(number, text): (usize, &str)| TextFile {
        path: format!("{number}.ron").into(),
        text: text.to_owned(),
    };
    corpus::read_texts(texts.into_iter().enumerate().map(file).collect())
}

/// Whether a finding is about the form of a text, not about what it means.
pub fn is_of_form(finding: &Diagnostic) -> bool {
    matches!(
        finding.code,
        Code::Syntax
            | Code::UnknownSection
            | Code::UnknownField
            | Code::DuplicateField
            | Code::MissingField
    )
}

/// Every place lies inside its file, between characters, and has a line and a column.
pub fn check_places(reading: &Reading) {
    for finding in &reading.diagnostics {
        check_place(reading, finding.place, finding);
        for (place, _) in &finding.related {
            check_place(reading, *place, finding);
        }
    }
}

fn check_place(reading: &Reading, place: Place, finding: &Diagnostic) {
    let text = &reading.files[place.file].text;
    assert!(place.start <= place.end, "{finding:?}");
    assert!(text.get(place.range()).is_some(), "not between characters: {finding:?}");
    let lines = Lines::new(text);
    let (start, end) = (lines.position(place.start), lines.position(place.end));
    let before = &text[..place.start];
    assert_eq!(start.line, before.split('\n').count(), "{finding:?}");
    let in_line = before.rsplit('\n').next().unwrap_or("");
    assert_eq!(start.column, in_line.chars().count() + 1, "{finding:?}");
    assert!((start.line, start.column) <= (end.line, end.column), "{finding:?}");
}
