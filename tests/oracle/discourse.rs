//! Discourse networks and polarization against dense arrays and the literal formulas.

use jiff::civil::Date;
use proptest::prelude::*;
use stancegraph::{
    analysis::{
        frustration::Budget,
        network::{
            Aggregate, CountOptions, Duplicates, Mode, NetworkEdge, NetworkOptions, Normalize,
            most_edges, network, network_around,
        },
        polarization::{Bounded, Polarization, polarization},
    },
    corpus::{TextFile, read_texts},
    graph::{EntityRef, TemporalGraph},
    model::{Day, EntityKind},
    view::{Frame, View},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

/// Ids in order, with kinds. The first six speak; the last four, and the first, are spoken of.
const ENTITIES: [(&str, &str); 9] = [
    ("a0", "Person"),
    ("a1", "Person"),
    ("a2", "Person"),
    ("a3", "Party"),
    ("a4", "Party"),
    ("a5", "Person"),
    ("t0", "Topic"),
    ("t1", "Topic"),
    ("t2", "Event"),
];
const TARGETS: [usize; 4] = [6, 7, 8, 0];
const N: usize = ENTITIES.len();

/// One statement: who, of what, for it or not, on which day since 2020-12-20, read where.
#[derive(Clone, Debug)]
struct Act {
    actor: usize,
    target: usize,
    is_positive: bool,
    day: i32,
    source: usize,
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    // The days meet the turn of a year, of months and of weeks.
    let act = (0..6_usize, 0..TARGETS.len(), any::<bool>(), 0..50_i32, 0..3_usize).prop_filter_map(
        "nobody speaks of themselves",
        |(actor, target, is_positive, day, source)| {
            let target = TARGETS[target];
            (actor != target).then_some(Act { actor, target, is_positive, day, source })
        },
    );
    proptest::collection::vec(act, 0..24)
}

fn date(act: &Act) -> Date {
    Date::constant(2020, 12, 20).checked_add(jiff::Span::new().days(act.day)).unwrap()
}

fn graph(acts: &[Act]) -> TemporalGraph {
    let mut text =
        "Corpus(vocabulary: [(verb: \"is-for\", polarity: Positive), (verb: \"is-against\", \
                    polarity: Negative), (verb: \"notes\", polarity: Neutral)], entities: ["
            .to_owned();
    for (id, kind) in ENTITIES {
        let _ = write!(text, "(id: \"{id}\", kind: {kind}, name: \"{id}\"),");
    }
    text += "], sources: [(id: \"s0\", kind: Post), (id: \"s1\", kind: Post), (id: \"s2\", kind: Post)], \
             statements: [";
    for (position, act) in acts.iter().enumerate() {
        let verb = if act.is_positive { "is-for" } else { "is-against" };
        let _ = write!(
            text,
            "(id: \"{position:02}\", holder: \"{}\", stance: \"{verb}\", target: \"{}\", on: \"{}\", source: \"s{}\"),",
            ENTITIES[act.actor].0,
            ENTITIES[act.target].0,
            date(act),
            act.source
        );
    }
    // Statements without a sign, and claims, are left out.
    text += "(id: \"n\", holder: \"a1\", stance: \"notes\", target: \"t0\", source: \"s0\", on: \"2021\"),\
             (id: \"c\", holder: \"a1\", stance: \"is-for\", target: \"t0\", source: \"s0\", on: \"2021\", \
             claimed_by: \"a2\"),])";
    let reading = read_texts(vec![TextFile { path: "debate.ron".into(), text }]);
    assert!(reading.is_sound(), "{:#?}", reading.diagnostics);
    TemporalGraph::new(reading.corpus)
}

fn view(graph: &TemporalGraph) -> View<'_> {
    View::new(graph, Frame::all(Day::from_civil(2026, 1, 1)))
}

/// Σ over targets and signs.
fn sum(term: impl Fn(usize, usize) -> f64) -> f64 {
    (0..N).flat_map(|j| [0, 1].map(|k| (j, k))).map(|(j, k)| term(j, k)).sum()
}

/// x[i][j][k], as the statements that count.
struct Dense(Vec<Vec<[Vec<usize>; 2]>>);

impl Dense {
    fn new(acts: &[Act], duplicates: Duplicates, kinds: &[EntityKind]) -> Self {
        let mut x = vec![vec![[Vec::new(), Vec::new()]; N]; N];
        let mut order: Vec<usize> = (0..acts.len()).collect();
        order.sort_by_key(|&at| acts[at].day);
        for at in order {
            let act = &acts[at];
            let kind = ENTITIES[act.target].1.to_lowercase();
            if !kinds.is_empty() && !kinds.iter().any(|other| other.word() == kind) {
                continue;
            }
            let cell: &mut Vec<usize> = &mut x[act.actor][act.target][usize::from(act.is_positive)];
            let is_same = |other: &usize| {
                let (a, b) = (date(act), date(&acts[*other]));
                let (week, other_week) = (a.iso_week_date(), b.iso_week_date());
                match duplicates {
                    Duplicates::Include => false,
                    Duplicates::Document => act.source == acts[*other].source,
                    Duplicates::Day => a == b,
                    Duplicates::Week => {
                        (week.year(), week.week()) == (other_week.year(), other_week.week())
                    }
                    Duplicates::Month => (a.year(), a.month()) == (b.year(), b.month()),
                    Duplicates::Year => a.year() == b.year(),
                    Duplicates::Range => true,
                }
            };
            if !cell.iter().any(is_same) {
                cell.push(at);
            }
        }
        Self(x)
    }

    fn transposed(&self) -> Self {
        let column = |j: usize| (0..N).map(|i| self.0[i][j].clone()).collect();
        Self((0..N).map(column).collect())
    }

    fn x(&self, i: usize, j: usize, k: usize) -> f64 {
        f64::from(u32::try_from(self.0[i][j][k].len()).unwrap())
    }

    fn n(&self, i: usize) -> f64 {
        sum(|j, k| self.x(i, j, k))
    }

    fn congruence(&self, a: usize, b: usize) -> f64 {
        sum(|j, k| self.x(a, j, k) * self.x(b, j, k))
    }

    fn conflict(&self, a: usize, b: usize) -> f64 {
        sum(|j, k| self.x(a, j, k) * self.x(b, j, 1 - k))
    }

    fn one_mode(&self, a: usize, b: usize, aggregate: Aggregate, normalize: Normalize) -> f64 {
        let both = |i: usize, j: usize| self.x(i, j, 0) + self.x(i, j, 1);
        let omega = match aggregate {
            Aggregate::Congruence => self.congruence(a, b),
            Aggregate::Conflict => self.conflict(a, b),
            Aggregate::Subtract => self.congruence(a, b) - self.conflict(a, b),
            Aggregate::Ignore => (0..N).map(|j| both(a, j) * both(b, j)).sum(),
            Aggregate::Combine => unreachable!(),
        };
        let without = |i: usize, other: usize| {
            sum(|j, k| if self.x(other, j, k) == 0.0 { self.x(i, j, k) } else { 0.0 })
        };
        let divisor = match normalize {
            Normalize::No => 1.0,
            Normalize::Average => 0.5 * (self.n(a) + self.n(b)),
            Normalize::Jaccard => without(a, b) + without(b, a) + self.congruence(a, b),
            Normalize::Cosine => self.n(a) * self.n(b),
            Normalize::Activity | Normalize::Prominence => unreachable!(),
        };
        if divisor == 0.0 { 0.0 } else { omega / divisor }
    }

    /// Statements that have a statement of the other on the same, of an equal or other sign as meant.
    fn behind(&self, a: usize, b: usize, aggregate: Aggregate) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        for j in 0..N {
            for (k, other) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
                let is_meant = match aggregate {
                    Aggregate::Congruence => k == other,
                    Aggregate::Conflict => k != other,
                    _ => true,
                };
                let (these, those) = (&self.0[a][j][k], &self.0[b][j][other]);
                if is_meant && !these.is_empty() && !those.is_empty() {
                    found.extend(these.iter().chain(those));
                }
            }
        }
        found
    }

    fn two_mode(&self, i: usize, j: usize, aggregate: Aggregate, normalize: Normalize) -> f64 {
        let (minus, plus) = (self.x(i, j, 0), self.x(i, j, 1));
        let count = match aggregate {
            Aggregate::Ignore => minus + plus,
            Aggregate::Subtract => plus - minus,
            _ if minus == 0.0 => 1.0,
            _ if plus == 0.0 => 2.0,
            _ => 3.0,
        };
        match normalize {
            Normalize::Activity => count / self.n(i),
            Normalize::Prominence => count / self.transposed().n(j),
            _ => count,
        }
    }
}

type Edges = BTreeMap<(usize, usize), (f64, BTreeSet<usize>)>;

fn expected(dense: &Dense, options: &NetworkOptions) -> Edges {
    let mut edges = Edges::new();
    let transposed = dense.transposed();
    let projected = if options.mode == Mode::Targets { &transposed } else { dense };
    for a in 0..N {
        for b in 0..N {
            let (weight, behind) = if options.mode == Mode::Twomode {
                let behind = dense.0[a][b].concat().into_iter().collect();
                (dense.two_mode(a, b, options.aggregate, options.normalize), behind)
            } else if a < b {
                let weight = projected.one_mode(a, b, options.aggregate, options.normalize);
                (weight, projected.behind(a, b, options.aggregate))
            } else {
                continue;
            };
            if !BTreeSet::is_empty(&behind) && weight.abs() >= options.min_weight {
                edges.insert((a, b), (weight, behind));
            }
        }
    }
    edges
}

fn check(acts: &[Act], options: &NetworkOptions) {
    let graph = graph(acts);
    let view = view(&graph);
    let expected =
        expected(&Dense::new(acts, options.count.duplicates, &options.count.kinds), options);
    let found = network(&view, options);
    let Ok(found) = found else { panic!("{options:?} should mean something") };
    let ends: Vec<_> =
        found.edges().iter().map(|edge| (edge.a.position(), edge.b.position())).collect();
    assert_eq!(ends, expected.keys().copied().collect::<Vec<_>>(), "{options:?}");
    for (edge, (weight, behind)) in found.edges().iter().zip(expected.values()) {
        assert!((edge.weight - weight).abs() < 1e-12, "{} for {weight}: {options:?}", edge.weight);
        let ids = found.statements(&view, edge).into_iter();
        let ids: Vec<usize> =
            ids.map(|statement| graph.statement(statement).id().parse().unwrap()).collect();
        assert_eq!(ids.iter().copied().collect::<BTreeSet<_>>(), *behind, "{options:?}");
        assert!(ids.is_sorted_by_key(|&at| (acts[at].day, at)), "{ids:?}");
        assert_eq!(ids.len(), behind.len());
    }
    let (mode, count) = (options.mode, &options.count);
    assert!(most_edges(&view, count, mode, None) >= found.edges().len() as u64, "{options:?}");
    for entity in graph.entities().map(EntityRef::index) {
        let is_of = |edge: &&NetworkEdge| [edge.a, edge.b].contains(&entity);
        let expected: Vec<NetworkEdge> = found.edges().iter().filter(is_of).copied().collect();
        let around = network_around(&view, options, Some(entity));
        let Ok(around) = around else { panic!("{options:?} should mean something") };
        assert_eq!(around.edges(), expected, "{options:?}");
        let most = most_edges(&view, count, mode, Some(entity));
        assert!(most >= expected.len() as u64, "{options:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn networks_are_those_of_the_formulas(
        acts in acts(),
        duplicates in proptest::sample::select(Duplicates::ALL),
        kinds in proptest::sample::subsequence(
            vec![EntityKind::Topic, EntityKind::Event, EntityKind::Person], 0..3),
        min_weight in proptest::sample::select(vec![0.0, 0.0, 0.4, 2.0]),
    ) {
        let mut n_combinations = 0;
        for (&mode, &aggregate, &normalize) in Mode::ALL.iter().flat_map(|mode| {
            let each = move |aggregate| Normalize::ALL.iter().map(move |by| (mode, aggregate, by));
            Aggregate::ALL.iter().flat_map(each)
        }) {
            let count = CountOptions { duplicates, kinds: kinds.clone() };
            let options = NetworkOptions { count, mode, aggregate, normalize, min_weight };
            if options.check().is_ok() {
                n_combinations += 1;
                check(&acts, &options);
            }
        }
        // 4 aggregates by 4 norms twice; two modes: 2 by 3, and codes.
        prop_assert_eq!(n_combinations, 16 + 16 + 7);
    }

    #[test]
    fn polarization_is_the_best_of_all_splits(
        acts in acts(),
        duplicates in proptest::sample::select(Duplicates::ALL),
    ) {
        let graph = graph(&acts);
        let count = CountOptions { duplicates, kinds: Vec::new() };
        let found = polarization(&view(&graph), &count, &Budget::unlimited());
        let dense = Dense::new(&acts, duplicates, &[]);
        let pairs = || (0..N).flat_map(|b| (0..b).map(move |a| (a, b)));
        let all: f64 = pairs().map(|(a, b)| dense.congruence(a, b) + dense.conflict(a, b)).sum();
        let fit = |side: &dyn Fn(usize) -> bool| -> f64 {
            let term = |(a, b): (usize, usize)| {
                let difference = dense.congruence(a, b) - dense.conflict(a, b);
                if side(a) == side(b) { difference } else { -difference }
            };
            pairs().map(term).sum::<f64>() / all
        };
        if all == 0.0 {
            prop_assert!(found.value.is_none() && found.fit.is_none() && found.conflict_share.is_none());
            prop_assert!(found.actors.is_empty() && found.statements.is_empty());
            return Ok(());
        }
        let best = (0..1_u32 << N).map(|split| fit(&|i| split >> i & 1 == 1)).fold(-1.0, f64::max);
        let conflict: f64 = pairs().map(|(a, b)| dense.conflict(a, b)).sum();
        let value = if conflict * 2.0 < all { best * 2.0 * conflict / all } else { best };
        for (bounded, meant) in [(found.fit, best), (found.value, value)] {
            let bounded = bounded.unwrap();
            prop_assert!(bounded.is_exact);
            prop_assert!((bounded.lower - meant).abs() < 1e-12 && (bounded.upper - meant).abs() < 1e-12);
        }
        let of_split = fit(&|i| found.camps.place(i).is_some_and(|place| place.camp == 1));
        prop_assert!((of_split - best).abs() < 1e-12);
        prop_assert!((found.conflict_share.unwrap() - conflict / all).abs() < 1e-12);
        let shares = |&i: &usize| (0..N).any(|other| {
            other != i && dense.congruence(i, other) + dense.conflict(i, other) > 0.0
        });
        let actors: Vec<usize> = (0..N).filter(shares).collect();
        prop_assert_eq!(found.actors.iter().map(|actor| actor.position()).collect::<Vec<_>>(), actors);
        let behind: BTreeSet<usize> =
            pairs().flat_map(|(a, b)| dense.behind(a, b, Aggregate::Ignore)).collect();
        let ids = found.statements.iter().map(|&statement| graph.statement(statement).id().parse().unwrap());
        prop_assert_eq!(ids.collect::<BTreeSet<usize>>(), behind);
    }
}

/// Everybody on the same target, on days of their own: actors 1 to 5 for it or against it.
fn debate(signs: &[bool]) -> Vec<Act> {
    let act = |(actor, (&is_positive, day))| Act { actor, target: 6, is_positive, day, source: 0 };
    (1..).zip(signs.iter().zip(0..)).map(act).collect()
}

fn polarized(signs: &[bool], budget: &Budget<'_>) -> Polarization {
    let graph = graph(&debate(signs));
    let count = CountOptions { duplicates: Duplicates::Include, kinds: Vec::new() };
    polarization(&view(&graph), &count, budget)
}

/// The bounds of a measure that is proved.
fn exact(number: f64) -> Bounded {
    Bounded { lower: number, upper: number, is_exact: true }
}

#[test]
fn polarization_is_0_at_consensus_whatever_it_is_about() {
    for n in 2..=5 {
        for is_positive in [true, false] {
            for budget in [Budget::unlimited(), Budget::until(&|| true)] {
                let found = polarized(&vec![is_positive; n], &budget);
                assert_eq!(
                    (found.value, found.fit),
                    (Some(exact(0.0)), Some(exact(1.0))),
                    "{n} actors"
                );
                assert_eq!((found.conflict_share, found.actors.len()), (Some(0.0), n));
            }
        }
    }
}

#[test]
fn polarization_is_1_where_two_camps_fit_and_half_is_conflict() {
    // One against three: three pairs agree and three disagree.
    let half = polarized(&[false, true, true, true], &Budget::unlimited());
    assert_eq!((half.value, half.fit), (Some(exact(1.0)), Some(exact(1.0))));
    assert_eq!((half.conflict_share, half.actors.len(), half.statements.len()), (Some(0.5), 4, 4));
    // More conflict than half does not raise it; less lowers it: one against four, 4 of 10 pairs.
    let more = polarized(&[false, false, true, true], &Budget::unlimited());
    assert_eq!((more.value, more.conflict_share), (Some(exact(1.0)), Some(4.0 / 6.0)));
    let less = polarized(&[false, true, true, true, true], &Budget::unlimited());
    assert_eq!((less.value, less.fit), (Some(exact(0.8)), Some(exact(1.0))));
    assert_eq!(less.conflict_share, Some(0.4));
}
