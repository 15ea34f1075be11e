//! How much there is.

use crate::{
    graph::{Certainty, EntityRef, PairIndex, StatementIndex, TemporalGraph, View},
    model::{Bounds, Day, Effect, EntityKind, Polarity, Span},
};
use fixedbitset::FixedBitSet;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Counts over the statements of a view. Claims and corrected statements are counted apart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stats {
    /// Entities that the statements name; all that are declared when the view leaves nothing out.
    pub entities: usize,
    /// Sources that the statements name; all that are declared when the view leaves nothing out.
    pub sources: usize,
    /// Statements that count.
    pub statements: usize,
    /// Of these, those only possibly inside the view.
    pub possible: usize,
    /// Claims that do not count.
    pub claims: usize,
    /// Corrected statements, which do not count.
    pub superseded: usize,
    /// Ordered pairs with a statement that counts.
    pub pairs: usize,
    /// The first and the last day on which a statement may have been said.
    pub dates: Option<(Day, Day)>,
    /// Statements by what their verb does, in the order of the vocabulary's words.
    pub by_polarity: Vec<(&'static str, usize)>,
    /// Statements by verb, by word.
    pub by_verb: BTreeMap<String, usize>,
    /// Entities by kind.
    pub by_kind: Vec<(EntityKind, usize)>,
}

/// Counts a view. Time linear in the statements, on all processors.
pub fn stats(view: &View<'_>) -> Stats {
    stats_of_each(std::slice::from_ref(view)).pop().unwrap_or_default()
}

/// Counts each of some views of one graph that differ in their spans alone, whose begins and ends
/// ascend. Time linear in the statements, and in the views that each is in.
pub fn stats_of_each(views: &[View<'_>]) -> Vec<Stats> {
    /// Who and what is named takes a bit for each view; more than this many bytes take several turns.
    const MOST_BYTES: usize = 64 << 20;
    let Some(first) = views.first() else { return Vec::new() };
    let n_items = first.graph().n_entities() + first.graph().n_sources();
    let at_once = (MOST_BYTES * 8 / n_items.max(1)).max(1);
    let counted = views.chunks(at_once).flat_map(|views| {
        let counts = count(views);
        views.iter().zip(counts).map(|(view, count)| count.stats(view)).collect::<Vec<_>>()
    });
    counted.collect()
}

/// Kinds of what a verb does: polarities, and ending.
const N_EFFECTS: usize = Polarity::ALL.len() + 1;

/// The counts of one view while they are made.
struct Count {
    stats: Stats,
    by_effect: [usize; N_EFFECTS],
    by_verb: Vec<usize>,
    named: FixedBitSet,
    read: FixedBitSet,
    /// The pair that was counted last.
    pair: Option<PairIndex>,
}

fn count(views: &[View<'_>]) -> Vec<Count> {
    /// With fewer pairs, to begin in parallel would take longer than all of them.
    const MANY: usize = 20_000;
    let Some(graph) = views.first().map(View::graph) else { return Vec::new() };
    let new = || -> Vec<Count> { views.iter().map(|_| Count::new(graph)).collect() };
    let add = |mut counts: Vec<Count>, pair: usize| {
        add_pair(views, &mut counts, PairIndex::new(pair));
        counts
    };
    let n_pairs = graph.n_pairs();
    if n_pairs < MANY {
        return (0..n_pairs).fold(new(), add);
    }
    let part = n_pairs / (2 * rayon::current_num_threads());
    let parts = (0..n_pairs).into_par_iter().with_min_len(part).fold(new, add);
    parts.reduce(new, |mut counts, others| {
        for (count, other) in counts.iter_mut().zip(others) {
            count.merge(&other);
        }
        counts
    })
}

/// Counts the statements of a pair in every view that they are in.
fn add_pair(views: &[View<'_>], counts: &mut [Count], pair: PairIndex) {
    let Some(graph) = views.first().map(View::graph) else { return };
    for statement in graph.statements_of(pair) {
        let bounds = graph.statement(statement).bounds();
        let is_over = |view: &View<'_>| {
            let end = view.frame().span.end;
            end <= bounds.earliest && end != Day::MAX
        };
        let first = views.partition_point(is_over);
        let begun = views.partition_point(|view| view.frame().span.begin <= bounds.latest);
        for (view, count) in views.iter().zip(counts.iter_mut()).take(begun).skip(first) {
            count.add(view, pair, statement);
        }
    }
}

impl Count {
    fn new(graph: &TemporalGraph) -> Self {
        Self {
            stats: Stats::default(),
            by_effect: [0; N_EFFECTS],
            by_verb: vec![0; graph.vocabulary().verbs().len()],
            named: FixedBitSet::with_capacity(graph.n_entities()),
            read: FixedBitSet::with_capacity(graph.n_sources()),
            pair: None,
        }
    }

    fn add(&mut self, view: &View<'_>, pair: PairIndex, statement: StatementIndex) {
        let Some(certainty) = view.framed(statement) else { return };
        if view.is_superseded(statement) {
            self.stats.superseded += 1;
            return;
        }
        let graph = view.graph();
        let row = graph.statement(statement);
        let ends = [graph.holder(pair), graph.target(pair)];
        for entity in ends.into_iter().chain(row.claimed_by()).chain(row.about()) {
            self.named.insert(entity.position());
        }
        for source in std::iter::once(row.source()).chain(row.reported_in()) {
            self.read.insert(source.position());
        }
        if view.is_mere_claim(statement) {
            self.stats.claims += 1;
            return;
        }
        self.stats.statements += 1;
        self.stats.possible += usize::from(certainty == Certainty::Possible);
        self.stats.pairs += usize::from(self.pair.replace(pair) != Some(pair));
        self.by_effect[row.effect().position()] += 1;
        self.by_verb[row.verb_index().position()] += 1;
        let Bounds { earliest, latest } = row.bounds();
        widen(&mut self.stats.dates, [earliest, latest]);
    }

    /// Adds what was counted of other pairs.
    fn merge(&mut self, other: &Self) {
        let (stats, others) = (&mut self.stats, &other.stats);
        stats.statements += others.statements;
        stats.possible += others.possible;
        stats.claims += others.claims;
        stats.superseded += others.superseded;
        stats.pairs += others.pairs;
        widen(&mut stats.dates, others.dates.into_iter().flat_map(|(first, last)| [first, last]));
        let counts = self.by_effect.iter_mut().chain(&mut self.by_verb);
        for (count, other) in counts.zip(other.by_effect.iter().chain(&other.by_verb)) {
            *count += other;
        }
        self.named.union_with(&other.named);
        self.read.union_with(&other.read);
    }

    fn stats(self, view: &View<'_>) -> Stats {
        let graph = view.graph();
        let is_whole = leaves_nothing_out(view);
        let effects =
            Polarity::ALL.iter().map(|polarity| Effect::Expresses(*polarity)).chain([Effect::Ends]);
        let verbs = graph.vocabulary().verbs().iter().zip(&self.by_verb);
        let mut by_kind = BTreeMap::new();
        let is_named =
            |entity: &EntityRef<'_>| is_whole || self.named.contains(entity.index().position());
        for entity in graph.entities().filter(is_named) {
            *by_kind.entry(entity.kind()).or_default() += 1;
        }
        Stats {
            entities: if is_whole { graph.n_entities() } else { self.named.count_ones(..) },
            sources: if is_whole { graph.n_sources() } else { self.read.count_ones(..) },
            by_polarity: effects
                .map(|effect| (effect.word(), self.by_effect[effect.position()]))
                .collect(),
            by_verb: verbs
                .filter(|(_, count)| **count > 0)
                .map(|(verb, count)| (verb.word.clone(), *count))
                .collect(),
            by_kind: by_kind.into_iter().collect(),
            ..self.stats
        }
    }
}

/// Takes bounded days into a range.
fn widen(dates: &mut Option<(Day, Day)>, days: impl IntoIterator<Item = Day>) {
    for day in days.into_iter().filter(|day| day.is_bounded()) {
        let range = dates.map_or((day, day), |(first, last)| (first.min(day), last.max(day)));
        *dates = Some(range);
    }
}

/// The first and the last bounded day on which one of the view's statements may have been said.
pub fn dates(view: &View<'_>, is_wanted: impl Fn(StatementIndex) -> bool) -> Option<(Day, Day)> {
    let graph = view.graph();
    let mut dates = None;
    for statement in graph.statements().filter(|statement| is_wanted(*statement)) {
        let Bounds { earliest, latest } = graph.statement(statement).bounds();
        widen(&mut dates, [earliest, latest]);
    }
    dates
}

/// Whether a view takes in everything that the corpus declares.
pub fn leaves_nothing_out(view: &View<'_>) -> bool {
    let frame = view.frame();
    frame.span == Span::ALL
        && frame.known_by.is_none()
        && matches!(frame.filter, crate::graph::Filter::All)
}

/// The entities that the listed statements of a view name; all when it leaves nothing out.
pub fn named_entities(view: &View<'_>) -> Vec<bool> {
    let graph = view.graph();
    let is_whole = leaves_nothing_out(view);
    let mut named = vec![is_whole; graph.n_entities()];
    if is_whole {
        return named;
    }
    for pair in graph.pairs() {
        for statement in
            graph.statements_of(pair).filter(|statement| view.listed(*statement).is_some())
        {
            let row = graph.statement(statement);
            let ends = [graph.holder(pair), graph.target(pair)];
            for entity in ends.into_iter().chain(row.claimed_by()).chain(row.about()) {
                named[entity.position()] = true;
            }
        }
    }
    named
}
