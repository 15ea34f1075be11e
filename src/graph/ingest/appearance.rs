//! Where names first appear, of those of which that matters.

use super::{bucket::Bucket, record::Record};
use hashbrown::HashMap;
use rayon::prelude::*;
use std::io;

/// A place of a name in the data: its line, the number of the statement within that, and whether it is the target there.
pub(super) type Appearance = (u32, u16, bool);

/// The first places of some names, by number.
pub(super) type Appearances = HashMap<u32, Appearance>;

/// The first places of some names in the statements of all buckets.
pub(super) fn appearances(
    buckets: &[Bucket],
    names: &[u32],
    of: impl Fn(&Record) -> [Option<u32>; 2] + Sync,
) -> io::Result<Appearances> {
    let Some(greatest) = names.iter().max() else { return Ok(Appearances::new()) };
    let mut is_wanted = vec![false; *greatest as usize + 1];
    for name in names {
        is_wanted[*name as usize] = true;
    }
    let in_bucket = |bucket: &Bucket| -> io::Result<Appearances> {
        let mut found = Appearances::new();
        bucket.each(|record| {
            for (name, is_target) in of(record).into_iter().zip([false, true]) {
                let Some(name) = name else { continue };
                if is_wanted.get(name as usize).is_some_and(|is_wanted| *is_wanted) {
                    let place = (record.line, record.within, is_target);
                    let first = found.entry(name).or_insert(place);
                    *first = place.min(*first);
                }
            }
        })?;
        Ok(found)
    };
    let found = buckets.par_iter().map(in_bucket);
    found.try_reduce(Appearances::new, |mut all, part| {
        for (name, place) in part {
            let first = all.entry(name).or_insert(place);
            *first = place.min(*first);
        }
        Ok(all)
    })
}
