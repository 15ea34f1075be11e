//! Texts, end to end.

use super::{
    builder::{Build, Builder},
    copy::{Copied, copied},
    spans::{STEP, Spans, SpansBuilder},
    values::Values,
};
use crate::storage::{
    bytes::{
        buffer::Buffer,
        damage::{Damaged, fail},
        region::Region,
    },
    merge::{MergeIndex, Mergeable, Merged, Renumbering},
    ranges::partition,
    section::{Section, SectionReader, SectionWriter, Stored},
};
use std::{io, ops::Range, sync::Arc};

/// One text a row.
#[derive(Clone, Debug, Default)]
pub(crate) struct Texts {
    pub(crate) spans: Spans,
    pub(crate) region: Region,
    /// In merged columns, the two.
    pub(crate) merged: Option<Box<Merged<Self>>>,
}

impl Texts {
    pub(crate) fn len(&self) -> usize {
        self.merged.as_ref().map_or_else(|| self.spans.len(), |merged| merged.len())
    }

    /// The text of a row.
    pub(crate) fn get(&self, row: usize) -> &str {
        let (texts, row) = self.place(row);
        let bytes = texts.region.slice(texts.spans.range(row));
        std::str::from_utf8(bytes).unwrap_or_else(|_| fail(texts.region.damage()))
    }

    /// The column that holds a row, and the row there.
    fn place(&self, row: usize) -> (&Self, usize) {
        let Some(merged) = &self.merged else { return (self, row) };
        let (_, texts, row) = merged.at(row);
        texts.place(row)
    }

    /// The row of a text among texts that are sorted.
    pub(crate) fn find(&self, wanted: &str) -> Option<usize> {
        let row = self.lower_bound(wanted);
        (row < self.len() && self.get(row) == wanted).then_some(row)
    }

    /// The first row, among texts that are sorted, whose text is not before `wanted`.
    pub(crate) fn lower_bound(&self, wanted: &str) -> usize {
        let is_before = |row| {
            let (texts, row) = self.place(row);
            texts.region.slice(texts.spans.range(row)) < wanted.as_bytes()
        };
        // First among the rows whose beginning is kept: to find the others takes a sum.
        let (n_rows, n_kept) = (self.len(), self.len().div_ceil(STEP));
        let after = partition(0..n_kept, |kept| is_before(kept * STEP)) * STEP;
        partition(after.saturating_sub(STEP)..n_rows.min(after), is_before)
    }
}

impl Mergeable for Texts {
    fn n_rows(&self) -> usize {
        self.len()
    }

    fn merged(self, delta: Self, rows: &Arc<MergeIndex>, renumbering: &Arc<Renumbering>) -> Self {
        Self { merged: Some(Merged::boxed(self, delta, rows, renumbering)), ..Self::default() }
    }
}

impl Stored for Texts {
    fn save(&self, name: &str, out: &mut dyn SectionWriter) -> io::Result<()> {
        if self.merged.is_some() {
            return copied(self, self.len())?.save(name, out);
        }
        self.spans.save(name, out)?;
        out.section(name, Section::default(), self.region.all())
    }

    fn load(name: &str, sections: &dyn SectionReader) -> Result<Self, Damaged> {
        Ok(Self {
            spans: Spans::load(name, sections)?,
            region: sections.section(name)?.1,
            merged: None,
        })
    }
}

impl Values for Texts {
    type Value<'v> = &'v str;

    fn value(&self, row: usize) -> &str {
        self.get(row)
    }
}

impl Build for Texts {
    type Builder = TextsBuilder;
}

impl Copied for Texts {
    fn copy(&self, mut rows: Range<usize>, _: usize, builder: &mut TextsBuilder) -> io::Result<()> {
        if self.merged.is_some() {
            return rows.try_for_each(|row| builder.push(self.get(row)));
        }
        builder.extend(&self.spans, &self.region, rows)
    }
}

/// Builds a column of texts.
#[derive(Debug)]
pub(crate) struct TextsBuilder {
    spans: SpansBuilder,
    run: Buffer,
}

impl TextsBuilder {
    pub(super) fn push_bytes(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.spans.push(bytes.len())?;
        self.run.push(bytes)
    }

    /// Adds runs of bytes that stand end to end.
    pub(crate) fn extend(
        &mut self,
        spans: &Spans,
        region: &Region,
        rows: Range<usize>,
    ) -> io::Result<()> {
        if rows.is_empty() {
            return Ok(());
        }
        let (begin, before) = (spans.range(rows.start).start, self.spans.end);
        spans.length.iter(rows).try_for_each(|length| self.spans.push(length))?;
        self.run.push(region.slice(begin..begin + self.spans.end - before))
    }
}

impl Builder for TextsBuilder {
    type Item<'i> = &'i str;
    type Column = Texts;

    fn new(most: usize) -> Self {
        Self { spans: SpansBuilder::new(most), run: Buffer::new(most) }
    }

    fn push(&mut self, item: &str) -> io::Result<()> {
        self.push_bytes(item.as_bytes())
    }

    fn finish(self) -> io::Result<Texts> {
        Ok(Texts { spans: self.spans.finish()?, region: self.run.finish()?, merged: None })
    }
}
