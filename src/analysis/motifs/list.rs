//! Lists instances of motifs.

use super::{
    Instance, Motif,
    groups::{Group, spread},
    search::{Sink, search},
};
use crate::{
    analysis::{
        changes::Gap,
        timeline::{places_in_time, sort_in_time},
    },
    graph::StatementIndex,
    model::EntityIndex,
    view::{Certainty, View},
};

/// Lists the instances of every motif: by motif, then by time of the last statement and of the first.
pub(super) fn list(view: &View<'_>, within: u32) -> Vec<Instance> {
    let mut listing = Listing { view, instances: Vec::new() };
    search(view, within, &mut listing);
    let mut instances = listing.instances;
    let all = instances.iter().flat_map(|instance| instance.statements.iter().copied());
    let places = places_in_time(view, all);
    instances.sort_by_cached_key(|instance| {
        let places =
            instance.statements.iter().rev().map(|statement| places.get(statement).copied());
        (instance.motif, places.collect::<Vec<_>>())
    });
    instances
}

struct Listing<'v, 'g> {
    view: &'v View<'g>,
    instances: Vec<Instance>,
}

impl Sink for Listing<'_, '_> {
    fn found(&mut self, motif: Motif, certainty: Certainty, groups: &[&Group]) {
        match groups {
            [one, other] => {
                let is_same = std::ptr::eq(*one, *other);
                for &first in &one.statements {
                    for &second in &other.statements {
                        if !is_same || first < second {
                            self.push(motif, certainty, vec![first, second]);
                        }
                    }
                }
            }
            [one, two, three] => {
                for &first in &one.statements {
                    for &second in &two.statements {
                        for &third in &three.statements {
                            self.push(motif, certainty, vec![first, second, third]);
                        }
                    }
                }
            }
            _ => {}
        }
    }

    /// Each instance was looked at by itself.
    fn found_of_one_holder(&mut self, _: Motif, _: Certainty, _: &[&Group]) {}
}

impl Listing<'_, '_> {
    fn push(&mut self, motif: Motif, certainty: Certainty, mut statements: Vec<StatementIndex>) {
        let graph = self.view.graph();
        let is_ordered = match motif {
            Motif::Retaliation | Motif::Reconciliation | Motif::FallingOut | Motif::Defence => true,
            Motif::PileOn | Motif::TriangleBalanced | Motif::TriangleUnbalanced => false,
        };
        if !is_ordered {
            sort_in_time(self.view, &mut statements, |statement| *statement);
        }
        let ends = statements.iter().map(|&statement| {
            let record = graph.statement(statement);
            (record.holder(), record.target(), record.bounds())
        });
        let ends: Vec<_> = ends.collect();
        let [(a, b, first), (c, d, second), ..] = ends[..] else { return };
        let roles: [Option<EntityIndex>; 3] = match motif {
            Motif::Retaliation | Motif::Reconciliation | Motif::FallingOut => {
                [Some(a), Some(b), None]
            }
            Motif::PileOn | Motif::Defence if a == c => return,
            Motif::PileOn => [a, c, b].map(Some),
            Motif::Defence => [a, b, c].map(Some),
            Motif::TriangleBalanced | Motif::TriangleUnbalanced => {
                let third = if c == a || c == b { d } else { c };
                let mut all = [a, b, third];
                all.sort_unstable();
                all.map(Some)
            }
        };
        let gap = if is_ordered {
            Gap::between(first, second)
        } else {
            spread(ends.iter().map(|(.., bounds)| *bounds))
        };
        self.instances.push(Instance { motif, certainty, statements, roles, gap });
    }
}
