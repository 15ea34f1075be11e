//! Many short texts, compressed each by itself in a store.

use super::{
    builder::{Build, Builder},
    copy::{Copied, MOST},
    spans::Spans,
    texts::{Texts, TextsBuilder},
};
use crate::storage::{
    bytes::{
        damage::{Damaged, fail},
        region::Region,
    },
    merge::{MergeIndex, Mergeable, Merged, Renumbering},
    ranges::chunks,
    section::{Section, SectionReader, SectionWriter, Stored},
};
use fsst::{Compressor, Decompressor, Symbol};
use rayon::prelude::*;
use std::{borrow::Cow, io, ops::Range, sync::Arc};

/// One text a row; in a store as codes of a table of frequent byte runs.
///
/// Source: P. Boncz, T. Neumann & V. Leis, *FSST: Fast Random Access String Compression*, VLDB 2020.
#[derive(Clone, Debug, Default)]
pub(crate) struct CompressedTexts {
    pub(crate) spans: Spans,
    pub(crate) region: Region,
    pub(crate) symbols: Option<Arc<Symbols>>,
    /// In merged columns, the two.
    pub(crate) merged: Option<Box<Merged<Self>>>,
}

/// The frequent byte runs: what a code stands for.
#[derive(Debug)]
pub(crate) struct Symbols {
    runs: [Symbol; CODES],
    lengths: [u8; CODES],
}

/// One code is left for bytes that no run begins with.
const CODES: usize = 255;
/// The longest run.
const LONGEST: usize = 8;

impl Symbols {
    /// Runs that are frequent in a sample of texts, and how to write with them.
    pub(crate) fn train(sample: &Vec<&[u8]>) -> (Self, Compressor) {
        let compressor = Compressor::train(sample);
        let mut symbols = Self { runs: [Symbol::ZERO; CODES], lengths: [1; CODES] };
        let trained = compressor.symbol_table().iter().zip(compressor.symbol_lengths());
        let slots = symbols.runs.iter_mut().zip(&mut symbols.lengths);
        for ((run, length), (symbol, n_bytes)) in slots.zip(trained) {
            (*run, *length) = (*symbol, *n_bytes);
        }
        (symbols, compressor)
    }

    fn to_bytes(&self) -> Vec<u8> {
        let runs = self.runs.iter().flat_map(|run| run.to_u64().to_le_bytes());
        runs.chain(self.lengths).collect()
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (runs, lengths) = bytes.split_at_checked(CODES * LONGEST)?;
        let mut symbols = Self { runs: [Symbol::ZERO; CODES], lengths: lengths.try_into().ok()? };
        for (slot, run) in symbols.runs.iter_mut().zip(runs.as_chunks::<LONGEST>().0) {
            *slot = Symbol::from_slice(run);
        }
        let is_sound =
            symbols.lengths.iter().all(|length| (1..=LONGEST).contains(&usize::from(*length)));
        is_sound.then_some(symbols)
    }

    /// The text of some codes.
    pub(crate) fn read(&self, codes: &[u8]) -> Option<String> {
        String::from_utf8(Decompressor::new(&self.runs, &self.lengths).decompress(codes)).ok()
    }
}

impl CompressedTexts {
    /// The text of a row.
    pub(crate) fn get(&self, row: usize) -> Cow<'_, str> {
        if let Some(merged) = &self.merged {
            let (_, quotes, row) = merged.at(row);
            return quotes.get(row);
        }
        let bytes = self.region.slice(self.spans.range(row));
        let text = match &self.symbols {
            Some(symbols) => symbols.read(bytes).map(Cow::Owned),
            None => std::str::from_utf8(bytes).ok().map(Cow::Borrowed),
        };
        text.unwrap_or_else(|| fail(self.region.damage()))
    }

    /// Whether a row's text is empty.
    pub(crate) fn is_empty(&self, row: usize) -> bool {
        if let Some(merged) = &self.merged {
            let (_, quotes, row) = merged.at(row);
            return quotes.is_empty(row);
        }
        self.spans.range(row).is_empty()
    }

    /// The same texts as codes.
    fn compressed(&self) -> io::Result<Self> {
        /// As many texts as this show what is frequent.
        const SAMPLE: usize = 1 << 14;
        /// So many texts are coded together by one thread, and so many by all before they are taken in.
        const BATCH: usize = 1 << 12;
        const AT_ONCE: usize = 1 << 18;
        const LANES: usize = Compressor::DEFAULT_BULK_LANES;
        let n_texts = self.n_rows();
        let step = n_texts.div_ceil(SAMPLE).max(1);
        let sample: Vec<_> = (0..n_texts).step_by(step).map(|row| self.get(row)).collect();
        let (symbols, compressor) =
            Symbols::train(&sample.iter().map(|quote| quote.as_bytes()).collect());
        let mut coded = CompressedTextsBuilder::new(MOST);
        coded.set_symbols(Arc::new(symbols));
        for rows in chunks(0..n_texts, AT_ONCE) {
            let batches: Vec<_> = chunks(rows, BATCH).collect();
            let codes = batches.into_par_iter().map(|rows| {
                let texts: Vec<_> = rows.map(|row| self.get(row)).collect();
                let texts: Vec<&[u8]> = texts.iter().map(|text| text.as_bytes()).collect();
                let (mut codes, mut ends) = (Vec::new(), Vec::new());
                compressor.compress_bulk_into::<LANES>(&texts, &mut codes, &mut ends);
                (codes, ends)
            });
            for (codes, ends) in codes.collect::<Vec<_>>() {
                let mut rest = codes.as_slice();
                let mut begin = 0;
                for end in ends {
                    let length = usize::try_from(end - std::mem::replace(&mut begin, end));
                    let (text, others) = rest.split_at(length.unwrap_or(rest.len()));
                    coded.push(text)?;
                    rest = others;
                }
            }
        }
        coded.finish()
    }
}

impl Mergeable for CompressedTexts {
    fn n_rows(&self) -> usize {
        self.merged.as_ref().map_or_else(|| self.spans.len(), |merged| merged.len())
    }

    fn merged(self, delta: Self, rows: &Arc<MergeIndex>, renumbering: &Arc<Renumbering>) -> Self {
        Self { merged: Some(Merged::boxed(self, delta, rows, renumbering)), ..Self::default() }
    }
}

impl Stored for CompressedTexts {
    fn save(&self, name: &str, out: &mut dyn SectionWriter) -> io::Result<()> {
        let Some(symbols) = &self.symbols else { return self.compressed()?.save(name, out) };
        self.spans.save(name, out)?;
        out.section(name, Section::default(), self.region.all())?;
        out.section(&format!("{name}.symbols"), Section::default(), &symbols.to_bytes())
    }

    fn load(name: &str, sections: &dyn SectionReader) -> Result<Self, Damaged> {
        let symbols = format!("{name}.symbols");
        let (_, table) = sections.section(&symbols)?;
        let table = Symbols::from_bytes(table.all()).ok_or_else(|| sections.malformed(&symbols))?;
        Ok(Self {
            spans: Spans::load(name, sections)?,
            region: sections.section(name)?.1,
            symbols: Some(Arc::new(table)),
            merged: None,
        })
    }
}

impl Build for CompressedTexts {
    type Builder = CompressedTextsBuilder;
}

/// They stay in their codes, so those of several tables can go into one column only when their table is one.
impl Copied for CompressedTexts {
    fn copy(&self, rows: Range<usize>, _: usize, builder: &mut Self::Builder) -> io::Result<()> {
        debug_assert!(self.merged.is_none(), "two tables of codes");
        builder.texts.extend(&self.spans, &self.region, rows)
    }
}

/// Builds a column of compressed texts, from plain ones or from ones in the codes of a table.
#[derive(Debug)]
pub(crate) struct CompressedTextsBuilder {
    pub(crate) texts: TextsBuilder,
    symbols: Option<Arc<Symbols>>,
}

impl CompressedTextsBuilder {
    /// From here on, what comes is in the codes of a table.
    pub(crate) fn set_symbols(&mut self, symbols: Arc<Symbols>) {
        self.symbols = Some(symbols);
    }
}

impl Builder for CompressedTextsBuilder {
    type Item<'i> = &'i [u8];
    type Column = CompressedTexts;

    fn new(most: usize) -> Self {
        Self { texts: TextsBuilder::new(most), symbols: None }
    }

    fn push(&mut self, item: &[u8]) -> io::Result<()> {
        self.texts.push_bytes(item)
    }

    fn finish(self) -> io::Result<CompressedTexts> {
        let Texts { spans, region, .. } = self.texts.finish()?;
        Ok(CompressedTexts { spans, region, symbols: self.symbols, merged: None })
    }
}
