//! Every statement of a view in one pass, for questions about all of them.

use super::{Certainty, Filter, Frame, Marks, PairIndex, StatementIndex, TemporalGraph, View};
use crate::model::{Bounds, Day, EntityIndex, SourceIndex, VerbIndex};
use rayon::prelude::*;
use std::ops::Range;

/// How a statement inside a view counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Account {
    /// It makes ties, shifts and numbers.
    Counted,
    /// It is a claim that the view does not let in.
    Claim,
    /// A correction of it is known.
    Superseded,
}

/// A statement inside a view, and what is asked of it most.
#[derive(Clone, Copy, Debug)]
pub struct Framed {
    /// The statement.
    pub statement: StatementIndex,
    /// Its pair.
    pub pair: PairIndex,
    /// Whose stance it is.
    pub holder: EntityIndex,
    /// Towards whom or what it is.
    pub target: EntityIndex,
    /// What was said.
    pub verb: VerbIndex,
    /// Where it was read.
    pub source: SourceIndex,
    /// The days on which it may have been said.
    pub bounds: Bounds,
    /// Whether it is surely inside the view.
    pub certainty: Certainty,
    /// How it counts.
    pub account: Account,
    marks: Marks,
}

/// With fewer statements, to begin in parallel would take longer than all of them.
const MANY: usize = 50_000;
/// So many rows are read at once: what they need stays in the nearest cache.
const STRETCH: usize = 1024;

impl View<'_> {
    /// Passes over all statements inside the view, corrected ones and claims too, on all processors.
    ///
    /// Each part of the pairs begins with what `new` makes, takes in its statements in order with `add`, and
    /// becomes a value with `finish`; the values are in the order of the pairs, none of which is in two parts.
    pub fn fold<T, U: Send>(
        &self,
        new: impl Fn() -> T + Sync,
        add: impl Fn(&mut T, Framed) + Sync,
        finish: impl Fn(T) -> U + Sync,
    ) -> Vec<U> {
        self.graph().map_parts(|pairs| {
            let mut sum = new();
            self.scan(pairs, |framed| add(&mut sum, framed));
            finish(sum)
        })
    }

    /// The bounds of all statements that the view lists, together: the first and the last bounded day on which one may have
    /// been said.
    pub fn days(&self) -> Option<(Day, Day)> {
        let graph = self.graph();
        let Frame { span, known_by, filter, .. } = self.frame();
        let is_simple = known_by.is_none() && matches!(filter, Filter::All);
        let (begin, last) = (span.begin, span.last());
        let parts = graph.map_parts(|pairs| {
            let (mut days, mut marks) = (Vec::new(), Vec::new());
            let (mut first_day, mut last_day) = (Day::MAX, Day::MIN);
            let mut widen = |day: Day| {
                if day.is_bounded() {
                    first_day = first_day.min(day);
                    last_day = last_day.max(day);
                }
            };
            for rows in stretches(graph.rows_of(pairs)) {
                graph.rows.latest.read(rows.clone(), &mut days);
                graph.rows.marks.read(rows.clone(), &mut marks);
                for (row, (&day, &marks)) in rows.zip(days.iter().zip(&marks)) {
                    if is_simple && !marks.are_rare() {
                        if begin <= day && day <= last {
                            widen(day);
                        }
                    } else if self.listed(StatementIndex::new(row)).is_some() {
                        let Bounds { earliest, latest } =
                            graph.bounds_with(StatementIndex::new(row), marks);
                        widen(earliest);
                        widen(latest);
                    }
                }
            }
            (first_day, last_day)
        });
        let (first, last) = parts
            .into_iter()
            .reduce(|(first, last), (begin, end)| (first.min(begin), last.max(end)))?;
        (first <= last).then_some((first, last))
    }

    /// Visits the statements of some pairs that are inside the view, in order.
    fn scan(&self, pairs: Range<usize>, mut visit: impl FnMut(Framed)) {
        let graph = self.graph();
        let Frame { span, known_by, filter, .. } = self.frame();
        let is_simple = known_by.is_none() && matches!(filter, Filter::All);
        // Exact days from here to there, both included, are inside.
        let (begin, last) = (span.begin, span.last());
        graph.each_row(pairs, |row| {
            let Row { statement, pair, holder, target, verb, source, latest, marks } = row;
            let bounds = Bounds::on(latest);
            let (certainty, account) = (Certainty::Definite, Account::Counted);
            let framed = Framed {
                statement,
                pair,
                holder,
                target,
                verb,
                source,
                bounds,
                certainty,
                account,
                marks,
            };
            if is_simple && !marks.are_rare() {
                if begin <= latest && latest <= last {
                    visit(framed);
                }
            } else if let Some(certainty) = self.framed_with(statement, marks) {
                let bounds = graph.bounds_with(statement, marks);
                let account = self.account(statement, marks);
                visit(Framed { bounds, certainty, account, ..framed });
            }
        });
    }

    fn account(&self, statement: StatementIndex, marks: Marks) -> Account {
        if marks.has(Marks::SUPERSEDED) && self.is_superseded(statement) {
            Account::Superseded
        } else if marks.has(Marks::CLAIM) && self.is_mere_claim(statement) {
            Account::Claim
        } else {
            Account::Counted
        }
    }
}

impl Framed {
    /// Whether it makes ties, shifts and numbers.
    pub fn is_counted(&self) -> bool {
        self.account == Account::Counted
    }

    /// Whether it is to be listed: not corrected.
    pub fn is_listed(&self) -> bool {
        self.account != Account::Superseded
    }

    /// Whom it names beside holder and target: who claims it, and its topics.
    pub fn also_named(&self, graph: &TemporalGraph) -> impl Iterator<Item = EntityIndex> {
        let is_marked = self.marks.has(Marks::CLAIM) || self.marks.has(Marks::ABOUT);
        let row = is_marked.then(|| graph.statement(self.statement));
        row.into_iter().flat_map(|row| row.claimed_by().into_iter().chain(row.about()))
    }

    /// The other sources that report it.
    pub fn reported_in(&self, graph: &TemporalGraph) -> impl Iterator<Item = SourceIndex> {
        let row = self.marks.has(Marks::REPORTED).then(|| graph.statement(self.statement));
        row.into_iter().flat_map(super::StatementRef::reported_in)
    }
}

/// A range in pieces of which each is read at once.
fn stretches(range: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let Range { start, end } = range;
    (start..end).step_by(STRETCH).map(move |begin| begin..end.min(begin + STRETCH))
}

/// What every statement has.
#[derive(Clone, Copy)]
pub(super) struct Row {
    pub(super) statement: StatementIndex,
    pub(super) pair: PairIndex,
    pub(super) holder: EntityIndex,
    pub(super) target: EntityIndex,
    pub(super) verb: VerbIndex,
    pub(super) source: SourceIndex,
    pub(super) latest: Day,
    pub(super) marks: Marks,
}

/// The columns of a stretch of statements.
#[derive(Default)]
struct Stretch {
    latest: Vec<Day>,
    verb: Vec<VerbIndex>,
    source: Vec<SourceIndex>,
    marks: Vec<Marks>,
}

impl Stretch {
    fn read(&mut self, graph: &TemporalGraph, rows: Range<usize>) {
        graph.rows.latest.read(rows.clone(), &mut self.latest);
        graph.rows.verb.read(rows.clone(), &mut self.verb);
        graph.rows.source.read(rows.clone(), &mut self.source);
        graph.rows.marks.read(rows, &mut self.marks);
    }
}

/// The columns of a stretch of pairs, walked along with its statements.
#[derive(Default)]
struct Edges {
    /// Where the statements of each pair begin, and where those of the last end.
    first: Vec<usize>,
    holder: Vec<EntityIndex>,
    target: Vec<EntityIndex>,
    position: usize,
}

/// A pair among those of its stretch.
struct Edge {
    position: usize,
    holder: EntityIndex,
    target: EntityIndex,
}

impl Edges {
    fn read(&mut self, graph: &TemporalGraph, pairs: Range<usize>) {
        let end = graph.n_pairs().min(pairs.end + 1);
        graph.first.read(pairs.start..end, &mut self.first);
        if end == pairs.end {
            self.first.push(graph.n_statements());
        }
        graph.pairs.read(pairs, &mut self.holder, &mut self.target);
        self.position = 0;
    }

    fn begin(&self) -> usize {
        self.first.first().copied().unwrap_or_default()
    }

    fn end(&self) -> usize {
        self.first.last().copied().unwrap_or_default()
    }

    /// The pair of a statement that is not before the one asked for last.
    #[inline]
    fn of(&mut self, row: usize) -> Edge {
        while row >= self.first[self.position + 1] {
            self.position += 1;
        }
        let position = self.position;
        Edge { position, holder: self.holder[position], target: self.target[position] }
    }
}

impl TemporalGraph {
    /// Visits the statements of some pairs, in order.
    #[inline]
    pub(super) fn each_row(&self, pairs: Range<usize>, mut visit: impl FnMut(Row)) {
        let (mut edges, mut rows) = (Edges::default(), Stretch::default());
        for pairs in stretches(pairs) {
            edges.read(self, pairs.clone());
            for stretch in stretches(edges.begin()..edges.end()) {
                rows.read(self, stretch.clone());
                let columns = rows.latest.iter().zip(&rows.verb).zip(&rows.source).zip(&rows.marks);
                for (row, (((&latest, &verb), &source), &marks)) in stretch.zip(columns) {
                    let Edge { position, holder, target } = edges.of(row);
                    let statement = StatementIndex::new(row);
                    let pair = PairIndex::new(pairs.start + position);
                    visit(Row { statement, pair, holder, target, verb, source, latest, marks });
                }
            }
        }
    }

    /// The statements of some pairs.
    fn rows_of(&self, pairs: Range<usize>) -> Range<usize> {
        self.rows_from(pairs.start).start..self.rows_from(pairs.end).start
    }

    /// Does some work for each part of the pairs, on all processors; the values are in the order of the parts.
    pub fn map_parts<U: Send>(&self, work: impl Fn(Range<usize>) -> U + Send + Sync) -> Vec<U> {
        match <[_; 1]>::try_from(self.parts()) {
            Ok([whole]) => vec![work(whole)],
            Err(parts) => parts.into_par_iter().map(work).collect(),
        }
    }

    /// The pairs in parts of about the same number of statements: one when there are few.
    fn parts(&self) -> Vec<Range<usize>> {
        /// So many for a processor, as none knows how long its parts take.
        const PARTS: usize = 4;
        let n_statements = self.n_statements();
        let n_parts = match n_statements {
            n if n < MANY => 1,
            _ => PARTS * rayon::current_num_threads(),
        };
        let cut = |part: usize| match part {
            0 => 0,
            _ if part == n_parts => self.n_pairs(),
            _ => self.first.lower_bound(0..self.n_pairs(), n_statements / n_parts * part),
        };
        (0..n_parts).map(|part| cut(part)..cut(part + 1)).collect()
    }
}
