//! The order of statements within a day.
//!
//! Of two statements of one known day, one is before the other if both have a time and its is earlier; or, where times do
//! not tell, if the other's source replies, straight or through others, to its source. Nothing else orders them. This is no
//! order of all: what has no time and is in no reply was said at any time of its day.

use super::{contrary_times::ContraryDay, index::StatementIndex, temporal::TemporalGraph};
use crate::{
    model::{SourceIndex, Time},
    storage::column::sparse::Sparse,
};
use std::{
    cmp::Reverse,
    collections::{BinaryHeap, HashMap, HashSet},
};

impl TemporalGraph {
    /// Whether anything orders statements within a day.
    pub(crate) fn orders_days(&self) -> bool {
        self.has_replies() || self.has_times()
    }

    /// Whether any statement has a time of day.
    pub(crate) fn has_times(&self) -> bool {
        let times: &Sparse<_> = &self.rows.time;
        !times.is_empty()
    }

    /// Whether one of two statements of the same known day was said before the other. Statements that nothing orders
    /// were said at once.
    ///
    /// Time linear in the sources to which that of the other replies, straight or through others.
    pub fn is_before(&self, statement: StatementIndex, other: StatementIndex) -> bool {
        if !self.orders_days() {
            return false;
        }
        let [one, another] = [statement, other].map(|index| self.statement(index));
        let bounds = one.bounds();
        if !bounds.is_one_day() || another.bounds() != bounds {
            return false;
        }
        match (one.time(), another.time()) {
            (Some(time), Some(other)) if time != other => time < other,
            _ => self.replies(another.source(), one.source()),
        }
    }

    /// Whether a source replies to another, straight or through others.
    fn replies(&self, reply: SourceIndex, original: SourceIndex) -> bool {
        self.replied_to(std::iter::once(reply)).contains(&original)
    }

    /// Leaves out the items whose statements are before that of another item. Where times contradict replies, which `check`
    /// reports, so that all are before others, all are left.
    ///
    /// Time linear in the items and in the sources to which theirs reply, straight or through others.
    pub(crate) fn retain_last<T>(
        &self,
        items: &mut Vec<T>,
        statement: impl Fn(&T) -> StatementIndex,
    ) {
        let of_one_day = |item: &T| {
            let read = self.statement(statement(item));
            (read.bounds().is_one_day()).then(|| (read.time(), read.source()))
        };
        let days: Vec<Option<(Option<Time>, SourceIndex)>> = items.iter().map(of_one_day).collect();
        let known = || days.iter().copied().flatten();
        let last = known().filter_map(|(time, _)| time).max();
        let is_early = |time: Option<Time>| time.is_some() && time < last;
        // Times tell first: what has an earlier time is no reply to what has the last one.
        let all = self.replied_to(known().map(|(_, source)| source));
        let late = known().filter(|(time, _)| !is_early(*time)).map(|(_, source)| source);
        let late = self.replied_to(late);
        let is_last = |day: &Option<(Option<Time>, SourceIndex)>| {
            day.is_none_or(|(time, source)| {
                let replied_to = if time.is_some() { &late } else { &all };
                !is_early(time) && !replied_to.contains(&source)
            })
        };
        if days.iter().any(is_last) {
            let mut is_kept = days.iter().map(is_last);
            items.retain(|_| is_kept.next().unwrap_or(true));
        }
    }

    /// The sources to which some reply, straight or through others.
    pub(crate) fn replied_to(
        &self,
        replies: impl Iterator<Item = SourceIndex>,
    ) -> HashSet<SourceIndex> {
        let mut seen = HashSet::new();
        if self.has_replies() {
            let mut open: Vec<SourceIndex> = replies.collect();
            while let Some(source) = open.pop() {
                open.extend(self.source(source).in_reply_to().filter(|it| seen.insert(*it)));
            }
        }
        seen
    }

    /// Puts items whose statements are sorted by their days in order within each day.
    pub(crate) fn sort_within_days<T>(
        &self,
        items: &mut [T],
        statement: impl Fn(&T) -> StatementIndex,
    ) {
        let days = |item: &T| self.bounds(statement(item));
        for day in items.chunk_by_mut(|one, other| days(one) == days(other)) {
            if day.len() > 1 {
                self.sort_within_day(day, &statement);
            }
        }
    }

    /// Puts items in the order of their statements, all of the same days: none before one that is before it, and else in the
    /// order of the corpus, the first of it that can come next. Where that runs in a circle, as times contradict replies, the
    /// earliest time comes next.
    ///
    /// Time O(n log n), and linear in the sources to which theirs reply; where times contradict replies, in those to which
    /// each of theirs does.
    pub(crate) fn sort_within_day<T>(
        &self,
        items: &mut [T],
        statement: impl Fn(&T) -> StatementIndex,
    ) {
        items.sort_by_cached_key(|item| self.order.get(statement(item)));
        let statements: Vec<StatementIndex> = items.iter().map(statement).collect();
        let [first, ..] = statements.as_slice() else { return };
        let is_ordered = self.orders_days() && self.bounds(*first).is_one_day();
        if is_ordered && let Some(day) = Day::of(self, &statements) {
            let order = if day.is_contrary() {
                ContraryDay::new(self, &statements, day.time).listed()
            } else {
                day.listed()
            };
            permute(items, order);
        }
    }
}

/// Puts the item at `order[0]` first, and so on.
fn permute<T>(items: &mut [T], order: Vec<usize>) {
    let mut place = vec![0; order.len()];
    for (to, from) in order.into_iter().enumerate() {
        place[from] = to;
    }
    for at in 0..place.len() {
        while place[at] != at {
            let to = place[at];
            items.swap(at, to);
            place.swap(at, to);
        }
    }
}

/// Statements of one day, in the order of the corpus, and what of them may be listed next.
struct Day {
    /// The source of each.
    source: Vec<usize>,
    /// The rank of the time of each.
    time: Vec<Option<usize>>,
    sources: Vec<SourceOfDay>,
    /// The statements of each time that are not listed yet.
    times: Vec<Vec<usize>>,
    /// How many statements of the first time that is not over are not listed yet.
    n_left: usize,
    /// The first time that is not over.
    now: usize,
    ready: BinaryHeap<Reverse<usize>>,
    is_ready: Vec<bool>,
}

/// A source of statements of a day, or one to which such a source replies.
#[derive(Default)]
struct SourceOfDay {
    statements: Vec<usize>,
    /// How many of its statements are not listed yet.
    n_left: usize,
    replies: Vec<usize>,
    /// How many sources to which it replies have statements left, of their own or of those they reply to.
    n_open: usize,
}

impl Day {
    /// The day of statements; nothing where nothing orders them.
    fn of(graph: &TemporalGraph, statements: &[StatementIndex]) -> Option<Self> {
        let times: Vec<Option<Time>> =
            statements.iter().map(|statement| graph.statement(*statement).time()).collect();
        let mut ranked: Vec<Time> = times.iter().copied().flatten().collect();
        ranked.sort_unstable();
        ranked.dedup();
        let (sources, source) = sources(graph, statements);
        if ranked.len() < 2 && sources.iter().all(|source| source.n_open == 0) {
            return None;
        }
        let rank = |time: &Option<Time>| ranked.binary_search(time.as_ref()?).ok();
        let time: Vec<Option<usize>> = times.iter().map(rank).collect();
        let mut times = vec![Vec::new(); ranked.len()];
        for (at, rank) in time.iter().enumerate() {
            if let Some(rank) = rank {
                times[*rank].push(at);
            }
        }
        let n_left = times.first().map_or(0, Vec::len);
        let (ready, is_ready) = (BinaryHeap::new(), vec![false; time.len()]);
        Some(Self { source, time, sources, times, n_left, now: 0, ready, is_ready })
    }

    /// Whether a statement has an earlier time than one to whose source its own replies, straight or through others.
    fn is_contrary(&self) -> bool {
        let mut n_open: Vec<usize> = self.sources.iter().map(|source| source.n_open).collect();
        let mut settled: Vec<usize> = (0..n_open.len()).filter(|it| n_open[*it] == 0).collect();
        // The last time of what each replies to.
        let mut before: Vec<Option<usize>> = vec![None; n_open.len()];
        let mut at = 0;
        while let Some(number) = settled.get(at).copied() {
            at += 1;
            let source = &self.sources[number];
            let times = || source.statements.iter().filter_map(|it| self.time[*it]);
            if times().min().is_some_and(|first| Some(first) < before[number]) {
                return true;
            }
            let last = before[number].max(times().max());
            for reply in source.replies.iter().copied() {
                before[reply] = before[reply].max(last);
                n_open[reply] -= 1;
                if n_open[reply] == 0 {
                    settled.push(reply);
                }
            }
        }
        false
    }

    /// The statements, as they are listed.
    fn listed(mut self) -> Vec<usize> {
        let n = self.source.len();
        let open = (0..self.sources.len()).filter(|source| self.sources[*source].n_open == 0);
        for source in open.collect::<Vec<_>>() {
            self.open(source);
        }
        let mut listed = Vec::with_capacity(n);
        let mut first = 0;
        while listed.len() < n {
            if self.ready.is_empty() {
                // Nothing of this day contradicts; whatever happens, all are listed.
                while self.is_ready[first] {
                    first += 1;
                }
                self.push(first);
            }
            let Some(Reverse(next)) = self.ready.pop() else { break };
            listed.push(next);
            self.leave(next);
        }
        listed
    }

    fn push(&mut self, statement: usize) {
        if !std::mem::replace(&mut self.is_ready[statement], true) {
            self.ready.push(Reverse(statement));
        }
    }

    /// Lets a statement come next if nothing before it is left.
    fn try_push(&mut self, statement: usize) {
        let is_time = self.time[statement].is_none_or(|time| time <= self.now);
        if is_time && self.sources[self.source[statement]].n_open == 0 {
            self.push(statement);
        }
    }

    /// Nothing is left of what a source replies to.
    fn open(&mut self, source: usize) {
        let mut open = vec![source];
        while let Some(source) = open.pop() {
            for statement in self.sources[source].statements.clone() {
                self.try_push(statement);
            }
            if self.sources[source].n_left == 0 {
                open.extend(self.close(source));
            }
        }
    }

    /// Nothing is left of a source either: its replies of which that is all are open.
    fn close(&mut self, source: usize) -> Vec<usize> {
        let mut open = std::mem::take(&mut self.sources[source].replies);
        open.retain(|reply| {
            let n_open = &mut self.sources[*reply].n_open;
            *n_open = n_open.saturating_sub(1);
            *n_open == 0
        });
        open
    }

    /// A statement has been listed.
    fn leave(&mut self, statement: usize) {
        if self.time[statement] == Some(self.now) {
            self.n_left -= 1;
            while self.n_left == 0 && self.now + 1 < self.times.len() {
                self.now += 1;
                let those = std::mem::take(&mut self.times[self.now]);
                self.n_left = those.iter().filter(|it| !self.is_ready[**it]).count();
                for statement in those {
                    self.try_push(statement);
                }
            }
        }
        let source = self.source[statement];
        self.sources[source].n_left -= 1;
        let is_open = self.sources[source].n_open == 0;
        if self.sources[source].n_left == 0 && is_open {
            for reply in self.close(source) {
                self.open(reply);
            }
        }
    }
}

/// The sources of statements and those to which they reply, straight or through others; and the source of each statement.
fn sources(graph: &TemporalGraph, statements: &[StatementIndex]) -> (Vec<SourceOfDay>, Vec<usize>) {
    let mut sources: Vec<SourceOfDay> = Vec::new();
    if !graph.has_replies() {
        let n = statements.len();
        sources.push(SourceOfDay {
            statements: (0..n).collect(),
            n_left: n,
            ..SourceOfDay::default()
        });
        return (sources, vec![0; n]);
    }
    let mut known: HashMap<SourceIndex, usize> = HashMap::new();
    let mut found: Vec<SourceIndex> = Vec::new();
    let mut place = |source, sources: &mut Vec<SourceOfDay>, found: &mut Vec<SourceIndex>| {
        *known.entry(source).or_insert_with(|| {
            sources.push(SourceOfDay::default());
            found.push(source);
            sources.len() - 1
        })
    };
    let mut source_of = Vec::with_capacity(statements.len());
    for (at, statement) in statements.iter().enumerate() {
        let source = place(graph.statement(*statement).source(), &mut sources, &mut found);
        sources[source].statements.push(at);
        sources[source].n_left += 1;
        source_of.push(source);
    }
    let mut reply = 0;
    while let Some(source) = found.get(reply).copied() {
        for original in graph.source(source).in_reply_to() {
            let original = place(original, &mut sources, &mut found);
            sources[original].replies.push(reply);
            sources[reply].n_open += 1;
        }
        reply += 1;
    }
    (sources, source_of)
}
