//! Dates as written, with their bounds.

use crate::{
    model::{Bounds, Date, Day, Time},
    storage::{
        column::{
            builder::{Build, Builder},
            copy::Copied,
            numbers::Column,
            numbers::ColumnBuilder,
            sparse::Sparse,
            texts::Texts,
            values::Values,
        },
        merge::{MergeIndex, Mergeable, Renumbering},
        table::columns,
    },
};
use std::{io, ops::Range, sync::Arc};

columns! {
    /// One date a row.
    pub(crate) struct Dates merged {
        text: Texts,
        earliest: Column<Day>,
        latest: Column<Day>,
        /// The nanoseconds since its day began, of a date-time.
        time or nothing: Sparse<Column<u64>>,
    }
}

impl Dates {
    /// The date of a row.
    pub(crate) fn get(&self, row: usize) -> Date {
        let time = self.time.get(row).map(Time::of_nanoseconds);
        Date::known(self.text.get(row), self.bounds(row), time)
    }

    /// The days that the date of a row may denote.
    pub(crate) fn bounds(&self, row: usize) -> Bounds {
        Bounds { earliest: self.earliest.get(row), latest: self.latest.get(row) }
    }
}

impl Values for Dates {
    type Value<'v> = Date;

    fn value(&self, row: usize) -> Date {
        self.get(row)
    }
}

impl Mergeable for Dates {
    fn n_rows(&self) -> usize {
        self.text.len()
    }

    fn merged(self, delta: Self, rows: &Arc<MergeIndex>, renumbering: &Arc<Renumbering>) -> Self {
        Self::merged(self, delta, rows, renumbering)
    }
}

impl Build for Dates {
    type Builder = DatesBuilder;
}

impl Copied for Dates {
    fn copy(&self, rows: Range<usize>, at: usize, builder: &mut DatesBuilder) -> io::Result<()> {
        self.text.copy(rows.clone(), at, &mut builder.text)?;
        self.earliest.copy(rows.clone(), at, &mut builder.earliest)?;
        self.latest.copy(rows.clone(), at, &mut builder.latest)?;
        self.time.copy(rows.clone(), at, &mut builder.time)?;
        builder.n_rows = at + rows.len();
        Ok(())
    }
}

/// Builds a column of dates.
#[derive(Debug)]
pub(crate) struct DatesBuilder {
    text: <Texts as Build>::Builder,
    earliest: ColumnBuilder<Day>,
    latest: ColumnBuilder<Day>,
    time: <Sparse<Column<u64>> as Build>::Builder,
    n_rows: usize,
}

impl Builder for DatesBuilder {
    type Item<'i> = &'i Date;
    type Column = Dates;

    fn new(most: usize) -> Self {
        Self {
            text: Builder::new(most),
            earliest: Builder::new(most),
            latest: Builder::new(most),
            time: Builder::new(most),
            n_rows: 0,
        }
    }

    fn push(&mut self, item: &Date) -> io::Result<()> {
        let Bounds { earliest, latest } = item.bounds();
        self.text.push(item.as_str())?;
        self.earliest.push(earliest)?;
        self.latest.push(latest)?;
        if let Some(time) = item.time() {
            self.time.push((self.n_rows, time.nanoseconds()))?;
        }
        self.n_rows += 1;
        Ok(())
    }

    fn finish(self) -> io::Result<Dates> {
        Ok(Dates {
            text: self.text.finish()?,
            earliest: self.earliest.finish()?,
            latest: self.latest.finish()?,
            time: self.time.finish()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::column::{builder::Gather, copy::joined};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn joined_dates_are_as_those_pushed_at_once(
            numbers in proptest::collection::vec(0..9_999_i64, 0..90),
            cut in 0..90_usize,
            most in 1..400_usize,
        ) {
            let date = |number: &i64| {
                let time = if number % 3 == 0 { "T14:05" } else { "" };
                format!("{}{time}", Day::from_number(*number)).parse::<Date>().unwrap()
            };
            let dates: Vec<Date> = numbers.iter().map(date).collect();
            let (first, second) = dates.split_at(cut.min(dates.len()));
            let columns = [first, second].map(Dates::gather);
            let batches = columns.iter().map(|column| (column, 0..column.n_rows()));
            let found = joined(DatesBuilder::new(most), batches).unwrap();
            prop_assert_eq!(format!("{found:?}"), format!("{:?}", Dates::gather(&dates)));
            let sparse = [first, second].map(|part| Sparse::<Dates>::gather(part.iter().enumerate()));
            let batches = sparse.iter().zip([first, second]).map(|(column, part)| (column, 0..part.len()));
            let found = joined(<Sparse<Dates> as Build>::Builder::new(most), batches).unwrap();
            for (row, date) in dates.iter().enumerate() {
                prop_assert_eq!(found.get(row), Some(date.clone()));
            }
        }
    }
}
