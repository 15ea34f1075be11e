//! Snapshots of balance, camps and polarization at the ends of periods, and on days of change if these are few.

use super::{
    balance::BalanceItem,
    polarization::{GREAT_DEBATE, PolarizationItem, compared, no_polarization},
    scope::Scope,
    story::{Positions, Story, number},
};
use crate::{
    analysis::{
        camps::{By, CampGraph, Camps, Count, Numbers, Place, camps, of_sides},
        frustration::{Budget, Frustration, Memory, Side, frustration, frustration_from},
        plain::{PlainGraph, Weighing},
        series::{Coverage, Series},
        stats::{OpenStats, Stats, open_stats_of_each},
        triads::{Triangle, census, first_triangles},
    },
    export::{exporter::ExportError, scene::Scene},
    graph::StatementIndex,
    model::{Calendar, Day, EntityIndex, Span},
    view::{Certainty, SignedEdge, Tie, UndirectedGraph, View},
};
use serde::Serialize;
use std::{
    borrow::Cow,
    cell::Cell,
    collections::{BTreeMap, BTreeSet},
};

/// With at most this many days of change there is a snapshot for each; else only for the ends of periods.
const MOST_STOPS: usize = 100;
/// The shortest periods that are no more than this are chosen.
const USUAL_PERIODS: usize = 40;
/// The greatest number of periods of a chart.
const MOST_PERIODS: usize = 1_000;
/// The greatest number of triangles that a snapshot lists.
const MOST_TRIANGLES: usize = 300;
/// The budget of a search in steps, not in time, so that a page is the same on every machine.
const BUDGET: usize = 400;
/// With more pairs of entities than this, what fits two camps is not proved by branching for each day: the search goes
/// on from what was found on the day before.
const GREAT: usize = 1_500;

/// The snapshots and periods of a page.
#[derive(Debug, Serialize)]
pub(in crate::export) struct Course {
    /// The length of a period.
    pub(in crate::export) every: Option<&'static str>,
    pub(in crate::export) periods: Vec<PeriodItem>,
    /// Ascending.
    snapshots: Vec<SnapshotItem>,
    /// Triangles of snapshots.
    triangles: Vec<TriangleItem>,
    /// Why polarization is left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::export) no_polarization: Option<&'static str>,
}

#[derive(Debug, Serialize)]
pub(in crate::export) struct PeriodItem {
    pub(in crate::export) begin: i32,
    /// The last day.
    pub(in crate::export) last: i32,
    /// The definite statements of the period.
    pub(in crate::export) statements: Vec<usize>,
    /// How many definite ones there are of each polarity.
    pub(in crate::export) counts: BTreeMap<&'static str, usize>,
    /// The statements that may have been said in the period, or not.
    pub(in crate::export) open: Vec<usize>,
    /// How many of these there are.
    pub(in crate::export) possible: usize,
    /// How many of these there are of each polarity.
    pub(in crate::export) may: BTreeMap<&'static str, usize>,
    /// The snapshot of its end.
    pub(in crate::export) snapshot: usize,
    pub(in crate::export) balance: BalanceItem,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::export) polarization: Option<PolarizationItem>,
}

/// The signed graph as of a day.
#[derive(Debug, Serialize)]
pub(super) struct SnapshotItem {
    pub(super) day: i32,
    nodes: usize,
    pub(super) edges: usize,
    ambivalent: usize,
    /// Triangles by type.
    pub(super) census: [u64; 4],
    pub(super) strong: Option<f64>,
    weak: Option<f64>,
    /// The frustration index: proved bounds.
    pub(super) lower: f64,
    pub(super) upper: f64,
    pub(super) exact: bool,
    pub(super) normalized: Option<f64>,
    /// The ties that the best split frustrates.
    pub(super) frustrated: Vec<usize>,
    /// Part, number and members of each camp of actors. No tie compares the camps of two parts.
    camps: Vec<CampItem>,
    /// Whether no other camps fit as well; absent when that is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    unique: Option<bool>,
    /// The entities that other camps that fit as well put elsewhere.
    elsewhere: Vec<usize>,
    /// Positions in the list of triangles, the most telling first.
    pub(super) triangles: Vec<usize>,
}

/// Part, number and members of a camp.
pub(in crate::export) type CampItem = (u32, u32, Vec<usize>);

/// Three entities, the ties between them, and how many of the three pairs are positive.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
struct TriangleItem {
    nodes: Vec<usize>,
    ties: Vec<usize>,
    positive: usize,
}

/// What all snapshots share.
pub(super) struct Making<'a> {
    pub(super) scene: &'a Scene<'a>,
    pub(super) positions: &'a Positions,
    pub(super) memory: Memory,
    numbers: Numbers,
    /// The sides of the last great graph of ties, of actors, and of a debate.
    pub(super) sides: Vec<Option<Side>>,
    sides_of_actors: Vec<Option<Side>>,
    pub(super) sides_in_debate: Vec<Option<Side>>,
    triangles: BTreeMap<TriangleItem, usize>,
}

impl Course {
    /// The course of a story.
    pub(super) fn of(
        scene: &Scene<'_>,
        scope: &Scope,
        story: &Story<'_>,
        positions: &Positions,
    ) -> Result<Self, ExportError> {
        let calendar = match (scene.every(), story.days) {
            (Some(every), Some(_)) => Some(every),
            (None, Some(days)) => default_period(days),
            (_, None) => None,
        };
        let spans =
            calendar.map(|every| spans(scene.view(), every)).transpose()?.unwrap_or_default();
        let ends = spans.iter().filter_map(|span| number(span.last()));
        let mut days: BTreeSet<i32> = ends.chain(story.days.map(|(_, last)| last)).collect();
        if story.stops.len() <= MOST_STOPS && scope.left_out.is_none() {
            days.extend(&story.stops);
        }
        let mut making = Making {
            scene,
            positions,
            memory: Memory::default(),
            numbers: Numbers::default(),
            sides: Vec::new(),
            sides_of_actors: Vec::new(),
            sides_in_debate: Vec::new(),
            triangles: BTreeMap::new(),
        };
        let snapshots: Vec<SnapshotItem> = days.iter().map(|&day| making.snapshot(day)).collect();
        let compared = compared(scene);
        let no_polarization = no_polarization(scene, compared);
        let is_great_debate = compared > GREAT_DEBATE;
        let wanted = no_polarization.is_none().then_some(is_great_debate);
        let periods = making.periods(&spans, &days, &snapshots, scope, wanted);
        let mut triangles: Vec<(usize, TriangleItem)> =
            making.triangles.into_iter().map(|(item, position)| (position, item)).collect();
        triangles.sort_unstable_by_key(|(position, _)| *position);
        Ok(Self {
            every: calendar.filter(|_| !periods.is_empty()).map(Calendar::word),
            periods,
            snapshots,
            triangles: triangles.into_iter().map(|(_, item)| item).collect(),
            no_polarization,
        })
    }
}

/// The shortest periods of which the story has few enough.
fn default_period((first, last): (i32, i32)) -> Option<Calendar> {
    let span =
        Span { begin: Day::from_number(first.into()), end: Day::from_number(last.into()).next() };
    let count = |every: &Calendar| every.periods(span).take(MOST_PERIODS + 1).count();
    let few = Calendar::ALL.iter().find(|every| count(every) <= USUAL_PERIODS);
    few.or(Calendar::ALL.last().filter(|every| count(every) <= MOST_PERIODS)).copied()
}

fn spans(view: &View<'_>, every: Calendar) -> Result<Vec<Span>, ExportError> {
    const TOO_MANY: ExportError = ExportError::Unfit(Cow::Borrowed(
        "a page has charts of at most 1000 periods: choose longer ones, or a shorter span with --period",
    ));
    let series = Series { every, coverage: Coverage::Each };
    let periods = series.periods(view).map_err(|_| TOO_MANY)?;
    if periods.len() > MOST_PERIODS {
        Err(TOO_MANY)
    } else {
        Ok(periods.iter().map(|it| it.span).collect())
    }
}

impl Making<'_> {
    fn snapshot(&mut self, day: i32) -> SnapshotItem {
        let view = as_of(self.scene, Day::from_number(day.into()));
        let graph = self.graph(&view);
        let plain = PlainGraph::of(&graph, Weighing::Unit);
        let found = solved(&self.memory, &plain, &mut self.sides);
        let basis = self.scene.basis();
        let friends = match basis.by {
            By::Ties => CampGraph::of_ties(&view, &graph, basis),
            By::Agreement => CampGraph::new(&view, basis),
        };
        let friends = friends.plain();
        let mut camps = if is_great(&friends) {
            of_sides(&friends, &solved(&self.memory, &friends, &mut self.sides_of_actors))
        } else {
            spend(&self.memory, |budget| camps(&friends, Count::TWO, 0, budget))
        };
        self.numbers.renumber(&mut camps);
        let census = census(&plain);
        SnapshotItem {
            day,
            nodes: found.components.iter().map(|component| component.nodes.len()).sum(),
            edges: graph.edges().len(),
            ambivalent: graph.n_ambivalent(),
            census: census.counts,
            strong: census.strong(),
            weak: census.weak(),
            lower: found.lower,
            upper: found.upper,
            exact: found.is_exact(),
            normalized: found.normalized(),
            frustrated: self.frustrated(&graph, &found),
            camps: self.camps(&camps),
            unique: camps.is_unique,
            elsewhere: self.positions.entities(camps.elsewhere.iter().copied().map(entity)),
            triangles: self.triangles(&graph),
        }
    }

    pub(super) fn camps(&self, camps: &Camps) -> Vec<CampItem> {
        let members = camps.members().into_iter();
        let item = |(Place { part, camp }, nodes): (Place, Vec<u32>)| {
            (part, camp, self.positions.entities(nodes.into_iter().map(entity)))
        };
        members.map(item).collect()
    }

    pub(super) fn frustrated(&self, graph: &UndirectedGraph, found: &Frustration) -> Vec<usize> {
        let edges = found.frustrated.iter().filter_map(|&at| graph.edges().get(at));
        let mut ties: Vec<usize> = edges.flat_map(|edge| ties(self.positions, edge)).collect();
        ties.sort_unstable();
        ties
    }

    /// The strongest triangles: tense ones, then others.
    pub(super) fn triangles(&mut self, graph: &UndirectedGraph) -> Vec<usize> {
        let plain = PlainGraph::of(graph, Weighing::Strength);
        let positions = self.positions;
        let item = |triangle: &Triangle| TriangleItem {
            nodes: positions.entities(triangle.nodes.map(entity)),
            ties: triangle
                .edges
                .iter()
                .filter_map(|&at| graph.edges().get(at))
                .flat_map(|edge| ties(positions, edge))
                .collect(),
            positive: triangle.n_positive,
        };
        let is_on_page = |triangle: &Triangle| {
            let item = item(triangle);
            item.nodes.len() == 3 && item.ties.len() >= 3
        };
        let found = first_triangles(&plain, MOST_TRIANGLES, is_on_page);
        let items: Vec<TriangleItem> = found.iter().map(item).collect();
        let position = |item| {
            let next = self.triangles.len();
            *self.triangles.entry(item).or_insert(next)
        };
        items.into_iter().map(position).collect()
    }

    fn periods(
        &mut self,
        spans: &[Span],
        days: &BTreeSet<i32>,
        snapshots: &[SnapshotItem],
        scope: &Scope,
        is_great_debate: Option<bool>,
    ) -> Vec<PeriodItem> {
        let view = self.scene.view();
        let views: Vec<View<'_>> = spans.iter().map(|span| view.with_span(*span)).collect();
        let snapshot_of = |span: &Span| {
            let last = number(span.last()).unwrap_or_default();
            let at = days.range(..last).count();
            (at, snapshots.get(at).filter(|snapshot| snapshot.day == last))
        };
        let balances: Vec<BalanceItem> =
            spans.iter().map(|span| self.balance(span.last(), snapshot_of(span).1)).collect();
        let ends: Vec<Day> = spans.iter().map(|span| span.last()).collect();
        let polarizations: Vec<Option<PolarizationItem>> = match is_great_debate {
            Some(is_great) => self.polarizations(&ends, is_great).into_iter().map(Some).collect(),
            None => ends.iter().map(|_| None).collect(),
        };
        let said = said(scope, spans, &views);
        let items = spans.iter().zip(counts(self.scene, scope, &views)).zip(said);
        let items = items.zip(balances).zip(polarizations);
        let items = items.map(|((((span, (counts, may)), [definite, possible]), balance), it)| {
            PeriodItem {
                begin: number(span.begin).unwrap_or_default(),
                last: number(span.last()).unwrap_or_default(),
                statements: self.positions.statements(definite),
                counts,
                open: self.positions.statements(possible),
                possible: may.values().sum(),
                may,
                snapshot: snapshot_of(span).0,
                balance,
                polarization: it,
            }
        });
        items.collect()
    }
}

/// The ties of an edge that are on the page.
fn ties(positions: &Positions, edge: &SignedEdge) -> Vec<usize> {
    edge.ties.iter().flatten().filter_map(|tie: &Tie| positions.pair(tie.pair)).collect()
}

/// The definite and the possible statements of each period, in the order of the page.
fn said(scope: &Scope, spans: &[Span], periods: &[View<'_>]) -> Vec<[Vec<StatementIndex>; 2]> {
    let mut said: Vec<[Vec<StatementIndex>; 2]> =
        spans.iter().map(|_| Default::default()).collect();
    let Some(graph) = periods.first().map(View::graph) else { return said };
    for &statement in &scope.statements {
        // Periods follow each other, and a statement is only in those that its bounds meet.
        let bounds = graph.statement(statement).bounds();
        let first = spans.partition_point(|span| span.end <= bounds.earliest);
        let end = spans.partition_point(|span| span.begin <= bounds.latest);
        for at in first..end {
            match periods[at].counted(statement) {
                Some(Certainty::Definite) => said[at][0].push(statement),
                Some(Certainty::Possible) => said[at][1].push(statement),
                None => {}
            }
        }
    }
    said
}

/// Whether a graph has too many edges to be proved for each day.
fn is_great(graph: &PlainGraph) -> bool {
    graph.edges().len() > GREAT
}

/// The frustration of a graph; a great one from the sides of the one before, which become its own.
pub(super) fn solved(
    memory: &Memory,
    graph: &PlainGraph,
    sides: &mut Vec<Option<Side>>,
) -> Frustration {
    if !is_great(graph) {
        return spend(memory, |budget| frustration(graph, budget));
    }
    let found = frustration_from(graph, sides);
    sides.clone_from(&found.split);
    found
}

/// How many statements of each polarity there are.
type ByPolarity = BTreeMap<&'static str, usize>;

/// The definite and the possible statements of each period.
fn counts(scene: &Scene<'_>, scope: &Scope, periods: &[View<'_>]) -> Vec<(ByPolarity, ByPolarity)> {
    if scene.focus().is_none() {
        let counts = open_stats_of_each(periods).into_iter();
        return counts.map(|OpenStats { stats, definite }| apart(stats, definite)).collect();
    }
    let of = |period: &View<'_>| {
        let (mut definite, mut possible) = (ByPolarity::new(), ByPolarity::new());
        for &statement in &scope.statements {
            let counts = match period.counted(statement) {
                Some(Certainty::Definite) => &mut definite,
                Some(Certainty::Possible) => &mut possible,
                None => continue,
            };
            *counts.entry(period.graph().statement(statement).effect().word()).or_default() += 1;
        }
        (definite, possible)
    };
    periods.iter().map(of).collect()
}

/// The counts of the definite statements, and what is left of those of all.
fn apart(all: Stats, definite: Stats) -> (ByPolarity, ByPolarity) {
    let met = |(_, count): &(&'static str, usize)| *count > 0;
    let definite: ByPolarity = definite.by_polarity.into_iter().filter(met).collect();
    let left = all.by_polarity.into_iter().map(|(word, count)| {
        (word, count.saturating_sub(definite.get(word).copied().unwrap_or_default()))
    });
    let possible = left.filter(met).collect();
    (definite, possible)
}

/// The view at the end of a day.
pub(super) fn as_of<'g>(scene: &Scene<'g>, last: Day) -> View<'g> {
    let Span { begin, end } = scene.span();
    scene.view().with_span(Span { begin, end: last.next().min(end) })
}

/// Runs `work` within a budget of steps.
pub(super) fn spend<T>(memory: &Memory, work: impl FnOnce(&Budget<'_>) -> T) -> T {
    let calls = Cell::new(0);
    let is_spent = || calls.replace(calls.get() + 1) >= BUDGET;
    work(&Budget::until(&is_spent).remembering(memory))
}

fn entity(node: u32) -> EntityIndex {
    EntityIndex::new(node as usize)
}
