//! One-mode projections: agreement and disagreement of two entities through what they share.

use super::{
    cells::{Cell, Cells},
    options::{Aggregate, Normalize},
};
use crate::{graph::StatementIndex, model::EntityIndex};
use std::collections::BTreeMap;

/// Counts of what two rows share.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Shared {
    /// `Σⱼ Σₖ x_ijk · x_i′jk`.
    pub(super) congruence: u64,
    /// `Σⱼ Σₖ x_ijk · x_i′j(1−k)`.
    pub(super) conflict: u64,
    /// Statements of the first with a counterpart of the second: equal column and sign.
    first_met: u64,
    /// Statements of the second with a counterpart of the first.
    second_met: u64,
}

/// Two rows that share a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) a: EntityIndex,
    pub(super) b: EntityIndex,
    pub(super) shared: Shared,
}

impl Shared {
    fn add(&mut self, first: &Cell, second: &Cell) {
        for sign in 0..2 {
            let (x, y) = (first.x(sign), second.x(sign));
            self.congruence += x * y;
            self.conflict += x * second.x(1 - sign);
            self.first_met += if y > 0 { x } else { 0 };
            self.second_met += if x > 0 { y } else { 0 };
        }
    }

    fn is_empty(self) -> bool {
        self.congruence + self.conflict == 0
    }

    /// The count ω of an aggregate; `None` when no statements are behind it.
    pub(super) fn aggregate(self, aggregate: Aggregate) -> Option<f64> {
        let (congruence, conflict) = (float(self.congruence), float(self.conflict));
        match aggregate {
            Aggregate::Congruence => (self.congruence > 0).then_some(congruence),
            Aggregate::Conflict => (self.conflict > 0).then_some(conflict),
            Aggregate::Subtract => Some(congruence - conflict),
            // The product of both totals is the sum of the products of equal and of unequal signs.
            Aggregate::Ignore | Aggregate::Combine => Some(congruence + conflict),
        }
    }
}

/// The most pairs of rows that may share a column: of all rows, or of one with others. Time O(cells).
pub(super) fn most_pairs(cells: &Cells, of: Option<EntityIndex>) -> u64 {
    let pairs = |n: u64| n * n.saturating_sub(1) / 2;
    let n_rows = cells.rows().count() as u64;
    let n_of = |column: EntityIndex| cells.column(column).count() as u64;
    match of {
        None => {
            let shared = cells.columns().map(|column| pairs(n_of(column)));
            shared.fold(0, u64::saturating_add).min(pairs(n_rows))
        }
        Some(row) => {
            let shared = cells.row(row).iter().map(|cell| n_of(cell.column).saturating_sub(1));
            shared.fold(0, u64::saturating_add).min(n_rows.saturating_sub(1))
        }
    }
}

/// One row and every other that shares a column with it, by both ids.
pub(super) fn pairs_of(cells: &Cells, of: EntityIndex) -> Vec<Pair> {
    let mut shared = BTreeMap::<EntityIndex, Shared>::new();
    for first in cells.row(of) {
        for second in cells.column(first.column).filter(|cell| cell.row != of) {
            let (first, second) = if of < second.row { (first, second) } else { (second, first) };
            let other = if first.row == of { second.row } else { first.row };
            shared.entry(other).or_default().add(first, second);
        }
    }
    // Ascending: those before the row, and those behind it.
    let pair = |(other, shared): (EntityIndex, Shared)| Pair {
        a: other.min(of),
        b: other.max(of),
        shared,
    };
    shared.into_iter().map(pair).collect()
}

/// Every two rows that share a column, by both ids. Time Σ over columns of the square of their cells.
///
/// A sparse matrix product by rows (Gustavson 1978).
pub(super) fn pairs(cells: &Cells, n_entities: usize) -> Vec<Pair> {
    let mut slots = vec![Shared::default(); n_entities];
    let mut touched = Vec::new();
    let mut pairs = Vec::new();
    for a in cells.rows() {
        for first in cells.row(a) {
            for second in cells.column(first.column).rev().take_while(|cell| cell.row > a) {
                let slot = &mut slots[second.row.position()];
                if slot.is_empty() {
                    touched.push(second.row);
                }
                slot.add(first, second);
            }
        }
        touched.sort_unstable();
        for b in touched.drain(..) {
            pairs.push(Pair { a, b, shared: std::mem::take(&mut slots[b.position()]) });
        }
    }
    pairs
}

/// `Σ y⁻` of every two rows on a column.
pub(super) fn conflict(cells: &Cells, column: EntityIndex) -> u64 {
    let sum = |of: fn(&Cell) -> u64| cells.column(column).map(of).sum::<u64>();
    sum(|cell| cell.x(0)) * sum(|cell| cell.x(1)) - sum(|cell| cell.x(0) * cell.x(1))
}

/// The normalized ω; 0 for a zero denominator.
pub(super) fn normalized(omega: f64, pair: &Pair, cells: &Cells, normalize: Normalize) -> f64 {
    let (first, second) = (cells.n_of_row(pair.a), cells.n_of_row(pair.b));
    let shared = pair.shared;
    let divisor = match normalize {
        Normalize::Average => f64::midpoint(float(first), float(second)),
        Normalize::Jaccard => {
            let alone = (first - shared.first_met) + (second - shared.second_met);
            float(alone + shared.congruence)
        }
        Normalize::Cosine => float(first) * float(second),
        Normalize::No | Normalize::Activity | Normalize::Prominence => return omega,
    };
    if divisor > 0.0 { omega / divisor } else { 0.0 }
}

/// The statements behind an aggregate of two rows, unordered.
pub(super) fn behind(
    cells: &Cells,
    [a, b]: [EntityIndex; 2],
    aggregate: Aggregate,
) -> Vec<StatementIndex> {
    let mut found = Vec::new();
    for first in cells.row(a) {
        let others = cells.row(b);
        let Ok(at) = others.binary_search_by_key(&first.column, |cell| cell.column) else {
            continue;
        };
        for (sign, other_sign) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
            let is_meant = match aggregate {
                Aggregate::Congruence => sign == other_sign,
                Aggregate::Conflict => sign != other_sign,
                Aggregate::Subtract | Aggregate::Ignore | Aggregate::Combine => true,
            };
            let (these, those) = (&first.statements[sign], &others[at].statements[other_sign]);
            if is_meant && !these.is_empty() && !those.is_empty() {
                found.extend(these.iter().chain(those));
            }
        }
    }
    found
}

/// A count as a float: exact up to 2⁵³.
#[expect(
    clippy::cast_precision_loss,
    reason = "beyond 2⁵³ a count is rounded, which no reader sees"
)]
pub(in crate::analysis) const fn float(count: u64) -> f64 {
    count as f64
}
