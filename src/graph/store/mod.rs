//! The store: a graph in one file, mapped and read where it is touched.
//!
//! ```text
//! header       one page: what this is, its version, and where the rest stands
//! sections     the bytes of the columns, one after the other, with room for one number after each
//! checksums    a CRC-32 for each page of the sections
//! directory    JSON: the name of each section, where it stands, and how its numbers are packed
//! ```
//!
//! The header and the directory are checked when a store is opened, each page of a section when it is
//! first touched. A store is written beside its place, and moved there whole. What is added to it later is a
//! second graph behind the first, with sections, checksums and a directory of its own, and with the merges that
//! tell where it belongs ([`append`]); the header is what changes, last and at once.

mod append;
mod error;
mod flush;
mod header;
mod mapped;
mod section;
mod writer;

pub use append::Addition;
pub use error::{Damaged, StoreError, guarded};
pub use header::is_store;
pub(super) use mapped::Mapped;
pub(super) use section::Section;
pub(super) use writer::Writer;
pub use writer::remove_unfinished;

use super::{TemporalGraph, merge::Merges};
use std::{io, path::Path, sync::Arc};

/// What can be kept in a store.
pub(super) trait Stored: Sized {
    /// Writes it as sections whose names begin with `name`.
    fn save(&self, name: &str, out: &mut Writer) -> io::Result<()>;
    /// Finds it again. Reads nothing of its content.
    fn load(name: &str, store: &Mapped) -> Result<Self, StoreError>;
}

/// The name under which a graph is kept.
const GRAPH: &str = "graph";
/// The name under which is kept where an added graph belongs.
const MERGES: &str = "merges";

impl TemporalGraph {
    /// Opens a store. Takes no longer for a large one: what it holds is read when it is asked for.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let (base, added) = Mapped::open(path)?;
        Self::of(&base, added.as_ref())
    }

    /// Opens a store and checks all of it at once. Time linear in its size.
    pub fn open_whole(path: &Path) -> Result<Self, StoreError> {
        let (base, added) = Mapped::open(path)?;
        guarded(|| [Some(&base), added.as_ref()].into_iter().flatten().for_each(Mapped::check))?;
        Self::of(&base, added.as_ref())
    }

    /// The graph of a store's parts.
    fn of(base: &Mapped, added: Option<&Mapped>) -> Result<Self, StoreError> {
        let graph = Self::load(GRAPH, base)?;
        let Some(added) = added else { return Ok(graph) };
        let merges = Arc::new(Merges::load(MERGES, added)?);
        Ok(graph.merged(Self::load(GRAPH, added)?, &merges))
    }

    /// Writes the graph as a store, whole or not at all: at every moment the old file or the new one
    /// stands there.
    pub fn write(&self, path: &Path) -> io::Result<()> {
        let mut out = Writer::create(path)?;
        self.save(GRAPH, &mut out)?;
        out.finish()
    }
}
