//! Adding to a store without writing it anew.

use super::{
    merge::Merges,
    store::{GRAPH, MERGES},
    temporal::TemporalGraph,
};
use crate::storage::{
    bytes::{blocks::BLOCK, damage::guarded},
    file::{error::StoreError, header::Header, mapped::Mapped, writer::Writer},
    section::Stored,
};
use std::{
    fs::{File, OpenOptions},
    io::{self, Read, Seek, SeekFrom},
    path::{Path, PathBuf},
};

/// A store that is being added to. Nobody else adds to it meanwhile; who reads it is not disturbed.
pub struct Addition {
    path: PathBuf,
    /// Locked as long as it is open.
    file: File,
}

impl Addition {
    /// Begins, when everybody before is done.
    pub fn begin(path: &Path) -> Result<Self, StoreError> {
        let unreadable = |error| StoreError::Unreadable { path: path.to_path_buf(), error };
        let unwritable = |error| StoreError::Unwritable { path: path.to_path_buf(), error };
        loop {
            File::open(path).map_err(unreadable)?;
            let file = OpenOptions::new().read(true).write(true).open(path).map_err(unwritable)?;
            file.lock().map_err(unreadable)?;
            // Who was before may have moved another file here.
            if is_at(&file, path).map_err(unreadable)? {
                return Ok(Self { path: path.to_path_buf(), file });
            }
        }
    }

    /// What the store says.
    pub fn graph(&self) -> Result<TemporalGraph, StoreError> {
        TemporalGraph::open(&self.path)
    }

    /// What was added to it before, by itself.
    pub fn added(&self) -> Result<Option<TemporalGraph>, StoreError> {
        let (_, added) = Mapped::open(&self.path)?;
        Ok(added.map(|added| TemporalGraph::load(GRAPH, &added)).transpose()?)
    }

    /// Makes `added` what is added to the store, in the stead of what was before: entities, sources and statements with ids
    /// that the store has already stand for those; such statements come first, in the order of the store. Gives what the
    /// store says then.
    ///
    /// Time linear in what is added, but for a logarithm of the store. When what has been added takes more room than the
    /// store, of both is made one.
    pub fn write(mut self, mut added: TemporalGraph) -> Result<TemporalGraph, StoreError> {
        let (base, _) = Mapped::open(&self.path)?;
        let base = TemporalGraph::load(GRAPH, &base)?;
        let Some((merges, order)) = guarded(|| Merges::find(&base, &added))? else {
            let error = "statements of the store come in another order than it has them";
            return Err(self.unwritable(io::Error::other(error)));
        };
        added.order = order;
        let header = self.header()?;
        let written = self.file.try_clone().and_then(|file| {
            let mut out = Writer::behind(file, header)?;
            added.save(GRAPH, &mut out)?;
            merges.save(MERGES, &mut out)?;
            out.finish()
        });
        let header = self.header()?;
        if let Err(error) = written {
            // What is not whole keeps no room, least of all on a disk that is full.
            let _ = self.file.set_len(header.end() as u64);
            return Err(self.unwritable(error));
        }
        if header.end() > 2 * header.base.end {
            // What was added is there, whether or not there is room to make one of both.
            let _ = self.make_one();
        }
        self.graph()
    }

    /// Makes `graph` all that the store says. The file is written anew.
    pub fn replace(self, graph: &TemporalGraph) -> Result<TemporalGraph, StoreError> {
        graph.write(&self.path).map_err(|error| self.unwritable(error))?;
        self.graph()
    }

    /// Makes one graph of the two. The file is written anew.
    pub fn compact(self) -> Result<TemporalGraph, StoreError> {
        self.make_one()?;
        self.graph()
    }

    fn make_one(&self) -> Result<(), StoreError> {
        let mut graph = self.graph()?;
        let written = guarded(|| {
            graph.entities = graph.entities_alone().map_err(io::Error::other)?;
            graph.write(&self.path)
        });
        written?.map_err(|error| self.unwritable(error))
    }

    fn unwritable(&self, error: io::Error) -> StoreError {
        StoreError::Unwritable { path: self.path.clone(), error }
    }

    fn header(&mut self) -> Result<Header, StoreError> {
        let unreadable = |error| StoreError::Unreadable { path: self.path.clone(), error };
        let mut page = Vec::with_capacity(BLOCK);
        self.file.seek(SeekFrom::Start(0)).map_err(unreadable)?;
        let len = self.file.metadata().map_err(unreadable)?.len();
        self.file.by_ref().take(BLOCK as u64).read_to_end(&mut page).map_err(unreadable)?;
        Header::read(&self.path, &page, usize::try_from(len).unwrap_or(usize::MAX))
    }
}

/// Whether a file is still the one at a path.
fn is_at(file: &File, path: &Path) -> io::Result<bool> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let (opened, there) = (file.metadata()?, std::fs::metadata(path)?);
        Ok((opened.dev(), opened.ino()) == (there.dev(), there.ino()))
    }
    #[cfg(not(unix))]
    {
        // Elsewhere a file that is open is not replaced.
        let _ = (file, path);
        Ok(true)
    }
}
