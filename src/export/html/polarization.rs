//! Polarization at the ends of periods.

use super::snapshots::{CampItem, Making, as_of, spend};
use crate::{
    analysis::{
        network::{CountOptions, Debate, Duplicates},
        polarization::{OpenPolarization, PairedDebate, of_great_debate, polarization},
    },
    export::scene::Scene,
    model::{Day, EntityIndex},
};
use rayon::prelude::*;
use serde::Serialize;
use std::convert::Infallible;

/// Polarization compares actors pairwise; with more pairs than this the page leaves it out.
const MOST_COMPARED: usize = 4_000_000;
/// With more of them than this, a search goes on from what was found in the period before.
pub(super) const GREAT_DEBATE: usize = 50_000;

/// Polarization by all definite statements up to the end of a period.
#[derive(Debug, Serialize)]
pub(in crate::export) struct PolarizationItem {
    pub(in crate::export) value: Option<f64>,
    pub(in crate::export) upper: Option<f64>,
    pub(in crate::export) exact: bool,
    pub(in crate::export) fit: Option<f64>,
    pub(in crate::export) fit_upper: Option<f64>,
    pub(in crate::export) conflict_share: Option<f64>,
    pub(in crate::export) actors: usize,
    pub(in crate::export) n_statements: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::export) statements: Option<Vec<usize>>,
    /// In a great debate: the first and the last of statements that follow each other.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::export) runs: Option<Vec<(usize, usize)>>,
    pub(in crate::export) camps: Vec<CampItem>,
    /// How many possible statements could change it.
    pub(in crate::export) possible: usize,
    /// The least and the greatest value that they can make of it, where that is computed.
    pub(in crate::export) least: Option<f64>,
    pub(in crate::export) greatest: Option<f64>,
}

/// How many pairs of actors on each target polarization compares.
pub(super) fn compared(scene: &Scene<'_>) -> usize {
    let graph = scene.view().graph();
    let actors = |target| graph.pairs_towards(target).count();
    (0..graph.n_entities()).map(|target| actors(EntityIndex::new(target)).pow(2)).sum()
}

/// Why polarization is not computed.
pub(super) fn no_polarization(scene: &Scene<'_>, compared: usize) -> Option<&'static str> {
    if scene.focus().is_some() {
        return Some(scene.messages().text("front.polarization-of-all"));
    }
    (compared > MOST_COMPARED).then(|| scene.messages().text("front.polarization-of-many"))
}

/// What is compared of all definite statements up to a day.
fn debate(scene: &Scene<'_>, last: Day) -> (PairedDebate, usize) {
    let count = count();
    let outcomes = count.outcomes(&as_of(scene, last));
    let debate = Debate::new(&outcomes.definite(), &count);
    (PairedDebate::new(debate), outcomes.n_possible())
}

fn count() -> CountOptions {
    CountOptions { duplicates: Duplicates::Include, kinds: Vec::new() }
}

impl Making<'_> {
    /// Polarization at the ends of periods.
    pub(super) fn polarizations(&mut self, ends: &[Day], is_great: bool) -> Vec<PolarizationItem> {
        if !is_great {
            return ends.iter().map(|last| self.polarization(*last)).collect();
        }
        let scene = self.scene;
        let mut items = Vec::with_capacity(ends.len());
        // A great debate is compared on all processors; what fits its camps goes on from that of the period before. Only so
        // many are in memory at once.
        for ends in ends.chunks(rayon::current_num_threads().max(1)) {
            let paired: Vec<_> = ends.par_iter().map(|last| debate(scene, *last)).collect();
            for (paired, n_possible) in paired {
                let definite = of_great_debate(paired, &mut self.sides_in_debate);
                let open = OpenPolarization { definite, n_possible, ranges: None };
                items.push(self.item(open, true));
            }
        }
        items
    }

    fn polarization(&self, last: Day) -> PolarizationItem {
        let count = count();
        let Ok(open) =
            OpenPolarization::new::<Infallible>(&as_of(self.scene, last), &count, |outcome| {
                Ok(spend(&self.memory, |budget| polarization(outcome, &count, budget)))
            });
        self.item(open, false)
    }

    fn item(&self, open: OpenPolarization, is_great: bool) -> PolarizationItem {
        let range = open.ranges.unwrap_or_default().value;
        let found = open.definite;
        let statements = self.positions.statements(found.statements.iter().copied());
        PolarizationItem {
            value: found.value.map(|value| value.lower),
            upper: found.value.map(|value| value.upper),
            exact: found.value.is_none_or(|value| value.is_exact),
            fit: found.fit.map(|fit| fit.lower),
            fit_upper: found.fit.map(|fit| fit.upper),
            conflict_share: found.conflict_share,
            actors: found.actors.len(),
            n_statements: found.statements.len(),
            runs: is_great.then(|| runs(&statements)),
            statements: (!is_great).then_some(statements),
            camps: self.camps(&found.camps),
            possible: open.n_possible,
            least: range.least,
            greatest: range.greatest,
        }
    }
}

/// The first and the last of numbers that follow each other.
fn runs(numbers: &[usize]) -> Vec<(usize, usize)> {
    let runs = numbers.chunk_by(|one, other| one + 1 == *other);
    runs.filter_map(|run| Some((*run.first()?, *run.last()?))).collect()
}
