//! CSV of all statements of a view with every field, which `import csv` reads back without loss.
//!
//! A row holds a statement's record, the names and kinds of holder and target, the meaning of the verb, and the fields
//! of the source, so that the table is self-contained. Lists are ids separated by spaces.

use super::{
    corrections::Corrections,
    exporter::{ExportError, Exporter},
    network::NetworkScene,
    scene::Scene,
    selection::Selection,
};
use crate::{
    graph::{StatementIndex, TemporalGraph},
    model::SourceIndex,
};
use std::collections::BTreeSet;

/// Writes a table of statements.
#[derive(Debug)]
pub(super) struct Statements;

/// The headings; the first are those of `stance statements -O csv`.
const HEADINGS: [&str; 30] = [
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
    "source_in_reply_to",
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
    "time_zone",
];

impl Exporter for Statements {
    fn export(&self, scene: &Scene<'_>) -> Result<Vec<u8>, ExportError> {
        let graph = scene.view().graph();
        let selection = Selection::of(scene);
        let mut writer =
            csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
        // Writing to memory cannot fail, and every row has as many fields as the first.
        let _ = writer.write_record(HEADINGS);
        let listed: Vec<StatementIndex> = selection.listed(scene.view());
        let replies = Replies::new(graph, &listed);
        for statement in listed {
            let _ = writer.write_record(row(graph, &selection, &replies, statement));
        }
        Ok(writer.into_inner().unwrap_or_default())
    }

    fn notes(&self, scene: &Scene<'_>) -> Vec<String> {
        Corrections::of(scene).notes()
    }

    fn export_network(&self, _: &NetworkScene<'_>) -> Result<Vec<u8>, ExportError> {
        Err(ExportError::NoNetworks("csv-statements"))
    }
}

/// What the sources of a table reply to.
struct Replies<'g> {
    graph: &'g TemporalGraph,
    /// The sources that have a row.
    listed: BTreeSet<SourceIndex>,
}

impl<'g> Replies<'g> {
    fn new(graph: &'g TemporalGraph, statements: &[StatementIndex]) -> Self {
        let listed = statements.iter().map(|index| graph.statement(*index).source());
        Self { graph, listed: listed.collect() }
    }

    /// The ids of what a source replies to. Of one without a row, which cannot tell, what it replies to itself follows.
    fn of(&self, source: SourceIndex) -> Vec<&'g str> {
        let mut found: Vec<SourceIndex> = self.graph.source(source).in_reply_to().collect();
        let mut at = 0;
        while let Some(original) = found.get(at).copied() {
            at += 1;
            if self.listed.contains(&original) {
                continue;
            }
            for further in self.graph.source(original).in_reply_to() {
                if !found.contains(&further) {
                    found.push(further);
                }
            }
        }
        found.iter().map(|source| self.graph.source(*source).id()).collect()
    }
}

fn row(
    graph: &TemporalGraph,
    selection: &Selection,
    replies: &Replies<'_>,
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
        replies.of(statement.source()).join(" "),
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
        graph.zone().name().to_owned(),
    ]
}
