//! The statements in columns, and the frame of a question.
//!
//! [`TemporalGraph`] holds every statement once, sorted by (holder, target, latest day, earliest
//! day, id): a pair is a range, days and verbs are integers, and text lies apart and is read only
//! when shown. A [`View`] is a question's frame over it; it copies no statement. [`Tie`]s are what a
//! view says of a pair, and [`SignedGraph`] is all of them. Both graphs implement petgraph's visit
//! traits, so that its algorithms run on them directly.

mod adjacency;
mod build;
mod column;
pub mod filter;
mod petgraph;
mod signed;
mod statement;
mod tie;
mod undirected;
mod usual;
mod view;

pub use self::petgraph::{PairEdge, TieEdge, Visited};
pub use filter::{Comparison, Filter, FilterError};
pub use signed::SignedGraph;
pub use statement::StatementRef;
pub use tie::Tie;
pub use undirected::{Sign, SignedEdge, UndirectedGraph};
pub use view::{Certainty, Claims, Frame, Possible, Resolve, View};

use self::{
    adjacency::Adjacency,
    column::{Sparse, TextColumn},
};
use crate::model::{
    Bounds, Confidence, Date, Day, Entity, EntityIndex, Source, SourceIndex, VerbIndex, Vocabulary,
    index,
};
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

/// The temporal signed graph: entities as nodes, pairs as edges, each pair with its statements.
#[derive(Debug)]
pub struct TemporalGraph {
    entities: Vec<Entity>,
    sources: Vec<Source>,
    vocabulary: Vocabulary,
    pairs: Adjacency,
    /// Where the statements of each pair begin; and the number of all after the last.
    pair_starts: Vec<u32>,
    pair: Vec<PairIndex>,
    earliest: Vec<Day>,
    latest: Vec<Day>,
    known: Vec<Day>,
    verb: Vec<VerbIndex>,
    source: Vec<SourceIndex>,
    marks: Vec<Marks>,
    until: Sparse<Date>,
    superseded_since: Sparse<Day>,
    claimed_by: Sparse<EntityIndex>,
    about: Sparse<Box<[EntityIndex]>>,
    reported_in: Sparse<Box<[SourceIndex]>>,
    confidence: Sparse<Confidence>,
    supersedes: Sparse<StatementIndex>,
    coder: Sparse<Box<str>>,
    note: Sparse<Box<str>>,
    prefix: Sparse<Box<str>>,
    suffix: Sparse<Box<str>>,
    id: TextColumn,
    date: TextColumn,
    quote: TextColumn,
}

/// What is rare about a statement, so that the common case looks nothing up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Marks(u8);

impl Marks {
    const CLAIM: u8 = 1;
    const UNTIL: u8 = 2;
    const SUPERSEDED: u8 = 4;

    const fn has(self, mark: u8) -> bool {
        self.0 & mark != 0
    }
}

impl TemporalGraph {
    /// The entities, sorted by id.
    pub fn entities(&self) -> &[Entity] {
        &self.entities
    }

    /// The entity at an index of this graph.
    pub fn entity(&self, index: EntityIndex) -> &Entity {
        &self.entities[index.position()]
    }

    /// The sources, sorted by id.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// The source at an index of this graph.
    pub fn source(&self, index: SourceIndex) -> &Source {
        &self.sources[index.position()]
    }

    /// The verbs that statements use.
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// How many statements there are, corrected ones and claims included.
    pub fn n_statements(&self) -> usize {
        self.pair.len()
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
        self.pairs.entering(target).iter().map(|&edge| PairIndex::new(edge as usize))
    }

    /// The statements of a pair, in order: by latest day, earliest day and id.
    pub fn statements_of(
        &self,
        pair: PairIndex,
    ) -> impl DoubleEndedIterator<Item = StatementIndex> {
        self.statement_range(pair).map(StatementIndex::new)
    }

    fn statement_range(&self, pair: PairIndex) -> Range<usize> {
        self.pair_starts[pair.position()] as usize..self.pair_starts[pair.position() + 1] as usize
    }

    fn bounds(&self, statement: StatementIndex) -> Bounds {
        Bounds {
            earliest: self.earliest[statement.position()],
            latest: self.latest[statement.position()],
        }
    }
}
