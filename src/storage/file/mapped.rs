//! A store that is open.

use super::{
    directory::Directory,
    error::StoreError,
    header::{Header, Part},
};
use crate::storage::{
    bytes::{
        blocks::{BLOCK, Blocks},
        damage::Damaged,
        region::{Region, map},
    },
    section::{Section, SectionReader},
};
use bytes::Bytes;
use std::{
    fs::File,
    io::Read,
    path::{Path, PathBuf},
    sync::Arc,
};

/// A part of a mapped file that is a graph, and what stands where.
pub(crate) struct Mapped {
    path: PathBuf,
    blocks: Arc<Blocks>,
    directory: Directory,
}

impl Mapped {
    /// Maps a file and checks its header and its directories: the graph that was written first, and what was added.
    pub(crate) fn open(path: &Path) -> Result<(Self, Option<Self>), StoreError> {
        let unreadable = |error| StoreError::Unreadable { path: path.to_path_buf(), error };
        let mut file = File::open(path).map_err(unreadable)?;
        // The first page is read, not mapped: it is what an addition writes anew.
        let mut page = Vec::with_capacity(BLOCK);
        file.by_ref().take(BLOCK as u64).read_to_end(&mut page).map_err(unreadable)?;
        let bytes = map(&file).map_err(unreadable)?;
        let header = Header::read(path, &page, bytes.len())?;
        let part = |part| Self::part(path, &bytes, part);
        Ok((part(header.base)?, header.added.map(part).transpose()?))
    }

    /// One part of a mapped file.
    fn part(path: &Path, file: &Bytes, part: Part) -> Result<Self, StoreError> {
        let damaged = || Damaged { path: path.to_path_buf(), at: part.directory };
        let directory = &file[part.directory..part.end];
        if crc32fast::hash(directory) != part.directory_checksum {
            return Err(damaged().into());
        }
        let directory = serde_json::from_slice(directory).map_err(|_| damaged())?;
        let (sections, checksums) = (part.sections..part.checksums, part.checksums..part.directory);
        let blocks = Blocks::new(path.to_path_buf(), file.clone(), sections, checksums)
            .ok_or_else(damaged)?;
        Ok(Self { path: path.to_path_buf(), blocks: Arc::new(blocks), directory })
    }

    /// Makes sure of every section.
    ///
    /// # Unwinds
    /// With [`Damaged`] when something is not what was written.
    pub(crate) fn check(&self) {
        self.blocks.check_all();
    }
}

impl SectionReader for Mapped {
    fn section(&self, name: &str) -> Result<(Section, Region), Damaged> {
        let section = self.directory.sections.get(name).ok_or_else(|| self.malformed(name))?;
        let region = Region::stored(Arc::clone(&self.blocks), section.at, section.len);
        Ok((*section, region.ok_or_else(|| self.malformed(name))?))
    }

    fn has(&self, name: &str) -> bool {
        let is_part = |other: &str| {
            other.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        let mut from = self.directory.sections.range(name.to_owned()..);
        from.next().is_some_and(|(other, _)| is_part(other))
    }

    fn malformed(&self, name: &str) -> Damaged {
        let at = self.directory.sections.get(name).map_or(0, |section| section.at);
        Damaged { path: self.path.clone(), at }
    }
}
