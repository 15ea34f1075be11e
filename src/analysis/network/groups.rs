//! Actors of proportional positions as one.

use super::cells::{Cell, Cells};
use crate::{graph::StatementIndex, model::EntityIndex};
use std::collections::BTreeMap;

/// Actors whose positions are proportional: every best split into two camps keeps them together, but for those who
/// stand against the others.
///
/// The position d of an actor is `d_j = x₊ − x₋` on each target j that it shares with another. Congruence minus
/// conflict of two actors is the product of their positions, so a split is best when `|Σ ±d|²` is greatest.
/// As that is strictly convex in the sum of those who are proportional, all of these are on one side,
/// and those of opposite positions on the other.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::analysis) struct Group {
    /// The members, ascending, and whether each is turned: stands against those who are not.
    pub(in crate::analysis) members: Vec<(EntityIndex, bool)>,
    /// `Σ y⁻` of every two members, with the signs of those who are turned exchanged.
    pub(in crate::analysis) conflict: u64,
    /// `Σ (y⁺ + y⁻)` of every two members.
    pub(in crate::analysis) total: u64,
}

/// The groups of the rows that share a column, by first member; and cells in which each group is one row, that of its
/// first member, with the signs of those who are turned exchanged.
pub(super) fn grouped(cells: &Cells, n_entities: usize) -> (Vec<Group>, Cells) {
    let mut groups = groups(cells);
    let mut all = Vec::new();
    for group in &mut groups {
        let Some(&(row, _)) = group.members.first() else { continue };
        let mut columns = BTreeMap::<EntityIndex, Sums>::new();
        for &(member, is_turned) in &group.members {
            for cell in cells.row(member).iter().filter(|cell| cells.is_shared(cell.column)) {
                columns.entry(cell.column).or_default().add(cell, is_turned);
            }
        }
        for (column, sums) in columns {
            let (conflict, total) = sums.among_members();
            group.conflict += conflict;
            group.total += total;
            all.push(Cell { row, column, statements: sums.statements });
        }
    }
    (groups, Cells::of(all, n_entities))
}

fn groups(cells: &Cells) -> Vec<Group> {
    let mut group_of = BTreeMap::new();
    let mut groups = Vec::<Group>::new();
    for row in cells.rows() {
        let mut shared =
            cells.row(row).iter().filter(|cell| cells.is_shared(cell.column)).peekable();
        if shared.peek().is_none() {
            continue;
        }
        let (position, is_turned) = position(shared);
        // Who is even on all targets may stand with anybody, so is alone.
        let at = if position.is_empty() {
            groups.len()
        } else {
            *group_of.entry(position).or_insert(groups.len())
        };
        if at == groups.len() {
            groups.push(Group::default());
        }
        groups[at].members.push((row, is_turned));
    }
    groups
}

/// The targets and steps of a position in its lowest terms, the first step above zero; and whether its signs had to
/// be exchanged for that. Empty where the actor is even on all targets.
fn position<'c>(cells: impl Iterator<Item = &'c Cell>) -> (Vec<(EntityIndex, u64, bool)>, bool) {
    let step = |cell: &Cell| {
        let size = cell.x(1).abs_diff(cell.x(0));
        (size > 0).then_some((cell.column, size, cell.x(1) < cell.x(0)))
    };
    let mut steps: Vec<_> = cells.filter_map(step).collect();
    let divisor = steps.iter().fold(0, |divisor, step| greatest_divisor(divisor, step.1));
    let is_turned = steps.first().is_some_and(|step| step.2);
    for (_, size, is_negative) in &mut steps {
        *size /= divisor.max(1);
        *is_negative ^= is_turned;
    }
    (steps, is_turned)
}

fn greatest_divisor(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { greatest_divisor(b, a % b) }
}

/// The statements of members on a target, and sums of what each has.
#[derive(Default)]
struct Sums {
    statements: [Vec<StatementIndex>; 2],
    /// `Σ x₋²`, `Σ x₊²` and `Σ x₋·x₊`.
    squares: [u64; 2],
    products: u64,
}

impl Sums {
    fn add(&mut self, cell: &Cell, is_turned: bool) {
        for sign in 0..2 {
            let from = if is_turned { 1 - sign } else { sign };
            self.statements[sign].extend(&cell.statements[from]);
            self.squares[sign] += cell.x(from) * cell.x(from);
        }
        self.products += cell.x(0) * cell.x(1);
    }

    /// `Σ y⁻` and `Σ (y⁺ + y⁻)` of every two members on this target.
    fn among_members(&self) -> (u64, u64) {
        let [negative, positive] = [0, 1].map(|sign| self.statements[sign].len() as u64);
        let conflict = negative * positive - self.products;
        let congruence =
            (negative * negative - self.squares[0] + positive * positive - self.squares[1]) / 2;
        (conflict, congruence + conflict)
    }
}
