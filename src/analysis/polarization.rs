//! How far a debate falls into two camps that agree within and disagree across.
//!
//! **Definition.** With y⁺ the congruence and y⁻ the conflict of two actors (see [`super::network`]),
//! the *fit* is the greatest value that a split into two camps can give
//! `[Σ_within (y⁺ − y⁻) + Σ_between (y⁻ − y⁺)] / Σ (y⁺ + y⁻)`. It equals `1 − 2L_w/m_w`, `L_w` being the
//! weighted frustration index of the graph with an edge y⁺ and an edge y⁻ between any two actors, and
//! `m_w` their weight; so it lies in [0, 1] of the possible [−1, 1], and is found by
//! [`super::frustration`]. The *conflict share* is `Σ y⁻ / Σ (y⁺ + y⁻)`.
//!
//! Polarization is `fit · 2·min(½, conflict share)`: the fit alone is 1 where all agree, as one camp
//! may be empty. Polarization is 0 there, and 1 where two camps fit perfectly and at least half of what
//! actors share is conflict.
//!
//! Actors whose positions are proportional are one node of that graph (`network::Debate`), so that a crowd with few
//! different positions takes neither its pairs' time nor their memory.
//!
//! **Undefined** below two actors with a shared target.

use super::{
    camps::{Camps, Member, of_split_of_groups},
    frustration::{Budget, Frustration, Side, frustration, frustration_from},
    network::{CountOptions, Debate, Group, float},
    outcomes::Range,
    plain::{PlainGraph, node},
};
use crate::{
    graph::StatementIndex,
    model::EntityIndex,
    view::{Sign, View},
};

/// The polarization of a view.
#[derive(Clone, Debug, PartialEq)]
pub struct Polarization {
    /// The value, from 0 to 1; `None` below two actors with a shared target.
    pub value: Option<Bounded>,
    /// How well two camps fit, from 0 to 1; `None` where `value` is.
    pub fit: Option<Bounded>,
    /// Actors that share a target with another.
    pub actors: Vec<EntityIndex>,
    /// The statements behind it, in order of time.
    pub statements: Vec<StatementIndex>,
    /// The two camps of each connected part; node i is entity i.
    pub camps: Camps,
    /// Σ y⁻ / Σ (y⁺ + y⁻); `None` where `value` is.
    pub conflict_share: Option<f64>,
}

/// Proved bounds of a measure that the best split decides.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounded {
    /// That of the best split found.
    pub lower: f64,
    /// An upper bound of that of the best split.
    pub upper: f64,
    /// Whether both bounds are equal.
    pub is_exact: bool,
}

impl Bounded {
    fn times(self, factor: f64) -> Self {
        Self { lower: self.lower * factor, upper: self.upper * factor, ..self }
    }
}

/// The polarization of a view, exact if it is proved within the budget.
pub fn polarization(view: &View<'_>, count: &CountOptions, budget: &Budget<'_>) -> Polarization {
    of_debate(Debate::new(view, count), budget)
}

/// The polarization of a debate, exact if it is proved within the budget. It takes memory for each of the
/// [most agreements](Debate::most_agreements).
pub fn of_debate(debate: Debate, budget: &Budget<'_>) -> Polarization {
    measured(PairedDebate::new(debate), Some(budget), |graph, _| frustration(graph, budget))
}

/// The polarization of a great debate that follows another: bounds of it near the sides of each entity in that one,
/// which become those of this one. What is known of other camps is left out.
pub fn of_great_debate(debate: PairedDebate, sides: &mut Vec<Option<Side>>) -> Polarization {
    let other = |side| if side == Side::First { Side::Second } else { Side::First };
    let turned = |side, is_turned: bool| if is_turned { other(side) } else { side };
    sides.resize(debate.debate.n_entities(), None);
    measured(debate, None, |graph, groups| {
        let side_of = |group: &Group| {
            group.members.iter().find_map(|&(member, is_turned)| {
                sides[member.position()].map(|side| turned(side, is_turned))
            })
        };
        let known: Vec<Option<Side>> = groups.iter().map(side_of).collect();
        let found = frustration_from(graph, &known);
        for (group, side) in groups.iter().zip(&found.split) {
            for &(member, is_turned) in &group.members {
                sides[member.position()] = side.map(|side| turned(side, is_turned));
            }
        }
        found
    })
}

/// A debate, and how much each two groups of actors in it agree and disagree.
#[derive(Debug)]
pub struct PairedDebate {
    debate: Debate,
    graph: PlainGraph,
}

impl PairedDebate {
    /// Compares all groups of a debate.
    pub fn new(debate: Debate) -> Self {
        let agreements = debate.agreements();
        let edges = agreements.iter().flat_map(|pair| {
            let edge = |sign, weight| (pair.a, pair.b, sign, float(weight));
            let edges =
                [edge(Sign::Positive, pair.congruence), edge(Sign::Negative, pair.conflict)];
            edges.into_iter().filter(|edge| edge.3 > 0.0)
        });
        // Pairs have two ends and weights above zero, so this is a graph.
        let graph = PlainGraph::new(debate.groups.len(), edges).unwrap_or_default();
        Self { debate, graph }
    }
}

fn measured(
    paired: PairedDebate,
    budget: Option<&Budget<'_>>,
    solve: impl FnOnce(&PlainGraph, &[Group]) -> Frustration,
) -> Polarization {
    let PairedDebate { debate, graph } = paired;
    let found = solve(&graph, &debate.groups);
    let sum = |of: fn(&Group) -> u64| float(debate.groups.iter().map(of).sum());
    let total = found.total + sum(|group| group.total);
    let within = sum(|group| group.conflict);
    let (lower, upper) = (found.lower + within, found.upper + within);
    let of_frustrated = |frustrated: f64| 1.0 - 2.0 * frustrated / total;
    let is_defined = total > 0.0;
    let fit = is_defined.then(|| Bounded {
        lower: of_frustrated(upper),
        upper: of_frustrated(lower),
        is_exact: found.is_exact(),
    });
    let conflict_share = is_defined.then(|| float(debate.conflict) / total);
    let members = |group: &Group| {
        let members = group.members.iter();
        members.map(|&(member, is_turned)| (node(member), is_turned)).collect()
    };
    let groups: Vec<Vec<Member>> = debate.groups.iter().map(members).collect();
    let camps = of_split_of_groups(&graph, &found, &groups, debate.n_entities(), budget);
    let camps = Camps { value: upper, lower, ..camps };
    let places = (0..).zip(&camps.place_of);
    Polarization {
        value: fit.zip(conflict_share).map(|(fit, share)| fit.times(2.0 * share.min(0.5))),
        fit,
        actors: places.filter_map(|(node, place)| place.map(|_| entity(node))).collect(),
        statements: debate.statements,
        camps,
        conflict_share,
    }
}

/// The polarization of the definite statements of a view, and what its possible ones can make of it.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenPolarization {
    /// That of the definite statements alone.
    pub definite: Polarization,
    /// How many possible statements would count.
    pub n_possible: usize,
    /// The ranges in all outcomes; `None` where there are too many.
    pub ranges: Option<PolarizationRanges>,
}

/// The ranges of polarization and what it is made of in all outcomes.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct PolarizationRanges {
    /// The range of the value.
    pub value: Range,
    /// The range of the fit.
    pub fit: Range,
    /// The range of the conflict share.
    pub conflict_share: Range,
}

impl PolarizationRanges {
    fn include(&mut self, found: &Polarization) {
        let bounds = |bounded: Option<Bounded>| bounded.map(|it| (it.lower, it.upper));
        self.value.include(bounds(found.value));
        self.fit.include(bounds(found.fit));
        self.conflict_share.include(found.conflict_share.map(|share| (share, share)));
    }
}

impl OpenPolarization {
    /// That of a view, by a function that measures each outcome; its first error ends it.
    pub fn new<E>(
        view: &View<'_>,
        count: &CountOptions,
        mut measure: impl FnMut(&View<'_>) -> Result<Polarization, E>,
    ) -> Result<Self, E> {
        let outcomes = count.outcomes(view);
        let definite = measure(&outcomes.definite())?;
        let ranges = outcomes.others().map(|others| {
            let mut ranges = PolarizationRanges::default();
            ranges.include(&definite);
            for outcome in others {
                ranges.include(&measure(&outcome)?);
            }
            Ok(ranges)
        });
        Ok(Self { definite, n_possible: outcomes.n_possible(), ranges: ranges.transpose()? })
    }
}

fn entity(node: u32) -> EntityIndex {
    EntityIndex::new(node as usize)
}
