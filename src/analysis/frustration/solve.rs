//! From a component to its interval: reduce, cut into blocks, and bound each from both sides.
//!
//! First every block of every component is searched for a good split, so that whatever the budget cuts off has
//! one; then the blocks are proved, the least first: what can be proved is proved before the budget goes
//! on what cannot.

use super::{
    super::{
        couplings::{Couplings, Split, float},
        covering::{Bad, Covering, Patience},
    },
    Budget, blocks,
    exact::{self, Interval},
    packing,
    reduce::{self, Reduction, Stars},
    search,
};

/// Blocks of more vertices than this are only searched and bounded by cycles, and not remembered: a step of
/// the relaxation would take longer than a second.
const GREATEST: usize = 1500;

/// A component on its way to an interval: reduced, and cut into blocks that are reduced again, as an
/// articulation point has fewer edges in each of its blocks.
pub(super) struct Plan {
    reduction: Reduction,
    parts: Vec<Part>,
}

struct Part {
    /// Its vertices in the reduced graph.
    vertices: Vec<u32>,
    content: Content,
}

enum Content {
    /// A block that cannot be reduced, and what is known of it.
    Block(Couplings, Known),
    Plan(Plan),
}

/// What is known of a block.
enum Known {
    Nothing,
    /// A lower bound, and the best split found with its frustration.
    Searched(i64, (i64, Split)),
    Bounded(Interval),
}

impl Plan {
    pub(super) fn new(graph: Couplings) -> Self {
        let n = graph.n();
        let reduction = reduce::reduce(graph, Stars::Replaced);
        let core = &reduction.core;
        let part = |vertices: Vec<u32>| {
            let block = core.induced(&vertices);
            let is_whole = reduction.steps.is_empty() && vertices.len() == n;
            let content = if is_whole {
                Content::Block(block, Known::Nothing)
            } else {
                Content::Plan(Self::new(block))
            };
            Part { vertices, content }
        };
        let parts = blocks::blocks(core).into_iter().map(part).collect();
        Self { reduction, parts }
    }

    /// The blocks that cannot be reduced.
    fn blocks<'p>(&'p mut self, into: &mut Vec<(&'p Couplings, &'p mut Known)>) {
        for part in &mut self.parts {
            match &mut part.content {
                Content::Block(block, known) => into.push((block, known)),
                Content::Plan(plan) => plan.blocks(into),
            }
        }
    }

    /// What is known of the whole.
    pub(super) fn interval(&self) -> Interval {
        let core = &self.reduction.core;
        let mut whole = Interval { lower: core.decided, upper: core.decided, split: Vec::new() };
        let mut splits = Vec::new();
        for Part { vertices, content } in &self.parts {
            let part = match content {
                Content::Block(_, Known::Bounded(interval)) => interval.clone(),
                Content::Block(block, _) => unbounded(block),
                Content::Plan(plan) => plan.interval(),
            };
            whole.lower += part.lower;
            whole.upper += part.upper;
            splits.push((vertices.clone(), part.split));
        }
        whole.split = self.reduction.lift(&blocks::join(core.n(), &splits));
        whole
    }
}

/// What is known of every block.
fn unbounded(block: &Couplings) -> Interval {
    let split: Split = vec![1; block.n()];
    Interval { lower: block.decided, upper: block.frustration(&split), split }
}

/// The frustration of a graph, exactly if the budget lasts.
pub(in crate::analysis) fn least(graph: Couplings, grain: i64, budget: &Budget<'_>) -> Interval {
    let mut plan = Plan::new(graph);
    solve([&mut plan], grain, budget);
    plan.interval()
}

/// A good split of a graph, without a proof.
pub(in crate::analysis) fn good_split(graph: Couplings, grain: i64, budget: &Budget<'_>) -> Split {
    let mut plan = Plan::new(graph);
    let mut blocks = Vec::new();
    plan.blocks(&mut blocks);
    for (block, known) in blocks {
        if let Known::Searched(lower, (upper, split)) = searched(block, grain, budget) {
            *known = Known::Bounded(Interval { lower, upper, split });
        }
    }
    plan.interval().split
}

/// Bounds the frustration of plans, exactly if the budget lasts.
pub(super) fn solve<'p>(
    plans: impl IntoIterator<Item = &'p mut Plan>,
    grain: i64,
    budget: &Budget<'_>,
) {
    let mut blocks = Vec::new();
    for plan in plans {
        plan.blocks(&mut blocks);
    }
    blocks.sort_by_key(|(block, _)| block.n());
    let memory_of = |block: &Couplings| budget.memory().filter(|_| block.n() <= GREATEST);
    for (block, known) in &mut blocks {
        let recalled = memory_of(block).and_then(|memory| memory.recall(block, grain));
        **known = recalled.map_or_else(|| searched(block, grain, budget), Known::Bounded);
    }
    for (block, known) in blocks {
        let (lower, best) = match std::mem::replace(known, Known::Nothing) {
            Known::Searched(lower, best) => (lower, best),
            other => {
                *known = other;
                continue;
            }
        };
        let interval = bounded(block, lower, best, grain, budget);
        if let Some(memory) = memory_of(block) {
            memory.keep(block, grain, &interval);
        }
        *known = Known::Bounded(interval);
    }
}

/// A good split of a block. Packing cycles may take long in a great block, so there it comes later.
fn searched(block: &Couplings, grain: i64, budget: &Budget<'_>) -> Known {
    let lower =
        if block.n() > GREATEST { block.decided } else { packing::packing(block, grain, budget).0 };
    Known::Searched(lower, search::search(block, lower, budget))
}

/// The frustration of a block that cannot be reduced.
fn bounded(
    block: &Couplings,
    lower: i64,
    best: (i64, Split),
    grain: i64,
    budget: &Budget<'_>,
) -> Interval {
    if best.0 <= lower || budget.is_spent() {
        return Interval { lower, upper: best.0, split: best.1 };
    }
    if block.n() <= GREATEST {
        return exact::prove(block, best, lower, grain, budget);
    }
    let (packed, charges) = packing::packing(block, grain, budget);
    let mut covering = Covering::new(block, Bad::OddNegative, float(grain), &charges);
    covering.tighten(float(best.0 - block.decided), Patience::Great, &|| budget.is_spent());
    let lower = packed.max(block.decided + covering.whole_bound());
    let (upper, split) = search::search_on(block, best, lower, budget);
    Interval { lower: lower.min(upper), upper, split }
}
