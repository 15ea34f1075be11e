//! Matrices of holders by targets, for UCINET, R and spreadsheets.
//!
//! A cell of a view is the sign of the tie: 1, −1, or 0 for no tie, a neutral or a mixed one. A cell of a
//! network is the weight of the edge.

use super::{
    exporter::{ExportError, Exporter},
    network::NetworkScene,
    scene::Scene,
    table::system_error,
};
use crate::{
    analysis::network::{Mode, Network},
    model::EntityIndex,
    view::View,
};
use std::{collections::BTreeMap, io};

/// The greatest number of cells; larger matrices are of no use and take long to write.
const MOST_CELLS: usize = 100_000_000;

/// A matrix of numbers between entities, most of them 0.
#[derive(Clone, Debug, PartialEq)]
pub struct Matrix {
    rows: Vec<String>,
    columns: Vec<String>,
    is_square: bool,
    /// The cells that are not 0, by row and column.
    cells: BTreeMap<(usize, usize), f64>,
}

impl Matrix {
    /// The signs of the ties of a scene, from holders to targets; every entity has a row and a column.
    pub(super) fn of_scene(scene: &Scene<'_>) -> Self {
        let graph = scene.view().graph();
        let nodes = scene.nodes();
        let at = |entity: EntityIndex| nodes.partition_point(|&node| node < entity);
        let sign = |sign: i8| (sign != 0).then(|| f64::from(sign));
        let cells = scene.ties().iter().filter_map(|shown| {
            let sign = sign(shown.tie.polarity.sign())?;
            Some(((at(shown.tie.holder), at(shown.tie.target)), sign))
        });
        let ids: Vec<String> =
            nodes.iter().map(|&node| graph.entity(node).id().to_owned()).collect();
        Self { rows: ids.clone(), columns: ids, is_square: true, cells: cells.collect() }
    }

    /// The weights of a network, from its sources to its sinks. A one-mode network gives a symmetric matrix.
    pub fn of_network(view: &View<'_>, network: &Network) -> Self {
        let is_square = network.options().mode != Mode::Twomode;
        let [sources, sinks] = [network.sources(), network.sinks()];
        let at = |side: &[EntityIndex], entity| side.partition_point(|&other| other < entity);
        let mut cells = BTreeMap::new();
        for edge in network.edges().iter().filter(|edge| edge.weight != 0.0) {
            cells.insert((at(&sources, edge.a), at(&sinks, edge.b)), edge.weight);
            if is_square {
                cells.insert((at(&sources, edge.b), at(&sinks, edge.a)), edge.weight);
            }
        }
        let id = |&entity: &EntityIndex| view.graph().entity(entity).id().to_owned();
        let [rows, columns] = [sources, sinks].map(|side| side.iter().map(id).collect());
        Self { rows, columns, is_square, cells }
    }

    /// The labels of the rows.
    pub(super) fn rows(&self) -> &[String] {
        &self.rows
    }

    /// The labels of the columns.
    pub(super) fn columns(&self) -> &[String] {
        &self.columns
    }

    /// Whether rows and columns are the same entities.
    pub(super) const fn is_square(&self) -> bool {
        self.is_square
    }

    /// The cells that are not 0, by row and column.
    pub(super) const fn cells(&self) -> &BTreeMap<(usize, usize), f64> {
        &self.cells
    }

    /// The cells of a row as text, from the first column to the last.
    pub(super) fn row(&self, row: usize) -> impl Iterator<Item = String> {
        let cell = move |column| self.cells.get(&(row, column)).copied().unwrap_or(0.0);
        (0..self.columns.len()).map(move |column| cell(column).to_string())
    }

    /// Rejects a matrix that is too large to write.
    pub(super) fn check_size(&self) -> Result<(), ExportError> {
        let (n_rows, n_columns) = (self.rows.len(), self.columns.len());
        if n_rows.saturating_mul(n_columns) <= MOST_CELLS {
            return Ok(());
        }
        let message = format!(
            "a matrix of {n_rows} rows and {n_columns} columns is too large to be of use: narrow the view, \
             or export csv"
        );
        Err(ExportError::Unfit(message.into()))
    }

    /// Writes CSV (RFC 4180): a row for each source, a column for each sink, with their ids as headings.
    pub fn write_csv(&self, out: &mut dyn io::Write) -> io::Result<()> {
        let mut writer =
            csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
        writer
            .write_record(std::iter::once("").chain(self.columns.iter().map(String::as_str)))
            .map_err(system_error)?;
        for (row, id) in self.rows.iter().enumerate() {
            writer
                .write_record(std::iter::once(id.clone()).chain(self.row(row)))
                .map_err(system_error)?;
        }
        writer.flush()
    }
}

/// Writes matrices as CSV.
#[derive(Debug)]
pub(super) struct MatrixCsv;

impl Exporter for MatrixCsv {
    fn export(&self, scene: &Scene<'_>) -> Result<Vec<u8>, ExportError> {
        written(&Matrix::of_scene(scene))
    }

    fn export_network(&self, scene: &NetworkScene<'_>) -> Result<Vec<u8>, ExportError> {
        written(&scene.matrix())
    }
}

fn written(matrix: &Matrix) -> Result<Vec<u8>, ExportError> {
    matrix.check_size()?;
    let mut out = Vec::new();
    // Writing to memory cannot fail.
    let _ = matrix.write_csv(&mut out);
    Ok(out)
}
