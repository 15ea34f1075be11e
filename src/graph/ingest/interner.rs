//! Texts into small numbers.

use super::{BUCKETS, inline_text::InlineText, prefetch::prefetch};
use crate::corpus::fold::identity;
use hashbrown::{DefaultHashBuilder, HashTable};
use std::hash::BuildHasher;
use std::sync::atomic::{AtomicU8, Ordering};

/// Every text once, under the number of its first coming.
pub(super) struct Interner {
    hasher: DefaultHashBuilder,
    /// Those that are too long for the table, end to end.
    texts: String,
    table: HashTable<Entry>,
    holders: Holders,
}

/// Whether texts are names that hold statements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holders {
    /// They may.
    Some,
    /// None does.
    None,
}

/// A text: all that is needed to find it again stands together, in half a line of a cache, as memory is slow to jump about
/// in.
#[derive(Default)]
#[repr(align(32))]
struct Entry {
    key: InlineText,
    number: u32,
    /// What [`Interner::find`] was told about it.
    traits: AtomicU8,
    /// The bucket of the statements that it holds: the same for all spellings of a name.
    bucket: u8,
}

/// What a text is known by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Number {
    /// Its number.
    pub(super) number: u32,
    /// The bucket of the statements that it holds.
    pub(super) bucket: u8,
}

impl Entry {
    /// Its number; `traits` are noted about it.
    fn note(&self, traits: u8) -> Number {
        // Written once or twice for each text, and read by everybody.
        if self.traits.load(Ordering::Relaxed) & traits != traits {
            self.traits.fetch_or(traits, Ordering::Relaxed);
        }
        Number { number: self.number, bucket: self.bucket }
    }
}

impl Interner {
    /// No texts yet; hashes are those that this hasher gives to keys.
    ///
    /// Only of names that hold statements are all spellings to have one bucket.
    pub(super) fn new(hasher: DefaultHashBuilder, holders: Holders) -> Self {
        Self { hasher, texts: String::new(), table: HashTable::new(), holders }
    }

    /// The slot in which a text with this hash stands, if it does and no other is like it; what stands there is brought
    /// near.
    pub(super) fn slot(&self, hash: u64) -> Option<usize> {
        let slot = self.table.find_bucket_index(hash, |_| true)?;
        self.table.get_bucket(slot).inspect(|entry| prefetch(*entry))?;
        Some(slot)
    }

    /// The number of a text, if it has one; the text stands among `from` if it is long, and maybe in `slot`. `traits` are noted
    /// about it.
    pub(super) fn find(
        &self,
        (key, from): (&InlineText, &str),
        hash: u64,
        slot: Option<usize>,
        traits: u8,
    ) -> Option<Number> {
        let is_it = |entry: &Entry| entry.key.is_same(&self.texts, key, from);
        let supposed = slot.and_then(|slot| self.table.get_bucket(slot));
        let found = supposed.filter(|entry| is_it(entry)).or_else(|| self.table.find(hash, is_it));
        found.map(|entry| entry.note(traits))
    }

    /// The number of a text, which gets the next one if it has none. Of more text than can be counted, none.
    pub(super) fn intern(
        &mut self,
        (key, from): (&InlineText, &str),
        hash: u64,
        traits: u8,
    ) -> Option<Number> {
        if let Some(number) = self.find((key, from), hash, None, traits) {
            return Some(number);
        }
        let Self { hasher, texts, table, holders } = self;
        let number = u32::try_from(table.len()).ok()?;
        let key = key.moved(from, texts)?;
        let bucket = match holders {
            #[expect(clippy::cast_possible_truncation, reason = "there are fewer buckets")]
            Holders::Some => (hasher.hash_one(identity(key.text(texts))) % BUCKETS as u64) as u8,
            Holders::None => 0,
        };
        let entry = Entry { key, number, traits: traits.into(), bucket };
        table.insert_unique(hash, entry, |other| other.key.hash(texts, hasher));
        Some(Number { number, bucket })
    }

    /// Every text with its traits, by number.
    pub(super) fn into_texts(self) -> Interned {
        let mut entries = Vec::new();
        entries.resize_with(self.table.len(), Entry::default);
        for entry in self.table {
            let number = entry.number as usize;
            entries[number] = entry;
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
        self.entries
            .iter()
            .map(|entry| (entry.key.text(&self.texts), entry.traits.load(Ordering::Relaxed)))
    }
}

#[cfg(test)]
impl Interner {
    /// The number of a text.
    pub(super) fn intern_text(&mut self, text: &str, traits: u8) -> Option<u32> {
        let mut texts = String::new();
        let key = InlineText::new(text, &mut texts)?;
        let hash = key.hash(&texts, &self.hasher);
        self.intern((&key, &texts), hash, traits).map(|found| found.number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_one_number() {
        let mut interner = Interner::new(DefaultHashBuilder::default(), Holders::Some);
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
