//! Flags of what is rare about a statement, so that the common case looks nothing up.

use crate::storage::number::Number;

/// A set of flags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Flags(u8);

impl Flags {
    pub(crate) const CLAIM: Self = Self(1);
    pub(crate) const UNTIL: Self = Self(1 << 1);
    pub(crate) const SUPERSEDED: Self = Self(1 << 2);
    /// It may have been said on several days.
    pub(crate) const INEXACT: Self = Self(1 << 3);
    /// It was known on another day than the latest on which it may have been said.
    pub(crate) const KNOWN: Self = Self(1 << 4);
    /// It has topics.
    pub(crate) const ABOUT: Self = Self(1 << 5);
    /// It is reported in other sources.
    pub(crate) const REPORTED: Self = Self(1 << 6);
    /// It has a time of day.
    pub(crate) const TIME: Self = Self(1 << 7);
    /// Flags that cannot change which tie a statement makes.
    const HARMLESS: Self = Self(Self::KNOWN.0 | Self::ABOUT.0 | Self::REPORTED.0 | Self::TIME.0);

    /// The flags that are set.
    pub(crate) fn of<const N: usize>(traits: [(Self, bool); N]) -> Self {
        Self(traits.into_iter().fold(0, |set, (flag, has)| set | if has { flag.0 } else { 0 }))
    }

    /// The same with another flag.
    pub(crate) const fn with(self, flag: Self) -> Self {
        Self(self.0 | flag.0)
    }

    /// Whether a flag is set.
    pub(crate) const fn has(self, flag: Self) -> bool {
        self.0 & flag.0 != 0
    }

    /// Whether a flag is set that may keep the statement from deciding its tie by its last day and verb alone.
    pub(crate) const fn any_rare(self) -> bool {
        self.0 & !Self::HARMLESS.0 != 0
    }
}

impl Number for Flags {
    fn number(self) -> i64 {
        self.0.number()
    }

    fn of(number: i64) -> Self {
        Self(u8::of(number))
    }
}
