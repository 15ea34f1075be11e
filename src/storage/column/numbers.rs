//! Whole numbers, each in as few bytes as the widest of them needs.

use super::{
    builder::{Build, Builder},
    copy::{Copied, copied},
    packing::Packing,
    values::Values,
};
use crate::storage::{
    bytes::{buffer::Buffer, damage::Damaged, region::Region},
    merge::{MergeIndex, Mergeable, Merged, Renumbering},
    number::Number,
    ranges::partition,
    section::{Section, SectionReader, SectionWriter, Stored},
};
use std::{io, marker::PhantomData, ops::Range, sync::Arc};

/// Values as whole numbers, one a row.
#[derive(Clone, Debug)]
pub(crate) struct Column<T> {
    region: Region,
    packing: Packing,
    mask: u64,
    len: usize,
    /// In merged columns, the two; then nothing else but the number of rows is told.
    merged: Option<Box<Merged<Self>>>,
    holds: PhantomData<fn() -> T>,
}

impl<T> Default for Column<T> {
    fn default() -> Self {
        Self::new(Region::default(), Packing::default(), 0)
    }
}

impl<T> Column<T> {
    pub(crate) fn new(region: Region, packing: Packing, len: usize) -> Self {
        Self { region, packing, mask: packing.mask(), len, merged: None, holds: PhantomData }
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.len
    }
}

impl<T: Number> Column<T> {
    /// The value of a row.
    ///
    /// # Panics
    /// When there is no such row.
    #[inline]
    pub(crate) fn get(&self, row: usize) -> T {
        assert!(row < self.len, "row {row} of {}", self.len);
        T::of(self.number(row))
    }

    #[inline]
    fn number(&self, row: usize) -> i64 {
        if self.packing.width == 0 {
            return self
                .merged
                .as_ref()
                .map_or(self.packing.base, |merged| merged_number(merged, row));
        }
        let distance = self.region.word(row * self.packing.width) & self.mask;
        self.packing.base.wrapping_add(distance.cast_signed())
    }

    /// The values of some rows.
    pub(crate) fn iter(
        &self,
        rows: Range<usize>,
    ) -> impl DoubleEndedIterator<Item = T> + ExactSizeIterator {
        assert!(rows.end <= self.len, "rows to {} of {}", rows.end, self.len);
        rows.map(|row| T::of(self.number(row)))
    }

    /// The sum of the numbers of some rows.
    pub(crate) fn sum(&self, rows: Range<usize>) -> i64 {
        if self.packing.width != 1 {
            return rows.map(|row| self.number(row)).sum();
        }
        let n_rows = i64::try_from(rows.len()).unwrap_or(i64::MAX);
        let distances = self.region.slice(rows).iter().map(|distance| i64::from(*distance));
        self.packing.base.wrapping_mul(n_rows).wrapping_add(distances.sum())
    }

    /// Reads the values of some rows into `values`, whose old ones go. A row then costs less than one that is
    /// read by itself, as its block is checked with all others.
    pub(crate) fn read(&self, rows: Range<usize>, values: &mut Vec<T>) {
        assert!(rows.end <= self.len, "rows to {} of {}", rows.end, self.len);
        values.clear();
        if let Some(merged) = &self.merged {
            return read_merged(merged, rows, values);
        }
        let place = (&self.region, rows.start * self.packing.width);
        self.packing.unpack(place, rows.len(), values, T::of);
    }

    /// Adds the numbers of some rows to `numbers`.
    pub(crate) fn read_numbers(&self, rows: Range<usize>, numbers: &mut Vec<i64>) {
        assert!(rows.end <= self.len, "rows to {} of {}", rows.end, self.len);
        if let Some(merged) = &self.merged {
            let mut values = Vec::with_capacity(rows.len());
            read_merged(merged, rows, &mut values);
            return numbers.extend(values.into_iter().map(T::number));
        }
        let place = (&self.region, rows.start * self.packing.width);
        self.packing.unpack(place, rows.len(), numbers, |number| number);
    }

    /// The first of some rows, ascending by a key, whose key is not below `wanted`.
    pub(crate) fn lower_bound(&self, rows: Range<usize>, wanted: i64) -> usize {
        partition(rows, |row| self.number(row) < wanted)
    }
}

/// A number of two columns. Apart, as what is read of one column should be short.
#[cold]
fn merged_number<T: Number>(merged: &Merged<Column<T>>, row: usize) -> i64 {
    let (side, column, row) = merged.at(row);
    merged.renumbering.apply(side, T::of(column.number(row))).number()
}

/// Reads the values of some rows of two columns, run by run.
fn read_merged<T: Number>(merged: &Merged<Column<T>>, rows: Range<usize>, values: &mut Vec<T>) {
    let mut run = Vec::new();
    for (side, rows) in merged.rows().runs(rows) {
        merged.of(side).read(rows, &mut run);
        values.extend(run.iter().map(|value| merged.renumbering.apply(side, *value)));
    }
}

impl<T: Number> Mergeable for Column<T> {
    fn n_rows(&self) -> usize {
        self.len
    }

    fn merged(self, delta: Self, rows: &Arc<MergeIndex>, renumbering: &Arc<Renumbering>) -> Self {
        let merged = Merged::boxed(self, delta, rows, renumbering);
        let empty = Self::new(Region::default(), Packing::default(), merged.len());
        Self { merged: Some(merged), ..empty }
    }
}

impl<T: Number> Stored for Column<T> {
    fn save(&self, name: &str, out: &mut dyn SectionWriter) -> io::Result<()> {
        if self.merged.is_some() {
            return copied(self, self.len)?.save(name, out);
        }
        let Packing { base, width } = self.packing;
        out.section(
            name,
            Section { rows: self.len, base, width, ..Section::default() },
            self.region.all(),
        )
    }

    fn load(name: &str, sections: &dyn SectionReader) -> Result<Self, Damaged> {
        let (section, region) = sections.section(name)?;
        let Section { rows, base, width, .. } = section;
        if width > size_of::<u64>() || rows.checked_mul(width) != Some(region.len()) {
            return Err(sections.malformed(name));
        }
        Ok(Self::new(region, Packing { base, width }, rows))
    }
}

impl<T: Number> Values for Column<T> {
    type Value<'v>
        = T
    where
        T: 'v;

    fn value(&self, row: usize) -> T {
        self.get(row)
    }
}

impl<T: Number> Build for Column<T> {
    type Builder = ColumnBuilder<T>;
}

impl<T: Number> Copied for Column<T> {
    fn copy(&self, rows: Range<usize>, _: usize, builder: &mut ColumnBuilder<T>) -> io::Result<()> {
        builder.extend(self, rows)
    }
}

/// So many numbers are packed together, as only they need it: what comes later may need more.
const BATCH: usize = 1024;

/// Builds a column of whole numbers.
#[derive(Debug)]
pub(crate) struct ColumnBuilder<T> {
    /// The last ones, which are not packed yet.
    last: Vec<i64>,
    /// How those before them are packed, batch by batch.
    batches: Vec<Packing>,
    run: Buffer,
    least: i64,
    greatest: i64,
    holds: PhantomData<fn(T)>,
}

impl<T> ColumnBuilder<T> {
    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.batches.len() * BATCH + self.last.len()
    }

    /// Packs what is not, at most a batch.
    fn pack(&mut self) -> io::Result<()> {
        let (least, greatest) =
            self.last.iter().fold((i64::MAX, i64::MIN), |(least, most), &number| {
                (least.min(number), most.max(number))
            });
        self.least = self.least.min(least);
        self.greatest = self.greatest.max(greatest);
        let packing = Packing::of(least, greatest);
        self.batches.push(packing);
        self.run.write(|bytes| packing.pack(&self.last, bytes))?;
        self.last.clear();
        Ok(())
    }
}

impl<T: Number> ColumnBuilder<T> {
    /// Adds some rows of a column.
    pub(crate) fn extend(&mut self, column: &Column<T>, mut rows: Range<usize>) -> io::Result<()> {
        while !rows.is_empty() {
            let end = rows.end.min(rows.start + BATCH - self.last.len());
            column.read_numbers(rows.start..end, &mut self.last);
            rows.start = end;
            if self.last.len() == BATCH {
                self.pack()?;
            }
        }
        Ok(())
    }
}

impl<T: Number> Builder for ColumnBuilder<T> {
    type Item<'i> = T;
    type Column = Column<T>;

    fn new(most: usize) -> Self {
        Self {
            last: Vec::new(),
            batches: Vec::new(),
            run: Buffer::new(most),
            least: i64::MAX,
            greatest: i64::MIN,
            holds: PhantomData,
        }
    }

    #[inline]
    fn push(&mut self, item: T) -> io::Result<()> {
        self.last.push(item.number());
        if self.last.len() < BATCH { Ok(()) } else { self.pack() }
    }

    /// The column, in as few bytes as its widest number needs.
    fn finish(mut self) -> io::Result<Column<T>> {
        let n_rows = self.len();
        if n_rows == 0 {
            return Ok(Column::default());
        }
        if !self.last.is_empty() {
            self.pack()?;
        }
        let packing = Packing::of(self.least, self.greatest);
        let most = self.run.most();
        let packed = self.run.finish()?;
        if self.batches.iter().all(|batch| *batch == packing) {
            return Ok(Column::new(packed, packing, n_rows));
        }
        let mut run = Buffer::with_room(most, n_rows * packing.width);
        let mut numbers = self.last;
        let mut at = 0;
        for (number, batch) in self.batches.into_iter().enumerate() {
            let n_numbers = BATCH.min(n_rows - number * BATCH);
            let end = at + n_numbers * batch.width;
            if batch == packing {
                run.push(packed.slice(at..end))?;
            } else {
                numbers.clear();
                batch.unpack((&packed, at), n_numbers, &mut numbers, |number| number);
                run.write(|bytes| packing.pack(&numbers, bytes))?;
            }
            at = end;
        }
        Ok(Column::new(run.finish()?, packing, n_rows))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::column::builder::Gather;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_come_back(numbers in proptest::collection::vec(any::<i64>(), 0..20), shift in 0..63_u32) {
            let numbers: Vec<u64> = numbers.iter().map(|number| u64::of(number >> shift)).collect();
            let column = Column::gather(numbers.iter().copied());
            let mut read = vec![7];
            column.read(0..numbers.len(), &mut read);
            prop_assert_eq!(&read, &numbers);
            prop_assert_eq!(column.iter(0..numbers.len()).collect::<Vec<_>>(), numbers);
        }
    }
}
