//! Which statements that are there a new copy of the data says again, and which it corrects.

use super::records::id_of;
use crate::{
    corpus::{name::Named, record::StatementRecord},
    graph::{PairIndex, StatementIndex, TemporalGraph},
};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// The fields that tell two statements of one pair apart.
pub(super) const FIELDS: usize = 4;
/// So many of them must agree for one statement to correct another.
const AGREEING: usize = 2;

/// How many of verb, date, source and quote agree. Of two statements without a quote, nothing is said.
pub(super) fn same(a: &StatementRecord, b: &StatementRecord) -> usize {
    [a.stance == b.stance, a.on == b.on, a.source == b.source, a.quote == b.quote]
        .into_iter()
        .filter(|&agrees| agrees)
        .count()
}

/// Statements of a corpus, and which of them a new copy may correct.
pub(super) struct Corrections {
    by_id: HashMap<String, StatementIndex>,
    /// Those of each pair that the new copy does not hold and nothing has corrected.
    open: BTreeMap<(String, String), Vec<(String, StatementRecord)>>,
}

impl Corrections {
    /// The statements of the pairs that the records are of, by their ids.
    pub(super) fn new(known: &TemporalGraph, records: &[(String, StatementRecord)]) -> Self {
        let held: HashSet<&str> = records.iter().map(|(id, _)| id.as_str()).collect();
        let mut by_id = HashMap::new();
        let mut open: BTreeMap<_, Vec<_>> = BTreeMap::new();
        let pairs: BTreeSet<PairIndex> = records
            .iter()
            .filter_map(|(_, record)| {
                known.find_pair(known.by_id(&record.holder)?, known.by_id(&record.target)?)
            })
            .collect();
        if records.iter().any(|(_, record)| record.id.is_some()) {
            // Whoever gives ids may have given one to a statement of any pair.
            by_id.extend(known.given_ids().map(|(index, id)| (id.to_owned(), index)));
        }
        for index in pairs.into_iter().flat_map(|pair| known.statements_of(pair)) {
            let statement = known.statement(index);
            let id = statement.id().into_owned();
            if !held.contains(id.as_str()) && statement.superseded_since().is_none() {
                let record = known.statement_record(index);
                let pair = (record.holder.clone(), record.target.clone());
                open.entry(pair).or_default().push((id.clone(), record));
            }
            by_id.insert(id, index);
        }
        Self { by_id, open }
    }

    /// Takes from records the ids that were given to statements of other pairs: to have one number is not to be one statement.
    pub(super) fn free_ids(
        &self,
        known: &TemporalGraph,
        records: &mut [(String, StatementRecord)],
    ) {
        let mut freed: HashMap<String, String> = HashMap::new();
        for (id, record) in records.iter_mut() {
            let Some(there) = self.find(id).map(|there| known.statement(there)) else { continue };
            let ends = [there.holder_entity().id(), there.target_entity().id()];
            if ends != [record.holder.as_str(), record.target.as_str()] {
                record.id = None;
                let other = id_of(record);
                freed.insert(std::mem::replace(id, other.clone()), other);
            }
        }
        for (_, record) in records {
            if let Some(other) = record.supersedes.as_ref().and_then(|id| freed.get(id)) {
                record.supersedes = Some(other.clone());
            }
        }
    }

    pub(super) fn find(&self, id: &str) -> Option<StatementIndex> {
        self.by_id.get(id).copied()
    }

    /// The statement that a record corrects: of its pair, the one that agrees with it most, and enough.
    pub(super) fn take(&mut self, record: &StatementRecord) -> Option<String> {
        let open = self.open.get_mut(&(record.holder.clone(), record.target.clone()))?;
        let agreeing = |other: &StatementRecord| {
            let both_silent = other.quote.is_none() && record.quote.is_none();
            same(other, record) - usize::from(both_silent)
        };
        let claims = |other: &StatementRecord| other.claimed_by == record.claimed_by;
        let (at, agrees) = open
            .iter()
            .enumerate()
            .filter(|(_, (_, other))| claims(other))
            .map(|(at, (_, other))| (at, agreeing(other)))
            .rev()
            .max_by_key(|(_, agrees)| *agrees)?;
        (agrees >= AGREEING).then(|| open.remove(at).0)
    }
}
