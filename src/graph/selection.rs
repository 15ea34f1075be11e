//! Statements of several graphs, chosen one by one, as one graph.

use super::{
    assemble::{Assembler, NewRow, PlainRow},
    entities::Entities,
    index::StatementIndex,
    sources::Sources,
    temporal::TemporalGraph,
};
use crate::model::{Day, Entity, EntityIndex, SourceIndex, VerbIndex, Vocabulary, Zone};
use rayon::prelude::*;
use std::{collections::HashMap, io};

/// Statements of a graph, with what its indices are in the graph that is made.
pub(crate) struct Selected<'g> {
    pub(crate) graph: &'g TemporalGraph,
    /// No statement of them corrects one that is not among them.
    pub(crate) statements: Vec<StatementIndex>,
    /// When the turn of each of them comes in the order of the corpus.
    pub(crate) turns: Turns,
    pub(crate) entities: Vec<Option<EntityIndex>>,
    pub(crate) sources: Vec<Option<SourceIndex>>,
    pub(crate) verbs: Vec<Option<VerbIndex>>,
    /// When those were recorded that do not tell.
    pub(crate) recorded: Option<Day>,
}

/// When the turns of statements come.
#[derive(Clone, Debug)]
pub(crate) enum Turns {
    /// All are new, and come in the order of their graph.
    New,
    /// That of each.
    Listed(Vec<Turn>),
}

/// When the turn of a statement comes in the order of the corpus: first those that are there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Turn {
    /// Its number there.
    There(u64),
    /// Its number among those that are new.
    New(u64),
}

/// A statement of one of the parts, by its place among all.
#[derive(Clone, Copy)]
struct Place {
    ends: (EntityIndex, EntityIndex),
    latest: Day,
    earliest: Day,
    part: usize,
    statement: StatementIndex,
    /// Its place in the order of the corpus.
    order: u64,
}

impl Place {
    /// By what statements are sorted.
    fn key(&self) -> impl Ord + use<> {
        (self.ends, self.latest, self.earliest, self.order)
    }
}

impl TemporalGraph {
    /// The graph of all selected statements, between these entities and from these sources, both sorted by id.
    ///
    /// Time O(n log n) in the statements, on all processors; their texts are copied twice. Where all statements of one graph are
    /// selected, and their entities come in the same order, its columns are shared.
    ///
    /// # Errors
    /// When there are too many statements, or one refers to what no table holds.
    pub(crate) fn of_selected(
        parts: &[Selected<'_>],
        entities: &[Entity],
        sources: Sources,
        vocabulary: Vocabulary,
        zone: Zone,
    ) -> io::Result<Self> {
        if let [only] = parts
            && only.is_kept()
        {
            return Ok(only.kept((entities, sources), vocabulary, zone));
        }
        Self::assembled(parts, (entities, sources), vocabulary, zone)
    }

    /// The same, one statement after the other.
    pub(super) fn assembled(
        parts: &[Selected<'_>],
        (entities, sources): (&[Entity], Sources),
        vocabulary: Vocabulary,
        zone: Zone,
    ) -> io::Result<Self> {
        let mut turned: Vec<(Turn, Place)> = Vec::new();
        for (part, selected) in parts.iter().enumerate() {
            let place = |statement: &StatementIndex| selected.place(part, *statement);
            let placed: Option<Vec<Place>> = selected.statements.par_iter().map(place).collect();
            turned.extend(selected.turns().zip(placed.ok_or_else(dangling)?));
        }
        turned.par_sort_by_key(|(turn, _)| *turn);
        let mut places: Vec<Place> =
            (0..).zip(turned).map(|(order, (_, place))| Place { order, ..place }).collect();
        places.par_sort_by_key(Place::key);
        let numbers = Numbers::new(parts, &places);
        let assembled = |places: &[Place]| {
            let mut assembler = Assembler::new(usize::MAX);
            for place in places {
                parts[place.part].push(place, &numbers, &mut assembler)?;
            }
            assembler.columns()
        };
        let batches: Vec<&[Place]> = by_holders(&places).collect();
        let columns = || batches.into_par_iter().map(assembled).collect::<io::Result<Vec<_>>>();
        let (columns, entities) = rayon::join(columns, || Entities::new(entities));
        Assembler::new(usize::MAX).chain(&columns?, entities, sources, (vocabulary, zone))
    }
}

/// Statements in batches, of which each has other holders.
fn by_holders(places: &[Place]) -> impl Iterator<Item = &[Place]> {
    /// So many are put into columns by one thread; fewer are not worth another.
    const BATCH: usize = 1 << 16;
    let mut rest = places;
    std::iter::from_fn(move || {
        let last = rest.get(BATCH.min(rest.len()).checked_sub(1)?)?.ends.0;
        let end = rest.partition_point(|place| place.ends.0 <= last);
        rest.split_off(..end)
    })
}

/// Where statements stand that correct others, or are corrected.
struct Numbers(HashMap<(usize, StatementIndex), StatementIndex>);

impl Numbers {
    fn new(parts: &[Selected<'_>], places: &[Place]) -> Self {
        let has_corrections: Vec<bool> =
            parts.iter().map(|part| !part.graph.rows.supersedes.is_empty()).collect();
        let numbered = places.iter().enumerate().filter(|(_, place)| has_corrections[place.part]);
        let numbered =
            numbered.map(|(at, place)| ((place.part, place.statement), StatementIndex::new(at)));
        Self(numbered.collect())
    }
}

impl Selected<'_> {
    /// When the turn of each of its statements comes.
    fn turns(&self) -> impl Iterator<Item = Turn> {
        let new = |statement: &StatementIndex| Turn::New(self.graph.order.get(*statement));
        let (listed, new) = match &self.turns {
            Turns::Listed(turns) => (turns.as_slice(), None),
            Turns::New => (&[][..], Some(self.statements.iter().map(new))),
        };
        listed.iter().copied().chain(new.into_iter().flatten())
    }

    fn entity(&self, entity: EntityIndex) -> Option<EntityIndex> {
        self.entities.get(entity.position()).copied().flatten()
    }

    fn place(&self, part: usize, statement: StatementIndex) -> Option<Place> {
        let read = self.graph.statement(statement);
        let pair = read.pair();
        let ends = (self.entity(self.graph.holder(pair))?, self.entity(self.graph.target(pair))?);
        let bounds = read.bounds();
        let (latest, earliest) = (bounds.latest, bounds.earliest);
        Some(Place { ends, latest, earliest, part, statement, order: 0 })
    }

    fn push(&self, place: &Place, numbers: &Numbers, assembler: &mut Assembler) -> io::Result<()> {
        let statement = self.graph.statement(place.statement);
        let row = place.statement.position();
        let rows = &self.graph.rows;
        let source = |source: SourceIndex| self.sources.get(source.position()).copied().flatten();
        let verb = self.verbs.get(statement.verb_index().position()).copied().flatten();
        let about: Option<Vec<_>> = statement.about().map(|entity| self.entity(entity)).collect();
        let reported_in: Option<Vec<_>> = statement.reported_in().map(source).collect();
        let claimed_by = statement.claimed_by();
        let quote = statement.quote().unwrap_or_default();
        let until = statement.until();
        let known = self.recorded.filter(|_| self.graph.recorded(place.statement).is_none());
        let supersedes = statement.supersedes();
        let number = |statement| numbers.0.get(&(place.part, statement)).copied();
        let plain = PlainRow {
            ends: place.ends,
            latest: place.latest,
            verb: verb.ok_or_else(dangling)?,
            source: source(statement.source()).ok_or_else(dangling)?,
            quote: quote.as_bytes(),
            order: place.order,
        };
        assembler.push(&NewRow {
            plain,
            earliest: place.earliest,
            known: known.unwrap_or_else(|| statement.known()),
            date: rows.date.get(row),
            id: rows.id.get(row),
            until: until.as_ref(),
            superseded_since: statement.superseded_since(),
            supersedes: supersedes.map(|it| number(it).ok_or_else(dangling)).transpose()?,
            claimed_by: claimed_by.map(|who| self.entity(who).ok_or_else(dangling)).transpose()?,
            about: &about.ok_or_else(dangling)?,
            reported_in: &reported_in.ok_or_else(dangling)?,
            confidence: rows.confidence.get(row),
            coder: statement.coder(),
            note: statement.note(),
            prefix: statement.prefix(),
            suffix: statement.suffix(),
            time: statement.noted_time(),
        })
    }
}

fn dangling() -> io::Error {
    io::Error::other("a statement refers to what is not there")
}
