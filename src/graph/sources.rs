//! Sources in columns.

use super::{attribute, dates::Dates, temporal::TemporalGraph};
use crate::{
    model::{Date, EntityIndex, Source, SourceIndex, SourceKind},
    storage::{
        column::{builder::Builder as _, numbers::Column, sparse::Sparse, texts::Texts},
        table::columns,
    },
};
use std::io;

columns! {
    /// The sources, sorted by id.
    pub(crate) struct Sources built by SourcesBuilder merged {
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

impl SourcesBuilder {
    /// Adds the next source.
    pub(crate) fn push(&mut self, source: &Source) -> io::Result<()> {
        let row = self.kind.len();
        self.push_plain(source.id.as_str(), source.kind)?;
        let texts = [
            (&mut self.title, &source.title),
            (&mut self.url, &source.url),
            (&mut self.archived, &source.archived),
            (&mut self.language, &source.language),
            (&mut self.note, &source.note),
        ];
        for (column, text) in texts {
            text.iter().try_for_each(|text| column.push((row, text)))?;
        }
        for (column, entity) in
            [(&mut self.author, source.author), (&mut self.outlet, source.outlet)]
        {
            entity.into_iter().try_for_each(|entity| column.push((row, entity)))?;
        }
        source.published.iter().try_for_each(|date| self.published.push((row, date)))?;
        for (name, value) in source.attributes.iter() {
            self.attribute.push((row, name))?;
            self.attribute_value.push((row, value))?;
        }
        source.in_reply_to.iter().try_for_each(|original| self.in_reply_to.push((row, *original)))
    }

    /// Adds the next source, of which nothing is known but its id and its kind.
    pub(crate) fn push_plain(&mut self, id: &str, kind: SourceKind) -> io::Result<()> {
        self.id.push(id)?;
        self.kind.push(kind)
    }
}

impl Sources {
    /// These sources, which are sorted by id.
    pub(super) fn new(sources: &[Source]) -> io::Result<Self> {
        let mut builder = SourcesBuilder::new(usize::MAX);
        sources.iter().try_for_each(|source| builder.push(source))?;
        builder.finish()
    }

    /// Whether nothing is known of any but its id and its kind.
    fn are_plain(&self) -> bool {
        let Self { title, url, archived, language, note, .. } = self;
        [title, url, archived, language, note].iter().all(|texts| texts.is_empty())
            && self.author.is_empty()
            && self.outlet.is_empty()
            && self.published.is_empty()
            && self.in_reply_to.is_empty()
            && self.attribute.is_empty()
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

    /// Whether nothing is known of any source but its id and its kind.
    pub(crate) fn has_plain_sources(&self) -> bool {
        self.sources.are_plain()
    }

    /// The sources that have a title.
    pub(crate) fn titled_sources(&self) -> impl Iterator<Item = SourceRef<'_>> {
        let has_some = !self.sources.title.is_empty();
        let sources = has_some.then(|| self.sources()).into_iter().flatten();
        sources.filter(|source| source.title().is_some())
    }

    /// The source of this graph that has the id of each source of another.
    pub(crate) fn sources_with_ids_of(&self, other: &Self) -> Vec<Option<SourceIndex>> {
        let places = self.sources.id.places_of(&other.sources.id).into_iter();
        places.map(|it| it.replaces.then(|| SourceIndex::new(it.rank))).collect()
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
