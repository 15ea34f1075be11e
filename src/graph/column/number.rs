//! What a column of whole numbers may hold.

use crate::{
    graph::{
        PairIndex, StatementIndex,
        merge::{Merges, Renumbered, Side},
    },
    model::{
        Confidence, Day, Effect, EntityIndex, EntityKind, Polarity, SourceIndex, SourceKind,
        VerbIndex,
    },
};

/// A value that a whole number stands for.
pub(in crate::graph) trait Number: Copy {
    /// The number of this value.
    fn number(self) -> i64;
    /// The value of a number that [`Number::number`] gave.
    fn of(number: i64) -> Self;
    /// What an index of one of two graphs is in both; everything else stays as it is.
    fn renumbered(self, _side: Side, _merges: &Merges) -> Self {
        self
    }
}

macro_rules! integers {
    ($($type:ty),+) => {$(
        impl Number for $type {
            #[allow(clippy::cast_lossless, clippy::cast_possible_wrap, reason = "taken back as it was")]
            fn number(self) -> i64 {
                self as i64
            }

            #[allow(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "the number was one of this type"
            )]
            fn of(number: i64) -> Self {
                number as Self
            }
        }
    )+};
}

macro_rules! indices {
    ($($type:ty),+) => {$(
        impl Number for $type {
            fn number(self) -> i64 {
                self.position().number()
            }

            fn of(number: i64) -> Self {
                Self::numbered(Number::of(number))
            }

            fn renumbered(self, side: Side, merges: &Merges) -> Self {
                Renumbered::renumbered(self, side, merges)
            }
        }
    )+};
}

/// Words in the order of their declaration, which stores depend on.
macro_rules! declared {
    ($($type:ty),+) => {$(
        impl Number for $type {
            fn number(self) -> i64 {
                self as i64
            }

            fn of(number: i64) -> Self {
                Self::ALL.get(usize::of(number)).copied().unwrap_or(Self::ALL[0])
            }
        }
    )+};
}

integers!(u8, u16, u32, i32, u64, usize);
indices!(EntityIndex, SourceIndex, VerbIndex, StatementIndex, PairIndex);
declared!(EntityKind, SourceKind, Polarity);

impl Number for Day {
    fn number(self) -> i64 {
        i64::from(Self::number(self))
    }

    fn of(number: i64) -> Self {
        Self::numbered(Number::of(number))
    }
}

impl Number for f64 {
    fn number(self) -> i64 {
        self.to_bits().number()
    }

    fn of(number: i64) -> Self {
        Self::from_bits(u64::of(number))
    }
}

impl Number for Confidence {
    fn number(self) -> i64 {
        self.value().number()
    }

    fn of(number: i64) -> Self {
        Self::new(f64::of(number)).unwrap_or(Self::FULL)
    }
}

impl Number for Effect {
    fn number(self) -> i64 {
        match self {
            Self::Ends => 0,
            Self::Expresses(polarity) => 1 + polarity.number(),
        }
    }

    fn of(number: i64) -> Self {
        if number == 0 { Self::Ends } else { Self::Expresses(Polarity::of(number - 1)) }
    }
}
