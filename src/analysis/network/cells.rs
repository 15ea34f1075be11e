//! The counts `x[i][j][k]` of networks: statements of an actor on a target by sign.

use super::options::{CountOptions, Duplicates, Mode};
use crate::{
    graph::StatementIndex,
    model::{Calendar, EntityIndex},
    view::View,
};
use std::{collections::BTreeSet, ops::Range};

/// The statements of a row and a column.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cell {
    /// The row: an actor, or a target where rows are targets.
    pub(super) row: EntityIndex,
    /// The column: the other one.
    pub(super) column: EntityIndex,
    /// The negative and the positive statements that count, in order.
    pub(super) statements: [Vec<StatementIndex>; 2],
}

impl Cell {
    /// The count x₋ (0) or x₊ (1).
    pub(super) fn x(&self, sign: usize) -> u64 {
        self.statements[sign].len() as u64
    }

    pub(super) fn total(&self) -> u64 {
        self.x(0) + self.x(1)
    }
}

/// Cells by row and by column.
#[derive(Clone, Debug, Default)]
pub(super) struct Cells {
    /// Sorted by row, then column.
    pub(super) all: Vec<Cell>,
    row_starts: Vec<usize>,
    /// Positions of cells sorted by column, then row.
    by_column: Vec<usize>,
    column_starts: Vec<usize>,
}

impl Cells {
    /// The statements of actors (rows) on targets (columns) that count and have a sign.
    pub(super) fn new(view: &View<'_>, options: &CountOptions) -> Self {
        let graph = view.graph();
        let mut cells = Vec::new();
        for pair in graph.pairs() {
            let (row, column) = (graph.holder(pair), graph.target(pair));
            let kind = graph.entity(column).kind();
            if !options.kinds.is_empty() && !options.kinds.contains(&kind) {
                continue;
            }
            let mut statements = [Vec::new(), Vec::new()];
            let mut seen = BTreeSet::new();
            for (statement, _) in view.counted_of(pair) {
                let sign = match graph.statement(statement).effect().sign() {
                    0 => continue,
                    sign => usize::from(sign > 0),
                };
                let scope = scope(view, statement, options.duplicates);
                if scope.is_none_or(|scope| seen.insert((sign, scope))) {
                    statements[sign].push(statement);
                }
            }
            if statements.iter().any(|statements| !statements.is_empty()) {
                cells.push(Cell { row, column, statements });
            }
        }
        Self::of(cells, graph.n_entities())
    }

    /// The same for a mode: its sources are rows.
    pub(super) fn of_mode(view: &View<'_>, options: &CountOptions, mode: Mode) -> Self {
        let cells = Self::new(view, options);
        if mode == Mode::Targets { cells.transposed() } else { cells }
    }

    /// The same with targets as rows.
    fn transposed(self) -> Self {
        let n_entities = self.row_starts.len().saturating_sub(1);
        let swap = |cell: Cell| Cell { row: cell.column, column: cell.row, ..cell };
        let mut cells: Vec<Cell> = self.all.into_iter().map(swap).collect();
        cells.sort_by_key(|cell| (cell.row, cell.column));
        Self::of(cells, n_entities)
    }

    /// Cells that are sorted by row and column.
    pub(super) fn of(cells: Vec<Cell>, n_entities: usize) -> Self {
        let mut by_column: Vec<usize> = (0..cells.len()).collect();
        by_column.sort_by_key(|&at| cells[at].column);
        let starts = |entities: &mut dyn Iterator<Item = EntityIndex>| {
            let mut starts = vec![0; n_entities + 1];
            for entity in entities {
                starts[entity.position() + 1] += 1;
            }
            for at in 0..n_entities {
                starts[at + 1] += starts[at];
            }
            starts
        };
        Self {
            row_starts: starts(&mut cells.iter().map(|cell| cell.row)),
            column_starts: starts(&mut cells.iter().map(|cell| cell.column)),
            by_column,
            all: cells,
        }
    }

    /// The cells of a row, by column.
    pub(super) fn row(&self, row: EntityIndex) -> &[Cell] {
        &self.all[range(&self.row_starts, row)]
    }

    /// The cells of a column, by row.
    pub(super) fn column(&self, column: EntityIndex) -> impl DoubleEndedIterator<Item = &Cell> {
        self.by_column[range(&self.column_starts, column)].iter().map(|&at| &self.all[at])
    }

    /// Whether more than one row has a cell in a column.
    pub(super) fn is_shared(&self, column: EntityIndex) -> bool {
        range(&self.column_starts, column).len() > 1
    }

    /// The rows that have cells, ascending.
    pub(super) fn rows(&self) -> impl Iterator<Item = EntityIndex> {
        self.all.chunk_by(|a, b| a.row == b.row).filter_map(|row| Some(row.first()?.row))
    }

    /// The columns that have cells, ascending.
    pub(super) fn columns(&self) -> impl Iterator<Item = EntityIndex> {
        let starts = self.column_starts.windows(2).enumerate();
        starts.filter(|(_, two)| two[0] < two[1]).map(|(at, _)| EntityIndex::new(at))
    }

    /// The number of statements of a row.
    pub(super) fn n_of_row(&self, row: EntityIndex) -> u64 {
        self.row(row).iter().map(Cell::total).sum()
    }

    /// The number of statements of a column.
    pub(super) fn n_of_column(&self, column: EntityIndex) -> u64 {
        self.column(column).map(Cell::total).sum()
    }
}

fn range(starts: &[usize], entity: EntityIndex) -> Range<usize> {
    starts[entity.position()]..starts[entity.position() + 1]
}

/// The scope in which a statement counts once; `None` when every one counts.
fn scope(view: &View<'_>, statement: StatementIndex, duplicates: Duplicates) -> Option<i64> {
    let statement = view.graph().statement(statement);
    let period = |calendar: Calendar| {
        let day = statement.bounds().latest;
        let begin = if day.is_bounded() { calendar.begin_of(day) } else { day };
        Some(i64::from(begin.number()))
    };
    match duplicates {
        Duplicates::Include => None,
        Duplicates::Document => i64::try_from(statement.source().position()).ok(),
        Duplicates::Day => period(Calendar::Day),
        Duplicates::Week => period(Calendar::Week),
        Duplicates::Month => period(Calendar::Month),
        Duplicates::Year => period(Calendar::Year),
        Duplicates::Range => Some(0),
    }
}
