//! Signed temporal motifs: characteristic sequences of two or three statements.
//!
//! **Definition.** Statements of one sign between different entities, within δ days of each other:
//! *retaliation* a − b, then b − a; *reconciliation* a − b, then a + b; *falling-out* a + b, then a − b;
//! *defence* a − b, then c + b; *pile-on* a − c and b − c; a *triangle* of any two of three entities in
//! any order and direction, balanced where the product of its signs is positive (Heider 1946). As in
//! Paranjape, Benson & Leskovec 2017, every such tuple of statements is an instance, whatever else was
//! said between; each is counted once.
//!
//! An instance is *definite* when all its statements are so in the view, none may have been said on one
//! day with another or the other way round, and the first and the last are surely within δ days. It is
//! *possible* when some choice of days makes it one, on one day in either order.
//!
//! **Method.** Statements of one pair and sign with the same days are a *group*, and groups are
//! matched, not statements; each looks only at those near it in time. What several holders do towards
//! a target is counted over all statements on it, less what one of them does alone. Triangles are those
//! of [`super::triads`]. Time O(m log m + matches) for m statements; matches of n groups and δ days are
//! at most n · 3δ for two statements, for triangles n · (3δ)² each.

mod groups;
mod list;
mod search;

use super::changes::Gap;
use crate::{
    graph::StatementIndex,
    model::{EntityIndex, words},
    view::{Certainty, View},
};
use groups::Group;
use search::{Sink, search};

words! {
    /// A motif of two or three statements.
    pub enum Motif {
        /// a − b, then b − a.
        Retaliation = "retaliation",
        /// a − b, then a + b.
        Reconciliation = "reconciliation",
        /// a + b, then a − b.
        FallingOut = "falling-out",
        /// a − c, and b − c.
        PileOn = "pile-on",
        /// a − b, then c + b.
        Defence = "defence",
        /// Statements between any two of a, b and c, their signs' product positive.
        TriangleBalanced = "triangle-balanced",
        /// The same, negative.
        TriangleUnbalanced = "triangle-unbalanced",
    }
}

impl Motif {
    /// What it is, in signs.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Retaliation => "a − b, then b − a",
            Self::Reconciliation => "a − b, then a + b",
            Self::FallingOut => "a + b, then a − b",
            Self::PileOn => "a − c, and b − c",
            Self::Defence => "a − b, then c + b",
            Self::TriangleBalanced => "a, b, c: product +",
            Self::TriangleUnbalanced => "a, b, c: product −",
        }
    }
}

/// The numbers of instances of a motif.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tally {
    /// The motif.
    pub motif: Motif,
    /// The number of definite instances.
    pub definite: u64,
    /// The number of possible instances.
    pub possible: u64,
}

/// An instance of a motif.
#[derive(Clone, Debug, PartialEq)]
pub struct Instance {
    /// The motif.
    pub motif: Motif,
    /// Its certainty.
    pub certainty: Certainty,
    /// Its statements: the first and then the second, or in order of time where either may be first.
    pub statements: Vec<StatementIndex>,
    /// a, b and, where there is one, c. The entities of a triangle are sorted by id.
    pub roles: [Option<EntityIndex>; 3],
    /// The days from its first statement to its last.
    pub gap: Gap,
}

/// Counts the instances of every motif within `within` days.
pub fn count(view: &View<'_>, within: u32) -> Vec<Tally> {
    let none = |&motif: &Motif| Tally { motif, definite: 0, possible: 0 };
    let mut counts = Counts(Motif::ALL.iter().map(none).collect());
    search(view, within, &mut counts);
    counts.0
}

/// Lists the instances of every motif within `within` days: by motif, then by time.
pub fn list(view: &View<'_>, within: u32) -> Vec<Instance> {
    list::list(view, within)
}

struct Counts(Vec<Tally>);

impl Counts {
    fn tally(&mut self, motif: Motif, certainty: Certainty) -> &mut u64 {
        // There is a tally for every motif, in their order.
        let tally = &mut self.0[motif as usize];
        match certainty {
            Certainty::Definite => &mut tally.definite,
            Certainty::Possible => &mut tally.possible,
        }
    }
}

impl Sink for Counts {
    fn found(&mut self, motif: Motif, certainty: Certainty, groups: &[&Group]) {
        *self.tally(motif, certainty) += groups::choices(groups);
    }

    fn found_of_one_holder(&mut self, motif: Motif, certainty: Certainty, groups: &[&Group]) {
        *self.tally(motif, certainty) -= groups::choices(groups);
    }
}
