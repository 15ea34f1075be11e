//! A graph in a store: opened and written.

use super::{merge::Merges, temporal::TemporalGraph};
use crate::storage::{
    bytes::damage::guarded,
    file::{error::StoreError, mapped::Mapped, writer::Writer},
    section::Stored,
};
use std::{io, path::Path};

/// The name under which a graph is kept.
pub(super) const GRAPH: &str = "graph";
/// The name under which is kept where the rows of an added graph belong.
pub(super) const MERGES: &str = "merges";

impl TemporalGraph {
    /// Opens a store. Takes no longer for a large one: what it holds is read when it is asked for.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let (base, delta) = Mapped::open(path)?;
        Self::of(&base, delta.as_ref())
    }

    /// Opens a store and checks all of it at once. Time linear in its size.
    pub fn open_whole(path: &Path) -> Result<Self, StoreError> {
        let (base, delta) = Mapped::open(path)?;
        guarded(|| [Some(&base), delta.as_ref()].into_iter().flatten().for_each(Mapped::check))?;
        Self::of(&base, delta.as_ref())
    }

    /// The graph of a store's parts.
    fn of(base: &Mapped, delta: Option<&Mapped>) -> Result<Self, StoreError> {
        let graph = Self::load(GRAPH, base)?;
        let Some(delta) = delta else { return Ok(graph) };
        let merges = Merges::load(MERGES, delta)?;
        Ok(graph.merged(Self::load(GRAPH, delta)?, &merges))
    }

    /// Writes the graph as a store, whole or not at all: at every moment the old file or the new one
    /// stands there.
    pub fn write(&self, path: &Path) -> io::Result<()> {
        let mut out = Writer::create(path)?;
        self.save(GRAPH, &mut out)?;
        out.finish()
    }
}
