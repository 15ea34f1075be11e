//! Rows of columns into other columns: those of two graphs as one, to be written, and those of parts that were made apart.

use super::{Column, DateSpool, Dates, Number, Numbers, Quotes, Spool, Spooled, TextSpool, Texts};
use std::{io, ops::Range};

/// More bytes than these of a column go to a file while it is made.
pub(super) const MOST: usize = 64 << 20;

/// A column whose rows another one can be made of.
pub(in crate::graph) trait Copied: Spooled {
    /// Adds rows of this column to one in the making, where the first of them is to be row `at`.
    fn copy(&self, rows: Range<usize>, at: usize, spool: &mut Self::Spool) -> io::Result<()>;
}

/// The first rows of a column, by themselves.
pub(super) fn copied<C: Copied>(column: &C, n_rows: usize) -> io::Result<C> {
    let mut spool = C::Spool::new(MOST);
    column.copy(0..n_rows, 0, &mut spool)?;
    spool.finish()
}

/// A column of rows of others, one stretch after the other.
pub(in crate::graph) fn joined<'c, C: Copied + 'c>(
    mut spool: C::Spool,
    stretches: impl Iterator<Item = (&'c C, Range<usize>)>,
) -> io::Result<C> {
    let mut at = 0;
    for (column, rows) in stretches {
        let n_rows = rows.len();
        column.copy(rows, at, &mut spool)?;
        at += n_rows;
    }
    spool.finish()
}

impl<T: Number> Copied for Column<T> {
    fn copy(&self, rows: Range<usize>, _: usize, spool: &mut Numbers<T>) -> io::Result<()> {
        spool.extend(self, rows)
    }
}

impl Copied for Texts {
    fn copy(&self, mut rows: Range<usize>, _: usize, spool: &mut TextSpool) -> io::Result<()> {
        if self.both.is_some() {
            return rows.try_for_each(|row| spool.push(self.get(row)));
        }
        spool.extend(&self.spans, &self.region, rows)
    }
}

/// They stay in their codes, so those of several tables can go into one column only when their table is one.
impl Copied for Quotes {
    fn copy(&self, rows: Range<usize>, _: usize, spool: &mut Self::Spool) -> io::Result<()> {
        debug_assert!(self.both.is_none(), "two tables of codes");
        spool.texts.extend(&self.spans, &self.region, rows)
    }
}

impl Copied for Dates {
    fn copy(&self, rows: Range<usize>, at: usize, spool: &mut DateSpool) -> io::Result<()> {
        self.text.copy(rows.clone(), at, &mut spool.text)?;
        self.earliest.copy(rows.clone(), at, &mut spool.earliest)?;
        self.latest.copy(rows, at, &mut spool.latest)
    }
}

#[cfg(test)]
mod tests {
    use super::{super::Gather, super::Sparse, *};
    use crate::model::{Date, Day};
    use proptest::prelude::*;

    /// Whether rows that are taken from two columns are as those that were pushed into one.
    fn is_as_pushed<'i, C: Copied + std::fmt::Debug, I: Copy>(
        items: &'i [I],
        cuts: &[(bool, usize)],
        most: usize,
        gather: impl Fn(&mut dyn Iterator<Item = (usize, &'i I)>) -> C,
    ) -> Result<(), TestCaseError> {
        let mut rows = 0..items.len();
        let mut stretches = Vec::new();
        let mut parts = [Vec::new(), Vec::new()];
        for &(is_second, length) in cuts.iter().chain([&(true, usize::MAX)]) {
            let length = length.min(rows.len());
            let part = &mut parts[usize::from(is_second)];
            stretches.push((is_second, part.len()..part.len() + length));
            part.extend(rows.by_ref().take(length).map(|row| &items[row]));
        }
        let columns = parts.map(|part| gather(&mut part.into_iter().enumerate()));
        let stretches =
            stretches.into_iter().map(|(is_second, rows)| (&columns[usize::from(is_second)], rows));
        let joined = joined(C::Spool::new(most), stretches).unwrap();
        let pushed = gather(&mut items.iter().enumerate());
        prop_assert_eq!(format!("{joined:?}"), format!("{pushed:?}"));
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(60))]

        #[test]
        fn joined_columns_are_as_those_pushed_at_once(
            numbers in proptest::collection::vec((any::<u64>(), 0..64_u32, any::<Option<bool>>()), 0..90),
            cuts in proptest::collection::vec((any::<bool>(), 0..20_usize), 0..12),
            most in 1..400_usize,
            times in 1..60_usize,
        ) {
            let items: Vec<(u64, Option<bool>)> = numbers
                .iter()
                .cycle()
                .take(numbers.len() * times)
                .map(|&(number, shift, kind)| (number >> shift, kind))
                .collect();
            let texts: Vec<String> = items.iter().map(|item| item.0.to_string()).collect();
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let days: Vec<Day> = items.iter().map(|item| Day::from_number((item.0 % 9_999).cast_signed())).collect();
            let dates: Vec<Date> = days.iter().map(|day| day.to_string().parse().unwrap()).collect();
            let dates: Vec<&Date> = dates.iter().collect();
            let cuts: Vec<_> = cuts.iter().map(|(part, length)| (*part, length * times)).collect();
            is_as_pushed(&items, &cuts, most, |all| Column::gather(all.map(|(_, item)| item.0)))?;
            is_as_pushed(&days, &cuts, most, |all| Column::gather(all.map(|(_, day)| *day)))?;
            is_as_pushed(&texts, &cuts, most, |all| Texts::gather(all.map(|(_, text)| *text)))?;
            is_as_pushed(&texts, &cuts, most, |all| Quotes::gather(all.map(|(_, text)| text.as_bytes())))?;
            is_as_pushed(&dates, &cuts, most, |all| Dates::gather(all.map(|(_, date)| *date)))?;
            is_as_pushed(&dates, &cuts, most, |all| {
                Sparse::<Dates>::gather(all.map(|(row, date)| (row, *date)))
            })?;
            is_as_pushed(&items, &cuts, most, |all| {
                // None, one, or two a row.
                let several = all.flat_map(|(row, (number, kind))| {
                    std::iter::repeat_n((row, *number), kind.map_or(0, |is_two| 1 + usize::from(is_two)))
                });
                Sparse::<Column<u64>>::gather(several)
            })?;
        }
    }
}
