//! How whole numbers are packed: as distances from the least, each in the same few bytes.

use crate::storage::bytes::region::{PADDING, Region};

/// How numbers are written: the least of them, and the bytes that each one's distance from it takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Packing {
    pub(crate) base: i64,
    /// 0 to 8; 0 where all numbers are `base`.
    pub(crate) width: usize,
}

impl Packing {
    /// The narrowest packing of numbers from `least` to `greatest`; from 0, where that is as narrow: then what is packed batch by
    /// batch mostly is packed alike.
    pub(crate) fn of(least: i64, greatest: i64) -> Self {
        let width = |base: i64| {
            let bits = u64::BITS - base.abs_diff(greatest).leading_zeros();
            bits.div_ceil(u8::BITS) as usize
        };
        let is_from_zero = least >= 0 && width(0) == width(least);
        let base = if is_from_zero { 0 } else { least };
        Self { base, width: width(base) }
    }

    /// Writes numbers.
    pub(crate) fn pack(self, numbers: &[i64], bytes: &mut Vec<u8>) {
        match self.width {
            0 => {}
            1 => self.pack_in::<1>(numbers, bytes),
            2 => self.pack_in::<2>(numbers, bytes),
            3 => self.pack_in::<3>(numbers, bytes),
            4 => self.pack_in::<4>(numbers, bytes),
            5 => self.pack_in::<5>(numbers, bytes),
            6 => self.pack_in::<6>(numbers, bytes),
            7 => self.pack_in::<7>(numbers, bytes),
            _ => self.pack_in::<8>(numbers, bytes),
        }
    }

    /// Writes numbers in a width that is known to the compiler, which makes one copy of it a number.
    fn pack_in<const WIDTH: usize>(self, numbers: &[i64], bytes: &mut Vec<u8>) {
        let begin = bytes.len();
        bytes.resize(begin + numbers.len() * WIDTH, 0);
        let slots = bytes[begin..].as_chunks_mut::<WIDTH>().0.iter_mut();
        for (slot, number) in slots.zip(numbers) {
            slot.copy_from_slice(&number.wrapping_sub(self.base).to_le_bytes()[..WIDTH]);
        }
    }

    /// Adds to `values` those of some numbers, which stand in a region from byte `at` on.
    pub(crate) fn unpack<V: Clone>(
        self,
        (region, at): (&Region, usize),
        n_numbers: usize,
        values: &mut Vec<V>,
        of: impl Fn(i64) -> V,
    ) {
        let Self { base, width } = self;
        let bytes = region.slice(at..at + n_numbers * width + PADDING);
        let words = &bytes[..n_numbers * width];
        let value = |distance: u64| of(base.wrapping_add(distance.cast_signed()));
        match width {
            0 => values.resize(values.len() + n_numbers, value(0)),
            1 => values.extend(words.iter().map(|&byte| value(byte.into()))),
            2 => {
                let words = words.as_chunks().0.iter();
                values.extend(words.map(|&word| value(u16::from_le_bytes(word).into())));
            }
            3 => {
                // Four numbers of three bytes are one of eight and one of four.
                let (fours, rest) = words.as_chunks::<12>();
                for four in fours {
                    let (low, high) = four.split_at(8);
                    let low = u64::from_le_bytes(low.first_chunk().copied().unwrap_or_default());
                    let high = u32::from_le_bytes(high.first_chunk().copied().unwrap_or_default());
                    let high = u64::from(high);
                    let four = [low, low >> 24, low >> 48 | high << 16, high >> 8];
                    values.extend(four.map(|number| value(number & self.mask())));
                }
                let word = |[a, b, c]: [u8; 3]| u32::from_le_bytes([a, b, c, 0]);
                values.extend(rest.as_chunks().0.iter().map(|&bytes| value(word(bytes).into())));
            }
            4 => {
                let words = words.as_chunks().0.iter();
                values.extend(words.map(|&word| value(u32::from_le_bytes(word).into())));
            }
            // What follows a number, at least the padding, is read with it.
            _ => values.extend((0..n_numbers).map(|number| {
                let word = bytes[number * width..].first_chunk().copied().unwrap_or_default();
                value(u64::from_le_bytes(word) & self.mask())
            })),
        }
    }

    /// The bits of a word that belong to its first number.
    pub(super) const fn mask(self) -> u64 {
        match self.width {
            0 => 0,
            width => u64::MAX >> (u64::BITS as usize - width * u8::BITS as usize),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_number_takes_more_bytes_than_needed() {
        for (least, greatest, width) in
            [(7, 7, 0), (0, 255, 1), (0, 256, 2), (-128, 127, 1), (i64::MIN, i64::MAX, 8)]
        {
            assert_eq!(Packing::of(least, greatest).width, width);
        }
    }
}
