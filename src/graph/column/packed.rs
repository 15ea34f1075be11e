//! Whole numbers, each in as few bytes as the widest of them needs.

use super::{
    copied,
    number::Number,
    region::{PADDING, Region},
};
use crate::graph::{
    merge::{Both, Merge, Merged, Merges},
    store::{Mapped, Section, StoreError, Stored, Writer},
};
use std::{io, marker::PhantomData, ops::Range, sync::Arc};

/// How numbers are written: the least of them, and the bytes that each one's distance from it takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::graph) struct Packing {
    pub(in crate::graph) base: i64,
    /// 0 to 8; 0 where all numbers are `base`.
    pub(in crate::graph) width: usize,
}

impl Packing {
    /// The narrowest packing of numbers from `least` to `greatest`.
    pub(in crate::graph) fn of(least: i64, greatest: i64) -> Self {
        let bits = u64::BITS - least.abs_diff(greatest).leading_zeros();
        Self { base: least, width: bits.div_ceil(u8::BITS) as usize }
    }

    /// Writes numbers.
    pub(super) fn pack(self, numbers: &[i64], bytes: &mut Vec<u8>) {
        match self.width {
            0 => {}
            1 => self.pack_in::<1>(numbers, bytes),
            2 => self.pack_in::<2>(numbers, bytes),
            3 => self.pack_in::<3>(numbers, bytes),
            4 => self.pack_in::<4>(numbers, bytes),
            5 => self.pack_in::<5>(numbers, bytes),
            6 => self.pack_in::<6>(numbers, bytes),
            7 => self.pack_in::<7>(numbers, bytes),
            _ => self.pack_in::<8>(numbers, bytes),
        }
    }

    /// Writes numbers in a width that is known to the compiler, which makes one copy of it a number.
    fn pack_in<const WIDTH: usize>(self, numbers: &[i64], bytes: &mut Vec<u8>) {
        let begin = bytes.len();
        bytes.resize(begin + numbers.len() * WIDTH, 0);
        let slots = bytes[begin..].as_chunks_mut::<WIDTH>().0.iter_mut();
        for (slot, number) in slots.zip(numbers) {
            slot.copy_from_slice(&number.wrapping_sub(self.base).to_le_bytes()[..WIDTH]);
        }
    }

    /// Adds to `values` those of some numbers, which stand in a region from byte `at` on.
    pub(super) fn unpack<V: Clone>(
        self,
        (region, at): (&Region, usize),
        n_numbers: usize,
        values: &mut Vec<V>,
        of: impl Fn(i64) -> V,
    ) {
        let Self { base, width } = self;
        let bytes = region.slice(at..at + n_numbers * width + PADDING);
        let words = &bytes[..n_numbers * width];
        let value = |distance: u64| of(base.wrapping_add(distance.cast_signed()));
        match width {
            0 => values.resize(values.len() + n_numbers, value(0)),
            1 => values.extend(words.iter().map(|&byte| value(byte.into()))),
            2 => {
                let words = words.as_chunks().0.iter();
                values.extend(words.map(|&word| value(u16::from_le_bytes(word).into())));
            }
            3 => {
                // Four numbers of three bytes are one of eight and one of four.
                let (fours, rest) = words.as_chunks::<12>();
                for four in fours {
                    let (low, high) = four.split_at(8);
                    let low = u64::from_le_bytes(low.first_chunk().copied().unwrap_or_default());
                    let high = u32::from_le_bytes(high.first_chunk().copied().unwrap_or_default());
                    let high = u64::from(high);
                    let four = [low, low >> 24, low >> 48 | high << 16, high >> 8];
                    values.extend(four.map(|number| value(number & self.mask())));
                }
                let word = |[a, b, c]: [u8; 3]| u32::from_le_bytes([a, b, c, 0]);
                values.extend(rest.as_chunks().0.iter().map(|&bytes| value(word(bytes).into())));
            }
            4 => {
                let words = words.as_chunks().0.iter();
                values.extend(words.map(|&word| value(u32::from_le_bytes(word).into())));
            }
            // What follows a number, at least the padding, is read with it.
            _ => values.extend((0..n_numbers).map(|number| {
                let word = bytes[number * width..].first_chunk().copied().unwrap_or_default();
                value(u64::from_le_bytes(word) & self.mask())
            })),
        }
    }

    /// The bits of a word that belong to its first number.
    const fn mask(self) -> u64 {
        match self.width {
            0 => 0,
            width => u64::MAX >> (u64::BITS as usize - width * u8::BITS as usize),
        }
    }
}

/// Values as whole numbers, one a row.
#[derive(Clone, Debug)]
pub(in crate::graph) struct Column<T> {
    region: Region,
    packing: Packing,
    mask: u64,
    len: usize,
    /// In a graph of two, theirs; then nothing else but the number of rows is told.
    both: Option<Box<Both<Self>>>,
    holds: PhantomData<fn() -> T>,
}

impl<T> Default for Column<T> {
    fn default() -> Self {
        Self::new(Region::default(), Packing::default(), 0)
    }
}

impl<T> Column<T> {
    pub(super) fn new(region: Region, packing: Packing, len: usize) -> Self {
        Self { region, packing, mask: packing.mask(), len, both: None, holds: PhantomData }
    }

    /// How many there are.
    pub(in crate::graph) fn len(&self) -> usize {
        self.len
    }
}

impl<T: Number> Column<T> {
    /// The value of a row.
    ///
    /// # Panics
    /// When there is no such row.
    #[inline]
    pub(in crate::graph) fn get(&self, row: usize) -> T {
        assert!(row < self.len, "row {row} of {}", self.len);
        T::of(self.number(row))
    }

    #[inline]
    fn number(&self, row: usize) -> i64 {
        if self.packing.width == 0 {
            return self.both.as_ref().map_or(self.packing.base, |both| number_of_both(both, row));
        }
        let distance = self.region.word(row * self.packing.width) & self.mask;
        self.packing.base.wrapping_add(distance.cast_signed())
    }

    /// The values of some rows.
    pub(in crate::graph) fn iter(
        &self,
        rows: Range<usize>,
    ) -> impl DoubleEndedIterator<Item = T> + ExactSizeIterator {
        assert!(rows.end <= self.len, "rows to {} of {}", rows.end, self.len);
        rows.map(|row| T::of(self.number(row)))
    }

    /// Reads the values of some rows into `values`, whose old ones go. A row then costs less than one that is
    /// read by itself, as its block is checked with all others.
    pub(in crate::graph) fn read(&self, rows: Range<usize>, values: &mut Vec<T>) {
        assert!(rows.end <= self.len, "rows to {} of {}", rows.end, self.len);
        values.clear();
        if let Some(both) = &self.both {
            return read_both(both, rows, values);
        }
        let place = (&self.region, rows.start * self.packing.width);
        self.packing.unpack(place, rows.len(), values, T::of);
    }

    /// Adds the numbers of some rows to `numbers`.
    pub(super) fn read_numbers(&self, rows: Range<usize>, numbers: &mut Vec<i64>) {
        assert!(rows.end <= self.len, "rows to {} of {}", rows.end, self.len);
        if let Some(both) = &self.both {
            let mut values = Vec::with_capacity(rows.len());
            read_both(both, rows, &mut values);
            return numbers.extend(values.into_iter().map(T::number));
        }
        let place = (&self.region, rows.start * self.packing.width);
        self.packing.unpack(place, rows.len(), numbers, |number| number);
    }

    /// The first of some rows, ascending by a key, whose key is not below `wanted`.
    pub(in crate::graph) fn lower_bound(&self, rows: Range<usize>, wanted: i64) -> usize {
        partition(rows, |row| self.number(row) < wanted)
    }
}

/// A number of two columns. Apart, as what is read of one column should be short.
#[cold]
fn number_of_both<T: Number>(both: &Both<Column<T>>, row: usize) -> i64 {
    let (side, column, row) = both.at(row);
    T::of(column.number(row)).renumbered(side, &both.merges).number()
}

/// Reads the values of some rows of two columns, run by run.
fn read_both<T: Number>(both: &Both<Column<T>>, rows: Range<usize>, values: &mut Vec<T>) {
    let mut run = Vec::new();
    for (side, rows) in both.rows().runs(rows) {
        both.of(side).read(rows, &mut run);
        values.extend(run.iter().map(|value| value.renumbered(side, &both.merges)));
    }
}

impl<T: Number> Merged for Column<T> {
    fn n_rows(&self) -> usize {
        self.len
    }

    fn merged(self, added: Self, rows: &Arc<Merge>, merges: &Arc<Merges>) -> Self {
        let both = Both::boxed(self, added, rows, merges);
        let empty = Self::new(Region::default(), Packing::default(), both.len());
        Self { both: Some(both), ..empty }
    }
}

/// The first of some rows that is not before what is looked for, when those before it come first.
pub(super) fn partition(rows: Range<usize>, is_before: impl Fn(usize) -> bool) -> usize {
    let Range { mut start, mut end } = rows;
    while start < end {
        let middle = usize::midpoint(start, end);
        if is_before(middle) {
            start = middle + 1;
        } else {
            end = middle;
        }
    }
    start
}

impl<T: Number> Stored for Column<T> {
    fn save(&self, name: &str, out: &mut Writer) -> io::Result<()> {
        if self.both.is_some() {
            return copied(self, self.len)?.save(name, out);
        }
        let Packing { base, width } = self.packing;
        out.section(
            name,
            Section { rows: self.len, base, width, ..Section::default() },
            self.region.all(),
        )
    }

    fn load(name: &str, store: &Mapped) -> Result<Self, StoreError> {
        let (section, region) = store.section(name)?;
        let Section { rows, base, width, .. } = *section;
        if width > size_of::<u64>() || rows.checked_mul(width) != Some(region.len()) {
            return Err(store.malformed(name));
        }
        Ok(Self::new(region, Packing { base, width }, rows))
    }
}

#[cfg(test)]
mod tests {
    use super::{super::Gather, *};
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

    #[test]
    fn no_number_takes_more_bytes_than_needed() {
        for (least, greatest, width) in
            [(7, 7, 0), (0, 255, 1), (0, 256, 2), (-128, 127, 1), (i64::MIN, i64::MAX, 8)]
        {
            assert_eq!(Packing::of(least, greatest).width, width);
        }
    }
}
