//! Statements that have the id of an earlier one and correct it.

use super::LineCount;
use crate::{
    graph::{flags::Flags, index::StatementIndex, temporal::TemporalGraph},
    model::{Day, EntityIndex},
    storage::column::{
        builder::{Build, Builder as _, Gather},
        numbers::Column,
    },
};
use std::{
    collections::{BTreeMap, HashMap},
    io,
};

/// A statement that corrects another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Revision {
    /// The id that both have in the data.
    pub(super) root: String,
    /// How many came before.
    pub(super) number: u32,
    /// Holder and target.
    pub(super) ends: (EntityIndex, EntityIndex),
    /// Its own id.
    pub(super) id: String,
    /// The line on which it stands.
    pub(super) line: u32,
}

/// Lets each statement correct the one before. Says which do.
pub(super) fn set_corrections(
    graph: &mut TemporalGraph,
    mut revisions: Vec<Revision>,
) -> io::Result<LineCount> {
    let mut corrections = LineCount::default();
    if revisions.is_empty() {
        return Ok(corrections);
    }
    revisions.sort_unstable();
    let mut latest: HashMap<&str, Option<StatementIndex>> =
        revisions.iter().map(|revision| (revision.root.as_str(), None)).collect();
    for (index, id) in graph.given_ids() {
        if let Some(slot) = latest.get_mut(id) {
            *slot = Some(index);
        }
    }
    let mut supersedes: BTreeMap<usize, StatementIndex> = BTreeMap::new();
    let mut since: BTreeMap<usize, Day> = BTreeMap::new();
    for revision in &revisions {
        let Some(index) = find(graph, revision) else { continue };
        let before = latest.insert(&revision.root, Some(index)).flatten();
        if let Some(before) = before {
            supersedes.insert(index.position(), before);
            since.insert(before.position(), graph.statement(index).known());
            corrections.add(revision.line);
        }
    }
    let mut flags = <Column<Flags> as Build>::Builder::new(usize::MAX);
    for row in 0..graph.n_statements() {
        let own = graph.rows.flags.get(row);
        let is_corrected = since.contains_key(&row);
        flags.push(if is_corrected { own.with(Flags::SUPERSEDED) } else { own })?;
    }
    graph.rows.flags = flags.finish()?;
    graph.rows.supersedes = Gather::gather(supersedes);
    graph.rows.superseded_since = Gather::gather(since);
    Ok(corrections)
}

/// The place of a statement.
fn find(graph: &TemporalGraph, Revision { ends, id, .. }: &Revision) -> Option<StatementIndex> {
    let pair = graph.find_pair(ends.0, ends.1)?;
    graph.statements_of(pair).find(|index| graph.statement(*index).id() == id.as_str())
}
