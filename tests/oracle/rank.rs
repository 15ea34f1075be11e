//! Degrees counted one by one, and the PN index and PageRank solved as systems of equations by elimination.

use super::{
    entity, frame, question,
    story::{ENTITIES, Story},
};
use proptest::prelude::*;
use stancegraph::{
    analysis::{
        plain::PlainGraph,
        rank::{Measure, pagerank, pn, rank},
    },
    view::{Resolve, Sign, View},
};

/// The solution of a system by Gauss–Jordan elimination with pivots; `None` when it has not one.
fn solve(mut rows: Vec<Vec<f64>>) -> Option<Vec<f64>> {
    let n = rows.len();
    for column in 0..n {
        let size = |row: &usize| rows[*row][column].abs();
        let pivot = (column..n).max_by(|a, b| size(a).total_cmp(&size(b)))?;
        rows.swap(column, pivot);
        if rows[column][column].abs() < 1e-9 {
            return None;
        }
        let pivot = rows[column].clone();
        for (_, row) in rows.iter_mut().enumerate().filter(|(at, _)| *at != column) {
            let factor = row[column] / pivot[column];
            for (value, of_pivot) in row.iter_mut().zip(&pivot) {
                *value -= factor * of_pivot;
            }
        }
    }
    Some((0..n).map(|at| rows[at][n] / rows[at][at]).collect())
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-9
}

/// The signs between some nodes: none, positive or negative, the signs alike where they are to be.
fn signs(most: usize) -> impl Strategy<Value = Vec<Vec<i32>>> {
    let kinds = prop_oneof![Just([0, 0, 1]), Just([0, 0, -1]), Just([-1; 3]), Just([1, -1, 0])];
    (1..=most, kinds).prop_flat_map(|(n, kinds)| {
        let sign = (0..3_usize).prop_map(move |kind| kinds[kind]);
        proptest::collection::vec(proptest::collection::vec(sign, n), n)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_pn_index_solves_its_equations(signs in signs(12)) {
        let n_nodes = signs.len();
        let pairs = (0..n_nodes).flat_map(|b| (0..b).map(move |a| (a, b)));
        let pairs: Vec<_> = pairs.filter(|&(a, b)| signs[a][b] != 0).collect();
        let edges = pairs.iter().map(|&(a, b)| {
            let sign = if signs[a][b] > 0 { Sign::Positive } else { Sign::Negative };
            (u32::try_from(a).unwrap(), u32::try_from(b).unwrap(), sign, 0.5)
        });
        let found = pn(&PlainGraph::new(n_nodes, edges).unwrap());

        let is_reached = |node: usize| pairs.iter().any(|&(a, b)| a == node || b == node);
        let nodes: Vec<usize> = (0..n_nodes).filter(|&node| is_reached(node)).collect();
        let n = f64::from(u32::try_from(nodes.len()).unwrap());
        let entry = |one: usize, other: usize| {
            let sign = signs[one.min(other)][one.max(other)];
            let weight = f64::from(if one == other { 0 } else if sign < 0 { -2 } else { sign });
            f64::from(u8::from(one == other)) - weight / (2.0 * n - 2.0)
        };
        let rows = nodes.iter().map(|&one| {
            nodes.iter().map(|&other| entry(one, other)).chain([1.0]).collect()
        });
        let expected = solve(rows.collect());
        for node in 0..n_nodes {
            let place = nodes.iter().position(|&other| other == node);
            let expected = place.and_then(|place| expected.as_ref().map(|values| values[place]));
            prop_assert_eq!(found[node].is_some(), expected.is_some());
            if let (Some(found), Some(expected)) = (found[node], expected) {
                prop_assert!(near(found, expected), "{found} for {expected}");
            }
        }
    }

    #[test]
    fn pagerank_solves_its_equations(
        signs in signs(10), absent in proptest::collection::vec(proptest::bool::weighted(0.2), 10)
    ) {
        let n_nodes = signs.len();
        let takes_part: Vec<bool> = (0..n_nodes).map(|node| !absent[node]).collect();
        let members: Vec<usize> = (0..n_nodes).filter(|&node| takes_part[node]).collect();
        let leads = |tail: usize, head: usize| {
            tail != head && takes_part[tail] && takes_part[head] && signs[tail][head] > 0
        };
        let edges = (0..n_nodes).flat_map(|tail| (0..n_nodes).map(move |head| (tail, head)));
        let edges: Vec<(u32, u32)> = edges
            .filter(|&(tail, head)| leads(tail, head))
            .map(|(tail, head)| (u32::try_from(tail).unwrap(), u32::try_from(head).unwrap()))
            .collect();
        let found = pagerank(&takes_part, &edges);

        let n = f64::from(u32::try_from(members.len()).unwrap());
        let step = |tail: usize, head: usize| {
            let leaving = members.iter().filter(|&&other| leads(tail, other)).count();
            match (leaving, leads(tail, head)) {
                (0, _) => 1.0 / n,
                (_, false) => 0.0,
                (leaving, true) => 1.0 / f64::from(u32::try_from(leaving).unwrap()),
            }
        };
        let rows = members.iter().map(|&head| {
            let of = |&tail: &usize| f64::from(u8::from(tail == head)) - 0.85 * step(tail, head);
            members.iter().map(of).chain([0.15 / n]).collect()
        });
        let expected = solve(rows.collect()).unwrap();
        for (place, &node) in members.iter().enumerate() {
            prop_assert!(near(found[node], expected[place]), "{} for {}", found[node], expected[place]);
        }
        prop_assert!(members.is_empty() || near(found.iter().sum(), 1.0));
        prop_assert!((0..n_nodes).all(|node| takes_part[node] || found[node] == 0.0));
    }

    #[test]
    fn degrees_are_those_of_the_contract(
        story in Story::strategy(), question in question(), by in proptest::sample::select(Measure::ALL)
    ) {
        let graph = story.graph();
        let view = View::new(&graph, frame(&question, Resolve::Latest));
        let found = rank(&view, by);
        let n = |holder: Option<usize>, target: Option<usize>, polarity: &str| {
            let is_meant = |of: Option<usize>, at: usize| of.is_none_or(|of| of == at);
            let pairs = super::pairs().filter(|(a, b)| a != b);
            let meant = pairs.filter(|&(a, b)| is_meant(holder, a) && is_meant(target, b));
            let ties = meant.filter_map(|(a, b)| question.tie(&story, a, b));
            u32::try_from(ties.filter(|tie| tie.polarity == polarity).count()).unwrap()
        };
        for at in 0..ENTITIES.len() {
            let expected = [
                n(None, Some(at), "positive"),
                n(None, Some(at), "negative"),
                n(Some(at), None, "positive"),
                n(Some(at), None, "negative"),
            ];
            let row = found.iter().find(|row| row.entity == entity(at));
            let degrees = row.map(|row| row.degrees).unwrap_or_default();
            prop_assert_eq!(
                [degrees.positive_in, degrees.negative_in, degrees.positive_out, degrees.negative_out],
                expected
            );
            prop_assert_eq!(row.is_some(), expected != [0; 4]);
        }
        // A value that is none comes last; equal ones are in the order of ids.
        let value = |at: usize| found[at].value(by).unwrap_or(f64::NEG_INFINITY);
        for at in 1..found.len() {
            let (before, after) = (value(at - 1), value(at));
            let is_tied = near(before, after) || (before.is_infinite() && after.is_infinite());
            prop_assert!(before > after || is_tied);
            prop_assert!(!is_tied || found[at - 1].entity < found[at].entity);
        }
    }
}
