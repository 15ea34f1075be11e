//! Review: a person accepts or refuses what a program suggests.
//!
//! [`Machine`] says what each key does; [`accepted`] makes a statement of a proposal and what was changed of it. Neither
//! knows a terminal, a file or a clock.

mod completion;
mod draft;
mod machine;
mod passage;

pub(in crate::coding) use draft::entity_id;
pub use draft::{
    Accepted, Changes, Circumstances, Incomplete, NewEntity, accepted, is_source_id, new_entities,
};
pub use machine::{Effect, Field, Key, Machine, Mode};
pub use passage::Passage;

#[cfg(test)]
mod tests;
