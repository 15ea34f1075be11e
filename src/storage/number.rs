//! What a column of whole numbers may hold.

/// A table whose rows other tables refer to by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TableId(pub(crate) usize);

/// A value that a whole number stands for.
pub(crate) trait Number: Copy {
    /// The table whose rows the values are numbers of, which change when two tables are merged; `None` for plain values.
    const TABLE: Option<TableId> = None;
    /// The number of this value.
    fn number(self) -> i64;
    /// The value of a number that [`Number::number`] gave.
    fn of(number: i64) -> Self;
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

integers!(u8, u16, u32, i32, u64, usize);

impl Number for f64 {
    fn number(self) -> i64 {
        self.to_bits().number()
    }

    fn of(number: i64) -> Self {
        Self::from_bits(u64::of(number))
    }
}
