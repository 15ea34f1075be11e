//! What changed between two days.

use crate::{
    graph::{PairIndex, Tie, View},
    model::words,
};

words! {
    /// How the tie of a pair changed.
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

/// A pair whose tie is not what it was.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    /// The pair.
    pub pair: PairIndex,
    /// How it changed.
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
    let compare = |ties: EitherOrBoth| {
        let (pair, change) = match (&ties.old, &ties.new) {
            (None, None) => return None,
            (None, Some(new)) => (new.pair, Change::New),
            (Some(old), None) => (old.pair, Change::Ended),
            (Some(old), Some(new)) => (old.pair, change(weight(before, old), weight(after, new))?),
        };
        Some(Difference { pair, change, before: ties.old, after: ties.new })
    };
    let parts = before.graph().map_parts(|pairs| {
        let (old, new) = (before.ties_of_pairs(pairs.clone()), after.ties_of_pairs(pairs));
        EitherOrBoth::of(old, new).filter_map(compare).collect::<Vec<_>>()
    });
    parts.concat()
}

/// The ties of a pair in two views.
struct EitherOrBoth {
    old: Option<Tie>,
    new: Option<Tie>,
}

impl EitherOrBoth {
    /// Those of each pair that has one, when both come by pair.
    fn of(old: Vec<Tie>, new: Vec<Tie>) -> impl Iterator<Item = Self> {
        let (mut old, mut new) = (old.into_iter().peekable(), new.into_iter().peekable());
        std::iter::from_fn(move || {
            let pairs = [old.peek(), new.peek()].into_iter().flatten().map(|tie| tie.pair);
            let pair = pairs.min()?;
            let is_it = |tie: &Tie| tie.pair == pair;
            Some(Self { old: old.next_if(is_it), new: new.next_if(is_it) })
        })
    }
}

/// The sign of a tie, and how far it is from saying nothing: neutral, mixed, then by strength.
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
