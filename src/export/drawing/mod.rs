//! What our own SVG pictures share: elements, the room that words take, a sheet with heading and key.
//!
//! Nothing asks which fonts are there: the room of words is estimated from a table. The same picture has the same bytes.

mod element;
mod sheet;
mod words;

pub(super) use element::{Element, short};
pub(super) use sheet::{ROW, Sample, Sheet};
pub(super) use words::{lines, width};

/// The font of all words.
pub(super) const FONT: &str = "Helvetica, Arial, 'Liberation Sans', sans-serif";
/// The space around a picture.
pub(super) const MARGIN: f64 = 24.0;
