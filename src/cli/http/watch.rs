//! Watches files for changes.

use crate::corpus::stamps;
use std::{path::PathBuf, thread::sleep, time::Duration};

/// How often the files are polled.
const PAUSE: Duration = Duration::from_millis(300);

/// Calls back, for ever, each time the files of a corpus have changed and settled.
///
/// Polling works on every system and every kind of disk, and a corpus has few files.
pub(in crate::cli) fn watch(paths: &[PathBuf], mut changed: impl FnMut()) {
    let mut known = stamps(paths);
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
