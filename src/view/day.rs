//! The order of the statements of one day: by their times, and by which of their sources replies to which.

use crate::{
    graph::{StatementIndex, TemporalGraph},
    model::{SourceIndex, Time},
};
use std::collections::HashMap;

/// What orders a statement within its day: its time and the position of its source.
pub(super) type Said = (Option<Time>, usize);

/// Statements of one day and what orders them.
#[derive(Clone, Debug)]
pub(super) struct DayOrder {
    said: Vec<Said>,
    /// To which others each source replies: those of the statements, and those they reply to, straight or through others.
    originals: Vec<Vec<usize>>,
    reach: Reach,
}

/// Which source replies to which, straight or through others.
#[derive(Clone, Debug)]
enum Reach {
    /// Each source replies to one at most: the numbers at which a walk from originals to replies enters and leaves it.
    Forest(Vec<[usize; 2]>),
    /// A row of bits for each source.
    Rows(Vec<u64>),
    /// There are too many for rows: each question searches.
    Search,
}

/// Up to so many sources have rows of bits: 32 MiB.
const MOST_ROWS: usize = 1 << 14;

impl DayOrder {
    pub(super) fn of(graph: &TemporalGraph, statements: &[StatementIndex]) -> Self {
        let mut found: Vec<SourceIndex> = Vec::new();
        let mut known: HashMap<SourceIndex, usize> = HashMap::new();
        let mut place = |source: SourceIndex, found: &mut Vec<SourceIndex>| {
            *known.entry(source).or_insert_with(|| {
                found.push(source);
                found.len() - 1
            })
        };
        let has_replies = graph.has_replies();
        let said = statements.iter().map(|statement| {
            let statement = graph.statement(*statement);
            let source = if has_replies { place(statement.source(), &mut found) } else { 0 };
            (statement.time(), source)
        });
        let said: Vec<Said> = said.collect();
        let mut originals: Vec<Vec<usize>> = Vec::new();
        while let Some(source) = found.get(originals.len()).copied() {
            let straight = graph.source(source).in_reply_to();
            originals.push(straight.map(|original| place(original, &mut found)).collect());
        }
        Self::new(said, originals)
    }

    fn new(said: Vec<Said>, mut originals: Vec<Vec<usize>>) -> Self {
        for straight in &mut originals {
            straight.sort_unstable();
            straight.dedup();
        }
        let reach = match forest(&originals) {
            Some(walk) => Reach::Forest(walk),
            None if originals.len() <= MOST_ROWS => Reach::Rows(rows(&originals)),
            None => Reach::Search,
        };
        Self { said, originals, reach }
    }

    /// What orders each statement.
    pub(super) fn said(&self) -> &[Said] {
        &self.said
    }

    /// Whether no statement has a time, so that what is before another is before all that this is before.
    pub(super) fn is_untimed(&self) -> bool {
        self.said.iter().all(|(time, _)| time.is_none())
    }

    /// Whether what was said so is before what was said otherwise.
    pub(super) fn is_before(&self, (time, source): Said, (other_time, other_source): Said) -> bool {
        match (time, other_time) {
            (Some(time), Some(other)) if time != other => time < other,
            _ => self.replies(other_source, source),
        }
    }

    /// Whether a source replies to another, straight or through others.
    fn replies(&self, reply: usize, original: usize) -> bool {
        match &self.reach {
            Reach::Forest(walk) => match (walk.get(original), walk.get(reply)) {
                (Some([enter, leave]), Some([at, _])) => enter < at && at < leave,
                _ => false,
            },
            Reach::Rows(rows) => {
                let width = self.originals.len().div_ceil(64);
                rows.get(reply * width + original / 64)
                    .is_some_and(|word| word >> (original % 64) & 1 == 1)
            }
            Reach::Search => {
                let mut is_found = false;
                search(&self.originals, reply, |found| is_found |= found == original);
                is_found
            }
        }
    }

    /// How many statements follow each, one before another, at most. Those of an order that runs in a circle, and those
    /// before them, come first together.
    ///
    /// Time O(n log n) in the statements and replies; quadratic where replies or times, which `check` reports, make a circle.
    pub(super) fn n_after(&self) -> Vec<usize> {
        self.longest_chains().unwrap_or_else(|| {
            let n = self.said.len();
            n_after(n, |one, other| self.is_before(self.said[one], self.said[other]))
        })
    }

    /// The same where nothing runs in a circle. Where times contradict replies, they make a circle.
    ///
    /// Not every two statements are compared: a statement comes before what is said in any reply to its source, and what is
    /// said at any later time, and these are nodes of their own.
    fn longest_chains(&self) -> Option<Vec<usize>> {
        let (n, n_sources) = (self.said.len(), self.originals.len());
        let mut times: Vec<Time> = self.said.iter().filter_map(|(time, _)| *time).collect();
        times.sort_unstable();
        times.dedup();
        if self.originals.iter().all(Vec::is_empty) {
            let later = |time: Time| times.len() - times.partition_point(|it| *it <= time);
            return Some(self.said.iter().map(|(time, _)| time.map_or(0, later)).collect());
        }
        // Of each source, what is said in it or in replies to it, and what is said in replies alone; of each time, what is
        // said later.
        let (with_own, in_replies, later) = (n, n + n_sources, n + 2 * n_sources);
        let mut chains = Chains::new(later + times.len());
        for (at, (time, source)) in self.said.iter().enumerate() {
            chains.put(at, with_own + source, 1);
            chains.put(in_replies + source, at, 0);
            if let Some(rank) = time.and_then(|time| times.binary_search(&time).ok()) {
                chains.put(later + rank, at, 0);
                if rank > 0 {
                    chains.put(at, later + rank - 1, 1);
                }
            }
        }
        for (source, originals) in self.originals.iter().enumerate() {
            chains.put(in_replies + source, with_own + source, 0);
            for original in originals {
                chains.put(with_own + source, in_replies + original, 0);
            }
        }
        for rank in 1..times.len() {
            chains.put(later + rank, later + rank - 1, 0);
        }
        let mut longest = chains.longest()?;
        longest.truncate(n);
        Some(longest)
    }
}

/// Nodes of which some are before others.
struct Chains {
    /// The nodes before each, and whether a chain grows by one from it to them.
    before: Vec<Vec<(usize, usize)>>,
    /// How many are after each that are not settled.
    n_open: Vec<usize>,
}

impl Chains {
    fn new(n: usize) -> Self {
        Self { before: vec![Vec::new(); n], n_open: vec![0; n] }
    }

    /// Puts the second node before the first.
    fn put(&mut self, after: usize, before: usize, length: usize) {
        self.before[after].push((before, length));
        self.n_open[before] += 1;
    }

    /// The length of the longest chain after each node; nothing where some run in a circle.
    fn longest(mut self) -> Option<Vec<usize>> {
        let n = self.before.len();
        let mut longest = vec![0; n];
        let mut settled: Vec<usize> = (0..n).filter(|at| self.n_open[*at] == 0).collect();
        let mut at = 0;
        while let Some(later) = settled.get(at).copied() {
            at += 1;
            for &(earlier, length) in &self.before[later] {
                longest[earlier] = longest[earlier].max(longest[later] + length);
                self.n_open[earlier] -= 1;
                if self.n_open[earlier] == 0 {
                    settled.push(earlier);
                }
            }
        }
        (settled.len() == n).then_some(longest)
    }
}

/// How many follow each of `n`, one before another, at most, by asking of every two.
pub(super) fn n_after(n: usize, is_before: impl Fn(usize, usize) -> bool) -> Vec<usize> {
    let mut n_open: Vec<usize> =
        (0..n).map(|at| (0..n).filter(|other| is_before(at, *other)).count()).collect();
    let mut after = vec![0; n];
    let mut settled: Vec<usize> = (0..n).filter(|at| n_open[*at] == 0).collect();
    let mut at = 0;
    while let Some(later) = settled.get(at).copied() {
        at += 1;
        for earlier in (0..n).filter(|earlier| is_before(*earlier, later)) {
            after[earlier] = after[earlier].max(after[later] + 1);
            n_open[earlier] -= 1;
            if n_open[earlier] == 0 {
                settled.push(earlier);
            }
        }
    }
    let all = after.into_iter().zip(n_open);
    all.map(|(after, n_open)| if n_open > 0 { n } else { after }).collect()
}

/// The numbers at which a walk from originals to replies enters and leaves each source; nothing where one replies to several
/// or replies run in a circle.
fn forest(originals: &[Vec<usize>]) -> Option<Vec<[usize; 2]>> {
    let mut replies: Vec<Vec<usize>> = vec![Vec::new(); originals.len()];
    let mut open: Vec<usize> = Vec::new();
    for (reply, originals) in originals.iter().enumerate() {
        match originals.as_slice() {
            [] => open.push(reply),
            [original] => replies[*original].push(reply),
            _ => return None,
        }
    }
    let mut walk: Vec<Option<[usize; 2]>> = vec![None; originals.len()];
    let mut number = 0;
    // A source stays open until all replies to it are left.
    while let Some(source) = open.last().copied() {
        if let Some([_, leave]) = &mut walk[source] {
            *leave = number;
            open.pop();
        } else {
            walk[source] = Some([number; 2]);
            number += 1;
            open.append(&mut replies[source]);
        }
    }
    walk.into_iter().collect()
}

/// A row of bits for each source: those to which it replies, straight or through others.
fn rows(originals: &[Vec<usize>]) -> Vec<u64> {
    let width = originals.len().div_ceil(64);
    let mut rows = vec![0; originals.len() * width];
    for reply in 0..originals.len() {
        search(originals, reply, |original| {
            rows[reply * width + original / 64] |= 1 << (original % 64);
        });
    }
    rows
}

/// Visits the sources to which one replies, straight or through others.
fn search(originals: &[Vec<usize>], reply: usize, mut visit: impl FnMut(usize)) {
    let mut is_seen = vec![false; originals.len()];
    let mut open = vec![reply];
    while let Some(source) = open.pop() {
        for original in &originals[source] {
            if !std::mem::replace(&mut is_seen[*original], true) {
                visit(*original);
                open.push(*original);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const N_SOURCES: usize = 7;

    /// Times and sources of statements, and which source replies to which.
    type Drawn = (Vec<(Option<u8>, usize)>, Vec<(usize, usize)>);

    fn drawn(is_sound: bool) -> impl Strategy<Value = Drawn> {
        let time = proptest::option::weighted(0.3, 0..4_u8);
        let said = proptest::collection::vec((time, 0..N_SOURCES), 0..14);
        let replies = proptest::collection::vec((0..N_SOURCES, 0..N_SOURCES), 0..9);
        (said, replies).prop_map(move |(said, mut replies)| {
            replies.retain(|(reply, original)| !is_sound || original < reply);
            (said, replies)
        })
    }

    fn order((said, replies): &Drawn) -> DayOrder {
        let at = |time: u8| Time::of_nanoseconds(u64::from(time));
        let mut originals = vec![Vec::new(); N_SOURCES];
        for (reply, original) in replies {
            originals[*reply].push(*original);
        }
        DayOrder::new(
            said.iter().map(|(time, source)| (time.map(at), *source)).collect(),
            originals,
        )
    }

    /// "if both have a time and its is earlier, or if the other's source replies, straight or through others, to its source"
    fn is_before((said, replies): &Drawn, one: usize, other: usize) -> bool {
        let mut reached = vec![said[other].1];
        let mut is_reply = false;
        for at in 0.. {
            let Some(source) = reached.get(at).copied() else { break };
            for (_, original) in replies.iter().filter(|(reply, _)| *reply == source) {
                is_reply |= *original == said[one].1;
                if !reached.contains(original) {
                    reached.push(*original);
                }
            }
        }
        match (said[one].0, said[other].0) {
            (Some(time), Some(other)) if time != other => time < other,
            _ => is_reply,
        }
    }

    fn check(drawn: &Drawn) -> Result<(), TestCaseError> {
        let (order, n) = (order(drawn), drawn.0.len());
        for one in 0..n {
            for other in 0..n {
                let found = order.is_before(order.said()[one], order.said()[other]);
                prop_assert_eq!(found, is_before(drawn, one, other), "{} before {}", one, other);
            }
        }
        prop_assert_eq!(order.n_after(), n_after(n, |one, other| is_before(drawn, one, other)));
        let searching = DayOrder { reach: Reach::Search, ..order.clone() };
        let rows = DayOrder { reach: Reach::Rows(rows(&order.originals)), ..order.clone() };
        for reply in 0..N_SOURCES {
            for original in 0..N_SOURCES {
                let expected = order.replies(reply, original);
                prop_assert_eq!(searching.replies(reply, original), expected);
                prop_assert_eq!(rows.replies(reply, original), expected);
            }
        }
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn the_order_is_that_of_the_definition(drawn in drawn(true)) {
            check(&drawn)?;
        }

        #[test]
        fn so_it_is_where_it_runs_in_a_circle(drawn in drawn(false)) {
            check(&drawn)?;
        }
    }

    #[test]
    fn a_long_thread_needs_no_comparison_of_every_two() {
        let n = 100_000;
        let originals = (0..n).map(|at: usize| at.checked_sub(1).into_iter().collect()).collect();
        let order = DayOrder::new((0..n).map(|at| (None, at)).collect(), originals);
        assert_eq!(order.longest_chains(), Some((0..n).rev().collect()));
        assert!(order.is_before((None, 0), (None, n - 1)));
    }
}
