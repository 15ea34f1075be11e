//! What was said, by whom, where, and which ties follow: the part of a page that does not depend on periods.
//!
//! Everything refers to everything else by its position in the page's lists. Days are counted from 1970-01-01;
//! what is unbounded or unknown is left out.

use super::scope::Scope;
use crate::{
    analysis::shifts::shifts_of,
    export::Scene,
    graph::{PairIndex, RoleRef, StatementIndex, TemporalGraph},
    model::{Day, EntityIndex, SourceIndex, VerbIndex},
    view::{Spell, View},
};
use serde::Serialize;
use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

/// Where each item of the graph stands in the page's lists.
#[derive(Debug, Default)]
pub(super) struct Places {
    entities: BTreeMap<EntityIndex, usize>,
    sources: BTreeMap<SourceIndex, usize>,
    verbs: BTreeMap<VerbIndex, usize>,
    statements: BTreeMap<StatementIndex, usize>,
    pairs: BTreeMap<PairIndex, usize>,
}

impl Places {
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

    /// The places of what of these is on the page.
    pub(super) fn statements(
        &self,
        wanted: impl IntoIterator<Item = StatementIndex>,
    ) -> Vec<usize> {
        wanted.into_iter().filter_map(|it| self.statements.get(&it).copied()).collect()
    }

    /// The places of what of these is on the page.
    pub(super) fn entities(&self, wanted: impl IntoIterator<Item = EntityIndex>) -> Vec<usize> {
        wanted.into_iter().filter_map(|it| self.entities.get(&it).copied()).collect()
    }

    /// The place of a pair.
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

/// The story as a page has it.
#[derive(Debug, Serialize)]
pub(super) struct Story<'g> {
    /// The first and the last day of the time line; none without a dated statement.
    pub(super) days: Option<(i32, i32)>,
    /// The days on which something changes or is said, ascending.
    pub(super) stops: Vec<i32>,
    entities: Vec<EntityItem<'g>>,
    /// The entities that are drawn.
    nodes: Vec<usize>,
    sources: Vec<SourceItem<'g>>,
    verbs: Vec<VerbItem<'g>>,
    statements: Vec<StatementItem<'g>>,
    ties: Vec<TieItem>,
    shifts: Vec<ShiftItem>,
}

#[derive(Debug, Serialize)]
struct EntityItem<'g> {
    id: &'g str,
    kind: &'static str,
    name: &'g str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    aliases: Vec<&'g str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    wikidata: Option<&'g str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'g str>,
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
struct SourceItem<'g> {
    id: &'g str,
    kind: &'static str,
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
    note: Option<&'g str>,
}

#[derive(Debug, Serialize)]
struct VerbItem<'g> {
    word: &'g str,
    effect: &'static str,
    strength: f64,
}

#[derive(Debug, Serialize)]
struct StatementItem<'g> {
    id: Cow<'g, str>,
    holder: usize,
    verb: usize,
    target: usize,
    date: Cow<'g, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    earliest: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    latest: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<String>,
    source: usize,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    reported_in: Vec<usize>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    about: Vec<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    quote: Option<Cow<'g, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    claimed_by: Option<usize>,
    /// Whether it makes ties, shifts and numbers.
    #[serde(skip_serializing_if = "is_so")]
    counted: bool,
    #[serde(skip_serializing_if = "is_not")]
    superseded: bool,
    /// Whether it is surely inside the view.
    #[serde(skip_serializing_if = "is_so")]
    definite: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    coder: Option<&'g str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'g str>,
}

/// A pair and what stands between its ends over time.
#[derive(Debug, Serialize)]
struct TieItem {
    holder: usize,
    target: usize,
    spells: Vec<SpellItem>,
    /// In time.
    statements: Vec<usize>,
}

#[derive(Debug, Serialize)]
struct SpellItem {
    #[serde(skip_serializing_if = "Option::is_none")]
    begin: Option<i32>,
    /// The day after the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<i32>,
    polarity: &'static str,
    #[serde(skip_serializing_if = "is_so")]
    definite: bool,
    /// The strongest first.
    deciding: Vec<usize>,
}

#[derive(Debug, Serialize)]
struct ShiftItem {
    tie: usize,
    from: usize,
    to: usize,
    definite: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    least: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    greatest: Option<i64>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it")]
const fn is_so(truth: &bool) -> bool {
    *truth
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it")]
const fn is_not(truth: &bool) -> bool {
    !*truth
}

/// The number of a day that is one.
pub(super) fn number(day: Day) -> Option<i32> {
    day.is_bounded().then(|| day.number())
}

impl<'g> Story<'g> {
    /// The story of a scene, and where everything stands in it.
    pub(super) fn of(scene: &Scene<'g>, scope: &Scope) -> (Self, Places) {
        let view = scene.view();
        let graph = view.graph();
        let places = Places::of(scene, scope);
        let ties: Vec<TieItem> =
            scope.pairs.iter().map(|&pair| TieItem::new(view, &places, pair)).collect();
        let mut nodes: BTreeSet<usize> =
            places.entities(scope.fixed.iter().copied()).into_iter().collect();
        for tie in ties.iter().filter(|tie| !tie.spells.is_empty()) {
            nodes.extend([tie.holder, tie.target]);
        }
        let days = days(view, scope, &ties);
        let story = Self {
            stops: days.map(|days| stops(days, graph, scope, &ties)).unwrap_or_default(),
            days,
            entities: places
                .entities
                .keys()
                .map(|&it| EntityItem::new(graph, &places, it))
                .collect(),
            nodes: nodes.into_iter().collect(),
            sources: places.sources.keys().map(|&it| SourceItem::new(graph, &places, it)).collect(),
            verbs: places.verbs.keys().map(|&it| VerbItem::new(graph, it)).collect(),
            statements: scope
                .statements
                .iter()
                .map(|&it| StatementItem::new(view, &places, it))
                .collect(),
            shifts: shifts(view, scope, &places),
            ties,
        };
        (story, places)
    }
}

/// The first and the last day on which something is said or ends, as far as there are such days.
fn days(view: &View<'_>, scope: &Scope, ties: &[TieItem]) -> Option<(i32, i32)> {
    let graph = view.graph();
    let bounds = scope.statements.iter().map(|&it| graph.statement(it).bounds());
    let said: Vec<i32> =
        bounds.flat_map(|bounds| [bounds.earliest, bounds.latest]).filter_map(number).collect();
    let (first, last) = (*said.iter().min()?, *said.iter().max()?);
    // What ends after all was said is shown, unless it has not come yet.
    let today = number(view.frame().today).unwrap_or(last);
    let spells = ties.iter().flat_map(|tie| &tie.spells);
    let ends = spells.flat_map(|spell| [spell.begin, spell.end]).flatten();
    let last = ends.filter(|&day| day <= today).fold(last, i32::max);
    Some((first, last))
}

fn stops(
    (first, last): (i32, i32),
    graph: &TemporalGraph,
    scope: &Scope,
    ties: &[TieItem],
) -> Vec<i32> {
    let spells = ties.iter().flat_map(|tie| &tie.spells);
    let changes = spells.flat_map(|spell| [spell.begin, spell.end]).flatten();
    let said =
        scope.statements.iter().filter_map(|&it| number(graph.statement(it).bounds().latest));
    let stops: BTreeSet<i32> = changes.chain(said).chain([first, last]).collect();
    stops.range(first..=last).copied().collect()
}

fn shifts(view: &View<'_>, scope: &Scope, places: &Places) -> Vec<ShiftItem> {
    let item = |shift: crate::analysis::shifts::Shift| {
        Some(ShiftItem {
            tie: places.pair(shift.pair)?,
            from: *places.statements.get(&shift.from)?,
            to: *places.statements.get(&shift.to)?,
            definite: shift.certainty == crate::view::Certainty::Definite,
            least: shift.gap.least,
            greatest: shift.gap.greatest,
        })
    };
    let mut shifts: Vec<ShiftItem> =
        scope.pairs.iter().flat_map(|&pair| shifts_of(view, pair)).filter_map(item).collect();
    shifts.sort_by_key(|shift| (shift.to, shift.from));
    shifts
}

impl<'g> EntityItem<'g> {
    fn new(graph: &'g TemporalGraph, places: &Places, entity: EntityIndex) -> Self {
        let entity = graph.entity(entity);
        // Of one whom nobody speaks of, where he holds a role is not told.
        let held = entity.roles().filter(|role| places.entities.contains_key(&role.of()));
        let roles = held.map(|role| RoleItem {
            role: role.role(),
            of: places.entity(role.of()),
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
            roles: roles.collect(),
        }
    }
}

impl<'g> SourceItem<'g> {
    fn new(graph: &'g TemporalGraph, places: &Places, source: SourceIndex) -> Self {
        let source = graph.source(source);
        Self {
            id: source.id(),
            kind: source.kind().word(),
            title: source.title(),
            author: source.author().map(|it| places.entity(it)),
            outlet: source.outlet().map(|it| places.entity(it)),
            published: source.published().map(|date| date.as_str().to_owned()),
            url: source.url(),
            archived: source.archived(),
            note: source.note(),
        }
    }
}

impl<'g> VerbItem<'g> {
    fn new(graph: &'g TemporalGraph, verb: VerbIndex) -> Self {
        let verb = graph.vocabulary().verb(verb);
        Self { word: &verb.word, effect: verb.effect.word(), strength: verb.strength.value() }
    }
}

impl<'g> StatementItem<'g> {
    fn new(view: &View<'g>, places: &Places, index: StatementIndex) -> Self {
        let graph = view.graph();
        let statement = graph.statement(index);
        let source = |source: SourceIndex| places.sources.get(&source).copied().unwrap_or_default();
        let confidence = statement.confidence().value();
        Self {
            id: statement.id(),
            holder: places.entity(statement.holder()),
            verb: places.verbs.get(&statement.verb_index()).copied().unwrap_or_default(),
            target: places.entity(statement.target()),
            date: statement.date(),
            earliest: number(statement.bounds().earliest),
            latest: number(statement.bounds().latest),
            until: statement.until().map(|date| date.as_str().to_owned()),
            source: source(statement.source()),
            reported_in: statement.reported_in().map(source).collect(),
            about: places.entities(statement.about()),
            quote: statement.quote(),
            claimed_by: statement.claimed_by().map(|it| places.entity(it)),
            counted: view.counted(index).is_some(),
            superseded: view.is_superseded(index),
            definite: view.framed(index) == Some(crate::view::Certainty::Definite),
            confidence: (confidence < 1.0).then_some(confidence),
            coder: statement.coder(),
            note: statement.note(),
        }
    }
}

impl TieItem {
    fn new(view: &View<'_>, places: &Places, pair: PairIndex) -> Self {
        let graph = view.graph();
        let spells = view.decided_spells(pair);
        let mut statements = places.statements(graph.statements_of(pair));
        statements.sort_unstable();
        Self {
            holder: places.entity(graph.holder(pair)),
            target: places.entity(graph.target(pair)),
            spells: spells.into_iter().map(|spell| SpellItem::new(places, spell)).collect(),
            statements,
        }
    }
}

impl SpellItem {
    fn new(places: &Places, (spell, deciding): (Spell, Vec<StatementIndex>)) -> Self {
        Self {
            begin: number(spell.span.begin),
            end: number(spell.span.end),
            polarity: spell.tie.polarity.word(),
            definite: spell.tie.certainty == crate::view::Certainty::Definite,
            deciding: places.statements(deciding),
        }
    }
}
