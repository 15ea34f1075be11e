//! Texts into small numbers.

use hashbrown::{DefaultHashBuilder, HashTable};
use std::hash::BuildHasher;

/// Every text once, under the number of its first coming.
///
/// Each thread has its own: what is locked cannot be read ahead, and that is what takes the time.
pub(super) struct Interner {
    hasher: DefaultHashBuilder,
    /// Those that are too long for the table, end to end.
    texts: String,
    table: HashTable<Entry>,
}

/// A text: all that is needed to find it again stands together, as memory is slow to jump about in.
#[derive(Clone, Copy)]
#[repr(align(32))]
struct Entry {
    text: Text,
    number: u32,
    /// What [`Interner::intern_hashed`] was told about it.
    traits: u8,
}

/// So many bytes of a text make an entry half a line of a cache.
const SHORT: usize = 22;

/// The bytes of a text, or where they are.
#[derive(Clone, Copy)]
enum Text {
    Short { len: u8, bytes: [u8; SHORT] },
    Long { start: u32, len: u32 },
}

impl Text {
    /// A text that comes behind those of `texts`; of more text than can be counted, none.
    fn new(text: &str, texts: &mut String) -> Option<Self> {
        if text.len() <= SHORT {
            let mut bytes = [0; SHORT];
            bytes[..text.len()].copy_from_slice(text.as_bytes());
            return Some(Self::Short { len: u8::try_from(text.len()).ok()?, bytes });
        }
        let start = u32::try_from(texts.len()).ok()?;
        let len = u32::try_from(text.len()).ok()?;
        start.checked_add(len)?;
        texts.push_str(text);
        Some(Self::Long { start, len })
    }

    fn bytes<'t>(&'t self, texts: &'t str) -> &'t [u8] {
        match self {
            Self::Short { len, bytes } => &bytes[..usize::from(*len)],
            Self::Long { start, len } => &texts.as_bytes()[*start as usize..(start + len) as usize],
        }
    }

    fn text<'t>(&'t self, texts: &'t str) -> &'t str {
        std::str::from_utf8(self.bytes(texts)).unwrap_or_default()
    }
}

impl Interner {
    /// An interner whose hashes are those of others with this hasher.
    pub(super) fn new(hasher: DefaultHashBuilder) -> Self {
        Self { hasher, texts: String::new(), table: HashTable::new() }
    }

    /// The hash of a text.
    pub(super) fn hash(&self, text: &str) -> u64 {
        self.hasher.hash_one(text)
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

    /// The number of a text, about which `traits` are noted. Of more text than can be counted, none.
    #[cfg(test)]
    pub(super) fn intern(&mut self, text: &str, traits: u8) -> Option<u32> {
        let hash = self.hash(text);
        self.intern_hashed(text, hash, self.slot(hash), traits)
    }

    /// The same, when its hash is known and where it may stand.
    pub(super) fn intern_hashed(
        &mut self,
        text: &str,
        hash: u64,
        slot: Option<usize>,
        traits: u8,
    ) -> Option<u32> {
        let Self { hasher, texts, table } = self;
        let is_it = |entry: &Entry| entry.text.bytes(texts) == text.as_bytes();
        let supposed = slot.filter(|&slot| table.get_bucket(slot).is_some_and(is_it));
        let slot = supposed.or_else(|| table.find_bucket_index(hash, is_it));
        if let Some(entry) = slot.and_then(|slot| table.get_bucket_mut(slot)) {
            entry.traits |= traits;
            return Some(entry.number);
        }
        let number = u32::try_from(table.len()).ok()?;
        let entry = Entry { text: Text::new(text, texts)?, number, traits };
        table.insert_unique(hash, entry, |other| hasher.hash_one(other.text.text(texts)));
        Some(number)
    }

    /// Every text with its traits, by number.
    pub(super) fn into_texts(self) -> Interned {
        let none = Entry { text: Text::Long { start: 0, len: 0 }, number: 0, traits: 0 };
        let mut entries = vec![none; self.table.len()];
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
        self.entries.iter().map(|entry| (entry.text.text(&self.texts), entry.traits))
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
            assert_eq!(interner.intern(&text(number % 300), 1), Some(number % 300));
        }
        assert_eq!(interner.intern(&text(7), 2), Some(7));
        let interned = interner.into_texts();
        let expected: Vec<(String, u8)> =
            (0..300).map(|number| (text(number), if number == 7 { 3 } else { 1 })).collect();
        assert!(interned.iter().eq(expected.iter().map(|(text, traits)| (text.as_str(), *traits))));
    }
}
