//! A corpus into columns.

use super::{
    Entities, PairIndex, Pairs, Rows, Sources, TemporalGraph,
    column::{Column, Gather},
};
use crate::{
    corpus::Corpus,
    model::{EntityIndex, Statement},
};
use rayon::prelude::*;

impl TemporalGraph {
    /// The graph of a corpus. Time O(n log n) in the statements, sorted in parallel.
    pub fn new(mut corpus: Corpus) -> Self {
        let mut statements = std::mem::take(&mut corpus.statements);
        statements.par_sort_unstable_by(|a, b| order(a).cmp(&order(b)));
        let runs = Runs::new(&statements);
        Self {
            entities: Entities::new(&corpus.entities),
            sources: Sources::new(&corpus.sources),
            pairs: Pairs::new(corpus.entities.len(), &runs.ends),
            first: Column::gather(runs.first),
            milestone: Column::gather(runs.milestones),
            rows: Rows::new(&corpus, &statements),
            vocabulary: corpus.vocabulary,
        }
    }
}

fn order(statement: &Statement) -> (impl Ord, impl Ord, &str) {
    let Statement { holder, target, bounds, id, .. } = statement;
    ((*holder, *target), (bounds.latest, bounds.earliest), id.as_str())
}

/// Runs of sorted statements with one holder and one target.
#[derive(Default)]
struct Runs {
    ends: Vec<(EntityIndex, EntityIndex)>,
    /// The first statement of each run.
    first: Vec<usize>,
    /// The run of every [`MILESTONE`]th statement.
    milestones: Vec<PairIndex>,
}

/// The pair of every statement of this number is told; that of others is looked for between.
pub(super) const MILESTONE: usize = 32;

impl Runs {
    fn new(statements: &[Statement]) -> Self {
        let mut runs = Self::default();
        for (row, statement) in statements.iter().enumerate() {
            let ends = (statement.holder, statement.target);
            if runs.ends.last() != Some(&ends) {
                runs.ends.push(ends);
                runs.first.push(row);
            }
            if row % MILESTONE == 0 {
                runs.milestones.push(PairIndex::new(runs.ends.len() - 1));
            }
        }
        runs
    }
}
