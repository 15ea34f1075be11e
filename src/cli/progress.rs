//! How far long work has come, told on a terminal.

use super::time::Stopwatch;
use crate::graph::ingest::Step;
use std::{
    io::{self, IsTerminal, Write},
    sync::{Mutex, PoisonError},
};

/// A line that tells how much was read, how fast, and how long it will take.
pub(super) struct Progress {
    state: Option<Mutex<State>>,
}

struct State {
    total: Option<u64>,
    done: u64,
    watch: Stopwatch,
    /// Seconds after which the line is written next.
    next: f64,
}

impl Progress {
    /// Of `total` bytes, if that is known. Silent where nobody watches.
    pub(super) fn new(total: Option<u64>) -> Self {
        let state = || Mutex::new(State { total, done: 0, watch: Stopwatch::start(), next: 0.3 });
        Self { state: io::stderr().is_terminal().then(state) }
    }

    /// More bytes are done.
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

    /// Says what is being done while `work` does it.
    pub(super) fn during<T>(what: &str, work: impl FnOnce() -> T) -> T {
        let progress = Self::new(None);
        progress.stage(what);
        let done = work();
        progress.finish();
        done
    }

    /// Tells how far `work` has come, which puts statements that were read into their order.
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

    /// Something else is done now.
    fn stage(&self, what: &str) {
        if self.state.is_some() {
            show(what);
        }
    }

    /// Statements that were read have come so far.
    fn step(&self, step: Step) {
        self.stage(&match step {
            Step::Sorted { parts, of } => format!("{:3} % sorted", 100 * parts / of.max(1)),
            Step::Joining => "joining".to_owned(),
        });
    }

    /// Nothing is to be seen any more.
    pub(super) fn finish(&self) {
        if self.state.is_some() {
            show("");
        }
    }
}

fn show(line: &str) {
    // That nobody sees it is no reason to fail.
    let _ = write!(io::stderr(), "\r\u{1b}[K{line}");
}

#[expect(clippy::cast_precision_loss, reason = "a rate is told in a few digits")]
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
