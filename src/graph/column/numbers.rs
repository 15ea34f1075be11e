//! Columns of whole numbers in the making.

use super::{Column, Number, Spool, packed::Packing, run::Run};
use std::{io, marker::PhantomData, ops::Range};

/// So many numbers are packed together, as only they need it: what comes later may need more.
const STRETCH: usize = 1024;

/// Whole numbers.
#[derive(Debug)]
pub(in crate::graph) struct Numbers<T> {
    /// The last ones, which are not packed yet.
    last: Vec<i64>,
    /// How those before them are packed, stretch by stretch.
    stretches: Vec<Packing>,
    run: Run,
    least: i64,
    greatest: i64,
    holds: PhantomData<fn(T)>,
}

impl<T> Numbers<T> {
    /// How many there are.
    pub(in crate::graph) fn len(&self) -> usize {
        self.stretches.len() * STRETCH + self.last.len()
    }

    /// Packs what is not, at most a stretch.
    fn pack(&mut self) -> io::Result<()> {
        let (least, greatest) =
            self.last.iter().fold((i64::MAX, i64::MIN), |(least, most), &number| {
                (least.min(number), most.max(number))
            });
        self.least = self.least.min(least);
        self.greatest = self.greatest.max(greatest);
        let packing = Packing::of(least, greatest);
        self.stretches.push(packing);
        self.run.write(|bytes| packing.pack(&self.last, bytes))?;
        self.last.clear();
        Ok(())
    }
}

impl<T: Number> Numbers<T> {
    /// Adds some rows of a column.
    pub(super) fn extend(&mut self, column: &Column<T>, mut rows: Range<usize>) -> io::Result<()> {
        while !rows.is_empty() {
            let end = rows.end.min(rows.start + STRETCH - self.last.len());
            column.read_numbers(rows.start..end, &mut self.last);
            rows.start = end;
            if self.last.len() == STRETCH {
                self.pack()?;
            }
        }
        Ok(())
    }
}

impl<T: Number> Spool for Numbers<T> {
    type Item<'i> = T;
    type Column = Column<T>;

    fn new(most: usize) -> Self {
        Self {
            last: Vec::new(),
            stretches: Vec::new(),
            run: Run::new(most),
            least: i64::MAX,
            greatest: i64::MIN,
            holds: PhantomData,
        }
    }

    #[inline]
    fn push(&mut self, item: T) -> io::Result<()> {
        self.last.push(item.number());
        if self.last.len() < STRETCH { Ok(()) } else { self.pack() }
    }

    /// The column, in as few bytes as its widest number needs.
    fn finish(mut self) -> io::Result<Column<T>> {
        let n_rows = self.len();
        if n_rows == 0 {
            return Ok(Column::default());
        }
        if !self.last.is_empty() {
            self.pack()?;
        }
        let packing = Packing::of(self.least, self.greatest);
        let most = self.run.most();
        let packed = self.run.finish()?;
        if self.stretches.iter().all(|stretch| *stretch == packing) {
            return Ok(Column::new(packed, packing, n_rows));
        }
        let mut run = Run::with_room(most, n_rows * packing.width);
        let mut numbers = self.last;
        let mut at = 0;
        for (number, stretch) in self.stretches.into_iter().enumerate() {
            let n_numbers = STRETCH.min(n_rows - number * STRETCH);
            let end = at + n_numbers * stretch.width;
            if stretch == packing {
                run.push(packed.slice(at..end))?;
            } else {
                numbers.clear();
                stretch.unpack((&packed, at), n_numbers, &mut numbers, |number| number);
                run.write(|bytes| packing.pack(&numbers, bytes))?;
            }
            at = end;
        }
        Ok(Column::new(run.finish()?, packing, n_rows))
    }
}
