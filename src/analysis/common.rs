//! The targets on which two entities agree and disagree.

use crate::{
    model::{EntityIndex, words},
    view::{Tie, View},
};

words! {
    /// The agreement of two ties to one target.
    pub enum Agreement {
        /// Both are positive, or both negative.
        Agree = "agree",
        /// One is positive, the other negative.
        Disagree = "disagree",
        /// One of them has no sign.
        Unclear = "unclear",
    }
}

/// The ties of two entities to one target.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Common {
    /// The target.
    pub target: EntityIndex,
    /// The tie of the first entity.
    pub a: Tie,
    /// The tie of the second entity.
    pub b: Tie,
    /// Whether they agree.
    pub agreement: Agreement,
}

/// The targets towards which both entities have a standing tie, by id.
///
/// Time linear in the two entities' statements.
pub fn common(view: &View<'_>, a: EntityIndex, b: EntityIndex) -> Vec<Common> {
    let graph = view.graph();
    let compare = |pair| {
        let a = view.tie(pair)?;
        let b = view.tie(graph.find_pair(b, a.target)?)?;
        let agreement = match a.polarity.sign() * b.polarity.sign() {
            1 => Agreement::Agree,
            -1 => Agreement::Disagree,
            _ => Agreement::Unclear,
        };
        Some(Common { target: a.target, a, b, agreement })
    };
    graph.pairs_of(a).filter_map(compare).collect()
}
