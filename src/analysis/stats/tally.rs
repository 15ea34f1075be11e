//! Accumulates the counts of many views.

use super::{Stats, bits::Bits, named::leaves_nothing_out};
use crate::{
    graph::{PairIndex, TemporalGraph},
    model::{Bounds, Day, Effect, EntityIndex, EntityKind, Polarity},
    view::{Account, Certainty, Framed, View},
};
use fixedbitset::FixedBitSet;

/// Counts of some views.
pub(super) struct Tally {
    n_verbs: usize,
    views: Vec<Counts>,
    /// Statements by view and verb.
    by_verb: Vec<usize>,
    /// Which views name an entity, and which a source: the bits of all views are adjacent, because an entity that is
    /// named in one view is usually named in the next.
    named: Bits,
    read: Bits,
}

/// The counts.
pub(super) struct Counted {
    views: Vec<Counts>,
    by_verb: Vec<usize>,
    named: FixedBitSet,
    read: FixedBitSet,
}

/// Counts of one view.
#[derive(Clone)]
struct Counts {
    statements: usize,
    possible: usize,
    claims: usize,
    superseded: usize,
    pairs: usize,
    /// The first and the last bounded day; reversed while there are none.
    dates: (Day, Day),
    /// The last counted pair and the last named pair.
    pair: Option<PairIndex>,
    named: Option<PairIndex>,
}

impl Tally {
    pub(super) fn new(graph: &TemporalGraph, n_views: usize) -> Self {
        let n_verbs = graph.vocabulary().verbs().len();
        Self {
            n_verbs,
            views: vec![Counts::none(); n_views],
            by_verb: vec![0; n_views * n_verbs],
            named: Bits::with_capacity(n_views * graph.n_entities()),
            read: Bits::with_capacity(n_views * graph.n_sources()),
        }
    }

    /// Counts a statement in the view at `position`.
    #[inline]
    pub(super) fn add(
        &mut self,
        graph: &TemporalGraph,
        position: usize,
        framed: &Framed,
        certainty: Certainty,
    ) {
        let n_views = self.views.len();
        let counts = &mut self.views[position];
        if framed.account == Account::Superseded {
            counts.superseded += 1;
            return;
        }
        // The statements of a pair are contiguous.
        let is_new = counts.named.replace(framed.pair) != Some(framed.pair);
        if is_new {
            self.named.insert(framed.holder.position() * n_views + position);
            self.named.insert(framed.target.position() * n_views + position);
        }
        if let Some(source) = framed.source {
            self.read.insert(source.position() * n_views + position);
        }
        if framed.names_more() {
            self.add_others(graph, position, framed);
        }
        let counts = &mut self.views[position];
        if framed.account == Account::Claim {
            counts.claims += 1;
            return;
        }
        counts.statements += 1;
        counts.possible += usize::from(certainty == Certainty::Possible);
        counts.pairs += usize::from(counts.pair.replace(framed.pair) != Some(framed.pair));
        self.by_verb[position * self.n_verbs + framed.verb.position()] += 1;
        let Bounds { earliest, latest } = framed.bounds;
        counts.widen([earliest, latest]);
    }

    /// Counts the entities that a statement names besides holder and target, and the other sources that report it.
    #[cold]
    fn add_others(&mut self, graph: &TemporalGraph, position: usize, framed: &Framed) {
        let n_views = self.views.len();
        let named = framed.also_named(graph);
        named.for_each(|entity| self.named.insert(entity.position() * n_views + position));
        let read = framed.reported_in(graph);
        read.for_each(|source| self.read.insert(source.position() * n_views + position));
    }

    /// The counts.
    pub(super) fn finish(self) -> Counted {
        let Self { views, by_verb, named, read, .. } = self;
        Counted { views, by_verb, named: named.finish(), read: read.finish() }
    }
}

impl Counted {
    /// Adds the counts of other pairs.
    pub(super) fn merge(mut self, other: Self) -> Self {
        for (counts, other) in self.views.iter_mut().zip(&other.views) {
            counts.statements += other.statements;
            counts.possible += other.possible;
            counts.claims += other.claims;
            counts.superseded += other.superseded;
            counts.pairs += other.pairs;
            let ((first, last), (begin, end)) = (counts.dates, other.dates);
            counts.dates = (first.min(begin), last.max(end));
        }
        for (count, other) in self.by_verb.iter_mut().zip(&other.by_verb) {
            *count += other;
        }
        self.named.union_with(&other.named);
        self.read.union_with(&other.read);
        self
    }

    /// The counts of each view.
    pub(super) fn stats(self, views: &[View<'_>]) -> Vec<Stats> {
        let Some(graph) = views.first().map(View::graph) else { return Vec::new() };
        let n_verbs = graph.vocabulary().verbs().len();
        let (n_views, n_kinds) = (views.len(), EntityKind::ALL.len());
        let mut by_kind = vec![0; n_views * n_kinds];
        for bit in self.named.ones() {
            let kind = graph.entity(EntityIndex::new(bit / n_views)).kind();
            by_kind[bit % n_views * n_kinds + kind as usize] += 1;
        }
        let mut sources = vec![0; n_views];
        self.read.ones().for_each(|bit| sources[bit % n_views] += 1);
        let rows = self.views.into_iter().zip(views).enumerate();
        let stats = rows.map(|(position, (counts, view))| {
            let by_kind = &mut by_kind[position * n_kinds..][..n_kinds];
            let mut sources = sources[position];
            if leaves_nothing_out(view) {
                by_kind.fill(0);
                graph.entities().for_each(|entity| by_kind[entity.kind() as usize] += 1);
                sources = graph.n_sources();
            }
            counts.stats(graph, &self.by_verb[position * n_verbs..][..n_verbs], by_kind, sources)
        });
        stats.collect()
    }
}

impl Counts {
    fn none() -> Self {
        Self {
            statements: 0,
            possible: 0,
            claims: 0,
            superseded: 0,
            pairs: 0,
            dates: (Day::MAX, Day::MIN),
            pair: None,
            named: None,
        }
    }

    /// Extends the dates by bounded days.
    fn widen(&mut self, days: [Day; 2]) {
        for day in days.into_iter().filter(|day| day.is_bounded()) {
            self.dates = (self.dates.0.min(day), self.dates.1.max(day));
        }
    }

    fn stats(
        self,
        graph: &TemporalGraph,
        by_verb: &[usize],
        by_kind: &[usize],
        sources: usize,
    ) -> Stats {
        let verbs = || graph.vocabulary().verbs().iter().zip(by_verb).filter(|(_, n)| **n > 0);
        let effects =
            Polarity::ALL.iter().map(|polarity| Effect::Expresses(*polarity)).chain([Effect::Ends]);
        let with = |effect: Effect| {
            verbs().filter(|(verb, _)| verb.effect == effect).map(|(_, n)| n).sum()
        };
        let kinds = EntityKind::ALL.iter().copied().zip(by_kind.iter().copied());
        Stats {
            entities: by_kind.iter().sum(),
            sources,
            statements: self.statements,
            possible: self.possible,
            claims: self.claims,
            superseded: self.superseded,
            pairs: self.pairs,
            dates: Some(self.dates).filter(|(first, last)| first <= last),
            by_polarity: effects.map(|effect| (effect.word(), with(effect))).collect(),
            by_verb: verbs().map(|(verb, n)| (verb.word.clone(), *n)).collect(),
            by_kind: kinds.filter(|(_, n)| *n > 0).collect(),
        }
    }
}
