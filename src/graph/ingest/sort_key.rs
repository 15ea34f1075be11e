//! The order of statements within a part.

use super::record::Record;

/// The ranks of a record's holder and target, its latest day, and its number, in one number: the fewest steps to compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct SortKey(u128);

impl SortKey {
    /// The place of a record that has ranks.
    #[inline]
    pub(super) fn new([holder, target]: [u32; 2], record: &Record, number: u32) -> Self {
        // With the sign turned over, days ascend as numbers without one.
        let latest = record.latest.cast_unsigned() ^ (1 << 31);
        let words = [holder, target, latest, number];
        Self(words.into_iter().fold(0, |all, word| all << 32 | u128::from(word)))
    }

    const fn word(self, after: u32) -> u32 {
        #[expect(clippy::cast_possible_truncation, reason = "one of the words")]
        let word = (self.0 >> after) as u32;
        word
    }

    pub(super) const fn holder(self) -> u32 {
        self.word(96)
    }

    pub(super) const fn target(self) -> u32 {
        self.word(64)
    }

    pub(super) const fn number(self) -> usize {
        self.word(0) as usize
    }

    /// All but the number.
    pub(super) const fn key(self) -> u128 {
        self.0 >> 32
    }
}

/// Puts places in order. Its memory is used again for the next ones.
#[derive(Debug, Default)]
pub(super) struct Sorter {
    /// Those that came.
    pub(super) places: Vec<SortKey>,
    sorted: Vec<SortKey>,
    ends: Vec<usize>,
}

impl Sorter {
    /// About so many places in a cell.
    const CELL: usize = 64;

    /// The places in order: cut into cells of a few holders, and each sorted by itself, where all of it is in the
    /// nearest cache.
    pub(super) fn sorted(&mut self) -> &[SortKey] {
        let Self { places, sorted, ends } = self;
        let n_cells = places.len() / Self::CELL + 1;
        let last = places.iter().map(|place| place.holder() as usize).max().unwrap_or_default();
        let shift = (last / n_cells + 1).next_power_of_two().trailing_zeros();
        let cell_of = |place: &SortKey| place.holder() as usize >> shift;
        ends.clear();
        ends.resize((last >> shift) + 1, 0);
        for place in places.iter() {
            ends[cell_of(place)] += 1;
        }
        let mut end = 0;
        for cell in ends.iter_mut() {
            // For now, where it begins.
            end += std::mem::replace(cell, end);
        }
        sorted.resize(places.len(), SortKey(0));
        for place in places.iter() {
            let slot = &mut ends[cell_of(place)];
            sorted[*slot] = *place;
            *slot += 1;
        }
        let mut begin = 0;
        for end in ends.iter() {
            sorted[begin..*end].sort_unstable();
            begin = *end;
        }
        sorted
    }
}

/// Places in runs of at least so many, which do not part those that differ in nothing but the number.
pub(super) fn runs(places: &[SortKey], at_least: usize) -> impl Iterator<Item = &[SortKey]> {
    let mut rest = places;
    std::iter::from_fn(move || {
        let mut end = at_least.min(rest.len());
        while let [.., last] = &rest[..end]
            && rest.get(end).is_some_and(|next| next.key() == last.key())
        {
            end += 1;
        }
        let (run, others) = rest.split_at(end);
        rest = others;
        (!run.is_empty()).then_some(run)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn places_are_sorted_and_keys_kept_together(
            told in proptest::collection::vec((0..2_000_u32, 0..4_u32, -2..2_i32), 0..400),
            at_least in 1..20_usize,
        ) {
            let mut sorter = Sorter::default();
            // What it was used for before leaves no trace.
            for told in [&told[told.len() / 2..], &told] {
                let places = (0..).zip(told).map(|(number, &(holder, target, latest))| {
                    SortKey::new([holder, target], &Record { latest, ..Record::default() }, number)
                });
                sorter.places.clear();
                sorter.places.extend(places);
                let mut expected: Vec<_> = (0..).zip(told).map(|(number, told)| (*told, number)).collect();
                expected.sort_unstable();
                let sorted = sorter.sorted();
                let found: Vec<_> = sorted.iter().map(|place| told[place.number()]).collect();
                prop_assert_eq!(found, expected.iter().map(|(told, _)| *told).collect::<Vec<_>>());
                prop_assert!(sorted.iter().map(|place| place.number()).eq(expected.iter().map(|it| it.1)));
                let runs: Vec<&[SortKey]> = runs(sorted, at_least).collect();
                prop_assert_eq!(runs.concat(), sorted);
                for both in runs.windows(2) {
                    prop_assert!(both[0].len() >= at_least);
                    prop_assert!(both[0].last().map(|it| it.key()) != both[1].first().map(|it| it.key()));
                }
            }
        }
    }
}
