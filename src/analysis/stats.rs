//! How much there is.

use crate::{
    graph::{StatementIndex, View},
    model::{Day, Effect, EntityKind, Polarity, Span},
};
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

/// Counts a view. Time linear in the statements.
pub fn stats(view: &View<'_>) -> Stats {
    let graph = view.graph();
    let mut stats = Stats::default();
    let is_whole = leaves_nothing_out(view);
    let mut named = vec![is_whole; graph.n_entities()];
    let mut read = vec![is_whole; graph.n_sources()];
    let mut by_effect: BTreeMap<&str, usize> = BTreeMap::new();
    let mut by_verb = vec![0; graph.vocabulary().verbs().len()];
    for pair in graph.pairs() {
        let mut counted = 0;
        for statement in graph.statements_of(pair) {
            let Some(certainty) = view.framed(statement) else { continue };
            if view.is_superseded(statement) {
                stats.superseded += 1;
                continue;
            }
            name(view, statement, &mut named, &mut read);
            if view.is_mere_claim(statement) {
                stats.claims += 1;
                continue;
            }
            counted += 1;
            stats.possible += usize::from(certainty == crate::graph::Certainty::Possible);
            let statement = graph.statement(statement);
            *by_effect.entry(statement.effect().word()).or_default() += 1;
            by_verb[statement.verb_index().position()] += 1;
        }
        stats.statements += counted;
        stats.pairs += usize::from(counted > 0);
    }
    stats.dates = dates(view, |statement| view.counted(statement).is_some());
    let effects =
        Polarity::ALL.iter().map(|polarity| Effect::Expresses(*polarity)).chain([Effect::Ends]);
    stats.by_polarity = effects
        .map(|effect| (effect.word(), by_effect.get(effect.word()).copied().unwrap_or(0)))
        .collect();
    let verbs = graph.vocabulary().verbs().iter().zip(by_verb).filter(|(_, count)| *count > 0);
    stats.by_verb = verbs.map(|(verb, count)| (verb.word.clone(), count)).collect();
    let kind_count = |kind| {
        graph
            .entities()
            .zip(&named)
            .filter(|(entity, named)| **named && entity.kind() == kind)
            .count()
    };
    stats.by_kind = EntityKind::ALL
        .iter()
        .map(|kind| (*kind, kind_count(*kind)))
        .filter(|(_, n)| *n > 0)
        .collect();
    stats.entities = named.iter().filter(|named| **named).count();
    stats.sources = read.iter().filter(|read| **read).count();
    stats
}

/// The first and the last bounded day on which one of the view's statements may have been said.
pub fn dates(view: &View<'_>, is_wanted: impl Fn(StatementIndex) -> bool) -> Option<(Day, Day)> {
    let graph = view.graph();
    let mut dates: Option<(Day, Day)> = None;
    for statement in graph.statements().filter(|statement| is_wanted(*statement)) {
        let bounds = graph.statement(statement).bounds();
        for day in [bounds.earliest, bounds.latest].into_iter().filter(|day| day.is_bounded()) {
            dates = Some(dates.map_or((day, day), |(first, last)| (first.min(day), last.max(day))));
        }
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

fn name(view: &View<'_>, statement: StatementIndex, named: &mut [bool], read: &mut [bool]) {
    let statement = view.graph().statement(statement);
    let entities =
        [statement.holder(), statement.target()].into_iter().chain(statement.claimed_by());
    for entity in entities.chain(statement.about()) {
        named[entity.position()] = true;
    }
    for source in std::iter::once(statement.source()).chain(statement.reported_in()) {
        read[source.position()] = true;
    }
}

/// The entities that the listed statements of a view name; all when it leaves nothing out.
pub fn named_entities(view: &View<'_>) -> Vec<bool> {
    let graph = view.graph();
    let is_whole = leaves_nothing_out(view);
    let mut named = vec![is_whole; graph.n_entities()];
    let mut read = vec![is_whole; graph.n_sources()];
    for statement in graph.statements().filter(|statement| view.listed(*statement).is_some()) {
        name(view, statement, &mut named, &mut read);
    }
    named
}
