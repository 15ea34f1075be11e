//! Sources in columns.

use super::{attribute, dates::Dates, temporal::TemporalGraph};
use crate::{
    model::{Date, EntityIndex, Source, SourceIndex, SourceKind},
    storage::{
        column::{builder::Gather, numbers::Column, sparse::Sparse, texts::Texts},
        table::columns,
    },
};

columns! {
    /// The sources, sorted by id.
    pub(crate) struct Sources merged {
        id: Texts,
        kind: Column<SourceKind>,
        title: Sparse<Texts>,
        author: Sparse<Column<EntityIndex>>,
        outlet: Sparse<Column<EntityIndex>>,
        published: Sparse<Dates>,
        url: Sparse<Texts>,
        archived: Sparse<Texts>,
        language: Sparse<Texts>,
        note: Sparse<Texts>,
        attribute or nothing: Sparse<Texts>,
        attribute_value or nothing: Sparse<Texts>,
        in_reply_to or nothing: Sparse<Column<SourceIndex>>,
    }
}

impl Sources {
    pub(super) fn new(sources: &[Source]) -> Self {
        let rows = || sources.iter().enumerate();
        let texts = |text: fn(&Source) -> Option<&String>| {
            Sparse::gather(rows().filter_map(|(row, source)| Some((row, text(source)?.as_str()))))
        };
        let entities = |entity: fn(&Source) -> Option<EntityIndex>| {
            Sparse::gather(rows().filter_map(|(row, source)| Some((row, entity(source)?))))
        };
        Self {
            id: Texts::gather(sources.iter().map(|source| source.id.as_str())),
            kind: Column::gather(sources.iter().map(|source| source.kind)),
            title: texts(|source| source.title.as_ref()),
            author: entities(|source| source.author),
            outlet: entities(|source| source.outlet),
            published: Sparse::gather(
                rows().filter_map(|(row, source)| Some((row, source.published.as_ref()?))),
            ),
            url: texts(|source| source.url.as_ref()),
            archived: texts(|source| source.archived.as_ref()),
            language: texts(|source| source.language.as_ref()),
            note: texts(|source| source.note.as_ref()),
            attribute: attribute::names(rows().map(|(row, source)| (row, &source.attributes))),
            attribute_value: attribute::values(
                rows().map(|(row, source)| (row, &source.attributes)),
            ),
            in_reply_to: Sparse::gather(rows().flat_map(|(row, source)| {
                source.in_reply_to.iter().map(move |original| (row, *original))
            })),
        }
    }
}

impl TemporalGraph {
    /// How many sources there are.
    pub fn n_sources(&self) -> usize {
        self.sources.id.len()
    }

    /// The sources, sorted by id.
    pub fn sources(&self) -> impl ExactSizeIterator<Item = SourceRef<'_>> {
        (0..self.n_sources()).map(|row| self.source(SourceIndex::new(row)))
    }

    /// The source with an id.
    pub fn find_source(&self, id: &str) -> Option<SourceIndex> {
        self.sources.id.find(id).map(SourceIndex::new)
    }

    /// Whether any source replies to another.
    pub fn has_replies(&self) -> bool {
        !self.sources.in_reply_to.is_empty()
    }

    /// The source at an index of this graph.
    pub fn source(&self, index: SourceIndex) -> SourceRef<'_> {
        SourceRef { sources: &self.sources, row: index.position() }
    }
}

/// A source of a graph. Reading a field touches only that field's column.
#[derive(Clone, Copy, Debug)]
pub struct SourceRef<'g> {
    sources: &'g Sources,
    row: usize,
}

impl<'g> SourceRef<'g> {
    /// Its id.
    pub fn id(self) -> &'g str {
        self.sources.id.get(self.row)
    }

    /// What sort of source it is.
    pub fn kind(self) -> SourceKind {
        self.sources.kind.get(self.row)
    }

    /// Its title or headline.
    pub fn title(self) -> Option<&'g str> {
        self.sources.title.get(self.row)
    }

    /// Who wrote or said it.
    pub fn author(self) -> Option<EntityIndex> {
        self.sources.author.get(self.row)
    }

    /// Where it appeared.
    pub fn outlet(self) -> Option<EntityIndex> {
        self.sources.outlet.get(self.row)
    }

    /// When it was published.
    pub fn published(self) -> Option<Date> {
        self.sources.published.get(self.row)
    }

    /// What it replies to.
    pub fn in_reply_to(self) -> impl Iterator<Item = SourceIndex> + use<'g> {
        let originals = &self.sources.in_reply_to;
        originals.values().iter(originals.of(self.row))
    }

    /// Where it stands on the web.
    pub fn url(self) -> Option<&'g str> {
        self.sources.url.get(self.row)
    }

    /// Where a copy is archived.
    pub fn archived(self) -> Option<&'g str> {
        self.sources.archived.get(self.row)
    }

    /// Its language, as a BCP 47 tag.
    pub fn language(self) -> Option<&'g str> {
        self.sources.language.get(self.row)
    }

    /// The names and values of its attributes, by name.
    pub fn attributes(self) -> impl Iterator<Item = (&'g str, &'g str)> {
        let Sources { attribute, attribute_value, .. } = self.sources;
        attribute::of(attribute, attribute_value, self.row)
    }

    /// A remark of the coder.
    pub fn note(self) -> Option<&'g str> {
        self.sources.note.get(self.row)
    }

    /// Whether nothing is known of it but its id and its kind.
    pub(crate) fn is_plain(self) -> bool {
        let texts = [self.title(), self.url(), self.archived(), self.language(), self.note()];
        texts.iter().all(Option::is_none)
            && self.author().or(self.outlet()).is_none()
            && self.published().is_none()
            && self.in_reply_to().next().is_none()
            && self.attributes().next().is_none()
    }
}
