//! Columns in the making, row by row: in memory, and beyond a size in temporary files.

use super::{
    Column, Copied, Dates, Number, Numbers, Quotes, Sparse, Symbols, Texts,
    region::Region,
    run::Run,
    spans::{STEP, Spans},
    sparse::Keys,
};
use crate::model::{Bounds, Date};
use std::{io, ops::Range, sync::Arc};

/// A column in the making.
pub(in crate::graph) trait Spool: Sized {
    /// What a row is given.
    type Item<'i>;
    /// What it becomes.
    type Column;
    /// No rows yet; of each run of bytes, no more than `most` are kept in memory.
    fn new(most: usize) -> Self;
    /// Adds a row.
    fn push(&mut self, item: Self::Item<'_>) -> io::Result<()>;
    /// The column.
    fn finish(self) -> io::Result<Self::Column>;
}

/// A column that can be made by a spool.
pub(in crate::graph) trait Spooled: Sized {
    /// What makes it.
    type Spool: Spool<Column = Self>;
}

impl<T: Number> Spooled for Column<T> {
    type Spool = Numbers<T>;
}

impl Spooled for Texts {
    type Spool = TextSpool;
}

impl Spooled for Dates {
    type Spool = DateSpool;
}

impl Spooled for Quotes {
    type Spool = QuoteSpool;
}

impl<V: Spooled> Spooled for Sparse<V> {
    type Spool = SparseSpool<V::Spool>;
}

/// A column that is made of all its items at once, in memory.
pub(in crate::graph) trait Gather: Spooled {
    /// The column of these items.
    #[expect(
        clippy::expect_used,
        reason = "only files give errors, and without a limit there are none"
    )]
    fn gather<'i>(items: impl IntoIterator<Item = <Self::Spool as Spool>::Item<'i>>) -> Self {
        let mut spool = Self::Spool::new(usize::MAX);
        let pushed = items.into_iter().try_for_each(|item| spool.push(item));
        pushed.and_then(|()| spool.finish()).expect("memory takes everything")
    }
}

impl<C: Spooled> Gather for C {}

/// Where runs of bytes begin.
#[derive(Debug)]
struct SpanSpool {
    length: Numbers<usize>,
    start: Numbers<usize>,
    end: usize,
}

impl SpanSpool {
    fn new(most: usize) -> Self {
        Self { length: Numbers::new(most), start: Numbers::new(most), end: 0 }
    }

    fn push(&mut self, length: usize) -> io::Result<()> {
        if self.length.len().is_multiple_of(STEP) {
            self.start.push(self.end)?;
        }
        self.end += length;
        self.length.push(length)
    }

    fn finish(self) -> io::Result<Spans> {
        Ok(Spans { length: self.length.finish()?, start: self.start.finish()? })
    }
}

/// Texts.
#[derive(Debug)]
pub(in crate::graph) struct TextSpool {
    spans: SpanSpool,
    run: Run,
}

impl TextSpool {
    fn push_bytes(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.spans.push(bytes.len())?;
        self.run.push(bytes)
    }

    /// Adds runs of bytes that stand end to end.
    pub(super) fn extend(
        &mut self,
        spans: &Spans,
        region: &Region,
        rows: Range<usize>,
    ) -> io::Result<()> {
        if rows.is_empty() {
            return Ok(());
        }
        let (begin, before) = (spans.range(rows.start).start, self.spans.end);
        spans.length.iter(rows).try_for_each(|length| self.spans.push(length))?;
        self.run.push(region.slice(begin..begin + self.spans.end - before))
    }
}

impl Spool for TextSpool {
    type Item<'i> = &'i str;
    type Column = Texts;

    fn new(most: usize) -> Self {
        Self { spans: SpanSpool::new(most), run: Run::new(most) }
    }

    fn push(&mut self, item: &str) -> io::Result<()> {
        self.push_bytes(item.as_bytes())
    }

    fn finish(self) -> io::Result<Texts> {
        Ok(Texts { spans: self.spans.finish()?, region: self.run.finish()?, both: None })
    }
}

/// Quotes, plain or in the codes of a table.
#[derive(Debug)]
pub(in crate::graph) struct QuoteSpool {
    pub(super) texts: TextSpool,
    symbols: Option<Arc<Symbols>>,
}

impl QuoteSpool {
    /// From here on, what comes is in the codes of a table.
    pub(in crate::graph) fn set_symbols(&mut self, symbols: Arc<Symbols>) {
        self.symbols = Some(symbols);
    }
}

impl Spool for QuoteSpool {
    type Item<'i> = &'i [u8];
    type Column = Quotes;

    fn new(most: usize) -> Self {
        Self { texts: TextSpool::new(most), symbols: None }
    }

    fn push(&mut self, item: &[u8]) -> io::Result<()> {
        self.texts.push_bytes(item)
    }

    fn finish(self) -> io::Result<Quotes> {
        let Texts { spans, region, .. } = self.texts.finish()?;
        Ok(Quotes { spans, region, symbols: self.symbols, both: None })
    }
}

/// Dates.
#[derive(Debug)]
pub(in crate::graph) struct DateSpool {
    pub(super) text: TextSpool,
    pub(super) earliest: Numbers<crate::model::Day>,
    pub(super) latest: Numbers<crate::model::Day>,
}

impl Spool for DateSpool {
    type Item<'i> = &'i Date;
    type Column = Dates;

    fn new(most: usize) -> Self {
        Self {
            text: TextSpool::new(most),
            earliest: Numbers::new(most),
            latest: Numbers::new(most),
        }
    }

    fn push(&mut self, item: &Date) -> io::Result<()> {
        let Bounds { earliest, latest } = item.bounds();
        self.text.push(item.as_str())?;
        self.earliest.push(earliest)?;
        self.latest.push(latest)
    }

    fn finish(self) -> io::Result<Dates> {
        Ok(Dates {
            text: self.text.finish()?,
            earliest: self.earliest.finish()?,
            latest: self.latest.finish()?,
        })
    }
}

/// Values of some rows, which come in ascending order.
#[derive(Debug)]
pub(in crate::graph) struct SparseSpool<S> {
    key: Numbers<u32>,
    /// Whether the rows so far are all from the first on.
    is_all: bool,
    values: S,
}

impl<S> SparseSpool<S> {
    fn push_key(&mut self, row: usize) -> io::Result<()> {
        self.is_all &= row == self.key.len();
        self.key.push(u32::try_from(row).unwrap_or(u32::MAX))
    }

    /// Adds values of a column, and the row of each.
    pub(super) fn copy<V: Copied<Spool = S>>(
        &mut self,
        mut rows: impl Iterator<Item = usize>,
        column: &V,
        values: Range<usize>,
    ) -> io::Result<()> {
        if values.is_empty() {
            return Ok(());
        }
        column.copy(values, self.key.len(), &mut self.values)?;
        rows.try_for_each(|row| self.push_key(row))
    }
}

impl<S: Spool> Spool for SparseSpool<S> {
    type Item<'i> = (usize, S::Item<'i>);
    type Column = Sparse<S::Column>;

    fn new(most: usize) -> Self {
        Self { key: Numbers::new(most), is_all: true, values: S::new(most) }
    }

    fn push(&mut self, (row, item): Self::Item<'_>) -> io::Result<()> {
        self.push_key(row)?;
        self.values.push(item)
    }

    fn finish(self) -> io::Result<Sparse<S::Column>> {
        let n_values = self.key.len();
        let values = self.values.finish()?;
        if self.is_all {
            return Ok(Sparse { keys: Keys::all(n_values), values });
        }
        Ok(Sparse { keys: Keys::some(self.key.finish()?), values })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_spooled_comes_back(
            texts in proptest::collection::vec(any::<String>(), 0..60),
            numbers in proptest::collection::vec(any::<u32>(), 0..60),
            most in 1..64_usize,
        ) {
            let mut spool = TextSpool::new(most);
            texts.iter().try_for_each(|text| spool.push(text)).unwrap();
            let column = spool.finish().unwrap();
            let found: Vec<&str> = (0..column.len()).map(|row| column.get(row)).collect();
            prop_assert_eq!(found, texts);
            let mut spool = SparseSpool::<Numbers<u32>>::new(most);
            let rows = numbers.iter().enumerate().filter(|(row, _)| row % 3 != 1);
            rows.clone().try_for_each(|(row, number)| spool.push((row, *number))).unwrap();
            let column = spool.finish().unwrap();
            for (row, number) in rows {
                prop_assert_eq!(column.one(row).map(|at| column.values().get(at)), Some(*number));
            }
            prop_assert_eq!(column.one(1), None);
        }
    }
}
