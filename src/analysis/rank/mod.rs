//! Ranks entities by a measure of their signed ties.
//!
//! **Definition.** Over the positive and negative ties of a view, without self-loops: degrees by direction
//! and sign; *net* is positive-in minus negative-in, *ratio* positive-in divided by the sum of the two;
//! the PN index is defined in [`pn()`], PageRank in [`pagerank()`]. Neutral and mixed ties have no sign.
//!
//! **Undefined.** The ratio of an entity without a signed tie towards it; the PN index of one that is in
//! no signed pair, and of a graph of just two foes.

mod pagerank;
mod pn;

use super::plain::{PlainGraph, Weighing, node};
use crate::{
    model::{EntityIndex, Polarity, words},
    view::{SignedGraph, UndirectedGraph, View},
};
pub use pagerank::pagerank;
pub use pn::pn;
use std::cmp::Ordering;

words! {
    /// A measure to rank by.
    pub enum Measure {
        /// The number of positive ties towards an entity.
        PositiveIn = "positive-in",
        /// The number of negative ties towards an entity.
        NegativeIn = "negative-in",
        /// The number of an entity's positive ties.
        PositiveOut = "positive-out",
        /// The number of an entity's negative ties.
        NegativeOut = "negative-out",
        /// Positive-in minus negative-in.
        Net = "net",
        /// Positive-in divided by the sum of positive-in and negative-in.
        Ratio = "ratio",
        /// The PN index, by signed pairs.
        Pn = "pn",
        /// PageRank, by positive ties.
        PageRank = "pagerank",
    }
}

/// The signed degrees of an entity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Degrees {
    /// Positive ties towards it.
    pub positive_in: u32,
    /// Negative ties towards it.
    pub negative_in: u32,
    /// Its positive ties.
    pub positive_out: u32,
    /// Its negative ties.
    pub negative_out: u32,
}

/// The measures of an entity.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ranked {
    /// The entity.
    pub entity: EntityIndex,
    /// Its degrees.
    pub degrees: Degrees,
    /// Its PN index.
    pub pn: Option<f64>,
    /// Its PageRank; the sum over a view is 1.
    pub pagerank: f64,
}

impl Degrees {
    /// Positive-in minus negative-in.
    pub fn net(&self) -> i64 {
        i64::from(self.positive_in) - i64::from(self.negative_in)
    }

    /// Positive-in divided by the sum of positive-in and negative-in; `None` without either.
    pub fn ratio(&self) -> Option<f64> {
        let all = self.positive_in + self.negative_in;
        (all > 0).then(|| f64::from(self.positive_in) / f64::from(all))
    }

    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Ranked {
    /// The value of a measure.
    #[expect(clippy::cast_precision_loss, reason = "ties are counted with 32 bits")]
    pub fn value(&self, measure: Measure) -> Option<f64> {
        match measure {
            Measure::PositiveIn => Some(f64::from(self.degrees.positive_in)),
            Measure::NegativeIn => Some(f64::from(self.degrees.negative_in)),
            Measure::PositiveOut => Some(f64::from(self.degrees.positive_out)),
            Measure::NegativeOut => Some(f64::from(self.degrees.negative_out)),
            Measure::Net => Some(self.degrees.net() as f64),
            Measure::Ratio => self.degrees.ratio(),
            Measure::Pn => self.pn,
            Measure::PageRank => Some(self.pagerank),
        }
    }
}

/// The entities with signed ties: the greatest value first, undefined ones last, equal ones by id.
///
/// Time O(m · log(1/ε)) for m ties and the precision ε = 10⁻¹² of the PN index and PageRank.
pub fn rank(view: &View<'_>, by: Measure) -> Vec<Ranked> {
    rank_of(view, &SignedGraph::new(view), by)
}

/// The same, by the signed graph of the view.
pub fn rank_of(view: &View<'_>, signed: &SignedGraph, by: Measure) -> Vec<Ranked> {
    let mut degrees = vec![Degrees::default(); view.graph().n_entities()];
    let mut esteem = Vec::new();
    for tie in signed.ties() {
        let (holder, target) = (tie.holder.position(), tie.target.position());
        if holder == target {
            continue;
        }
        match tie.polarity {
            Polarity::Positive => {
                degrees[holder].positive_out += 1;
                degrees[target].positive_in += 1;
                esteem.push((node(tie.holder), node(tie.target)));
            }
            Polarity::Negative => {
                degrees[holder].negative_out += 1;
                degrees[target].negative_in += 1;
            }
            Polarity::Neutral | Polarity::Mixed => {}
        }
    }
    let pn = pn(&PlainGraph::of(&UndirectedGraph::of(view, signed), Weighing::Unit));
    let is_ranked: Vec<bool> = degrees.iter().map(|degrees| !degrees.is_empty()).collect();
    let pagerank = pagerank(&is_ranked, &esteem);
    let mut ranked: Vec<Ranked> = (0..degrees.len())
        .filter(|&at| is_ranked[at])
        .map(|at| Ranked {
            entity: EntityIndex::new(at),
            degrees: degrees[at],
            pn: pn[at],
            pagerank: pagerank[at],
        })
        .collect();
    ranked.sort_by(|a, b| descending(a.value(by), b.value(by)).then(a.entity.cmp(&b.entity)));
    ranked
}

/// The greater value first. Values that differ by less than their precision count as equal, so that
/// rounding decides no order.
fn descending(a: Option<f64>, b: Option<f64>) -> Ordering {
    /// Coarser than the precision, finer than any meaningful difference.
    const GRAIN: f64 = 1e9;
    let grains =
        |value: Option<f64>| value.map_or(f64::NEG_INFINITY, |value| (value * GRAIN).round());
    grains(b).total_cmp(&grains(a))
}
