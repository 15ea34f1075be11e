//! A large bit set with random writes.

use fixedbitset::FixedBitSet;

/// Setting random bits beyond the cache would miss it each time. Writes are buffered by neighbourhood and done
/// together.
pub(super) struct Bits {
    set: FixedBitSet,
    /// The buffered bits of each neighbourhood, relative to its begin; empty when there are few bits.
    waiting: Vec<Vec<u32>>,
}

/// A neighbourhood of 64 KiB.
const NEAR: u32 = 19;
/// The greatest number of buffered bits of a neighbourhood.
const MOST_WAITING: usize = 512;

impl Bits {
    pub(super) fn with_capacity(n_bits: usize) -> Self {
        /// The number of bits of half a megabyte.
        const FEW: usize = 1 << 22;
        let n_waiting = if n_bits <= FEW { 0 } else { (n_bits >> NEAR) + 1 };
        let waiting = (0..n_waiting).map(|_| Vec::with_capacity(MOST_WAITING)).collect();
        Self { set: FixedBitSet::with_capacity(n_bits), waiting }
    }

    #[inline]
    pub(super) fn insert(&mut self, bit: usize) {
        let neighbourhood = bit >> NEAR;
        let Some(waiting) = self.waiting.get_mut(neighbourhood) else {
            return self.set.insert(bit);
        };
        waiting.push(u32::try_from(bit % (1 << NEAR)).unwrap_or_default());
        if waiting.len() == MOST_WAITING {
            settle(&mut self.set, neighbourhood, waiting);
        }
    }

    /// The set bits.
    pub(super) fn finish(mut self) -> FixedBitSet {
        for (neighbourhood, waiting) in self.waiting.iter_mut().enumerate() {
            settle(&mut self.set, neighbourhood, waiting);
        }
        self.set
    }
}

fn settle(set: &mut FixedBitSet, neighbourhood: usize, waiting: &mut Vec<u32>) {
    let begin = neighbourhood << NEAR;
    waiting.drain(..).for_each(|bit| set.insert(begin + bit as usize));
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn none_is_lost(places in proptest::collection::vec(0..8_usize, 0..2_000), is_large in any::<bool>()) {
            let n_bits = if is_large { 9 << NEAR } else { 900 };
            let bits: Vec<usize> = (1..).zip(&places).map(|(n, place)| (place * n_bits / 8 + n * 7) % n_bits).collect();
            let (mut waiting, mut all) = (Bits::with_capacity(n_bits), FixedBitSet::with_capacity(n_bits));
            for bit in bits {
                waiting.insert(bit);
                all.insert(bit);
            }
            prop_assert_eq!(waiting.waiting.is_empty(), !is_large);
            prop_assert_eq!(waiting.finish(), all);
        }
    }
}
