//! Columns that a table of statements has where some statement needs them: who claimants, topics, authors and outlets are, and
//! what else is known of sources. And what such a table cannot hold.

use super::selection::Selection;
use crate::{
    corpus::{joined::joined, shipped_vocabulary},
    graph::{EntityRef, StatementIndex, StatementRef, TemporalGraph},
    model::{EntityIndex, SourceIndex},
};
use std::collections::BTreeSet;

/// A heading, and its cell for a statement.
type Column = (&'static str, fn(&TemporalGraph, StatementRef<'_>) -> Option<String>);

/// All of them, in the order of the table.
const COLUMNS: [Column; 13] = [
    ("claimed_by_name", |graph, it| of(graph, it.claimed_by(), name)),
    ("claimed_by_kind", |graph, it| of(graph, it.claimed_by(), kind)),
    ("about_names", |graph, it| {
        let names: Vec<&str> = it.about().map(|topic| graph.entity(topic).name()).collect();
        (!names.is_empty()).then(|| joined(names))
    }),
    ("about_kinds", |graph, it| {
        let kinds: Vec<&str> = it.about().map(|topic| graph.entity(topic).kind().word()).collect();
        (!kinds.is_empty()).then(|| kinds.join(" "))
    }),
    ("source_author", |graph, it| of(graph, it.source_record().author(), id)),
    ("source_author_name", |graph, it| of(graph, it.source_record().author(), name)),
    ("source_author_kind", |graph, it| of(graph, it.source_record().author(), kind)),
    ("source_outlet", |graph, it| of(graph, it.source_record().outlet(), id)),
    ("source_outlet_name", |graph, it| of(graph, it.source_record().outlet(), name)),
    ("source_outlet_kind", |graph, it| of(graph, it.source_record().outlet(), kind)),
    ("source_language", |_, it| it.source_record().language().map(str::to_owned)),
    ("source_archived", |_, it| it.source_record().archived().map(str::to_owned)),
    ("source_note", |_, it| it.source_record().note().map(str::to_owned)),
];

fn of(
    graph: &TemporalGraph,
    entity: Option<EntityIndex>,
    field: fn(EntityRef<'_>) -> String,
) -> Option<String> {
    entity.map(|entity| field(graph.entity(entity)))
}

fn id(entity: EntityRef<'_>) -> String {
    entity.id().to_owned()
}

fn name(entity: EntityRef<'_>) -> String {
    entity.name().to_owned()
}

fn kind(entity: EntityRef<'_>) -> String {
    entity.kind().word().to_owned()
}

/// The columns that a table needs.
pub(super) struct OptionalColumns(Vec<Column>);

impl OptionalColumns {
    /// Those that have a value for some statement.
    pub(super) fn of(graph: &TemporalGraph, statements: &[StatementIndex]) -> Self {
        let mut rows = statements.iter().map(|index| graph.statement(*index));
        let (mut used, mut unused) = (Vec::new(), (0..COLUMNS.len()).collect::<Vec<_>>());
        while let Some(row) = rows.next().filter(|_| !unused.is_empty()) {
            unused.retain(|column| {
                let is_unused = COLUMNS[*column].1(graph, row).is_none_or(|text| text.is_empty());
                used.extend((!is_unused).then_some(*column));
                is_unused
            });
        }
        used.sort_unstable();
        Self(used.into_iter().map(|column| COLUMNS[column]).collect())
    }

    pub(super) fn headings(&self) -> impl Iterator<Item = &'static str> {
        self.0.iter().map(|(heading, _)| *heading)
    }

    /// The cells of a statement.
    pub(super) fn cells(&self, graph: &TemporalGraph, index: StatementIndex) -> Vec<String> {
        let row = graph.statement(index);
        self.0.iter().map(|(_, cell)| cell(graph, row).unwrap_or_default()).collect()
    }
}

/// What the table does not hold of that which is selected, in a sentence.
pub(super) fn unwritten(graph: &TemporalGraph, selection: &Selection) -> Option<String> {
    let statements = || selection.statements.iter().map(|index| graph.statement(*index));
    let with_rows: BTreeSet<SourceIndex> = statements().map(StatementRef::source).collect();
    // Attributes have columns for holders and targets.
    let ends: BTreeSet<EntityIndex> =
        statements().flat_map(|it| [it.holder(), it.target()]).collect();
    let mut in_rows = ends.clone();
    for statement in statements() {
        in_rows.extend(statement.about().chain(statement.claimed_by()));
    }
    for source in with_rows.iter().map(|source| graph.source(*source)) {
        in_rows.extend(source.author().into_iter().chain(source.outlet()));
    }
    let has_more = |entity: &&EntityIndex| {
        let read = graph.entity(**entity);
        let is_in_row = in_rows.contains(entity);
        !is_in_row
            || (read.attributes().next().is_some() && !ends.contains(entity))
            || read.aliases().next().is_some()
            || read.roles().next().is_some()
            || read.wikidata().is_some()
            || read.note().is_some()
    };
    let n_entities = selection.entities.iter().filter(has_more).count();
    let n_sources = selection.sources.difference(&with_rows).count();
    let has_codes = |record: &crate::corpus::record::VerbRecord| {
        let index = graph.vocabulary().find(&record.verb);
        (!record.cameo.is_empty() || record.label.is_some())
            && index.is_some_and(|index| selection.verbs.contains(&index))
    };
    let n_verbs =
        graph.verb_records(&shipped_vocabulary()).iter().filter(|it| has_codes(it)).count();
    let entities = (n_entities > 0).then(|| {
        format!(
            "aliases, roles, attributes, Wikidata items or notes of {}",
            count(n_entities, "entity", "entities")
        )
    });
    let sources = (n_sources > 0)
        .then(|| format!("{} without a statement", count(n_sources, "source", "sources")));
    let verbs = (n_verbs > 0)
        .then(|| format!("labels or CAMEO codes of {}", count(n_verbs, "verb", "verbs")));
    let parts: Vec<String> = entities.into_iter().chain(sources).chain(verbs).collect();
    (!parts.is_empty())
        .then(|| format!("not in this table, but in an export as jsonl: {}", parts.join("; ")))
}

fn count(n: usize, one: &str, several: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {several}") }
}
