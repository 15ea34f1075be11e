//! Texts of any length in as many bytes.

use std::hash::{BuildHasher, Hasher};

/// A text, or where it is: short ones are here, and compared and hashed without a look at how long they are; long ones stand
/// among others, end to end.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Key([u8; SIZE]);

const SIZE: usize = 24;
/// The place of the length of a short text, behind it.
const LAST: usize = SIZE - 1;
/// In place of the length: begin and length stand before it, eight bytes each.
const LONG: u8 = u8::MAX;

impl Default for Key {
    /// The empty text.
    fn default() -> Self {
        Self([0; SIZE])
    }
}

impl Key {
    /// A text, which comes to `texts` if it is long. Of more text than can be counted, none.
    pub(super) fn new(text: &str, texts: &mut String) -> Option<Self> {
        let mut bytes = [0; SIZE];
        if text.len() <= LAST {
            bytes[..text.len()].copy_from_slice(text.as_bytes());
            bytes[LAST] = u8::try_from(text.len()).ok()?;
        } else {
            let place = [texts.len(), text.len()].map(|number| u64::try_from(number).ok());
            let (begin, len) = (place[0]?, place[1]?);
            bytes[..8].copy_from_slice(&begin.to_le_bytes());
            bytes[8..16].copy_from_slice(&len.to_le_bytes());
            bytes[LAST] = LONG;
            texts.push_str(text);
        }
        Some(Self(bytes))
    }

    /// The same text, which stands among `from`, as one of `texts`.
    pub(super) fn moved(&self, from: &str, texts: &mut String) -> Option<Self> {
        if self.is_long() { Self::new(self.text(from), texts) } else { Some(*self) }
    }

    const fn is_long(&self) -> bool {
        self.0[LAST] == LONG
    }

    fn words(&self) -> [u64; 3] {
        let (words, _) = self.0.as_chunks::<8>();
        [0, 1, 2].map(|at| words.get(at).map_or(0, |word| u64::from_le_bytes(*word)))
    }

    /// The text, which stands among `texts` if it is long.
    pub(super) fn text<'t>(&'t self, texts: &'t str) -> &'t str {
        if self.is_long() {
            let [begin, len] =
                [0, 1].map(|at| usize::try_from(self.words()[at]).unwrap_or(usize::MAX));
            return texts.get(begin..begin.saturating_add(len)).unwrap_or_default();
        }
        let bytes = self.0.get(..usize::from(self.0[LAST])).unwrap_or_default();
        std::str::from_utf8(bytes).unwrap_or_default()
    }

    /// Whether two texts are the same, if each stands among its own.
    #[inline]
    pub(super) fn is_same(&self, texts: &str, other: &Self, others: &str) -> bool {
        if other.is_long() {
            self.is_long() && self.text(texts) == other.text(others)
        } else {
            self == other
        }
    }

    /// The same for the same text, wherever it stands.
    #[inline]
    pub(super) fn hash(&self, texts: &str, builder: &impl BuildHasher) -> u64 {
        if self.is_long() {
            return builder.hash_one(self.text(texts));
        }
        let mut hasher = builder.build_hasher();
        for word in self.words() {
            hasher.write_u64(word);
        }
        hasher.finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use hashbrown::DefaultHashBuilder;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn keys_are_texts(mine in "[aß]{0,30}", other in "[aß]{0,30}", before in "[aß]{0,30}") {
            let hasher = DefaultHashBuilder::default();
            let (mut here, mut there) = (String::new(), before);
            let key = Key::new(&mine, &mut here).unwrap();
            prop_assert_eq!(key.text(&here), &mine);
            let moved = key.moved(&here, &mut there).unwrap();
            prop_assert_eq!(moved.text(&there), &mine);
            prop_assert!(key.is_same(&here, &moved, &there));
            prop_assert_eq!(key.hash(&here, &hasher), moved.hash(&there, &hasher));
            let other_key = Key::new(&other, &mut there).unwrap();
            prop_assert_eq!(key.is_same(&here, &other_key, &there), mine == other);
        }
    }
}
