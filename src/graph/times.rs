//! Times of day, and how they were written.

use crate::{
    model::{Notation, NotedTime, Time},
    storage::{
        column::{
            builder::{Build, Builder},
            copy::Copied,
            numbers::{Column, ColumnBuilder},
            values::Values,
        },
        merge::{MergeIndex, Mergeable, Renumbering},
        table::columns,
    },
};
use std::{io, ops::Range, sync::Arc};

columns! {
    /// One time a row.
    pub(crate) struct Times merged {
        /// The whole seconds since the day began.
        second: Column<u32>,
        /// The nanoseconds after them.
        nanosecond: Column<u32>,
        /// The number of the notation that gives its text back; [`OTHER`] where the text is kept.
        notation: Column<u8>,
    }
}

/// In place of a notation: the text is kept.
const OTHER: u8 = u8::MAX;

impl Values for Times {
    type Value<'v> = NotedTime;

    fn value(&self, row: usize) -> NotedTime {
        let time = Time::of_parts((self.second.get(row), self.nanosecond.get(row)));
        let notation = Some(self.notation.get(row)).filter(|number| *number != OTHER);
        NotedTime { time, notation: notation.map(Notation::numbered) }
    }
}

impl Mergeable for Times {
    fn n_rows(&self) -> usize {
        self.second.len()
    }

    fn merged(self, delta: Self, rows: &Arc<MergeIndex>, renumbering: &Arc<Renumbering>) -> Self {
        Self::merged(self, delta, rows, renumbering)
    }
}

impl Build for Times {
    type Builder = TimesBuilder;
}

impl Copied for Times {
    fn copy(&self, rows: Range<usize>, at: usize, builder: &mut TimesBuilder) -> io::Result<()> {
        self.second.copy(rows.clone(), at, &mut builder.second)?;
        self.nanosecond.copy(rows.clone(), at, &mut builder.nanosecond)?;
        self.notation.copy(rows, at, &mut builder.notation)
    }
}

/// Builds a column of times.
#[derive(Debug)]
pub(crate) struct TimesBuilder {
    second: ColumnBuilder<u32>,
    nanosecond: ColumnBuilder<u32>,
    notation: ColumnBuilder<u8>,
}

impl Builder for TimesBuilder {
    type Item<'i> = NotedTime;
    type Column = Times;

    fn new(most: usize) -> Self {
        Self {
            second: Builder::new(most),
            nanosecond: Builder::new(most),
            notation: Builder::new(most),
        }
    }

    fn push(&mut self, NotedTime { time, notation }: NotedTime) -> io::Result<()> {
        let (second, nanosecond) = time.parts();
        self.second.push(second)?;
        self.nanosecond.push(nanosecond)?;
        self.notation.push(notation.map_or(OTHER, Notation::number))
    }

    fn finish(self) -> io::Result<Times> {
        Ok(Times {
            second: self.second.finish()?,
            nanosecond: self.nanosecond.finish()?,
            notation: self.notation.finish()?,
        })
    }
}
