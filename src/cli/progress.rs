//! Progress of long work, shown on a terminal.

use super::time::Stopwatch;
use crate::graph::ingest::Step;
use std::{
    io::{self, IsTerminal, Write},
    sync::{Mutex, PoisonError},
};

/// A line that shows how much has been read, how fast, and how long the rest will take.
pub(super) struct Progress {
    state: Option<Mutex<State>>,
}

struct State {
    total: Option<u64>,
    done: u64,
    watch: Stopwatch,
    /// Seconds after which the line is updated next.
    next: f64,
}

impl Progress {
    /// Of `total` bytes, if known. Silent where standard error is not a terminal.
    pub(super) fn new(total: Option<u64>) -> Self {
        let state = || Mutex::new(State { total, done: 0, watch: Stopwatch::start(), next: 0.3 });
        Self { state: io::stderr().is_terminal().then(state) }
    }

    /// Adds bytes that have been read.
    pub(super) fn advance(&self, bytes: u64) {
        let Some(state) = &self.state else { return };
        let mut state = state.lock().unwrap_or_else(PoisonError::into_inner);
        state.done += bytes;
        let seconds = state.watch.seconds();
        if seconds >= state.next {
            state.next = seconds + 0.1;
            show(&line(state.done, state.total, seconds));
        }
    }

    /// Shows a message while `work` runs.
    pub(super) fn during<T>(what: &str, work: impl FnOnce() -> T) -> T {
        let progress = Self::new(None);
        progress.stage(what);
        let done = work();
        progress.finish();
        done
    }

    /// Shows the progress of `work`, which sorts the statements that were read.
    pub(super) fn sorting<T>(
        work: impl FnOnce(&(dyn Fn(Step) -> io::Result<()> + Sync)) -> T,
    ) -> T {
        let progress = Self::new(None);
        let done = work(&|step| {
            progress.step(step);
            Ok(())
        });
        progress.finish();
        done
    }

    /// Shows another message.
    fn stage(&self, what: &str) {
        if self.state.is_some() {
            show(what);
        }
    }

    /// Shows how far the statements have been sorted and joined.
    fn step(&self, step: Step) {
        self.stage(&match step {
            Step::Sorted { parts, of } => format!("{:3} % sorted", 100 * parts / of.max(1)),
            Step::Joining => "joining".to_owned(),
        });
    }

    /// Clears the line.
    pub(super) fn finish(&self) {
        if self.state.is_some() {
            show("");
        }
    }
}

fn show(line: &str) {
    // Progress that cannot be shown is not a failure.
    let _ = write!(io::stderr(), "\r\u{1b}[K{line}");
}

#[expect(clippy::cast_precision_loss, reason = "a rate is shown with a few digits")]
fn line(done: u64, total: Option<u64>, seconds: f64) -> String {
    let rate = done as f64 / seconds;
    let mega = |bytes: f64| bytes / 1e6;
    match total.filter(|total| *total > 0) {
        Some(total) => {
            let share = 100.0 * done as f64 / total as f64;
            let left = (total.saturating_sub(done)) as f64 / rate;
            format!("{share:3.0} % read, {:.0} MB/s, {left:.0} s left", mega(rate))
        }
        None => format!("{:.0} MB read, {:.0} MB/s", mega(done as f64), mega(rate)),
    }
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn the_line_tells_share_rate_and_rest() {
        assert_eq!(line(50_000_000, Some(200_000_000), 2.0), " 25 % read, 25 MB/s, 6 s left");
        assert_eq!(line(50_000_000, None, 2.0), "50 MB read, 25 MB/s");
    }
}
