//! What the values of a column stand for, and how often each came.

use crate::graph::ingest::InlineText;
use hashbrown::HashMap;
use std::collections::BTreeMap;

/// Values of which few are frequent: each is looked up once, and then known by its text.
pub(super) struct Tally<T> {
    frequent: Vec<Value<T>>,
    /// Where each of them may stand, by [`InlineText::slot`].
    slots: [u8; SLOTS],
    others: HashMap<String, (T, usize)>,
}

/// So many slots: few values share one.
const SLOTS: usize = 64;

impl<T> Default for Tally<T> {
    fn default() -> Self {
        Self { frequent: Vec::new(), slots: [0; SLOTS], others: HashMap::new() }
    }
}

struct Value<T> {
    text: InlineText,
    meaning: T,
    count: usize,
}

impl<T: Copy> Tally<T> {
    /// So many are looked through one by one where another has the slot, which takes less time than a hash.
    const FREQUENT: usize = 12;

    /// Counts a value, and tells what it stands for; nothing for a value that is new.
    #[inline]
    pub(super) fn count(&mut self, value: &str) -> Option<T> {
        if let Some(text) = InlineText::short(value)
            && let Some(at) = self.place(&text)
            && let Some(known) = self.frequent.get_mut(at)
        {
            known.count += 1;
            return Some(known.meaning);
        }
        let (meaning, count) = self.others.get_mut(value)?;
        *count += 1;
        Some(*meaning)
    }

    /// Where a text stands among those that are frequent. Which value comes cannot be foretold, so none is compared with
    /// one after the other.
    #[inline]
    fn place(&self, text: &InlineText) -> Option<usize> {
        let is_it = |known: &Value<T>| known.text == *text;
        let supposed = usize::from(self.slots[text.slot(SLOTS)]);
        if self.frequent.get(supposed).is_some_and(is_it) {
            return Some(supposed);
        }
        self.frequent.iter().position(is_it)
    }

    /// Takes a value that is new, and counts it once.
    pub(super) fn insert(&mut self, value: &str, meaning: T) {
        match InlineText::short(value) {
            Some(text) if self.frequent.len() < Self::FREQUENT => {
                #[expect(clippy::cast_possible_truncation, reason = "there are few")]
                let place = self.frequent.len() as u8;
                self.slots[text.slot(SLOTS)] = place;
                self.frequent.push(Value { text, meaning, count: 1 });
            }
            _ => {
                self.others.insert(value.to_owned(), (meaning, 1));
            }
        }
    }

    /// How often each value came.
    pub(super) fn finish(self) -> BTreeMap<String, usize> {
        let text = |known: Value<T>| (known.text.text("").to_owned(), known.count);
        let others = self.others.into_iter().map(|(value, (_, count))| (value, count));
        self.frequent.into_iter().map(text).chain(others).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_value_is_counted(
            values in proptest::collection::vec("[ab]{0,3}|[0-9]{1,2}|[x-z]{22,25}", 0..200),
        ) {
            let mut tally = Tally::default();
            let mut expected: BTreeMap<String, usize> = BTreeMap::new();
            for value in &values {
                let known = tally.count(value);
                prop_assert_eq!(known, expected.contains_key(value).then_some(value.len()));
                if known.is_none() {
                    tally.insert(value, value.len());
                }
                *expected.entry(value.clone()).or_default() += 1;
            }
            prop_assert_eq!(tally.finish(), expected);
        }
    }
}
