//! What the values of a column stand for, and how often each came.

use crate::graph::ingest::InlineText;
use hashbrown::HashMap;
use std::collections::BTreeMap;

/// Values of which few are frequent: each is looked up once, and then known by its text.
#[derive(Default)]
pub(super) struct Tally<T> {
    frequent: Vec<Value<T>>,
    others: HashMap<String, (T, usize)>,
}

struct Value<T> {
    text: InlineText,
    meaning: T,
    count: usize,
}

impl<T: Copy> Tally<T> {
    /// So many are looked through one by one, which takes less time than a hash.
    const FREQUENT: usize = 12;

    /// Counts a value, and tells what it stands for; nothing for a value that is new.
    #[inline]
    pub(super) fn count(&mut self, value: &str) -> Option<T> {
        if let Some(text) = InlineText::short(value)
            && let Some(known) = self.frequent.iter_mut().find(|known| known.text == text)
        {
            known.count += 1;
            return Some(known.meaning);
        }
        let (meaning, count) = self.others.get_mut(value)?;
        *count += 1;
        Some(*meaning)
    }

    /// Takes a value that is new, and counts it once.
    pub(super) fn insert(&mut self, value: &str, meaning: T) {
        match InlineText::short(value) {
            Some(text) if self.frequent.len() < Self::FREQUENT => {
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
