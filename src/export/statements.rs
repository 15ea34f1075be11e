//! CSV of all statements of a view with every field, which `import csv` reads back without loss.
//!
//! A row holds a statement's record, the names and kinds of the entities in it, the meaning of the verb, and the fields
//! of the source, so that the table is self-contained. Lists are ids separated by spaces. What few statements have is in
//! columns that are left out where nothing is in them.

use super::{
    corrections::Corrections,
    exporter::{ExportError, Exporter},
    network::NetworkScene,
    scene::Scene,
    selection::Selection,
    statement_columns::{OptionalColumns, unwritten},
};
use crate::{
    graph::{StatementIndex, TemporalGraph},
    model::SourceIndex,
};
use std::{borrow::Cow, collections::BTreeSet};

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
        let listed: Vec<StatementIndex> = selection.listed(scene.view());
        let optional = OptionalColumns::of(graph, &listed);
        let attributes = AttributeColumns::of(graph, &listed);
        let headings = HEADINGS.into_iter().chain(optional.headings()).map(Cow::Borrowed);
        let _ = writer.write_record(headings.chain(attributes.headings()).map(Cow::into_owned));
        let replies = Replies::new(graph, &listed);
        for statement in listed {
            let row = row(graph, &selection, &replies, statement);
            let optional = optional.cells(graph, statement);
            let attributes = attributes.of_statement(graph, statement);
            let cells = row.iter().chain(&optional).map(String::as_str);
            let _ = writer.write_record(cells.chain(attributes));
        }
        Ok(writer.into_inner().unwrap_or_default())
    }

    fn notes(&self, scene: &Scene<'_>, _: &[u8]) -> Vec<String> {
        let notes = Corrections::of(scene).notes();
        let unwritten = unwritten(scene.view().graph(), &Selection::of(scene));
        notes.into_iter().chain(unwritten).collect()
    }

    fn export_network(&self, _: &NetworkScene<'_>) -> Result<Vec<u8>, ExportError> {
        Err(ExportError::NoNetworks("csv-statements"))
    }
}

/// The attributes that some holder, some target and some source of a table have: a column for each.
struct AttributeColumns<'g> {
    holder: BTreeSet<&'g str>,
    target: BTreeSet<&'g str>,
    source: BTreeSet<&'g str>,
}

impl<'g> AttributeColumns<'g> {
    fn of(graph: &'g TemporalGraph, statements: &[StatementIndex]) -> Self {
        let mut columns =
            Self { holder: BTreeSet::new(), target: BTreeSet::new(), source: BTreeSet::new() };
        let mut read = BTreeSet::new();
        for statement in statements.iter().map(|index| graph.statement(*index)) {
            let (holder, target, source) =
                (statement.holder(), statement.target(), statement.source());
            let names = |entity| graph.entity(entity).attributes().map(|(name, _)| name);
            if read.insert((0, holder.position())) {
                columns.holder.extend(names(holder));
            }
            if read.insert((1, target.position())) {
                columns.target.extend(names(target));
            }
            if read.insert((2, source.position())) {
                columns.source.extend(graph.source(source).attributes().map(|(name, _)| name));
            }
        }
        columns
    }

    fn headings(&self) -> impl Iterator<Item = Cow<'static, str>> {
        let of = [("holder", &self.holder), ("target", &self.target), ("source", &self.source)];
        of.into_iter().flat_map(|(whose, names)| {
            names.iter().map(move |name| Cow::Owned(format!("{whose}_attr.{name}")))
        })
    }

    fn of_statement(&self, graph: &'g TemporalGraph, index: StatementIndex) -> Vec<&'g str> {
        let statement = graph.statement(index);
        let (holder, target) = (statement.holder_entity(), statement.target_entity());
        let source = graph.source(statement.source());
        let mut cells = Vec::new();
        cells.extend(of_each(&self.holder, holder.attributes()));
        cells.extend(of_each(&self.target, target.attributes()));
        cells.extend(of_each(&self.source, source.attributes()));
        cells
    }
}

/// The value of each of some names, empty where there is none. Both are sorted by name.
fn of_each<'g>(
    names: &BTreeSet<&'g str>,
    attributes: impl Iterator<Item = (&'g str, &'g str)>,
) -> Vec<&'g str> {
    let mut attributes = attributes.peekable();
    let value = |name: &&str| attributes.next_if(|(other, _)| other == name);
    names.iter().map(value).map(|found| found.map_or("", |(_, value)| value)).collect()
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
