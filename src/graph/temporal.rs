//! The temporal graph: every statement once, sorted, in columns.

use super::{
    corpus_order::CorpusOrder,
    entities::Entities,
    flags::Flags,
    index::{PairIndex, StatementIndex},
    pairs::Pairs,
    rows::Rows,
    sources::Sources,
    statement::StatementRef,
};
use crate::{
    model::{Bounds, EntityIndex, Vocabulary, Zone},
    storage::{
        column::{numbers::Column, offsets::Offsets},
        ranges::partition,
        table::columns,
    },
};
use std::ops::Range;

/// The pair of every statement of this number is stored; that of others is searched for between two of them.
pub(super) const MILESTONE: usize = 32;

columns! {
    /// The temporal signed graph: entities as nodes, pairs as edges, each pair with its statements.
    /// Its columns lie in memory, or in a store that is read where it is touched.
    pub struct TemporalGraph {
        entities: Entities,
        sources: Sources,
        vocabulary: Vocabulary,
        pairs: Pairs,
        /// The first statement of each pair.
        first: Offsets,
        /// The pair of every [`MILESTONE`]th statement; none in a graph of two.
        milestone: Column<PairIndex>,
        rows: Rows,
        order or nothing: CorpusOrder,
        /// The time zone in which days are counted.
        zone or nothing: Zone,
    }
}

impl TemporalGraph {
    /// The time zone in which days are counted.
    pub fn zone(&self) -> &Zone {
        &self.zone
    }

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

    /// Every statement, by holder, target, latest day, earliest day and order of the corpus.
    pub fn statements(&self) -> impl ExactSizeIterator<Item = StatementIndex> {
        (0..self.n_statements()).map(StatementIndex::new)
    }

    /// Every statement, in the order in which the corpus has them.
    pub fn in_corpus_order(&self) -> impl ExactSizeIterator<Item = StatementIndex> {
        let mut statements: Vec<StatementIndex> = self.statements().collect();
        statements.sort_unstable_by_key(|statement| self.order.get(*statement));
        statements.into_iter()
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

    /// The pairs of a holder and each of some targets.
    pub(crate) fn find_pairs(
        &self,
        holder: EntityIndex,
        targets: impl ExactSizeIterator<Item = Option<EntityIndex>>,
    ) -> impl Iterator<Item = Option<PairIndex>> {
        self.pairs.find_all(holder, targets).into_iter().map(|pair| pair.map(PairIndex::new))
    }

    /// The pairs of a holder, by target.
    pub fn pairs_of(
        &self,
        holder: EntityIndex,
    ) -> impl ExactSizeIterator<Item = PairIndex> + use<'_> {
        self.pairs.leaving(holder).map(PairIndex::new)
    }

    /// The pairs towards a target, by holder.
    pub fn pairs_towards(&self, target: EntityIndex) -> impl Iterator<Item = PairIndex> {
        self.pairs.entering(target).map(PairIndex::new)
    }

    /// The statements of a pair, by latest day, earliest day and order of the corpus.
    pub fn statements_of(
        &self,
        pair: PairIndex,
    ) -> impl DoubleEndedIterator<Item = StatementIndex> {
        self.statement_range(pair).map(StatementIndex::new)
    }

    /// The statements of a pair, as they are listed: by latest day, earliest day, within a known day by times and replies, and
    /// else in the order of the corpus.
    pub fn listed_of(&self, pair: PairIndex) -> Vec<StatementIndex> {
        let mut statements: Vec<StatementIndex> = self.statements_of(pair).collect();
        if self.orders_days() {
            self.sort_within_days(&mut statements, |statement| *statement);
        }
        statements
    }

    pub(crate) fn statement_range(&self, pair: PairIndex) -> Range<usize> {
        self.first.span(pair.position(), self.n_statements())
    }

    /// Those of some statements of a pair that have these days. Time O(log) of them.
    pub(crate) fn of_days(&self, rows: Range<usize>, days: Bounds) -> Range<usize> {
        let key = |bounds: Bounds| (bounds.latest, bounds.earliest);
        let at = |row| key(self.bounds(StatementIndex::new(row)));
        let begin = partition(rows.clone(), |row| at(row) < key(days));
        // Few statements of a pair are of one day.
        let end = (begin..rows.end).find(|row| at(*row) != key(days));
        begin..end.unwrap_or(rows.end)
    }

    /// The statements of the pair at a position; after the last one, none.
    pub(super) fn rows_from(&self, pair: usize) -> Range<usize> {
        let n = self.n_statements();
        if pair < self.n_pairs() { self.first.span(pair, n) } else { n..n }
    }

    /// The pair of a statement. Time O(log of the pairs between two milestones).
    pub(super) fn pair_of(&self, statement: StatementIndex) -> PairIndex {
        let row = statement.position();
        let milestone = row / MILESTONE;
        let told = |milestone: usize| {
            (milestone < self.milestone.len()).then(|| self.milestone.get(milestone).position())
        };
        let from = told(milestone).unwrap_or_default();
        let to = told(milestone + 1).map_or_else(|| self.n_pairs(), |pair| pair + 1);
        PairIndex::new(self.first.lower_bound(from..to, row + 1) - 1)
    }

    pub(crate) fn flags(&self, statement: StatementIndex) -> Flags {
        self.rows.flags.get(statement.position())
    }

    pub(super) fn bounds(&self, statement: StatementIndex) -> Bounds {
        self.bounds_with(statement, self.flags(statement))
    }

    /// The bounds of a statement that has these flags.
    pub(crate) fn bounds_with(&self, statement: StatementIndex, flags: Flags) -> Bounds {
        let row = statement.position();
        let latest = self.rows.latest.get(row);
        let earliest = if flags.has(Flags::INEXACT) { self.rows.earliest.get(row) } else { None };
        Bounds { earliest: earliest.unwrap_or(latest), latest }
    }
}
