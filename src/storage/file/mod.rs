//! The store: tables in one file, mapped and read where it is touched.
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
//! second part behind the first, with sections, checksums and a directory of its own, and with the merges that
//! tell where it belongs ; the header is what changes, last and at once.

pub(crate) mod directory;
pub(crate) mod error;
mod flush;
pub(crate) mod header;
pub(crate) mod mapped;
pub(crate) mod writer;
