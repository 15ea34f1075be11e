//! The indices of a graph's own tables.

use crate::{model::index, storage::number::TableId};

index! {
    /// The position of a statement among a graph's statements, which are sorted by holder, target,
    /// latest day, earliest day and order of the corpus: comparing two indices of one pair compares their days.
    StatementIndex(u32)
}
index! {
    /// The position of an ordered pair (holder, target) among a graph's pairs, sorted by both ids.
    PairIndex(u32)
}

/// The tables of a graph whose rows other tables refer to.
#[derive(Clone, Copy, Debug)]
pub(super) enum Table {
    Entities,
    Sources,
    Pairs,
    Statements,
    Verbs,
}

impl Table {
    /// Its id in a [`Renumbering`](crate::storage::merge::Renumbering).
    pub(super) const fn id(self) -> TableId {
        TableId(self as usize)
    }
}
