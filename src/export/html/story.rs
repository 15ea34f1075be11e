//! The statements of a page, their entities and sources, and the ties that follow.
//!
//! Items refer to each other by their position in the page's lists. Days are counted from 1970-01-01;
//! fields that are unbounded or unknown are left out.

use super::{
    scope::Scope,
    shifts::{ShiftItem, shifts},
    words::{VerbItem, source_name},
};
use crate::{
    export::scene::Scene,
    graph::{PairIndex, RoleRef, StatementIndex, TemporalGraph},
    language::Messages,
    model::{Day, EntityIndex, SourceIndex, VerbIndex},
    view::{Certainty, Spell, View},
};
use serde::Serialize;
use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

/// The position of each item of the graph in the page's lists.
#[derive(Debug, Default)]
pub(super) struct Positions {
    entities: BTreeMap<EntityIndex, usize>,
    sources: BTreeMap<SourceIndex, usize>,
    verbs: BTreeMap<VerbIndex, usize>,
    statements: BTreeMap<StatementIndex, usize>,
    pairs: BTreeMap<PairIndex, usize>,
}

impl Positions {
    fn of(scene: &Scene<'_>, scope: &Scope) -> Self {
        let graph = scene.view().graph();
        let (mut entities, mut sources, mut verbs) =
            (scope.fixed.clone(), BTreeSet::new(), BTreeSet::new());
        for statement in scope.statements.iter().map(|&it| graph.statement(it)) {
            entities.extend([statement.holder(), statement.target()]);
            entities.extend(statement.about().chain(statement.claimed_by()));
            sources.insert(statement.source());
            sources.extend(statement.reported_in());
            verbs.insert(statement.verb_index());
        }
        for source in sources.iter().map(|&source| graph.source(source)) {
            entities.extend(source.author().into_iter().chain(source.outlet()));
        }
        let roles = entities.iter().flat_map(|&it| graph.entity(it).roles()).map(RoleRef::of);
        let held_in: Vec<EntityIndex> = roles.collect();
        entities.extend(held_in);
        Self {
            entities: numbered(entities),
            sources: numbered(sources),
            verbs: numbered(verbs),
            statements: numbered(scope.statements.iter().copied()),
            pairs: numbered(scope.pairs.iter().copied()),
        }
    }

    /// The positions of those that are on the page.
    pub(super) fn statements(
        &self,
        wanted: impl IntoIterator<Item = StatementIndex>,
    ) -> Vec<usize> {
        wanted.into_iter().filter_map(|it| self.statements.get(&it).copied()).collect()
    }

    /// The positions of those that are on the page.
    pub(super) fn entities(&self, wanted: impl IntoIterator<Item = EntityIndex>) -> Vec<usize> {
        wanted.into_iter().filter_map(|it| self.entities.get(&it).copied()).collect()
    }

    /// The position of a statement that is on the page.
    pub(super) fn statement(&self, statement: StatementIndex) -> Option<usize> {
        self.statements.get(&statement).copied()
    }

    /// The position of a pair.
    pub(super) fn pair(&self, pair: PairIndex) -> Option<usize> {
        self.pairs.get(&pair).copied()
    }

    fn entity(&self, entity: EntityIndex) -> usize {
        self.entities.get(&entity).copied().unwrap_or_default()
    }
}

fn numbered<T: Ord>(items: impl IntoIterator<Item = T>) -> BTreeMap<T, usize> {
    items.into_iter().zip(0..).collect()
}

/// The story of a page.
#[derive(Debug, Serialize)]
pub(in crate::export) struct Story<'g> {
    /// The first and the last day of the time line; `None` without a dated statement.
    pub(in crate::export) days: Option<(i32, i32)>,
    /// The days on which a tie changes or a statement is made, ascending.
    pub(in crate::export) stops: Vec<i32>,
    pub(in crate::export) entities: Vec<EntityItem<'g>>,
    /// The entities that are drawn.
    pub(in crate::export) nodes: Vec<usize>,
    pub(super) sources: Vec<SourceItem<'g>>,
    pub(in crate::export) verbs: Vec<VerbItem<'g>>,
    pub(in crate::export) statements: Vec<StatementItem<'g>>,
    pub(in crate::export) ties: Vec<TieItem>,
    pub(in crate::export) shifts: Vec<ShiftItem<'g>>,
}

#[derive(Debug, Serialize)]
pub(in crate::export) struct EntityItem<'g> {
    pub(in crate::export) id: &'g str,
    pub(in crate::export) kind: &'static str,
    pub(in crate::export) name: &'g str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(in crate::export) aliases: Vec<&'g str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::export) wikidata: Option<&'g str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::export) note: Option<&'g str>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(in crate::export) attributes: BTreeMap<&'g str, &'g str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    roles: Vec<RoleItem<'g>>,
}

#[derive(Debug, Serialize)]
struct RoleItem<'g> {
    role: &'g str,
    of: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct SourceItem<'g> {
    pub(super) id: &'g str,
    kind: &'static str,
    /// What it is called.
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'g str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outlet: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'g str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    archived: Option<&'g str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'g str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'g str>,
}

#[derive(Debug, Serialize)]
pub(in crate::export) struct StatementItem<'g> {
    pub(in crate::export) id: Cow<'g, str>,
    pub(in crate::export) holder: usize,
    pub(in crate::export) verb: usize,
    pub(in crate::export) target: usize,
    pub(in crate::export) date: Cow<'g, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::export) earliest: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::export) latest: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::export) until: Option<String>,
    pub(in crate::export) source: usize,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(in crate::export) reported_in: Vec<usize>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(in crate::export) about: Vec<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::export) quote: Option<Cow<'g, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::export) claimed_by: Option<usize>,
    /// Whether it counts for ties, shifts and numbers.
    #[serde(skip_serializing_if = "is_so")]
    pub(in crate::export) counted: bool,
    #[serde(skip_serializing_if = "is_not")]
    pub(in crate::export) superseded: bool,
    /// Whether it is definite in the view.
    #[serde(skip_serializing_if = "is_so")]
    pub(in crate::export) definite: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::export) confidence: Option<f64>,
    /// The id of the statement that it corrects.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::export) supersedes: Option<Cow<'g, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::export) recorded: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::export) coder: Option<&'g str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::export) note: Option<&'g str>,
}

/// A pair and its ties over time.
#[derive(Debug, Serialize)]
pub(in crate::export) struct TieItem {
    pub(in crate::export) holder: usize,
    pub(in crate::export) target: usize,
    pub(in crate::export) spells: Vec<SpellItem>,
    /// In order of time.
    pub(in crate::export) statements: Vec<usize>,
}

#[derive(Debug, Serialize)]
pub(in crate::export) struct SpellItem {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::export) begin: Option<i32>,
    /// The day after the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::export) end: Option<i32>,
    pub(in crate::export) polarity: &'static str,
    #[serde(skip_serializing_if = "is_so")]
    pub(in crate::export) definite: bool,
    /// The strongest first.
    pub(in crate::export) deciding: Vec<usize>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it")]
const fn is_so(truth: &bool) -> bool {
    *truth
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it")]
const fn is_not(truth: &bool) -> bool {
    !*truth
}

/// The number of a bounded day.
pub(super) fn number(day: Day) -> Option<i32> {
    day.is_bounded().then(|| day.number())
}

impl<'g> Story<'g> {
    /// What the verb of a statement is called.
    pub(in crate::export) fn verb_of(&self, statement: &StatementItem<'g>) -> &str {
        let kind = self.entities.get(statement.target).map_or("", |entity| entity.kind);
        self.verbs.get(statement.verb).map_or("", |verb| verb.before(kind))
    }

    /// The story of a scene, and the positions of its items.
    pub(super) fn of(scene: &Scene<'g>, scope: &Scope) -> (Self, Positions) {
        let (view, messages) = (scene.view(), scene.messages());
        let graph = view.graph();
        let positions = Positions::of(scene, scope);
        let ties: Vec<TieItem> =
            scope.pairs.iter().map(|&pair| TieItem::new(view, &positions, pair)).collect();
        let mut nodes: BTreeSet<usize> =
            positions.entities(scope.fixed.iter().copied()).into_iter().collect();
        for tie in ties.iter().filter(|tie| !tie.spells.is_empty()) {
            nodes.extend([tie.holder, tie.target]);
        }
        let days = days(view, scope, &ties);
        let story = Self {
            stops: days.map(|days| stops(days, view, scope, &ties)).unwrap_or_default(),
            days,
            entities: positions
                .entities
                .keys()
                .map(|&it| EntityItem::new(graph, &positions, it))
                .collect(),
            nodes: nodes.into_iter().collect(),
            sources: positions
                .sources
                .keys()
                .map(|&it| SourceItem::new(graph, &positions, it, messages))
                .collect(),
            verbs: positions.verbs.keys().map(|&it| VerbItem::new(graph, it, messages)).collect(),
            statements: scope
                .statements
                .iter()
                .map(|&it| StatementItem::new(view, &positions, it))
                .collect(),
            shifts: shifts(view, scope, &positions, messages),
            ties,
        };
        (story, positions)
    }
}

/// The first and the last day of the time line, if a statement is dated: the ends of the view, but no day after today; where the
/// view is open, the days on which statements are made or stances end.
fn days(view: &View<'_>, scope: &Scope, ties: &[TieItem]) -> Option<(i32, i32)> {
    let graph = view.graph();
    let bounds = scope.statements.iter().map(|&it| graph.statement(it).bounds());
    let days = bounds.flat_map(|bounds| [bounds.earliest, bounds.latest]);
    let days: Vec<i32> = days.filter_map(|day| number_inside(view, day)).collect();
    let (first, last) = (*days.iter().min()?, *days.iter().max()?);
    // An end after the last statement is shown, unless it is in the future or that of the view.
    let shown = view.frame().today.min(view.last_day());
    let shown = number(shown).unwrap_or(last);
    let spells = ties.iter().flat_map(|tie| &tie.spells);
    let ends = spells.flat_map(|spell| [spell.begin, spell.end]).flatten();
    let last = ends.filter(|&day| day <= shown).fold(last, i32::max);
    let first = number(view.frame().span.begin).map_or(first, |begin| begin.min(first));
    let last = number(view.last_day()).map_or(last, |end| end.min(shown).max(last));
    Some((first, last))
}

/// The number of the day of the view that is nearest to a day, unless both are unbounded: a statement that is only possibly
/// inside may have been made outside.
fn number_inside(view: &View<'_>, day: Day) -> Option<i32> {
    number(day.max(view.frame().span.begin).min(view.last_day()))
}

fn stops((first, last): (i32, i32), view: &View<'_>, scope: &Scope, ties: &[TieItem]) -> Vec<i32> {
    let graph = view.graph();
    let spells = ties.iter().flat_map(|tie| &tie.spells);
    let changes = spells.flat_map(|spell| [spell.begin, spell.end]).flatten();
    let latest = scope.statements.iter().map(|&it| graph.statement(it).bounds().latest);
    let latest = latest.filter_map(|day| number_inside(view, day));
    let stops: BTreeSet<i32> = changes.chain(latest).chain([first, last]).collect();
    stops.range(first..=last).copied().collect()
}

impl<'g> EntityItem<'g> {
    fn new(graph: &'g TemporalGraph, positions: &Positions, entity: EntityIndex) -> Self {
        let entity = graph.entity(entity);
        // Roles in entities that are not on the page are left out.
        let held = entity.roles().filter(|role| positions.entities.contains_key(&role.of()));
        let roles = held.map(|role| RoleItem {
            role: role.role(),
            of: positions.entity(role.of()),
            from: role.from().map(|date| date.as_str().to_owned()),
            until: role.until().map(|date| date.as_str().to_owned()),
        });
        Self {
            id: entity.id(),
            kind: entity.kind().word(),
            name: entity.name(),
            aliases: entity.aliases().collect(),
            wikidata: entity.wikidata(),
            note: entity.note(),
            attributes: entity.attributes().collect(),
            roles: roles.collect(),
        }
    }
}

impl<'g> SourceItem<'g> {
    fn new(
        graph: &'g TemporalGraph,
        positions: &Positions,
        source: SourceIndex,
        messages: &Messages,
    ) -> Self {
        let source = graph.source(source);
        Self {
            id: source.id(),
            kind: source.kind().word(),
            name: source_name(graph, source, messages),
            title: source.title(),
            author: source.author().map(|it| positions.entity(it)),
            outlet: source.outlet().map(|it| positions.entity(it)),
            published: source.published().map(|date| date.as_str().to_owned()),
            url: source.url(),
            archived: source.archived(),
            language: source.language(),
            note: source.note(),
        }
    }
}

impl<'g> StatementItem<'g> {
    fn new(view: &View<'g>, positions: &Positions, index: StatementIndex) -> Self {
        let graph = view.graph();
        let statement = graph.statement(index);
        let source =
            |source: SourceIndex| positions.sources.get(&source).copied().unwrap_or_default();
        let confidence = statement.confidence().value();
        Self {
            id: statement.id(),
            holder: positions.entity(statement.holder()),
            verb: positions.verbs.get(&statement.verb_index()).copied().unwrap_or_default(),
            target: positions.entity(statement.target()),
            date: statement.date(),
            earliest: number(statement.bounds().earliest),
            latest: number(statement.bounds().latest),
            until: statement.until().map(|date| date.as_str().to_owned()),
            source: source(statement.source()),
            reported_in: statement.reported_in().map(source).collect(),
            about: positions.entities(statement.about()),
            quote: statement.quote(),
            claimed_by: statement.claimed_by().map(|it| positions.entity(it)),
            counted: view.counted(index).is_some(),
            superseded: view.is_superseded(index),
            definite: view.framed(index) == Some(Certainty::Definite),
            confidence: (confidence < 1.0).then_some(confidence),
            supersedes: statement.supersedes().map(|it| graph.statement(it).id()),
            recorded: graph.recorded(index).map(|day| day.to_string()),
            coder: statement.coder(),
            note: statement.note(),
        }
    }
}

impl TieItem {
    fn new(view: &View<'_>, positions: &Positions, pair: PairIndex) -> Self {
        let graph = view.graph();
        let spells = view.decided_spells(pair);
        let mut statements = positions.statements(graph.statements_of(pair));
        statements.sort_unstable();
        Self {
            holder: positions.entity(graph.holder(pair)),
            target: positions.entity(graph.target(pair)),
            spells: spells.into_iter().map(|spell| SpellItem::new(positions, spell)).collect(),
            statements,
        }
    }
}

impl SpellItem {
    fn new(positions: &Positions, (spell, deciding): (Spell, Vec<StatementIndex>)) -> Self {
        Self {
            begin: number(spell.span.begin),
            end: number(spell.span.end),
            polarity: spell.tie.polarity.word(),
            definite: spell.tie.certainty == Certainty::Definite,
            deciding: positions.statements(deciding),
        }
    }
}
