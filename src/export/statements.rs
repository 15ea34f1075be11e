//! CSV of all statements of a view with every field, which `import csv` reads back without loss.
//!
//! A row holds a statement's record, the names and kinds of holder and target, the meaning of the verb, and the fields
//! of the source, so that the table is self-contained. Lists are ids separated by spaces.

use super::{
    exporter::{ExportError, Exporter},
    network::NetworkScene,
    scene::Scene,
    selection::Selection,
};
use crate::graph::{StatementIndex, TemporalGraph};

/// Writes a table of statements.
#[derive(Debug)]
pub(super) struct Statements;

/// The headings; the first are those of `stance statements -O csv`.
const HEADINGS: [&str; 28] = [
    "statement",
    "holder",
    "holder_name",
    "holder_kind",
    "target",
    "target_name",
    "target_kind",
    "verb",
    "polarity",
    "strength",
    "date",
    "until",
    "source",
    "source_kind",
    "source_title",
    "source_published",
    "source_url",
    "quote",
    "prefix",
    "suffix",
    "about",
    "reported_in",
    "recorded",
    "coder",
    "confidence",
    "supersedes",
    "claimed_by",
    "note",
];

impl Exporter for Statements {
    fn export(&self, scene: &Scene<'_>) -> Result<Vec<u8>, ExportError> {
        let graph = scene.view().graph();
        let selection = Selection::of(scene);
        let mut writer =
            csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
        // Writing to memory cannot fail, and every row has as many fields as the first.
        let _ = writer.write_record(HEADINGS);
        for statement in selection.listed(scene.view()) {
            let _ = writer.write_record(row(graph, &selection, statement));
        }
        Ok(writer.into_inner().unwrap_or_default())
    }

    fn export_network(&self, _: &NetworkScene<'_>) -> Result<Vec<u8>, ExportError> {
        Err(ExportError::NoNetworks("csv-statements"))
    }
}

fn row(
    graph: &TemporalGraph,
    selection: &Selection,
    index: StatementIndex,
) -> [String; HEADINGS.len()] {
    let statement = graph.statement(index);
    let record = selection.record(graph, index);
    let source = graph.source_record(statement.source());
    let verb = statement.verb();
    let (holder, target) = (statement.holder_entity(), statement.target_entity());
    let text = Option::unwrap_or_default;
    [
        statement.id().into_owned(),
        record.holder,
        holder.name().to_owned(),
        holder.kind().to_string(),
        record.target,
        target.name().to_owned(),
        target.kind().to_string(),
        record.stance,
        verb.effect.word().to_owned(),
        verb.strength.value().to_string(),
        text(record.on),
        text(record.until),
        record.source,
        source.kind.to_string(),
        text(source.title),
        text(source.published),
        text(source.url),
        text(record.quote),
        text(record.prefix),
        text(record.suffix),
        record.about.join(" "),
        record.reported_in.join(" "),
        text(record.recorded),
        text(record.coder),
        record.confidence.map(|confidence| confidence.to_string()).unwrap_or_default(),
        text(record.supersedes),
        text(record.claimed_by),
        text(record.note),
    ]
}
