//! Signals that end the process.

use crate::files::interrupted;

/// Has the process clean up when it is interrupted, terminated or hung up. What its caller has it ignore, as `nohup` and
/// shells do for jobs in the background, stays ignored.
#[cfg(unix)]
pub(super) fn clean_up_on_signals() {
    use signal_hook::{
        consts::{SIGHUP, SIGINT, SIGTERM},
        iterator::Signals,
    };

    let ignored = ignored();
    let is_heeded = |signal: &i32| ignored >> (signal - 1) & 1 == 0;
    let heeded: Vec<i32> = [SIGINT, SIGTERM, SIGHUP].into_iter().filter(is_heeded).collect();
    // Without a handler a signal ends the program, too, and the next run removes what is left.
    let Ok(mut signals) = Signals::new(heeded) else { return };
    let wait = move || {
        if signals.forever().next().is_some() {
            interrupted();
        }
    };
    let _ = std::thread::Builder::new().name("signals".to_owned()).spawn(wait);
}

/// The signals that are ignored, a bit each from the signal 1 on; none where the system does not tell.
#[cfg(unix)]
fn ignored() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let bits = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    bits.and_then(|bits| u64::from_str_radix(bits.trim(), 16).ok()).unwrap_or(0)
}

/// Has the process clean up when it is interrupted.
#[cfg(not(unix))]
pub(super) fn clean_up_on_signals() {
    let _ = ctrlc::set_handler(|| interrupted());
}
