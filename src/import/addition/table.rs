//! Rows of a table of a store, and what is added to it, under numbers of their own.

/// Rows of a table of the store, and records that are new or take the stead of some of its rows.
pub(super) struct Table<'s, R> {
    /// Whether each row of the store is referred to.
    is_used: Vec<bool>,
    /// Whether a new record may take the stead of a row.
    has_replacements: bool,
    /// By id; all are added.
    pub(super) new: Vec<(&'s str, &'s R)>,
}

/// Where something is that is referred to.
#[derive(Clone, Copy)]
pub(super) enum Place {
    /// A row of the store.
    There(usize),
    /// One of the new records.
    New(usize),
}

impl<'s, R> Table<'s, R> {
    pub(super) fn new(
        n_rows: usize,
        new: impl Iterator<Item = (&'s str, &'s R)>,
        has_replacements: bool,
    ) -> Self {
        let mut new: Vec<_> = new.collect();
        new.sort_by_key(|(id, _)| *id);
        // Of two with one id, the later.
        new.dedup_by(|later, kept| {
            let is_same = later.0 == kept.0;
            if is_same {
                *kept = *later;
            }
            is_same
        });
        Self { is_used: vec![false; n_rows], has_replacements, new }
    }

    /// The place of an id.
    pub(super) fn find(&self, id: &str, there: impl Fn(&str) -> Option<usize>) -> Option<Place> {
        let new = self.new.binary_search_by_key(&id, |(id, _)| id).ok();
        new.map(Place::New).or_else(|| Some(Place::There(there(id)?)))
    }

    /// The place of the new record with an id, if there is one, which is not before the `from`th; `from` comes to it.
    pub(super) fn find_from(&self, from: &mut usize, id: &str) -> Option<Place> {
        let rest = self.new.get(*from..).unwrap_or_default();
        *from += rest.iter().take_while(|(new, _)| *new < id).count();
        self.new.get(*from).filter(|(new, _)| *new == id).map(|_| Place::New(*from))
    }

    /// The place of a row of the store, which has an id.
    pub(super) fn at<'i>(&self, row: usize, id: impl FnOnce() -> &'i str) -> Place {
        self.has_replacements
            .then(|| self.find(id(), |_| None))
            .flatten()
            .unwrap_or(Place::There(row))
    }

    /// Notes that a place is referred to; a row of the store the first time gives itself.
    pub(super) fn mark(&mut self, place: Place) -> Option<usize> {
        let Place::There(row) = place else { return None };
        let is_used = self.is_used.get_mut(row)?;
        (!std::mem::replace(is_used, true)).then_some(row)
    }

    /// All that is used or new, by id, and the number of each there.
    pub(super) fn numbered<'t>(&self, id: impl Fn(usize) -> &'t str) -> Numbered {
        let mut numbered = Numbered {
            places: Vec::new(),
            there: vec![usize::MAX; self.is_used.len()],
            new: Vec::with_capacity(self.new.len()),
        };
        let used = self.is_used.iter().enumerate().filter(|(_, is_used)| **is_used);
        let mut used = used.map(|(row, _)| row).peekable();
        for (number, (new, _)) in self.new.iter().enumerate() {
            while let Some(row) = used.next_if(|row| id(*row) < *new) {
                numbered.take(Place::There(row));
            }
            // What takes the stead of a row.
            if let Some(row) = used.next_if(|row| id(*row) == *new) {
                numbered.there[row] = numbered.places.len();
            }
            numbered.take(Place::New(number));
        }
        used.for_each(|row| numbered.take(Place::There(row)));
        numbered
    }
}

/// Places in the order of their ids, and the number of each.
pub(super) struct Numbered {
    pub(super) places: Vec<Place>,
    /// By row of the store.
    there: Vec<usize>,
    /// By new record.
    new: Vec<usize>,
}

impl Numbered {
    fn take(&mut self, place: Place) {
        let number = self.places.len();
        self.places.push(place);
        match place {
            Place::There(row) => self.there[row] = number,
            Place::New(_) => self.new.push(number),
        }
    }

    pub(super) fn number(&self, place: Place) -> Option<usize> {
        let number = match place {
            Place::There(row) => self.there.get(row),
            Place::New(new) => self.new.get(new),
        };
        number.copied().filter(|number| *number < self.places.len())
    }
}
