//! One pass over every statement of a view, on all processors.

use super::{frame::Certainty, scope::View};
use crate::{
    graph::{
        PairIndex, StatementIndex, StatementRef, TemporalGraph,
        batch::{Row, Sources, batches},
        flags::Flags,
    },
    model::{Bounds, Day, EntityIndex, SourceIndex, VerbIndex},
};
use std::ops::Range;

/// How a statement in a view counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Account {
    /// It counts for ties, shifts and numbers.
    Counted,
    /// It is a claim that the view does not count.
    Claim,
    /// A correction of it is known.
    Superseded,
}

/// A statement in a view, with the most used fields.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Framed {
    /// The statement.
    pub statement: StatementIndex,
    /// Its pair.
    pub pair: PairIndex,
    /// Its holder.
    pub holder: EntityIndex,
    /// Its target.
    pub target: EntityIndex,
    /// Its verb.
    pub verb: VerbIndex,
    /// Its source; only [`View::sum_with_sources`] reads it.
    pub source: Option<SourceIndex>,
    /// The bounds of its date.
    pub bounds: Bounds,
    /// Its certainty in the view.
    pub certainty: Certainty,
    /// How it counts.
    pub account: Account,
    flags: Flags,
}

impl View<'_> {
    /// Folds all statements in the view, corrected ones and claims included, on all processors.
    ///
    /// Each part of the pairs starts with `new`, adds its statements in order with `add`, and becomes a value
    /// with `finish`. The values are in the order of the pairs, and no pair is in two parts.
    pub(crate) fn fold<T, U: Send>(
        &self,
        new: impl Fn() -> T + Sync,
        add: impl Fn(&mut T, &Framed) + Sync,
        finish: impl Fn(T) -> U + Sync,
    ) -> Vec<U> {
        self.graph().map_parts(self.folded(new, add, finish))
    }

    /// The same, with all statements of a holder in one part.
    pub(crate) fn fold_by_holder<T, U: Send>(
        &self,
        new: impl Fn() -> T + Sync,
        add: impl Fn(&mut T, &Framed) + Sync,
        finish: impl Fn(T) -> U + Sync,
    ) -> Vec<U> {
        self.graph().map_holders(self.folded(new, add, finish))
    }

    /// Folds the same statements with their sources, which takes longer, into few unordered sums, for sums that need
    /// much memory.
    pub(crate) fn sum_with_sources<T: Send>(
        &self,
        new: impl Fn() -> T + Sync,
        add: impl Fn(&mut T, &Framed) + Sync,
    ) -> Vec<T> {
        self.graph().sum_parts(new, |sum, pairs| {
            self.scan(pairs, Sources::Read, |framed| add(sum, framed));
        })
    }

    /// How a part of the pairs is folded.
    fn folded<T, U: Send>(
        &self,
        new: impl Fn() -> T + Sync,
        add: impl Fn(&mut T, &Framed) + Sync,
        finish: impl Fn(T) -> U + Sync,
    ) -> impl Fn(Range<usize>) -> U + Sync {
        move |pairs| {
            let mut sum = new();
            self.scan(pairs, Sources::Unread, |framed| add(&mut sum, framed));
            finish(sum)
        }
    }

    /// The earliest and the latest bounded day of all statements that the view lists.
    pub fn days(&self) -> Option<(Day, Day)> {
        let graph = self.graph();
        let span = self.frame().span;
        let is_simple = self.frame().is_simple();
        let (begin, last) = (span.begin, span.last());
        let parts = graph.map_parts(|pairs| {
            let (mut days, mut flags) = (Vec::new(), Vec::new());
            let (mut first_day, mut last_day) = (Day::MAX, Day::MIN);
            // Without branches, because all days are needed.
            let mut widen = |day: Day, is_inside: bool| {
                let is_inside = is_inside & day.is_bounded();
                first_day = first_day.min(if is_inside { day } else { Day::MAX });
                last_day = last_day.max(if is_inside { day } else { Day::MIN });
            };
            for rows in batches(graph.rows_of(pairs)) {
                graph.rows.latest.read(rows.clone(), &mut days);
                graph.rows.flags.read(rows.clone(), &mut flags);
                let has_rare = flags.iter().fold(false, |has, flags| has | flags.any_rare());
                if is_simple && !has_rare {
                    for &day in &days {
                        widen(day, begin <= day && day <= last);
                    }
                    continue;
                }
                for (row, (&day, &flags)) in rows.zip(days.iter().zip(&flags)) {
                    if is_simple && !flags.any_rare() {
                        widen(day, begin <= day && day <= last);
                    } else if self.listed(StatementIndex::new(row)).is_some() {
                        let Bounds { earliest, latest } =
                            graph.bounds_with(StatementIndex::new(row), flags);
                        widen(earliest, true);
                        widen(latest, true);
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

    /// Visits the statements of some pairs in the view, in order.
    fn scan(&self, pairs: Range<usize>, sources: Sources, mut visit: impl FnMut(&Framed)) {
        let graph = self.graph();
        let span = self.frame().span;
        let is_simple = self.frame().is_simple();
        // The known days that are inside, both included.
        let (begin, last) = (span.begin, span.last());
        graph.each_row(pairs, sources, |row| {
            let Row { statement, pair, holder, target, verb, source, latest, flags } = row;
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
                flags,
            };
            if is_simple && !flags.any_rare() {
                if begin <= latest && latest <= last {
                    visit(&framed);
                }
            } else if let Some(certainty) = self.framed_with(statement, flags) {
                let bounds = graph.bounds_with(statement, flags);
                let account = self.account(statement, flags);
                visit(&Framed { bounds, certainty, account, ..framed });
            }
        });
    }

    fn account(&self, statement: StatementIndex, flags: Flags) -> Account {
        if flags.has(Flags::SUPERSEDED) && self.is_superseded(statement) {
            Account::Superseded
        } else if flags.has(Flags::CLAIM) && self.is_mere_claim(statement) {
            Account::Claim
        } else {
            Account::Counted
        }
    }
}

impl Framed {
    /// Whether it counts for ties, shifts and numbers.
    pub(crate) fn is_counted(&self) -> bool {
        self.account == Account::Counted
    }

    /// Whether it names an entity besides holder and target, or a source besides its own.
    pub(crate) fn names_more(&self) -> bool {
        [Flags::CLAIM, Flags::ABOUT, Flags::REPORTED].iter().any(|flag| self.flags.has(*flag))
    }

    /// The entities that it names besides holder and target: the claimant and the topics.
    pub(crate) fn also_named(&self, graph: &TemporalGraph) -> impl Iterator<Item = EntityIndex> {
        let is_marked = self.flags.has(Flags::CLAIM) || self.flags.has(Flags::ABOUT);
        let row = is_marked.then(|| graph.statement(self.statement));
        row.into_iter().flat_map(|row| row.claimed_by().into_iter().chain(row.about()))
    }

    /// The other sources that report it.
    pub(crate) fn reported_in(&self, graph: &TemporalGraph) -> impl Iterator<Item = SourceIndex> {
        let row = self.flags.has(Flags::REPORTED).then(|| graph.statement(self.statement));
        row.into_iter().flat_map(StatementRef::reported_in)
    }
}
