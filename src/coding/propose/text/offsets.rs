//! Bytes of a text as code points.

/// How many bytes lie between two known places.
const STEP: usize = 512;

/// Counts code points.
pub(crate) struct Offsets<'a> {
    text: &'a str,
    /// How many code points begin before each multiple of `STEP`.
    before: Vec<usize>,
}

impl<'a> Offsets<'a> {
    /// Counts those of a text once.
    pub(crate) fn new(text: &'a str) -> Self {
        let mut before = vec![0];
        let mut count = 0;
        for chunk in text.as_bytes().chunks(STEP) {
            count += starts(chunk);
            before.push(count);
        }
        Self { text, before }
    }

    /// How many code points begin before a byte.
    pub(crate) fn chars(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        let step = byte / STEP;
        let known = self.before.get(step).copied().unwrap_or(0);
        known + starts(self.text.as_bytes().get(step * STEP..byte).unwrap_or_default())
    }

    /// The byte at which a code point begins.
    pub(crate) fn bytes(&self, chars: usize) -> usize {
        let step = self.before.partition_point(|count| *count <= chars).saturating_sub(1);
        let mut left = chars.saturating_sub(self.before.get(step).copied().unwrap_or(0));
        let from = step * STEP;
        for (at, byte) in self.text.as_bytes().iter().enumerate().skip(from) {
            if (byte & 0xC0) != 0x80 {
                if left == 0 {
                    return at;
                }
                left -= 1;
            }
        }
        self.text.len()
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.chars(self.text.len())
    }
}

/// How many code points begin in some bytes.
fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| (**byte & 0xC0) != 0x80).count()
}
