//! The order in which a corpus has its statements: files by path, then their place in the file; in a store, the order in
//! which they were imported.

use super::index::StatementIndex;
use crate::storage::{
    bytes::damage::Damaged,
    column::{
        builder::{Build, Builder, Gather},
        copy::MOST,
        numbers::Column,
    },
    merge::{MergeIndex, Merged, Renumbering},
    ranges::chunks,
    section::{SectionReader, SectionWriter, Stored},
};
use rayon::prelude::*;
use std::{io, ops::Range, sync::Arc};

/// So many numbers are read together.
const AT_ONCE: usize = 1024;

/// Some numbers that follow each other.
struct Run {
    is_sorted: bool,
    first: u64,
    last: u64,
    greatest: u64,
}

impl Run {
    fn followed_by(self, next: Self) -> Self {
        Self {
            is_sorted: self.is_sorted && next.is_sorted && self.last <= next.first,
            first: self.first,
            last: next.last,
            greatest: self.greatest.max(next.greatest),
        }
    }
}

/// A number for each statement, by which those of one day are listed that nothing else orders.
#[derive(Clone, Debug, Default)]
pub(crate) struct CorpusOrder {
    /// Empty where every statement has the number of its row.
    number: Column<u64>,
    /// The number after all of them.
    next: u64,
    /// Of a base and a delta, whose numbers go on behind those of the base.
    merged: Option<Box<Merged<Self>>>,
}

impl CorpusOrder {
    /// The order of these numbers; nothing is kept where they ascend.
    pub(crate) fn new(number: Column<u64>) -> Self {
        let parts: Vec<Range<usize>> = chunks(0..number.len(), AT_ONCE).collect();
        let run = |read: &mut Vec<u64>, rows: Range<usize>| {
            number.read(rows, read);
            Some(Run {
                is_sorted: read.is_sorted(),
                first: read.first().copied()?,
                last: read.last().copied()?,
                greatest: read.iter().copied().max()?,
            })
        };
        let runs =
            parts.into_par_iter().map_init(Vec::new, run).flatten().reduce_with(Run::followed_by);
        let Some(Run { is_sorted, greatest, .. }) = runs else { return Self::default() };
        if is_sorted {
            return Self { next: number.len() as u64, ..Self::default() };
        }
        Self { number, next: greatest + 1, merged: None }
    }

    /// The order of exactly these numbers, which end before `next`.
    pub(crate) fn exactly(numbers: impl IntoIterator<Item = u64>, next: u64) -> Self {
        Self { number: Column::gather(numbers), next, merged: None }
    }

    /// The number of a statement.
    pub(crate) fn get(&self, statement: StatementIndex) -> u64 {
        self.of_row(statement.position())
    }

    /// The numbers of all of `n_rows` statements.
    pub(crate) fn numbers(&self, n_rows: usize) -> Vec<u64> {
        let mut numbers = Vec::new();
        if self.merged.is_some() || self.number.len() == 0 {
            numbers.extend((0..n_rows).map(|row| self.of_row(row)));
        } else {
            self.number.read(0..n_rows, &mut numbers);
        }
        numbers
    }

    fn of_row(&self, row: usize) -> u64 {
        if let Some(merged) = &self.merged {
            let (_, order, row) = merged.at(row);
            return order.of_row(row);
        }
        if self.number.len() == 0 { row as u64 } else { self.number.get(row) }
    }

    /// The number after those of all of `n_rows` statements.
    pub(crate) const fn next(&self, n_rows: usize) -> u64 {
        // Files of older versions tell none.
        if self.next == 0 { n_rows as u64 } else { self.next }
    }

    /// That of a base and a delta.
    pub(crate) fn merged(
        self,
        delta: Self,
        rows: &Arc<MergeIndex>,
        renumbering: &Arc<Renumbering>,
    ) -> Self {
        let next = delta.next;
        let merged = Some(Merged::boxed(self, delta, rows, renumbering));
        Self { number: Column::default(), next, merged }
    }
}

impl Stored for CorpusOrder {
    fn save(&self, name: &str, out: &mut dyn SectionWriter) -> io::Result<()> {
        if let Some(merged) = &self.merged {
            let mut builder = <Column<u64> as Build>::Builder::new(MOST);
            (0..merged.len()).try_for_each(|row| builder.push(self.of_row(row)))?;
            return Self::new(builder.finish()?).save(name, out);
        }
        self.number.save(&format!("{name}.number"), out)?;
        Column::gather([self.next]).save(&format!("{name}.next"), out)
    }

    fn load(name: &str, sections: &dyn SectionReader) -> Result<Self, Damaged> {
        let next = Column::<u64>::load(&format!("{name}.next"), sections)?;
        if next.len() != 1 {
            return Err(sections.malformed(name));
        }
        let number = Column::load(&format!("{name}.number"), sections)?;
        Ok(Self { number, next: next.get(0), merged: None })
    }
}
