//! So many questions at once as there are processors; others wait, but not for ever.

use std::{
    num::NonZeroUsize,
    sync::{Condvar, Mutex, PoisonError},
    thread::available_parallelism,
    time::Duration,
};

/// How long a question waits for its turn.
const PATIENCE: Duration = Duration::from_secs(10);

/// The turns that are free.
pub(super) struct Turns {
    free: Mutex<usize>,
    freed: Condvar,
}

/// A turn, over when it is dropped.
pub(super) struct Turn<'t>(&'t Turns);

impl Turns {
    pub(super) fn new() -> Self {
        let free = available_parallelism().map_or(1, NonZeroUsize::get);
        Self { free: Mutex::new(free), freed: Condvar::new() }
    }

    /// A turn, as soon as one is free; nothing where that takes too long.
    pub(super) fn take(&self) -> Option<Turn<'_>> {
        let free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.freed.wait_timeout_while(free, PATIENCE, |free| *free == 0);
        let (mut free, _) = waited.unwrap_or_else(PoisonError::into_inner);
        *free = free.checked_sub(1)?;
        Some(Turn(self))
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        *self.0.free.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.0.freed.notify_one();
    }
}
