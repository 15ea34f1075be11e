//! The statements in columns, one row each, and what is rare about them apart.

use super::{dates::Dates, flags::Flags, index::StatementIndex, times::Times};
use crate::{
    model::{Confidence, Day, EntityIndex, SourceIndex, VerbIndex},
    storage::{
        column::{compressed::CompressedTexts, numbers::Column, sparse::Sparse, texts::Texts},
        table::columns,
    },
};

columns! {
    /// The statements, sorted by holder, target, latest day, earliest day and order of the corpus.
    pub(crate) struct Rows built and joined by RowsBuilder merged {
        latest: Column<Day>,
        verb: Column<VerbIndex>,
        source: Column<SourceIndex>,
        flags = "marks": Column<Flags>,
        quote: CompressedTexts,
        /// Where it is not the latest day.
        earliest: Sparse<Column<Day>>,
        /// Where it is not the latest day.
        known: Sparse<Column<Day>>,
        /// Where it is neither the one day on which the statement was said nor what the notation of its time gives.
        date: Sparse<Texts>,
        /// Where it is not the hash of what identifies the statement.
        id: Sparse<Texts>,
        until: Sparse<Dates>,
        superseded_since: Sparse<Column<Day>>,
        supersedes: Sparse<Column<StatementIndex>>,
        claimed_by: Sparse<Column<EntityIndex>>,
        about: Sparse<Column<EntityIndex>>,
        reported_in: Sparse<Column<SourceIndex>>,
        confidence: Sparse<Column<Confidence>>,
        coder: Sparse<Texts>,
        note: Sparse<Texts>,
        prefix: Sparse<Texts>,
        suffix: Sparse<Texts>,
        time or nothing: Sparse<Times>,
    }
}
