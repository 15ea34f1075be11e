//! Columns of many statements read together, a batch at a time, on all processors.

use super::{
    flags::Flags,
    index::{PairIndex, StatementIndex},
    temporal::TemporalGraph,
};
use crate::{
    model::{Day, EntityIndex, SourceIndex, VerbIndex},
    storage::ranges::chunks,
};
use rayon::prelude::*;
use std::{
    ops::Range,
    sync::{Mutex, PoisonError},
};

/// With fewer statements, starting threads would take longer than reading all of them.
const MANY: usize = 50_000;
/// The rows of a batch: what is read of them fits into the first-level cache.
const BATCH: usize = 1024;

/// A range in batches.
pub(crate) fn batches(range: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    chunks(range, BATCH)
}

/// What is read of every statement.
#[derive(Clone, Copy)]
pub(crate) struct Row {
    pub(crate) statement: StatementIndex,
    pub(crate) pair: PairIndex,
    pub(crate) holder: EntityIndex,
    pub(crate) target: EntityIndex,
    pub(crate) verb: VerbIndex,
    /// `None` unless sources are read.
    pub(crate) source: Option<SourceIndex>,
    pub(crate) latest: Day,
    pub(crate) flags: Flags,
}

/// Whether to read the sources of statements, the widest of their columns.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sources {
    Read,
    Unread,
}

/// The columns that decide ties, of a batch of statements.
#[derive(Default)]
pub(crate) struct Batch {
    pub(crate) latest: Vec<Day>,
    pub(crate) verb: Vec<VerbIndex>,
    pub(crate) flags: Vec<Flags>,
}

impl Batch {
    pub(crate) fn read(&mut self, graph: &TemporalGraph, rows: Range<usize>) {
        graph.rows.latest.read(rows.clone(), &mut self.latest);
        graph.rows.verb.read(rows.clone(), &mut self.verb);
        graph.rows.flags.read(rows, &mut self.flags);
    }
}

/// The columns of a batch of pairs, walked along with their statements.
#[derive(Default)]
struct Edges {
    first: Vec<usize>,
    holder: Vec<EntityIndex>,
    target: Vec<EntityIndex>,
    position: usize,
}

/// Statements of one pair that are read together, in order.
pub(crate) struct Slice<'b> {
    pub(crate) pair: PairIndex,
    /// The first of them.
    pub(crate) row: usize,
    pub(crate) latest: &'b [Day],
    pub(crate) verb: &'b [VerbIndex],
    pub(crate) flags: &'b [Flags],
    /// Whether all statements of the pair are.
    pub(crate) is_whole: bool,
    /// Whether the pair's last statement is among them.
    pub(crate) is_last: bool,
}

/// A pair among those of its batch.
struct Edge {
    position: usize,
    holder: EntityIndex,
    target: EntityIndex,
    /// Where its statements end.
    end: usize,
}

impl Edges {
    /// Reads some pairs; returns the range of their statements.
    fn read(&mut self, graph: &TemporalGraph, pairs: Range<usize>) -> Range<usize> {
        self.position = 0;
        graph.pairs.read(pairs.clone(), &mut self.holder, &mut self.target);
        graph.read_first(pairs, &mut self.first)
    }

    /// The pair of a statement. Statements must be asked for in order.
    #[inline]
    fn of(&mut self, row: usize) -> Edge {
        while row >= self.first[self.position + 1] {
            self.position += 1;
        }
        let position = self.position;
        let (holder, target) = (self.holder[position], self.target[position]);
        Edge { position, holder, target, end: self.first[position + 1] }
    }
}

impl TemporalGraph {
    /// Reads where the statements of each of some pairs begin, and where those of the last end; returns the range of all.
    pub(crate) fn read_first(&self, pairs: Range<usize>, first: &mut Vec<usize>) -> Range<usize> {
        let end = self.n_pairs().min(pairs.end + 1);
        self.first.read(pairs.start..end, first);
        if end == pairs.end {
            first.push(self.n_statements());
        }
        let end_of = |first: Option<&usize>| first.copied().unwrap_or_default();
        end_of(first.first())..end_of(first.last())
    }

    /// Visits the statements of some pairs, in order.
    #[inline]
    pub(crate) fn each_row(
        &self,
        pairs: Range<usize>,
        sources: Sources,
        mut visit: impl FnMut(Row),
    ) {
        let (mut edges, mut rows, mut read) = (Edges::default(), Batch::default(), Vec::new());
        for pairs in batches(pairs) {
            for batch in batches(edges.read(self, pairs.clone())) {
                rows.read(self, batch.clone());
                if sources == Sources::Read {
                    self.rows.source.read(batch.clone(), &mut read);
                }
                let Batch { latest, verb, flags } = &rows;
                let mut next = batch.start;
                while next < batch.end {
                    let Edge { position, holder, target, end } = edges.of(next);
                    let pair = PairIndex::new(pairs.start + position);
                    let begin = std::mem::replace(&mut next, end.min(batch.end));
                    let found = begin - batch.start..next - batch.start;
                    let columns = latest[found.clone()].iter().zip(&verb[found.clone()]);
                    let columns = columns.zip(&flags[found.clone()]).zip(found);
                    for (row, (((&latest, &verb), &flags), at)) in (begin..next).zip(columns) {
                        let (statement, source) = (StatementIndex::new(row), read.get(at).copied());
                        visit(Row { statement, pair, holder, target, verb, source, latest, flags });
                    }
                }
            }
        }
    }

    /// Visits the statements of some pairs in order, as many of a pair at once as are read together.
    #[inline]
    pub(crate) fn each_slice(&self, pairs: Range<usize>, mut visit: impl FnMut(&Slice<'_>)) {
        let (mut first, mut rows) = (Vec::new(), Batch::default());
        for pairs in batches(pairs) {
            let all = self.read_first(pairs.clone(), &mut first);
            let mut position = 0;
            for batch in batches(all) {
                rows.read(self, batch.clone());
                let mut next = batch.start;
                while next < batch.end {
                    let end = first[position + 1];
                    let begin = std::mem::replace(&mut next, end.min(batch.end));
                    let found = begin - batch.start..next - batch.start;
                    visit(&Slice {
                        pair: PairIndex::new(pairs.start + position),
                        row: begin,
                        latest: &rows.latest[found.clone()],
                        verb: &rows.verb[found.clone()],
                        flags: &rows.flags[found],
                        is_whole: begin == first[position] && next == end,
                        is_last: next == end,
                    });
                    position += usize::from(next == end);
                }
            }
        }
    }

    /// The statements of some pairs.
    pub(crate) fn rows_of(&self, pairs: Range<usize>) -> Range<usize> {
        self.rows_from(pairs.start).start..self.rows_from(pairs.end).start
    }

    /// Maps each part of the pairs to a value, on all processors; the values are in the order of the parts.
    pub fn map_parts<U: Send>(&self, work: impl Fn(Range<usize>) -> U + Sync) -> Vec<U> {
        match <[_; 1]>::try_from(self.parts()) {
            Ok([whole]) => vec![work(whole)],
            Err(parts) => parts.into_par_iter().map(&work).collect(),
        }
    }

    /// Folds the parts of the pairs into accumulators, on all processors: no more of them than processors, in no
    /// particular order.
    pub(crate) fn sum_parts<T: Send>(
        &self,
        new: impl Fn() -> T + Sync,
        work: impl Fn(&mut T, Range<usize>) + Sync,
    ) -> Vec<T> {
        let sums = Mutex::new(Vec::new());
        let idle = || sums.lock().unwrap_or_else(PoisonError::into_inner);
        self.map_parts(|pairs| {
            let begun = idle().pop();
            let mut sum = begun.unwrap_or_else(&new);
            work(&mut sum, pairs);
            idle().push(sum);
        });
        sums.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    /// The same as [`Self::map_parts`], where all pairs of a holder are in one part.
    pub(crate) fn map_holders<U: Send>(&self, work: impl Fn(Range<usize>) -> U + Sync) -> Vec<U> {
        let whole = |pair: usize| match pair.checked_sub(1).map(PairIndex::new) {
            Some(before) if pair < self.n_pairs() => {
                let holder = self.holder(PairIndex::new(pair));
                if self.holder(before) == holder { self.pairs.leaving(holder).end } else { pair }
            }
            _ => pair,
        };
        self.map_parts(|pairs| work(whole(pairs.start)..whole(pairs.end)))
    }

    /// How many parts the pairs are worked on in: one when there are few statements.
    pub fn n_parts(&self) -> usize {
        /// So many for a processor, as none knows how long its parts take.
        const PARTS: usize = 4;
        if self.n_statements() < MANY { 1 } else { PARTS * rayon::current_num_threads() }
    }

    /// The pairs in parts of about the same number of statements.
    fn parts(&self) -> Vec<Range<usize>> {
        let (n_statements, n_parts) = (self.n_statements(), self.n_parts());
        let cut = |part: usize| match part {
            0 => 0,
            _ if part == n_parts => self.n_pairs(),
            _ => self.first.lower_bound(0..self.n_pairs(), n_statements / n_parts * part),
        };
        (0..n_parts).map(|part| cut(part)..cut(part + 1)).collect()
    }
}
