//! Other splits into two camps of the same cost: each node is tried on the other side.
//!
//! What stands the same way to each other in every best split is a *class*. No cycle crosses an
//! articulation point, so the blocks of a graph are looked at one by one. In a block, two nodes are of one
//! class when their coupling weighs more than all others of one of them. Each other class is tried on the
//! other side of the greatest: either that costs more, and the two are one class, or the split that
//! was found is another best one.
//!
//! A class is as great as the number of nodes that turn with it, those beyond an articulation point
//! too: when the greatest is most of the graph, it keeps its camp in every matching, and the class that
//! is tried is what changes camps.

use super::{
    super::{
        couplings::{Couplings, Split},
        frustration::{Budget, blocks, least},
    },
    others::Others,
};

/// Notes splits of the cost of the one shown, which is the least; whether all nodes were tried.
pub(super) fn turned(
    graph: &Couplings,
    shown: &[usize],
    grain: i64,
    budget: &Budget<'_>,
    others: &mut Others<'_>,
) -> bool {
    let first = shown.first().copied().unwrap_or(0);
    let split: Split = shown.iter().map(|&camp| if camp == first { 1 } else { -1 }).collect();
    let blocks = blocks::blocks(graph);
    let of_block = |block: &Vec<u32>| block.iter().map(|&node| split[node as usize]).collect();
    let mut parts: Vec<(Vec<u32>, Split)> =
        blocks.iter().map(|block| (block.clone(), of_block(block))).collect();
    let weights = weights(others.sizes(), &blocks);
    let mut is_complete = true;
    for (at, block) in blocks.iter().enumerate().filter(|(_, block)| block.len() > 2) {
        let standing = parts[at].1.clone();
        let mut classes = Classes::new(graph.induced(block), standing.clone(), weights[at].clone());
        while let Some((class, anchor)) =
            classes.next(|node| others.could_move(block[node] as usize))
        {
            if budget.is_spent() {
                return false;
            }
            match classes.turn(class, anchor, grain, budget) {
                Turn::Costs => classes.join(class, anchor),
                Turn::Free(other) => {
                    parts[at].1 = other;
                    let whole = blocks::join(graph.n(), &parts);
                    others
                        .note(&whole.iter().map(|&spin| usize::from(spin < 0)).collect::<Vec<_>>());
                    classes.leave(class);
                }
                Turn::Unknown => {
                    is_complete = false;
                    classes.leave(class);
                }
            }
        }
        parts[at].1 = standing;
    }
    is_complete
}

/// For each node of each block, how many nodes are connected with it once the block's edges are removed, itself
/// among them.
///
/// The blocks are those of a connected graph, in the order of [`blocks::blocks`]; `sizes` says how many nodes each of
/// its nodes stands for. Time O(sizes of the blocks).
fn weights(sizes: &[usize], blocks: &[Vec<u32>]) -> Vec<Vec<usize>> {
    // The last block is the root of the tree of blocks; every other has one node that a later one has.
    let n: usize = sizes.iter().sum();
    let mut is_seen = vec![false; sizes.len()];
    let mut top_of = vec![0; blocks.len()];
    for (at, block) in blocks.iter().enumerate().rev() {
        top_of[at] = block.iter().position(|&node| is_seen[node as usize]).unwrap_or(0);
        for &node in block {
            is_seen[node as usize] = true;
        }
    }
    let mut below = sizes.to_vec();
    let of_block = |(block, top): (&Vec<u32>, usize)| {
        let mut weights: Vec<usize> = block.iter().map(|&node| below[node as usize]).collect();
        weights[top] = 0;
        let others: usize = weights.iter().sum();
        weights[top] = n - others;
        below[block[top] as usize] += others;
        weights
    };
    blocks.iter().zip(top_of).map(of_block).collect()
}

/// What comes of a class on the other side.
enum Turn {
    Costs,
    Free(Split),
    Unknown,
}

/// The classes of a block, as far as they are known.
struct Classes {
    graph: Couplings,
    split: Split,
    weights: Vec<usize>,
    cost: i64,
    class_of: Vec<usize>,
    is_done: Vec<bool>,
}

impl Classes {
    fn new(graph: Couplings, split: Split, weights: Vec<usize>) -> Self {
        let n = graph.n();
        let cost = graph.frustration(&split);
        let (class_of, is_done) = ((0..n).collect(), vec![false; n]);
        let mut classes = Self { graph, split, weights, cost, class_of, is_done };
        while classes.join_dominated() {}
        classes
    }

    fn sizes(&self) -> Vec<usize> {
        let mut sizes = vec![0; self.class_of.len()];
        for (&class, weight) in self.class_of.iter().zip(&self.weights) {
            sizes[class] += weight;
        }
        sizes
    }

    /// Joins the classes of which one has a coupling that weighs more than its others; whether there was one.
    fn join_dominated(&mut self) -> bool {
        let contracted = self.contracted(None);
        let before = self.class_of.clone();
        for (vertex, row) in contracted.graph.rows.iter().enumerate() {
            let total: i64 = row.values().map(|coupling| coupling.abs()).sum();
            let heaviest = row.iter().max_by_key(|(_, coupling)| coupling.abs());
            if let Some((&to, coupling)) =
                heaviest.filter(|(_, coupling)| 2 * coupling.abs() > total)
            {
                let ends = [vertex, to as usize].map(|end| before[contracted.first[end]]);
                let [from, into] = ends.map(|class| self.class_of[class]);
                debug_assert!(coupling.abs() > 0);
                self.join(from, into);
            }
        }
        self.class_of != before
    }

    fn join(&mut self, class: usize, into: usize) {
        for at in &mut self.class_of {
            if *at == class {
                *at = into;
            }
        }
    }

    fn leave(&mut self, class: usize) {
        self.is_done[class] = true;
    }

    /// A class that was not tried, and the greatest one.
    fn next(&mut self, could_move: impl Fn(usize) -> bool) -> Option<(usize, usize)> {
        let sizes = self.sizes();
        let anchor = (0..sizes.len()).rev().max_by_key(|&class| sizes[class])?;
        let is_open = |&class: &usize| sizes[class] > 0 && class != anchor && !self.is_done[class];
        let open: Vec<usize> = (0..sizes.len()).filter(is_open).collect();
        for &class in &open {
            let member = self.class_of.iter().position(|&at| at == class);
            self.is_done[class] = member.is_some_and(&could_move);
        }
        let left = open.into_iter().find(|&class| !self.is_done[class])?;
        Some((left, anchor))
    }

    fn turn(&self, class: usize, anchor: usize, grain: i64, budget: &Budget<'_>) -> Turn {
        let contracted = self.contracted(Some((class, anchor)));
        let found = least(contracted.graph.clone(), grain, budget);
        if found.upper <= self.cost {
            let place = contracted.place.iter();
            return Turn::Free(place.map(|&(to, sign)| found.split[to] * sign).collect());
        }
        if found.lower > self.cost { Turn::Costs } else { Turn::Unknown }
    }

    /// The graph with a vertex for each class; with a class turned, it joins another on the other side.
    fn contracted(&self, turned: Option<(usize, usize)>) -> Contracted {
        let n = self.class_of.len();
        let mut vertex_of = vec![None; n];
        let mut first = Vec::new();
        let class_at = |node: usize| {
            let class = self.class_of[node];
            turned.filter(|(turned, _)| *turned == class).map_or((class, 1), |(_, into)| (into, -1))
        };
        let mut place = Vec::with_capacity(n);
        for node in 0..n {
            let (class, sign) = class_at(node);
            let vertex = *vertex_of[class].get_or_insert_with(|| {
                first.push(node);
                first.len() - 1
            });
            place.push((vertex, self.split[node] * sign));
        }
        let mut graph = Couplings::new(first.len());
        graph.decided = self.graph.decided;
        for (a, b, coupling) in self.graph.edges() {
            let ((a, of_a), (b, of_b)) = (place[a as usize], place[b as usize]);
            let coupling = coupling * i64::from(of_a * of_b);
            if a == b {
                graph.decided += (-coupling).max(0);
            } else {
                graph.add(index(a), index(b), coupling);
            }
        }
        Contracted { graph, place, first }
    }
}

/// A graph of classes, where the nodes stand in it, and the first node of each vertex.
struct Contracted {
    graph: Couplings,
    place: Vec<(usize, i8)>,
    first: Vec<usize>,
}

#[expect(clippy::cast_possible_truncation, reason = "graphs count their vertices with 32 bits")]
const fn index(vertex: usize) -> u32 {
    vertex as u32
}
