//! Seeded random numbers: the same seed gives the same numbers on every machine.

/// The `SplitMix64` generator (Steele, Lea & Flood 2014): one word of state, passes `BigCrush`.
#[derive(Clone, Debug)]
pub(super) struct Random(u64);

impl Random {
    pub(super) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(super) const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut word = self.0;
        word = (word ^ (word >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        word ^ (word >> 31)
    }

    /// A number below `end`, or 0 when `end` is 0. The bias is below `end` / 2⁶⁴.
    #[expect(clippy::cast_possible_truncation, reason = "the high half of the product is < end")]
    pub(super) const fn below(&mut self, end: usize) -> usize {
        ((self.next() as u128 * end as u128) >> 64) as usize
    }

    /// A number in [0, 1).
    #[expect(clippy::cast_precision_loss, reason = "53 bits fit")]
    pub(super) const fn unit(&mut self) -> f64 {
        const BITS: u32 = 53;
        (self.next() >> (u64::BITS - BITS)) as f64 / (1_u64 << BITS) as f64
    }

    /// +1 or −1.
    pub(super) const fn spin(&mut self) -> i8 {
        if self.next() & 1 == 0 { 1 } else { -1 }
    }

    /// A number ≥ 0 that is above t with probability about 2⁻ᵗ: an exponential deviate made of
    /// the count of zero bits, so that no platform's logarithm decides.
    pub(super) fn halving(&mut self) -> f64 {
        f64::from(self.next().trailing_zeros()) + self.unit()
    }
}
