//! DL, the data language of UCINET, which igraph and Gephi read too.
//!
//! A square matrix is written as labels followed by a list of edges by number, so that entities without an edge
//! are kept and no label is read as a number. A two-mode matrix is written in full, with labels for rows and
//! columns. DL has no escapes, so separators inside labels are replaced.

use super::{
    exporter::{ExportError, Exporter},
    matrix::Matrix,
    network::NetworkScene,
    scene::Scene,
};
use std::{collections::BTreeSet, fmt::Write};

/// Writes DL.
#[derive(Debug)]
pub(super) struct Dl;

impl Exporter for Dl {
    fn export(&self, scene: &Scene<'_>) -> Result<Vec<u8>, ExportError> {
        written(&Matrix::of_scene(scene))
    }

    fn export_network(&self, scene: &NetworkScene<'_>) -> Result<Vec<u8>, ExportError> {
        written(&scene.matrix())
    }
}

fn written(matrix: &Matrix) -> Result<Vec<u8>, ExportError> {
    let (rows, columns) = (matrix.rows(), matrix.columns());
    let mut out = String::new();
    if matrix.is_square() {
        let _ = write!(out, "dl n={}\nformat=edgelist1\n", rows.len());
        labels(&mut out, "labels", rows);
        out.push_str("data:\n");
        for ((row, column), weight) in matrix.cells() {
            let _ = writeln!(out, "{} {} {weight}", row + 1, column + 1);
        }
        return Ok(out.into_bytes());
    }
    matrix.check_size()?;
    let _ = write!(out, "dl nr={}, nc={}\nformat=fullmatrix\n", rows.len(), columns.len());
    labels(&mut out, "row labels", rows);
    labels(&mut out, "column labels", columns);
    out.push_str("data:\n");
    for row in 0..rows.len() {
        let cells: Vec<String> = matrix.row(row).collect();
        let _ = writeln!(out, "{}", cells.join(" "));
    }
    Ok(out.into_bytes())
}

/// Labels on one line, as Gephi needs them, unique also without regard to case.
fn labels(out: &mut String, heading: &str, ids: &[String]) {
    if ids.is_empty() {
        return;
    }
    // `data:` would end the labels.
    let mut taken = BTreeSet::from(["data:".to_owned()]);
    let mut label = |id: &String| {
        let plain: String = id.chars().map(|c| if is_plain(c) { c } else { '_' }).collect();
        let numbered = (2_usize..).map(|number| format!("{plain}_{number}"));
        let mut names = std::iter::once(plain.clone()).chain(numbered);
        names.find(|name| taken.insert(name.to_uppercase().to_lowercase())).unwrap_or_default()
    };
    let labels: Vec<String> = ids.iter().map(&mut label).collect();
    let _ = writeln!(out, "{heading}:\n{}", labels.join(","));
}

/// Whether a character of an id is allowed in a label. Ids have no white space.
const fn is_plain(c: char) -> bool {
    !matches!(c, ',' | '=' | '"' | ';' | '\'')
}
