//! DL, the data language of UCINET, which igraph and Gephi read too.
//!
//! What is square is a list of edges by number, with the labels before it, so that entities without an edge
//! are there and no label can be taken for a number. What has two modes is a full matrix, with labels for its
//! rows and its columns. There is no escaping in labels: what separates labels is replaced in them.

use super::{ExportError, Exporter, NetworkScene, Scene, matrix::Matrix};
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

/// Labels on one line, as Gephi wants them; each another, also for readers that heed no case.
fn labels(out: &mut String, heading: &str, ids: &[String]) {
    if ids.is_empty() {
        return;
    }
    // What begins the data ends the labels.
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

/// Whether a character of an id may stand in a label. Ids have no white space.
const fn is_plain(c: char) -> bool {
    !matches!(c, ',' | '=' | '"' | ';' | '\'')
}
