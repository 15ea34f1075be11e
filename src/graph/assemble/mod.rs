//! Statements in their order into the columns of a graph, in one pass.

mod corpus;
mod join;

use super::{
    corpus_order::CorpusOrder,
    entities::Entities,
    flags::Flags,
    index::{PairIndex, StatementIndex},
    pairs::Pairs,
    rows::{Rows, RowsBuilder},
    sources::Sources,
    temporal::{MILESTONE, TemporalGraph},
};
use crate::{
    model::{
        Confidence, Date, Day, EntityIndex, NotedTime, SourceIndex, VerbIndex, Vocabulary, Zone,
    },
    storage::column::{
        builder::{Build, Builder},
        compressed::Symbols,
        numbers::Column,
        offsets::{Offsets, OffsetsBuilder},
    },
};
use std::{io, sync::Arc};

/// What every statement has.
#[derive(Clone, Copy, Debug)]
pub(super) struct PlainRow<'r> {
    pub(super) ends: (EntityIndex, EntityIndex),
    pub(super) latest: Day,
    pub(super) verb: VerbIndex,
    pub(super) source: SourceIndex,
    /// Empty when there is none; in the codes of the table that the assembler was given.
    pub(super) quote: &'r [u8],
    /// Its place in the order of the corpus.
    pub(super) order: u64,
}

/// A statement to be added.
#[derive(Clone, Copy, Debug)]
pub(super) struct NewRow<'r> {
    pub(super) plain: PlainRow<'r>,
    pub(super) earliest: Day,
    pub(super) known: Day,
    /// Where it says more than the one day of the bounds.
    pub(super) date: Option<&'r str>,
    /// Where it is not the hash of what identifies the statement.
    pub(super) id: Option<&'r str>,
    pub(super) until: Option<&'r Date>,
    pub(super) superseded_since: Option<Day>,
    pub(super) supersedes: Option<StatementIndex>,
    pub(super) claimed_by: Option<EntityIndex>,
    pub(super) about: &'r [EntityIndex],
    pub(super) reported_in: &'r [SourceIndex],
    pub(super) confidence: Option<Confidence>,
    pub(super) coder: Option<&'r str>,
    pub(super) note: Option<&'r str>,
    pub(super) prefix: Option<&'r str>,
    pub(super) suffix: Option<&'r str>,
    pub(super) time: Option<NotedTime>,
}

/// Takes statements sorted by holder, target, latest day, earliest day and order of the corpus.
pub(super) struct Assembler {
    rows: RowsBuilder,
    order: <Column<u64> as Build>::Builder,
    n_rows: usize,
    holder: <Column<EntityIndex> as Build>::Builder,
    target: <Column<EntityIndex> as Build>::Builder,
    first: OffsetsBuilder,
    milestone: <Column<PairIndex> as Build>::Builder,
    ends: Option<(EntityIndex, EntityIndex)>,
    begins: Vec<Begin>,
}

/// Where the statements of a holder begin.
#[derive(Clone, Copy, Debug)]
struct Begin {
    holder: EntityIndex,
    row: u32,
    pair: PairIndex,
}

/// Statements in columns, without what they refer to.
pub(super) struct Assembled {
    rows: Rows,
    order: Column<u64>,
    holder: Column<EntityIndex>,
    target: Column<EntityIndex>,
    first: Offsets,
    milestone: Column<PairIndex>,
    begins: Vec<Begin>,
}

impl Assembler {
    /// No statements yet; of each column, no more than `most` bytes are kept in memory.
    pub(super) fn new(most: usize) -> Self {
        Self {
            rows: RowsBuilder::new(most),
            order: Builder::new(most),
            n_rows: 0,
            holder: Builder::new(most),
            target: Builder::new(most),
            first: Builder::new(most),
            milestone: Builder::new(most),
            ends: None,
            begins: Vec::new(),
        }
    }

    /// From here on, quotes are in the codes of a table.
    pub(super) fn set_symbols(&mut self, symbols: Arc<Symbols>) {
        self.rows.quote.set_symbols(symbols);
    }

    /// Adds the next statement.
    pub(super) fn push(&mut self, new: &NewRow<'_>) -> io::Result<()> {
        let row = self.n_rows;
        self.add(&new.plain, new.flags())?;
        let rows = &mut self.rows;
        for topic in new.about {
            rows.about.push((row, *topic))?;
        }
        for source in new.reported_in {
            rows.reported_in.push((row, *source))?;
        }
        let latest = new.plain.latest;
        rare(&mut rows.earliest, row, Some(new.earliest).filter(|day| *day != latest))?;
        rare(&mut rows.known, row, Some(new.known).filter(|day| *day != latest))?;
        rare(&mut rows.date, row, new.date)?;
        rare(&mut rows.id, row, new.id)?;
        rare(&mut rows.until, row, new.until)?;
        rare(&mut rows.superseded_since, row, new.superseded_since)?;
        rare(&mut rows.supersedes, row, new.supersedes)?;
        rare(&mut rows.claimed_by, row, new.claimed_by)?;
        rare(&mut rows.confidence, row, new.confidence)?;
        rare(&mut rows.coder, row, new.coder)?;
        rare(&mut rows.note, row, new.note)?;
        rare(&mut rows.prefix, row, new.prefix)?;
        rare(&mut rows.suffix, row, new.suffix)?;
        rare(&mut rows.time, row, new.time)
    }

    /// Adds the next statement, of which there is nothing else to tell but perhaps its time.
    #[inline]
    pub(super) fn push_plain(
        &mut self,
        new: &PlainRow<'_>,
        time: Option<NotedTime>,
    ) -> io::Result<()> {
        let row = self.n_rows;
        self.add(new, Flags::of([(Flags::TIME, time.is_some())]))?;
        rare(&mut self.rows.time, row, time)
    }

    fn add(&mut self, new: &PlainRow<'_>, flags: Flags) -> io::Result<()> {
        let row = self.n_rows;
        let Ok(number) = u32::try_from(row) else {
            return Err(io::Error::other("more statements than can be counted"));
        };
        self.n_rows += 1;
        if self.ends != Some(new.ends) {
            if self.ends.is_none_or(|(holder, _)| holder != new.ends.0) {
                let pair = PairIndex::new(self.first.len());
                self.begins.push(Begin { holder: new.ends.0, row: number, pair });
            }
            self.ends = Some(new.ends);
            self.holder.push(new.ends.0)?;
            self.target.push(new.ends.1)?;
            self.first.push(row)?;
        }
        if row.is_multiple_of(MILESTONE) {
            self.milestone.push(PairIndex::new(self.first.len() - 1))?;
        }
        let rows = &mut self.rows;
        self.order.push(new.order)?;
        rows.latest.push(new.latest)?;
        rows.verb.push(new.verb)?;
        rows.source.push(new.source)?;
        rows.quote.push(new.quote)?;
        rows.flags.push(flags)
    }

    /// All statements in columns.
    pub(super) fn columns(self) -> io::Result<Assembled> {
        Ok(Assembled {
            rows: self.rows.finish()?,
            order: self.order.finish()?,
            holder: self.holder.finish()?,
            target: self.target.finish()?,
            first: self.first.finish()?,
            milestone: self.milestone.finish()?,
            begins: self.begins,
        })
    }

    /// The graph of all statements, between these entities and from these sources.
    pub(super) fn finish(
        self,
        entities: Entities,
        sources: Sources,
        vocabulary: Vocabulary,
        zone: Zone,
    ) -> io::Result<TemporalGraph> {
        let Assembled { rows, order, holder, target, first, milestone, .. } = self.columns()?;
        let pairs = Pairs::new(entities.len(), holder, target);
        let order = CorpusOrder::new(order);
        Ok(TemporalGraph {
            entities,
            sources,
            vocabulary,
            pairs,
            first,
            milestone,
            rows,
            order,
            zone,
        })
    }
}

impl NewRow<'_> {
    fn flags(&self) -> Flags {
        Flags::of([
            (Flags::CLAIM, self.claimed_by.is_some()),
            (Flags::UNTIL, self.until.is_some()),
            (Flags::SUPERSEDED, self.superseded_since.is_some()),
            (Flags::INEXACT, self.earliest != self.plain.latest),
            (Flags::KNOWN, self.known != self.plain.latest),
            (Flags::ABOUT, !self.about.is_empty()),
            (Flags::REPORTED, !self.reported_in.is_empty()),
            (Flags::TIME, self.time.is_some()),
        ])
    }
}

/// Adds what a statement may have.
#[inline]
fn rare<'i, I, S>(builder: &mut S, row: usize, item: Option<I>) -> io::Result<()>
where
    S: Builder<Item<'i> = (usize, I)>,
{
    item.map_or(Ok(()), |item| builder.push((row, item)))
}
