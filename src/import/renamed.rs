//! The statements of data as they are added to what is there: with the ids that are there, what is corrected first.

use super::{Provenance, matched::Matched};
use crate::{corpus::record::StatementRecord, graph::StatementIndex, model::Day};
use std::collections::HashMap;

/// A statement of data.
pub(super) struct Row {
    /// Its place in the order of the data.
    pub(super) order: u64,
    pub(super) record: StatementRecord,
    /// Whether the data say themselves that it does not stand.
    pub(super) is_corrected: bool,
}

/// What a statement corrects in the end.
struct Chain {
    /// The last place of all that it corrects and itself, and how many corrections it is away from a statement that corrects
    /// none: by these, what is corrected comes first.
    after: (u64, usize),
    /// The given id of what it corrects in the end.
    root: Option<String>,
}

/// The statements of a graph with the entities that are there under the ids they have there, and without ids that were made
/// for them; what corrects another comes after it. A correction without an id of its own has that of the statement that it
/// corrects in the end, as the row had from which it was made.
pub(super) fn renamed(
    matched: &Matched<'_>,
    statements: &[StatementIndex],
    provenance: &Provenance,
    recorded: Day,
) -> Vec<Row> {
    let new = matched.new;
    let mut others: HashMap<String, String> = HashMap::new();
    let mut place: HashMap<String, usize> = HashMap::new();
    let mut made: Vec<Option<String>> = Vec::with_capacity(statements.len());
    let today = recorded.to_string();
    let mut records: Vec<StatementRecord> = statements
        .iter()
        .enumerate()
        .map(|(at, index)| {
            let before = new.statement_record(*index);
            let mut record = before.clone();
            made.push(record.id.take_if(|id| is_made(id, &before, &today)));
            matched.adapt(&mut record);
            let id = before.id();
            if let Some(corrected) = provenance.corrects.get(&id) {
                record.supersedes = Some(corrected.clone());
            }
            if record.id.is_none() {
                others.insert(id.clone(), record.id());
            }
            place.insert(id, at);
            record
        })
        .collect();
    let order = |at: usize| statements.get(at).map_or(0, |index| new.statement(*index).order());
    let chain = |(at, record): (usize, &StatementRecord)| {
        let (mut depth, mut last, mut at, mut root) = (0, order(at), record, None);
        while let Some(corrected) = at.supersedes.as_ref().and_then(|id| place.get(id))
            && depth <= records.len()
            && let Some(next) = records.get(*corrected)
        {
            (depth, last, at) = (depth + 1, last.max(order(*corrected)), next);
            root = root.or_else(|| at.id.clone());
        }
        Chain { after: (last, depth), root }
    };
    let chains: Vec<Chain> = records.iter().enumerate().map(chain).collect();
    let mut are_corrected = vec![false; records.len()];
    if provenance.has_corrections {
        let corrected = records.iter().filter_map(|it| place.get(it.supersedes.as_ref()?));
        corrected.for_each(|at| are_corrected[*at] = true);
    }
    let mut deep: Vec<((u64, usize), Row)> = Vec::with_capacity(records.len());
    let rows = chains.into_iter().zip(made).zip(std::mem::take(&mut records)).zip(statements);
    for ((((Chain { after, root }, made), mut record), index), is_corrected) in
        rows.zip(are_corrected)
    {
        let is_made = made.is_some();
        if let Some(id) = record.supersedes.as_mut()
            && let Some(renamed) = others.get(id.as_str())
        {
            id.clone_from(renamed);
        }
        if record.id.is_none() && record.supersedes.is_some() {
            // Data that say what they correct may do so without an id.
            let has_id_of_root = is_made || !provenance.has_corrections;
            if root.is_some() && has_id_of_root {
                (record.id, record.supersedes) = (root, None);
                // That it was recorded today is said of it again.
                record.recorded.take_if(|day| *day == today);
            } else {
                record.id = made;
            }
        }
        let order = new.statement(*index).order();
        deep.push((after, Row { order, record, is_corrected }));
    }
    deep.sort_by_key(|(after, row)| (*after, row.order));
    deep.into_iter().map(|(.., row)| row).collect()
}

/// Whether an id was made of all fields of a statement; that a correction was recorded today came later.
fn is_made(id: &str, record: &StatementRecord, today: &str) -> bool {
    let mut record = record.clone();
    if record.supersedes.is_some() {
        record.recorded.take_if(|day| day == today);
    }
    let made = record.id_of_all_fields();
    id.strip_prefix(&made).is_some_and(|rest| rest.is_empty() || rest.starts_with('~'))
}
