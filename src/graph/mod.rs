//! The temporal signed graph: every statement once, in columns.
//!
//! [`TemporalGraph`] holds the statements sorted by (holder, target, latest day, earliest day, order of the corpus): a pair is a range,
//! days and verbs are integers, and text lies apart and is read only when shown. It is made of a corpus, of statements
//! as they come in ([`ingest`]), or opened from a store, to which an [`Addition`] adds.

mod addition;
pub(crate) mod adjacency;
mod assemble;
mod attribute;
pub(crate) mod batch;
mod contrary_times;
mod corpus_order;
mod dates;
pub(crate) mod entities;
pub(crate) mod flags;
pub(crate) mod index;
pub mod ingest;
mod insertions;
mod kept_rows;
mod merge;
mod order;
mod pairs;
mod records;
mod rows;
pub(crate) mod selection;
pub(crate) mod sources;
mod statement;
mod store;
mod temporal;
mod times;
mod value;
mod vocabulary;

pub use crate::storage::{
    bytes::damage::{Damaged, guarded},
    file::{error::StoreError, header::is_store},
};
pub use addition::Addition;
pub use attribute::AttributeValues;
pub use entities::{EntityRef, RoleRef};
pub use index::{PairIndex, StatementIndex};
pub use sources::SourceRef;
pub use statement::StatementRef;
pub use temporal::TemporalGraph;
