//! Flushes what has been written to disk while more is written.

use std::{
    fs::File,
    io,
    sync::mpsc::{SyncSender, sync_channel},
    thread::{self, JoinHandle},
};

/// Flushes a file to disk, on a thread of its own.
pub(super) struct Flusher {
    wake: SyncSender<()>,
    thread: JoinHandle<io::Result<()>>,
}

impl Flusher {
    /// Starts the thread for a file.
    pub(super) fn new(file: &File) -> io::Result<Self> {
        let file = file.try_clone()?;
        // One request covers everything written before it.
        let (wake, wishes) = sync_channel(1);
        let work = move || wishes.into_iter().try_for_each(|()| file.sync_data());
        Ok(Self { wake, thread: thread::Builder::new().spawn(work)? })
    }

    /// Requests a flush of what was written so far.
    pub(super) fn begin(&self) {
        // Full when a flush is requested already; closed when one failed, which `finish` reports.
        let _ = self.wake.try_send(());
    }

    /// Waits for the last flush. The system reports an error only once, so it is returned here.
    pub(super) fn finish(self) -> io::Result<()> {
        drop(self.wake);
        self.thread.join().unwrap_or_else(|payload| std::panic::resume_unwind(payload))
    }
}
