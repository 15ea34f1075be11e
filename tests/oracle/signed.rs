//! Algorithms on signed graphs against exhaustive search, on small random graphs.

use proptest::prelude::*;
use stancegraph::{
    analysis::{
        camps::{Camps, Count, Place, camps},
        frustration::{Budget, Frustration, Memory, Side, frustration},
        plain::PlainGraph,
        triads::{Listed, census, triangles, triangles_of},
    },
    view::Sign,
};
use std::{collections::BTreeSet, num::NonZeroU32};

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

/// The connected parts that have edges: their nodes, ascending.
fn parts(n: u32, edges: &Edges) -> Vec<Vec<u32>> {
    let mut label: Vec<u32> = (0..n).collect();
    for _ in 0..n {
        for &(a, b, ..) in edges {
            let least = label[a as usize].min(label[b as usize]);
            label[a as usize] = least;
            label[b as usize] = least;
        }
    }
    let part = |first| (0..n).filter(|&node| label[node as usize] == first).collect();
    (0..n).map(part).filter(|part: &Vec<u32>| part.len() > 1).collect()
}

/// What the camps that were found cost, that each part has its own, and that they are numbered from 1 on
/// without gaps, the greatest first.
fn check_camps(n: u32, edges: &Edges, found: &Camps) {
    let place = |node: u32| found.place(node as usize);
    let numbers = |node: u32| place(node).map_or(0, |place| place.part * 1000 + place.camp);
    assert!(near(cost(edges, numbers), found.value));
    let parts = parts(n, edges);
    for part in &parts {
        let number = place(part[0]).unwrap().part;
        assert!((0..n).all(|node| {
            part.contains(&node) == place(node).is_some_and(|place| place.part == number)
        }));
    }
    let members = found.members();
    let by_part: Vec<_> = members.chunk_by(|a, b| a.0.part == b.0.part).collect();
    assert_eq!((by_part.len(), found.n_parts()), (parts.len(), parts.len()));
    let size = |part: &&[(Place, Vec<u32>)]| part.iter().map(|camp| camp.1.len()).sum::<usize>();
    assert!(by_part.windows(2).all(|two| size(&two[0]) >= size(&two[1])));
    for (number, camps) in (1..).zip(by_part) {
        for (camp, (place, _)) in (1..).zip(camps) {
            assert_eq!(*place, Place { part: number, camp });
        }
        assert!(camps.windows(2).all(|two| two[0].1.len() >= two[1].1.len()));
    }
}

/// Every partition of `n` nodes into at most `k` camps, once.
fn partitions(n: usize, k: usize) -> Vec<Vec<usize>> {
    let mut all = vec![Vec::new()];
    for _ in 0..n {
        all = all
            .into_iter()
            .flat_map(|start: Vec<usize>| {
                let used = start.iter().max().map_or(0, |most| most + 1);
                (0..=used.min(k - 1)).map(move |camp| [start.as_slice(), &[camp]].concat())
            })
            .collect();
    }
    all
}

/// Every way to number `k` camps.
fn numberings(k: usize) -> Vec<Vec<usize>> {
    (0..k).fold(vec![Vec::new()], |ways: Vec<Vec<usize>>, _| {
        let more = |way: Vec<usize>| {
            let free = (0..k).filter(|number| !way.contains(number)).collect::<Vec<_>>();
            free.into_iter().map(move |number| [way.as_slice(), &[number]].concat())
        };
        ways.into_iter().flat_map(more).collect()
    })
}

/// Whether the partitions of least cost are unique, and which nodes could stand elsewhere: those that some other one
/// puts into another camp, its camps numbered so that the fewest nodes are in another one.
fn others(edges: &Edges, found: &Camps, part: &[u32], k: usize) -> (bool, Vec<u32>) {
    let at = |node: u32| part.iter().position(|&other| other == node);
    let edges: Edges = edges.iter().filter(|edge| at(edge.0).is_some()).copied().collect();
    let cost =
        |labels: &[usize]| cost(&edges, |node| u32::try_from(labels[at(node).unwrap()]).unwrap());
    let k = k.min(part.len());
    let all = partitions(part.len(), k);
    let least = all.iter().map(|labels| cost(labels)).fold(f64::INFINITY, f64::min);
    let best: Vec<_> = all.iter().filter(|labels| near(cost(labels), least)).collect();
    let shown: Vec<usize> =
        part.iter().map(|&node| found.place(node as usize).unwrap().camp as usize - 1).collect();
    let mut elsewhere = BTreeSet::new();
    for labels in &best {
        let used = labels.iter().chain(&shown).max().unwrap() + 1;
        let moved = |numbers: &Vec<usize>| -> Vec<u32> {
            let nodes = part.iter().zip(&shown).zip(labels.iter());
            nodes
                .filter(|((_, shown), label)| **shown != numbers[**label])
                .map(|((node, _), _)| *node)
                .collect()
        };
        let all: Vec<Vec<u32>> = numberings(used).iter().map(moved).collect();
        let fewest = all.iter().map(Vec::len).min().unwrap();
        elsewhere.extend(all.into_iter().filter(|moved| moved.len() == fewest).flatten());
    }
    (best.len() == 1, elsewhere.into_iter().collect())
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
            prop_assert!(found.k() <= most as usize);
            check_camps(n, &edges, &found);
        }
    }

    #[test]
    fn camps_of_a_spent_budget_are_camps((n, edges) in simple_graph(12), seed in any::<u64>()) {
        let found = camps(&graph(n, &edges), Count::Auto, seed, &Budget::until(&|| true));
        check_camps(n, &edges, &found);
        prop_assert!(found.lower <= found.value + 1e-9);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn other_camps_are_those_that_cost_as_little(
        (n, edges) in simple_graph(6), k in 1..5_u32, seed in any::<u64>()
    ) {
        let graph = graph(n, &edges);
        for (count, most) in [(Count::AtMost(NonZeroU32::new(k).unwrap()), k), (Count::Auto, n)] {
            let found = camps(&graph, count, seed, &Budget::unlimited());
            let parts = parts(n, &edges);
            let known: Vec<_> =
                parts.iter().map(|part| others(&edges, &found, part, most as usize)).collect();
            prop_assert_eq!(found.is_unique, Some(known.iter().all(|(is_unique, _)| *is_unique)));
            let elsewhere: BTreeSet<u32> =
                known.into_iter().flat_map(|(_, elsewhere)| elsewhere).collect();
            prop_assert_eq!(found.elsewhere, elsewhere.into_iter().collect::<Vec<_>>());
        }
    }

    #[test]
    fn other_splits_of_greater_parts_are_found((n, edges) in simple_graph(9), tail in 30..34_u32) {
        check_other_splits(n, &edges, tail)?;
    }
}

/// Adds a long tail to node 0: it stands with that node in every best split, and is most of the part.
fn check_other_splits(n: u32, edges: &Edges, tail: u32) -> Result<(), TestCaseError> {
    let mut longer = edges.clone();
    longer.extend(
        (0..tail).map(|at| (if at == 0 { 0 } else { n + at - 1 }, n + at, sign(at % 3 > 0), 1.0)),
    );
    let part: Vec<u32> = parts(n + tail, &longer).into_iter().find(|part| part[0] == 0).unwrap();
    let small: Vec<u32> = part.into_iter().filter(|&node| node < n).collect();
    let inside: Edges = edges.iter().filter(|edge| small.contains(&edge.0)).copied().collect();
    let splits: Vec<u32> = (0..1 << n).filter(|split| split & 1 == 0).collect();
    let cost = |split: u32| cost(&inside, |node| split >> node & 1);
    let least = splits.iter().map(|&split| cost(split)).fold(f64::INFINITY, f64::min);
    let best: Vec<u32> = splits.into_iter().filter(|&split| near(cost(split), least)).collect();
    let found = camps(&graph(n + tail, &longer), Count::TWO, 0, &Budget::unlimited());
    let told = |node: u32| {
        let is_with_first = found.place(node as usize) == found.place(0);
        u32::from(!is_with_first)
    };
    let differs = |node: &&u32| best.iter().any(|split| split >> **node & 1 != told(**node));
    let elsewhere: Vec<u32> = small.iter().filter(differs).copied().collect();
    let found_here: Vec<u32> =
        found.elsewhere.iter().filter(|node| small.contains(node)).copied().collect();
    prop_assert_eq!(found_here, elsewhere);
    prop_assert!(found.elsewhere.iter().all(|&node| node < n));
    Ok(())
}

/// What hangs on a node beyond a block stands with it: here nearly all nodes hang on node 2.
#[test]
fn other_splits_of_a_small_block_of_a_great_part_are_found() {
    let negative = |(a, b)| (a, b, sign(false), 1.0);
    let quarrels = [(1, 2), (1, 3), (1, 4), (3, 4), (1, 6), (2, 6), (4, 6)].map(negative);
    let edges: Edges = [(0, 2, sign(true), 1.0)].into_iter().chain(quarrels).collect();
    check_other_splits(7, &edges, 31).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    #[test]
    fn more_camps_never_cost_more(
        pairs in prop::collection::vec((0..32_u32, 1..32_u32, any::<bool>()), 40..60),
        seed in any::<u64>()
    ) {
        // More nodes than are proved by trying all partitions.
        let n = 32;
        let edges: Edges = pairs.into_iter()
            .map(|(a, step, is_positive)| (a, (a + step) % n, sign(is_positive), 1.0))
            .collect();
        let graph = graph(n, &edges);
        let counts = (1..6).chain([n]).filter_map(NonZeroU32::new).map(Count::AtMost);
        let mut before = f64::INFINITY;
        for count in counts.chain([Count::Auto]) {
            let found = camps(&graph, count, seed, &Budget::unlimited());
            check_camps(n, &edges, &found);
            prop_assert!(found.value <= before + 1e-9, "{} after {before}", found.value);
            before = found.value;
        }
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
        assert_eq!(apart.k(), n as usize);
        assert_eq!((apart.is_unique, apart.elsewhere.is_empty()), (Some(true), true));
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
