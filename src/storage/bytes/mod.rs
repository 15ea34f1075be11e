//! Bytes: of a buffer in memory, or of a mapped file, whose blocks are checked when they are first read.

pub(crate) mod blocks;
pub(crate) mod buffer;
pub(crate) mod damage;
pub(crate) mod region;
