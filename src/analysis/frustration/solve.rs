//! From a component to its interval: reduce, cut into blocks, and bound each from both sides.

use super::{
    super::couplings::Couplings,
    Budget, blocks,
    exact::{self, Interval},
    packing,
    reduce::{self, Stars},
    search,
};

/// Blocks of more vertices than this are only searched and packed, and not remembered: a step of the
/// relaxation would take longer than a second.
const GREATEST: usize = 1500;

/// The frustration of a graph, exactly if the budget lasts.
///
/// Blocks are reduced again, as an articulation point has fewer edges in each of its blocks.
pub(super) fn solve(graph: Couplings, grain: i64, budget: &Budget<'_>) -> Interval {
    let n = graph.n();
    let reduction = reduce::reduce(graph, Stars::Replaced);
    let core = &reduction.core;
    let mut blocks = blocks::blocks(core);
    if reduction.steps.is_empty() && blocks.iter().any(|block| block.len() == n) {
        return match budget.memory() {
            Some(memory) if n <= GREATEST => {
                memory.recall(core, grain, || bound(core, grain, budget))
            }
            _ => bound(core, grain, budget),
        };
    }
    // The least first: what can be proved is proved before the budget goes on what cannot.
    blocks.sort_by_key(Vec::len);
    let mut whole = Interval { lower: core.decided, upper: core.decided, split: Vec::new() };
    let mut parts = Vec::new();
    for block in blocks {
        let part = solve(core.induced(&block), grain, budget);
        whole.lower += part.lower;
        whole.upper += part.upper;
        parts.push((block, part.split));
    }
    whole.split = reduction.lift(&blocks::join(core.n(), &parts));
    whole
}

/// The frustration of a block that cannot be reduced.
fn bound(block: &Couplings, grain: i64, budget: &Budget<'_>) -> Interval {
    let lower = packing::packing(block, budget);
    let best = search::search(block, lower, budget);
    if best.0 <= lower || block.n() > GREATEST {
        return Interval { lower, upper: best.0, split: best.1 };
    }
    exact::prove(block, best, lower, grain, budget)
}
