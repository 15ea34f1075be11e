//! Balance, camps and polarization as they stood at the ends of periods, and on days of change where these are few.

use super::{
    scope::Scope,
    story::{Places, Story, number},
};
use crate::{
    analysis::{
        camps::{Camps, Numbers, of_split},
        frustration::{Budget, Frustration, Memory, frustration},
        network::{CountOptions, Duplicates},
        plain::{PlainGraph, Weighing},
        polarization::polarization,
        series::{Coverage, Series},
        stats::{Stats, stats_of_each},
        triads::{Listed, Triangle, census, triangles},
    },
    export::{ExportError, Scene},
    model::{Calendar, Day, EntityIndex, Span},
    view::{Certainty, SignedEdge, Tie, UndirectedGraph, View},
};
use serde::Serialize;
use std::{
    borrow::Cow,
    cell::Cell,
    collections::{BTreeMap, BTreeSet},
};

/// With at most so many days of change, there is a moment for each; else for the ends of periods.
const MOST_STOPS: usize = 100;
/// The shortest periods of which there are no more than this are chosen.
const USUAL_PERIODS: usize = 40;
/// A chart of more periods than this is not drawn.
const MOST_PERIODS: usize = 1_000;
/// Of a moment no more triangles than this are listed.
const MOST_TRIANGLES: usize = 300;
/// How often a search may ask whether it should go on. It is not timed, so that a page is the same on every machine.
const BUDGET: usize = 400;
/// Polarization compares actors pairwise; with more pairs than this it is left to its own command.
const MOST_COMPARED: usize = 4_000_000;

/// How things stood, moment by moment and period by period.
#[derive(Debug, Serialize)]
pub(super) struct Course {
    /// The length of a period.
    every: Option<&'static str>,
    periods: Vec<PeriodItem>,
    /// Ascending.
    moments: Vec<MomentItem>,
    /// Triangles of moments.
    triangles: Vec<TriangleItem>,
    /// Why there is no polarization anywhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    no_polarization: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct PeriodItem {
    begin: i32,
    /// The last day.
    last: i32,
    /// What was said in it.
    statements: Vec<usize>,
    counts: BTreeMap<&'static str, usize>,
    possible: usize,
    /// The moment of its end.
    moment: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    polarization: Option<PolarizationItem>,
}

/// Polarization by everything that was said up to the end of a period.
#[derive(Debug, Serialize)]
struct PolarizationItem {
    value: Option<f64>,
    upper: Option<f64>,
    exact: bool,
    actors: usize,
    n_statements: usize,
    statements: Vec<usize>,
    camps: [Vec<usize>; 2],
}

/// The signed graph as of a day.
#[derive(Debug, Serialize)]
struct MomentItem {
    day: i32,
    nodes: usize,
    edges: usize,
    ambivalent: usize,
    /// Triangles by type.
    census: [u64; 4],
    strong: Option<f64>,
    weak: Option<f64>,
    /// The frustration index: proved bounds.
    lower: f64,
    upper: f64,
    exact: bool,
    normalized: Option<f64>,
    /// The ties that the best split frustrates.
    frustrated: Vec<usize>,
    /// Number and members of each camp of each connected part, as no tie says how those of one part stand to those of
    /// another.
    camps: Vec<(u32, Vec<usize>)>,
    /// Places in the list of triangles, the most telling first.
    triangles: Vec<usize>,
}

/// Three entities, the ties between them, and how many of the three pairs are positive.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
struct TriangleItem {
    nodes: Vec<usize>,
    ties: Vec<usize>,
    positive: usize,
}

/// What moments share.
struct Making<'a> {
    scene: &'a Scene<'a>,
    places: &'a Places,
    memory: Memory,
    numbers: Numbers,
    triangles: BTreeMap<TriangleItem, usize>,
}

impl Course {
    /// The course of a story.
    pub(super) fn of(
        scene: &Scene<'_>,
        scope: &Scope,
        story: &Story<'_>,
        places: &Places,
    ) -> Result<Self, ExportError> {
        let calendar = match (scene.every(), story.days) {
            (Some(every), Some(_)) => Some(every),
            (None, Some(days)) => usual(days),
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
            places,
            memory: Memory::default(),
            numbers: Numbers::default(),
            triangles: BTreeMap::new(),
        };
        let moments: Vec<MomentItem> = days.iter().map(|&day| making.moment(day)).collect();
        let no_polarization = no_polarization(scene);
        let periods = making.periods(&spans, &days, scope, no_polarization.is_none());
        let mut triangles: Vec<(usize, TriangleItem)> =
            making.triangles.into_iter().map(|(item, place)| (place, item)).collect();
        triangles.sort_unstable_by_key(|(place, _)| *place);
        Ok(Self {
            every: calendar.filter(|_| !periods.is_empty()).map(Calendar::word),
            periods,
            moments,
            triangles: triangles.into_iter().map(|(_, item)| item).collect(),
            no_polarization,
        })
    }
}

/// The shortest periods of which the story has few enough.
fn usual((first, last): (i32, i32)) -> Option<Calendar> {
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

/// Why polarization is not computed.
fn no_polarization(scene: &Scene<'_>) -> Option<&'static str> {
    if scene.focus().is_some() {
        return Some(
            "Polarization is a property of a whole debate, and not told of what is around one entity.",
        );
    }
    let graph = scene.view().graph();
    let actors = |target| graph.pairs_towards(target).count();
    let compared: usize =
        (0..graph.n_entities()).map(|target| actors(EntityIndex::new(target)).pow(2)).sum();
    (compared > MOST_COMPARED).then_some(
        "Polarization compares actors pairwise, and there are too many here: ask `stance polarization`.",
    )
}

impl Making<'_> {
    fn moment(&mut self, day: i32) -> MomentItem {
        let view = as_of(self.scene, Day::from_number(day.into()));
        let graph = match self.scene.focus() {
            Some(_) => UndirectedGraph::among(&view, &self.scene.nodes().iter().copied().collect()),
            None => UndirectedGraph::new(&view),
        };
        let plain = PlainGraph::of(&graph, Weighing::Unit);
        let found = spend(&self.memory, |budget| frustration(&plain, budget));
        let mut camps = of_split(&found);
        self.numbers.renumber(&mut camps);
        let census = census(&plain);
        MomentItem {
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
            camps: self.camps(&found, &camps),
            triangles: self.triangles(&graph),
        }
    }

    fn camps(&self, found: &Frustration, camps: &Camps) -> Vec<(u32, Vec<usize>)> {
        let mut parts = Vec::new();
        for component in &found.components {
            let mut members = BTreeMap::<u32, Vec<EntityIndex>>::new();
            for &node in &component.nodes {
                let camp = camps.camp_of.get(node as usize).copied().flatten();
                members.entry(camp.unwrap_or_default()).or_default().push(entity(node));
            }
            parts.extend(members.into_iter().map(|(camp, it)| (camp, self.places.entities(it))));
        }
        parts
    }

    fn frustrated(&self, graph: &UndirectedGraph, found: &Frustration) -> Vec<usize> {
        let edges = found.frustrated.iter().filter_map(|&at| graph.edges().get(at));
        let mut ties: Vec<usize> = edges.flat_map(|edge| self.ties(edge)).collect();
        ties.sort_unstable();
        ties
    }

    /// The ties of an edge that are on the page.
    fn ties(&self, edge: &SignedEdge) -> Vec<usize> {
        edge.ties.iter().flatten().filter_map(|tie: &Tie| self.places.pair(tie.pair)).collect()
    }

    /// The most telling triangles: tense ones, then others.
    fn triangles(&mut self, graph: &UndirectedGraph) -> Vec<usize> {
        let plain = PlainGraph::of(graph, Weighing::Strength);
        let mut found = triangles(&plain, Listed::All);
        found.sort_by_key(Triangle::is_balanced);
        let item = |triangle: &Triangle| TriangleItem {
            nodes: self.places.entities(triangle.nodes.map(entity)),
            ties: triangle
                .edges
                .iter()
                .filter_map(|&at| graph.edges().get(at))
                .flat_map(|edge| self.ties(edge))
                .collect(),
            positive: triangle.n_positive,
        };
        let items: Vec<TriangleItem> = found
            .iter()
            .map(item)
            .filter(|item| item.nodes.len() == 3 && item.ties.len() >= 3)
            .take(MOST_TRIANGLES)
            .collect();
        let place = |item| {
            let next = self.triangles.len();
            *self.triangles.entry(item).or_insert(next)
        };
        items.into_iter().map(place).collect()
    }

    fn periods(
        &self,
        spans: &[Span],
        days: &BTreeSet<i32>,
        scope: &Scope,
        with_polarization: bool,
    ) -> Vec<PeriodItem> {
        let view = self.scene.view();
        let views: Vec<View<'_>> = spans.iter().map(|span| view.with_span(*span)).collect();
        let items = spans.iter().zip(&views).zip(counts(self.scene, scope, &views));
        let items = items.map(|((span, period), (counts, possible))| {
            let last = number(span.last()).unwrap_or_default();
            let said = scope.statements.iter().copied();
            PeriodItem {
                begin: number(span.begin).unwrap_or_default(),
                last,
                statements: self.places.statements(said.filter(|&it| period.counted(it).is_some())),
                counts,
                possible,
                moment: days.range(..last).count(),
                polarization: with_polarization.then(|| self.polarization(span.last())),
            }
        });
        items.collect()
    }

    fn polarization(&self, last: Day) -> PolarizationItem {
        let count = CountOptions { duplicates: Duplicates::Include, kinds: Vec::new() };
        let view = as_of(self.scene, last);
        let found = spend(&self.memory, |budget| polarization(&view, &count, budget));
        let statements = found.statements.iter().copied();
        PolarizationItem {
            value: found.value.map(|value| value.lower),
            upper: found.value.map(|value| value.upper),
            exact: found.value.is_none_or(|value| value.is_exact),
            actors: found.actors.len(),
            n_statements: found.statements.len(),
            statements: self.places.statements(statements),
            camps: found.camps.map(|camp| self.places.entities(camp)),
        }
    }
}

/// How many statements of each polarity there are in each period, and how many of all are only possible.
type Counts = (BTreeMap<&'static str, usize>, usize);

fn counts(scene: &Scene<'_>, scope: &Scope, periods: &[View<'_>]) -> Vec<Counts> {
    if scene.focus().is_none() {
        let counts = stats_of_each(periods).into_iter();
        let of = |stats: Stats| {
            let met = stats.by_polarity.into_iter().filter(|(_, count)| *count > 0);
            (met.collect(), stats.possible)
        };
        return counts.map(of).collect();
    }
    let of = |period: &View<'_>| {
        let mut counts = Counts::default();
        for &statement in &scope.statements {
            let Some(certainty) = period.counted(statement) else { continue };
            let word = period.graph().statement(statement).effect().word();
            *counts.0.entry(word).or_default() += 1;
            counts.1 += usize::from(certainty == Certainty::Possible);
        }
        counts
    };
    periods.iter().map(of).collect()
}

/// The view at the end of a day.
fn as_of<'g>(scene: &Scene<'g>, last: Day) -> View<'g> {
    let Span { begin, end } = scene.span();
    scene.view().with_span(Span { begin, end: last.next().min(end) })
}

/// Does some work within a budget that is counted, not timed.
fn spend<T>(memory: &Memory, work: impl FnOnce(&Budget<'_>) -> T) -> T {
    let asked = Cell::new(0);
    let is_spent = || asked.replace(asked.get() + 1) >= BUDGET;
    work(&Budget::until(&is_spent).remembering(memory))
}

fn entity(node: u32) -> EntityIndex {
    EntityIndex::new(node as usize)
}
