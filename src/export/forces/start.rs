//! Where the nodes of a group begin: by their distances to a few pivots.

use super::place::{Point, Spring, real};
use std::collections::VecDeque;

/// How many pivots there are at most.
const PIVOTS: usize = 24;
/// How often the axes are improved.
const ROUNDS: usize = 60;

/// The first places of `n` nodes, around the origin, with about this length to each.
pub(super) fn start(n: usize, springs: &[Spring], length: f64) -> Vec<Point> {
    let columns = distances(n, springs);
    let first = axis(&columns, n, None);
    let second = axis(&columns, n, Some(&first));
    let radius = length * real(n).sqrt() * 0.5;
    let scaled = |axis: &[f64]| -> Vec<f64> {
        let spread = (axis.iter().map(|it| it * it).sum::<f64>() / real(n.max(1))).sqrt();
        // A long branch would run far out of the picture.
        let placed = |it: &f64| (it / spread).clamp(-2.0, 2.0) * radius;
        axis.iter().map(|it| if spread > 1e-9 { placed(it) } else { 0.0 }).collect()
    };
    let axes = scaled(&first).into_iter().zip(scaled(&second));
    // No two begin at one place: fractions of irrational numbers never meet.
    let fraction = |node: usize, by: f64| (real(node + 1) * by).fract() - 0.5;
    axes.enumerate()
        .map(|(node, (x, y))| Point {
            x: x + length * fraction(node, 0.618_033_988_75),
            y: y + length * fraction(node, 0.754_877_666_25),
        })
        .collect()
}

/// The squared distances of all nodes to each pivot, less their means.
fn distances(n: usize, springs: &[Spring]) -> Vec<Vec<f64>> {
    let mut neighbours = vec![Vec::new(); n];
    for Spring { ends: [a, b], .. } in springs {
        neighbours[*a].push(*b);
        neighbours[*b].push(*a);
    }
    let mut least = vec![usize::MAX; n];
    let mut pivot = (0..n).max_by_key(|node| (neighbours[*node].len(), n - node));
    let mut columns = Vec::new();
    while let Some(from) = pivot.filter(|from| columns.len() < PIVOTS.min(n) && least[*from] > 0) {
        let steps = steps_from(from, &neighbours);
        for (least, step) in least.iter_mut().zip(&steps) {
            *least = (*least).min(*step);
        }
        let squares: Vec<f64> = steps.iter().map(|step| real(*step) * real(*step)).collect();
        let mean = squares.iter().sum::<f64>() / real(n);
        columns.push(squares.iter().map(|square| mean - square).collect());
        pivot = (0..n).max_by_key(|node| (least[*node], n - node));
    }
    // Each node's mean goes, too.
    for node in 0..n {
        let sum: f64 = columns.iter().map(|column: &Vec<f64>| column[node]).sum();
        let mean = sum / real(columns.len().max(1));
        for column in &mut columns {
            column[node] -= mean;
        }
    }
    columns
}

/// How many springs lead from a node to each; those that none reaches are a little farther than the farthest.
fn steps_from(from: usize, neighbours: &[Vec<usize>]) -> Vec<usize> {
    let mut steps = vec![usize::MAX; neighbours.len()];
    steps[from] = 0;
    let mut queue = VecDeque::from([from]);
    let mut farthest = 0;
    while let Some(node) = queue.pop_front() {
        farthest = steps[node];
        for next in &neighbours[node] {
            if steps[*next] == usize::MAX {
                steps[*next] = farthest + 1;
                queue.push_back(*next);
            }
        }
    }
    steps.into_iter().map(|step| if step == usize::MAX { farthest + 1 } else { step }).collect()
}

/// The direction in which the nodes are spread most, aside from another direction: the power method.
fn axis(columns: &[Vec<f64>], n: usize, other: Option<&[f64]>) -> Vec<f64> {
    let mut axis: Vec<f64> =
        (0..n).map(|node| (real(node + 1) * 0.618_033_988_75).fract() - 0.5).collect();
    for _ in 0..ROUNDS {
        let onto: Vec<f64> = columns
            .iter()
            .map(|column| column.iter().zip(&axis).map(|(a, b)| a * b).sum())
            .collect();
        for (node, at) in axis.iter_mut().enumerate() {
            *at = columns.iter().zip(&onto).map(|(column, share)| column[node] * share).sum();
        }
        if let Some(other) = other {
            let along: f64 = axis.iter().zip(other).map(|(a, b)| a * b).sum();
            axis.iter_mut().zip(other).for_each(|(a, b)| *a -= along * b);
        }
        let size = axis.iter().map(|it| it * it).sum::<f64>().sqrt();
        if size < 1e-9 {
            return vec![0.0; n];
        }
        for it in &mut axis {
            *it /= size;
        }
    }
    axis
}
