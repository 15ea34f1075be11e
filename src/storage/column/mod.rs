//! Columns: a value a row, over a [region](super::bytes::region) of bytes in memory or in a mapped file.
//!
//! A [`Column`](numbers::Column) holds whole numbers, each in as few bytes as the widest needs; [`Texts`](texts::Texts)
//! hold texts end to end, [`CompressedTexts`](compressed::CompressedTexts) in the codes of a table; a
//! [`Sparse`](sparse::Sparse) column holds what few rows have. Each is made by a [`Builder`](builder::Builder).

pub(crate) mod builder;
pub(crate) mod compressed;
pub(crate) mod copy;
pub(crate) mod numbers;
pub(crate) mod offsets;
mod packing;
mod sorted_texts;
pub(crate) mod spans;
pub(crate) mod sparse;
pub(crate) mod texts;
pub(crate) mod values;
