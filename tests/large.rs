//! Large views: results around one entity are those of the whole view.

use stancegraph::{
    analysis::{
        activity::{Party, activity},
        camps::Basis,
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
    graph::{PairIndex, TemporalGraph},
    import::csv::{CsvOptions, import},
    model::{Calendar, Day, EntityIndex, Span},
    view::{Frame, SignedGraph, UndirectedGraph, View},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
};

/// Nearly every entity has a stance on every other.
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
fn a_neighbourhood_is_as_in_the_whole_view() {
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
        let tension = Tension::between(&view, pair, &Basis::default(), &budget);
        assert!(tension.camps.is_none());
        assert_eq!(found(&tension), nodes_with(&pair));
    }
    let around = Tension::around(&view, a, &Basis::default(), &budget);
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

/// Enough statements to be processed in parts, on all processors.
#[test]
fn counts_in_parts_are_those_of_one_pass() {
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
    let stats = stats_of_each(&views);
    for (view, stats) in views.iter().zip(stats) {
        let counted: Vec<_> =
            graph.pairs().filter(|pair| view.counted_of(*pair).count() > 0).collect();
        let ends = |pair: &PairIndex| [graph.holder(*pair), graph.target(*pair)];
        let named: BTreeSet<EntityIndex> = counted.iter().flat_map(ends).collect();
        let n_statements: usize = counted.iter().map(|pair| view.counted_of(*pair).count()).sum();
        assert_eq!((stats.statements, stats.pairs), (n_statements, counted.len()));
        assert_eq!(stats.entities, named.len());
    }
    for party in [Party::Holder, Party::Target] {
        let (active, first) = (activity(&views, party, None), activity(&views, party, Some(7)));
        for ((view, active), first) in views.iter().zip(active).zip(first) {
            assert_eq!(first[..], active[..7]);
            let mut by_entity: BTreeMap<EntityIndex, u32> = BTreeMap::new();
            for pair in graph.pairs().filter(|pair| view.counted_of(*pair).count() > 0) {
                let end =
                    if party == Party::Holder { graph.holder(pair) } else { graph.target(pair) };
                let n = u32::try_from(view.counted_of(pair).count()).unwrap();
                *by_entity.entry(end).or_default() += n;
            }
            let active: BTreeMap<_, _> =
                active.iter().map(|row| (row.entity, row.statements())).collect();
            assert_eq!(active, by_entity);
        }
    }
}

/// Pairs are evaluated in batches, unless one has more statements than a batch.
#[test]
fn ties_of_many_pairs_are_those_of_each() {
    let mut table = "holder,verb,target,date,source\n".to_owned();
    for n in 0..75_000 {
        let (verb, day) = (["supports", "opposes"][n * 7919 % 11 % 2], n * 31 % 28 + 1);
        let (year, month) = (2000 + n * 13 % 20, n * 5 % 12 + 1);
        let target = if n < 68_000 { 0 } else { n % 3_000 };
        let _ = writeln!(table, "a,{verb},p{target},{year}-{month:02}-{day:02},s{n}");
    }
    let graph =
        import(table.as_bytes(), corpus::shipped_vocabulary(), &CsvOptions::default(), &|_| Ok(()))
            .unwrap()
            .0;
    let whole = View::new(&graph, Frame::all(Day::from_civil(2030, 1, 1)));
    let until = |year| {
        let end = Day::from_civil(year, 6, 1);
        whole.with_span(Span { end, ..Span::ALL })
    };
    let late = whole.with_span(Span { begin: Day::from_civil(2012, 6, 1), ..Span::ALL });
    for (view, other) in
        [(until(2001), until(2003)), (until(2015), whole.clone()), (late, until(2009))]
    {
        let ties: Vec<_> = view.ties().collect();
        assert_eq!(view.ties_of_pairs(0..graph.n_pairs()), ties);
        let mut differing = Vec::new();
        view.differing_ties(&other, 0..graph.n_pairs(), |here, there| {
            differing.push((here, there));
        });
        let apart = graph.pairs().map(|pair| (view.tie(pair), other.tie(pair)));
        let apart: Vec<_> = apart.filter(|(here, there)| here != there).collect();
        differing.retain(|(here, there)| here != there);
        assert!(!apart.is_empty());
        assert_eq!(differing, apart);
    }
}
