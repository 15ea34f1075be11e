//! Cuts a graph at its articulation points. No cycle crosses one, so the frustration of a graph is
//! the sum of that of its blocks, and their splits fit together after turning some around.

use super::super::couplings::{Couplings, Split};

/// The vertex sets of the blocks (maximal 2-connected parts, and bridges), each sorted, in the order
/// of a depth-first search from vertex 0 on. Isolated vertices are in none.
///
/// Tarjan's algorithm without recursion. Time O(n + m).
pub(in crate::analysis) fn blocks(graph: &Couplings) -> Vec<Vec<u32>> {
    let mut search = Search {
        neighbours: graph.rows.iter().map(|row| row.keys().copied().collect()).collect(),
        entered: vec![0; graph.n()],
        low: vec![0; graph.n()],
        clock: 0,
        open: Vec::new(),
        blocks: Vec::new(),
    };
    for root in (0..).take(graph.n()) {
        if search.entered[root as usize] == 0 {
            search.explore(root);
        }
    }
    search.blocks
}

struct Search {
    neighbours: Vec<Vec<u32>>,
    /// When a vertex was entered, from 1 on; 0: not yet.
    entered: Vec<u32>,
    /// The earliest vertex that is reached from below it by one edge.
    low: Vec<u32>,
    clock: u32,
    /// Vertices that were entered and are in no finished block.
    open: Vec<u32>,
    blocks: Vec<Vec<u32>>,
}

impl Search {
    fn explore(&mut self, root: u32) {
        // A vertex, its parent, and how many of its neighbours were looked at.
        let mut path = vec![(root, root, 0)];
        self.enter(root);
        while let Some((vertex, parent, next)) = path.last_mut() {
            let (vertex, parent) = (*vertex, *parent);
            let Some(&to) = self.neighbours[vertex as usize].get(*next) else {
                path.pop();
                if vertex != root {
                    self.leave(vertex, parent);
                }
                continue;
            };
            *next += 1;
            if self.entered[to as usize] == 0 {
                self.enter(to);
                path.push((to, vertex, 0));
            } else if to != parent {
                self.lower(vertex, self.entered[to as usize]);
            }
        }
        self.open.clear();
    }

    fn enter(&mut self, vertex: u32) {
        self.clock += 1;
        self.entered[vertex as usize] = self.clock;
        self.low[vertex as usize] = self.clock;
        self.open.push(vertex);
    }

    fn lower(&mut self, vertex: u32, to: u32) {
        let low = &mut self.low[vertex as usize];
        *low = to.min(*low);
    }

    fn leave(&mut self, vertex: u32, parent: u32) {
        self.lower(parent, self.low[vertex as usize]);
        if self.low[vertex as usize] < self.entered[parent as usize] {
            return;
        }
        let mut block = vec![parent];
        while let Some(member) = self.open.pop() {
            block.push(member);
            if member == vertex {
                break;
            }
        }
        block.sort_unstable();
        self.blocks.push(block);
    }
}

/// Fits the splits of blocks together into one of all `n` vertices; a vertex in no block gets +1.
///
/// Time O(n + sizes of the blocks).
pub(in crate::analysis) fn join(n: usize, parts: &[(Vec<u32>, Split)]) -> Split {
    let mut blocks_of = vec![Vec::new(); n];
    for (at, (block, _)) in parts.iter().enumerate() {
        for &vertex in block {
            blocks_of[vertex as usize].push(at);
        }
    }
    let mut joined: Split = vec![0; n];
    let mut is_placed = vec![false; parts.len()];
    for root in (0..).take(n) {
        if joined[root as usize] != 0 {
            continue;
        }
        joined[root as usize] = 1;
        let mut reached: Vec<u32> = vec![root];
        while let Some(vertex) = reached.pop() {
            for &at in &blocks_of[vertex as usize] {
                if !std::mem::replace(&mut is_placed[at], true) {
                    let placed = place(&parts[at], vertex, &mut joined);
                    reached.extend(placed);
                }
            }
        }
    }
    joined
}

/// Turns a block so that it agrees on a vertex that stands, and places the others.
fn place<'b>(
    (block, split): &'b (Vec<u32>, Split),
    fixed: u32,
    joined: &mut Split,
) -> impl Iterator<Item = u32> + use<'b> {
    let at = block.binary_search(&fixed).unwrap_or(0);
    let turn = joined[fixed as usize] * split[at];
    for (&vertex, &spin) in block.iter().zip(split) {
        joined[vertex as usize] = spin * turn;
    }
    block.iter().copied().filter(move |&vertex| vertex != fixed)
}
