//! What possible statements can make of balance and polarization, against every world in which each was said or was not.

use crate::{
    frame,
    naive::{Question, sign},
    pairs, question,
    story::{ENTITIES, Story, VERBS},
};
use proptest::prelude::*;
use stancegraph::{
    analysis::{
        balance::Balance,
        frustration::Budget,
        network::{CountOptions, Duplicates},
        outcomes::MOST_POSSIBLE,
        plain::Weighing,
        polarization::{OpenPolarization, polarization},
    },
    report::{BalancePeriodRow, CensusPeriodRow},
    view::{Resolve, View},
};
use std::convert::Infallible;

const N: usize = ENTITIES.len();

fn float(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap())
}

/// The least and the greatest of the values that are defined.
fn range(values: &[Option<f64>]) -> [Option<f64>; 2] {
    let defined = || values.iter().copied().flatten();
    [defined().reduce(f64::min), defined().reduce(f64::max)]
}

fn near(found: [Option<f64>; 2], expected: [Option<f64>; 2]) -> bool {
    found.iter().zip(&expected).all(|pair| match pair {
        (Some(found), Some(expected)) => (found - expected).abs() < 1e-9,
        (found, expected) => found == expected,
    })
}

/// The positions of counted statements that are only possibly in the view.
fn possible(question: &Question, story: &Story, is_meant: impl Fn(usize) -> bool) -> Vec<usize> {
    let counted = pairs().flat_map(|(holder, target)| question.counted(story, holder, target));
    let is_possible = |at: &usize| {
        question.certainty(story, &story.said[*at]) == Some("possible") && is_meant(*at)
    };
    counted.filter(is_possible).collect()
}

/// The story as it was if of these statements only the chosen ones were said in the view: others are made claims, which do
/// not count.
fn worlds<'s>(story: &'s Story, possible: &'s [usize]) -> impl Iterator<Item = Story> + 's {
    (0..1_usize << possible.len()).map(|chosen| {
        let mut story = story.clone();
        for (bit, at) in possible.iter().enumerate() {
            story.said[*at].is_claim |= chosen >> bit & 1 == 0;
        }
        story
    })
}

/// The signed pairs of the ties that stand.
fn edges(question: &Question, story: &Story) -> Vec<(usize, usize, i32)> {
    let sign_of = |holder, target| match question.tie(story, holder, target)?.polarity {
        "positive" => Some(1),
        "negative" => Some(-1),
        "mixed" => Some(0),
        _ => None,
    };
    let mut edges = Vec::new();
    for (a, b) in pairs().filter(|(a, b)| a < b) {
        let signs: Vec<i32> = [sign_of(a, b), sign_of(b, a)].into_iter().flatten().collect();
        if let Some(&first) = signs.first()
            && first != 0
            && signs.iter().all(|sign| *sign == first)
        {
            edges.push((a, b, first));
        }
    }
    edges
}

/// Strong and weak share, frustration index, and 1 − 2L/m.
fn balance(edges: &[(usize, usize, i32)]) -> [Option<f64>; 4] {
    let of =
        |a: usize, b: usize| edges.iter().find(|edge| (edge.0, edge.1) == (a, b)).map(|it| it.2);
    let (mut all, mut strong, mut weak) = (0.0, 0.0, 0.0);
    for a in 0..N {
        for b in a + 1..N {
            for c in b + 1..N {
                let (Some(ab), Some(ac), Some(bc)) = (of(a, b), of(a, c), of(b, c)) else {
                    continue;
                };
                all += 1.0;
                strong += f64::from(u8::from(ab * ac * bc > 0));
                weak += f64::from(u8::from(ab * ac * bc > 0 || ab + ac + bc == -3));
            }
        }
    }
    let cost = |split: usize| {
        let is_wrong = |(a, b, sign): &&(usize, usize, i32)| {
            ((split >> a & 1) == (split >> b & 1)) != (*sign > 0)
        };
        edges.iter().filter(is_wrong).count()
    };
    let index = float((0..1 << N).map(cost).min().unwrap());
    let share = |part: f64| (all > 0.0).then(|| part / all);
    let m = float(edges.len());
    [share(strong), share(weak), Some(index), (m > 0.0).then(|| 1.0 - 2.0 * index / m)]
}

/// Value, fit and conflict share, by the formulas.
fn polarized(question: &Question, story: &Story) -> [Option<f64>; 3] {
    let x = |i: usize, j: usize, wanted: i32| {
        let counted = question.counted(story, i, j);
        float(counted.iter().filter(|&&at| sign(story.said[at].verb) == wanted).count())
    };
    let shared = |a: usize, b: usize, is_same: bool| -> f64 {
        let of = |j: usize, k: i32| x(a, j, k) * x(b, j, if is_same { k } else { -k });
        (0..N).map(|j| of(j, 1) + of(j, -1)).sum()
    };
    let couples: Vec<(usize, usize, f64, f64)> = pairs()
        .filter(|(a, b)| a < b)
        .map(|(a, b)| (a, b, shared(a, b, true), shared(a, b, false)))
        .collect();
    let all: f64 = couples.iter().map(|it| it.2 + it.3).sum();
    if all == 0.0 {
        return [None; 3];
    }
    let fit = |split: usize| -> f64 {
        let term = |(a, b, agree, differ): &(usize, usize, f64, f64)| {
            let difference = agree - differ;
            if split >> a & 1 == split >> b & 1 { difference } else { -difference }
        };
        couples.iter().map(term).sum::<f64>() / all
    };
    let fit = (0..1 << N).map(fit).fold(f64::MIN, f64::max);
    let conflict = couples.iter().map(|it| it.3).sum::<f64>() / all;
    [Some(fit * 2.0 * conflict.min(0.5)), Some(fit), Some(conflict)]
}

/// Each measure in all worlds, the one without possible statements first.
fn columns<const M: usize>(rows: &[[Option<f64>; M]]) -> [Vec<Option<f64>>; M] {
    std::array::from_fn(|measure| rows.iter().map(|row| row[measure]).collect())
}

fn opened(question: Question) -> Question {
    Question { definite: false, claims: false, ..question }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn balance_ranges_over_all_worlds(story in Story::brawl(), question in question()) {
        let question = opened(question);
        let graph = story.graph();
        let view = View::new(&graph, frame(&question, Resolve::Latest));
        let possible = possible(&question, &story, |at| {
            let said = &story.said[at];
            VERBS[said.verb].1 != "Neutral" && said.holder != said.target
        });
        let row = BalancePeriodRow::of_period(&view, Weighing::Unit, |outcome| {
            Balance::new(outcome, Weighing::Unit, &Budget::unlimited())
        });
        let census = CensusPeriodRow::of_period(&view);
        prop_assert_eq!((row.possible, census.possible), (possible.len(), possible.len()));
        if possible.len() > MOST_POSSIBLE {
            prop_assert!(row.outcomes.is_none() && census.outcomes.is_none());
            return Ok(());
        }
        let rows: Vec<_> = worlds(&story, &possible)
            .map(|world| balance(&edges(&question, &world)))
            .collect();
        let definite = &row.definite;
        let frustration = definite.frustration.upper.as_f64();
        prop_assert!(near([definite.census.strong, definite.census.weak], [rows[0][0], rows[0][1]]));
        prop_assert!(near([frustration, definite.frustration.normalized], [rows[0][2], rows[0][3]]));
        let [strong, weak, index, normalized] = columns(&rows).map(|values| range(&values));
        let (found, of_census) = (row.outcomes.unwrap(), census.outcomes.unwrap());
        prop_assert!(near([found.strong_least, found.strong_greatest], strong));
        prop_assert!(near([found.weak_least, found.weak_greatest], weak));
        prop_assert!(near([found.frustration_least, found.frustration_greatest], index));
        prop_assert!(near([found.normalized_least, found.normalized_greatest], normalized));
        prop_assert!(near([of_census.strong_least, of_census.strong_greatest], strong));
        prop_assert!(near([of_census.weak_least, of_census.weak_greatest], weak));
    }

    #[test]
    fn polarization_ranges_over_all_worlds(story in Story::brawl(), question in question()) {
        let question = opened(question);
        let graph = story.graph();
        let view = View::new(&graph, frame(&question, Resolve::Latest));
        let possible = possible(&question, &story, |at| sign(story.said[at].verb) != 0);
        let count = CountOptions { duplicates: Duplicates::Include, kinds: Vec::new() };
        let Ok(found) = OpenPolarization::new::<Infallible>(&view, &count, |outcome| {
            Ok(polarization(outcome, &count, &Budget::unlimited()))
        });
        prop_assert_eq!(found.n_possible, possible.len());
        if possible.len() > MOST_POSSIBLE {
            prop_assert!(found.ranges.is_none());
            return Ok(());
        }
        let rows: Vec<_> =
            worlds(&story, &possible).map(|world| polarized(&question, &world)).collect();
        let definite = found.definite.value.map(|value| value.lower);
        prop_assert!(near([definite, found.definite.conflict_share], [rows[0][0], rows[0][2]]));
        let [value, fit, conflict] = columns(&rows).map(|values| range(&values));
        let ranges = found.ranges.unwrap();
        prop_assert!(near([ranges.value.least, ranges.value.greatest], value));
        prop_assert!(near([ranges.fit.least, ranges.fit.greatest], fit));
        prop_assert!(near([ranges.conflict_share.least, ranges.conflict_share.greatest], conflict));
    }
}
