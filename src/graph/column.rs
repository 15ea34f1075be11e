//! Columns beyond plain vectors: texts end to end, and values that few statements have.

use super::StatementIndex;

/// One text a statement, end to end in one allocation.
#[derive(Debug, Default)]
pub(super) struct TextColumn {
    bytes: String,
    ends: Vec<usize>,
}

impl TextColumn {
    pub(super) fn push(&mut self, text: &str) {
        self.bytes.push_str(text);
        self.ends.push(self.bytes.len());
    }

    pub(super) fn get(&self, statement: StatementIndex) -> &str {
        let position = statement.position();
        let start = if position == 0 { 0 } else { self.ends[position - 1] };
        &self.bytes[start..self.ends[position]]
    }
}

/// Values of the few statements that have one, by ascending statement.
#[derive(Debug)]
pub(super) struct Sparse<T> {
    keys: Vec<StatementIndex>,
    values: Vec<T>,
}

impl<T> Default for Sparse<T> {
    fn default() -> Self {
        Self { keys: Vec::new(), values: Vec::new() }
    }
}

impl<T> Sparse<T> {
    /// Adds the value of a statement after all that have one.
    pub(super) fn push(&mut self, statement: StatementIndex, value: Option<T>) {
        if let Some(value) = value {
            self.keys.push(statement);
            self.values.push(value);
        }
    }

    pub(super) fn get(&self, statement: StatementIndex) -> Option<&T> {
        self.keys.binary_search(&statement).ok().map(|at| &self.values[at])
    }
}
