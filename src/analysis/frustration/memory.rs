//! What was found out about blocks, for searches that meet them again.

use super::{super::couplings::Couplings, exact::Interval};
use std::{cell::RefCell, collections::HashMap};

/// The frustration of blocks that took a proof, or would have taken a longer one.
///
/// The periods of a series share most of their ties, and so most of their blocks. A block is the same
/// when its couplings are, whichever entities it is made of. Of searches with one budget each, a
/// repeated one is answered as before, bounds included.
///
/// ```
/// use stancegraph::{
///     analysis::{frustration::{Budget, Memory, frustration}, plain::PlainGraph},
///     view::Sign::Negative,
/// };
///
/// let pairs = (0..9).flat_map(|b| (0..b).map(move |a| (a, b)));
/// let foes = PlainGraph::new(9, pairs.map(|(a, b)| (a, b, Negative, 1.0)))?;
/// let memory = Memory::default();
/// let budget = Budget::unlimited().remembering(&memory);
/// assert_eq!(frustration(&foes, &budget), frustration(&foes, &budget));
/// # Ok::<(), stancegraph::analysis::plain::PlainError>(())
/// ```
#[derive(Debug, Default)]
pub struct Memory {
    blocks: RefCell<HashMap<Block, Interval>>,
}

/// The couplings of a block, and the unit that all of them are multiples of.
type Block = (Couplings, i64);

impl Memory {
    /// What is known of a block.
    pub(super) fn recall(&self, block: &Couplings, grain: i64) -> Option<Interval> {
        self.blocks.borrow().get(&(block.clone(), grain)).cloned()
    }

    /// Remembers what was found out about a block.
    pub(super) fn keep(&self, block: &Couplings, grain: i64, found: &Interval) {
        self.blocks.borrow_mut().insert((block.clone(), grain), found.clone());
    }
}
