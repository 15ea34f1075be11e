//! Statements that were assembled in parts, each with holders of its own, into one graph.

use super::{Assembled, Assembler};
use crate::{
    graph::{
        corpus_order::CorpusOrder,
        entities::Entities,
        index::PairIndex,
        pairs::Pairs,
        sources::Sources,
        temporal::{MILESTONE, TemporalGraph},
    },
    model::{Vocabulary, Zone},
    storage::column::{
        builder::{Build, Builder},
        copy::joined,
        numbers::Column,
        offsets::{Offsets, OffsetsBuilder},
    },
};
use std::{io, ops::Range};

/// The statements of a holder in one of the parts.
#[derive(Clone)]
struct Run<'p> {
    part: &'p Assembled,
    rows: Range<usize>,
    pairs: Range<usize>,
}

/// Which part has the statements of which entity.
struct Order<'p> {
    parts: &'p [Assembled],
    /// The number of the part and one, by entity; 0 for who holds no stance.
    part_of: Vec<u16>,
}

impl<'p> Order<'p> {
    fn new(parts: &'p [Assembled], n_entities: usize) -> Self {
        let mut part_of = vec![0; n_entities];
        for (number, part) in (1..).zip(parts) {
            for begin in &part.begins {
                part_of[begin.holder.position()] = number;
            }
        }
        Self { parts, part_of }
    }

    /// The statements of one holder after the other.
    fn runs(&self) -> impl Iterator<Item = Run<'p>> + Clone + Sync {
        let parts = self.parts;
        let mut next = vec![0; parts.len()];
        let holders = self.part_of.iter().filter(|&&part| part > 0);
        holders.map(move |part| {
            let number = usize::from(*part) - 1;
            let run = parts[number].run(next[number]);
            next[number] += 1;
            run
        })
    }
}

impl Assembled {
    /// All its statements.
    fn all(&self) -> Run<'_> {
        Run { part: self, rows: 0..self.rows.latest.len(), pairs: 0..self.target.len() }
    }

    /// The statements of the holder at a position.
    fn run(&self, holder: usize) -> Run<'_> {
        let ends = (self.rows.latest.len(), self.target.len());
        let at = |holder: usize| {
            self.begins
                .get(holder)
                .map_or(ends, |begin| (begin.row as usize, begin.pair.position()))
        };
        let ((row, pair), (row_end, pair_end)) = (at(holder), at(holder + 1));
        Run { part: self, rows: row..row_end, pairs: pair..pair_end }
    }
}

impl Assembler {
    /// The graph of the statements of all parts, between these entities and from these sources. Nothing
    /// may have been added to this assembler.
    pub(crate) fn join(
        self,
        parts: &[Assembled],
        entities: Entities,
        sources: Sources,
        names: (Vocabulary, Zone),
    ) -> io::Result<TemporalGraph> {
        let order = Order::new(parts, entities.len());
        self.joined(&|| order.runs(), entities, sources, names)
    }

    /// The same of parts whose holders come one part after the other.
    pub(crate) fn chain(
        self,
        parts: &[Assembled],
        entities: Entities,
        sources: Sources,
        names: (Vocabulary, Zone),
    ) -> io::Result<TemporalGraph> {
        self.joined(&|| parts.iter().map(Assembled::all), entities, sources, names)
    }

    fn joined<'p, R: Iterator<Item = Run<'p>> + Clone + Sync>(
        self,
        runs: &(impl Fn() -> R + Sync),
        entities: Entities,
        sources: Sources,
        (vocabulary, zone): (Vocabulary, Zone),
    ) -> io::Result<TemporalGraph> {
        let n_rows: usize = runs().map(|run| run.rows.len()).sum();
        if u32::try_from(n_rows).is_err() {
            return Err(io::Error::other("more statements than can be counted"));
        }
        let n_entities = entities.len();
        let Self { rows, order: numbers, holder, target, first, milestone, .. } = self;
        let pairs = || -> io::Result<Pairs> {
            let holder = joined(holder, runs().map(|at| (&at.part.holder, at.pairs)))?;
            let target = joined(target, runs().map(|at| (&at.part.target, at.pairs)))?;
            Ok(Pairs::new(n_entities, holder, target))
        };
        let numbers = || joined(numbers, runs().map(|at| (&at.part.order, at.rows)));
        let ((rows, numbers), (pairs, starts)) = rayon::join(
            || rayon::join(|| rows.join(runs().map(|at| (&at.part.rows, at.rows))), numbers),
            || rayon::join(pairs, || join_starts(runs(), n_rows, first, milestone)),
        );
        let (first, milestone) = starts?;
        let (pairs, rows, order) = (pairs?, rows?, CorpusOrder::new(numbers?));
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

/// The first statement of each pair, and the pair of every so many statements.
fn join_starts<'p>(
    runs: impl Iterator<Item = Run<'p>>,
    n_rows: usize,
    mut first: OffsetsBuilder,
    mut milestone: <Column<PairIndex> as Build>::Builder,
) -> io::Result<(Offsets, Column<PairIndex>)> {
    let mut at = 0;
    let mut starts = Vec::new();
    let mut mark = |milestone_to: usize, pair: usize| -> io::Result<()> {
        while milestone.len() * MILESTONE < milestone_to {
            milestone.push(PairIndex::new(pair))?;
        }
        Ok(())
    };
    for Run { part, rows, pairs } in runs {
        part.first.read(pairs, &mut starts);
        for start in &starts {
            let start = start - rows.start + at;
            mark(start, first.len().saturating_sub(1))?;
            first.push(start)?;
        }
        at += rows.len();
    }
    mark(n_rows, first.len().saturating_sub(1))?;
    Ok((first.finish()?, milestone.finish()?))
}
