//! The order of a day on which some reply has an earlier time than what it replies to, which `check` reports.
//!
//! Where two statements have times, these decide; replies decide only between others. Such a day needs more than to go
//! through its sources: a statement waits for what has no time, or has its own time, in all that its source replies to,
//! and not for what is later. The order may run in a circle; then the earliest time comes next.

use super::{index::StatementIndex, temporal::TemporalGraph};
use crate::model::SourceIndex;
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BinaryHeap, HashMap},
};

/// A source of statements of the day.
#[derive(Default)]
struct Source {
    /// The other sources of the day to which it replies, straight or through others.
    originals: Vec<usize>,
    /// How many of its statements are not listed yet.
    n_left: usize,
    /// How many of these have no time.
    n_untimed: usize,
    /// How many of these have the time of a rank.
    n_at: BTreeMap<usize, usize>,
    /// Statements with and without a time that wait for it, each with its place among the originals of theirs.
    waiting: [Vec<(usize, usize)>; 2],
}

/// Statements of one day, in the order of the corpus, and what of them may be listed next.
pub(super) struct ContraryDay {
    source: Vec<usize>,
    /// The rank of the time of each.
    time: Vec<Option<usize>>,
    sources: Vec<Source>,
    /// The statements of each time.
    times: Vec<Vec<usize>>,
    /// How many of each time are not listed yet.
    n_left: Vec<usize>,
    /// The first time of which some are not listed yet.
    now: usize,
    ready: BinaryHeap<Reverse<usize>>,
    is_listed: Vec<bool>,
}

impl ContraryDay {
    /// The day of statements with these ranks of times. Time and memory linear in the
    /// sources to which each of theirs replies.
    pub(super) fn new(
        graph: &TemporalGraph,
        statements: &[StatementIndex],
        time: Vec<Option<usize>>,
    ) -> Self {
        let mut number_of: HashMap<SourceIndex, usize> = HashMap::new();
        let (mut sources, mut found): (Vec<Source>, Vec<SourceIndex>) = (Vec::new(), Vec::new());
        let mut source = Vec::with_capacity(statements.len());
        let mut times: Vec<Vec<usize>> = Vec::new();
        for (at, (statement, time)) in statements.iter().zip(&time).enumerate() {
            let index = graph.statement(*statement).source();
            let number = *number_of.entry(index).or_insert_with(|| {
                sources.push(Source::default());
                found.push(index);
                sources.len() - 1
            });
            source.push(number);
            let Some(source) = sources.get_mut(number) else { continue };
            source.n_left += 1;
            match time {
                None => source.n_untimed += 1,
                Some(rank) => {
                    *source.n_at.entry(*rank).or_default() += 1;
                    if times.len() <= *rank {
                        times.resize(rank + 1, Vec::new());
                    }
                    times[*rank].push(at);
                }
            }
        }
        for (index, source) in found.iter().zip(&mut sources) {
            let originals = graph.replied_to(std::iter::once(*index)).into_iter();
            let originals = originals.filter_map(|it| number_of.get(&it).copied());
            source.originals = originals.collect();
            source.originals.sort_unstable();
        }
        let (ready, is_listed) = (BinaryHeap::new(), vec![false; time.len()]);
        let n_left = times.iter().map(Vec::len).collect();
        Self { source, time, sources, times, n_left, now: 0, ready, is_listed }
    }

    /// The statements, as they are listed.
    pub(super) fn listed(mut self) -> Vec<usize> {
        let n = self.source.len();
        let untimed = (0..n).filter(|statement| self.time[*statement].is_none());
        for statement in untimed.collect::<Vec<_>>() {
            self.examine(statement, 0);
        }
        self.begin();
        let mut listed = Vec::with_capacity(n);
        let mut first = 0;
        while listed.len() < n {
            let next = match self.ready.pop() {
                Some(Reverse(next)) => next,
                None => self.earliest_left(&mut first),
            };
            if !std::mem::replace(&mut self.is_listed[next], true) {
                listed.push(next);
                self.leave(next);
            }
        }
        listed
    }

    /// The first statement of the earliest time that is left, or else the first: in a circle.
    fn earliest_left(&self, first: &mut usize) -> usize {
        let those = self.times.get(self.now).into_iter().flatten().copied();
        if let Some(earliest) = { those }.find(|it| !self.is_listed[*it]) {
            return earliest;
        }
        while self.is_listed[*first] {
            *first += 1;
        }
        *first
    }

    /// The time has come for the first statements that have one and are left.
    fn begin(&mut self) {
        while self.n_left.get(self.now) == Some(&0) {
            self.now += 1;
        }
        for statement in self.times.get(self.now).cloned().unwrap_or_default() {
            if !self.is_listed[statement] {
                self.examine(statement, 0);
            }
        }
    }

    /// Whether a statement waits for a source: for all that is left of it, or, if it has a time itself, for what has no time
    /// or the same.
    fn is_waited_for(&self, source: usize, statement: usize) -> bool {
        let source = &self.sources[source];
        match self.time[statement] {
            None => source.n_left > 0,
            Some(time) => source.n_untimed + source.n_at.get(&time).copied().unwrap_or(0) > 0,
        }
    }

    /// Lets a statement come next if it waits for none of its originals from this one on, or else lets it wait for the first.
    fn examine(&mut self, statement: usize, from: usize) {
        let source = self.source[statement];
        let originals = &self.sources[source].originals;
        let open = (from..originals.len()).find(|at| self.is_waited_for(originals[*at], statement));
        match open {
            Some(at) => {
                let original = originals[at];
                let is_untimed = usize::from(self.time[statement].is_none());
                self.sources[original].waiting[is_untimed].push((statement, at));
            }
            None => self.ready.push(Reverse(statement)),
        }
    }

    /// A statement has been listed.
    fn leave(&mut self, statement: usize) {
        let (number, time) = (self.source[statement], self.time[statement]);
        let source = &mut self.sources[number];
        source.n_left -= 1;
        let left = match time {
            None => &mut source.n_untimed,
            Some(time) => source.n_at.entry(time).or_default(),
        };
        *left -= 1;
        let [timed, untimed] = &mut source.waiting;
        let mut woken = if *left == 0 { std::mem::take(timed) } else { Vec::new() };
        if source.n_left == 0 {
            woken.append(untimed);
        }
        for (waiting, at) in woken {
            if !self.is_listed[waiting] {
                self.examine(waiting, at);
            }
        }
        if let Some(time) = time {
            self.n_left[time] -= 1;
            if time == self.now && self.n_left[time] == 0 {
                self.begin();
            }
        }
    }
}
