//! Statements in their order into the columns of a graph, in one pass.

mod corpus;
mod join;

use super::{
    Entities, PairIndex, Pairs, Sources, StatementIndex, TemporalGraph,
    column::{Column, Spool, Spooled, StartSpool, Starts, Symbols},
    marks::Marks,
    rows::{RowSpools, Rows},
};
use crate::model::{Confidence, Date, Day, EntityIndex, SourceIndex, VerbIndex, Vocabulary};
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
}

/// The pair of every statement of this number is told; that of others is looked for between.
pub(super) const MILESTONE: usize = 32;

/// Takes statements sorted by holder, target, latest day, earliest day and id.
pub(super) struct Assembler {
    rows: RowSpools,
    n_rows: usize,
    holder: <Column<EntityIndex> as Spooled>::Spool,
    target: <Column<EntityIndex> as Spooled>::Spool,
    first: StartSpool,
    milestone: <Column<PairIndex> as Spooled>::Spool,
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
    holder: Column<EntityIndex>,
    target: Column<EntityIndex>,
    first: Starts,
    milestone: Column<PairIndex>,
    begins: Vec<Begin>,
}

impl Assembler {
    /// No statements yet; of each column, no more than `most` bytes are kept in memory.
    pub(super) fn new(most: usize) -> Self {
        Self {
            rows: RowSpools::new(most),
            n_rows: 0,
            holder: Spool::new(most),
            target: Spool::new(most),
            first: Spool::new(most),
            milestone: Spool::new(most),
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
        self.add(&new.plain, new.marks())?;
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
        rare(&mut rows.suffix, row, new.suffix)
    }

    /// Adds the next statement, of which there is nothing else to tell.
    #[inline]
    pub(super) fn push_plain(&mut self, new: &PlainRow<'_>) -> io::Result<()> {
        self.add(new, Marks::default())
    }

    fn add(&mut self, new: &PlainRow<'_>, marks: Marks) -> io::Result<()> {
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
        rows.latest.push(new.latest)?;
        rows.verb.push(new.verb)?;
        rows.source.push(new.source)?;
        rows.quote.push(new.quote)?;
        rows.marks.push(marks)
    }

    /// All statements in columns.
    pub(super) fn columns(self) -> io::Result<Assembled> {
        Ok(Assembled {
            rows: self.rows.finish()?,
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
    ) -> io::Result<TemporalGraph> {
        let Assembled { rows, holder, target, first, milestone, .. } = self.columns()?;
        let pairs = Pairs::new(entities.len(), holder, target);
        Ok(TemporalGraph { entities, sources, vocabulary, pairs, first, milestone, rows })
    }
}

impl NewRow<'_> {
    fn marks(&self) -> Marks {
        Marks::of([
            (Marks::CLAIM, self.claimed_by.is_some()),
            (Marks::UNTIL, self.until.is_some()),
            (Marks::SUPERSEDED, self.superseded_since.is_some()),
            (Marks::INEXACT, self.earliest != self.plain.latest),
            (Marks::KNOWN, self.known != self.plain.latest),
            (Marks::ABOUT, !self.about.is_empty()),
            (Marks::REPORTED, !self.reported_in.is_empty()),
        ])
    }
}

/// Adds what a statement may have.
#[inline]
fn rare<'i, I, S>(spool: &mut S, row: usize, item: Option<I>) -> io::Result<()>
where
    S: Spool<Item<'i> = (usize, I)>,
{
    item.map_or(Ok(()), |item| spool.push((row, item)))
}
