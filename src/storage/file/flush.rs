//! What is written goes to disk while more is written.

use std::{
    fs::File,
    io,
    sync::mpsc::{SyncSender, sync_channel},
    thread::{self, JoinHandle},
};

/// Has a file written to disk, by a thread of its own.
pub(super) struct Flusher {
    wake: SyncSender<()>,
    thread: JoinHandle<io::Result<()>>,
}

impl Flusher {
    /// Of this file.
    pub(super) fn new(file: &File) -> io::Result<Self> {
        let file = file.try_clone()?;
        // One wish is enough for all that was written before.
        let (wake, wishes) = sync_channel(1);
        let work = move || wishes.into_iter().try_for_each(|()| file.sync_data());
        Ok(Self { wake, thread: thread::Builder::new().spawn(work)? })
    }

    /// What was written so far is to go to disk.
    pub(super) fn begin(&self) {
        // Full when that is wished already, and closed when it has failed, which the end tells.
        let _ = self.wake.try_send(());
    }

    /// Waits for what was begun. The system tells an error only once, so it is told here.
    pub(super) fn finish(self) -> io::Result<()> {
        drop(self.wake);
        self.thread.join().unwrap_or_else(|payload| std::panic::resume_unwind(payload))
    }
}
