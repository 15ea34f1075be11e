//! Files that are written whole or not at all, and what must not outlive the process.

mod interrupt;
mod unfinished;

pub(crate) use interrupt::{interrupted, with_cleanup};
pub(crate) use unfinished::Unfinished;
