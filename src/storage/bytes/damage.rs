//! A file that is not as it was written.

use std::{
    any::Any,
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    path::PathBuf,
};

/// A store whose bytes are not those that were written.
///
/// Most of a store is checked only when an answer needs it, deep inside a question. Reading then
/// unwinds with this value as its payload; [`guarded`] makes an error of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, thiserror::Error)]
#[error(
    "{} is damaged (around byte {at}) and answers no question: restore it, or build it again from its corpus",
    path.display()
)]
pub struct Damaged {
    /// The file.
    pub path: PathBuf,
    /// A byte in the part that is not as it was written.
    pub at: usize,
}

/// Runs code that may read a store, and turns an unwinding because of damage into an error.
pub fn guarded<T>(read: impl FnOnce() -> T) -> Result<T, Damaged> {
    catch_unwind(AssertUnwindSafe(read)).map_err(|payload: Box<dyn Any + Send>| {
        payload.downcast::<Damaged>().map_or_else(|other| resume_unwind(other), |damaged| *damaged)
    })
}

/// Gives up reading a damaged store. Getters of columns return no errors, nor should each of them do so
/// for what happens to a disk once in years, so this unwinds to the caller of [`guarded`].
#[cold]
pub(crate) fn fail(damaged: Damaged) -> ! {
    resume_unwind(Box::new(damaged))
}
