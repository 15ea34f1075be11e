//! Delimited text: its rows and fields, and what its columns are called.

mod attributes;
mod chunks;
mod delimiter;
mod headings;
mod malformed;
mod mapping;
mod marks;
mod split;

pub(super) use attributes::AttributeColumn;
pub use attributes::HasAttributes;
pub(super) use chunks::{Chunk, Chunks};
pub(super) use delimiter::{DELIMITERS, likeliest_delimiter};
pub use headings::NoColumn;
use headings::normalized;
pub(super) use headings::{Headings, column_number};
pub(super) use malformed::is_readable;
pub use mapping::ColumnMapping;
pub(super) use split::{Row, Splitter};

use crate::model::words;

words! {
    /// Whether fields may stand in quotes.
    pub enum Quotes {
        /// A field that begins with a quotation mark is quoted.
        Double = "double",
        /// Quotation marks mean nothing.
        None = "none",
    }
}
