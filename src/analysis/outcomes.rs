//! What the possible statements of a view can make of a measure.
//!
//! **Definition.** A statement whose bounds only meet the span of a view was said inside it or was not. An *outcome* is a
//! view with its definite statements and some of its possible ones; *n* possible statements have 2ⁿ outcomes. The
//! range of a measure goes from its least to its greatest value in all outcomes in which it is defined.
//!
//! **Complexity.** 2ⁿ times that of the measure: it is not computed of more than [`MOST_POSSIBLE`] statements, or in a
//! large graph ([`MOST_PAIRS`]).

use crate::{
    graph::StatementIndex,
    view::{Certainty, Filter, Frame, View, filter::Term},
};

/// With more possible statements than this, outcomes are not looked at.
pub const MOST_POSSIBLE: usize = 8;
/// With more pairs than this in all outcomes together, neither.
pub const MOST_PAIRS: usize = 1_000_000;

/// What is sure of a view, and what is open.
#[derive(Clone, Debug)]
pub struct Outcomes<'g> {
    view: View<'g>,
    possible: Vec<StatementIndex>,
}

impl<'g> Outcomes<'g> {
    /// The outcomes of a view, by its counted possible statements for which `is_meant` holds; others make no difference.
    pub fn new(view: &View<'g>, is_meant: impl Fn(StatementIndex) -> bool) -> Self {
        let counted = view.graph().pairs().flat_map(|pair| view.counted_of(pair));
        let possible = counted
            .filter(|(statement, certainty)| {
                *certainty == Certainty::Possible && is_meant(*statement)
            })
            .map(|(statement, _)| statement)
            .collect();
        Self { view: view.clone(), possible }
    }

    /// How many possible statements there are.
    pub fn n_possible(&self) -> usize {
        self.possible.len()
    }

    /// The view of the definite statements alone.
    pub fn definite(&self) -> View<'g> {
        self.view.definite()
    }

    /// Every other outcome; nothing if there are too many.
    pub fn others(&self) -> Option<impl Iterator<Item = View<'g>>> {
        let n = self.possible.len();
        let n_pairs = self.view.graph().n_pairs().max(1);
        if n > MOST_POSSIBLE || n_pairs << n > MOST_PAIRS {
            return None;
        }
        Some((1_usize..1 << n).map(|chosen| self.with(chosen)))
    }

    /// The outcome with the possible statements whose bits are set.
    fn with(&self, chosen: usize) -> View<'g> {
        let graph = self.view.graph();
        let left_out = self.possible.iter().enumerate().filter(|(bit, _)| chosen >> bit & 1 == 0);
        let terms = left_out.map(|(_, statement)| {
            Filter::Term(Term::Id(graph.statement(*statement).id().into_owned()))
        });
        let frame = self.view.frame().clone();
        let not_left_out = Filter::Not(Box::new(Filter::Or(terms.collect())));
        let filter = Filter::And(vec![frame.filter.clone(), not_left_out]);
        View::new(graph, Frame { filter, ..frame })
    }
}

/// The least and the greatest value of a measure in all outcomes; `None` where it is defined in none.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Range {
    /// The least value, or a lower bound of it.
    pub least: Option<f64>,
    /// The greatest value, or an upper bound of it.
    pub greatest: Option<f64>,
}

impl Range {
    /// Widens the range to a value between two bounds, where there is one.
    pub fn include(&mut self, bounds: Option<(f64, f64)>) {
        if let Some((lower, upper)) = bounds {
            self.least = Some(self.least.map_or(lower, |least| least.min(lower)));
            self.greatest = Some(self.greatest.map_or(upper, |greatest| greatest.max(upper)));
        }
    }
}
