//! Changes between two days.

use crate::{
    graph::PairIndex,
    model::words,
    view::{Tie, View},
};

words! {
    /// A kind of change of a tie.
    pub enum Change {
        /// There was none before.
        New = "new",
        /// There is none after.
        Ended = "ended",
        /// The sign is the other one.
        Reversed = "reversed",
        /// The same sign, more strongly; or a sign where there was none.
        Hardened = "hardened",
        /// The same sign, less strongly; or no sign where there was one.
        Softened = "softened",
    }
}

/// A pair whose tie changed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    /// The pair.
    pub pair: PairIndex,
    /// The kind of change.
    pub change: Change,
    /// The tie before.
    pub before: Option<Tie>,
    /// The tie after.
    pub after: Option<Tie>,
}

/// The pairs whose tie differs in polarity or strength between two views of one graph, by ids.
///
/// Time linear in the statements.
pub fn diff(before: &View<'_>, after: &View<'_>) -> Vec<Difference> {
    let parts = before.graph().map_parts(|pairs| {
        let mut differences = Vec::new();
        before.differing_ties(after, pairs, |old, new| {
            differences.extend(difference((before, old), (after, new)));
        });
        differences
    });
    parts.concat()
}

/// How the tie of a pair in one view differs from that in a later one.
fn difference(
    (before, old): (&View<'_>, Option<Tie>),
    (after, new): (&View<'_>, Option<Tie>),
) -> Option<Difference> {
    let (pair, change) = match (&old, &new) {
        (None, None) => return None,
        (None, Some(new)) => (new.pair, Change::New),
        (Some(old), None) => (old.pair, Change::Ended),
        (Some(old), Some(new)) => (old.pair, change(weight(before, old), weight(after, new))?),
    };
    Some(Difference { pair, change, before: old, after: new })
}

/// The sign of a tie and its rank: neutral, mixed, then by strength.
fn weight(view: &View<'_>, tie: &Tie) -> (i8, f64) {
    use crate::model::Polarity::{Mixed, Negative, Neutral, Positive};
    let strength = view.graph().statement(tie.lead).verb().strength.value();
    match tie.polarity {
        Neutral => (0, -2.0),
        Mixed => (0, -1.0),
        Positive | Negative => (tie.polarity.sign(), strength),
    }
}

fn change((old_sign, old): (i8, f64), (new_sign, new): (i8, f64)) -> Option<Change> {
    if old_sign * new_sign < 0 {
        Some(Change::Reversed)
    } else if new > old {
        Some(Change::Hardened)
    } else if new < old {
        Some(Change::Softened)
    } else {
        None
    }
}
