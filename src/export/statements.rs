//! CSV of all statements of a view, with every field of each: what `import csv` reads back without a word.
//!
//! A row holds a statement as its record does, with the names and kinds of both ends, what its verb means, and what its
//! source is, so that the table stands by itself. Lists are ids with spaces between them.

use super::{ExportError, Exporter, NetworkScene, Scene, needed::Needed};
use crate::graph::{StatementIndex, TemporalGraph};

/// Writes a table of statements.
#[derive(Debug)]
pub(super) struct Statements;

/// The headings, of which the first are those of `stance statements -O csv`.
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
        let needed = Needed::of(scene);
        let mut writer =
            csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
        // Memory can always be written, and every row has as many fields as the first.
        let _ = writer.write_record(HEADINGS);
        for &statement in &needed.statements {
            let _ = writer.write_record(row(graph, &needed, statement));
        }
        Ok(writer.into_inner().unwrap_or_default())
    }

    fn export_network(&self, _: &NetworkScene<'_>) -> Result<Vec<u8>, ExportError> {
        Err(ExportError::NoNetworks("csv-statements"))
    }
}

fn row(graph: &TemporalGraph, needed: &Needed, index: StatementIndex) -> [String; HEADINGS.len()] {
    let statement = graph.statement(index);
    let record = needed.record(graph, index);
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
