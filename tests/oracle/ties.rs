//! `ties` lists what `whom` lists of each holder, what `who` lists of each target, and what the definitions say.

use super::{ENTITIES, entity, frame, naive_verdicts, question, story::Story};
use proptest::prelude::*;
use stancegraph::{
    graph::StatementIndex,
    report::{self, Side, Stances, TieRow, ViewFacts},
    view::{Resolve, View},
};

fn rows<'g>(view: &View<'g>, side: Side, stances: Stances) -> (Vec<TieRow<'g>>, u64) {
    let answer = report::ties(view, side, stances, ViewFacts::default());
    let mixed = answer.summary["mixed_left_out"].as_u64().unwrap();
    (answer.rows, mixed)
}

/// The rows and numbers of every entity's answers together, by holder and target.
fn together<'g>(
    view: &View<'g>,
    side: impl Fn(usize) -> Side,
    stances: Stances,
) -> (Vec<TieRow<'g>>, u64) {
    let each = (0..ENTITIES.len()).map(|position| rows(view, side(position), stances));
    let (all, mixed): (Vec<_>, Vec<_>) = each.unzip();
    let mut all = all.concat();
    all.sort_by_key(|row| (row.holder, row.target));
    (all, mixed.into_iter().sum())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn all_ties_are_those_of_everybody(story in Story::strategy(), question in question(), sums in any::<bool>()) {
        let graph = story.graph();
        let resolve = if sums { Resolve::Sum } else { Resolve::Latest };
        let view = View::new(&graph, frame(&question, resolve));
        for stances in [Stances::Supports, Stances::Criticizes, Stances::Any] {
            let all = rows(&view, Side::All, stances);
            prop_assert_eq!(&all, &together(&view, |it| Side::Of(entity(it)), stances));
            prop_assert_eq!(&all, &together(&view, |it| Side::Towards(entity(it)), stances));
        }
    }

    #[test]
    fn all_ties_are_those_of_the_contract(story in Story::strategy(), question in question()) {
        let graph = story.graph();
        let view = View::new(&graph, frame(&question, Resolve::Latest));
        let (listed, _) = rows(&view, Side::All, Stances::Any);
        let expected = naive_verdicts(&question, &story);
        prop_assert_eq!(listed.len(), expected.len());
        for (row, ((holder, target), verdict)) in listed.iter().zip(expected) {
            prop_assert_eq!((row.holder, row.target), (ENTITIES[holder], ENTITIES[target]));
            prop_assert_eq!((row.polarity, row.certainty), (verdict.polarity, verdict.certainty));
            // The deciding statements stand first, and the leading one before them.
            let (deciding, _) = row.statements.split_at(verdict.deciding.len());
            let mut deciding: Vec<&str> = deciding.iter().map(AsRef::as_ref).collect();
            deciding.sort_unstable();
            prop_assert_eq!(deciding, verdict.deciding);
            let lead = (0..graph.n_statements())
                .map(|position| graph.statement(StatementIndex::new(position)))
                .find(|statement| statement.id() == row.statements[0])
                .unwrap();
            prop_assert_eq!((lead.date(), lead.verb().word.as_str()), (row.date.clone(), row.verb));
        }
    }
}
