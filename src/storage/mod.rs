//! Columns of values, in memory and in a file; it knows nothing of what the values mean.
//!
//! ```text
//! file      stores: sections with checksums and a directory; written whole, or behind what is there
//! table     structs of columns, saved and merged column by column
//! column    numbers, texts, compressed texts, sparse values, offsets; a builder for each
//! merge     two sorted tables read as one: a base and a delta
//! bytes     buffers and mapped files, whose blocks are trusted once their checksums have been verified
//! ```

pub(crate) mod bytes;
pub(crate) mod column;
pub(crate) mod file;
pub(crate) mod merge;
pub(crate) mod number;
pub(crate) mod ranges;
pub(crate) mod section;
pub(crate) mod table;
