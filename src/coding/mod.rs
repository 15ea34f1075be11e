//! From texts to statements: what sources say, and what is made of it.

mod article;
pub mod endpoint;
mod lexicons;
mod markdown;
mod metadata;
mod normalize;
mod page;
pub mod proposals;
pub mod propose;
pub mod review;
mod source;
mod store;
pub mod workbench;

pub use article::{Article, TextForm};
pub(crate) use lexicons::{LexiconError, lexicons_beside, read_lexicon};
pub use metadata::Metadata;
pub use normalize::normalized;
pub use source::{Difference, SourceFields, Unresolved};
pub use store::{KeepError, Kept, StoredText};
