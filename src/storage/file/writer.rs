//! Writes stores, whole or not at all.

use super::{
    directory::Directory,
    flush::Flusher,
    header::{Header, Part},
};
use crate::{
    files::Unfinished,
    storage::{
        bytes::{blocks::BLOCK, region::PADDING},
        section::{Section, SectionWriter},
    },
};
use rayon::prelude::*;
use std::{
    fs::File,
    io::{self, BufWriter, Seek, SeekFrom, Write},
    path::Path,
};

/// The bytes of one write. For larger ones the system looks for memory in larger chunks, which it may not have at hand: up to
/// seven times the time was measured.
const BUFFER: usize = 1 << 16;
/// Sections larger than this are written while their checksums are computed.
const LARGE: usize = 1 << 20;

/// Writes sections one after the other; they become a store, or a part of one, when it is finished.
pub(crate) struct Writer {
    place: Place,
    file: BufWriter<File>,
    flusher: Option<Flusher>,
    /// How many bytes have been written.
    at: usize,
    part: Part,
    /// The checksums of the blocks that are full.
    checksums: Vec<u8>,
    /// The checksum of the block that is not full yet.
    block: crc32fast::Hasher,
    directory: Directory,
}

/// Where the sections are written.
enum Place {
    /// To a temporary file beside the store, which replaces it at the end.
    Beside(Unfinished),
    /// Behind the parts of a store, of which this is the header.
    Behind(Header),
}

impl Writer {
    /// Begins a store in a temporary file beside it.
    pub(crate) fn create(path: &Path) -> io::Result<Self> {
        let (file, unfinished) = Unfinished::beside(path)?;
        Self::begin(Place::Beside(unfinished), file, BLOCK)
    }

    /// Begins a part behind all others of a store.
    pub(crate) fn behind(file: File, header: Header) -> io::Result<Self> {
        let begin = header.end().next_multiple_of(BLOCK);
        Self::begin(Place::Behind(header), file, begin)
    }

    fn begin(place: Place, mut file: File, begin: usize) -> io::Result<Self> {
        file.seek(SeekFrom::Start(begin as u64))?;
        Ok(Self {
            place,
            file: BufWriter::with_capacity(BUFFER, file),
            flusher: None,
            at: begin,
            part: Part { sections: begin, ..Part::default() },
            checksums: Vec::new(),
            block: crc32fast::Hasher::new(),
            directory: Directory::default(),
        })
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let head = bytes.len().min((BLOCK - self.at % BLOCK) % BLOCK);
        let (head, rest) = bytes.split_at(head);
        self.write_by_block(head)?;
        let (blocks, rest) = rest.split_at(rest.len() - rest.len() % BLOCK);
        if blocks.len() < LARGE {
            self.write_by_block(blocks)?;
        } else {
            // Large sections go to the file unbuffered, while other threads compute their checksums.
            let checksum = |block: &[u8]| crc32fast::hash(block).to_le_bytes();
            let checksums = || blocks.par_chunks(BLOCK).map(checksum).collect::<Vec<_>>();
            let write = || blocks.chunks(BUFFER).try_for_each(|part| self.file.write_all(part));
            let (written, checksums) = rayon::join(write, checksums);
            written?;
            self.flush();
            self.at += blocks.len();
            self.checksums.extend(checksums.into_iter().flatten());
        }
        self.write_by_block(rest)
    }

    /// Flushes what was written to disk, if a thread can be started for it; the end flushes anyway.
    fn flush(&mut self) {
        if self.flusher.is_none() {
            self.flusher = Flusher::new(self.file.get_ref()).ok();
        }
        self.flusher.iter().for_each(Flusher::begin);
    }

    fn write_by_block(&mut self, mut bytes: &[u8]) -> io::Result<()> {
        while !bytes.is_empty() {
            let room = BLOCK - self.at % BLOCK;
            let (now, later) = bytes.split_at(room.min(bytes.len()));
            self.file.write_all(now)?;
            self.block.update(now);
            self.at += now.len();
            bytes = later;
            if self.at.is_multiple_of(BLOCK) {
                self.end_block();
            }
        }
        Ok(())
    }

    fn end_block(&mut self) {
        let checksum = std::mem::replace(&mut self.block, crc32fast::Hasher::new()).finalize();
        self.checksums.extend(checksum.to_le_bytes());
    }

    /// Writes what is left, syncs it to disk, and makes it the store, or a part of it.
    pub(crate) fn finish(mut self) -> io::Result<()> {
        if !self.at.is_multiple_of(BLOCK) {
            self.end_block();
        }
        let directory = serde_json::to_vec(&self.directory)?;
        self.file.write_all(&self.checksums)?;
        self.file.write_all(&directory)?;
        let part = Part {
            checksums: self.at,
            directory: self.at + self.checksums.len(),
            end: self.at + self.checksums.len() + directory.len(),
            directory_checksum: crc32fast::hash(&directory),
            ..self.part
        };
        let mut file = self.file.into_inner().map_err(io::IntoInnerError::into_error)?;
        self.flusher.map_or(Ok(()), Flusher::finish)?;
        match self.place {
            Place::Beside(unfinished) => {
                write_header(&mut file, &Header { base: part, added: None })?;
                unfinished.finish(&file)
            }
            Place::Behind(header) => {
                // The header names the part only once it is on disk.
                file.sync_all()?;
                write_header(&mut file, &Header { added: Some(part), ..header })?;
                file.sync_all()
            }
        }
    }
}

impl SectionWriter for Writer {
    fn section(&mut self, name: &str, section: Section, bytes: &[u8]) -> io::Result<()> {
        let section = Section { at: self.at, len: bytes.len(), ..section };
        self.directory.sections.insert(name.to_owned(), section);
        self.write(bytes)?;
        self.write(&[0; PADDING])
    }
}

/// Writes the first page. Its content is shorter than the 512 bytes that disks write whole or not at all.
fn write_header(file: &mut File, header: &Header) -> io::Result<()> {
    file.seek(SeekFrom::Start(0))?;
    file.write_all(&header.to_bytes())
}
