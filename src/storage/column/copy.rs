//! Copies rows of columns into builders: to write a base and a delta as one, and to join parts that were built apart.

use super::builder::{Build, Builder};
use std::{io, ops::Range};

/// More bytes than these of a column go to a file while it is made.
pub(crate) const MOST: usize = 64 << 20;

/// A column whose rows another one can be made of.
pub(crate) trait Copied: Build {
    /// Adds rows of this column to one in the making, where the first of them is to be row `at`.
    fn copy(&self, rows: Range<usize>, at: usize, builder: &mut Self::Builder) -> io::Result<()>;
}

/// The first rows of a column, by themselves.
pub(crate) fn copied<C: Copied>(column: &C, n_rows: usize) -> io::Result<C> {
    let mut builder = C::Builder::new(MOST);
    column.copy(0..n_rows, 0, &mut builder)?;
    builder.finish()
}

/// A column of rows of others, one batch after the other.
pub(crate) fn joined<'c, C: Copied + 'c>(
    mut builder: C::Builder,
    batches: impl Iterator<Item = (&'c C, Range<usize>)>,
) -> io::Result<C> {
    let mut at = 0;
    for (column, rows) in batches {
        let n_rows = rows.len();
        column.copy(rows, at, &mut builder)?;
        at += n_rows;
    }
    builder.finish()
}

#[cfg(test)]
mod tests {
    use super::{
        super::{
            builder::Gather, compressed::CompressedTexts, numbers::Column, sparse::Sparse,
            texts::Texts,
        },
        *,
    };
    use proptest::prelude::*;

    /// Whether rows that are taken from two columns are as those that were pushed into one.
    fn is_as_pushed<'i, C: Copied + std::fmt::Debug, I: Copy>(
        items: &'i [I],
        cuts: &[(bool, usize)],
        most: usize,
        gather: impl Fn(&mut dyn Iterator<Item = (usize, &'i I)>) -> C,
    ) -> Result<(), TestCaseError> {
        let mut rows = 0..items.len();
        let mut batches = Vec::new();
        let mut parts = [Vec::new(), Vec::new()];
        for &(is_second, length) in cuts.iter().chain([&(true, usize::MAX)]) {
            let length = length.min(rows.len());
            let part = &mut parts[usize::from(is_second)];
            batches.push((is_second, part.len()..part.len() + length));
            part.extend(rows.by_ref().take(length).map(|row| &items[row]));
        }
        let columns = parts.map(|part| gather(&mut part.into_iter().enumerate()));
        let batches =
            batches.into_iter().map(|(is_second, rows)| (&columns[usize::from(is_second)], rows));
        let joined = joined(C::Builder::new(most), batches).unwrap();
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
            let cuts: Vec<_> = cuts.iter().map(|(part, length)| (*part, length * times)).collect();
            is_as_pushed(&items, &cuts, most, |all| Column::gather(all.map(|(_, item)| item.0)))?;
            is_as_pushed(&texts, &cuts, most, |all| Texts::gather(all.map(|(_, text)| *text)))?;
            is_as_pushed(&texts, &cuts, most, |all| CompressedTexts::gather(all.map(|(_, text)| text.as_bytes())))?;
            is_as_pushed(&texts, &cuts, most, |all| {
                Sparse::<Texts>::gather(all.map(|(row, text)| (row, *text)))
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
