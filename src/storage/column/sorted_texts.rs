//! Where sorted texts stand among others that are sorted, too.

use super::texts::Texts;
use crate::storage::{merge::Insertion, ranges::chunks};
use rayon::prelude::*;
use std::ops::Range;

impl Texts {
    /// The place of each text of `others` among these; both are sorted, and each text is there once.
    ///
    /// Time linear where both are alike, and a logarithm of this column for each text where few are looked for among many.
    pub(crate) fn places_of(&self, others: &Self) -> Vec<Insertion> {
        /// So many are looked for by one thread.
        const BATCH: usize = 1 << 12;
        let batches: Vec<_> = chunks(0..others.len(), BATCH).collect();
        batches.into_par_iter().flat_map_iter(|rows| self.places(&others.run(rows))).collect()
    }

    fn places(&self, wanted: &[&str]) -> Vec<Insertion> {
        /// So many rows are read in the time in which one is looked for.
        const READ: usize = 16;
        let [Some(first), Some(last)] = [wanted.first(), wanted.last()] else { return Vec::new() };
        let start = self.lower_bound(first);
        let end = self.len().min(self.lower_bound(last) + 1);
        if (end - start) / READ > wanted.len() {
            let place = |text: &&str| {
                let rank = self.lower_bound(text);
                Insertion { rank, replaces: rank < end && self.get(rank) == *text }
            };
            return wanted.iter().map(place).collect();
        }
        let mut rest = self.run(start..end).into_iter().peekable();
        let mut rank = start;
        let place = |text: &&str| {
            while rest.next_if(|there| there < text).is_some() {
                rank += 1;
            }
            Insertion { rank, replaces: rest.peek() == Some(text) }
        };
        wanted.iter().map(place).collect()
    }

    /// The texts of rows, which are read together where they lie end to end.
    fn run(&self, rows: Range<usize>) -> Vec<&str> {
        let each = |rows: Range<usize>| rows.map(|row| self.get(row)).collect();
        if self.merged.is_some() || rows.is_empty() {
            return each(rows);
        }
        let mut lengths = Vec::new();
        self.spans.length.read(rows.clone(), &mut lengths);
        let start = self.spans.range(rows.start).start;
        let end = lengths.iter().fold(start, |end, length| end.saturating_add(*length));
        let text = std::str::from_utf8(self.region.slice(start..end)).unwrap_or_default();
        let mut at = 0;
        let next = |length: usize| {
            at += length;
            text.get(at - length..at)
        };
        // Where one is at fault, that is said of it.
        lengths.into_iter().map(next).collect::<Option<_>>().unwrap_or_else(|| each(rows))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::column::builder::Gather;
    use proptest::{collection::btree_set, prelude::*};

    proptest! {
        #[test]
        fn places_are_those_of_a_sorted_list(
            there in btree_set("[aß]{0,4}", 0..300),
            wanted in btree_set("[aß]{0,4}", 0..40),
            skipped in 0..9_usize,
        ) {
            let there = Vec::from_iter(there);
            let wanted: Vec<String> = wanted.into_iter().skip(skipped).collect();
            let [texts, others] = [&there, &wanted].map(|it| Texts::gather(it.iter().map(String::as_str)));
            let place = |text: &String| {
                let found = there.binary_search(text);
                Insertion { rank: found.unwrap_or_else(|rank| rank), replaces: found.is_ok() }
            };
            let expected: Vec<Insertion> = wanted.iter().map(place).collect();
            prop_assert_eq!(texts.places_of(&others), expected);
        }
    }
}
