//! `export csv-statements` and `statements -O csv`, read back by `import csv` without options.

use super::{
    frame, jsonl, shipped,
    writing::{graph_of, hostile, hostile_word, writing},
};
use proptest::prelude::*;
use stancegraph::{
    corpus,
    export::{Format, Isolates, Scene, SceneOptions},
    graph::TemporalGraph,
    import::{
        Reason,
        csv::{CsvError, CsvOptions, import},
    },
    model::Polarity,
    view::{Frame, View},
};
use std::{collections::BTreeSet, fmt::Write as _, path::Path};

fn written(graph: &TemporalGraph, frame: Frame) -> Vec<u8> {
    let scene = Scene::new(&View::new(graph, frame), &SceneOptions::default());
    Format::CsvStatements.exporter().export(&scene).unwrap()
}

fn read(table: &[u8]) -> Result<TemporalGraph, CsvError> {
    let vocabulary = corpus::shipped_vocabulary();
    let (graph, report, taken) = import(table, vocabulary, &CsvOptions::default(), &|_| Ok(()))?;
    assert!(report.left_out.is_empty(), "{report:?}\n{}", String::from_utf8_lossy(table));
    assert_eq!(report.statements, graph.n_statements() + taken.repeated);
    Ok(graph)
}

/// Everything that statements say, in words, and the time zone in which they say it.
fn said(graph: &TemporalGraph) -> Vec<String> {
    let with_rows: BTreeSet<_> =
        graph.statements().map(|index| graph.statement(index).source()).collect();
    // What a source replies to, straight or through others, of that which the table can tell.
    let replies = |source| {
        let mut found: Vec<_> = graph.source(source).in_reply_to().collect();
        let mut at = 0;
        while at < found.len() {
            let further = graph.source(found[at]).in_reply_to().collect::<Vec<_>>();
            found.extend(further.into_iter().filter(|it| !found.contains(it)).collect::<Vec<_>>());
            at += 1;
        }
        let ids = found.into_iter().filter(|it| with_rows.contains(it));
        ids.map(|it| graph.source(it).id().to_owned()).collect::<BTreeSet<String>>()
    };
    let one = |index| {
        let statement = graph.statement(index);
        let verb = statement.verb();
        let entity = |index| {
            let entity = graph.entity(index);
            (entity.id().to_owned(), entity.name().to_owned(), entity.kind())
        };
        let ends = [statement.holder_entity(), statement.target_entity()]
            .map(|end| (end.id().to_owned(), end.name().to_owned(), end.kind()));
        let source = statement.source_record();
        // A table tells nothing and an empty text alike.
        let filled = |text: Option<&str>| text.filter(|text| !text.is_empty()).map(str::to_owned);
        let origin = (source.id(), source.kind(), filled(source.title()), filled(source.url()));
        let more = (
            (source.author().map(entity), source.outlet().map(entity)),
            (filled(source.language()), filled(source.archived()), filled(source.note())),
        );
        let published = source.published().map(|date| date.as_str().to_owned());
        let about: Vec<_> = statement.about().map(entity).collect();
        let reported: Vec<String> =
            statement.reported_in().map(|source| graph.source(source).id().to_owned()).collect();
        let corrected = statement.supersedes().map(|it| graph.statement(it).id().into_owned());
        format!(
            "{:?}",
            (
                (statement.id(), ends, &verb.word, verb.effect, verb.strength),
                (
                    statement.date(),
                    statement.bounds(),
                    statement.until().map(|it| it.as_str().to_owned())
                ),
                (
                    origin,
                    more,
                    published,
                    statement.quote(),
                    statement.prefix(),
                    statement.suffix()
                ),
                (about, reported, statement.known(), statement.coder(), statement.confidence()),
                (
                    corrected,
                    statement.superseded_since(),
                    statement.claimed_by().map(entity),
                    statement.note()
                ),
                (
                    statement.time(),
                    replies(statement.source()),
                    statement.source_record().published().map(|date| (date.bounds(), date.time())),
                ),
            )
        )
    };
    let mut said: Vec<String> = graph.statements().map(one).collect();
    // Within a day the table follows the times, and the graph the order of the corpus.
    said.sort_unstable();
    said.push(graph.zone().name().to_owned());
    said
}

#[test]
fn replies_through_sources_without_statements_come_back() {
    let text = "Corpus(time_zone: \"America/New_York\", entities: [(id: \"a\", kind: Person, name: \"A\"), (id: \"b\", kind: Topic, name: \"B\")],
        sources: [(id: \"first\", kind: Post, published: \"2018-04-25\"), (id: \"middle\", kind: Post, in_reply_to: [\"first\"]),
            (id: \"last\", kind: Post, published: \"2018-04-25\", in_reply_to: [\"middle\"])],
        statements: [(holder: \"a\", stance: \"opposes\", target: \"b\", source: \"last\"),
            (holder: \"a\", stance: \"supports\", target: \"b\", source: \"first\", on: \"2018-04-25T00:30\")])";
    let graph = graph_of(text.to_owned());
    let back = read(&written(&graph, frame())).unwrap();
    assert_eq!(said(&back), said(&graph));
    let tie = |graph: &TemporalGraph| {
        let view = View::new(graph, frame());
        let pair = graph.pairs().next().unwrap();
        (view.tie(pair).unwrap().polarity, view.deciding(pair).len())
    };
    assert_eq!(tie(&back), tie(&graph));
    assert_eq!(tie(&back), (Polarity::Negative, 1));
}

#[test]
fn corpora_come_back() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let read_fixture =
        |name: &&str| TemporalGraph::new(corpus::read(&[fixtures.join(name)]).corpus);
    let graphs = ["council", "harbour", "everything.ron"].iter().map(read_fixture);
    for graph in graphs.chain([shipped()]) {
        assert!(graph.n_statements() > 0);
        assert_eq!(said(&read(&written(&graph, frame())).unwrap()), said(&graph));
    }
}

#[test]
fn an_empty_view_is_a_table_too() {
    let graph = TemporalGraph::new(corpus::read_texts(Vec::new()).corpus);
    assert_eq!(read(&written(&graph, frame())).unwrap().n_statements(), 0);
}

#[test]
fn damaged_rows_are_reported_with_their_lines() {
    let table = |row: &str| {
        format!(
            "statement,holder,holder_name,target,target_name,verb,date,source,supersedes,source_published\n\
            one,a,A,b,B,supports,2018,s,,\n{row}\n"
        )
    };
    let unsound = table("two,a,A,b,B,opposes,2019,s,nobody,");
    let vocabulary = corpus::shipped_vocabulary();
    let (graph, _, outcome) =
        import(unsound.as_bytes(), vocabulary, &CsvOptions::default(), &|_| Ok(())).unwrap();
    let left_out = &outcome.left_out[&Reason::Unsound];
    assert_eq!(
        (graph.n_statements(), left_out.places.as_slice()),
        (1, ["3".to_owned()].as_slice())
    );
    let rows = [
        "two,,A,b,B,opposes,2019,s,,",
        "two,a,A,b,B,opposse,2019,s,,",
        "two,a b,A,b,B,opposes,2019,s,,",
        "two,a,A,b,B,opposes,soon,s,,",
        "two,a,A,b,B,opposes,2019",
    ];
    for row in rows {
        let vocabulary = corpus::shipped_vocabulary();
        let table = table(row);
        let read = import(table.as_bytes(), vocabulary, &CsvOptions::default(), &|_| Ok(()));
        let (graph, report, _) = read.unwrap();
        assert_eq!(graph.n_statements(), 1, "{row}");
        assert!(report.left_out.values().all(|left_out| left_out.lines == [3]), "{row}");
        let table = table.replace('\n', "\r\n");
        let vocabulary = corpus::shipped_vocabulary();
        let read = import(table.as_bytes(), vocabulary, &CsvOptions::default(), &|_| Ok(()));
        assert_eq!(read.unwrap().1, report, "{row}");
    }
}

/// Corpora whose statements have every field.
fn rich() -> impl Strategy<Value = String> {
    let extras = (hostile(), hostile(), hostile(), any::<(bool, bool, bool)>(), 0.0..=1.0);
    let ids = prop::collection::btree_set(hostile_word(), 4);
    let name = (hostile(), any::<bool>())
        .prop_map(|(name, is_last)| if is_last { name + "!" } else { format!("?{name}") });
    let names = prop::collection::vec(name, 4);
    let table = (prop::collection::vec(extras, 1..6), hostile(), 0.01..=1.0, any::<[bool; 3]>());
    (ids, names, table).prop_map(|(ids, names, (rows, title, strength, [has_author, has_outlet, has_more]))| {
        let ron = |text: &str| ron::to_string(text).unwrap();
        let ids: Vec<String> = ids.iter().map(|id| ron(id)).collect();
        let mut text = format!(
            "Corpus(time_zone: \"{3}\", vocabulary: [(verb: \"supports\", polarity: Mixed, strength: {strength:?}), (verb: \"drops\", ends: true)],\
             sources: [(id: {0}, kind: Speech, published: \"2018-05-01T12:00\", title: {1}, url: {1}, in_reply_to: [{2}], {4}), (id: {2}, kind: Post)], entities: [",
            ids[3], ron(&title), ids[0], ["UTC", "America/New_York", "Asia/Kolkata"][rows.len() % 3],
            [
                has_author.then(|| format!("author: {},", ids[2])),
                has_outlet.then(|| format!("outlet: {},", ids[rows.len() % 4])),
                has_more.then(|| format!("language: \"de\", archived: {0}, note: {0}", ron(&title))),
            ]
            .into_iter()
            .flatten()
            .collect::<String>()
        );
        for (number, (id, name)) in ids.iter().zip(&names).enumerate() {
            let kind = ["Party", "Event", "Outlet", "Work"][number];
            let _ = write!(text, "(id: {id}, kind: {kind}, name: {}),", ron(name));
        }
        text.push_str("], statements: [");
        for (position, (coder, note, around, (is_claim, is_about, is_correction), confidence)) in rows.iter().enumerate() {
            let _ = write!(
                text,
                "(id: \"n{position}\", holder: {}, stance: {}, target: {}, source: {}, on: \"2018-0{}{}\", quote: {},\
                 coder: {}, note: {}, prefix: {}, suffix: {}, confidence: {confidence:?}, recorded: \"2019-01-0{}\", until: \"2020-1{}\",",
                ids[0], ["\"supports\"", "\"drops\"", "\"opposes\""][position % 3], ids[1], ids[3],
                position % 4 + 1, ["~", "-17T14:05", "-17T23:30:00.250-07:00", "-17"][position % 4],
                ron(note), ron(coder), ron(around), ron(around), ron(coder), position % 9 + 1, position % 3
            );
            if *is_claim {
                let _ = write!(text, "claimed_by: {},", ids[2]);
            }
            if *is_about {
                let _ = write!(text, "about: [{}, {}], reported_in: [{}],", ids[2], ids[3], ids[0]);
            }
            if *is_correction && position > 0 {
                let _ = write!(text, "supersedes: \"n{}\",", position - 1);
            }
            text.push_str("),");
        }
        text + "])"
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_written_comes_back(writing in writing()) {
        let graph = writing.graph();
        prop_assert_eq!(said(&read(&written(&graph, frame())).unwrap()), said(&graph));
    }

    #[test]
    fn every_field_comes_back(text in rich()) {
        let graph = graph_of(text.clone());
        prop_assume!(graph.n_statements() > 0);
        let table = written(&graph, frame());
        let back = read(&table).unwrap();
        prop_assert_eq!(said(&back), said(&graph), "{}", text);
        prop_assert!(written(&back, frame()) == table);
        let lines = jsonl::lines(&graph, frame(), Isolates::LeftOut);
        prop_assert_eq!(said(&jsonl::read(&lines, "corpus.jsonl")), said(&graph));
    }
}
