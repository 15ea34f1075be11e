//! Views too large to be looked at as a whole in passing: what is found around an entity is what the
//! whole would show there.

use stancegraph::{
    analysis::{
        activity::{Party, activity},
        frustration::Budget,
        plain::{PlainGraph, Weighing},
        series::{Coverage, Series},
        shift_counts::count_shifts,
        shifts::shifts,
        stats::stats_of_each,
        tension::{MOST_PAIRS, Tension},
        triads::{Listed, triangles},
    },
    corpus,
    export::{Focus, Scene, SceneOptions},
    graph::{Frame, SignedGraph, TemporalGraph, UndirectedGraph, View},
    import::csv::{CsvOptions, import},
    model::{Calendar, Day, EntityIndex},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

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

/// So many statements that they are passed over in parts, on all processors.
#[test]
fn what_is_counted_in_parts_is_as_in_one() {
    const STATEMENTS: usize = 120_000;
    let mut table = "holder,verb,target,date,source\n".to_owned();
    for number in 0..STATEMENTS {
        let chance = number * 7919 % 104_729;
        let (holder, target) = (chance % 97, 97 + chance % 89);
        let verb = if chance % 3 == 0 { "supports" } else { "opposes" };
        let (month, day) = (chance % 12 + 1, chance % 28 + 1);
        let _ =
            writeln!(table, "p{holder},{verb},p{target},2018-{month:02}-{day:02},s{}", chance % 13);
    }
    let graph =
        import(table.as_bytes(), corpus::shipped_vocabulary(), &CsvOptions::default(), &|_| Ok(()))
            .unwrap()
            .0;
    let view = View::new(&graph, Frame::all(Day::from_civil(2020, 1, 1)));
    let series = Series { every: Calendar::Month, coverage: Coverage::Each };
    let periods = series.periods(&view).unwrap();
    assert_eq!(periods.len(), 12);

    let listed = shifts(&view, None);
    let pairs: BTreeSet<_> = listed.iter().map(|shift| shift.pair).collect();
    let holders: BTreeSet<_> = pairs.iter().map(|pair| graph.holder(*pair)).collect();
    let counted = count_shifts(&view, None);
    assert_eq!((counted.pairs, counted.holders), (pairs.len(), holders.len()));
    assert_eq!(counted.to_positive + counted.to_negative, listed.len());

    let views: Vec<_> = periods.iter().map(|period| period.view.clone()).collect();
    let (stats, active) = (stats_of_each(&views), activity(&views, Party::Target, None));
    let first = activity(&views, Party::Target, Some(7));
    for (first, all) in first.iter().zip(&active) {
        assert_eq!(first.len(), 7);
        assert_eq!(first[..], all[..7]);
    }
    for ((view, stats), active) in views.iter().zip(stats).zip(active) {
        let mut by_target: BTreeMap<EntityIndex, u32> = BTreeMap::new();
        let mut named: BTreeSet<EntityIndex> = BTreeSet::new();
        let mut pairs = 0;
        for pair in graph.pairs() {
            let n = view.counted_of(pair).count();
            if n > 0 {
                pairs += 1;
                named.extend([graph.holder(pair), graph.target(pair)]);
                *by_target.entry(graph.target(pair)).or_default() += u32::try_from(n).unwrap();
            }
        }
        assert_eq!(stats.statements, by_target.values().sum::<u32>() as usize);
        assert_eq!((stats.pairs, stats.entities), (pairs, named.len()));
        let active: BTreeMap<_, _> =
            active.iter().map(|row| (row.entity, row.statements())).collect();
        assert_eq!(active, by_target);
    }
}
