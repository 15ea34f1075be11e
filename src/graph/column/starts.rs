//! Where the items of each row begin.

use super::{Column, Spool, Spooled, copied::MOST, packed::partition};
use crate::graph::{
    merge::Merge,
    store::{Mapped, StoreError, Stored, Writer},
};
use std::{io, ops::Range, sync::Arc};

/// For each row, how many items those before it have.
#[derive(Clone, Debug, Default)]
pub(in crate::graph) struct Starts {
    start: Column<usize>,
    both: Option<Box<BothStarts>>,
}

/// Those of two graphs.
#[derive(Clone, Debug)]
struct BothStarts {
    base: Starts,
    added: Starts,
    rows: Arc<Merge>,
    items: Arc<Merge>,
}

impl Starts {
    /// How many rows there are.
    pub(in crate::graph) fn len(&self) -> usize {
        self.both.as_ref().map_or_else(|| self.start.len(), |both| both.rows.len())
    }

    /// Where the items of a row begin.
    pub(in crate::graph) fn get(&self, row: usize) -> usize {
        match &self.both {
            None => self.start.get(row),
            Some(both) => both.start(row),
        }
    }

    /// Where the items of a row begin and end, when there are `total` in all.
    pub(in crate::graph) fn span(&self, row: usize, total: usize) -> Range<usize> {
        self.get(row)..self.from(row + 1, total)
    }

    /// Where the items of a row begin, or of one after the last.
    fn from(&self, row: usize, total: usize) -> usize {
        if row < self.len() { self.get(row) } else { total }
    }

    /// Reads where the items of some rows begin, into `starts`, whose old ones go.
    pub(in crate::graph) fn read(&self, rows: Range<usize>, starts: &mut Vec<usize>) {
        if self.both.is_none() {
            return self.start.read(rows, starts);
        }
        starts.clear();
        starts.extend(rows.map(|row| self.get(row)));
    }

    /// The first of some rows whose items do not begin before `item`.
    pub(in crate::graph) fn lower_bound(&self, rows: Range<usize>, item: usize) -> usize {
        partition(rows, |row| self.get(row) < item)
    }

    /// Those of two graphs, whose rows and items stand where they say.
    pub(in crate::graph) fn merged(
        self,
        added: Self,
        rows: &Arc<Merge>,
        items: &Arc<Merge>,
    ) -> Self {
        let (rows, items) = (Arc::clone(rows), Arc::clone(items));
        let both = Some(Box::new(BothStarts { base: self, added, rows, items }));
        Self { start: Column::default(), both }
    }
}

impl BothStarts {
    /// Before a row stand the items of the rows of either side before it, but for those that are in both.
    fn start(&self, row: usize) -> usize {
        let (base, added) = self.rows.before(row);
        let (n_base, n_added) = self.items.n_items();
        let n_added = self.added.from(added, n_added);
        self.base.from(base, n_base) + n_added - self.items.replaced(n_added)
    }
}

impl Spooled for Starts {
    type Spool = StartSpool;
}

/// Where items begin, row by row.
#[derive(Debug)]
pub(in crate::graph) struct StartSpool(<Column<usize> as Spooled>::Spool);

impl StartSpool {
    /// How many rows there are.
    pub(in crate::graph) fn len(&self) -> usize {
        self.0.len()
    }
}

impl Spool for StartSpool {
    type Item<'i> = usize;
    type Column = Starts;

    fn new(most: usize) -> Self {
        Self(Spool::new(most))
    }

    fn push(&mut self, start: usize) -> io::Result<()> {
        self.0.push(start)
    }

    fn finish(self) -> io::Result<Starts> {
        Ok(Starts { start: self.0.finish()?, both: None })
    }
}

impl Stored for Starts {
    fn save(&self, name: &str, out: &mut Writer) -> io::Result<()> {
        if self.both.is_none() {
            return self.start.save(name, out);
        }
        let mut spool = StartSpool::new(MOST);
        (0..self.len()).try_for_each(|row| spool.push(self.get(row)))?;
        spool.finish()?.save(name, out)
    }

    fn load(name: &str, store: &Mapped) -> Result<Self, StoreError> {
        Ok(Self { start: Column::load(name, store)?, both: None })
    }
}
