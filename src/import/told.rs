//! What rows say of one thing, each value once, in the order in which they first say it.

/// Values with the number of the row that first gives each, and how many rows give it.
#[derive(Clone, Debug)]
pub(super) struct Told<T>(Vec<(T, usize, usize)>);

impl<T> Default for Told<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: PartialEq> Told<T> {
    /// Takes a value that so many rows give, from a row on.
    pub(super) fn add(&mut self, value: T, first: usize, n_rows: usize) {
        match self.0.iter_mut().find(|(known, ..)| *known == value) {
            Some((_, known_first, n)) => {
                *known_first = first.min(*known_first);
                *n += n_rows;
            }
            None => self.0.push((value, first, n_rows)),
        }
    }

    /// Takes what is told elsewhere of the same.
    pub(super) fn extend(&mut self, other: Self) {
        other.0.into_iter().for_each(|(value, first, n_rows)| self.add(value, first, n_rows));
        self.0.sort_by_key(|(_, first, _)| *first);
    }

    /// Whether no row says anything.
    pub(super) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The values, and how many rows give each.
    pub(super) fn values(&self) -> impl Iterator<Item = (&T, usize)> {
        self.0.iter().map(|(value, _, n_rows)| (value, *n_rows))
    }
}
