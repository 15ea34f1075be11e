//! Texts into small numbers.

use hashbrown::{DefaultHashBuilder, HashTable};
use std::hash::BuildHasher;

/// Every text once, under the number of its first coming.
///
/// Each thread has its own: what is locked cannot be read ahead, and that is what takes the time.
pub(super) struct Interner {
    hasher: DefaultHashBuilder,
    /// End to end.
    texts: String,
    table: HashTable<Entry>,
}

/// A text: all that is needed to find it again stands together, as memory is slow to jump about in.
#[derive(Clone, Copy)]
struct Entry {
    start: u32,
    len: u32,
    number: u32,
    /// What [`Interner::intern_hashed`] was told about it.
    traits: u8,
}

impl Entry {
    fn bytes(self, texts: &str) -> &[u8] {
        &texts.as_bytes()[self.start as usize..(self.start + self.len) as usize]
    }

    fn text(self, texts: &str) -> &str {
        &texts[self.start as usize..(self.start + self.len) as usize]
    }
}

/// A text that has a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Coded {
    pub(super) code: u32,
    /// Of the text: the same for every interner that shares a hasher.
    pub(super) hash: u64,
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

    /// Has what will be read to find a text with this hash brought near.
    pub(super) fn fetch(&self, hash: u64) {
        let begin = self.table.find(hash, |_| true).map(|entry| entry.start as usize);
        std::hint::black_box(begin.and_then(|begin| self.texts.as_bytes().get(begin)).copied());
    }

    /// The number of a text, about which `traits` are noted. Of more text than can be counted, none.
    #[cfg(test)]
    pub(super) fn intern(&mut self, text: &str, traits: u8) -> Option<Coded> {
        self.intern_hashed(text, self.hash(text), traits)
    }

    /// The same, when its hash is known.
    pub(super) fn intern_hashed(&mut self, text: &str, hash: u64, traits: u8) -> Option<Coded> {
        let Self { hasher, texts, table } = self;
        if let Some(entry) = table.find_mut(hash, |entry| entry.bytes(texts) == text.as_bytes()) {
            entry.traits |= traits;
            return Some(Coded { code: entry.number, hash });
        }
        let number = u32::try_from(table.len()).ok()?;
        let start = u32::try_from(texts.len()).ok()?;
        let len = u32::try_from(text.len()).ok()?;
        start.checked_add(len)?;
        texts.push_str(text);
        let entry = Entry { start, len, number, traits };
        table.insert_unique(hash, entry, |other| hasher.hash_one(other.text(texts)));
        Some(Coded { code: number, hash })
    }

    /// Every text with its traits, by number.
    pub(super) fn into_texts(self) -> Interned {
        let mut entries: Vec<Entry> = self.table.into_iter().collect();
        entries.sort_unstable_by_key(|entry| entry.number);
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
        self.entries.iter().map(|entry| (entry.text(&self.texts), entry.traits))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_one_number() {
        let mut interner = Interner::new(DefaultHashBuilder::default());
        let texts: Vec<String> =
            (0..1_000).map(|number| format!("text {}", number % 300)).collect();
        for (number, text) in (0..).zip(&texts) {
            assert_eq!(interner.intern(text, 1).unwrap().code, number % 300);
        }
        assert_eq!(interner.intern("text 7", 2).unwrap().code, 7);
        let interned = interner.into_texts();
        let expected = texts
            .iter()
            .take(300)
            .map(|text| (text.as_str(), if text == "text 7" { 3 } else { 1 }));
        assert!(interned.iter().eq(expected));
    }
}
