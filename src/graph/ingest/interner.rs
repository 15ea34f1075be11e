//! Texts into small numbers.

use super::key::Key;
use hashbrown::{DefaultHashBuilder, HashTable};

/// Every text once, under the number of its first coming.
///
/// Each thread has its own: what is locked cannot be read ahead, and that is what takes the time.
pub(super) struct Interner {
    hasher: DefaultHashBuilder,
    /// Those that are too long for the table, end to end.
    texts: String,
    table: HashTable<Entry>,
}

/// A text: all that is needed to find it again stands together, in half a line of a cache, as memory is slow to jump about
/// in.
#[derive(Clone, Copy, Default)]
#[repr(align(32))]
struct Entry {
    key: Key,
    number: u32,
    /// What [`Interner::intern`] was told about it.
    traits: u8,
}

impl Interner {
    /// An interner whose hashes are those of others with this hasher.
    pub(super) fn new(hasher: DefaultHashBuilder) -> Self {
        Self { hasher, texts: String::new(), table: HashTable::new() }
    }

    /// The hash of a text, which stands among `texts` if it is long.
    pub(super) fn hash(&self, key: &Key, texts: &str) -> u64 {
        key.hash(texts, &self.hasher)
    }

    /// The slot in which a text with this hash stands, if it does and no other is like it.
    pub(super) fn slot(&self, hash: u64) -> Option<usize> {
        self.table.find_bucket_index(hash, |_| true)
    }

    /// Has what stands in a slot brought near.
    pub(super) fn fetch(&self, slot: Option<usize>) {
        let entry = slot.and_then(|slot| self.table.get_bucket(slot));
        std::hint::black_box(entry.map(|entry| entry.number));
    }

    /// The number of a text, which stands among `from` if it is long, when its hash is known and where it may stand; `traits` are
    /// noted about it. Of more text than can be counted, none.
    pub(super) fn intern(
        &mut self,
        (key, from): (&Key, &str),
        hash: u64,
        slot: Option<usize>,
        traits: u8,
    ) -> Option<u32> {
        let Self { hasher, texts, table } = self;
        let is_it = |entry: &Entry| entry.key.is_same(texts, key, from);
        let supposed = slot.filter(|&slot| table.get_bucket(slot).is_some_and(is_it));
        let slot = supposed.or_else(|| table.find_bucket_index(hash, is_it));
        if let Some(entry) = slot.and_then(|slot| table.get_bucket_mut(slot)) {
            entry.traits |= traits;
            return Some(entry.number);
        }
        let number = u32::try_from(table.len()).ok()?;
        let entry = Entry { key: key.moved(from, texts)?, number, traits };
        table.insert_unique(hash, entry, |other| other.key.hash(texts, hasher));
        Some(number)
    }

    /// Every text with its traits, by number.
    pub(super) fn into_texts(self) -> Interned {
        let mut entries = vec![Entry::default(); self.table.len()];
        for entry in self.table {
            entries[entry.number as usize] = entry;
        }
        Interned { texts: self.texts, entries }
    }
}

/// The texts of an interner that is done.
pub(super) struct Interned {
    texts: String,
    entries: Vec<Entry>,
}

impl Interned {
    /// Every text with its traits, by number.
    pub(super) fn iter(&self) -> impl ExactSizeIterator<Item = (&str, u8)> {
        self.entries.iter().map(|entry| (entry.key.text(&self.texts), entry.traits))
    }
}

#[cfg(test)]
impl Interner {
    /// The number of a text.
    pub(super) fn intern_text(&mut self, text: &str, traits: u8) -> Option<u32> {
        let mut texts = String::new();
        let key = Key::new(text, &mut texts)?;
        let hash = self.hash(&key, &texts);
        self.intern((&key, &texts), hash, self.slot(hash), traits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_one_number() {
        let mut interner = Interner::new(DefaultHashBuilder::default());
        // Short and long ones.
        let text = |number: u32| format!("{number:0width$}", width = 1 + number as usize % 40);
        for number in 0..1_000 {
            assert_eq!(interner.intern_text(&text(number % 300), 1), Some(number % 300));
        }
        assert_eq!(interner.intern_text(&text(7), 2), Some(7));
        let interned = interner.into_texts();
        let expected: Vec<(String, u8)> =
            (0..300).map(|number| (text(number), if number == 7 { 3 } else { 1 })).collect();
        assert!(interned.iter().eq(expected.iter().map(|(text, traits)| (text.as_str(), *traits))));
    }
}
