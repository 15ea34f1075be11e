//! Texts of any length in as many bytes.

use std::hash::{BuildHasher, Hasher};

/// A text, or where it is: short ones are here, and compared and hashed without a look at how long they are; long ones stand
/// among others, end to end.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct InlineText([u8; SIZE]);

const SIZE: usize = 24;
/// The place of the length of a short text, behind it.
const LAST: usize = SIZE - 1;
/// In place of the length: begin and length stand before it, eight bytes each.
const LONG: u8 = u8::MAX;

impl Default for InlineText {
    /// The empty text.
    fn default() -> Self {
        Self([0; SIZE])
    }
}

impl InlineText {
    /// A text, which comes to `texts` if it is long. Of more text than can be counted, none.
    pub(super) fn new(text: &str, texts: &mut String) -> Option<Self> {
        if let Some(short) = Self::short(text) {
            return Some(short);
        }
        let place = [texts.len(), text.len()].map(|number| u64::try_from(number).ok());
        let long = u64::from(LONG) << (u64::BITS - u8::BITS);
        texts.push_str(text);
        Some(Self::of([place[0]?, place[1]?, long]))
    }

    /// A text, if it is short.
    #[inline]
    pub(crate) fn short(text: &str) -> Option<Self> {
        if text.len() > LAST {
            return None;
        }
        let [low, middle, high] = words(text.as_bytes());
        // No text that is short is longer than this byte can tell.
        Some(Self::of([low, middle, high | (text.len() as u64) << (u64::BITS - u8::BITS)]))
    }

    #[inline]
    fn of(words: [u64; 3]) -> Self {
        let mut bytes = [0; SIZE];
        for (slot, word) in bytes.as_chunks_mut().0.iter_mut().zip(words) {
            *slot = word.to_le_bytes();
        }
        Self(bytes)
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
    pub(crate) fn text<'t>(&'t self, texts: &'t str) -> &'t str {
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

    /// One of so many slots, a power of two: short texts that differ seldom have the same.
    #[inline]
    pub(crate) fn slot(&self, n_slots: usize) -> usize {
        const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;
        let [low, middle, high] = self.words();
        let word = low ^ middle.rotate_left(21) ^ high.rotate_left(42);
        (word.wrapping_mul(SPREAD) >> 32) as usize & (n_slots - 1)
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

/// The words that a short text fills, and zeros. Each is read at once: bytes that were written one after the other would be
/// waited for.
#[inline]
fn words(text: &[u8]) -> [u64; 3] {
    let word = |at: usize| {
        text.get(at..).and_then(<[u8]>::first_chunk).map_or(0, |word| u64::from_le_bytes(*word))
    };
    let Some(before) = text.len().checked_sub(8) else {
        let mut low = [0; 8];
        low[..text.len()].copy_from_slice(text);
        return [u64::from_le_bytes(low), 0, 0];
    };
    // The last eight bytes, without those that are in the words before.
    let n_last = text.len() % 8;
    let last = if n_last == 0 { 0 } else { word(before) >> (u64::BITS as usize - 8 * n_last) };
    if text.len() < 16 { [word(0), last, 0] } else { [word(0), word(8), last] }
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
            let key = InlineText::new(&mine, &mut here).unwrap();
            prop_assert_eq!(key.text(&here), &mine);
            let moved = key.moved(&here, &mut there).unwrap();
            prop_assert_eq!(moved.text(&there), &mine);
            prop_assert!(key.is_same(&here, &moved, &there));
            prop_assert_eq!(key.hash(&here, &hasher), moved.hash(&there, &hasher));
            let other_key = InlineText::new(&other, &mut there).unwrap();
            prop_assert_eq!(key.is_same(&here, &other_key, &there), mine == other);
        }
    }
}
