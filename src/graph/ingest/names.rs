//! The names that all threads came by, each under one number.

use super::{
    inline_text::InlineText,
    interner::{Holders, Interned, Interner, Number},
};
use hashbrown::DefaultHashBuilder;
use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

/// Names of one kind.
pub(super) struct Names {
    hasher: DefaultHashBuilder,
    interner: RwLock<Interner>,
}

impl Names {
    /// No names yet; their hashes are those of others with this hasher.
    pub(super) fn new(hasher: DefaultHashBuilder, holders: Holders) -> Self {
        Self { interner: RwLock::new(Interner::new(hasher.clone(), holders)), hasher }
    }

    /// Every name, by number.
    pub(super) fn into_texts(self) -> Interned {
        self.interner.into_inner().unwrap_or_else(PoisonError::into_inner).into_texts()
    }

    fn read(&self) -> RwLockReadGuard<'_, Interner> {
        self.interner.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until it may add names. Others look theirs up in less time than it takes to be woken.
    fn written(&self) -> RwLockWriteGuard<'_, Interner> {
        const TRIES: usize = 1 << 8;
        for _ in 0..TRIES {
            if let Ok(interner) = self.interner.try_write() {
                return interner;
            }
            std::hint::spin_loop();
        }
        self.interner.write().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Names that are looked up together.
///
/// A name is found at some place in memory that is in no cache. One lookup after the other would wait for each; so all are
/// brought near first, and while they come there is other work.
#[derive(Default)]
pub(super) struct Lookup {
    /// The names, and what is noted about each.
    keys: Vec<(InlineText, u8)>,
    hashes: Vec<u64>,
    /// Where each name may stand.
    slots: Vec<Option<usize>>,
    numbers: Vec<Number>,
    /// The places of those that have no number yet.
    new: Vec<usize>,
}

impl Lookup {
    /// Adds a name.
    pub(super) fn push(&mut self, key: InlineText, traits: u8) {
        self.keys.push((key, traits));
    }

    /// Has the places brought near where the names may stand, all of which are among `long` if they are long.
    pub(super) fn prepare(&mut self, names: &Names, long: &str) {
        let Self { keys, hashes, slots, .. } = self;
        hashes.clear();
        hashes.extend(keys.iter().map(|(key, _)| key.hash(long, &names.hasher)));
        let interner = names.read();
        slots.clear();
        slots.extend(hashes.iter().map(|&hash| interner.slot(hash)));
    }

    /// Finds the number of each name, when they are prepared; those that are new get one. Of more text than can be
    /// counted, nothing.
    pub(super) fn resolve(&mut self, names: &Names, long: &str) -> Option<()> {
        let Self { keys, hashes, slots, numbers, new } = self;
        numbers.clear();
        {
            let interner = names.read();
            let found = keys.iter().zip(hashes.iter().zip(slots.iter())).enumerate();
            numbers.extend(found.map(|(at, ((key, traits), (&hash, &slot)))| {
                interner.find((key, long), hash, slot, *traits).unwrap_or_else(|| {
                    new.push(at);
                    Number::default()
                })
            }));
        }
        if new.is_empty() {
            return Some(());
        }
        let mut interner = names.written();
        for at in new.drain(..) {
            let (key, traits) = &keys[at];
            numbers[at] = interner.intern((key, long), hashes[at], *traits)?;
        }
        Some(())
    }

    /// The number of each name.
    pub(super) fn found(&self) -> impl Iterator<Item = Number> {
        self.numbers.iter().copied()
    }

    /// No names any more.
    pub(super) fn clear(&mut self) {
        self.keys.clear();
    }
}
