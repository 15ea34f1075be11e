//! The statements in columns, and the frame of a question.
//!
//! [`TemporalGraph`] holds every statement once, sorted by (holder, target, latest day, earliest
//! day, id): a pair is a range, days and verbs are integers, and text lies apart and is read only
//! when shown. A [`View`] is a question's frame over it; it copies no statement. [`Tie`]s are what a
//! view says of a pair, and [`SignedGraph`] is all of them. Both graphs implement petgraph's visit
//! traits, so that its algorithms run on them directly.

mod adjacency;
mod assemble;
mod column;
mod entities;
pub mod filter;
pub mod ingest;
mod marks;
mod merge;
mod pairs;
mod petgraph;
mod records;
mod rows;
mod scan;
mod signed;
mod sources;
mod spell;
mod statement;
mod store;
mod stretch;
mod tie;
mod undirected;
mod usual;
mod view;
mod vocabulary;

pub use self::petgraph::{PairEdge, TieEdge, Visited};
pub use entities::{EntityRef, RoleRef};
pub use filter::{Comparison, Filter, FilterError};
pub use scan::{Account, Framed};
pub use signed::SignedGraph;
pub use sources::SourceRef;
pub use spell::Spell;
pub use statement::StatementRef;
pub use store::{Addition, Damaged, StoreError, guarded, is_store, remove_unfinished};
pub use tie::Tie;
pub use undirected::{Sign, SignedEdge, UndirectedGraph};
pub use view::{Certainty, Claims, Frame, Possible, Resolve, View};

use self::{
    adjacency::Adjacency,
    column::{Column, Starts, columns},
    entities::Entities,
    marks::Marks,
    pairs::Pairs,
    rows::Rows,
    sources::Sources,
};
use crate::model::{Bounds, EntityIndex, Vocabulary, index};
use std::ops::Range;

index! {
    /// The position of a statement among a graph's statements, which are sorted by holder, target,
    /// latest day, earliest day and id: comparing two indices of one pair compares their time.
    StatementIndex(u32)
}
index! {
    /// The position of an ordered pair (holder, target) among a graph's pairs, sorted by both ids.
    PairIndex(u32)
}

columns! {
    /// The temporal signed graph: entities as nodes, pairs as edges, each pair with its statements.
    /// Its columns lie in memory, or in a store that is read where it is touched.
    pub struct TemporalGraph {
        entities: Entities,
        sources: Sources,
        vocabulary: Vocabulary,
        pairs: Pairs,
        /// The first statement of each pair.
        first: Starts,
        /// The pair of every [`assemble::MILESTONE`]th statement; none in a graph of two.
        milestone: Column<PairIndex>,
        rows: Rows,
    }
}

impl TemporalGraph {
    /// The verbs that statements use.
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// How many statements there are, corrected ones and claims included.
    pub fn n_statements(&self) -> usize {
        self.rows.latest.len()
    }

    /// How many ordered pairs have statements.
    pub fn n_pairs(&self) -> usize {
        self.pairs.n_edges()
    }

    /// Every statement, by holder, target, latest day, earliest day and id.
    pub fn statements(&self) -> impl ExactSizeIterator<Item = StatementIndex> {
        (0..self.n_statements()).map(StatementIndex::new)
    }

    /// The statement at an index of this graph.
    pub fn statement(&self, index: StatementIndex) -> StatementRef<'_> {
        StatementRef::new(self, index)
    }

    /// Every pair, by holder and target.
    pub fn pairs(&self) -> impl ExactSizeIterator<Item = PairIndex> {
        (0..self.n_pairs()).map(PairIndex::new)
    }

    /// Who holds the stances of a pair.
    pub fn holder(&self, pair: PairIndex) -> EntityIndex {
        self.pairs.tail(pair.position())
    }

    /// Towards whom the stances of a pair are.
    pub fn target(&self, pair: PairIndex) -> EntityIndex {
        self.pairs.head(pair.position())
    }

    /// The pair of a holder and a target, if there are statements. Time O(log of the holder's pairs).
    pub fn find_pair(&self, holder: EntityIndex, target: EntityIndex) -> Option<PairIndex> {
        self.pairs.find(holder, target).map(PairIndex::new)
    }

    /// The pairs of a holder, by target.
    pub fn pairs_of(&self, holder: EntityIndex) -> impl Iterator<Item = PairIndex> {
        self.pairs.leaving(holder).map(PairIndex::new)
    }

    /// The pairs towards a target, by holder.
    pub fn pairs_towards(&self, target: EntityIndex) -> impl Iterator<Item = PairIndex> {
        self.pairs.entering(target).map(PairIndex::new)
    }

    /// The statements of a pair, in order: by latest day, earliest day and id.
    pub fn statements_of(
        &self,
        pair: PairIndex,
    ) -> impl DoubleEndedIterator<Item = StatementIndex> {
        self.statement_range(pair).map(StatementIndex::new)
    }

    fn statement_range(&self, pair: PairIndex) -> Range<usize> {
        self.first.span(pair.position(), self.n_statements())
    }

    /// The statements of the pair at a position; after the last one, none.
    fn rows_from(&self, pair: usize) -> Range<usize> {
        let n = self.n_statements();
        if pair < self.n_pairs() { self.first.span(pair, n) } else { n..n }
    }

    /// The pair of a statement. Time O(log of the pairs between two milestones).
    fn pair_of(&self, statement: StatementIndex) -> PairIndex {
        let row = statement.position();
        let milestone = row / assemble::MILESTONE;
        let told = |milestone: usize| {
            (milestone < self.milestone.len()).then(|| self.milestone.get(milestone).position())
        };
        let from = told(milestone).unwrap_or_default();
        let to = told(milestone + 1).map_or_else(|| self.n_pairs(), |pair| pair + 1);
        PairIndex::new(self.first.lower_bound(from..to, row + 1) - 1)
    }

    fn marks(&self, statement: StatementIndex) -> Marks {
        self.rows.marks.get(statement.position())
    }

    fn bounds(&self, statement: StatementIndex) -> Bounds {
        self.bounds_with(statement, self.marks(statement))
    }

    /// The bounds of a statement that has these marks.
    fn bounds_with(&self, statement: StatementIndex, marks: Marks) -> Bounds {
        let row = statement.position();
        let latest = self.rows.latest.get(row);
        let earliest = if marks.has(Marks::INEXACT) { self.rows.earliest.get(row) } else { None };
        Bounds { earliest: earliest.unwrap_or(latest), latest }
    }
}
