//! One statement of the graph, read column by column.

use super::{
    entities::EntityRef,
    flags::Flags,
    index::{PairIndex, StatementIndex},
    rows::Rows,
    sources::SourceRef,
    temporal::TemporalGraph,
};
use crate::{
    model::{
        Bounds, Confidence, Date, Day, Effect, EntityIndex, NotedTime, SourceIndex, Statement,
        Time, Verb, VerbIndex,
    },
    storage::column::{sparse::Sparse, values::Values},
};
use std::{borrow::Cow, ops::Range};

impl TemporalGraph {
    /// The statements whose ids were given, with these.
    pub fn given_ids(&self) -> impl Iterator<Item = (StatementIndex, &str)> {
        let id = |index: StatementIndex| self.rows.id.get(index.position());
        self.statements().filter_map(move |index| Some((index, id(index)?)))
    }

    /// Whether the id of a statement was given.
    pub fn has_given_id(&self, statement: StatementIndex) -> bool {
        self.rows.id.get(statement.position()).is_some()
    }

    /// Every statement that corrects another, with the corrected one.
    pub fn corrections(&self) -> Vec<(StatementIndex, StatementIndex)> {
        let corrected = |index: StatementIndex| self.rows.supersedes.get(index.position());
        self.statements().filter_map(|index| Some((index, corrected(index)?))).collect()
    }

    /// The day on which a statement was recorded, where that is another day than its source or its date tells.
    pub fn recorded(&self, index: StatementIndex) -> Option<Day> {
        let known = self.rows.known.get(index.position())?;
        let published = self.statement(index).source_record().published();
        let published = published.map(|date| date.bounds().latest);
        Some(known).filter(|day| day.is_bounded() && Some(*day) != published)
    }
}

/// A statement of a graph. Reading a field touches only that field's column.
#[derive(Clone, Copy)]
pub struct StatementRef<'g> {
    graph: &'g TemporalGraph,
    index: StatementIndex,
}

impl<'g> StatementRef<'g> {
    pub(super) fn new(graph: &'g TemporalGraph, index: StatementIndex) -> Self {
        Self { graph, index }
    }

    /// Its position in the graph.
    pub fn index(self) -> StatementIndex {
        self.index
    }

    fn row(self) -> usize {
        self.index.position()
    }

    fn rows(self) -> &'g Rows {
        &self.graph.rows
    }

    /// Its id: the given one, else the hash of what identifies it.
    pub fn id(self) -> Cow<'g, str> {
        if let Some(given) = self.rows().id.get(self.row()) {
            return Cow::Borrowed(given);
        }
        let pair = self.pair();
        let id = Statement::hashed_id([
            self.graph.entity(self.graph.holder(pair)).id(),
            &self.verb().word,
            self.graph.entity(self.graph.target(pair)).id(),
            &self.date(),
            self.source_record().id(),
            &self.rows().quote.get(self.row()),
        ]);
        Cow::Owned(id.as_str().to_owned())
    }

    /// The pair of its holder and its target.
    pub fn pair(self) -> PairIndex {
        self.graph.pair_of(self.index)
    }

    /// Whose stance it is.
    pub fn holder(self) -> EntityIndex {
        self.graph.holder(self.pair())
    }

    /// The entity whose stance it is.
    pub fn holder_entity(self) -> EntityRef<'g> {
        self.graph.entity(self.holder())
    }

    /// Towards whom or what it is.
    pub fn target(self) -> EntityIndex {
        self.graph.target(self.pair())
    }

    /// The entity towards which it is.
    pub fn target_entity(self) -> EntityRef<'g> {
        self.graph.entity(self.target())
    }

    /// The index of its verb in the vocabulary.
    pub fn verb_index(self) -> VerbIndex {
        self.rows().verb.get(self.row())
    }

    /// Its verb.
    pub fn verb(self) -> &'g Verb {
        self.graph.vocabulary.verb(self.verb_index())
    }

    /// What the verb does.
    pub fn effect(self) -> Effect {
        self.verb().effect
    }

    /// Its date as written.
    pub fn date(self) -> Cow<'g, str> {
        if let Some(written) = self.rows().date.get(self.row()) {
            return Cow::Borrowed(written);
        }
        let day = self.rows().latest.get(self.row());
        let noted = self.noted_time().and_then(|noted| Some((noted.notation?, noted.time)));
        Cow::Owned(match noted {
            Some((notation, time)) => notation.write(day, time),
            None => day.to_string(),
        })
    }

    pub(super) fn noted_time(self) -> Option<NotedTime> {
        let times = &self.rows().time;
        self.marked(Flags::TIME, times).map(|at| times.values().value(at))
    }

    /// The time of its day, if it is known.
    pub fn time(self) -> Option<Time> {
        self.noted_time().map(|noted| noted.time)
    }

    /// Its place in the order of the corpus.
    pub fn order(self) -> u64 {
        self.graph.order.get(self.index)
    }

    /// The days on which it may have been said.
    pub fn bounds(self) -> Bounds {
        self.graph.bounds(self.index)
    }

    /// The day from which the stance is said to be over.
    pub fn until(self) -> Option<Date> {
        let until = &self.rows().until;
        self.marked(Flags::UNTIL, until).map(|at| until.values().get(at))
    }

    /// The days of which one is that from which the stance is said to be over.
    pub fn until_bounds(self) -> Option<Bounds> {
        let until = &self.rows().until;
        self.marked(Flags::UNTIL, until).map(|at| until.values().bounds(at))
    }

    /// The day it was known.
    pub fn known(self) -> Day {
        let known = &self.rows().known;
        let other = self.marked(Flags::KNOWN, known).map(|at| known.values().get(at));
        other.unwrap_or_else(|| self.rows().latest.get(self.row()))
    }

    /// The day from which a correction of it was known.
    pub fn superseded_since(self) -> Option<Day> {
        let since = &self.rows().superseded_since;
        self.marked(Flags::SUPERSEDED, since).map(|at| since.values().get(at))
    }

    /// The statement it corrects.
    pub fn supersedes(self) -> Option<StatementIndex> {
        self.rows().supersedes.get(self.row())
    }

    /// Who claims that the holder holds the stance, if it is a claim.
    pub fn claimed_by(self) -> Option<EntityIndex> {
        let claimed_by = &self.rows().claimed_by;
        self.marked(Flags::CLAIM, claimed_by).map(|at| claimed_by.values().get(at))
    }

    /// Where it was read.
    pub fn source(self) -> SourceIndex {
        self.rows().source.get(self.row())
    }

    /// The source in which it was read.
    pub fn source_record(self) -> SourceRef<'g> {
        self.graph.source(self.source())
    }

    /// Other sources that report it.
    pub fn reported_in(self) -> impl Iterator<Item = SourceIndex> {
        let reported_in = &self.rows().reported_in;
        reported_in.values().iter(self.all_marked(Flags::REPORTED, reported_in))
    }

    /// What it was about.
    pub fn about(self) -> impl Iterator<Item = EntityIndex> {
        let about = &self.rows().about;
        about.values().iter(self.all_marked(Flags::ABOUT, about))
    }

    /// What was said, verbatim.
    pub fn quote(self) -> Option<Cow<'g, str>> {
        let quote = &self.rows().quote;
        (!quote.is_empty(self.row())).then(|| quote.get(self.row()))
    }

    /// The text before the quote.
    pub fn prefix(self) -> Option<&'g str> {
        self.rows().prefix.get(self.row())
    }

    /// The text after the quote.
    pub fn suffix(self) -> Option<&'g str> {
        self.rows().suffix.get(self.row())
    }

    /// Who coded it.
    pub fn coder(self) -> Option<&'g str> {
        self.rows().coder.get(self.row())
    }

    /// A remark of the coder.
    pub fn note(self) -> Option<&'g str> {
        self.rows().note.get(self.row())
    }

    /// How sure the coder is; fully when nothing is said.
    pub fn confidence(self) -> Confidence {
        self.given_confidence().unwrap_or(Confidence::FULL)
    }

    /// How sure the coder is, if that is said.
    pub fn given_confidence(self) -> Option<Confidence> {
        self.rows().confidence.get(self.row())
    }

    /// Where the value of a rare trait stands, looked for only where the statement is marked.
    fn marked<V>(self, flag: Flags, values: &Sparse<V>) -> Option<usize> {
        self.rows().flags.get(self.row()).has(flag).then(|| values.one(self.row())).flatten()
    }

    /// Where the values of a trait stand that a statement may have several of.
    fn all_marked<V>(self, flag: Flags, values: &Sparse<V>) -> Range<usize> {
        if self.rows().flags.get(self.row()).has(flag) { values.of(self.row()) } else { 0..0 }
    }
}
