//! What is rare about a statement, so that the common case looks nothing up.

use super::column::Number;

/// A set of rare traits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::graph) struct Marks(u8);

impl Marks {
    pub(super) const CLAIM: Self = Self(1);
    pub(super) const UNTIL: Self = Self(1 << 1);
    pub(super) const SUPERSEDED: Self = Self(1 << 2);
    /// It may have been said on several days.
    pub(super) const INEXACT: Self = Self(1 << 3);
    /// It was known on another day than the latest on which it may have been said.
    pub(super) const KNOWN: Self = Self(1 << 4);
    /// It names topics.
    pub(super) const ABOUT: Self = Self(1 << 5);
    /// It names other sources.
    pub(super) const REPORTED: Self = Self(1 << 6);
    /// What cannot change the tie that its last day and verb make.
    const ASIDE: Self = Self(Self::KNOWN.0 | Self::ABOUT.0 | Self::REPORTED.0);

    /// The marks whose traits a statement has.
    pub(super) fn of<const N: usize>(traits: [(Self, bool); N]) -> Self {
        Self(traits.into_iter().fold(0, |set, (mark, has)| set | if has { mark.0 } else { 0 }))
    }

    /// Whether one of the marks is among these.
    pub(super) const fn has(self, mark: Self) -> bool {
        self.0 & mark.0 != 0
    }

    /// Whether something may keep the statement from deciding its tie by its last day and verb alone.
    pub(super) const fn are_rare(self) -> bool {
        self.0 & !Self::ASIDE.0 != 0
    }
}

impl Number for Marks {
    fn number(self) -> i64 {
        self.0.number()
    }

    fn of(number: i64) -> Self {
        Self(u8::of(number))
    }
}
