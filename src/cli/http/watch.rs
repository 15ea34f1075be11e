//! Watches files for changes.

use crate::corpus::{Stamp, stamps};
use std::{path::PathBuf, thread::sleep, time::Duration};

/// How often the files are polled.
const PAUSE: Duration = Duration::from_millis(300);

/// The files of a corpus as they are before it is read, so that no change is missed.
pub(in crate::cli) struct Watched {
    paths: Vec<PathBuf>,
    known: Vec<Stamp>,
}

impl Watched {
    /// The files as they are now.
    pub(in crate::cli) fn now(paths: Vec<PathBuf>) -> Self {
        Self { known: stamps(&paths), paths }
    }

    /// Calls back, for ever, each time the files have changed and settled.
    pub(in crate::cli) fn follow(self, changed: impl FnMut()) {
        follow(&self.paths, self.known, changed);
    }
}

/// Polling works on every system and every kind of disk, and a corpus has few files.
fn follow(paths: &[PathBuf], mut known: Vec<Stamp>, mut changed: impl FnMut()) {
    loop {
        sleep(PAUSE);
        let mut now = stamps(paths);
        if now == known {
            continue;
        }
        // A program may be writing several files: wait until it has finished.
        loop {
            sleep(PAUSE / 3);
            let later = stamps(paths);
            if later == now {
                break;
            }
            now = later;
        }
        known = now;
        changed();
    }
}
