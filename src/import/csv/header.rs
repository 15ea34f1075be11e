//! Why the header of a table does not do.

use super::{fields::Field, mapping::End};
use crate::import::{NoVerb, table::NoColumn};

/// Why a header does not do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HeaderError {
    /// There is none.
    #[error("the table is empty: a header is expected in its first row")]
    Empty,
    /// A column that was named is not there.
    #[error(transparent)]
    NoColumn(#[from] NoColumn),
    /// No column holds a field that is needed.
    #[error(
        "no column holds the {}: name it with --map {field}=COLUMN{}; the columns are {}{}",
        called(*field),
        instead(*field),
        listed(headings),
        if *is_data { "; if these are no headings, name columns by number, as #1" } else { "" }
    )]
    Missing {
        /// The field.
        field: Field,
        /// The headings that are there.
        headings: Vec<String>,
        /// Whether they look as if they were none.
        is_data: bool,
    },
    /// In a table with many statements in each row, a column is said to hold what headings and cells tell.
    #[error("no column holds the {field}: with --wide, headings and cells tell it")]
    Given {
        /// The field.
        field: Field,
    },
    /// A table with many statements in each row has no columns for them.
    #[error("no column is left whose heading is a {of}: with --wide, say with --columns which are")]
    NoWide {
        /// What headings are.
        of: End,
    },
    /// A table with many statements in each row has no headings.
    #[error("with --wide, headings tell who is who, and this table has none")]
    NoHeadings,
    /// Titles stand before the headings.
    #[error(
        "the headings seem to stand on line {line}: pass over what is before them with --skip {skip}"
    )]
    Titles {
        /// How many lines are before them.
        skip: usize,
        /// Their line.
        line: u64,
    },
    /// A value stands for a word that is no verb.
    #[error(transparent)]
    NoVerb(#[from] NoVerb),
}

/// What a field is called in a sentence.
const fn called(field: Field) -> &'static str {
    match field {
        Field::On => "date",
        field => field.word(),
    }
}

/// Headings in a list.
fn listed(headings: &[String]) -> String {
    let quoted = |heading: &String| {
        if heading.contains(',') { format!("`{heading}`") } else { heading.clone() }
    };
    headings.iter().map(quoted).collect::<Vec<_>>().join(", ")
}

/// How else a field can be said.
const fn instead(field: Field) -> &'static str {
    match field {
        Field::Verb => ", or one verb for all rows with --verb",
        Field::On => ", or one date for all rows with --on",
        Field::Holder => {
            ", or one holder for all rows with --holder, or say --wide holder if each holder has a column"
        }
        Field::Target => {
            ", or one target for all rows with --target, or say --wide target if each target has a column"
        }
        _ => "",
    }
}
