//! What columns are called.

use crate::{
    corpus::nearest::{did_you_mean, nearest},
    import::{ColumnUse, Usage},
};

/// A column that was named is not there.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no column `{heading}`{}", help.as_ref().map(|help| format!("; {help}")).unwrap_or_default())]
pub struct NoColumn {
    /// What was named.
    pub heading: String,
    /// The nearest headings.
    pub help: Option<String>,
}

/// What columns are called: by their headings, or by number where there are no headings.
pub(in crate::import) struct Headings {
    /// The headings; else how many columns there are.
    pub(in crate::import) cells: Result<Vec<String>, usize>,
    /// The headings as they are compared.
    pub(in crate::import) normalized: Vec<String>,
}

impl Headings {
    pub(in crate::import) fn new(cells: Result<Vec<String>, usize>) -> Self {
        let known = cells.as_deref().unwrap_or_default();
        let normalized = known.iter().map(|cell| normalized(cell)).collect();
        Self { cells, normalized }
    }

    /// The fields of a first row.
    pub(in crate::import) fn cells_of(first: &[u8], delimiter: u8) -> Option<Vec<String>> {
        let mut reader =
            csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).from_reader(first);
        let mut record = csv::ByteRecord::new();
        let is_there = reader.read_byte_record(&mut record).unwrap_or(false);
        let text = |cell: &[u8]| String::from_utf8_lossy(cell).trim().to_owned();
        is_there.then(|| record.iter().map(text).collect())
    }

    pub(in crate::import) fn len(&self) -> usize {
        self.cells.as_ref().map_or_else(|n| *n, Vec::len)
    }

    /// The headings, or the numbers of the columns.
    pub(in crate::import) fn shown(&self) -> Vec<String> {
        self.cells.clone().unwrap_or_else(|n| (1..=n).map(|number| format!("#{number}")).collect())
    }

    /// The column that somebody names: by its heading, by its number, or by its heading in other letters.
    pub(in crate::import) fn find(&self, column: &str) -> Result<usize, NoColumn> {
        let cells = self.cells.as_deref().unwrap_or_default();
        let exact = || cells.iter().position(|heading| heading == column);
        let alike = || {
            let wanted = normalized(column);
            self.normalized.iter().position(|heading| *heading == wanted && !wanted.is_empty())
        };
        let plain = || self.cells.is_err().then(|| column_number(&format!("#{column}"))).flatten();
        let by_number = || column_number(column).or_else(plain).filter(|at| *at < self.len());
        exact().or_else(by_number).or_else(alike).ok_or_else(|| NoColumn {
            heading: column.to_owned(),
            help: did_you_mean(&nearest(column, cells.iter().map(String::as_str), 3)),
        })
    }

    /// The first column whose heading is one of these words.
    pub(in crate::import) fn called(
        &self,
        words: impl IntoIterator<Item = &'static str>,
    ) -> Option<usize> {
        let at = |word| self.normalized.iter().position(|heading| heading == word);
        words.into_iter().find_map(at)
    }

    /// What became of each column, where `usage` tells it of a column's place.
    pub(in crate::import) fn uses(&self, usage: impl Fn(usize) -> Usage) -> Vec<ColumnUse> {
        let shown = self.shown();
        let columns = shown.iter().enumerate();
        columns
            .map(|(at, heading)| {
                let repeats = shown.iter().take(at).any(|other| other == heading);
                ColumnUse { number: at + 1, heading: heading.clone(), usage: usage(at), repeats }
            })
            .collect()
    }
}

/// The column that `#3` means.
pub(in crate::import) fn column_number(column: &str) -> Option<usize> {
    column.strip_prefix('#')?.parse::<usize>().ok()?.checked_sub(1)
}

/// A heading as headings are compared: in small letters, words with `_` between them, without invisible characters.
pub(in crate::import) fn normalized(heading: &str) -> String {
    let folded = crate::corpus::fold::fold(heading);
    let words = folded.split(|c: char| c.is_whitespace() || c == '_' || c == '-');
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join("_")
}
