//! CSV tables (RFC 4180) of edges and nodes, for Gephi and spreadsheets.
//!
//! A field is empty where the record does not have it.

use super::{
    exporter::{ExportError, Exporter},
    network::NetworkScene,
    records::{Field, Records, declared, value},
    scene::Scene,
};
use std::io;

/// A table.
#[derive(Clone, Copy, Debug)]
pub(super) enum Table {
    /// `Source,Target,Type,Label,…`: a row for each tie.
    Edges,
    /// `Id,Label,…`: a row for each entity.
    Nodes,
}

impl Exporter for Table {
    fn export(&self, scene: &Scene<'_>) -> Result<Vec<u8>, ExportError> {
        Ok(self.written(&Records::of_scene(scene)))
    }

    fn export_network(&self, scene: &NetworkScene<'_>) -> Result<Vec<u8>, ExportError> {
        let mut records = Records::of_network(scene);
        // Ids of statements fill a table and tell a reader nothing.
        if !scene.has_evidence() {
            for edge in &mut records.edges {
                edge.fields.retain(|(name, _)| name != "statements");
            }
        }
        Ok(self.written(&records))
    }
}

impl Table {
    fn written(self, records: &Records) -> Vec<u8> {
        let kind = if records.is_directed { "Directed" } else { "Undirected" };
        match self {
            Self::Edges => table(
                &["Source", "Target", "Type"],
                records.edges.iter().map(|edge| {
                    (vec![edge.source.as_str(), edge.target.as_str(), kind], &*edge.fields)
                }),
            ),
            Self::Nodes => {
                table(&["Id"], records.nodes.iter().map(|node| (vec![&*node.id], &*node.fields)))
            }
        }
    }
}

/// A table of records: the fixed columns, then one for each field that some record has.
fn table<'r>(
    headings: &[&str],
    rows: impl Iterator<Item = (Vec<&'r str>, &'r [Field])> + Clone,
) -> Vec<u8> {
    let declared = declared(rows.clone().flat_map(|(_, fields)| fields));
    let names: Vec<&str> = declared.into_iter().map(|(name, _)| &**name).collect();
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    // Writing to memory cannot fail, and every row has as many fields as the first.
    let _ =
        writer.write_record(headings.iter().copied().chain(names.iter().map(|&name| title(name))));
    for (begin, fields) in rows {
        let of = |name: &&str| value(fields, name).map(|value| value.text().into_owned());
        let rest = names.iter().map(|name| of(name).unwrap_or_default());
        let row = begin.into_iter().map(str::to_owned).chain(rest);
        let _ = writer.write_record(row);
    }
    writer.into_inner().unwrap_or_default()
}

/// The heading of a column, in Gephi's spelling where Gephi knows it.
fn title(name: &str) -> &str {
    match name {
        "label" => "Label",
        "weight" => "Weight",
        name => name,
    }
}

/// The system's own error, whose kind tells a closed pipe from a fault: the library's conversion drops the kind.
pub(crate) fn system_error(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        kind => io::Error::other(format!("{kind:?}")),
    }
}
