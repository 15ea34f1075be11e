//! Where items belong among others, both sorted.

use crate::storage::{
    column::numbers::Column,
    merge::Insertion,
    number::Number,
    ranges::{chunks, partition},
};
use rayon::prelude::*;
use std::{cmp::Ordering, ops::Range};

/// The place of an item among sorted ones, by how each compares with it.
pub(super) fn insertion(rows: Range<usize>, compare: impl Fn(usize) -> Ordering) -> Insertion {
    let rank = partition(rows.clone(), |row| compare(row) == Ordering::Less);
    Insertion { rank, replaces: rank < rows.end && compare(rank) == Ordering::Equal }
}

/// The places of items among others, each of which is there once. Each is looked for from where the one before was found, in
/// steps that double: time linear where both are alike, logarithmic where few are added to many.
pub(super) fn insertions<K>(
    n_base: usize,
    n_delta: usize,
    key: impl Fn(usize) -> K + Sync,
    compare: impl Fn(usize, &K) -> Ordering + Sync,
) -> Vec<Insertion> {
    /// So many are looked for by one thread.
    const BATCH: usize = 1 << 14;
    let batch = |rows: Range<usize>| {
        let mut start = 0;
        let next = |row| {
            let key = key(row);
            let found = from(start..n_base, |other| compare(other, &key));
            start = found.rank + usize::from(found.replaces);
            found
        };
        rows.map(next).collect::<Vec<_>>()
    };
    let batches: Vec<_> = chunks(0..n_delta, BATCH).collect();
    batches.into_par_iter().flat_map_iter(batch).collect()
}

/// The same as [`insertion`]; the sooner, the nearer to the first row.
fn from(rows: Range<usize>, compare: impl Fn(usize) -> Ordering) -> Insertion {
    let Range { mut start, end } = rows;
    let mut step = 1;
    loop {
        let Some(row) = (start + step - 1 < end).then_some(start + step - 1) else {
            return insertion(start..end, compare);
        };
        match compare(row) {
            Ordering::Less => start = row + 1,
            Ordering::Equal => return Insertion { rank: row, replaces: true },
            Ordering::Greater => return insertion(start..row, compare),
        }
        step *= 2;
    }
}

/// The places of items, by what their numbers are there, among ascending numbers.
pub(super) fn among_numbers<T: Number>(
    column: &Column<T>,
    rows: Range<usize>,
    wanted: impl ExactSizeIterator<Item = Insertion>,
) -> Vec<Insertion> {
    /// So many rows are read in the time in which one is looked for.
    const READ: usize = 32;
    let place = |rank: usize| i64::try_from(rank).unwrap_or(i64::MAX);
    if rows.len() / READ > wanted.len() {
        let found = |it: Insertion| {
            let rank = column.lower_bound(rows.clone(), place(it.rank));
            let is_there = || column.get(rank).number() == place(it.rank);
            Insertion { rank, replaces: it.replaces && rank < rows.end && is_there() }
        };
        return wanted.map(found).collect();
    }
    let mut numbers = Vec::new();
    column.read_numbers(rows.clone(), &mut numbers);
    let mut at = 0;
    let found = |it: Insertion| {
        let wanted = place(it.rank);
        while numbers.get(at).is_some_and(|number| *number < wanted) {
            at += 1;
        }
        let replaces = it.replaces && numbers.get(at) == Some(&wanted);
        Insertion { rank: rows.start + at, replaces }
    };
    wanted.map(found).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{model::EntityIndex, storage::column::builder::Gather};
    use proptest::{collection::btree_set, prelude::*};

    proptest! {
        #[test]
        fn items_are_found_where_one_after_the_other_is(
            base in btree_set(0_usize..400, 0..120),
            delta in btree_set(0_usize..400, 0..40),
            cut in 0_usize..100,
        ) {
            let (base, delta) = (Vec::from_iter(base), Vec::from_iter(delta));
            let naive = |among: Range<usize>, wanted: usize, may_replace: bool| {
                let rank = among.clone().find(|at| base[*at] >= wanted).unwrap_or(among.end);
                let replaces = may_replace && among.contains(&rank) && base[rank] == wanted;
                Insertion { rank, replaces }
            };
            let all: Vec<Insertion> =
                delta.iter().map(|wanted| naive(0..base.len(), *wanted, true)).collect();
            let found =
                insertions(base.len(), delta.len(), |at| delta[at], |at, key| base[at].cmp(key));
            prop_assert_eq!(&found, &all);
            let column = Column::gather(base.iter().map(|number| EntityIndex::new(*number)));
            let among = cut.min(base.len())..base.len();
            let wanted: Vec<Insertion> = delta
                .iter()
                .map(|rank| Insertion { rank: *rank, replaces: rank % 3 > 0 })
                .collect();
            let naive: Vec<Insertion> =
                wanted.iter().map(|it| naive(among.clone(), it.rank, it.replaces)).collect();
            prop_assert_eq!(among_numbers(&column, among.clone(), wanted.iter().copied()), naive.as_slice());
            for (one, naive) in wanted.iter().zip(&naive) {
                let alone = among_numbers(&column, among.clone(), std::iter::once(*one));
                prop_assert_eq!(alone, [*naive]);
            }
        }
    }
}
