//! A corpus that is open while many questions are asked.

use super::{
    Failure,
    faults::Faults,
    options::CorpusOptions,
    output::Output,
    session::{read, store_of},
};
use crate::graph::{TemporalGraph, guarded};
use std::sync::Arc;

/// A store, or the sound items of a corpus with its faults.
pub(super) struct Opened {
    graph: Arc<TemporalGraph>,
    faults: Faults,
    is_lenient: bool,
}

impl Opened {
    /// Opens what the flags name.
    pub(super) fn open(options: &CorpusOptions) -> Result<Self, Failure> {
        guarded(|| Self::read(options)).unwrap_or_else(|damaged| Err(damaged.into()))
    }

    fn read(options: &CorpusOptions) -> Result<Self, Failure> {
        let paths = options.paths()?;
        let (graph, faults) = match store_of(&paths)? {
            Some(store) => (TemporalGraph::open(store)?, Faults::default()),
            None => {
                let (corpus, faults) = Faults::of(read(options)?);
                (TemporalGraph::new(corpus), faults)
            }
        };
        Ok(Self { graph: Arc::new(graph), faults, is_lenient: options.lenient })
    }

    /// A graph of which the faults are known.
    pub(super) fn of(graph: Arc<TemporalGraph>) -> Self {
        Self { graph, faults: Faults::default(), is_lenient: false }
    }

    /// The graph, if its corpus is sound or faulty items may be left out.
    pub(super) fn graph(
        &self,
        is_lenient: bool,
        output: &Output,
    ) -> Result<Arc<TemporalGraph>, Failure> {
        self.faults.judge(is_lenient || self.is_lenient, output)?;
        Ok(Arc::clone(&self.graph))
    }
}
