//! Tells when files have changed.

use crate::corpus::stamps;
use std::{path::PathBuf, thread::sleep, time::Duration};

/// How often the files are looked at.
const PAUSE: Duration = Duration::from_millis(300);

/// Calls back each time that the files of a corpus have changed and come to rest, for ever.
///
/// The files are looked at, not subscribed to: that works on every system and on every kind of disk, and corpora are
/// few files.
pub(super) fn watch(paths: &[PathBuf], mut changed: impl FnMut()) {
    let mut known = stamps(paths);
    loop {
        sleep(PAUSE);
        let mut now = stamps(paths);
        if now == known {
            continue;
        }
        // Whoever writes several files is not answered in the middle of it.
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
