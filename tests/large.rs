//! Views too large to be looked at as a whole in passing: what is found around an entity is what the
//! whole would show there.

use stancegraph::{
    analysis::{
        frustration::Budget,
        plain::{PlainGraph, Weighing},
        tension::{MOST_PAIRS, Tension},
        triads::{Listed, triangles},
    },
    corpus,
    export::{Focus, Scene, SceneOptions},
    graph::{Frame, SignedGraph, TemporalGraph, UndirectedGraph, View},
    import::csv::{CsvOptions, import},
    model::{Day, EntityIndex},
};
use std::{collections::BTreeSet, fmt::Write as _};

/// Everybody has a stance on everybody, but for some.
fn crowd() -> TemporalGraph {
    const PEOPLE: usize = 160;
    let mut table = "holder,verb,target,date,source\n".to_owned();
    for holder in 0..PEOPLE {
        for target in (0..PEOPLE).filter(|&target| target != holder) {
            let chance = (holder * 7919 + target * 104_729) % 1009;
            let verb = match chance {
                0..60 => continue,
                60..700 => "supports",
                _ => "opposes",
            };
            let _ = writeln!(table, "p{holder},{verb},p{target},2018-04-{:02},s", chance % 30 + 1);
        }
    }
    import(table.as_bytes(), corpus::shipped_vocabulary(), &CsvOptions::default(), &|_| Ok(()))
        .unwrap()
        .0
}

#[test]
fn what_is_near_is_as_in_the_whole() {
    let graph = crowd();
    assert!(graph.n_pairs() > MOST_PAIRS);
    let view = View::new(&graph, Frame::all(Day::from_civil(2020, 1, 1)));
    let budget = Budget::until(&|| true);
    let whole = UndirectedGraph::new(&view);
    let unbalanced = triangles(&PlainGraph::of(&whole, Weighing::Strength), Listed::Unbalanced);
    let nodes_with = |entities: &[EntityIndex]| -> BTreeSet<Vec<u32>> {
        let is_in = |nodes: &[u32]| {
            entities
                .iter()
                .all(|entity| nodes.iter().any(|&node| node as usize == entity.position()))
        };
        let with = unbalanced.iter().filter(|triangle| is_in(&triangle.nodes));
        with.map(|triangle| triangle.nodes.to_vec()).collect()
    };
    let found = |tension: &Tension| -> BTreeSet<Vec<u32>> {
        tension.triangles.iter().map(|triangle| triangle.nodes.to_vec()).collect()
    };
    let [a, b, c] = [3, 77, 140].map(EntityIndex::new);
    for pair in [[a, b], [b, a], [b, c], [c, a]] {
        let tension = Tension::between(&view, pair, &budget);
        assert!(tension.camps.is_none());
        assert_eq!(found(&tension), nodes_with(&pair));
    }
    let around = Tension::around(&view, a, &budget);
    assert_eq!(found(&around), nodes_with(&[a]));
    assert!(!found(&around).is_empty());

    let all = SignedGraph::new(&view);
    let focus = Some(Focus { entity: a, depth: 1 });
    let scene = Scene::new(&view, &SceneOptions { focus, ..SceneOptions::default() });
    let near = |entity: EntityIndex| {
        entity == a || all.tie(a, entity).is_some() || all.tie(entity, a).is_some()
    };
    let expected = all.ties().iter().filter(|tie| near(tie.holder) && near(tie.target));
    assert!(scene.ties().iter().map(|shown| &shown.tie).eq(expected));
}
