//! Ranges of rows: in chunks, and searched.

use std::ops::Range;

/// A range in chunks of a length; the last may be shorter.
pub(crate) fn chunks(range: Range<usize>, length: usize) -> impl Iterator<Item = Range<usize>> {
    let Range { start, end } = range;
    (start..end).step_by(length).map(move |begin| begin..end.min(begin + length))
}

/// The first of some rows that is not before what is looked for, when those before it come first.
pub(crate) fn partition(rows: Range<usize>, is_before: impl Fn(usize) -> bool) -> usize {
    let Range { mut start, mut end } = rows;
    while start < end {
        let middle = usize::midpoint(start, end);
        if is_before(middle) {
            start = middle + 1;
        } else {
            end = middle;
        }
    }
    start
}
