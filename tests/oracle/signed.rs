//! Algorithms on signed graphs against exhaustive search, on small random graphs.

use proptest::prelude::*;
use stancegraph::{
    analysis::{
        camps::{Camps, Count, camps},
        frustration::{Budget, Frustration, Memory, Side, frustration},
        plain::PlainGraph,
        triads::{Listed, census, triangles, triangles_of},
    },
    view::Sign,
};
use std::num::NonZeroU32;

/// Ends, sign and weight of edges; parallel edges may be among them.
type Edges = Vec<(u32, u32, Sign, f64)>;

fn sign(is_positive: bool) -> Sign {
    if is_positive { Sign::Positive } else { Sign::Negative }
}

/// A number of nodes, and edges among them, at most one a pair: none, few, or all.
fn simple_graph(most: u32) -> impl Strategy<Value = (u32, Edges)> {
    (1..=most, 0.0..=1.0_f64, any::<bool>()).prop_flat_map(|(n, density, is_weighted)| {
        let pairs: Vec<(u32, u32)> = (0..n).flat_map(|b| (0..b).map(move |a| (a, b))).collect();
        let edge = move |(a, b): (u32, u32)| {
            let weight = if is_weighted { 1..=10_i32 } else { 10..=10 };
            (proptest::bool::weighted(density), any::<bool>(), weight).prop_map(
                move |(is_there, is_positive, tenths)| {
                    is_there.then(|| (a, b, sign(is_positive), f64::from(tenths) / 10.0))
                },
            )
        };
        let edges: Vec<_> = pairs.into_iter().map(edge).collect();
        (Just(n), edges.prop_map(|edges| edges.into_iter().flatten().collect()))
    })
}

/// The same with parallel edges.
fn multigraph(most: u32) -> impl Strategy<Value = (u32, Edges)> {
    (simple_graph(most), simple_graph(most)).prop_map(|((n, mut edges), (other, more))| {
        edges.extend(more);
        (n.max(other), edges)
    })
}

fn graph(n: u32, edges: &Edges) -> PlainGraph {
    PlainGraph::new(n as usize, edges.iter().copied()).unwrap()
}

fn solve(n: u32, edges: &Edges) -> Frustration {
    frustration(&graph(n, edges), &Budget::unlimited())
}

/// The cost of a partition: negative edges within a part and positive ones across.
fn cost(edges: &Edges, part: impl Fn(u32) -> u32) -> f64 {
    let is_bad = |&&(a, b, sign, _): &&(u32, u32, Sign, f64)| {
        (part(a) == part(b)) != (sign == Sign::Positive)
    };
    edges.iter().filter(is_bad).map(|edge| edge.3).sum()
}

/// The least cost of all partitions into at most `k` parts, each built node by node.
fn least(n: u32, edges: &Edges, k: u32) -> f64 {
    fn place(parts: &mut Vec<u32>, n: u32, edges: &Edges, k: u32, best: &mut f64) {
        if parts.len() == n as usize {
            *best = best.min(cost(edges, |node| parts[node as usize]));
            return;
        }
        let used = parts.iter().max().map_or(0, |most| most + 1);
        for part in 0..=used.min(k - 1) {
            parts.push(part);
            place(parts, n, edges, k, best);
            parts.pop();
        }
    }
    let mut best = f64::INFINITY;
    place(&mut Vec::new(), n, edges, k, &mut best);
    best
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-9
}

/// The cost of the split that was found, and that it is complete.
fn check_split(edges: &Edges, found: &Frustration) {
    let side = |node: u32| u32::from(found.split[node as usize] == Some(Side::Second));
    assert!(near(cost(edges, side), found.upper), "the split costs what is said");
    let frustrated: f64 = found.frustrated.iter().map(|&at| edges[at].3).sum();
    assert!(near(frustrated, found.upper), "the frustrated edges are named");
    let is_reached = |node: u32| edges.iter().any(|&(a, b, ..)| a == node || b == node);
    for (node, side) in (0..).zip(&found.split) {
        assert_eq!(side.is_some(), is_reached(node));
    }
}

/// What the camps that were found cost, and that they are numbered from 1 on without gaps.
fn check_camps(edges: &Edges, found: &Camps) {
    let camp = |node: u32| found.camp_of[node as usize].unwrap_or(0);
    assert!(near(cost(edges, camp), found.value));
    let members = found.members();
    let numbers: Vec<u32> = members.iter().map(|(number, _)| *number).collect();
    assert_eq!(numbers, (1..).take(numbers.len()).collect::<Vec<u32>>());
    assert!(members.windows(2).all(|two| two[0].1.len() >= two[1].1.len()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn frustration_is_the_least_of_all_splits((n, edges) in simple_graph(12)) {
        let found = solve(n, &edges);
        prop_assert!(found.is_exact());
        prop_assert!(near(found.upper, least(n, &edges, 2)), "{} is not the least", found.upper);
        prop_assert!(near(found.lower, found.upper));
        prop_assert!(near(found.total, edges.iter().map(|edge| edge.3).sum()));
        check_split(&edges, &found);
        prop_assert_eq!(found.normalized().is_none(), edges.is_empty());
        prop_assert!(found.normalized().is_none_or(|value| (0.0..=1.0).contains(&value)));
    }

    #[test]
    fn frustration_counts_parallel_edges((n, edges) in multigraph(9)) {
        let found = solve(n, &edges);
        prop_assert!(found.is_exact());
        prop_assert!(near(found.upper, least(n, &edges, 2)));
        check_split(&edges, &found);
    }

    #[test]
    fn what_is_remembered_changes_nothing(
        (n, edges) in multigraph(12), dropped in any::<prop::sample::Index>()
    ) {
        let mut fewer = edges.clone();
        if !fewer.is_empty() {
            fewer.remove(dropped.index(edges.len()));
        }
        let memory = Memory::default();
        for edges in [&edges, &fewer, &edges] {
            let budget = Budget::unlimited().remembering(&memory);
            prop_assert_eq!(frustration(&graph(n, edges), &budget), solve(n, edges));
        }
    }

    #[test]
    fn a_spent_budget_leaves_an_interval((n, edges) in simple_graph(12)) {
        let found = frustration(&graph(n, &edges), &Budget::until(&|| true));
        let least = least(n, &edges, 2);
        prop_assert!(found.lower <= least + 1e-9 && least <= found.upper + 1e-9);
        check_split(&edges, &found);
    }

    #[test]
    fn changing_the_signs_around_a_node_changes_no_frustration(
        (n, edges) in simple_graph(24), node in any::<prop::sample::Index>()
    ) {
        let node = u32::try_from(node.index(n as usize)).unwrap();
        let changed: Edges = edges.iter().map(|&(a, b, old, weight)| {
            let is_near = a == node || b == node;
            (a, b, sign((old == Sign::Positive) != is_near), weight)
        }).collect();
        prop_assert!(near(solve(n, &edges).upper, solve(n, &changed).upper));
    }

    #[test]
    fn a_balanced_graph_has_no_frustration((n, edges) in simple_graph(40), sides in any::<u64>()) {
        let side = |node: u32| sides >> node & 1;
        let balanced: Edges =
            edges.iter().map(|&(a, b, _, weight)| (a, b, sign(side(a) == side(b)), weight)).collect();
        let found = solve(n, &balanced);
        prop_assert_eq!((found.lower, found.upper), (0.0, 0.0));
        prop_assert!(census(&graph(n, &balanced)).strong().is_none_or(|strong| near(strong, 1.0)));
        prop_assert!(found.frustrated.is_empty());
    }

    #[test]
    fn a_complete_graph_is_strongly_balanced_just_when_nothing_is_frustrated(
        n in 3..8_u32, signs in any::<u64>(), kind in 0..4
    ) {
        // Half of the graphs are made balanced, or nearly so, as random ones hardly ever are.
        let pairs = (0..n).flat_map(|b| (0..b).map(move |a| (a, b)));
        let edges: Edges = pairs.zip(0..).map(|((a, b), at)| {
            let is_balanced = (signs >> a & 1) == (signs >> b & 1);
            let is_positive = match kind {
                0 => is_balanced,
                1 => is_balanced != (at == 1),
                _ => signs >> at & 1 == 1,
            };
            (a, b, sign(is_positive), 1.0)
        }).collect();
        let strong = census(&graph(n, &edges)).strong().unwrap();
        let frustration = solve(n, &edges).upper;
        prop_assert_eq!(near(strong, 1.0), near(frustration, 0.0));
    }

    #[test]
    fn the_census_is_that_of_all_triples((n, edges) in simple_graph(14)) {
        let graph = graph(n, &edges);
        let sign_of = |a: u32, b: u32| {
            edges.iter().find(|edge| (edge.0, edge.1) == (a, b)).map(|edge| (edge.2, edge.3))
        };
        let mut counts = [0; 4];
        let mut all = Vec::new();
        for a in 0..n {
            for b in a + 1..n {
                for c in b + 1..n {
                    let edges = [sign_of(a, b), sign_of(a, c), sign_of(b, c)];
                    let [Some(ab), Some(ac), Some(bc)] = edges else { continue };
                    let n_negative =
                        [ab, ac, bc].iter().filter(|(sign, _)| *sign == Sign::Negative).count();
                    counts[n_negative] += 1;
                    all.push(([a, b, c], n_negative % 2 == 1, ab.1 + ac.1 + bc.1));
                }
            }
        }
        let found = census(&graph);
        prop_assert_eq!(found.counts, counts);
        let total: u64 = counts.iter().sum();
        prop_assert_eq!(found.strong().is_none(), total == 0);
        prop_assert_eq!(found.weak().is_none(), total == 0);
        for listed in [Listed::All, Listed::Unbalanced] {
            let mut expected = all.clone();
            expected.retain(|(_, is_unbalanced, _)| listed == Listed::All || *is_unbalanced);
            let found = triangles(&graph, listed);
            prop_assert!(found.windows(2).all(|two| two[0].strength >= two[1].strength));
            for node in 0..n {
                let of_node: Vec<_> =
                    found.iter().filter(|triangle| triangle.nodes.contains(&node)).copied().collect();
                prop_assert_eq!(triangles_of(&graph, node, listed), of_node);
            }
            let mut nodes: Vec<_> = found.iter().map(|triangle| triangle.nodes).collect();
            nodes.sort_unstable();
            prop_assert_eq!(nodes, expected.iter().map(|(nodes, ..)| *nodes).collect::<Vec<_>>());
            for triangle in &found {
                let at = all.iter().find(|(nodes, ..)| *nodes == triangle.nodes).unwrap();
                prop_assert!(near(triangle.strength, at.2));
                prop_assert_eq!(triangle.is_balanced(), !at.1);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn camps_cost_the_least((n, edges) in multigraph(8), k in 1..5_u32, seed in any::<u64>()) {
        let graph = graph(n, &edges);
        for (count, most) in [(Count::AtMost(NonZeroU32::new(k).unwrap()), k), (Count::Auto, n)] {
            let found = camps(&graph, count, seed, &Budget::unlimited());
            let least = least(n, &edges, most);
            prop_assert!(found.lower <= least + 1e-9);
            prop_assert!(found.is_exact && near(found.value, least), "{} for {least}", found.value);
            prop_assert!(found.members().len() <= most as usize);
            check_camps(&edges, &found);
        }
    }

    #[test]
    fn camps_of_a_spent_budget_are_camps((n, edges) in simple_graph(12), seed in any::<u64>()) {
        let found = camps(&graph(n, &edges), Count::Auto, seed, &Budget::until(&|| true));
        check_camps(&edges, &found);
        prop_assert!(found.lower <= found.value + 1e-9);
    }
}

#[test]
fn published_bounds_of_special_graphs_are_met() {
    let cycle =
        |n: u32| -> Edges { (0..n).map(|at| (at, (at + 1) % n, sign(at > 0), 1.0)).collect() };
    let complete_negative = |n: u32| -> Edges {
        (0..n).flat_map(|b| (0..b).map(move |a| (a, b, Sign::Negative, 1.0))).collect()
    };
    // A cycle with one foe; friends alone; all foes: a maximum cut of a complete graph halves it.
    assert!(near(solve(1000, &cycle(1000)).upper, 1.0));
    let half = |n: f64| (n * (n - 2.0) / 4.0).ceil();
    for n in [2_u32, 3, 6, 11, 40] {
        let found = solve(n, &complete_negative(n));
        assert!(found.is_exact());
        assert!(near(found.upper, half(f64::from(n))), "{n}: {}", found.upper);
        let apart = camps(&graph(n, &complete_negative(n)), Count::Auto, 0, &Budget::unlimited());
        assert!(near(apart.value, 0.0));
        assert_eq!(apart.members().len(), n as usize);
    }
    let nothing = solve(1, &Vec::new());
    assert_eq!((nothing.upper, nothing.normalized(), nothing.split), (0.0, None, vec![None]));
    let empty = solve(0, &Vec::new());
    assert!(empty.is_exact() && empty.split.is_empty());
}

#[test]
fn long_paths_and_great_trees_are_solved() {
    let n = 200_000;
    let path: Edges = (1..n).map(|at| (at - 1, at, sign(at % 3 > 0), 1.0)).collect();
    let tree: Edges = (1..n).map(|at| (at / 2, at, sign(at % 3 > 0), 0.7)).collect();
    for edges in [path, tree] {
        let found = solve(n, &edges);
        assert!(found.is_exact() && near(found.upper, 0.0));
        assert_eq!(census(&graph(n, &edges)).strong(), None);
        let found = camps(&graph(n, &edges), Count::TWO, 0, &Budget::unlimited());
        assert!(near(found.value, 0.0) && found.unplaced().is_empty());
    }
}
