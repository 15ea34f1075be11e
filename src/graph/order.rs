//! The order of statements within a day.

use super::{index::StatementIndex, temporal::TemporalGraph};

impl TemporalGraph {
    /// Whether anything orders statements within a day.
    pub const fn orders_days(&self) -> bool {
        false
    }

    /// Whether one of two statements of the same known day was said before the other. Statements that nothing orders
    /// were said at once.
    pub const fn is_before(&self, _statement: StatementIndex, _other: StatementIndex) -> bool {
        false
    }
}
