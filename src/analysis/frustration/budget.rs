//! How long a search may take, and what it may remember of earlier ones.

use super::memory::Memory;

/// How long a search may take, as the caller sees it.
///
/// The library reads no clock: it asks the budget now and then, and stops when told to. What it has
/// proved by then stands. A search that ends before is not influenced by the budget at all.
///
/// ```
/// use std::cell::Cell;
/// use stancegraph::analysis::frustration::Budget;
///
/// // Most callers look at a clock; this one counts how often it is asked.
/// let n_asked = Cell::new(0);
/// let is_spent = || n_asked.replace(n_asked.get() + 1) >= 2;
/// let budget = Budget::until(&is_spent);
/// assert!(!budget.is_spent() && !budget.is_spent() && budget.is_spent());
/// ```
#[derive(Clone, Copy)]
pub struct Budget<'a> {
    is_spent: &'a dyn Fn() -> bool,
    memory: Option<&'a Memory>,
}

impl<'a> Budget<'a> {
    /// Lasts until the function says `true`, which it is asked every few milliseconds.
    pub const fn until(is_spent: &'a dyn Fn() -> bool) -> Self {
        Self { is_spent, memory: None }
    }

    /// Never ends.
    pub const fn unlimited() -> Self {
        Self { is_spent: &|| false, memory: None }
    }

    /// The same, with what was found out before: it need not be found out again.
    #[must_use]
    pub const fn remembering(self, memory: &'a Memory) -> Self {
        Self { memory: Some(memory), ..self }
    }

    pub(super) const fn memory(&self) -> Option<&'a Memory> {
        self.memory
    }

    /// Whether the search must stop.
    pub fn is_spent(&self) -> bool {
        (self.is_spent)()
    }
}

impl std::fmt::Debug for Budget<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Budget").finish_non_exhaustive()
    }
}
