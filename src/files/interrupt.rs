//! What is cleaned up when the process is interrupted.

use std::{
    collections::BTreeMap,
    io, process,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// What is done when the process is interrupted.
type Action = Box<dyn FnOnce() + Send>;

/// What there is to clean up, in the order in which it came.
static ACTIONS: Mutex<BTreeMap<u64, Action>> = Mutex::new(BTreeMap::new());

fn actions() -> MutexGuard<'static, BTreeMap<u64, Action>> {
    ACTIONS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Something to clean up, until this is dropped.
#[derive(Debug)]
#[must_use = "it is forgotten when this is dropped"]
pub(crate) struct Cleanup(u64);

impl Cleanup {
    /// Does the last step of the work, which leaves nothing to clean up; it is not interrupted.
    pub(crate) fn finish<T>(self, step: impl FnOnce() -> T) -> T {
        let mut actions = actions();
        let done = step();
        actions.remove(&self.0);
        drop(actions);
        std::mem::forget(self);
        done
    }
}

impl Drop for Cleanup {
    fn drop(&mut self) {
        actions().remove(&self.0);
    }
}

/// Makes something that must not outlive the process, and notes how it is removed; there is no moment in which it is
/// there and not noted.
pub(crate) fn with_cleanup<T>(
    make: impl FnOnce() -> io::Result<(T, Action)>,
) -> io::Result<(T, Cleanup)> {
    let mut actions = actions();
    let (made, action) = make()?;
    let number = actions.last_key_value().map_or(0, |(last, _)| last + 1);
    actions.insert(number, action);
    Ok((made, Cleanup(number)))
}

/// Cleans up and ends the process with the status that shells give an interrupted program.
pub(crate) fn interrupted() -> ! {
    const STATUS: i32 = 130;
    // Held until the end: nothing new begins.
    let mut actions = actions();
    while let Some((_, action)) = actions.pop_first() {
        action();
    }
    process::exit(STATUS)
}
