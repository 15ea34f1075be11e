//! A store that is open.

use super::{Damaged, Section, StoreError, header::Header, section::Directory};
use crate::graph::column::{BLOCK, Blocks, Region, map};
use std::{
    fs::File,
    path::{Path, PathBuf},
    sync::Arc,
};

/// A mapped file, and what stands where.
pub(in crate::graph) struct Mapped {
    path: PathBuf,
    blocks: Arc<Blocks>,
    directory: Directory,
}

impl Mapped {
    /// Maps a file and checks its header and its directory.
    pub(super) fn open(path: &Path) -> Result<Self, StoreError> {
        let unreadable = |error| StoreError::Unreadable { path: path.to_path_buf(), error };
        let file = File::open(path).and_then(|file| map(&file)).map_err(unreadable)?;
        let header = Header::read(path, &file)?;
        let damaged = || Damaged { path: path.to_path_buf(), at: header.directory };
        let directory = &file[header.directory..header.end];
        if crc32fast::hash(directory) != header.directory_checksum {
            return Err(damaged().into());
        }
        let directory = serde_json::from_slice(directory).map_err(|_| damaged())?;
        let checksums = header.checksums..header.directory;
        let blocks =
            Blocks::new(path.to_path_buf(), file.clone(), BLOCK..header.checksums, checksums)
                .ok_or_else(damaged)?;
        Ok(Self { path: path.to_path_buf(), blocks: Arc::new(blocks), directory })
    }

    /// Makes sure of every section.
    ///
    /// # Unwinds
    /// With [`Damaged`] when something is not what was written.
    pub(super) fn check(&self) {
        self.blocks.check_all();
    }

    /// A section and its bytes.
    pub(in crate::graph) fn section(&self, name: &str) -> Result<(&Section, Region), StoreError> {
        let section = self.directory.sections.get(name).ok_or_else(|| self.malformed(name))?;
        let region = Region::stored(Arc::clone(&self.blocks), section.at, section.len);
        Ok((section, region.ok_or_else(|| self.malformed(name))?))
    }

    /// What to say when a section is not as this version writes it.
    pub(in crate::graph) fn malformed(&self, name: &str) -> StoreError {
        let at = self.directory.sections.get(name).map_or(0, |section| section.at);
        Damaged { path: self.path.clone(), at }.into()
    }
}
