//! Many short texts, compressed each by itself in a store.

use super::{MOST, QuoteSpool, Spool, fail, region::Region, spans::Spans};
use crate::graph::{
    merge::{Both, Merge, Merged, Merges},
    store::{Mapped, Section, StoreError, Stored, Writer},
    stretch::pieces,
};
use fsst::{Compressor, Decompressor, Symbol};
use rayon::prelude::*;
use std::{borrow::Cow, io, sync::Arc};

/// One text a row; in a store as codes of a table of frequent byte runs.
///
/// Source: P. Boncz, T. Neumann & V. Leis, *FSST: Fast Random Access String Compression*, VLDB 2020.
#[derive(Clone, Debug, Default)]
pub(in crate::graph) struct Quotes {
    pub(super) spans: Spans,
    pub(super) region: Region,
    pub(super) symbols: Option<Arc<Symbols>>,
    /// In a graph of two, theirs.
    pub(super) both: Option<Box<Both<Self>>>,
}

/// The frequent byte runs: what a code stands for.
#[derive(Debug)]
pub(in crate::graph) struct Symbols {
    runs: [Symbol; CODES],
    lengths: [u8; CODES],
}

/// One code is left for bytes that no run begins with.
const CODES: usize = 255;
/// The longest run.
const LONGEST: usize = 8;

impl Symbols {
    /// Runs that are frequent in a sample of texts, and how to write with them.
    pub(in crate::graph) fn train(sample: &Vec<&[u8]>) -> (Self, Compressor) {
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
    pub(in crate::graph) fn read(&self, codes: &[u8]) -> Option<String> {
        String::from_utf8(Decompressor::new(&self.runs, &self.lengths).decompress(codes)).ok()
    }
}

impl Quotes {
    /// The text of a row.
    pub(in crate::graph) fn get(&self, row: usize) -> Cow<'_, str> {
        if let Some(both) = &self.both {
            let (_, quotes, row) = both.at(row);
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
    pub(in crate::graph) fn is_empty(&self, row: usize) -> bool {
        if let Some(both) = &self.both {
            let (_, quotes, row) = both.at(row);
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
        let mut coded = QuoteSpool::new(MOST);
        coded.set_symbols(Arc::new(symbols));
        for rows in pieces(0..n_texts, AT_ONCE) {
            let batches: Vec<_> = pieces(rows, BATCH).collect();
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

impl Merged for Quotes {
    fn n_rows(&self) -> usize {
        self.both.as_ref().map_or_else(|| self.spans.len(), |both| both.len())
    }

    fn merged(self, added: Self, rows: &Arc<Merge>, merges: &Arc<Merges>) -> Self {
        Self { both: Some(Both::boxed(self, added, rows, merges)), ..Self::default() }
    }
}

impl Stored for Quotes {
    fn save(&self, name: &str, out: &mut Writer) -> io::Result<()> {
        let Some(symbols) = &self.symbols else { return self.compressed()?.save(name, out) };
        self.spans.save(name, out)?;
        out.section(name, Section::default(), self.region.all())?;
        out.section(&format!("{name}.symbols"), Section::default(), &symbols.to_bytes())
    }

    fn load(name: &str, store: &Mapped) -> Result<Self, StoreError> {
        let symbols = format!("{name}.symbols");
        let (_, table) = store.section(&symbols)?;
        let table = Symbols::from_bytes(table.all()).ok_or_else(|| store.malformed(&symbols))?;
        Ok(Self {
            spans: Spans::load(name, store)?,
            region: store.section(name)?.1,
            symbols: Some(Arc::new(table)),
            both: None,
        })
    }
}
